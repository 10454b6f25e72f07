using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Reads the dated facts of known organisations: names, codes, relations.</summary>
internal sealed class RegisterFacts(HashSet<string> known, RemarkList remarks)
{
    public List<GivenName> Names(IEnumerable<CsvLine> lines) => Read(lines, line =>
        Known(line, 0) && Given(line, 1, "name") && RegisterReading.Period(line, line.Cells[2], line.Cells[3], remarks) is { } when
            ? new GivenName(line.Cells[0], line.Cells[1], when) : null);

    public List<GivenCode> Codes(IEnumerable<CsvLine> lines) => Read(lines, line =>
        Known(line, 0) && Given(line, 2, "code") && RegisterReading.Period(line, line.Cells[3], line.Cells[4], remarks) is { } when
            ? new GivenCode(line.Cells[0], line.Cells[1], line.Cells[2], when) : null);

    public List<GivenRelation> Relations(IEnumerable<CsvLine> lines) => Read(lines, line =>
    {
        if (!Known(line, 0) || !Known(line, 2) || !Given(line, 1, "relation") || RegisterReading.Period(line, line.Cells[3], line.Cells[4], remarks) is not { } when)
        {
            return null;
        }

        if (line.Cells[0] == line.Cells[2])
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(line.Cells[0])}” would stand in a relation to itself. The line was left out.");
            return null;
        }

        return new GivenRelation(line.Cells[0], line.Cells[1], line.Cells[2], when);
    });

    private List<T> Read<T>(IEnumerable<CsvLine> lines, Func<CsvLine, T?> read)
        where T : class
    {
        var (facts, seen) = (new List<T>(), new HashSet<T>());
        foreach (var line in lines)
        {
            if (read(line) is not { } fact)
            {
                continue;
            }

            if (seen.Add(fact))
            {
                facts.Add(fact);
            }
            else
            {
                remarks.Add(RemarkWeight.Note, line.Place, "The same stands above already. It was taken once.");
            }
        }

        return facts;
    }

    private bool Known(CsvLine line, int cell)
    {
        if (known.Contains(line.Cells[cell]))
        {
            return true;
        }

        remarks.Add(RemarkWeight.NotTaken, line.Place, $"organisations.csv has no “{CsvTable.Short(line.Cells[cell])}”. The line was left out.");
        return false;
    }

    private bool Given(CsvLine line, int cell, string what)
    {
        if (line.Cells[cell].Length > 0)
        {
            return true;
        }

        remarks.Add(RemarkWeight.NotTaken, line.Place, $"The line gives no {what}. It was left out.");
        return false;
    }
}
