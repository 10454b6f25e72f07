using System.Globalization;
using System.Text.RegularExpressions;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>How many lines of running heads were left out, and what the first page would print as its number.</summary>
/// <param name="Lines">Lines left out.</param>
/// <param name="Printed">The number printed on the first page, worked out from the others; null where pages print none or their file’s own.</param>
internal sealed record PdfHeadsTaken(int Lines, int? Printed);

/// <summary>Finds running heads and page numbers: lines in the top or bottom tenth of a page that, their digits aside, stand on at least three pages and on a third of all.</summary>
internal static partial class PdfHeads
{
    private const double Margin = 0.1;

    internal static (IReadOnlyList<PdfPage> Pages, PdfHeadsTaken Taken) TakeOff(IReadOnlyList<PdfPage> pages)
    {
        var counts = pages.SelectMany(page => page.Blocks.SelectMany(block => block).Where(line => IsMarginal(line, page)).Select(Shape).Distinct(StringComparer.Ordinal)).CountBy(shape => shape, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var least = Math.Max(3, (pages.Count + 2) / 3);
        var (lines, offsets) = (0, new List<int>());
        var bodies = new List<PdfPage>(pages.Count);
        foreach (var (page, index) in pages.Select((page, index) => (page, index)))
        {
            var blocks = new List<IReadOnlyList<PdfLine>>();
            foreach (var block in page.Blocks)
            {
                var kept = block.Where(line => !IsMarginal(line, page) || counts[Shape(line)] < least).ToList();
                lines += block.Count - kept.Count;
                offsets.AddRange(block.Except(kept).Select(line => Number().Match(line.Words)).Where(match => match.Success).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture) - index));
                if (kept.Count > 0)
                {
                    blocks.Add(kept);
                }
            }

            bodies.Add(page with { Blocks = blocks });
        }

        // The printed numbers are believed where most of them go up page by page.
        var usual = offsets.CountBy(offset => offset).OrderByDescending(pair => pair.Value).FirstOrDefault();
        return (bodies, new PdfHeadsTaken(lines, usual.Value >= 3 && usual.Value * 2 > pages.Count && usual.Key != 1 ? usual.Key : null));
    }

    private static bool IsMarginal(PdfLine line, PdfPage page) => page.Height > 0 && (line.Bottom < page.Height * Margin || line.Top > page.Height * (1 - Margin));

    private static string Shape(PdfLine line) => Digits().Replace(line.Words, "#");

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex("[0-9]{1,4}(?![0-9])")]
    private static partial Regex Number();
}
