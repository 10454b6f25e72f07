using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>How many organisations somebody printed, of what, on which day. It is a statement of its source, kept beside others that say otherwise.</summary>
/// <param name="Place">Where it stands in the file that it came in: “counts.csv, line 12”.</param>
/// <param name="Topic">What is counted: “authorisation”.</param>
/// <param name="Date">Of which day, month or year it speaks.</param>
/// <param name="Row">Of which of several groups of organisations: “wave 2”, “London”; empty for all.</param>
/// <param name="Category">Which of them are counted: “with conditions”; empty for all of them.</param>
/// <param name="Within">The category of which this one is a part; empty where it is a part of all.</param>
/// <param name="Count">How many; 0 or more.</param>
/// <param name="Share">The percentage printed beside it; null where there is none.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Known">When it was said; null where that is not known.</param>
/// <param name="Type">Type of organisation in the register that is counted here, so that the register’s own number can be set beside it; empty where none is meant.</param>
/// <param name="Words">The words in which it was said, or what is to be known of it; may be empty.</param>
public sealed record PublishedCount(
    string Place, string Topic, PartialDate Date, string Row, string Category, string Within, long Count, PrintedShare? Share, string Source, PartialDate? Known, string Type, string Words)
{
    /// <summary>What it counts, in words: “wave 2, with conditions”; “all” for all.</summary>
    public string Of => Row.Length + Category.Length == 0 ? "all" : string.Join(", ", new[] { Row, Category }.Where(w => w.Length > 0));
}

/// <summary>A percentage as it was printed.</summary>
/// <param name="Percent">The percentage, 0 to 100.</param>
/// <param name="Decimals">How many decimals are printed; 0 to 6.</param>
public readonly record struct PrintedShare(decimal Percent, int Decimals)
{
    /// <summary>Whether k of n prints so, a half being rounded up or to the even digit: sources do both.</summary>
    /// <param name="count">k, 0 or more.</param>
    /// <param name="of">n, 1 or more.</param>
    public bool IsOf(long count, long of)
    {
        var exact = 100m * count / of;
        return Math.Round(exact, Decimals, MidpointRounding.AwayFromZero) == Percent || Math.Round(exact, Decimals, MidpointRounding.ToEven) == Percent;
    }

    /// <summary>The numbers of which k would print so: a denominator that was not printed, found again. None where nothing fits; empty for a k of 0, which says nothing of its base.</summary>
    /// <param name="count">k, 0 or more.</param>
    /// <param name="most">The largest n that is looked at.</param>
    public IReadOnlyList<long> Bases(long count, long most)
    {
        if (count <= 0 || Percent <= 0)
        {
            return [];
        }

        var half = 0.5m / (decimal)Math.Pow(10, Decimals);
        var least = Math.Max(count, (long)Math.Floor(100m * count / (Percent + half)) - 1);
        var greatest = Math.Min(most, Percent > half ? (long)Math.Ceiling(100m * count / (Percent - half)) + 1 : most);
        var found = new List<long>();
        for (var n = least; n <= greatest; n++)
        {
            if (IsOf(count, n))
            {
                found.Add(n);
            }
        }

        return found;
    }
}
