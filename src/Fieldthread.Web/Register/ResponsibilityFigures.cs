using System.Globalization;
using Fieldthread.Charts.Register;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Makes the figures of responsibilities from what the register answers.</summary>
internal static class ResponsibilityFigures
{
    /// <summary>Uptake by level.</summary>
    public static UptakeBars Uptake(UptakeTable table) => UptakeBars.Measure(
        "Organisations by level", [.. table.Levels.Take(table.Levels.Count - 1)], "none", [.. table.Dates.Select(d => new UptakeDay(d.Date, [.. d.Levels.Select(l => l.Organisations)]))]);

    /// <summary>What one organisation took over.</summary>
    public static TakeOver TakeOver(TakeOverAnswer answer, int today)
    {
        // What goes on is drawn some way beyond the last change, not to today: the steps would be lost at the left of years in which nothing happened.
        var changes = answer.Steps.SelectMany(s => new[] { s.FromDay, s.EndDay }).Append(answer.OpenedDay).OfType<int>().DefaultIfEmpty(today).ToList();
        var beyond = changes.Max() + Math.Max(120, (changes.Max() - changes.Min()) / 4);
        return Charts.Register.TakeOver.Measure(
            $"What {answer.Name} took over", answer.Activities, answer.Levels.Count, [.. answer.Steps.Select(s => new TakeOverStretch(s.Activity, s.Level, s.Rank, s.FromDay, s.EndDay, s.Disputed))], answer.OpenedDay,
            Math.Min(answer.ClosedDay ?? today, beyond));
    }

    /// <summary>A share in per cent.</summary>
    public static string Percent(double? share) => share is { } s ? (100 * s).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "–";

    /// <summary>A probability with three places.</summary>
    public static string Probability(double? p) => p is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    /// <summary>What “of” means, in words.</summary>
    public static string Of(string of) => of switch { "any" => "the highest level in any activity that could be taken over", "all" => "the lowest level over all activities that could be taken over", _ => $"the level in “{of}”" };
}
