using System.Globalization;
using System.Text;

namespace Fieldthread.Testing;

/// <summary>PDF files made for tests.</summary>
internal static class PdfSample
{
    /// <summary>A document of plain lines, 14 points apart, an empty one for a gap; a head at the top of each page where one is wanted.</summary>
    public static byte[] Bytes(IReadOnlyList<string[]> pages, Func<int, string>? head = null)
    {
        var objects = new List<string> { "<< /Type /Catalog /Pages 2 0 R >>", $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, n) => $"{4 + (n * 2)} 0 R"))}] >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>" };
        foreach (var (lines, n) in pages.Select((lines, n) => (lines, n)))
        {
            var drawn = new StringBuilder("BT /F1 11 Tf 72 700 Td 14 TL\n");
            foreach (var line in lines)
            {
                drawn.Append(CultureInfo.InvariantCulture, $"({line.Replace("(", "\\(", StringComparison.Ordinal)}) Tj T*\n");
            }

            drawn.Append("ET\n").Append(head is null ? "" : $"BT /F1 9 Tf 72 800 Td ({head(n)}) Tj ET\n");
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + (n * 2)} 0 R >>");
            objects.Add($"<< /Length {drawn.Length} >>\nstream\n{drawn}endstream");
        }

        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (body, n) in objects.Select((body, n) => (body, n + 1)))
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{n} 0 obj\n{body}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(at => file.Append(CultureInfo.InvariantCulture, $"{at:0000000000} 00000 n \n"));
        return Encoding.Latin1.GetBytes(file.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").ToString());
    }
}
