using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>Steps of recruiting somebody.</summary>
public enum RecruitmentStep
{
    /// <summary>They were asked; again, where it stands a second time.</summary>
    Approached,

    /// <summary>They agreed to take part.</summary>
    Agreed,

    /// <summary>They said no.</summary>
    Declined,

    /// <summary>They were given up, since no answer came.</summary>
    NoAnswer,

    /// <summary>Somebody else was asked in their place.</summary>
    Replaced,

    /// <summary>They had agreed and changed their mind.</summary>
    Withdrew,
}

/// <summary>A step on a day.</summary>
/// <param name="Step">Which.</param>
/// <param name="Day">When; a partial date.</param>
public readonly record struct RecruitmentMove(RecruitmentStep Step, PartialDate Day);

/// <summary>Somebody in the log of recruitment.</summary>
/// <param name="Role">Role for which they were asked.</param>
/// <param name="Site">Site, or null.</param>
/// <param name="Moves">What happened, in order.</param>
public sealed record Recruited(string Role, string? Site, IReadOnlyList<RecruitmentMove> Moves)
{
    /// <summary>How it stands with them: the last step but for their replacement, which says nothing of them.</summary>
    public RecruitmentStep Stands => Moves.Where(m => m.Step != RecruitmentStep.Replaced).Select(m => m.Step).LastOrDefault();

    /// <summary>True where somebody was asked in their place.</summary>
    public bool IsReplaced => Moves.Any(m => m.Step == RecruitmentStep.Replaced);
}

/// <summary>How many of a role at a site were wanted.</summary>
/// <param name="Role">Role.</param>
/// <param name="Site">Site; null for any or none.</param>
/// <param name="Number">How many.</param>
public sealed record RecruitmentTarget(string Role, string? Site, int Number);

/// <summary>Counts of a role at a site. Everybody who was approached stands in one of agreed, declined, no answer, withdrew and waiting.</summary>
/// <param name="Role">Role.</param>
/// <param name="Site">Site, or null.</param>
/// <param name="Wanted">How many were wanted; null where no target is set.</param>
/// <param name="Approached">People who were asked.</param>
/// <param name="Agreed">Of them, those who agreed and stayed.</param>
/// <param name="Declined">Of them, those who said no.</param>
/// <param name="NoAnswer">Of them, those who never answered.</param>
/// <param name="Withdrew">Of them, those who agreed and changed their mind.</param>
/// <param name="Waiting">Of them, those whose answer is awaited.</param>
/// <param name="Replaced">Of them, those in whose place somebody else was asked.</param>
public sealed record RecruitmentCell(string Role, string? Site, int? Wanted, int Approached, int Agreed, int Declined, int NoAnswer, int Withdrew, int Waiting, int Replaced)
{
    /// <summary>How many are still to be found; 0 where the target is met or none is set. Of several cells together, what each lacks: one that has more than it wanted makes up for no other.</summary>
    public int Missing { get; init; } = Math.Max(0, (Wanted ?? 0) - Agreed);
}

/// <summary>What may follow what in recruiting, and the counts that a methods section needs (Tong, Sainsbury and Craig 2007, items 10 to 13: sampling, approach, size, who did not take part and why).</summary>
public static class Recruiting
{
    /// <summary>A step in words.</summary>
    public static string InWords(RecruitmentStep step) => step switch
    {
        RecruitmentStep.Approached => "approached",
        RecruitmentStep.Agreed => "agreed",
        RecruitmentStep.Declined => "declined",
        RecruitmentStep.NoAnswer => "no answer",
        RecruitmentStep.Replaced => "replaced",
        _ => "withdrew",
    };

    /// <summary>Why a step cannot follow, or null where it can.</summary>
    /// <param name="before">What happened before, in order.</param>
    /// <param name="next">The step.</param>
    /// <returns>A sentence, or null.</returns>
    public static string? Problem(IReadOnlyList<RecruitmentMove> before, RecruitmentMove next)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (before.Count > 0 && next.Day.Last < before[^1].Day.First)
        {
            return $"“{InWords(next.Step)}” on {next.Day} would lie before “{InWords(before[^1].Step)}” on {before[^1].Day}.";
        }

        var stands = new Recruited("", null, before);
        var now = before.Count == 0 ? (RecruitmentStep?)null : stands.Stands;
        var fits = next.Step switch
        {
            RecruitmentStep.Approached => now is null or RecruitmentStep.Approached or RecruitmentStep.NoAnswer or RecruitmentStep.Declined,
            RecruitmentStep.Agreed => now is RecruitmentStep.Approached or RecruitmentStep.NoAnswer or RecruitmentStep.Declined,
            RecruitmentStep.Declined or RecruitmentStep.NoAnswer => now is RecruitmentStep.Approached,
            RecruitmentStep.Withdrew => now is RecruitmentStep.Agreed,
            _ => now is RecruitmentStep.Declined or RecruitmentStep.NoAnswer or RecruitmentStep.Withdrew && !stands.IsReplaced,
        };
        return fits ? null : $"“{InWords(next.Step)}” cannot follow {(now is { } at ? $"“{(stands.IsReplaced ? "replaced" : InWords(at))}”" : "nothing: they were not approached")}.";
    }

    /// <summary>The counts by role and site, in the order of roles and sites; a target that nobody was asked for has a cell of its own.</summary>
    /// <param name="people">Everybody in the log.</param>
    /// <param name="targets">The targets, one a role and site.</param>
    public static IReadOnlyList<RecruitmentCell> Cells(IReadOnlyCollection<Recruited> people, IReadOnlyCollection<RecruitmentTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(people);
        var byCell = people.ToLookup(p => (p.Role, p.Site));
        var wanted = targets.ToDictionary(t => (t.Role, t.Site), t => t.Number);
        return [.. byCell.Select(g => g.Key).Union(wanted.Keys).OrderBy(k => k.Role, NaturalOrder.Instance).ThenBy(k => k.Site ?? "", NaturalOrder.Instance)
            .Select(k => Cell(k.Role, k.Site, wanted.TryGetValue(k, out var number) ? number : null, [.. byCell[k]]))];
    }

    /// <summary>All of them together.</summary>
    /// <param name="cells">Cells that share nobody.</param>
    public static RecruitmentCell Sum(IReadOnlyCollection<RecruitmentCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return new("all", null, cells.Any(c => c.Wanted is not null) ? cells.Sum(c => c.Wanted ?? 0) : null, cells.Sum(c => c.Approached), cells.Sum(c => c.Agreed), cells.Sum(c => c.Declined), cells.Sum(c => c.NoAnswer), cells.Sum(c => c.Withdrew), cells.Sum(c => c.Waiting), cells.Sum(c => c.Replaced)) { Missing = cells.Sum(c => c.Missing) };
    }

    private static RecruitmentCell Cell(string role, string? site, int? wanted, IReadOnlyList<Recruited> people)
    {
        int At(RecruitmentStep step) => people.Count(p => p.Stands == step);
        return new(role, site, wanted, people.Count, At(RecruitmentStep.Agreed), At(RecruitmentStep.Declined), At(RecruitmentStep.NoAnswer), At(RecruitmentStep.Withdrew), At(RecruitmentStep.Approached), people.Count(p => p.IsReplaced));
    }
}
