using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.AutoCoding;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>The study’s texts, codebook, codings, sites and memos, ready to go out. What was imported goes out under the ids it came with, and what was kept as it was written goes out so.</summary>
/// <param name="Files">Whether pictures, recordings and formatted copies go along, as a project file needs them.</param>
/// <param name="Reuse">Whether it is to be used beyond this study: then the words of whoever did not consent to that are covered.</param>
[Question("project", Permission.ReadMaterial)]
public sealed record ProjectForExport(bool Files = false, bool Reuse = false) : Question<QdaProject>
{
    /// <inheritdoc/>
    public override async Task<QdaProject> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return (await ReadAsync(asking, Files, Reuse)).Project;
    }

    /// <summary>The same with the rows of ours behind the ids.</summary>
    internal static async Task<ProjectOut> ReadAsync(Asking asking, bool Files, bool reuse = false)
    {
        var (context, cancel) = (asking.Context, asking.Cancel);
        var facts = await Facts.OfAsync(asking);
        var import = (await context.All<Import>().ToListAsync(cancel)).Where(i => i.ProjectName is not null).OrderBy(i => i.Id).FirstOrDefault();
        var title = await context.All<StudyDetail>().Select(d => d.Name).FirstAsync(cancel);
        var ids = new OutgoingIds();
        var people = await context.All<Person>().OrderBy(p => p.Id).ToListAsync(cancel);
        var user = people.ToDictionary(p => p.Id, p => ids.Of(p.ForeignId, p.Id));
        var code = facts.Codes.ToDictionary(c => c.Id, c => ids.Of(c.ForeignId, c.Id));
        var said = await CodebookSaid.ReadAsync(context, asking.Services, facts.Codes, withPassages: true, cancel);
        var pathOf = facts.Codes.Zip(facts.Study.Codes).ToDictionary(c => c.First.Id, c => c.Second.Path);
        var shown = facts.Sources.ToHashSet();
        var sources = (await context.All<Source>().OrderBy(s => s.Id).ToListAsync(cancel)).Where(s => shown.Contains(s.Id)).ToList();
        var source = sources.ToDictionary(s => s.Id, s => ids.Of(s.ForeignId, s.Id));
        var sites = await context.All<Site>().OrderBy(s => s.Id).ToListAsync(cancel);
        var site = sites.ToDictionary(s => s.Id, s => ids.Of(s.ForeignId, s.Id));
        var revisions = (await context.All<Revision>().ToListAsync(cancel)).Where(r => shown.Contains(r.SourceId)).GroupBy(r => r.SourceId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!);
        var codings = await context.All<Coding>().AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancel);
        var withheld = await Withholding.OfAsync(context, asking.Services, deposit: false, cancel, reuse: reuse);
        var sourceOf = revisions.ToDictionary(r => r.Value.Id, r => r.Key);
        var places = (await context.All<PlaceOfText>().OrderBy(p => p.Start).ToListAsync(cancel)).ToLookup(p => p.RevisionId, PlacesOfText.Place);
        foreach (var coding in codings.Where(c => c.SelectionName is not null && sourceOf.TryGetValue(c.RevisionId, out var of) && withheld.Holds(of, c.RevisionId, c.Start, c.End)))
        {
            // Some programs put the quoted words into the name of a selection.
            coding.SelectionName = null;
        }

        var originals = await Originals.OfAsync(asking);
        foreach (var coding in codings.Where(c => originals.Hides(c.RevisionId)))
        {
            coding.SelectionName = null;
        }

        var kept = await KeptOut.OfAsync(asking, Files);
        var (keptSources, keptCases, keptNotes, shortNames) = (kept.Sources, kept.Cases, kept.Notes, kept.ShortNames);
        var descriptions = keptSources.Values.SelectMany(s => s.Selections).Where(s => s.Memo is not null).Select(s => s.Memo!.Value).ToHashSet();
        var newest = revisions.Values.Select(r => r.Id).ToHashSet();
        var reached = codings.Where(c => newest.Contains(c.RevisionId)).Select(c => c.Id).Concat(code.Keys).Concat(source.Keys).Concat(newest).ToHashSet();

        // A memo goes out only with what it is on: under blind coding, or on a narrowed cut, others’ memos stay behind with their codings.
        var memos = (await context.All<Memo>().OrderBy(m => m.Id).ToListAsync(cancel)).Where(m => m.TargetKind == "study_details" || reached.Contains(m.TargetId)).ToList();
        var note = NoteIds(memos.FindAll(m => !descriptions.Contains(m.Id)), ids);
        var on = memos.Where(m => m.Start is null).ToLookup(m => m.TargetId, m => note[m.Id]);
        var stretches = memos.Where(m => m.Start is not null).ToLookup(m => m.TargetId);
        var selections = new OutgoingSelections(code, user, on, note, ids, descriptions, await OriginsOfCodings.ByIdAsync(context, null, cancel));
        var coded = codings.ToLookup(c => c.RevisionId);
        var links = (await context.All<SourceSite>().OrderBy(l => l.Id).ToListAsync(cancel)).Where(l => source.ContainsKey(l.SourceId)).ToLookup(l => l.SiteId, l => source[l.SourceId]);
        var attributes = (await context.All<SiteAttribute>().OrderBy(a => a.Id).ToListAsync(cancel)).Where(a => site.ContainsKey(a.SiteId)).ToList();
        var variable = attributes.GroupBy(a => (a.ForeignId, a.Name, a.Kind)).ToDictionary(g => g.Key, g => ids.Of(g.Key.ForeignId, g.First().Id));
        var values = attributes.ToLookup(a => a.SiteId, a => new QdaValue(variable[(a.ForeignId, a.Name, a.Kind)], KindOf(a.Kind), a.Value));
        var sourceValues = (await context.All<SourceValue>().OrderBy(a => a.Id).ToListAsync(cancel)).Where(a => source.ContainsKey(a.SourceId)).ToList();
        foreach (var own in sourceValues.GroupBy(a => (a.ForeignId, a.Name, a.Kind)).Where(g => !variable.ContainsKey(g.Key)))
        {
            // A variable that cases and sources share is one, though its values are written under several kinds.
            variable[own.Key] = variable.FirstOrDefault(v => v.Key.ForeignId is not null && v.Key.ForeignId == own.Key.ForeignId).Value ?? ids.Of(own.Key.ForeignId, own.First().Id);
        }

        var variables = Variables(variable, kept, ids);
        var valuesOfSource = sourceValues.ToLookup(a => a.SourceId, a => new QdaValue(variable[(a.ForeignId, a.Name, a.Kind)], KindOf(a.Kind), a.Value));
        var formatted = await kept.FormattedAsync();
        var texts = sources.ConvertAll(s => originals.Cover(revisions[s.Id].Id, withheld.Cover(s.Id, revisions[s.Id].Id, revisions[s.Id].Text)));
        bool IsWhole(int i) => texts[i] == revisions[sources[i].Id].Text;
        var outSources = sources.Select((s, i) =>
        {
            var revision = revisions[s.Id];
            var (selected, whole) = selections.Of(coded[revision.Id], stretches[revision.Id], revision.Length, keptSources.GetValueOrDefault(s.Id));
            return new QdaSource
            {
                ForeignId = source[s.Id],
                Name = Files && s.Name == ProjectLanding.NoName && keptSources.GetValueOrDefault(s.Id) is { IsNameless: true } ? "" : s.Name,
                Text = texts[i],
                Description = keptSources.GetValueOrDefault(s.Id)?.Description,
                Stamp = keptSources.GetValueOrDefault(s.Id)?.Stamp.Out(user) ?? QdaStamp.None,
                NoteForeignIds = on[s.Id].Distinct().ToList(),
                Places = places[revision.Id].ToList(),
                Selections = selected,
                WholeCodings = whole,
                Values = valuesOfSource[s.Id].ToList(),
                // The formatted copy holds the words as they came: it goes along only where the text still is so, and nothing of it is covered.
                Formatted = revision.Number == 1 && IsWhole(i) ? formatted.GetValueOrDefault(s.Id) : null,
            };
        }).ToList();
        var ownIds = kept.OwnIds(ids);
        var outgoing = Outgoing(user, code, source, site, note, selections.Outgoing);
        var hidden = originals.HidesAny;
        var covered = sources.Where((_, i) => !IsWhole(i)).Select(s => s.Id).ToHashSet();
        // A voice cannot be covered, so a recording of whoever does not agree to being recorded stays behind whole.
        var voices = await Transcription.Voices.OfAsync(context, asking.Services, cancel);
        var unheard = sources.Where(s => s.EncounterId is { } at && voices.Against(at) is not null).Select(s => s.Id).ToHashSet();
        var pieces = await kept.PiecesAsync(outgoing, source.Keys, hidden, covered.Contains, unheard.Contains, ids);
        var alive = pieces.SelectMany(p => Formats.Fieldwork.Refi.RefiKept.Parse(p.Xml).DescendantsAndSelf().Attributes("guid")).Select(a => a.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> Alive(IEnumerable<string>? written, Guid of) => (written ?? []).Select(w => kept.OutOwn(w, of, ownIds)).OfType<string>().Where(alive.Contains);
        var notes = new List<QdaNote>();
        foreach (var g in memos.Where(m => note.ContainsKey(m.Id)).GroupBy(m => note[m.Id]))
        {
            var first = g.First();
            var its = g.Select(m => keptNotes.TryGetValue(m.Id, out var found) ? found : default).FirstOrDefault(k => k.Piece is not null);
            notes.Add(new QdaNote(g.Key, first.Title, first.Words, new QdaStamp(first.AuthorId is { } by ? user[by] : null, first.WrittenAt, its.Said?.Stamp.Out(user).ModifiedByForeignId, its.Said?.Stamp.ChangedAt), its.Said?.Description)
            {
                Rest = its.Said?.Rest is { } rest ? kept.Spelt(rest, outgoing) : null,
                Files = its.Piece is null ? [] : await kept.FilesOfAsync(its.Piece),
            });
        }

        var asked = kept.Project;
        var project = new QdaProject
        {
            Name = import?.ProjectName is { Length: > 0 } name ? name : title,
            Origin = "Fieldthread",
            Description = withheld.InWords is { } without ? (asked?.Description is { Length: > 0 } before ? before + "\n\n" + without : without) : asked?.Description,
            Stamp = asked?.Stamp.Out(user) ?? QdaStamp.None,
            Kept = pieces,
            LeftOut = kept.LeftInWords,
            Withheld = withheld.InWords,
            NoteForeignIds = memos.Where(m => m.TargetKind == "study_details" && keptNotes.GetValueOrDefault(m.Id).Said is not { IsLoose: true }).Select(m => note[m.Id]).Distinct().ToList(),
            // Somebody of the team who never coded nor wrote a memo is not part of the coded project.
            Users = people.Where(p => p.ForeignId is not null || codings.Exists(c => c.CoderId == p.Id) || memos.Exists(m => m.AuthorId == p.Id)).Select(p => new QdaUser(user[p.Id], p.Name, shortNames.GetValueOrDefault(p.Id))).ToList(),
            Codes = facts.Codes.Select(c => new QdaCode(code[c.Id], c.Name, c.ParentId is { } above ? code[above] : null, c.Colour, said.InFiles(c, id => pathOf.GetValueOrDefault(id)).Write() is { Length: > 0 } description ? description : null, c.IsCodable, on[c.Id].Distinct().ToList())).ToList(),
            Variables = variables,
            Sources = outSources,
            Cases = sites.ConvertAll(s => new QdaCase
            {
                ForeignId = site[s.Id],
                Name = keptCases.GetValueOrDefault(s.Id) is { IsNameless: true } ? null : s.Name,
                Description = s.About.Length > 0 ? s.About : null,
                Values = values[s.Id].ToList(),
                SourceForeignIds = links[s.Id].Union(facts.Sources.Where((_, i) => facts.SiteOfSource[i] is >= 0 and var at && facts.Sites[at] == s.Id).Select(id => source[id])).Concat(Alive(keptCases.GetValueOrDefault(s.Id)?.KeptSources, s.Id)).ToList(),
                CodeForeignIds = (keptCases.GetValueOrDefault(s.Id)?.Codes ?? []).Where(code.ContainsKey).Select(c => code[c]).ToList(),
                SelectionForeignIds = (keptCases.GetValueOrDefault(s.Id)?.Selections ?? []).Where(selections.Outgoing.ContainsKey).Select(x => selections.Outgoing[x]).Concat(Alive(keptCases.GetValueOrDefault(s.Id)?.KeptSelections, s.Id)).ToList(),
            }),
            Notes = notes,
        };
        return new ProjectOut(project, user, code, source, site, note, selections.Outgoing, selections.Codings, covered);
    }

    /// <summary>Variables with what the file said of them, those without a value too.</summary>
    private static List<QdaVariable> Variables(Dictionary<(string? ForeignId, string Name, string Kind), string> used, KeptOut kept, OutgoingIds ids)
    {
        var said = kept.Variables.GroupBy(v => v.Id).ToDictionary(g => g.Key, g => g.First());
        var variables = used.GroupBy(v => v.Value, StringComparer.Ordinal).Select(g => g.First().Key.ForeignId is { } id && said.TryGetValue(id, out var known)
            ? new QdaVariable(g.Key, g.First().Key.Name, KindOf(known.Kind), known.Description) : new QdaVariable(g.Key, g.First().Key.Name, KindOf(g.First().Key.Kind))).ToList();
        var there = used.Keys.Select(k => k.ForeignId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        variables.AddRange(said.Values.Where(v => !there.Contains(v.Id)).Select(v => new QdaVariable(ids.Of(v.Id, KeptOut.Derived(Guid.Empty, v.Id)), v.Name, KindOf(v.Kind), v.Description)));
        return variables;
    }

    /// <summary>Under which id each row of ours goes out.</summary>
    private static Dictionary<Guid, string> Outgoing(Dictionary<Guid, string> user, Dictionary<Guid, string> code, Dictionary<Guid, string> source, Dictionary<Guid, string> site, Dictionary<Guid, string> note, IReadOnlyDictionary<Guid, string> selection)
    {
        var all = new Dictionary<Guid, string>();
        foreach (var (id, written) in user.Concat(code).Concat(source).Concat(site).Concat(note).Concat(selection))
        {
            all[id] = written;
        }

        return all;
    }

    /// <summary>One note that was tied to several things came in as a memo on each, and goes out as one again.</summary>
    private static Dictionary<Guid, string> NoteIds(List<Memo> memos, OutgoingIds ids) => memos
        .GroupBy(m => (m.ForeignId ?? m.Id.ToString("D"), m.Title, m.Words, m.AuthorId, m.WrittenAt))
        .Select(g => (Id: ids.Of(g.First().ForeignId, g.First().Id), Memos: g))
        .SelectMany(g => g.Memos.Select(m => (m.Id, Out: g.Id)))
        .ToDictionary(m => m.Id, m => m.Out);

    private static QdaValueKind KindOf(string kind) => Enum.TryParse<QdaValueKind>(kind, out var known) ? known : QdaValueKind.Text;
}

/// <summary>A project on its way out, with the rows of ours behind its ids: people, codes, sources, sites, memos, codings and memos that went out in a selection, codings.</summary>
internal sealed record ProjectOut(
    QdaProject Project, IReadOnlyDictionary<Guid, string> People, IReadOnlyDictionary<Guid, string> Codes, IReadOnlyDictionary<Guid, string> Sources, IReadOnlyDictionary<Guid, string> Sites, IReadOnlyDictionary<Guid, string> Memos,
    IReadOnlyDictionary<Guid, string> Selections, IReadOnlyDictionary<Guid, string> Codings, IReadOnlySet<Guid> Covered);

/// <summary>Codings as rows for a table.</summary>
public static class CodingRows
{
    /// <summary>Every coding of a project, in the order of sources and text.</summary>
    public static IEnumerable<CodingRow> Of(QdaProject project) => CodingsCsv.Rows(project);
}
