using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The register in memory: organisations with their names and codes, and the events; read once and again when an act changed it.</summary>
internal sealed class RegisterIndex
{
    private static readonly Type[] Kinds = [typeof(Organisation), typeof(OrganisationName), typeof(OrganisationCode), typeof(RegisteredEvent), typeof(RegisteredPart), typeof(Reform), typeof(EventTold), typeof(PartTold), typeof(FurtherFact), typeof(RelationTerm), typeof(StatedType)];

    private const int MostDays = 8;

    private readonly Dictionary<Guid, Organisation> organisations;
    private readonly Dictionary<Guid, OrganisationName[]> names;
    private readonly Dictionary<Guid, OrganisationCode[]> codes;
    private readonly Dictionary<int, Organisation[]> on = [];
    private readonly Dictionary<Guid, EventTold> told;
    private readonly Dictionary<Guid, PartDetails> toldOfParts;
    private readonly Lazy<NameOrder> order;
    private Dictionary<string, Organisation>? byKey;

    private readonly RegisterRowsRead rows;
    private readonly Dictionary<Track, RegisterIndex> onTracks = [];
    private readonly ILookup<Guid, FurtherFact> further;
    private readonly TypesInTime<Guid> types;

    private RegisterIndex(RegisterRowsRead rows)
    {
        this.rows = rows;
        var (organisations, names, codes, events, parts, reforms, told, toldOfParts) = (rows.Organisations, rows.Names, rows.Codes, rows.Events, rows.Parts, rows.Reforms, rows.Told, rows.ToldOfParts);
        further = rows.Further.OrderBy(f => f.Thing).ThenBy(f => f.About, StringComparer.Ordinal).ThenBy(f => f.Track).ThenBy(f => f.FromDay ?? int.MinValue).ThenBy(f => f.Id).ToLookup(f => f.OrganisationId);
        Rules = rows.Rules;
        Reforms = [.. reforms.OrderBy(r => r.Effective ?? r.Enacted ?? r.Announced ?? "9", StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)];
        (this.told, this.toldOfParts) = (told.ToDictionary(t => t.EventId), toldOfParts.ToDictionary(t => t.PartId, t => t.Given));
        this.organisations = organisations.ToDictionary(o => o.Id);
        this.names = names.OrderBy(n => n.FromDay ?? int.MinValue).ThenBy(n => n.Id).GroupBy(n => n.OrganisationId).ToDictionary(n => n.Key, n => n.ToArray());
        this.codes = codes.OrderBy(c => c.FromDay ?? int.MinValue).ThenBy(c => c.Id).GroupBy(c => c.OrganisationId).ToDictionary(c => c.Key, c => c.ToArray());
        Organisations = organisations;
        order = new Lazy<NameOrder>(() => new NameOrder(this, organisations.Select(o => o.Key).Concat(names.Select(n => n.Name)).Concat(codes.Select(c => c.Code))));
        (Names, Codes) = (names.Count, codes.Count);
        Events = [.. events.OrderBy(e => e.Day).ThenBy(e => e.Key, StringComparer.Ordinal)];
        Parts = parts.OrderBy(p => p.Role).ThenBy(p => p.Id).ToLookup(p => p.EventId);
        Lineage = Lineage.Of(Events.Select(Of));
        types = new(id => Find(id)?.Type ?? "", rows.Further.Where(f => f.IsType).Select(f => (f.OrganisationId, f.Value, f.Period())));
        Types = [.. organisations.SelectMany(o => TypesOf(o)).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<Organisation> Organisations { get; }

    public IReadOnlyList<string> Types { get; }

    /// <summary>Attributes and times on tracks, of all organisations.</summary>
    public IReadOnlyList<FurtherFact> Further => rows.Further;

    /// <summary>Terms of relations.</summary>
    public IReadOnlyList<RelationTerm> Terms => rows.Terms;

    /// <summary>Attributes and times on tracks of one organisation.</summary>
    public IEnumerable<FurtherFact> FurtherOf(Guid id) => further[id];

    /// <summary>What the study states of types.</summary>
    public TypeRules Rules { get; }

    /// <summary>How many names there are, of all organisations.</summary>
    public int Names { get; }

    /// <summary>How many codes there are.</summary>
    public int Codes { get; }

    public IReadOnlyList<RegisteredEvent> Events { get; }

    public ILookup<Guid, RegisteredPart> Parts { get; }

    /// <summary>Reforms and events of the context, by their days.</summary>
    public IReadOnlyList<Reform> Reforms { get; }

    public Lineage Lineage { get; }

    /// <summary>What is told of an event.</summary>
    public EventDetails Told(RegisteredEvent e) => told.TryGetValue(e.Id, out var row) ? row.Given(Reforms.FirstOrDefault(r => r.Id == row.ReformId)?.Key ?? "") : EventDetails.None;

    /// <summary>What is told of a part in an event.</summary>
    public PartDetails Told(RegisteredPart part) => toldOfParts.GetValueOrDefault(part.Id, PartDetails.None);

    public static Task<RegisterIndex> OfAsync(Asking asking) => asking.Cache.GetAsync(
        "register", asking.Context.View, asking.Head, () => ReadAsync(asking.Context, asking.Cancel),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    /// <summary>The register that is asked for: as it stands, or as lists gave it.</summary>
    /// <exception cref="RefusedException">There is no such list: <c>no-vintage</c>; or no such date: <c>bad-date</c>.</exception>
    public static async Task<RegisterIndex> OfAsync(Asking asking, AsKnown asKnown)
    {
        if (asKnown.IsNow)
        {
            return await OfAsync(asking);
        }

        var standing = await OfAsync(asking);
        return await asking.Cache.UnlessChangedAsync("register" + await VintageIndex.NameAsync(asking, asKnown), asking, [.. VintageIndex.KindsAsKnown, typeof(StatedType)], async () => Of((await VintageIndex.MergedAsync(asking, asKnown)).Register, standing.Organisations.ToDictionary(o => o.Key, StringComparer.Ordinal), standing.Rules));
    }

    /// <summary>The register that is asked for, as it was on a track.</summary>
    public static async Task<RegisterIndex> OfAsync(Asking asking, AsKnown asKnown, Track track) => (await OfAsync(asking, asKnown)).On(track);

    /// <summary>The register on a track: what has a time on it counts by that, anything else as it is in force.</summary>
    public RegisterIndex On(Track track)
    {
        if (track == Track.InForce)
        {
            return this;
        }

        lock (onTracks)
        {
            return onTracks.TryGetValue(track, out var there) ? there : onTracks[track] = new RegisterIndex(rows.On(track));
        }
    }

    /// <summary>What an organisation was to others, and others to it, as lists gave it.</summary>
    public async Task<(List<Relation> Outgoing, List<Relation> Incoming)> RelationsAsync(Asking asking, AsKnown asKnown, string key)
    {
        var given = await VintageIndex.RelationsAsync(asking, asKnown);
        byKey ??= organisations.Values.ToDictionary(o => o.Key, StringComparer.Ordinal);
        Relation Row(GivenRelation r) => new Relation { SubjectId = byKey[r.Subject].Id, Kind = r.Kind, ObjectId = byKey[r.Object].Id, RecordedIn = byKey[r.Subject].RecordedIn }.When(r.When);
        return ([.. given.OfSubject[key].Select(Row)], [.. given.OfObject[key].Select(Row)]);
    }

    /// <summary>What lists said, with the ids that their organisations have in the register.</summary>
    private static RegisterIndex Of(RegisterData data, Dictionary<string, Organisation> standing, TypeRules rules)
    {
        var ids = data.Organisations.ToDictionary(o => o.Id, o => standing.TryGetValue(o.Id, out var there) ? there.Id : Guid.Empty, StringComparer.Ordinal);
        var events = data.Events.Select(e => (Given: e, Row: new RegisteredEvent { Key = e.Id, Date = e.Date.ToString(), Day = e.Date.First.DayNumber, Kind = e.Kind })).ToList();
        var parts = events.SelectMany(e => e.Given.Parts.Select(p => (Given: p, Row: new RegisteredPart { EventId = e.Row.Id, OrganisationId = ids[p.Organisation], Role = p.Role, Note = p.Note }))).ToList();
        var reforms = data.Reforms.Select(r => new Reform().Fill(r)).ToList();
        return new RegisterIndex(new RegisterRowsRead(
            [.. data.Organisations.Where(o => ids[o.Id] != Guid.Empty).Select(o => new Organisation { Id = ids[o.Id], Key = o.Id, Type = o.Type, RecordedIn = standing[o.Id].RecordedIn }.When(o.When))],
            [.. data.Names.Select(n => new OrganisationName { OrganisationId = ids[n.Organisation], Name = n.Name }.When(n.When))],
            [.. data.Codes.Select(c => new OrganisationCode { OrganisationId = ids[c.Organisation], Scheme = c.Scheme, Code = c.Code }.When(c.When))],
            events.ConvertAll(e => e.Row),
            parts.ConvertAll(p => p.Row), reforms,
            [.. events.Where(e => e.Given.Details != EventDetails.None).Select(e => new EventTold { EventId = e.Row.Id }.Fill(e.Given.Details, reforms.Find(r => r.Key == e.Given.Details.Reform)?.Id))],
            [.. parts.Where(p => p.Given.Details != PartDetails.None).Select(p => new PartTold { PartId = p.Row.Id }.Fill(p.Given.Details))],
            [.. data.Facts.Select(f => FurtherFact.Of(f, id => ids[id]))], [.. data.Terms.Select(t => RelationTerm.Of(t, id => ids[id]))], rules));
    }

    public static async Task<RegisterIndex> ReadAsync(StudyContext context, CancellationToken cancel) => new(new RegisterRowsRead(
        await context.All<Organisation>().AsNoTracking().ToListAsync(cancel),
        await context.All<OrganisationName>().AsNoTracking().ToListAsync(cancel),
        await context.All<OrganisationCode>().AsNoTracking().ToListAsync(cancel),
        await context.All<RegisteredEvent>().AsNoTracking().ToListAsync(cancel),
        await context.All<RegisteredPart>().AsNoTracking().ToListAsync(cancel),
        await context.All<Reform>().AsNoTracking().ToListAsync(cancel),
        await context.All<EventTold>().AsNoTracking().ToListAsync(cancel),
        await context.All<PartTold>().AsNoTracking().ToListAsync(cancel),
        await context.All<FurtherFact>().AsNoTracking().ToListAsync(cancel),
        await context.All<RelationTerm>().AsNoTracking().ToListAsync(cancel), await StatedType.RulesAsync(context, cancel)));

    public Organisation? Find(Guid id) => organisations.GetValueOrDefault(id);

    public IReadOnlyList<OrganisationName> NamesOf(Guid id) => names.GetValueOrDefault(id, []);

    public IReadOnlyList<OrganisationCode> CodesOf(Guid id) => codes.GetValueOrDefault(id, []);

    /// <summary>Of what type an organisation was on a day; empty where none is told.</summary>
    public string TypeOn(Guid id, int day) => types.On(id, day);

    /// <summary>The same of an organisation at hand: where no type is dated, its word is all there is to look at.</summary>
    public string TypeOn(Organisation organisation, int day) => types.AnyDated ? types.On(organisation.Id, day) : organisation.Type;

    /// <summary>The types that an organisation had over its life.</summary>
    public IEnumerable<string> TypesOf(Organisation organisation) => types.Ever(organisation.Id, organisation.Period());

    /// <summary>The times over which organisations were of a type; of any type, their lives.</summary>
    public IEnumerable<(Organisation Organisation, Period When)> Of(string type) => type.Length == 0
        ? Organisations.Select(o => (o, o.Period()))
        : Organisations.SelectMany(o => Of(type, o).Select(when => (o, when)));

    /// <summary>The times over which an organisation was of a type.</summary>
    public IEnumerable<Period> Of(string type, Organisation organisation) => types.Over(organisation.Id, organisation.Period()).Where(s => s.Type == type).Select(s => s.When);

    /// <summary>Organisations with dated types.</summary>
    public IEnumerable<Guid> DatedTypes => types.Dated;

    /// <summary>The types of an organisation over a period, in the order of time.</summary>
    public IEnumerable<TypeStretch> TypesOver(Guid organisation, Period period) => types.Over(organisation, period);

    /// <summary>The types of all organisations, each over its time.</summary>
    public IEnumerable<TypeStretch> TypeStretches() => Organisations.SelectMany(o => types.Over(o.Id, o.Period()));

    /// <summary>What to call an organisation on a day: its name then, else the last it bore before, else the first after; its code or its key where it has no name.</summary>
    public string NameOf(Guid id, int day) => BestOf(names.GetValueOrDefault(id), day)?.Name ?? CodeOf(id, day) ?? Find(id)?.Key ?? "";

    /// <summary>Its code on a day, else the last before, else the first after; null where it has none.</summary>
    public string? CodeOf(Guid id, int day) => BestOf(codes.GetValueOrDefault(id), day)?.Code;

    /// <summary>What an organisation at hand was called on a day.</summary>
    public string NameOf(Organisation organisation, int day) => BestOf(names.GetValueOrDefault(organisation.Id), day)?.Name ?? CodeOf(organisation.Id, day) ?? organisation.Key;

    /// <summary>The organisations that there were on a day, by name. The lists of the days asked for last are kept: a page turns, and a study has its days.</summary>
    public IReadOnlyList<Organisation> On(int day)
    {
        lock (on)
        {
            if (on.TryGetValue(day, out var kept))
            {
                return kept;
            }
        }

        var there = order.Value.On(day);
        lock (on)
        {
            if (on.Count >= MostDays)
            {
                on.Clear();
            }

            on[day] = there;
        }

        return there;
    }

    /// <summary>Lines of the organisations that there were on a day, by name.</summary>
    public IEnumerable<OrganisationLine> LinesOn(int day) => On(day).Select(o => OrganisationLine.Of(this, o, day));

    /// <summary>Place behind an organisation in a list of a day that is in the order of names, whether it stands in the list or not.</summary>
    public int Behind(IReadOnlyList<Organisation> list, Guid organisation, int day) => order.Value.Behind(list, organisation, day);

    /// <summary>True where a name or a code that it ever bore, or its key, holds the words.</summary>
    public bool Answers(Organisation organisation, string words) => organisation.Key.Contains(words, StringComparison.OrdinalIgnoreCase)
        || NamesOf(organisation.Id).Any(n => n.Name.Contains(words, StringComparison.OrdinalIgnoreCase)) || CodesOf(organisation.Id).Any(c => c.Code.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>An event as the lineage takes it.</summary>
    public ChangeEvent Of(RegisteredEvent row) => new(row.Id, row.Day, row.Kind, [.. Parts[row.Id].Select(p => new EventPart(p.OrganisationId, p.Role))]);

    private static T? BestOf<T>(T[]? facts, int day)
        where T : class, IDated
    {
        T? best = null;
        foreach (var fact in facts ?? [])
        {
            // In order of their start: the last that had begun; one that still held is better than one that had ended.
            if (best is null || ((fact.FromDay ?? int.MinValue) <= day && (fact.Period().Holds(day) || !best.Period().Holds(day))))
            {
                best = fact;
            }
        }

        return best;
    }
}
