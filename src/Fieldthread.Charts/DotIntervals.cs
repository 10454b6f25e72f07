using System.Globalization;
using Fieldthread.Core.Basics.Statistics;

namespace Fieldthread.Charts;

/// <summary>A share to be drawn as a dot with its interval.</summary>
/// <param name="Label">What it is the share of: “Agree, Wave 1”.</param>
/// <param name="Count">k.</param>
/// <param name="Base">n; a share without a base is not drawn, and its row says so.</param>
public sealed record DotShare(string Label, int Count, int Base);

/// <summary>A share measured.</summary>
/// <param name="Share">The share.</param>
/// <param name="Y">Middle of its row.</param>
/// <param name="X">Where the dot stands; null where n is 0.</param>
/// <param name="Low">Where the interval begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Interval">The interval, 0 to 1; null where n is 0.</param>
public sealed record DotRow(DotShare Share, double Y, double? X, double Low, double High, WilsonInterval? Interval);

/// <summary>Shares as dots with Wilson’s 95 per cent intervals, measured: a row a share, all on one scale from 0 to 100 per cent. Drawing is <see cref="DotIntervalsSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Rows">The shares; also the rows of its data table.</param>
public sealed record DotIntervals(string Title, string Description, double Width, double Height, IReadOnlyList<DotRow> Rows)
{
    internal const double Plot = 240;
    internal const double Top = 22;
    private const double Step = 22;
    private const double WidestLabel = 240;
    private const double Narrow = 440;

    /// <summary>Where the scale begins: right of the longest label, as far as there is room for it.</summary>
    internal double Left { get; private init; }

    /// <summary>True where it may be scaled down to a narrow screen and stays legible.</summary>
    internal bool IsNarrow => Width <= Narrow;

    /// <summary>Measures shares.</summary>
    /// <param name="title">One line.</param>
    /// <param name="shares">The shares, in the order of their rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0 or above its base.</exception>
    public static DotIntervals Measure(string title, IReadOnlyList<DotShare> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        var left = FigureText.Labels(shares.Select(s => s.Label), WidestLabel);
        double X(double share) => left + (share * Plot);
        var rows = shares.Select((share, i) =>
        {
            WilsonInterval? interval = share.Base == 0 ? null : WilsonInterval.Of(share.Count, share.Base);
            return new DotRow(share, Top + 12 + (i * Step), share.Base == 0 ? null : X((double)share.Count / share.Base), X(interval?.Low ?? 0), X(interval?.High ?? 0), interval);
        }).ToList();
        return new(title, string.Join(' ', rows.Select(Sentence)), left + Plot + 130, Top + (rows.Count * Step) + 8, rows) { Left = left };
    }

    /// <summary>“5 of 12, 42%”.</summary>
    internal static string InWords(DotShare share) => share.Base == 0 ? "nobody (n = 0)"
        : string.Create(CultureInfo.InvariantCulture, $"{share.Count} of {share.Base}, {Math.Round(100.0 * share.Count / share.Base, MidpointRounding.AwayFromZero):0}%");

    private static string Sentence(DotRow row) => row.Interval is { } i
        ? string.Create(CultureInfo.InvariantCulture, $"{row.Share.Label}: {InWords(row.Share)}, 95 per cent interval {100 * i.Low:0} to {100 * i.High:0}.") : $"{row.Share.Label}: {InWords(row.Share)}.";
}
