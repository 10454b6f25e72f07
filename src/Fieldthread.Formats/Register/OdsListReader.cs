using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>
/// Reads the lists that the NHS Organisation Data Service publishes in one form of 27 columns without headings: <c>eccg.csv</c> (clinical commissioning
/// groups and hubs) and <c>epraccur.csv</c> (practices and prescribing cost centres). Code, name, two areas (2, 3), address (4 to 9), opened, closed (10, 11), status (12),
/// subtype (13), parent with the days on which it was joined and left (14 to 16), and for epraccur the setting in which is prescribed (25; 4 is a practice).
/// Dates are yyyymmdd; a closing or leaving day is the last.
/// </summary>
public static class OdsListReader
{
    private const int Columns = 27;

    /// <summary>Reads the list of clinical commissioning groups.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">It is no such list.</exception>
    public static RegisterData Groups(ReadOnlyMemory<byte> bytes, string file, ReadLimits? limits = null) => Read(
        bytes, file, limits, areas: true, cells => cells[13] switch { "C" => "clinical commissioning group", "H" => "commissioning hub", "" => "", var other => "group of subtype " + other });

    /// <summary>Reads the list of practices and prescribing cost centres.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">It is no such list.</exception>
    public static RegisterData Practices(ReadOnlyMemory<byte> bytes, string file, ReadLimits? limits = null) => Read(
        bytes, file, limits, areas: false, cells => cells[25] == "4" ? EpcmemReader.Practice : "prescribing cost centre");

    private static RegisterData Read(ReadOnlyMemory<byte> bytes, string file, ReadLimits? limits, bool areas, Func<IReadOnlyList<string>, string> type)
    {
        ArgumentNullException.ThrowIfNull(file);
        var remarks = new RemarkList((limits ?? ReadLimits.Default).Remarks);
        var organisations = new Dictionary<string, GivenOrganisation>(StringComparer.Ordinal);
        var (names, relations, facts, lines) = (new List<GivenName>(), new List<GivenRelation>(), new List<GivenFact>(), 0);
        foreach (var line in CsvTable.Lines(bytes, file, remarks))
        {
            lines++;
            var cells = line.Cells;
            if (cells.Count != Columns)
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"The line has {Count.Of(cells.Count, "cell")} where such a list has {Columns}. It was left out.");
            }
            else if (cells[0].Length == 0 || organisations.ContainsKey(cells[0]))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, cells[0].Length == 0 ? "The line has no code. It was left out." : $"The code {CsvTable.Short(cells[0])} stands twice. The second line was left out.");
            }
            else if (OdsDates.Period(line, cells[10], cells[11], remarks) is { } when)
            {
                organisations.Add(cells[0], new GivenOrganisation(cells[0], type(cells), when));
                facts.AddRange(Attributes(cells, areas));
                if (cells[1].Length > 0)
                {
                    names.Add(new GivenName(cells[0], cells[1], default));
                }

                if (cells[14].Length > 0 && cells[14] != cells[0] && cells[15].Length > 0 && OdsDates.Period(line, cells[15], cells[16], remarks) is { } member)
                {
                    relations.Add(new GivenRelation(cells[0], Membership.MemberOf, cells[14], member));
                }
            }
        }

        if (organisations.Count == 0 || organisations.Count * 2 < lines)
        {
            throw new ReadException(file, $"It is no list of this layout: {Columns} columns without headings, the code first, opened and closed as 20130401 in the eleventh and twelfth. {Count.Of(organisations.Count, "line")} of {lines:N0} could be read so.");
        }

        // Groups that are only named as a parent are there too; when they began and ended the list does not say.
        foreach (var parent in relations.Select(r => r.Object).Distinct(StringComparer.Ordinal).Where(p => !organisations.ContainsKey(p)).ToList())
        {
            organisations.Add(parent, new GivenOrganisation(parent, "", default, Guessed: true));
        }

        var all = organisations.Values.ToList();
        return new RegisterData(all, names, all.ConvertAll(o => new GivenCode(o.Id, EpcmemReader.Scheme, o.Id, o.When)), relations, [], remarks.ToList()) { Facts = facts };
    }

    /// <summary>What a line tells besides, as it was on the day of the list. That an organisation is active or closed its dates say; only dormant and proposed are told.</summary>
    private static IEnumerable<GivenFact> Attributes(IReadOnlyList<string> cells, bool areas)
    {
        var address = string.Join(", ", Enumerable.Range(4, 6).Select(i => cells[i]).Where(c => c.Length > 0));
        (string Attribute, string Value)[] told =
        [
            ("status", cells[12] switch { "D" => "dormant", "P" => "proposed", _ => "" }), ("address", address), ("national grouping", areas ? cells[2] : ""), ("area", areas ? cells[3] : ""),
        ];
        return told.Where(t => t.Value.Length > 0).Select(t => new GivenFact(cells[0], FactOf.Attribute, t.Attribute, t.Value, Track.InForce, default));
    }
}

/// <summary>Reads the list of successions of the NHS Organisation Data Service (<c>succ.csv</c>): the earlier code, the later, and the day (yyyymmdd); no headings. The same succession may be stated from both sides and counts once.</summary>
public static class SuccReader
{
    /// <summary>Reads a list.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">It is no such list.</exception>
    public static RegisterData Read(ReadOnlyMemory<byte> bytes, string file, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var remarks = new RemarkList((limits ?? ReadLimits.Default).Remarks);
        var (found, lines, again) = (new HashSet<GivenSuccession>(), 0, 0);
        foreach (var line in CsvTable.Lines(bytes, file, remarks))
        {
            lines++;
            if (line.Cells.Count < 3 || line.Cells[0].Length == 0 || line.Cells[1].Length == 0 || line.Cells[0] == line.Cells[1])
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, "The line does not name an earlier and a later organisation and a day. It was left out.");
            }
            else if (!OdsDates.Is(line.Cells[2]) || !PartialDate.TryParse(OdsDates.Written(line.Cells[2]), out var date))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(line.Cells[2])}” is not a date as such files write them: 20130401. The line was left out.");
            }
            else
            {
                again += found.Add(new GivenSuccession(line.Cells[0], line.Cells[1], date)) ? 0 : 1;
            }
        }

        if (found.Count == 0 || found.Count * 2 < lines - again)
        {
            throw new ReadException(file, "It is no list of successions: an earlier code, a later code and a day, as 00F,13T,20150401, without headings.");
        }

        if (again > 0)
        {
            remarks.Add(RemarkWeight.Note, file, $"{Count.Of(again, "succession")} stated twice, as from both sides; each counts once.");
        }

        var all = found.OrderBy(s => s.Date).ThenBy(s => s.Before, StringComparer.Ordinal).ThenBy(s => s.After, StringComparer.Ordinal).ToList();
        var named = all.SelectMany(s => new[] { s.Before, s.After }).Distinct(StringComparer.Ordinal).Select(id => new GivenOrganisation(id, "", default, Guessed: true)).ToList();
        return new RegisterData(named, [], named.ConvertAll(o => new GivenCode(o.Id, EpcmemReader.Scheme, o.Id, o.When)), [], [], remarks.ToList()) { Successions = all };
    }
}

/// <summary>Dates as the NHS Organisation Data Service writes them.</summary>
internal static class OdsDates
{
    public static bool Is(string cell) => cell.Length == 8 && cell.All(char.IsAsciiDigit);

    /// <summary>yyyymmdd as a date is written elsewhere.</summary>
    public static string Written(string cell) => cell.Length == 0 ? cell : $"{cell[..4]}-{cell[4..6]}-{cell[6..]}";

    /// <summary>A period from two cells; null, with a remark, where it cannot be one.</summary>
    public static WrittenPeriod? Period(CsvLine line, string from, string last, RemarkList remarks)
    {
        if ((from.Length > 0 && !Is(from)) || (last.Length > 0 && !Is(last)))
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(from.Length > 0 && !Is(from) ? from : last)}” is not a date as such files write them: 20130401. The line was left out.");
            return null;
        }

        return RegisterReading.Period(line, Written(from), Written(last), remarks);
    }
}
