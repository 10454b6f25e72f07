using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>
/// Reads the membership file of the NHS Organisation Data Service (<c>epcmem.csv</c>): which practice belonged to which primary care organisation, from
/// when to when. No headings; practice, parent, type of the parent, joined (yyyymmdd), left (yyyymmdd, the last day, or empty), mark of an amended line.
/// </summary>
public static class EpcmemReader
{
    /// <summary>The scheme of its codes.</summary>
    public const string Scheme = "ODS";

    /// <summary>What the members are called.</summary>
    public const string Practice = "practice";

    /// <summary>What a parent of type W is called; the file has no other type.</summary>
    public const string Parent = "primary care organisation";

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">It is no such file: of an unknown encoding, with quotation marks that do not match, or without one line of a membership.</exception>
    public static RegisterData Read(ReadOnlyMemory<byte> bytes, string file, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var remarks = new RemarkList((limits ?? ReadLimits.Default).Remarks);
        var relations = new List<GivenRelation>();
        var seen = new HashSet<(string, string, PartialDate?)>();
        var types = new Dictionary<string, (string Type, WrittenPeriod When)>(StringComparer.Ordinal);
        var amended = 0;
        foreach (var line in CsvTable.Lines(bytes, file, remarks))
        {
            if (Stated(line, remarks) is not { } membership)
            {
                continue;
            }

            if (!seen.Add((membership.Subject, membership.Object, membership.When.From)))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"That {membership.Subject} joined {membership.Object} on {membership.When.From} stands in the file already. The line was left out.");
                continue;
            }

            amended += line.Cells.Count > 5 && line.Cells[5] == "1" ? 1 : 0;
            relations.Add(membership);
            Met(membership.Subject, Practice, membership.When, types, line, remarks);
            Met(membership.Object, line.Cells[2] == "W" ? Parent : "organisation of type " + line.Cells[2], membership.When, types, line, remarks);
        }

        if (relations.Count == 0)
        {
            throw new ReadException(file, "No line of it says which organisation belonged to which: six cells, as A81001, 00K, W, 20130401, 20200331, 0. It is no membership file.");
        }

        if (amended > 0)
        {
            remarks.Add(RemarkWeight.Note, file, $"{Count.Of(amended, "line")} marked as amended by the publisher; the mark is not kept.");
        }

        remarks.Add(RemarkWeight.Guessed, file, $"The file says when memberships began and ended, not when organisations did. Each stands as open from its first membership ({relations.Min(r => r.When.From)} at the earliest) to its last.");
        RegisterReading.Overlaps(relations, r => r.Subject, r => r.When, (a, b) => $"{a.Subject} was a member of {a.Object} and of {b.Object}", file, remarks);
        var organisations = types.Select(t => new GivenOrganisation(t.Key, t.Value.Type, t.Value.When, Guessed: true)).ToList();
        return new RegisterData(organisations, [], organisations.ConvertAll(o => new GivenCode(o.Id, Scheme, o.Id, o.When)), relations, [], remarks.ToList());
    }

    private static GivenRelation? Stated(CsvLine line, RemarkList remarks)
    {
        var cells = line.Cells;
        if (cells.Count < 5 || cells[0].Length == 0 || cells[1].Length == 0 || cells[0] == cells[1])
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, cells.Count < 5 ? $"The line has {Count.Of(cells.Count, "cell")} where a membership has six. It was left out." : "The line does not name two organisations. It was left out.");
            return null;
        }

        if (!OdsDates.Is(cells[3]))
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(cells[3])}” is not a date as such files write them: 20130401. The line was left out.");
            return null;
        }

        return OdsDates.Period(line, cells[3], cells[4], remarks) is { } when ? new GivenRelation(cells[0], Membership.MemberOf, cells[1], when) : null;
    }

    private static void Met(string id, string type, WrittenPeriod when, Dictionary<string, (string Type, WrittenPeriod When)> types, CsvLine line, RemarkList remarks)
    {
        if (!types.TryGetValue(id, out var known))
        {
            types.Add(id, (type, when));
            return;
        }

        if (known.Type != type)
        {
            remarks.Add(RemarkWeight.Guessed, line.Place, $"{id} is a {known.Type} elsewhere in the file and a {type} here. It stays the former.");
        }

        types[id] = (known.Type, new WrittenPeriod(
            known.When.From < when.From ? known.When.From : when.From,
            known.When.Last is { } one && when.Last is { } other ? (one > other ? one : other) : null));
    }
}
