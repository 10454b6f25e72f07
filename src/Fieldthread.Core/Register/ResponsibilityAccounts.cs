using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What each source says in the end of every organisation and activity, and which of them is gone by on a day.</summary>
/// <remarks>
/// Within one source the later word stands: one that begins on the same day as an earlier corrects it; any other takes its place on the days that
/// both cover. Between sources none is lost. Gone by is the source that is preferred, where it speaks of the organisation and the activity at all; else
/// the one whose word about the day was known last. A word about a day is a level that covers it, or the written end of the last one before it; before
/// the first beginning that it gives, a source is silent. The answer does not depend on the order in which statements are given.
/// </remarks>
public sealed class ResponsibilityAccounts
{
    private readonly Dictionary<(Guid Organisation, string Activity), List<SourceAccount>> accounts;
    private readonly ILookup<Guid, string> activities;
    private readonly string? prefer;

    private ResponsibilityAccounts(Dictionary<(Guid Organisation, string Activity), List<SourceAccount>> accounts, string? prefer)
    {
        (this.accounts, this.prefer) = (accounts, prefer);
        activities = accounts.Keys.ToLookup(k => k.Organisation, k => k.Activity);
        Organisations = accounts.Keys.Select(k => k.Organisation).ToHashSet();
    }

    /// <summary>Organisations of which any source speaks.</summary>
    public IReadOnlySet<Guid> Organisations { get; }

    /// <summary>Reads statements.</summary>
    /// <param name="statements">Statements of one track, in any order: only those that were known by the day that is asked for.</param>
    /// <param name="prefer">The source that is gone by where it speaks; null for the one known last.</param>
    public static ResponsibilityAccounts Of(IEnumerable<ResponsibilityStatement> statements, string? prefer = null)
    {
        ArgumentNullException.ThrowIfNull(statements);
        return new(
            statements.Where(s => !s.When.IsEmpty).GroupBy(s => (s.Organisation, s.Activity))
                .ToDictionary(about => about.Key, about => about.GroupBy(s => s.Source, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => SourceAccount.Of(g.Key, g)).ToList()), prefer);
    }

    /// <summary>What an organisation held of an activity on a day.</summary>
    public HeldLevel At(Guid organisation, string activity, int day)
    {
        if (!accounts.TryGetValue((organisation, activity), out var sources))
        {
            return HeldLevel.None;
        }

        SourceWord? by = null;
        var (levels, preferred) = (new HashSet<int?>(), false);
        foreach (var source in sources)
        {
            var word = source.At(day);
            _ = word is { } said && levels.Add(said.Level);
            if (source.Source == prefer)
            {
                (by, preferred) = (word ?? new SourceWord(null, source.Source, 0, 0), true);
            }
            else if (!preferred && word is { } other && (by is null || (other.Known, other.Order).CompareTo((by.Value.Known, by.Value.Order)) > 0))
            {
                by = other;
            }
        }

        return by is { } found ? new HeldLevel(found.Level, found.Source, levels.Append(found.Level).Distinct().Count() > 1) : HeldLevel.None;
    }

    /// <summary>What each source says in the end of an organisation and an activity, by source and time.</summary>
    public IReadOnlyList<ResponsibilityStatement> Of(Guid organisation, string activity) => accounts.TryGetValue((organisation, activity), out var sources) ? [.. sources.SelectMany(s => s.Pieces)] : [];

    /// <summary>Activities of which any source speaks with an organisation, in a fixed order.</summary>
    public IReadOnlyList<string> ActivitiesOf(Guid organisation) => [.. activities[organisation].Order(StringComparer.Ordinal)];

    /// <summary>Days on which something may change for an organisation: beginnings and ends, in order.</summary>
    public IReadOnlyList<int> ChangesOf(Guid organisation) =>
        [.. activities[organisation].SelectMany(a => accounts[(organisation, a)]).SelectMany(s => s.Pieces).SelectMany(p => new[] { p.When.From, p.When.End }).OfType<int>().Distinct().Order()];

    /// <summary>Every two words of different sources about one organisation and activity that cannot both be so, in a fixed order.</summary>
    public IReadOnlyList<ResponsibilityConflict> Conflicts() =>
    [
        .. accounts.Values.SelectMany(Between).OrderBy(c => c.One.Organisation).ThenBy(c => c.One.Activity, StringComparer.Ordinal).ThenBy(c => c.During.From ?? int.MinValue)
            .ThenBy(c => c.One.Source, StringComparer.Ordinal).ThenBy(c => c.Other.Source, StringComparer.Ordinal),
    ];

    /// <summary>Where one source lets an organisation fall back to a lower level of an activity than it had before, in a fixed order: it may be so, and is often a slip of a date or a level.</summary>
    public IReadOnlyList<(ResponsibilityStatement Had, ResponsibilityStatement Then)> StepsBack() =>
    [
        .. accounts.Values.SelectMany(sources => sources).SelectMany(source => source.Pieces.Zip(source.Pieces.Skip(1))).Where(p => p.Second.Level < p.First.Level)
            .OrderBy(p => p.First.Organisation).ThenBy(p => p.First.Activity, StringComparer.Ordinal).ThenBy(p => p.Second.When.From ?? int.MinValue).ThenBy(p => p.First.Source, StringComparer.Ordinal),
    ];

    private static IEnumerable<ResponsibilityConflict> Between(List<SourceAccount> sources) =>
        from i in Enumerable.Range(0, sources.Count)
        from j in Enumerable.Range(i + 1, sources.Count - i - 1)
        from one in sources[i].Pieces
        from other in sources[j].Pieces
        where one.When.Overlaps(other.When) && (one.Level != other.Level || one.When != other.When)
        select new ResponsibilityConflict(one, other, new Period(Later(one.When.From, other.When.From), Earlier(one.When.End, other.When.End)), one.Level != other.Level);

    private static int? Later(int? a, int? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);

    private static int? Earlier(int? a, int? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);
}

/// <summary>Two sources disagree about one organisation and activity. Both stand.</summary>
/// <param name="One">What one says.</param>
/// <param name="Other">What the other says.</param>
/// <param name="During">The days that both cover.</param>
/// <param name="Levels">True where they give different levels; false where they agree in the level and give it another beginning or end.</param>
public sealed record ResponsibilityConflict(ResponsibilityStatement One, ResponsibilityStatement Other, Period During, bool Levels);

/// <summary>A source’s word about a day.</summary>
internal readonly record struct SourceWord(int? Level, string Source, int Known, long Order);

/// <summary>What one source says in the end: stretches that do not overlap, by time.</summary>
internal sealed class SourceAccount
{
    private SourceAccount(string source, List<ResponsibilityStatement> pieces) => (Source, Pieces) = (source, pieces);

    public string Source { get; }

    public IReadOnlyList<ResponsibilityStatement> Pieces { get; }

    public static SourceAccount Of(string source, IEnumerable<ResponsibilityStatement> statements)
    {
        var pieces = new List<ResponsibilityStatement>();
        foreach (var said in statements.OrderBy(s => s.Known).ThenBy(s => s.Order))
        {
            pieces = [.. pieces.SelectMany(p => p.When.From == said.When.From ? [] : Without(p, said.When)), said];
        }

        return new(source, [.. pieces.OrderBy(p => p.When.From ?? int.MinValue)]);
    }

    public SourceWord? At(int day)
    {
        SourceWord? ended = null;
        foreach (var piece in Pieces)
        {
            if (piece.When.Holds(day))
            {
                return new SourceWord(piece.Level, Source, piece.Known, piece.Order);
            }

            if (piece.When.End <= day)
            {
                ended = new SourceWord(null, Source, piece.Known, piece.Order);
            }
        }

        return ended;
    }

    private static IEnumerable<ResponsibilityStatement> Without(ResponsibilityStatement piece, Period days)
    {
        if (!piece.When.Overlaps(days))
        {
            return [piece];
        }

        var before = days.From is { } from ? new Period(piece.When.From, from) : new Period(0, 0);
        var after = days.End is { } end ? new Period(end, piece.When.End) : new Period(0, 0);
        return new[] { before, after }.Where(p => !p.IsEmpty).Select(p => piece with { When = p });
    }
}
