using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Roles;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>One state of a study in memory: names, places and every coding, read once per act and view.</summary>
/// <param name="Study">What statistics are made from.</param>
/// <param name="Sources">Ids of the sources, in the order of <see cref="StudyFacts.Sources"/>.</param>
/// <param name="Sites">Ids of the sites, in the order of <see cref="StudyFacts.Sites"/>.</param>
/// <param name="SiteOfSource">By source, the index of its site, or −1.</param>
/// <param name="Codes">The codes, a parent before its children, in the order of the codebook and of <see cref="StudyFacts.Codes"/>.</param>
/// <param name="Coders">Ids of the coders, in the order of <see cref="StudyFacts.Coders"/>.</param>
/// <param name="Stretches">Every coding with its place: source, start, end, code.</param>
public sealed record Facts(
    StudyFacts Study, IReadOnlyList<Guid> Sources, IReadOnlyList<Guid> Sites, int[] SiteOfSource, IReadOnlyList<Code> Codes, IReadOnlyList<Guid> Coders,
    IReadOnlyList<CodedPlace> Stretches)
{
    /// <summary>By source, how many codings it carries.</summary>
    public IReadOnlyList<int> CodingsOfSource { get; } = Counted(Study, Sources.Count);

    /// <summary>By the newest revision of each source, the index of the source. What stands on a former revision waits for a person and is not counted.</summary>
    internal IReadOnlyDictionary<Guid, int> SourceOfRevision { get; init; } = new Dictionary<Guid, int>();

    /// <summary>The study’s facts as the asker sees them, kept in memory; after an act only what it changed is read.</summary>
    public static Task<Facts> OfAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return asking.Cache.GetAsync(
            "facts", asking.Context.View, asking.Head, () => FactsReader.ReadAsync(asking.Context, asking.Cancel), (before, head) => FactsReader.RefreshAsync(asking.Context, before, head, asking.Cancel));
    }

    /// <summary>The same with other codings.</summary>
    internal Facts With(CodedPlace[] places) => new(Study with { Codings = CodingsOf(places) }, Sources, Sites, SiteOfSource, Codes, Coders, places) { SourceOfRevision = SourceOfRevision };

    internal static CodingFact[] CodingsOf(CodedPlace[] places) => Array.ConvertAll(places, p => new CodingFact(p.Source, p.Code, p.Coder));

    private static int[] Counted(StudyFacts study, int sources)
    {
        var counts = new int[sources];
        foreach (var coding in study.Codings.Span)
        {
            counts[coding.Source]++;
        }

        return counts;
    }

    /// <summary>Names of encounters’ kinds as people write them and statistics name them.</summary>
    public static string KindInWords(EncounterKind kind) => kind switch
    {
        EncounterKind.Interview => "interview",
        EncounterKind.Meeting => "meeting",
        EncounterKind.FocusGroup => "focus group",
        _ => "document visit",
    };
}

/// <summary>A coding with its place, by indexes into <see cref="Facts"/>.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Code">Index of the code.</param>
/// <param name="Coder">Index of the coder.</param>
public readonly record struct CodedPlace(int Source, int Start, int End, int Code, int Coder);

/// <summary>Reads the facts through whatever view the context has.</summary>
internal static class FactsReader
{
    public static async Task<Facts> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var sites = await context.All<Site>().OrderBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(cancel);
        var phases = await context.All<Phase>().Select(p => new { p.Id, p.Name }).ToListAsync(cancel);
        var people = await context.All<Person>().OrderBy(p => p.Id).Select(p => new { p.Id, p.Name }).ToListAsync(cancel);
        var participants = await context.All<Participant>().ToListAsync(cancel);
        var encounters = await context.All<Encounter>().ToListAsync(cancel);
        var attendances = (await context.All<Attendance>().Select(a => new { a.EncounterId, a.ParticipantId }).ToListAsync(cancel)).ToLookup(a => a.EncounterId, a => a.ParticipantId);
        var links = (await context.All<SourceSite>().OrderBy(l => l.Id).Select(l => new { l.SourceId, l.SiteId }).ToListAsync(cancel)).ToLookup(l => l.SourceId, l => l.SiteId);
        var then = await RolesThen.OfAsync(context, cancel);
        var byId = participants.ToDictionary(p => p.Id);
        var siteNames = Distinct(sites.Select(s => (s.Id, s.Name)));
        var phaseNames = Distinct(phases.Select(p => (p.Id, p.Name)));
        var personNames = Distinct(people.Select(p => (p.Id, p.Name)));
        var participantNames = Distinct(participants.Select(p => (p.Id, p.Pseudonym)));
        var encounterNames = Distinct(encounters.Select(e => (e.Id, e.Name)));
        var narrowed = context.OnlySites.Count > 0 || context.OnlyPhases.Count > 0;
        var sources = (await context.All<Source>().OrderBy(s => s.Id).Select(s => new { s.Id, s.Name, s.EncounterId }).ToListAsync(cancel))
            .Where(s => !narrowed || (s.EncounterId is { } e ? encounterNames.ContainsKey(e) : context.OnlyPhases.Count == 0 && links[s.Id].Any(siteNames.ContainsKey)))
            .ToList();
        var sourceNames = Distinct(sources.Select(s => (s.Id, s.Name)));
        var codes = InTreeOrder(await context.All<Code>().ToListAsync(cancel));
        var codeAt = codes.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        var paths = new string[codes.Count];
        for (var i = 0; i < codes.Count; i++)
        {
            paths[i] = CodePath.Below(codes[i].ParentId is { } parent ? paths[codeAt[parent]] : null, codes[i].Name);
        }

        var siteAt = sites.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i);
        var siteOf = sources.Select(s => encounters.Find(e => e.Id == s.EncounterId)?.SiteId ?? links[s.Id].FirstOrDefault()).ToArray();
        var sourceAt = sources.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i);
        var revisions = (await context.All<Revision>().Select(r => new { r.Id, r.SourceId, r.Number }).ToListAsync(cancel)).Where(r => sourceAt.ContainsKey(r.SourceId)).GroupBy(r => r.SourceId).ToDictionary(g => g.MaxBy(r => r.Number)!.Id, g => sourceAt[g.Key]);
        var places = await CodedPlaces.ReadAsync(context, new(revisions, codeAt, people.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i)), cancel);
        var study = new StudyFacts(
            sites.ConvertAll(s => siteNames[s.Id]),
            phases.ConvertAll(p => phaseNames[p.Id]),
            encounters.ConvertAll(e => new EncounterFact(encounterNames[e.Id], Facts.KindInWords(e.Kind), Name(siteNames, e.SiteId), Name(phaseNames, e.PhaseId), e.Minutes, attendances[e.Id].Select(p => participantNames[p]).ToList()) { Then = [.. attendances[e.Id].Distinct().Select(p => Then(byId[p], e)).OfType<ParticipantFact>()] }),
            participants.ConvertAll(p => new ParticipantFact(participantNames[p.Id], p.Role.Length > 0 ? p.Role : null, Name(siteNames, p.SiteId))),
            sources.Select((s, i) => new SourceFact(sourceNames[s.Id], Name(encounterNames, s.EncounterId), Name(siteNames, siteOf[i]))).ToList(),
            codes.Select((c, i) => new CodeFact(paths[i], c.ParentId is { } parent ? codeAt[parent] : -1)).ToList(),
            people.ConvertAll(p => personNames[p.Id]),
            Facts.CodingsOf(places),
            Roles: [.. then.Roles.Distinct(StringComparer.Ordinal)],
            Answered: await AnsweredAsync(context, cancel),
            Register: await RegisterAsync(context, cancel));
        return new Facts(study, sources.ConvertAll(s => s.Id), sites.ConvertAll(s => s.Id), [.. siteOf.Select(s => siteAt.GetValueOrDefault(s, -1))], codes, people.ConvertAll(p => p.Id), places) { SourceOfRevision = revisions };

        ParticipantFact? Then(Participant person, Encounter encounter) => then.Of(person, encounter.Date) is var (role, site) && (role, site) == (person.Role, person.SiteId)
            ? null : new ParticipantFact(participantNames[person.Id], role.Length > 0 ? role : null, Name(siteNames, site));
    }

    /// <summary>The facts brought up from an earlier act to the newest, where nothing but codings changed between.</summary>
    /// <returns>Null where they must be read anew.</returns>
    public static async Task<Facts?> RefreshAsync(StudyContext context, Facts before, long head, CancellationToken cancel)
    {
        var view = context.View;
        if (view.Known is not null || view.Sites is not null || view.Phases is not null || await context.ChangedSinceAsync(head, Frame, cancel))
        {
            return null;
        }

        var indexes = new PlaceIndexes(before.SourceOfRevision, Positions(before.Codes.Select(c => c.Id)), Positions(before.Coders));
        return before.With(await CodedPlaces.RefreshAsync(context, indexes, (CodedPlace[])before.Stretches, head, cancel));
    }

    /// <summary>Counts of the survey’s items with options, wave by wave; nothing more of the survey is kept beside the codings.</summary>
    private static async Task<IReadOnlyList<AnsweredFact>?> AnsweredAsync(StudyContext context, CancellationToken cancel)
    {
        if (!await context.All<Wave>().AnyAsync(cancel))
        {
            return null;
        }

        var survey = await SurveyOfStudy.ReadAsync(context, cancel);
        return survey.Survey.Items.Where(item => item.HasOptions)
            .SelectMany(item => Core.Surveys.FrequencyTable.Of(item, survey.Counts).Waves.Where(w => w.Asked)
                .Select(w => new AnsweredFact(w.Wave, item.Key, w.Options.ToDictionary(o => o.Option, o => o.Count, StringComparer.Ordinal)))).ToList();
    }

    /// <summary>Types and times of the organisations, kinds and days of the changes; null where there is no register.</summary>
    private static async Task<RegisterFacts?> RegisterAsync(StudyContext context, CancellationToken cancel)
    {
        var organisations = await context.All<Organisation>().Select(o => new { o.Id, o.Type, o.FromDay, o.EndDay }).ToListAsync(cancel);
        if (organisations.Count == 0)
        {
            return null;
        }

        var dated = await context.All<FurtherFact>().Where(f => f.Thing == Core.Register.FactOf.Attribute && f.Track == Core.Register.Track.InForce && f.About == Core.Register.GivenFact.TypeThen).Select(f => new { f.OrganisationId, f.Value, f.FromDay, f.EndDay }).ToListAsync(cancel);
        var listed = organisations.ToDictionary(o => o.Id, o => o.Type);
        var types = new Core.Register.TypesInTime<Guid>(id => listed[id], dated.Select(d => (d.OrganisationId, d.Value, new Core.Basics.Period(d.FromDay, d.EndDay))));
        var changes = await context.All<RegisteredEvent>().Select(e => new { e.Kind, e.Day }).ToListAsync(cancel);
        return new RegisterFacts(
            [.. organisations.SelectMany(o => types.Over(o.Id, new Core.Basics.Period(o.FromDay, o.EndDay))).Select(s => new OrganisationFact(s.Type, s.When))], changes.ConvertAll(c => new ChangeFact(Lower(c.Kind), c.Day)),
            [.. Enum.GetValues<Core.Register.ChangeKind>().Select(Lower)]);

        static string Lower(Core.Register.ChangeKind kind) => kind.ToString().ToLowerInvariant();
    }

    // An import of a survey always writes waves, its undoing removes them, and an erasure changes answers.
    private static readonly Type[] Frame = [typeof(Wave), typeof(Answer), typeof(Site), typeof(Phase), typeof(Person), typeof(Participant), typeof(RoleHeld), typeof(Encounter), typeof(Attendance), typeof(SourceSite), typeof(Source), typeof(Revision), typeof(Code), typeof(Organisation), typeof(FurtherFact), typeof(RegisteredEvent)];

    private static Dictionary<Guid, int> Positions(IEnumerable<Guid> ids) => ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);

    /// <summary>The codebook from the top down, siblings in their order.</summary>
    public static List<Code> InTreeOrder(IReadOnlyList<Code> codes)
    {
        var below = codes.ToLookup(c => c.ParentId);
        var ordered = new List<Code>(codes.Count);
        void Walk(Guid? parent)
        {
            foreach (var code in below[parent].OrderBy(c => c.Ordinal).ThenBy(c => c.Id))
            {
                ordered.Add(code);
                Walk(code.Id);
            }
        }

        Walk(null);
        return ordered;
    }

    /// <summary>Statistics name things, so a name that occurs twice is told apart by a number.</summary>
    private static Dictionary<Guid, string> Distinct(IEnumerable<(Guid Id, string Name)> named)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = new Dictionary<Guid, string>();
        foreach (var (id, name) in named.OrderBy(n => n.Id))
        {
            var free = name;
            for (var again = 2; !taken.Add(free); again++)
            {
                free = $"{name} ({again})";
            }

            names[id] = free;
        }

        return names;
    }

    private static string? Name(Dictionary<Guid, string> names, Guid? id) => id is { } known && names.TryGetValue(known, out var name) ? name : null;
}
