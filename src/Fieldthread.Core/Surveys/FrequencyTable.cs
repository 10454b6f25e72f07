using System.Globalization;
using Fieldthread.Core.Basics.Statistics;

namespace Fieldthread.Core.Surveys;

/// <summary>One option in one wave.</summary>
/// <param name="Option">The option.</param>
/// <param name="Count">k: how many chose it.</param>
/// <param name="Share">k ÷ base, 0 to 1; null where the base is 0.</param>
/// <param name="Interval">Wilson’s 95 per cent interval of the share; null where the base is 0.</param>
public sealed record OptionCount(string Option, int Count, double? Share, WilsonInterval? Interval);

/// <summary>What numbers an item got.</summary>
/// <param name="Least">The least.</param>
/// <param name="Median">The middle one, or the mean of the two in the middle.</param>
/// <param name="Mean">Sum ÷ base.</param>
/// <param name="Most">The greatest.</param>
public sealed record NumberSummary(double Least, double Median, double Mean, double Most);

/// <summary>An item in one wave.</summary>
/// <param name="Wave">Key of the wave.</param>
/// <param name="Name">Name of the wave.</param>
/// <param name="Question">The question as worded there; null where the wave did not ask it.</param>
/// <param name="Base">n: answers that are some of the options, numbers, or words.</param>
/// <param name="Missing">Responses without an answer to it.</param>
/// <param name="Outside">Answers that are none of the options, or no number; in no percentage.</param>
/// <param name="Options">A line an option, in the order of the item; empty for numbers and words.</param>
/// <param name="Numbers">For a number with a base above 0; otherwise null.</param>
/// <param name="Reworded">True where it is worded otherwise than in the wave before that asked it.</param>
public sealed record WaveFrequencies(
    string Wave, string Name, string? Question, int Base, int Missing, int Outside, IReadOnlyList<OptionCount> Options, NumberSummary? Numbers, bool Reworded)
{
    /// <summary>True where the wave asked the item.</summary>
    public bool Asked => Question is not null;
}

/// <summary>How an option moved from one wave to the next that asked the item.</summary>
/// <param name="Option">The option.</param>
/// <param name="From">Key of the earlier wave.</param>
/// <param name="To">Key of the later one.</param>
/// <param name="Points">Later share less earlier share, in percentage points.</param>
public sealed record OptionChange(string Option, string From, string To, double Points);

/// <summary>How often each option of an item was chosen, wave by wave. Waves between which the item was reworded are never differenced.</summary>
/// <param name="Item">The item.</param>
/// <param name="Waves">The waves in their order, those that did not ask it included.</param>
/// <param name="Changes">Changes between neighbouring waves that asked it in the same words.</param>
public sealed record FrequencyTable(SurveyItem Item, IReadOnlyList<WaveFrequencies> Waves, IReadOnlyList<OptionChange> Changes)
{
    /// <summary>Counts an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="waves">The waves, each brought together with its responses.</param>
    public static FrequencyTable Of(SurveyItem item, IReadOnlyList<WaveCount> waves)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(waves);
        var columns = new List<WaveFrequencies>(waves.Count);
        var changes = new List<OptionChange>();
        WaveFrequencies? before = null;
        foreach (var wave in waves)
        {
            var reworded = before is not null && item.RewordedBetween(before.Wave, wave.Wave.Key);
            var column = Count(item, wave, reworded);
            columns.Add(column);
            if (!column.Asked)
            {
                continue;
            }

            if (before is { Base: > 0 } && column.Base > 0 && !reworded)
            {
                changes.AddRange(column.Options.Zip(before.Options, (now, then) => new OptionChange(now.Option, before.Wave, column.Wave, 100 * (now.Share!.Value - then.Share!.Value))));
            }

            before = column;
        }

        return new FrequencyTable(item, columns, changes);
    }

    /// <summary>Reads a number as files have it: digits, a point before decimals, no separators between thousands.</summary>
    public static bool TryNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static WaveFrequencies Count(SurveyItem item, WaveCount wave, bool reworded)
    {
        var key = wave.Wave.Key;
        if (!item.Wordings.TryGetValue(key, out var question))
        {
            return new(key, wave.Wave.Name, null, 0, 0, 0, [], null, false);
        }

        var responses = wave.Counted.ToList();
        var answers = responses.Select(r => r.Answers.GetValueOrDefault(item.Key)).OfType<string>().ToList();
        var missing = responses.Count - answers.Count;
        if (item.Kind == ItemKind.Number)
        {
            var numbers = answers.Where(a => TryNumber(a, out _)).Select(a => TryNumber(a, out var n) ? n : 0).Order().ToList();
            return new(key, wave.Wave.Name, question, numbers.Count, missing, answers.Count - numbers.Count, [], Summary(numbers), reworded);
        }

        if (!item.HasOptions)
        {
            return new(key, wave.Wave.Name, question, answers.Count, missing, 0, [], null, reworded);
        }

        var counts = item.Options.Select(option => answers.Count(a => a == option)).ToList();
        var all = counts.Sum();
        var options = item.Options.Zip(counts, (option, k) => new OptionCount(option, k, all == 0 ? null : (double)k / all, all == 0 ? null : WilsonInterval.Of(k, all))).ToList();
        return new(key, wave.Wave.Name, question, all, missing, answers.Count - all, options, null, reworded);
    }

    private static NumberSummary? Summary(List<double> sorted) => sorted.Count == 0
        ? null
        : new(sorted[0], (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted.Average(), sorted[^1]);
}
