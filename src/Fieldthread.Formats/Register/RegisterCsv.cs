using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Register;

/// <summary>Reads a register from the documented tables (docs/formats/register-csv.md): <c>organisations.csv</c>, and beside it names, codes, relations, events, reforms, attributes and terms of relations.</summary>
public static class RegisterCsv
{
    private static readonly string[] Files = ["organisations.csv", "names.csv", "codes.csv", "relations.csv", "events.csv", "reforms.csv", "attributes.csv", "terms.csv"];

    /// <summary>Reads a zip that holds the tables, in whatever folder.</summary>
    /// <param name="archive">The zip.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <param name="told">The day of the list, from which dates as “next April” are told; null where it is not known.</param>
    /// <exception cref="ReadException">The archive or a table of it cannot be read at all.</exception>
    public static RegisterData ReadZip(ReadOnlyMemory<byte> archive, ReadLimits? limits = null, PartialDate? told = null)
    {
        using var zip = SafeZip.Open(archive, limits ?? ReadLimits.Default);
        var found = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Files)
        {
            if (zip.Find(file) is { } name)
            {
                found.Add(file, zip.Read(name));
            }
            else if (zip.Names.Count(n => n.EndsWith("/" + file, StringComparison.OrdinalIgnoreCase)) > 1)
            {
                throw new ReadException("archive", $"The archive holds several files of the name {file}, and which one is meant cannot be told.");
            }
        }

        return Read(found, zip.Names.Select(n => n[(n.LastIndexOf('/') + 1)..]), limits ?? ReadLimits.Default, told);
    }

    /// <summary>Reads the tables.</summary>
    /// <param name="tables">Bytes by name of file, without folder; a workbook (.xlsx) stands for the tables that its sheets are named after.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <param name="told">The day of the list, from which dates as “next April” are told; null where it is not known.</param>
    /// <exception cref="ReadException">There is no table of organisations, or a table cannot be read at all.</exception>
    public static RegisterData Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables, ReadLimits? limits = null, PartialDate? told = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return Read(new Dictionary<string, ReadOnlyMemory<byte>>(tables, StringComparer.OrdinalIgnoreCase), tables.Keys, limits ?? ReadLimits.Default, told);
    }

    private static RegisterData Read(Dictionary<string, ReadOnlyMemory<byte>> tables, IEnumerable<string> names, ReadLimits limits, PartialDate? told)
    {
        var remarks = new RemarkList(limits.Remarks);
        var there = Sheets(tables, names.ToList(), remarks);
        foreach (var other in there.Except(Files, StringComparer.OrdinalIgnoreCase))
        {
            remarks.Add(RemarkWeight.NotTaken, CsvTable.Short(other), other.Equals("types.csv", StringComparison.OrdinalIgnoreCase) ? "What is stated of types is brought in by itself: register types import." : "The file is none of a register’s tables and was not read.");
        }

        if (!tables.TryGetValue(Files[0], out var first))
        {
            throw new ReadException(Files[0], "There is no file of this name. A register needs a table of its organisations: id,type,opened,closed.");
        }

        IEnumerable<CsvLine> Lines(int file, IReadOnlyList<string> optional, params string[] headings) => tables.TryGetValue(Files[file], out var bytes) ? CsvTable.Lines(bytes, Files[file], headings, remarks, optional) : [];
        var known = new HashSet<string>(StringComparer.Ordinal);
        var further = new FurtherColumns(known, told, remarks);
        var organisations = Organisations(CsvTable.Lines(first, Files[0], ["id", "type", "opened", "closed"], remarks), further.Dates, remarks);
        if (organisations.Count == 0)
        {
            throw new ReadException(Files[0], "No line of it names an organisation.");
        }

        known.UnionWith(organisations.Select(o => o.Id));
        var facts = new RegisterFacts(known, further, remarks);
        var called = facts.Names(Lines(1, FurtherColumns.Optional, "organisation", "name", "from", "to"));
        var codes = facts.Codes(Lines(2, FurtherColumns.Optional, "organisation", "scheme", "code", "from", "to"));
        var relations = facts.Relations(Lines(3, FurtherColumns.Optional, "subject", "relation", "object", "from", "to"));
        further.Attributes(Lines(6, FurtherColumns.Optional, "organisation", "attribute", "value", "from", "to"));
        further.TermsOf(Lines(7, [], "subject", "relation", "object", "from", "to", "weight", "basis", "direction", "form", "sanction", "remit"), relations);
        var reforms = new RegisterReforms(remarks).Read(Lines(5, [], "id", "name", "kind", "announced", "enacted", "effective", "note"));
        var events = new RegisterEvents(known, remarks).Read(tables.TryGetValue(Files[4], out var changes) ? CsvTable.Lines(changes, Files[4], ["event", "date", "kind", "organisation", "role", "note"], remarks, EventColumns.Optional) : []);
        var data = new RegisterData(organisations, called, codes, relations, events, []) { Reforms = RegisterReforms.WithThoseNamed(reforms, events, remarks), Facts = further.Facts, Terms = further.Terms };
        RegisterChecks.Look(data, remarks);
        return data with { Remarks = remarks.ToList() };
    }

    /// <summary>Workbooks among the tables give way to their sheets; answers the names that there are then.</summary>
    private static List<string> Sheets(Dictionary<string, ReadOnlyMemory<byte>> tables, List<string> names, RemarkList remarks)
    {
        foreach (var book in tables.Keys.Where(WorkbookTables.Is).ToList())
        {
            foreach (var (name, bytes) in WorkbookTables.Of(tables[book], book, remarks))
            {
                if (!tables.TryAdd(name, bytes))
                {
                    throw new ReadException(book, $"{CsvTable.Short(name)} is there twice, as a sheet of the workbook and beside it or in another, and which one is meant cannot be told.");
                }

                names.Add(name);
            }

            tables.Remove(book);
            names.Remove(book);
        }

        return names;
    }

    private static List<GivenOrganisation> Organisations(IEnumerable<CsvLine> lines, ToldDates dates, RemarkList remarks)
    {
        var (organisations, ids, unknown) = (new List<GivenOrganisation>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var line in lines)
        {
            var (id, type) = (line.Cells[0], line.Cells[1]);
            if (id.Length == 0)
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, "The line has no id. It was left out.");
            }
            else if (ids.Contains(id))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"The id “{CsvTable.Short(id)}” stands twice. The second line was left out.");
            }
            else if (dates.Period(line, line.Cells[2], line.Cells[3], id, "there") is { } when)
            {
                ids.Add(id);
                organisations.Add(new GivenOrganisation(id, type, when));
                unknown += when.From is null ? 1 : 0;
            }
        }

        if (unknown > 0)
        {
            remarks.Add(RemarkWeight.Guessed, Files[0], $"{Count.Of(unknown, "organisation")} without a date of opening; {(unknown == 1 ? "it counts" : "they count")} as there from the beginning.");
        }

        return organisations;
    }
}
