using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>An amount as a file gives it.</summary>
/// <param name="Place">File and line, in words.</param>
/// <param name="Organisation">Code or key of the organisation.</param>
/// <param name="What">Of what.</param>
/// <param name="Amount">In ten-thousandths.</param>
/// <param name="Unit">A currency by its three letters, or <c>fte</c>.</param>
/// <param name="Period">Over what period.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Approximate">True where the source says “about”.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Known">When the source said it; null where the file does not say.</param>
/// <param name="Note">A note; may be empty.</param>
public sealed record GivenAmount(string Place, string Organisation, string What, long Amount, string Unit, IndicatorPeriod Period, AmountKind Kind, bool Approximate, string Source, PartialDate? Known, string Note);

/// <summary>Amounts as a file gives them.</summary>
/// <param name="Amounts">Amounts, none twice.</param>
/// <param name="Faults">Lines that cannot be taken. Where there is one, nothing of the file should be.</param>
/// <param name="Remarks">What was taken for granted.</param>
public sealed record MoneyData(IReadOnlyList<GivenAmount> Amounts, IReadOnlyList<FileFault> Faults, IReadOnlyList<Remark> Remarks);

/// <summary>An index of prices as a file gives it.</summary>
/// <param name="Values">Index by period, ascending; each more than 0.</param>
/// <param name="Faults">Lines that cannot be taken.</param>
/// <param name="Remarks">What was taken for granted.</param>
public sealed record DeflatorData(IReadOnlyList<(IndicatorPeriod Period, decimal Index)> Values, IReadOnlyList<FileFault> Faults, IReadOnlyList<Remark> Remarks);

/// <summary>Reads amounts of money and staff, and indices of prices (docs/formats/money.md): a CSV table, or a workbook with one sheet of it.</summary>
public static class MoneyCsv
{
    private const int MostLines = 500_000;
    private static readonly string[] Must = ["organisation", "what", "amount", "unit", "period", "kind", "source"];
    private static readonly string[] May = ["exactness", "known", "note"];

    /// <summary>Reads amounts.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name.</param>
    /// <exception cref="ReadException">It is damaged, of another layout, or holds no line.</exception>
    public static MoneyData Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var remarks = new RemarkList(ReadLimits.Default.Remarks);
        var lines = new StatementLines(remarks);
        var table = lines.Tables([(file, bytes)], "money")["money"];
        var (taken, seen) = (new List<GivenAmount>(), new HashSet<GivenAmount>());
        foreach (var line in lines.Read(table, Must, May))
        {
            if (taken.Count == MostLines)
            {
                throw new ReadException(line.Place, $"The table holds more than {MostLines:N0} lines. Split it.");
            }

            if (Amount(lines, line) is not { } amount)
            {
                continue;
            }

            if (seen.Add(amount with { Place = "" }))
            {
                taken.Add(amount);
            }
            else
            {
                remarks.Add(RemarkWeight.Note, line.Place, "The same stands above already. It was taken once.");
            }
        }

        if (taken.Count == 0 && lines.Faults.Count == 0)
        {
            throw new ReadException(table.File, "No line of it gives an amount.");
        }

        lines.Say(
            table.File,
            ("exactness", RemarkWeight.Note, n => $"{Count.Of(n, "line does", "lines do")} not say whether the amount is exact; {(n == 1 ? "it was" : "they were")} taken as exact."),
            ("known", RemarkWeight.Note, n => $"{Count.Of(n, "line does", "lines do")} not tell when the source said it; the date of the import stands in its place."),
            ("period", RemarkWeight.Guessed, n => $"{Count.Of(n, "period", "periods")} could be a month or a financial year, as 2011-12 could, and {(n == 1 ? "was" : "were")} taken as a financial year."));
        return new MoneyData(taken, lines.Faults, remarks.ToList());
    }

    /// <summary>Reads an index of prices: columns <c>period</c> and <c>index</c>.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name.</param>
    /// <exception cref="ReadException">It is damaged, of another layout, or holds no line.</exception>
    public static DeflatorData ReadDeflator(ReadOnlyMemory<byte> bytes, string file)
    {
        var remarks = new RemarkList(ReadLimits.Default.Remarks);
        var lines = new StatementLines(remarks);
        var table = lines.Tables([(file, bytes)], "deflator")["deflator"];
        var values = new SortedDictionary<IndicatorPeriod, decimal>();
        foreach (var line in lines.Read(table, ["period", "index"], []))
        {
            var period = Period(lines, line, 0);
            if (!decimal.TryParse(line.Cells[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var index) || index <= 0 || index >= 1e9m)
            {
                lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(line.Cells[1])}” is no index: a number more than 0 and below 1,000,000,000, written with a point and without separators.");
            }
            else if (period is { } known && !values.TryAdd(known, Exact.Plain(Math.Round(index, 12))))
            {
                lines.Fault("bad-line", line.Place, $"{known.Name} stands twice.");
            }
        }

        if (values.Count == 0 && lines.Faults.Count == 0)
        {
            throw new ReadException(table.File, "No line of it gives an index.");
        }

        lines.Say(table.File, ("period", RemarkWeight.Guessed, n => $"{Count.Of(n, "period", "periods")} could be a month or a financial year and {(n == 1 ? "was" : "were")} taken as a financial year."));
        return new DeflatorData([.. values.Select(v => (v.Key, v.Value))], lines.Faults, remarks.ToList());
    }

    private static GivenAmount? Amount(StatementLines lines, CsvLine line)
    {
        // All cells are looked at, so that every fault of a line is told at once.
        var (organisation, what, source, period) = (lines.Word(line, 0, "organisation"), lines.Word(line, 1, "kind of amount (“what”)"), lines.Word(line, 6, "source"), Period(lines, line, 4));
        var (number, unit, dated) = (Amounts.TryParse(line.Cells[2], out var amount), line.Cells[3], lines.Date(line, 8, out var known));
        unit = string.Equals(unit, Amounts.FullTimeEquivalents, StringComparison.OrdinalIgnoreCase) ? Amounts.FullTimeEquivalents : unit;
        if (!number)
        {
            lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(line.Cells[2])}” is no amount: a number below 100,000,000,000,000 with at most four decimal places, written with a point and without separators.");
        }

        if (!Amounts.IsUnit(unit))
        {
            lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(unit)}” is no unit; write a currency by its three capital letters, as GBP, or fte.");
        }

        AmountKind? kind = line.Cells[5].ToLowerInvariant() switch { "planned" => AmountKind.Planned, "allocated" => AmountKind.Allocated, "spent" => AmountKind.Spent, "in post" or "in-post" => AmountKind.InPost, _ => null };
        bool? approximate = line.Cells[7].ToLowerInvariant() switch { "" or "exact" => false, "approximate" => true, _ => null };
        if (kind is null)
        {
            lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(line.Cells[5])}” is none of planned, allocated, spent and in post.");
        }

        if (approximate is null)
        {
            lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(line.Cells[7])}” is neither exact nor approximate.");
        }

        if (organisation is null || what is null || source is null || period is null || !number || !Amounts.IsUnit(unit) || !dated || kind is null || approximate is null)
        {
            return null;
        }

        foreach (var (cell, told) in new[] { (7, "exactness"), (8, "known") }.Where(c => line.Cells[c.Item1].Length == 0))
        {
            lines.Count(told);
        }

        return new GivenAmount(line.Place, organisation, what, amount, unit, period.Value, kind.Value, approximate.Value, source, known, line.Cells[9]);
    }

    private static IndicatorPeriod? Period(StatementLines lines, CsvLine line, int cell)
    {
        var spans = IndicatorPeriod.SpansOf(line.Cells[cell]);
        var span = spans.Contains(PeriodSpan.FinancialYear) ? PeriodSpan.FinancialYear : spans.Count == 0 ? (PeriodSpan?)null : spans[0];
        if (span is { } length && IndicatorPeriod.TryParse(line.Cells[cell], length, out var period))
        {
            if (spans.Count > 1)
            {
                lines.Count("period");
            }

            return period;
        }

        lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(line.Cells[cell])}” is no period. Write 2014, 2014-15, 2014-Q2, 2014-08 or 2014-08-31.");
        return null;
    }
}
