namespace Fieldthread.Core.Basics;

/// <summary>A stretch of days, half-open: from a first day up to, and without, an end. Days are numbers of the common era, as <see cref="DateOnly.DayNumber"/> counts them.</summary>
/// <remarks>A period whose end is not after its start holds no day.</remarks>
/// <param name="From">First day; null where it is not known or lies before all that is known: such a period reaches back without end.</param>
/// <param name="End">First day that is no longer part of it; null where it is still so.</param>
public readonly record struct Period(int? From, int? End)
{
    /// <summary>True where it holds no day at all.</summary>
    public bool IsEmpty => From is { } from && End is { } end && end <= from;

    /// <summary>True where the day lies in it.</summary>
    public bool Holds(int day) => (From is not { } from || from <= day) && (End is not { } end || day < end);

    /// <summary>True where the two share a day.</summary>
    public bool Overlaps(Period other) => !IsEmpty && !other.IsEmpty
        && (From is not { } from || other.End is not { } otherEnd || from < otherEnd)
        && (other.From is not { } otherFrom || End is not { } end || otherFrom < end);
}

/// <summary>A period as people write it: from a date to a last day, each known to the year, the month or the day.</summary>
/// <param name="From">When it began; null where not known.</param>
/// <param name="Last">Last day of it, included; null where it is still so.</param>
public readonly record struct WrittenPeriod(PartialDate? From, PartialDate? Last)
{
    /// <summary>The longest stretch that it can mean: from the earliest day of its start to the latest of its end.</summary>
    /// <remarks>31 December 9999 is the last day that has a number, so a period that ends on it ends on the number after it.</remarks>
    public Period Period => new(From?.First.DayNumber, Last?.Last.DayNumber + 1);

    /// <summary>“2015-04 to 2016-03”; an end that is not known is said so, and one that has not come is “now”.</summary>
    public string InWords => $"{From?.ToString() ?? "an unknown date"} to {Last?.ToString() ?? "now"}";
}
