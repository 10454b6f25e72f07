using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The lists that the register is made of, newest knowledge first.</summary>
[Question("register-vintages", Permission.ReadStudy)]
public sealed record RegisterVintages : Question<IReadOnlyList<VintageLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<VintageLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var files = (await asking.Context.All<RegisterImport>().Select(i => new { i.Id, i.FileName, i.Layout }).ToListAsync(asking.Cancel)).ToDictionary(i => i.Id);
        return [.. (await VintageIndex.OfAsync(asking)).OrderByDescending(v => v.Row.KnownDay).ThenByDescending(v => v.List.Order)
            .Select(v => new VintageLine(
                v.Key, v.Row.Source, v.Row.KnownDate, v.Row.Whole, v.List.Data.Organisations.Count(o => !o.Guessed), v.List.Data.Organisations.Count, v.List.Data.Relations.Count,
                v.List.Data.Events.Count + v.List.Data.Successions.Count, files[v.Row.ImportId].FileName, files[v.Row.ImportId].Layout, v.Row.Mapping, v.Row.ImportId, v.Row.RecordedIn))];
    }
}

/// <summary>A list of the register.</summary>
/// <param name="Key">By which it is asked: “eccg 2016-02-11”.</param>
/// <param name="Source">Name of the list.</param>
/// <param name="Known">Partial date of it.</param>
/// <param name="Whole">True where it claims to hold everything of its kind.</param>
/// <param name="Listed">Organisations that it lists.</param>
/// <param name="Named">Organisations that it lists or names.</param>
/// <param name="Relations">Relations that it states.</param>
/// <param name="Events">Events and successions that it states.</param>
/// <param name="FileName">Files that it came in.</param>
/// <param name="Layout">Their layout.</param>
/// <param name="Mapping">The mapping by which it was read, as JSON; empty for a layout of its own.</param>
/// <param name="Import">The import.</param>
/// <param name="Act">The act that brought it in.</param>
public sealed record VintageLine(
    string Key, string Source, string Known, bool Whole, int Listed, int Named, int Relations, int Events, string FileName, RegisterLayout Layout, string Mapping, Guid Import, long Act);

/// <summary>What one list, or the lists of one day, say otherwise than another.</summary>
/// <param name="From">Key of the earlier list, or a partial date for all that was known by then.</param>
/// <param name="To">Key of the later, or a partial date; null for the register as all lists make it.</param>
/// <param name="Words">Only lines whose organisation or words hold these.</param>
[Question("register-diff", Permission.ReadStudy)]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterDiff(string From, string? To = null, string Words = "") : Question<DiffAnswer>
{
    /// <inheritdoc/>
    public override async Task<DiffAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        static AsKnown Which(string? given) => PartialDate.TryParse(given, out _) ? new AsKnown(given, null) : new AsKnown(null, given);
        if (string.IsNullOrWhiteSpace(From))
        {
            Asking.Refuse("no-vintage", "The list to begin from is missing.", "Write its key, as “eccg 2016-02-11”, or a date.");
        }

        var before = (await VintageIndex.MergedAsync(asking, Which(From))).Register;
        var after = (await VintageIndex.MergedAsync(asking, Which(To))).Register;
        var all = DiffLines.Of(VintageDiff.Of(before, after));
        var words = Words.Trim();
        var lines = words.Length == 0 ? all : [.. all.Where(l => l.Organisation.Contains(words, StringComparison.OrdinalIgnoreCase) || l.What.Contains(words, StringComparison.OrdinalIgnoreCase) || l.Before.Contains(words, StringComparison.OrdinalIgnoreCase) || l.After.Contains(words, StringComparison.OrdinalIgnoreCase))];
        return new DiffAnswer(
            From.Trim(), To?.Trim() ?? "", lines, all.Count(l => l is { What: "organisation", Before: "" }), all.Count(l => l is { What: "organisation", After: "" }), all.Count(l => l.What == "closed" && l.Before == "open"), all.Count);
    }
}

/// <summary>What two lists say otherwise.</summary>
/// <param name="From">The earlier.</param>
/// <param name="To">The later; empty for the register as all lists make it.</param>
/// <param name="Lines">The differences.</param>
/// <param name="New">Organisations that only the later has.</param>
/// <param name="Gone">Organisations that only the earlier has.</param>
/// <param name="Closed">Organisations that were open in the earlier and are closed in the later.</param>
/// <param name="All">How many differences there are, of any words.</param>
public sealed record DiffAnswer(string From, string To, IReadOnlyList<DiffLine> Lines, int New, int Gone, int Closed, int All);

/// <summary>One difference.</summary>
/// <param name="Organisation">Key of the organisation, or of the event.</param>
/// <param name="What">Of what: organisation, type, opened, closed, name, code, a relation, event.</param>
/// <param name="Before">What the earlier says; empty where it says nothing.</param>
/// <param name="After">What the later says; empty where it says nothing.</param>
public sealed record DiffLine(string Organisation, string What, string Before, string After);

/// <summary>Where lists disagree, what they say otherwise later, what vanished from them, and what cannot be in the register that they make.</summary>
/// <param name="At">Partial date on which open groups must have members; null for today.</param>
/// <param name="Kind">Only troubles of this kind; null for all.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for all.</param>
[Question("register-conflicts", Permission.ReadStudy)]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("no-vintage", "no list was known so early")]
public sealed record RegisterConflicts(string? At = null, ConflictKind? Kind = null, string? KnownOn = null) : Question<ConflictAnswer>
{
    /// <inheritdoc/>
    public override async Task<ConflictAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        if (string.IsNullOrWhiteSpace(KnownOn) && (await VintageIndex.OfAsync(asking)).Count == 0)
        {
            return new ConflictAnswer(date, [], []);
        }

        var merged = await VintageIndex.MergedAsync(asking, new AsKnown(KnownOn, null));
        var register = await RegisterIndex.OfAsync(asking);
        var then = await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, null));
        return ConflictAnswer.Of(date, day, register, [.. merged.Conflicts, .. BodyConflicts.Of([.. (await BodyLists.OfAsync(asking)).Select(b => b.List).Where(b => Studies.Dates.Read(KnownOn) is not { } by || b.Known <= by.Last.DayNumber)]), .. RegisterTroubles.Of(merged.Register, day, register.Rules), .. await TypeTroubles.LeadsAsync(asking, then, day, KnownOn)], Kind);
    }
}

/// <summary>Troubles of the register.</summary>
/// <param name="At">The date that it was asked for.</param>
/// <param name="Lines">The troubles, by organisation.</param>
/// <param name="Kinds">How many there are of each kind, of any.</param>
public sealed record ConflictAnswer(string At, IReadOnlyList<ConflictLine> Lines, IReadOnlyList<ConflictCount> Kinds)
{
    internal static ConflictAnswer Of(string date, int day, RegisterIndex register, IReadOnlyList<Conflict> all, ConflictKind? kind)
    {
        var ids = register.Organisations.ToDictionary(o => o.Key, StringComparer.Ordinal);
        return new ConflictAnswer(
            date,
            [.. all.Where(c => kind is null || c.Kind == kind).Select(c => new ConflictLine(c.Kind, ids.TryGetValue(c.Organisation, out var o) ? o.Id : null, c.Organisation, o is null ? c.Organisation : register.NameOf(o.Id, day), c.What, c.One, c.Other, c.Stands))],
            [.. all.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => new ConflictCount(g.Key, ConflictWords.Of(g.Key), g.Count()))]);
    }
}

/// <summary>How many troubles there are of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Words">It in words.</param>
/// <param name="Count">How many.</param>
public sealed record ConflictCount(ConflictKind Kind, string Words, int Count);

/// <summary>One trouble.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Organisation">Of which organisation; null where the register has it no more.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="What">Of what.</param>
/// <param name="One">What one source says.</param>
/// <param name="Other">What the other says.</param>
/// <param name="Stands">What stands.</param>
public sealed record ConflictLine(ConflictKind Kind, Guid? Organisation, string Key, string Name, string What, string One, string Other, string Stands);

/// <summary>What each list says of one organisation: who says so, and when it was known.</summary>
/// <param name="Organisation">Which organisation.</param>
[Question("organisation-said", Permission.ReadStudy)]
[Refuses("unknown", "there is no such organisation")]
public sealed record OrganisationSaid(Guid Organisation) : Question<IReadOnlyList<SaidLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SaidLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        if ((await RegisterIndex.OfAsync(asking)).Find(Organisation) is not { Key: var key })
        {
            Asking.Refuse("unknown", "There is no such organisation in the register.", "Look in the list of organisations.");
            throw new System.Diagnostics.UnreachableException();
        }

        var lists = (await VintageIndex.OfAsync(asking)).OrderBy(v => v.List, Vintage.ByKnown).ToList();
        var lines = new List<SaidLine>();
        foreach (var list in lists)
        {
            var data = list.List.Data;
            SaidLine Line(string what, string value, WrittenPeriod when) => new(list.Key, what, value, when.From?.ToString(), when.Last?.ToString());
            lines.AddRange(data.Organisations.Where(o => o.Id == key && (!o.Guessed || o.When != default)).Select(o => Line(o.Guessed ? "named, by its memberships" : "organisation", o.Type, o.When)));
            lines.AddRange(data.Names.Where(n => n.Organisation == key).Select(n => Line("name", n.Name, n.When)));
            lines.AddRange(data.Relations.Where(r => r.Subject == key).Select(r => Line(r.Kind, r.Object, r.When)));
            lines.AddRange(data.Facts.Where(f => f.Organisation == key).Select(f => Line(f.What, f.Value, f.When)));
            lines.AddRange(data.Terms.Where(t => t.Subject == key).Select(t => Line($"terms: {t.Kind} {t.Object}", t.Terms.InWords, t.When)));
            lines.AddRange(data.Successions.Where(s => s.Before == key || s.After == key).Select(s => new SaidLine(list.Key, s.Before == key ? "succeeded by" : "came after", s.Before == key ? s.After : s.Before, s.Date.ToString(), null)));
        }

        return lines;
    }
}

/// <summary>What a list says of an organisation.</summary>
/// <param name="Vintage">Key of the list.</param>
/// <param name="What">Of what: organisation, name, a relation, succeeded by.</param>
/// <param name="Value">What it says.</param>
/// <param name="From">From when, or null.</param>
/// <param name="To">Its last day, or null.</param>
public sealed record SaidLine(string Vintage, string What, string Value, string? From, string? To);
