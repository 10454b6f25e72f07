using System.Globalization;
using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Formats.Fieldwork.Tracker;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork;

/// <summary>Candidates for sites as a file has them: a line each with attributes, or a square table of distances.</summary>
public static class CandidateSheet
{
    /// <summary>A table of attributes: headings in its first line, names in its first column.</summary>
    /// <param name="bytes">The file: CSV or a workbook.</param>
    /// <param name="file">Its name.</param>
    /// <exception cref="ReadException">The file is damaged, of another kind, or has no lines below its headings.</exception>
    public static (IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string?>> Rows) Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var sheet = SheetReader.Read(bytes, file);
        if (sheet.Rows.Count < 2)
        {
            throw new ReadException(file, "There is no line below the headings.");
        }

        var width = sheet.Rows[0].Cells.Count;
        while (width > 1 && sheet.Rows.All(r => r.At(width - 1).Length == 0))
        {
            width--;
        }

        return ([.. sheet.Rows[0].Cells.Take(width).Select((h, n) => h.Length > 0 ? h : n == 0 ? "name" : $"column {Sheet.Letters(n)}")], [.. sheet.Rows.Skip(1).Select(r => (IReadOnlyList<string?>)[.. Enumerable.Range(0, width).Select(r.At)])]);
    }

    /// <summary>A square table of distances, with or without names in its first line and column; numbers apart by commas, semicolons, tabs or blanks. A first line of two whole numbers, as collections of test cases have it, is passed over.</summary>
    /// <exception cref="ReadException">A cell is no number, or there are no distances.</exception>
    /// <exception cref="SamplingException">The table is not square, or not the same both ways.</exception>
    public static Distances ReadDistances(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.Span.StartsWith("PK"u8))
        {
            var sheet = SheetReader.Read(bytes, file);
            return Distances(sheet.Rows.Select(r => (r.Number, r.Cells.ToArray())).ToList(), file);
        }

        var text = TextDecoder.Decode(bytes.Span, file, PlainBytes.Utf8, new RemarkList(ReadLimits.Default.Remarks)).Text;
        var lines = text.Split('\n').Select((line, n) => (Number: n + 1, Text: line.TrimEnd('\r'))).Where(l => l.Text.Trim().Length > 0);
        return Distances([.. lines.Select(l => (l.Number, Cells(l.Text)))], file);
    }

    private static string[] Cells(string line)
    {
        var mark = line.Contains(';', StringComparison.Ordinal) ? ';' : line.Contains(',', StringComparison.Ordinal) ? ',' : line.Contains('\t', StringComparison.Ordinal) ? '\t' : ' ';
        return [.. line.Split(mark, mark == ' ' ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None).Select(c => c.Trim().Trim('"'))];
    }

    private static Distances Distances(List<(int Number, string[] Cells)> lines, string file)
    {
        if (lines.Count > 3 && lines[0].Cells.Length == 2 && lines[1].Cells.Length > 2 && lines[0].Cells.All(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            lines.RemoveAt(0);
        }

        if (lines.Count < 2)
        {
            throw new ReadException(file, "There are no distances: a line for each candidate is needed.");
        }

        List<string>? names = null;
        if (!lines[0].Cells.Skip(1).All(IsNumber))
        {
            names = [.. lines[0].Cells.Skip(1)];
            lines = [.. lines.Skip(1).Select(l => (l.Number, l.Cells[1..]))];
        }

        return Core.Fieldwork.Sampling.Distances.Of(names ?? [.. Enumerable.Range(1, lines.Count).Select(n => n.ToString(CultureInfo.InvariantCulture))], [.. lines.Select(l => (IReadOnlyList<double>)[.. l.Cells.Select((c, n) => IsNumber(c) ? double.Parse(c, CultureInfo.InvariantCulture) : throw new ReadException($"{file}, line {l.Number}", $"“{c}”, the {n + 1}. cell, is no number."))])]);
    }

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
