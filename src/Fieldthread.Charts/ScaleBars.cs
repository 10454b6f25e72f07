using System.Globalization;
using Fieldthread.Core.Surveys;

namespace Fieldthread.Charts;

/// <summary>One option in a bar.</summary>
/// <param name="Option">The option.</param>
/// <param name="Number">Its place among the options, from 1, which also stands in the legend.</param>
/// <param name="Count">How many chose it.</param>
/// <param name="Percent">Its share of the base, 0 to 100.</param>
/// <param name="X">Left edge, in units of the drawing.</param>
/// <param name="Width">Width.</param>
/// <param name="Strength">How strongly it is filled, 0 to 1: the ends of a scale most, its middle not at all.</param>
public sealed record ScaleSegment(string Option, int Number, int Count, double Percent, double X, double Width, double Strength);

/// <summary>The bar of one wave.</summary>
/// <param name="Label">Name of the wave, with an asterisk where the item was reworded.</param>
/// <param name="Base">n of the wave.</param>
/// <param name="Reworded">True where the item is worded otherwise than before.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Segments">Its options.</param>
public sealed record ScaleRow(string Label, int Base, bool Reworded, double Y, IReadOnlyList<ScaleSegment> Segments);

/// <summary>A line of the legend.</summary>
/// <param name="Number">Place among the options.</param>
/// <param name="Option">The option.</param>
/// <param name="Y">Top edge of its mark.</param>
/// <param name="Strength">How strongly its mark is filled.</param>
public sealed record LegendLine(int Number, string Option, double Y, double Strength);

/// <summary>Bars of a scale by wave, measured: options stacked from one end of the scale to the other, set so that the middle of the scale stands on one line (diverging). Drawing is <see cref="ScaleBarsSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences, for those who do not see the bars.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Middle">Where the middle of the scale stands.</param>
/// <param name="Rows">A bar a wave; also the rows of its data table.</param>
/// <param name="Legend">The options.</param>
public sealed record ScaleBars(string Title, string Description, double Width, double Height, double Middle, IReadOnlyList<ScaleRow> Rows, IReadOnlyList<LegendLine> Legend)
{
    internal const double Left = 150;
    internal const double Thick = 26;
    private const double Plot = 450;
    private const double Step = 40;
    private const double Line = 20;

    /// <summary>Measures a table of frequencies of an item with options. Waves that did not ask it, or that nobody answered, have no bar.</summary>
    /// <exception cref="ArgumentException">The item has no options.</exception>
    public static ScaleBars Measure(FrequencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.Item.HasOptions)
        {
            throw new ArgumentException("Only an item with options has such bars.", nameof(table));
        }

        var waves = table.Waves.Where(w => w.Asked && w.Base > 0).ToList();
        var options = table.Item.Options;

        // A middle option stands half on either side.
        double Before(WaveFrequencies wave) => wave.Options.Take(options.Count / 2).Sum(o => o.Share!.Value) + (options.Count % 2 == 1 ? wave.Options[options.Count / 2].Share!.Value / 2 : 0);
        var left = waves.Select(Before).DefaultIfEmpty(0.5).Max();
        var right = waves.Select(w => 1 - Before(w)).DefaultIfEmpty(0.5).Max();
        var unit = Plot / (left + right);
        var middle = Left + (left * unit);
        var rows = waves.Select((wave, i) => Row(wave, middle - (Before(wave) * unit), unit, 8 + (i * Step))).ToList();
        var below = 8 + (rows.Count * Step) + (rows.Exists(r => r.Reworded) ? Line : 0);
        var legend = options.Select((option, i) => new LegendLine(i + 1, option, below + (i * Line), Strength(i, options.Count))).ToList();
        return new ScaleBars(
            $"{table.Item.Key} by wave", string.Join(' ', waves.Select(Sentence)), Left + Plot + 10, below + (options.Count * Line) + 4, middle, rows, legend);
    }

    /// <summary>Filled most at both ends of the scale, not at all in its middle.</summary>
    internal static double Strength(int at, int options) => options < 2 ? 0 : Math.Round(0.32 * Math.Abs((2.0 * at / (options - 1)) - 1), 2);

    private static ScaleRow Row(WaveFrequencies wave, double x, double unit, double y)
    {
        var segments = new List<ScaleSegment>();
        for (var i = 0; i < wave.Options.Count; i++)
        {
            var option = wave.Options[i];
            segments.Add(new ScaleSegment(option.Option, i + 1, option.Count, 100 * option.Share!.Value, x, option.Share.Value * unit, Strength(i, wave.Options.Count)));
            x += option.Share.Value * unit;
        }

        return new ScaleRow(wave.Reworded ? wave.Name + " *" : wave.Name, wave.Base, wave.Reworded, y, segments);
    }

    private static string Sentence(WaveFrequencies wave) => string.Create(CultureInfo.InvariantCulture,
        $"{wave.Name}{(wave.Reworded ? ", worded otherwise than before" : "")}: {string.Join(", ", wave.Options.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Option} {o.Count} of {wave.Base}")))}.");
}
