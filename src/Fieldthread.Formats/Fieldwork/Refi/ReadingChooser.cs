using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>A passage as the file gives it: raw positions and the name, which in some programs is the words themselves.</summary>
/// <param name="Start">First position, in the file's own count.</param>
/// <param name="End">One past the last, in the file's own count.</param>
/// <param name="Name">As written; may be empty.</param>
public readonly record struct RawPassage(long Start, long End, string Name);

/// <summary>A text and the raw passages upon it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Passages">The passages.</param>
public sealed record ReadingEvidence(NormalisedText Text, IReadOnlyList<RawPassage> Passages);

/// <summary>How a text's positions were read, and how well that fits.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Judged">Passages that could be judged: those that cover something.</param>
/// <param name="Whole">Passages that begin and end between words under this reading.</param>
/// <param name="Named">Passages whose name looks like their words.</param>
/// <param name="Differing">Passages that a rival reading, which fits as well or nearly, would put elsewhere; 0 when the choice is clear.</param>
/// <param name="Rival">That other reading, or null.</param>
/// <param name="IsAlone">True when this text speaks against the reading of the rest of the project and got its own.</param>
/// <param name="IsKnown">True when nothing had to be found out, because the file is one of ours.</param>
public sealed record ChosenReading(OffsetReading Reading, int Judged, int Whole, int Named, int Differing, OffsetReading? Rival, bool IsAlone, bool IsKnown = false)
{
    /// <summary>True when so few passages begin and end between words that the positions themselves are in doubt (under 60 of 100, at least 5 judged).</summary>
    public bool IsPoor => !IsKnown && Judged >= 5 && Whole * 10 < Judged * 6;
}

/// <summary>
/// Finds out how a project counts positions. Eight ways are tried on every text ({code points, UTF-16 units} × {mark counted or not} ×
/// {CR LF counted two or one}); a passage speaks for a reading when it begins and ends between words, and louder when its name repeats its words.
/// </summary>
/// <remarks>
/// One program wrote the whole project, so all texts vote together, and a text gets a reading of its own only when its passages clearly say so.
/// Where two readings fit alike but put passages in different places, the choice is marked as a guess; it is never made silently.
/// </remarks>
public static class ReadingChooser
{
    /// <summary>One choice a text, in order.</summary>
    /// <param name="texts">The texts with their passages.</param>
    /// <param name="origin">The program that wrote the project; ours is known to count as the standard says, another's settles ties only.</param>
    public static IReadOnlyList<ChosenReading> Choose(IReadOnlyList<ReadingEvidence> texts, string? origin)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (origin?.StartsWith(RefiWriter.Origin, StringComparison.Ordinal) == true && !origin.Contains(", for ", StringComparison.Ordinal))
        {
            return [.. texts.Select(Known)];
        }

        var order = Order(origin);
        var trials = texts.Select(text => Trials(text, order)).ToList();
        var sums = order.Select((_, k) => trials.Sum(trial => trial[k].Points)).ToList();
        var common = sums.IndexOf(sums.Max());

        // A reading is still open when the passages it would move speak against it with less than a point each.
        var open = Enumerable.Range(0, order.Count)
            .Where(k => trials.Sum(trial => trial[k].Differing(trial[common])) is > 0 and var moved && sums[common] - sums[k] < moved)
            .OrderByDescending(k => sums[k]).ToList();
        return [.. trials.Select(trial => Pick(trial, order, common, open))];
    }

    private static ChosenReading Known(ReadingEvidence text)
    {
        var trial = ReadingTrial.Run(text, OffsetReading.Plain);
        return new ChosenReading(OffsetReading.Plain, trial.Judged, trial.Whole, trial.Named, 0, Rival: null, IsAlone: false, IsKnown: true);
    }

    private static ChosenReading Pick(ReadingTrial[] trial, IReadOnlyList<OffsetReading> order, int common, IReadOnlyList<int> open)
    {
        var best = Array.IndexOf(trial, trial.MaxBy(one => one.Points)!);
        var gain = trial[best].Points - trial[common].Points;
        var isAlone = gain > 3 && gain >= trial[best].Differing(trial[common]);
        var chosen = isAlone ? best : common;
        var mine = trial[chosen];
        int? rival = isAlone ? null : open.Where(k => trial[k].Differing(mine) > 0).Select(k => (int?)k).FirstOrDefault();
        return new ChosenReading(
            order[chosen], mine.Judged, mine.Whole, mine.Named,
            rival is { } other ? trial[other].Differing(mine) : 0, rival is { } named ? order[named] : null, isAlone);
    }

    private static ReadingTrial[] Trials(ReadingEvidence text, IReadOnlyList<OffsetReading> order)
    {
        var done = new Dictionary<OffsetReading, ReadingTrial>();
        var trials = new ReadingTrial[order.Count];
        for (var k = 0; k < order.Count; k++)
        {
            // Without emoji, mark or CR LF the ways to count fall together.
            var reading = new OffsetReading(
                text.Text.PairCount == 0 ? OffsetUnit.Utf16 : order[k].Unit, order[k].CountsMark && text.Text.HadMark, order[k].CountsReturns && text.Text.ReturnCount > 0);
            if (!done.TryGetValue(reading, out var trial))
            {
                trial = ReadingTrial.Run(text, reading);
                done.Add(reading, trial);
            }

            trials[k] = trial;
        }

        return trials;
    }

    // Ties go to what the named program is known to do, else to the standard's words.
    private static IReadOnlyList<OffsetReading> Order(string? origin)
    {
        var isNvivo = origin?.Contains("NVivo", StringComparison.OrdinalIgnoreCase) == true;
        return isNvivo
            ? [.. OffsetReading.All.OrderBy(r => r.CountsMark).ThenBy(r => r.Unit != OffsetUnit.Utf16).ThenBy(r => !r.CountsReturns)]
            : OffsetReading.All;
    }
}
