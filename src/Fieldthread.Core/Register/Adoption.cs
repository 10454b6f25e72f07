namespace Fieldthread.Core.Register;

/// <summary>An organisation whose adoption is waited for.</summary>
/// <param name="Opened">First day of its life; null where it reaches back beyond all that is known.</param>
/// <param name="Ended">First day on which it was no longer; null where it goes on.</param>
/// <param name="Merged">True where it ended by an event that made others of it.</param>
/// <param name="Adopted">First day on which it had adopted; null where it never did.</param>
public readonly record struct AdoptionLife(int? Opened, int? Ended, bool Merged, int? Adopted);

/// <summary>What happened in an interval of time to those at risk in it.</summary>
/// <param name="From">First day.</param>
/// <param name="End">First day after it.</param>
/// <param name="AtRisk">How many had not adopted when it began, or came to be in it.</param>
/// <param name="Adopted">How many of them adopted in it.</param>
/// <param name="Merged">How many ended in it without having adopted, by an event that made others of them.</param>
/// <param name="Closed">How many ended in it without having adopted and without a successor.</param>
public readonly record struct AdoptionCount(int From, int End, int AtRisk, int Adopted, int Merged, int Closed);

/// <summary>An interval of a life table with a competing end.</summary>
/// <param name="Count">What happened in it.</param>
/// <param name="Hazard">Share of those at risk that adopted in it, 0 to 1; null where nobody was at risk.</param>
/// <param name="EndHazard">Share of those at risk that ended in it; null where nobody was at risk.</param>
/// <param name="Waiting">Probability of having neither adopted nor ended after it.</param>
/// <param name="Incidence">Probability of having adopted by its end, when ending forecloses adoption (Aalen and Johansen).</param>
/// <param name="EndIncidence">Probability of having ended by its end without having adopted.</param>
/// <param name="Survivor">Product of one less the hazards: what is left when an end is treated as if the organisation could still have adopted (Kaplan and Meier).</param>
public readonly record struct AdoptionLine(AdoptionCount Count, double? Hazard, double? EndHazard, double Waiting, double Incidence, double EndIncidence, double Survivor)
{
    /// <summary>One less the survivor function: the share that adopted, had nobody ended. It is never less than <see cref="Incidence"/>.</summary>
    public double Naive => 1 - Survivor;
}

/// <summary>Who was left out of a life table, and why.</summary>
/// <param name="Before">Adopted before time began to be counted.</param>
/// <param name="FromTheStart">Had adopted on the first day of their life: they never waited.</param>
/// <param name="Never">Were not there while time was counted.</param>
public readonly record struct AdoptionLeftOut(int Before, int FromTheStart, int Never);

/// <summary>Time to adoption in discrete time, with the end of an organisation as a competing end.</summary>
/// <remarks>
/// Hazard and survivor function: J. D. Singer and J. B. Willett, It’s about time: using discrete-time survival analysis to study duration and the timing of events,
/// Journal of Educational Statistics 18 (1993) 155–195; P. D. Allison, Discrete-time methods for the analysis of event histories, Sociological Methodology 13 (1982) 61–98.
/// Cumulative incidence: J. D. Kalbfleisch and R. L. Prentice, The Statistical Analysis of Failure Time Data (1980), chapter 7; O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978) 141–150.
/// </remarks>
public static class Adoption
{
    /// <summary>Counts lives by interval.</summary>
    /// <param name="lives">Lives, in any order.</param>
    /// <param name="bounds">Days on which intervals begin, ascending, and the day after the last.</param>
    /// <exception cref="ArgumentException">There are fewer than two bounds, or they do not ascend.</exception>
    public static (IReadOnlyList<AdoptionCount> Counts, AdoptionLeftOut LeftOut) Count(IEnumerable<AdoptionLife> lives, IReadOnlyList<int> bounds)
    {
        ArgumentNullException.ThrowIfNull(lives);
        ArgumentNullException.ThrowIfNull(bounds);
        if (bounds.Count < 2 || Enumerable.Range(1, bounds.Count - 1).Any(i => bounds[i] <= bounds[i - 1]))
        {
            throw new ArgumentException("Bounds of intervals ascend, and there are at least two.", nameof(bounds));
        }

        var (since, until, n) = (bounds[0], bounds[^1], bounds.Count - 1);
        var (risk, adopted, merged, closed) = (new int[n], new int[n], new int[n], new int[n]);
        var (before, fromTheStart, never) = (0, 0, 0);
        foreach (var life in lives)
        {
            var (opened, ended) = (life.Opened ?? int.MinValue, life.Ended ?? int.MaxValue);
            if (ended <= since || opened >= until || ended <= opened)
            {
                never++;
            }
            else if (life.Adopted < since)
            {
                before++;
            }
            else if (life.Adopted is { } day && day <= opened)
            {
                fromTheStart++;
            }
            else
            {
                var adopts = life.Adopted is { } on && on < ended ? on : int.MaxValue;
                var leaves = Math.Min(adopts, ended);
                var (first, last) = (At(bounds, Math.Max(opened, since)), leaves >= until ? n - 1 : At(bounds, leaves));
                for (var i = first; i <= last; i++)
                {
                    risk[i]++;
                }

                if (leaves < until)
                {
                    (adopts == leaves ? adopted : life.Merged ? merged : closed)[last]++;
                }
            }
        }

        return ([.. Enumerable.Range(0, n).Select(i => new AdoptionCount(bounds[i], bounds[i + 1], risk[i], adopted[i], merged[i], closed[i]))], new(before, fromTheStart, never));
    }

    /// <summary>Makes the life table.</summary>
    /// <param name="counts">What happened, interval by interval.</param>
    /// <exception cref="ArgumentException">In an interval more adopted and ended than were at risk, or a number is negative.</exception>
    public static IReadOnlyList<AdoptionLine> Table(IEnumerable<AdoptionCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var lines = new List<AdoptionLine>();
        var (waiting, incidence, ending, survivor) = (1.0, 0.0, 0.0, 1.0);
        foreach (var c in counts)
        {
            var ended = c.Merged + c.Closed;
            if (c.Adopted < 0 || c.Merged < 0 || c.Closed < 0 || c.Adopted + ended > c.AtRisk)
            {
                throw new ArgumentException("More adopted and ended than were at risk, or fewer than none.", nameof(counts));
            }

            double? hazard = c.AtRisk == 0 ? null : (double)c.Adopted / c.AtRisk, end = c.AtRisk == 0 ? null : (double)ended / c.AtRisk;
            incidence += waiting * (hazard ?? 0);
            ending += waiting * (end ?? 0);
            waiting *= c.AtRisk == 0 ? 1 : (double)(c.AtRisk - c.Adopted - ended) / c.AtRisk;
            survivor *= 1 - (hazard ?? 0);
            lines.Add(new(c, hazard, end, waiting, incidence, ending, survivor));
        }

        return lines;
    }

    /// <summary>The interval that holds a day.</summary>
    private static int At(IReadOnlyList<int> bounds, int day)
    {
        var i = 0;
        while (bounds[i + 1] <= day)
        {
            i++;
        }

        return i;
    }
}
