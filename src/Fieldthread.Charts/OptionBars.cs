using System.Globalization;
using System.Net;
using System.Text;
using Fieldthread.Core.Surveys;

namespace Fieldthread.Charts;

/// <summary>The bar of an option in a wave.</summary>
/// <param name="Option">The option.</param>
/// <param name="Wave">Name of the wave.</param>
/// <param name="Count">k.</param>
/// <param name="Base">n.</param>
/// <param name="Percent">Share, 0 to 100.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Length.</param>
/// <param name="First">True for the first wave of its option, which carries the option’s name.</param>
public sealed record OptionBar(string Option, string Wave, int Count, int Base, double Percent, double Y, double Width, bool First);

/// <summary>Plain bars of an item with options, measured: for each option a bar a wave, all on one scale from 0 to 100 per cent.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Bars">The bars; also the rows of its data table.</param>
public sealed record OptionBars(string Title, string Description, double Width, double Height, IReadOnlyList<OptionBar> Bars)
{
    internal const double Left = 230;
    internal const double Thick = 14;
    private const double Plot = 280;
    private const double Step = 20;
    private const double Gap = 8;

    /// <summary>Measures a table of frequencies of an item with options.</summary>
    /// <exception cref="ArgumentException">The item has no options.</exception>
    public static OptionBars Measure(FrequencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.Item.HasOptions)
        {
            throw new ArgumentException("Only an item with options has such bars.", nameof(table));
        }

        var waves = table.Waves.Where(w => w.Asked && w.Base > 0).ToList();
        var bars = new List<OptionBar>();
        var y = 4.0;
        for (var i = 0; i < table.Item.Options.Count; i++)
        {
            foreach (var wave in waves)
            {
                var option = wave.Options[i];
                bars.Add(new OptionBar(option.Option, wave.Reworded ? wave.Name + " *" : wave.Name, option.Count, wave.Base, 100 * option.Share!.Value, y, option.Share.Value * Plot, wave == waves[0]));
                y += Step;
            }

            y += Gap;
        }

        var sentences = waves.Select(w => $"{w.Name}{(w.Reworded ? ", worded otherwise than before" : "")}: {string.Join(", ", w.Options.Select(o => $"{o.Option} {o.Count} of {w.Base}"))}.");
        return new OptionBars($"{table.Item.Key} by wave", string.Join(' ', sentences), Left + Plot + 110, y + 2, bars);
    }
}

/// <summary>Draws measured plain bars as SVG, each with its count and percentage written out.</summary>
/// <remarks>No style attribute and no script; colours follow the text around it.</remarks>
public static class OptionBarsSvg
{
    /// <summary>Draws.</summary>
    /// <param name="bars">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(OptionBars bars, string id)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, "bars", bars.Width, bars.Height, bars.Title, bars.Description, id);
        svg.Append("<g fill=\"currentColor\" stroke=\"currentColor\">");
        foreach (var bar in bars.Bars)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{OptionBars.Left}\" y=\"{bar.Y:0.#}\" width=\"{bar.Width:0.#}\" height=\"{OptionBars.Thick}\" fill-opacity=\"0.3\"/>");
        }

        svg.Append("</g><g fill=\"currentColor\" font-size=\"12\">");
        foreach (var bar in bars.Bars)
        {
            svg.Append(bar.First ? string.Create(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{bar.Y + 12:0.#}\">{WebUtility.HtmlEncode(SvgHead.Short(bar.Option))}</text>") : "");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{OptionBars.Left - 6}\" y=\"{bar.Y + 12:0.#}\" text-anchor=\"end\" font-size=\"11\">{WebUtility.HtmlEncode(bar.Wave.Length > 14 ? SvgHead.Short(bar.Wave)[..Math.Min(13, SvgHead.Short(bar.Wave).Length)] + "…" : bar.Wave)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{OptionBars.Left + bar.Width + 6:0.#}\" y=\"{bar.Y + 12:0.#}\">{bar.Count} of {bar.Base}, {Math.Round(bar.Percent, MidpointRounding.AwayFromZero):0}%</text>");
        }

        return svg.Append("</g></svg>").ToString();
    }
}
