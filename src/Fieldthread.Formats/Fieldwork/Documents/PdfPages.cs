using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>A line on a page.</summary>
/// <param name="Words">Its words with single spaces.</param>
/// <param name="Left">Its left edge, in points from the left of the page.</param>
/// <param name="Right">Its right edge.</param>
/// <param name="Top">Its upper edge, in points from the top of the page.</param>
/// <param name="Bottom">Its lower edge.</param>
internal sealed record PdfLine(string Words, double Left, double Right, double Top, double Bottom);

/// <summary>A page: blocks of lines, in the order in which they are read.</summary>
/// <param name="Height">In points.</param>
/// <param name="Blocks">Its blocks.</param>
internal sealed record PdfPage(double Height, IReadOnlyList<IReadOnlyList<PdfLine>> Blocks);

/// <summary>Reads what <c>pdftotext -bbox-layout</c> writes.</summary>
internal static class PdfPages
{
    internal static IReadOnlyList<PdfPage> Read(ReadOnlyMemory<byte> written, ReadLimits limits, string place, RemarkList remarks)
    {
        var text = Encoding.UTF8.GetString(written.Span);

        // The document type in front names a file elsewhere, which our reader of XML refuses; the titles there are not needed.
        var (from, to) = (text.IndexOf("<doc>", StringComparison.Ordinal), text.LastIndexOf("</doc>", StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new ReadException(place, "pdftotext gave no text that can be read. Version 0.24 of Poppler or a newer one is needed.");
        }

        var repaired = Clean(text[from..(to + 6)], out var replaced);
        if (replaced > 0)
        {
            remarks.Add(RemarkWeight.Guessed, place, $"{Count.Of(replaced, "character")} that no text can hold became “\uFFFD”. The PDF may not say which letters its pictures of letters are; read some pages beside it.");
        }

        return [.. SafeXml.Load(Encoding.UTF8.GetBytes(repaired), limits, place).Elements().Where(e => e.Name.LocalName == "page").Select(Page)];
    }

    private static PdfPage Page(XElement page) => new(
        Number(page, "height"),
        [.. page.Descendants().Where(e => e.Name.LocalName == "block").Select(block => (IReadOnlyList<PdfLine>)[.. block.Elements().Where(e => e.Name.LocalName == "line").Select(Line).Where(line => line.Words.Length > 0)]).Where(block => block.Count > 0)]);

    private static PdfLine Line(XElement line) => new(
        string.Join(' ', line.Elements().Where(e => e.Name.LocalName == "word").Select(word => word.Value.Trim()).Where(word => word.Length > 0)),
        Number(line, "xMin"), Number(line, "xMax"), Number(line, "yMin"), Number(line, "yMax"));

    private static double Number(XElement element, string name) =>
        double.TryParse(element.Attribute(name)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : 0;

    private static string Clean(string text, out int replaced)
    {
        var clean = new StringBuilder(WellFormedText.Repair(text, out replaced));
        for (var i = 0; i < clean.Length; i++)
        {
            if (clean[i] is < ' ' and not ('\n' or '\r' or '\t') or '\uFFFE' or '\uFFFF')
            {
                clean[i] = '\uFFFD';
                replaced++;
            }
        }

        return clean.ToString();
    }
}
