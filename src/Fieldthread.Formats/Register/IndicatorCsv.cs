using System.Globalization;
using System.IO.Compression;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Register;

/// <summary>One figure as a file gives it.</summary>
/// <param name="Member">Code of the member.</param>
/// <param name="Period">The period.</param>
/// <param name="Group">Code of its group as published; may be empty.</param>
/// <param name="Numerator">The value, the numerator or the bare ratio.</param>
/// <param name="Denominator">The denominator; null where there is none.</param>
/// <param name="Part">Of which part, as <see cref="PartFigures"/> writes it; empty for the total.</param>
public readonly record struct GivenFigure(string Member, IndicatorPeriod Period, string Group, decimal Numerator, decimal? Denominator, string Part = "");

/// <summary>Figures as a file gives them.</summary>
/// <param name="Columns">Which columns they were read from.</param>
/// <param name="Span">How long a period is.</param>
/// <param name="Figures">The figures; no part of a member twice in a period.</param>
/// <param name="Remarks">What was guessed or could not be taken.</param>
public sealed record IndicatorData(IndicatorColumns Columns, PeriodSpan Span, IReadOnlyList<GivenFigure> Figures, IReadOnlyList<Remark> Remarks)
{
    /// <summary>Parts that a file broken down gives twice and differently: a sum over them would be of nobody knows what.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];
}

/// <summary>Reads figures of members by period (docs/formats/indicator-csv.md): CSV, the same packed by gzip, or a workbook of one sheet.</summary>
public static class IndicatorCsv
{
    /// <summary>Decimal places of a figure that adds up; what has more is rounded to them, and said.</summary>
    public const int Places = 15;

    private const decimal Largest = 1e13m;
    private const int LongestCode = 100;
    private const int MostFigures = 5_000_000;
    private static readonly HashSet<string> Whole = new(["", "all", "total"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Nothing = new(["", "na", "n/a", "nan", "null", "none", "-", "–", ".", "*"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="measure">Short name of the measure, which may be the heading of its column.</param>
    /// <param name="mapping">Which columns hold what; empty to find them by their headings.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">It is no such table, its columns cannot be told, or no line of it holds a figure.</exception>
    public static IndicatorData Read(ReadOnlyMemory<byte> bytes, string file, string measure, IndicatorMapping mapping, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(mapping);
        limits ??= ReadLimits.Default;
        var remarks = new RemarkList(limits.Remarks);
        var table = Table(bytes, ref file, limits, remarks);
        IndicatorColumns? columns = null;
        var lines = new List<Line>();
        var (texts, counts) = (new Dictionary<string, string>(StringComparer.Ordinal), new Counts());
        foreach (var line in CsvTable.Lines(table, file, there => Choose(there, columns = IndicatorColumns.Find(there, mapping, measure, file), file, remarks), remarks))
        {
            if (lines.Count == MostFigures)
            {
                throw new ReadException(line.Place, $"The file holds more than {MostFigures:N0} figures. Split it by periods.");
            }

            if (Take(line, columns!, counts, remarks) is { } taken)
            {
                string Once(string text) => texts.TryGetValue(text, out var same) ? same : texts[text] = text;
                lines.Add(taken with { Member = Once(taken.Member), Period = Once(taken.Period), Group = Once(taken.Group), Part = Once(taken.Part) });
            }
        }

        if (lines.Count == 0)
        {
            throw new ReadException(file, "No line of it holds a figure of a member in a period.");
        }

        var span = IndicatorSpans.Of(lines.Select(l => l.Period), mapping.Span, columns!.Period, file, remarks);
        remarks.Add(columns.Guessed ? RemarkWeight.Guessed : RemarkWeight.Note, $"{file}, line 1", $"Read as {columns.InWords()}; {IndicatorSpans.InWords(span)}.");
        counts.Say(file, remarks);
        var twice = new List<string>();
        return new IndicatorData(columns, span, Figures(lines, span, columns, remarks, twice), remarks.ToList()) { Twice = twice };
    }

    private static ReadOnlyMemory<byte> Table(ReadOnlyMemory<byte> bytes, ref string file, ReadLimits limits, RemarkList remarks)
    {
        if (bytes.Length > 2 && bytes.Span[0] == 0x1F && bytes.Span[1] == 0x8B)
        {
            using var packed = new GZipStream(SafeStream.Over(bytes), CompressionMode.Decompress);
            bytes = SafeStream.ReadAll(packed, limits.EntryBytes, file);
            file = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        }

        if (!WorkbookTables.Is(file))
        {
            return bytes;
        }

        var sheets = WorkbookTables.Of(bytes, file, remarks);
        return sheets.Count == 1 ? sheets[0].Bytes : throw new ReadException(file, $"The workbook has {Count.Of(sheets.Count, "sheet")} with cells, and one of figures is read. Save the sheet that is meant by itself.");
    }

    private static int[] Choose(List<string> there, IndicatorColumns columns, string file, RemarkList remarks)
    {
        string[] wanted = [columns.Member, columns.Period, columns.Value, columns.Denominator, columns.Group, .. columns.Breakdowns.Select(b => b.Column)];
        if (wanted.Where(w => w.Length > 0).GroupBy(w => w).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ReadException($"{file}, line 1", $"The column “{CsvTable.Short(twice.Key)}” would be read as two things. Name another for one of them.");
        }

        var rest = there.Where(h => h.Length > 0).Except(wanted).ToList();
        if (rest.Count > 0)
        {
            remarks.Add(RemarkWeight.Note, $"{file}, line 1", $"{(rest.Count == 1 ? "One column was" : $"{rest.Count:N0} columns were")} not read: {string.Join(", ", rest.Take(10).Select(CsvTable.Short))}{(rest.Count > 10 ? "…" : "")}.");
        }

        return Array.ConvertAll(wanted, w => w.Length == 0 ? -1 : there.IndexOf(w));
    }

    private static Line? Take(CsvLine line, IndicatorColumns columns, Counts counts, RemarkList remarks)
    {
        var (member, period, group) = (line.Cells[0], line.Cells[1], line.Cells[4]);
        string[] values = [.. Enumerable.Range(5, columns.Breakdowns.Count).Select(i => Whole.Contains(line.Cells[i]) ? "" : line.Cells[i])];
        if (Nothing.Contains(line.Cells[2]))
        {
            counts.Empty++;
            return null;
        }

        string? wrong = null;
        decimal? denominator = null;
        if (!Code(member) || member.Length == 0 || !Code(group) || !values.All(Code))
        {
            wrong = member.Length == 0 ? "The line names no member." : "A code is longer than 100 characters or holds a tab or a line end.";
        }
        else if (!Number(line.Cells[2], columns.Kind, counts, out var value))
        {
            wrong = $"“{CsvTable.Short(line.Cells[2])}” is not a number below ten million million, written with a point and without separators.";
        }
        else if (columns.Kind == MeasureKind.Ratio && (!Number(line.Cells[3], columns.Kind, counts, out var below) || (denominator = below) < 0))
        {
            wrong = $"The denominator “{CsvTable.Short(line.Cells[3])}” is not a number, or is less than 0.";
        }
        else
        {
            return new Line(line.Place, member, period, group, value, denominator, PartFigures.Of(values));
        }

        remarks.Add(RemarkWeight.NotTaken, line.Place, wrong + " The line was left out.");
        return null;
    }

    private static bool Code(string cell) => cell.Length <= LongestCode && !cell.Any(char.IsControl);

    /// <summary>A number as it is written, without the noughts after its last decimal place.</summary>
    private static bool Number(string cell, MeasureKind kind, Counts counts, out decimal value)
    {
        if (!decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value) || Math.Abs(value) >= Largest)
        {
            return false;
        }

        value = Exact.Plain(value);
        if (kind != MeasureKind.RatioOnly && (value.Scale > Places || cell.Length > 28))
        {
            counts.Rounded++;
            value = Exact.Plain(Math.Round(value, Places, MidpointRounding.AwayFromZero));
        }

        return true;
    }

    private static List<GivenFigure> Figures(List<Line> lines, PeriodSpan span, IndicatorColumns columns, RemarkList remarks, List<string> twice)
    {
        var figures = new List<GivenFigure>(lines.Count);
        string[] names = [.. columns.Breakdowns.Select(b => b.Name)];
        var seen = new Dictionary<(string, DateOnly, string), int>();
        foreach (var line in lines)
        {
            if (!IndicatorPeriod.TryParse(line.Period, span, out var period))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(line.Period)}” is no such period. The line was left out.");
            }
            else if (!seen.TryAdd((line.Member, period.First, line.Part), figures.Count))
            {
                var known = figures[seen[(line.Member, period.First, line.Part)]];
                if (names.Length > 0 && (known.Numerator, known.Denominator) != (line.Numerator, line.Denominator))
                {
                    twice.Add($"{line.Place}: {line.Member}, {period.Name}, {PartFigures.InWords(names, line.Part)} stands above already with {known.Numerator.ToString(CultureInfo.InvariantCulture)}.");
                    continue;
                }

                var same = (known.Numerator, known.Denominator, known.Group) == (line.Numerator, line.Denominator, line.Group);
                remarks.Add(same ? RemarkWeight.Note : RemarkWeight.NotTaken, line.Place, $"{line.Member} has a figure of {period.Name} above already{(same ? ", the same. It was taken once." : $": {known.Numerator.ToString(CultureInfo.InvariantCulture)}. That one stands and the line was left out.")}");
            }
            else
            {
                figures.Add(new GivenFigure(line.Member, period, line.Group, line.Numerator, line.Denominator, line.Part));
            }
        }

        return figures;
    }

    private sealed record Line(string Place, string Member, string Period, string Group, decimal Numerator, decimal? Denominator, string Part);

    private sealed class Counts
    {
        public int Empty { get; set; }

        public int Rounded { get; set; }

        public void Say(string file, RemarkList remarks)
        {
            if (Empty > 0)
            {
                remarks.Add(RemarkWeight.Note, file, $"{Fieldthread.Formats.Hostile.Count.Of(Empty, "line has", "lines have")} no figure (empty, NA, * and the like) and {(Empty == 1 ? "was" : "were")} left out.");
            }

            if (Rounded > 0)
            {
                remarks.Add(RemarkWeight.Guessed, file, $"{Fieldthread.Formats.Hostile.Count.Of(Rounded, "figure has", "figures have")} more than {Places} decimal places and {(Rounded == 1 ? "was" : "were")} rounded to them.");
            }
        }
    }
}
