namespace Fieldthread.Core.Register;

/// <summary>Whether an activity could be taken over on a day.</summary>
public enum ScopeState
{
    /// <summary>It could, or no source says when.</summary>
    Listed,

    /// <summary>Not yet: the sources list it from a later day.</summary>
    NotYet,

    /// <summary>No longer: it was withdrawn.</summary>
    Withdrawn,
}

/// <summary>An activity on a day, with who says so.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="State">Whether it could be taken over.</param>
/// <param name="By">The source gone by; empty where none says.</param>
/// <param name="Ended">First day on which it was withdrawn, as the source gone by says; null where it was not.</param>
/// <param name="Others">Sources that say otherwise, by name.</param>
public sealed record ActivityScope(string Activity, ScopeState State, string By, int? Ended, IReadOnlyList<string> Others);

/// <summary>Which activities could be taken over, and since when each source lists or has withdrawn them.</summary>
/// <remarks>Of one source its latest word about an activity stands. Between sources the preferred is gone by where it speaks of the activity, else the word about the day that was known last; before the beginning that it gives, a source is silent.</remarks>
public sealed class ResponsibilityScope
{
    private readonly Dictionary<string, List<ScopeStatement>> terms;
    private readonly string? prefer;

    private ResponsibilityScope(Dictionary<string, List<ScopeStatement>> terms, string? prefer) => (this.terms, this.prefer) = (terms, prefer);

    /// <summary>Reads statements.</summary>
    /// <param name="statements">In any order: only those that were known by the day that is asked for.</param>
    /// <param name="prefer">The source that is gone by where it speaks; null for the one known last.</param>
    public static ResponsibilityScope Of(IEnumerable<ScopeStatement> statements, string? prefer = null)
    {
        ArgumentNullException.ThrowIfNull(statements);
        var last = statements.GroupBy(s => (s.Activity, s.Source)).Select(g => g.MaxBy(s => (s.Known, s.Order))!);
        return new(last.GroupBy(s => s.Activity, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Source, StringComparer.Ordinal).ToList(), StringComparer.Ordinal), prefer);
    }

    /// <summary>An activity on a day.</summary>
    public ActivityScope At(string activity, int day)
    {
        if (!terms.TryGetValue(activity, out var said))
        {
            return new(activity, ScopeState.Listed, "", null, []);
        }

        var speaking = said.Where(s => (s.When.From ?? int.MinValue) <= day).ToList();
        if (said.Find(s => s.Source == prefer) is { } preferred)
        {
            var state = !speaking.Contains(preferred) ? ScopeState.NotYet : StateOf(preferred, day);
            return new(activity, state, preferred.Source, state == ScopeState.Withdrawn ? preferred.When.End : null, Otherwise(speaking, preferred, state, day));
        }

        if (speaking.Count == 0)
        {
            return new(activity, ScopeState.NotYet, said.MinBy(s => s.When.From)!.Source, null, []);
        }

        var by = speaking.MaxBy(s => (s.Known, s.Order))!;
        return new(activity, StateOf(by, day), by.Source, by.When.Holds(day) ? null : by.When.End, Otherwise(speaking, by, StateOf(by, day), day));
    }

    /// <summary>Days on which something may change, in order.</summary>
    public IReadOnlyList<int> Changes => [.. terms.Values.SelectMany(t => t).SelectMany(s => new[] { s.When.From, s.When.End }).OfType<int>().Distinct().Order()];

    private static ScopeState StateOf(ScopeStatement said, int day) => said.When.Holds(day) ? ScopeState.Listed : ScopeState.Withdrawn;

    private static List<string> Otherwise(List<ScopeStatement> speaking, ScopeStatement by, ScopeState state, int day) => [.. speaking.Where(s => s.Source != by.Source && StateOf(s, day) != state).Select(s => s.Source)];
}
