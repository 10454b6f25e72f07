using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Studies;

/// <summary>How something stands to its plan.</summary>
public enum PlanState
{
    /// <summary>It is due later.</summary>
    Ahead,

    /// <summary>It may be due by now: today lies within what the plan can mean.</summary>
    Due,

    /// <summary>The plan is past and nothing is done.</summary>
    Overdue,

    /// <summary>Done before the plan’s first day.</summary>
    Early,

    /// <summary>Done within the plan.</summary>
    OnTime,

    /// <summary>Done after the plan’s last day.</summary>
    Late,

    /// <summary>Done, and the dates are too rough to say whether in time.</summary>
    CannotTell,
}

/// <summary>Plan against what happened, as exactly as partial dates allow.</summary>
/// <remarks>A plan is kept on any day that it can mean: what is due in summer is late from the first of September, what is early is so up to the first of June.</remarks>
/// <param name="State">How it stands.</param>
/// <param name="Least">Fewest days that it can be off; 0 where it is not.</param>
/// <param name="Most">Most days that it can be off.</param>
/// <param name="InWords">In words: “on time”, “late by 21 days”, “late by 2 to 4 months”.</param>
public sealed record Slippage(PlanState State, int Least, int Most, string InWords)
{
    /// <summary>True where the plan is past without anything done.</summary>
    public bool NeedsLooking => State is PlanState.Overdue;

    /// <summary>Compares plan and fact.</summary>
    /// <param name="planned">What was planned.</param>
    /// <param name="actual">When it happened; null where it has not.</param>
    /// <param name="today">Today.</param>
    public static Slippage Of(PlannedDate planned, PartialDate? actual, DateOnly today)
    {
        if (actual is not { } done)
        {
            return today < planned.First ? Off(PlanState.Ahead, "due in", today, today, planned.First, planned.Last)
                : today <= planned.Last ? new(PlanState.Due, 0, 0, "due now")
                : Off(PlanState.Overdue, "overdue by", planned.Last, planned.Last, today, today);
        }

        return done.First > planned.Last ? Off(PlanState.Late, "late by", planned.Last, planned.Last, done.First, done.Last)
            : done.Last < planned.First ? Off(PlanState.Early, "early by", done.First, done.Last, planned.First, planned.First)
            : done.First >= planned.First && done.Last <= planned.Last ? new(PlanState.OnTime, 0, 0, "on time")
            : new(PlanState.CannotTell, 0, 0, "the dates are too rough to tell");
    }

    /// <summary>From one stretch to a later one: the fewest and the most days between them, in days up to three months and else in months.</summary>
    private static Slippage Off(PlanState state, string says, DateOnly first, DateOnly last, DateOnly later, DateOnly latest)
    {
        var (least, most) = (later.DayNumber - last.DayNumber, latest.DayNumber - first.DayNumber);
        var (low, high) = most < 92 ? (least, most) : (Months(last, later), Months(first, latest));
        var unit = most < 92 ? "day" : "month";
        var length = low == high ? $"{high} {unit}{(high == 1 ? "" : "s")}" : low == 0 ? $"up to {high} {unit}s" : $"{low} to {high} {unit}s";
        return new(state, least, most, $"{says} {length}");
    }

    /// <summary>Whole months between two days.</summary>
    private static int Months(DateOnly from, DateOnly to) => (12 * (to.Year - from.Year)) + to.Month - from.Month - (to.Day < from.Day ? 1 : 0);
}
