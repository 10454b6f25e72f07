using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>How many of a set of organisations, or of any dated facts, there were on a day: what had begun less what had ended.</summary>
public sealed class Population
{
    private readonly int[] begins;
    private readonly int[] ends;

    private Population(int[] begins, int[] ends) => (this.begins, this.ends) = (begins, ends);

    /// <summary>Counts the periods; one that holds no day counts nowhere, one without a start counts from the beginning of time.</summary>
    public static Population Of(IEnumerable<Period> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var held = periods.Where(p => !p.IsEmpty).ToList();
        int[] first = [.. held.Select(p => p.From ?? int.MinValue).Order()];
        int[] after = [.. held.Where(p => p.End is not null).Select(p => p.End!.Value).Order()];
        return new(first, after);
    }

    /// <summary>How many had begun by the end of a day.</summary>
    public int BegunBy(int day) => UpTo(begins, day);

    /// <summary>How many had ended by the end of a day: their last day was before it.</summary>
    public int EndedBy(int day) => UpTo(ends, day);

    /// <summary>How many there were on a day.</summary>
    public int On(int day) => BegunBy(day) - EndedBy(day);

    private static int UpTo(int[] days, int day)
    {
        var (low, high) = (0, days.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = days[middle] <= day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
