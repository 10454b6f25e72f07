using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Reads the dated facts of known organisations: names, codes, relations.</summary>
internal sealed class RegisterFacts(HashSet<string> known, FurtherColumns further, RemarkList remarks)
{
    public List<GivenName> Names(IEnumerable<CsvLine> lines) => Read(lines, line =>
    {
        GivenName? Name() => Known(line, 0) && Given(line, 1, "name") && further.Dates.Period(line, line.Cells[2], line.Cells[3], line.Cells[0], "name " + line.Cells[1]) is { } when ? new GivenName(line.Cells[0], line.Cells[1], when) : null;
        return further.OnTrack(line, 4, track => Name() is { } n ? new GivenFact(n.Organisation, FactOf.Name, "", n.Name, track, n.When) : null) ? null : Name();
    });

    public List<GivenCode> Codes(IEnumerable<CsvLine> lines) => Read(lines, line =>
    {
        GivenCode? Code() => Known(line, 0) && Given(line, 2, "code") && further.Dates.Period(line, line.Cells[3], line.Cells[4], line.Cells[0], "code " + line.Cells[2]) is { } when ? new GivenCode(line.Cells[0], line.Cells[1], line.Cells[2], when) : null;
        return further.OnTrack(line, 5, track => Code() is { } c ? new GivenFact(c.Organisation, FactOf.Code, c.Scheme, c.Code, track, c.When) : null) ? null : Code();
    });

    public List<GivenRelation> Relations(IEnumerable<CsvLine> lines) => Read(
        lines, line => further.OnTrack(line, 5, track => Relation(line) is { } r ? new GivenFact(r.Subject, FactOf.Relation, r.Kind, r.Object, track, r.When) : null) ? null : Relation(line));

    private GivenRelation? Relation(CsvLine line)
    {
        if (!Known(line, 0) || !Known(line, 2) || !Given(line, 1, "relation") || further.Dates.Period(line, line.Cells[3], line.Cells[4], line.Cells[0], $"{line.Cells[1]} {line.Cells[2]}") is not { } when)
        {
            return null;
        }

        if (line.Cells[0] == line.Cells[2])
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(line.Cells[0])}” would stand in a relation to itself. The line was left out.");
            return null;
        }

        return new GivenRelation(line.Cells[0], line.Cells[1], line.Cells[2], when);
    }

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
