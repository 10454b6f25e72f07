using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>Kinds of approval that fieldwork stands on.</summary>
public enum ApprovalKind
{
    /// <summary>Of an ethics committee.</summary>
    Ethics,

    /// <summary>Of those who answer for research in an organisation.</summary>
    ResearchGovernance,

    /// <summary>An agreement to be let in.</summary>
    Access,
}

/// <summary>How an approval stands on a day.</summary>
public enum ApprovalState
{
    /// <summary>It has not begun.</summary>
    NotYet,

    /// <summary>It runs.</summary>
    Runs,

    /// <summary>It runs, and ends within the time of warning with nothing behind it.</summary>
    EndsSoon,

    /// <summary>It ended, and another of its kind and scope reaches further.</summary>
    Renewed,

    /// <summary>It ended, and nothing of its kind and scope reaches further.</summary>
    Ended,
}

/// <summary>An approval: of the whole study, of a site, or of a participant.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Body">Who gave it.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="When">From its first to its last day, both included; an end that is null has not been set.</param>
/// <param name="Site">The site that it is of, or null.</param>
/// <param name="Participant">The participant that it is of, or null.</param>
public sealed record Approval(ApprovalKind Kind, string Body, string Reference, WrittenPeriod When, string? Site = null, string? Participant = null)
{
    /// <summary>“ethics approval”, “access agreement”.</summary>
    public string KindInWords => InWords(Kind);

    /// <summary>“REC 21/07 of the county committee, 2021-03-01 to 2022-03-31”.</summary>
    public string Told => $"{(Reference.Length > 0 ? Reference : KindInWords)}{(Body.Length > 0 ? " of " + Body : "")}, {When.InWords}";

    /// <summary>A kind, in small letters.</summary>
    public static string InWords(ApprovalKind kind) => kind switch
    {
        ApprovalKind.Ethics => "ethics approval",
        ApprovalKind.ResearchGovernance => "approval of research governance",
        _ => "access agreement",
    };

    /// <summary>True where any day that the date can mean lies within it.</summary>
    public bool Covers(PartialDate date) => When.Period.Overlaps(new WrittenPeriod(date, date).Period);

    internal bool IsOfTheSame(Approval other) => Kind == other.Kind && Site == other.Site && Participant == other.Participant;
}

/// <summary>What approvals permit. Those of one kind and one scope (the study, a site, a participant) stand in for each other: a renewal is another approval.</summary>
public static class ApprovalRules
{
    /// <summary>How many days ahead an end is warned of: 60.</summary>
    public const int WarningDays = 60;

    /// <summary>Why nothing may be entered of a date, or null where something may. Where no approval of a kind is recorded for a scope, none is asked for; what has no date is not judged.</summary>
    /// <param name="all">Every approval of the study.</param>
    /// <param name="date">When; of a month or a year it is enough that a day of it is covered.</param>
    /// <param name="site">The site, or null.</param>
    /// <param name="people">The participants.</param>
    /// <returns>A sentence that names the approvals that do not reach, or null.</returns>
    public static string? Blocks(IReadOnlyCollection<Approval> all, PartialDate? date, string? site, IReadOnlyCollection<string> people)
    {
        if (date is not { } day)
        {
            return null;
        }

        foreach (var scope in all.Where(a => (a.Site is null || a.Site == site) && (a.Participant is null || people.Contains(a.Participant))).GroupBy(a => (a.Kind, a.Site, a.Participant)))
        {
            if (!scope.Any(a => a.Covers(day)))
            {
                var of = scope.Key.Participant ?? scope.Key.Site;
                return $"No {Approval.InWords(scope.Key.Kind)}{(of is null ? "" : " for " + of)} covers {day}: {string.Join("; ", scope.OrderBy(a => a.When.Period.From).Select(a => a.Told))}.";
            }
        }

        return null;
    }

    /// <summary>How one of the approvals stands on a day.</summary>
    /// <param name="approval">Which.</param>
    /// <param name="all">Every approval of the study, this one included.</param>
    /// <param name="today">The day.</param>
    public static ApprovalState StateOf(Approval approval, IReadOnlyCollection<Approval> all, DateOnly today)
    {
        var (when, day) = (approval.When.Period, today.DayNumber);
        if (when.From is { } start && start > day)
        {
            return ApprovalState.NotYet;
        }

        if (when.End is not { } end || end > day + WarningDays)
        {
            return ApprovalState.Runs;
        }

        // A renewal reaches further; of one that still runs it must leave no day between.
        var later = all.Where(other => other != approval && other.IsOfTheSame(approval) && (other.When.Period.End ?? int.MaxValue) > end).ToList();
        return end > day
            ? later.Exists(other => (other.When.Period.From ?? int.MinValue) <= end) ? ApprovalState.Runs : ApprovalState.EndsSoon
            : later.Count > 0 ? ApprovalState.Renewed : ApprovalState.Ended;
    }
}
