using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Reads what the tables of a register may tell besides: attributes, times on a track, terms of relations. What cannot be read of them is left out with its place; what stands beside it is taken.</summary>
internal sealed class FurtherColumns
{
    private const int TermsFirst = 5;
    private readonly HashSet<GivenFact> facts = [];
    private readonly HashSet<GivenTerms> terms = [];
    private readonly HashSet<string> known;
    private readonly RemarkList remarks;

    /// <summary>Begins.</summary>
    /// <param name="known">Ids of the organisations that there are.</param>
    /// <param name="told">The day of the list; null where it is not known.</param>
    /// <param name="remarks">Where what cannot be read is told.</param>
    public FurtherColumns(HashSet<string> known, PartialDate? told, RemarkList remarks)
    {
        (this.known, this.remarks) = (known, remarks);
        Dates = new ToldDates(told, remarks, fact => facts.Add(fact));
    }

    /// <summary>Reads periods, and keeps the words in which dates were told.</summary>
    public ToldDates Dates { get; }

    /// <summary>The column of a table of facts that need not be there.</summary>
    public static IReadOnlyList<string> Optional { get; } = ["track"];

    /// <summary>Attributes and times on tracks, each once.</summary>
    public IReadOnlyList<GivenFact> Facts => [.. facts];

    /// <summary>Terms of relations, each once.</summary>
    public IReadOnlyList<GivenTerms> Terms => [.. terms];

    /// <summary>Takes a line that tells of a track, and answers true; false for one of what is in force, which is read elsewhere.</summary>
    public bool OnTrack(CsvLine line, int cell, Func<Track, GivenFact?> fact)
    {
        if (!Tracks.TryParse(line.Cells[cell], out var track))
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, NoTrack(line.Cells[cell]));
            return true;
        }

        if (track == Track.InForce)
        {
            return false;
        }

        if (fact(track) is { } taken && !facts.Add(taken))
        {
            remarks.Add(RemarkWeight.Note, line.Place, "The same stands above already. It was taken once.");
        }

        return true;
    }

    /// <summary>Lines of attributes.csv. One with a track and no attribute tells when the organisation itself was there on that track.</summary>
    public void Attributes(IEnumerable<CsvLine> lines)
    {
        foreach (var line in lines)
        {
            var (organisation, attribute, value) = (line.Cells[0], line.Cells[1], line.Cells[2]);
            if (!known.Contains(organisation))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"organisations.csv has no “{CsvTable.Short(organisation)}”. The line was left out.");
            }
            else if (!Tracks.TryParse(line.Cells[5], out var track))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, NoTrack(line.Cells[5]));
            }
            else if ((attribute.Length == 0 && (value.Length > 0 || track == Track.InForce)) || (attribute.Length > 0 && value.Length == 0))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"The line gives no {(attribute.Length == 0 ? "attribute" : "value")}. It was left out.");
            }
            else if (Dates.Period(line, line.Cells[3], line.Cells[4], organisation, attribute.Length > 0 ? $"{attribute} {value}" : "there" + Tracks.After(track)) is { } when && !facts.Add(new GivenFact(organisation, attribute.Length > 0 ? FactOf.Attribute : FactOf.Life, attribute, value, track, when)))
            {
                remarks.Add(RemarkWeight.Note, line.Place, "The same stands above already. It was taken once.");
            }
        }
    }

    /// <summary>Lines of terms.csv, each of a relation that stands in relations.csv.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="relations">The relations in force.</param>
    public void TermsOf(IEnumerable<CsvLine> lines, IReadOnlyList<GivenRelation> relations)
    {
        var stand = relations.ToLookup(r => (r.Subject, Membership.Plain(r.Kind), r.Object));
        foreach (var line in lines)
        {
            var (subject, kind, of) = (line.Cells[0], line.Cells[1], line.Cells[2]);
            if (Dates.Period(line, line.Cells[3], line.Cells[4], subject, $"terms of {kind} {of}") is not { } when)
            {
                continue;
            }

            var told = Told(line);
            if (!stand[(subject, Membership.Plain(kind), of)].Any(r => r.When.Period.Overlaps(when.Period)))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"By relations.csv “{CsvTable.Short(subject)}” was not {CsvTable.Short(kind)} “{CsvTable.Short(of)}” over any of that time. The line was left out.");
            }
            else if (told == RelationTerms.None)
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, "The line tells of no weight, direction, form, sanction or remit. It was left out.");
            }
            else if (!terms.Add(new GivenTerms(subject, kind, of, told, when)))
            {
                remarks.Add(RemarkWeight.Note, line.Place, "The same stands above already. It was taken once.");
            }
        }
    }

    private static string NoTrack(string cell) => $"“{CsvTable.Short(cell)}” is no track. There are announced, legal and operational; nothing stands for in force. The line was left out.";

    private RelationTerms Told(CsvLine line)
    {
        string Cell(int of) => line.Cells[TermsFirst + of];
        decimal? weight = null;
        if (Cell(0).Length > 0)
        {
            if (decimal.TryParse(Cell(0), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given))
            {
                weight = given;
            }
            else
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(Cell(0))}” is no weight. Write 3 or 12.5. It was left out.");
            }
        }

        if (Cell(0).Length == 0 && Cell(1).Length > 0)
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"The basis “{CsvTable.Short(Cell(1))}” stands without a weight. It was left out.");
        }

        if (!AccountDirections.TryParse(Cell(2), out var direction))
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(Cell(2))}” is no direction. There are up, down and across. It was left out.");
        }

        return new RelationTerms(weight, weight is null ? "" : Cell(1), direction, Cell(3), Cell(4), Cell(5));
    }
}
