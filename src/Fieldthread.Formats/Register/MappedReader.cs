using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Register;

/// <summary>Reads a table of any layout, CSV or a sheet of a workbook, by a mapping that says what its columns mean.</summary>
public static class MappedReader
{
    /// <summary>Reads a table.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="mapping">What its columns mean.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <param name="told">The day of the list, from which dates as “next April” are told; null where it is not known.</param>
    /// <exception cref="ReadException">A column of the mapping is missing, no line can be taken, or the file is no table.</exception>
    public static RegisterData Read(ReadOnlyMemory<byte> bytes, string file, RegisterMapping mapping, ReadLimits? limits = null, PartialDate? told = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(mapping);
        var remarks = new RemarkList((limits ?? ReadLimits.Default).Remarks);
        if (WorkbookTables.Is(file))
        {
            (file, bytes) = Sheet(WorkbookTables.Of(bytes, file, remarks), file, mapping.Sheet);
        }

        var order = mapping.Columns.Keys.ToList();
        var reading = new Reading(mapping, order, told, remarks);
        foreach (var line in CsvTable.Lines(bytes, file, [.. order.Select(m => mapping.Columns[m])], remarks))
        {
            reading.Line(line);
        }

        return reading.End(file);
    }

    private static (string, ReadOnlyMemory<byte>) Sheet(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> sheets, string file, string? name)
    {
        var wanted = name is null ? null : string.Concat(name.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c))) + ".csv";
        var found = sheets.FirstOrDefault(s => wanted is null || s.Name == wanted);
        return found.Name is not null ? found : throw new ReadException(file, name is null ? "The workbook holds no sheet with anything in it." : $"The workbook has no sheet “{CsvTable.Short(name)}”. It has {string.Join(", ", sheets.Select(s => s.Name[..^4]))}.");
    }

    private sealed class Reading
    {
        private readonly Dictionary<string, GivenOrganisation> organisations = new(StringComparer.Ordinal);
        private readonly HashSet<GivenName> names = [];
        private readonly HashSet<(string Organisation, string Scheme, string Code)> codes = [];
        private readonly HashSet<GivenRelation> relations = [];
        private readonly HashSet<GivenSuccession> successions = [];
        private readonly HashSet<GivenFact> facts = [];
        private readonly RegisterMapping mapping;
        private readonly List<string> order;
        private readonly RemarkList remarks;
        private readonly ToldDates dates;
        private readonly List<string> attributes;
        private int lines;

        public Reading(RegisterMapping mapping, List<string> order, PartialDate? told, RemarkList remarks)
        {
            (this.mapping, this.order, this.remarks) = (mapping, order, remarks);
            dates = new ToldDates(told, remarks, fact => facts.Add(fact));
            attributes = [.. order.Concat(mapping.Constants?.Keys ?? []).Where(m => m.StartsWith(RegisterMapping.OfAttribute, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        }

        public void Line(CsvLine line)
        {
            lines++;
            string Of(string meaning) => mapping.Of(meaning, line, order);
            if (Of("code") is { Length: > 0 } code)
            {
                Organisation(line, code, Of);
            }
            else if (mapping.Columns.ContainsKey("code"))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, "The line gives no code. It was left out.");
            }

            if (Of("before") is { Length: > 0 } before && Of("after") is { Length: > 0 } after)
            {
                Succession(line, before, after, Date(line, Of("date")));
            }
        }

        public RegisterData End(string file)
        {
            if (organisations.Count == 0)
            {
                throw new ReadException(file, $"By this mapping no line of {lines:N0} names an organisation. Nothing was taken.");
            }

            foreach (var s in successions)
            {
                Named(s.Before, "");
                Named(s.After, "");
            }

            var scheme = mapping.Constants?.GetValueOrDefault("scheme") ?? EpcmemReader.Scheme;
            var coded = codes.Where(c => c.Organisation == c.Code).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
            codes.UnionWith(organisations.Keys.Where(id => !coded.Contains(id)).Select(id => (id, scheme, id)));

            return new RegisterData(
                [.. organisations.Values], [.. names], [.. codes.Select(c => new GivenCode(c.Organisation, c.Scheme, c.Code, organisations[c.Organisation].When))], [.. relations], [], remarks.ToList())
            {
                Successions = [.. successions], Facts = [.. facts],
            };
        }

        private void Organisation(CsvLine line, string code, Func<string, string> of)
        {
            if (dates.Period(line, of("opened"), of("closed"), code, "there", Iso) is not { } when)
            {
                return;
            }

            var dated = mapping.Columns.ContainsKey("opened") || mapping.Columns.ContainsKey("closed");
            if (!organisations.TryGetValue(code, out var there) || there.Guessed)
            {
                organisations[code] = new GivenOrganisation(code, of("type"), when, Guessed: !dated);
            }
            else if (there.When != when || there.Type != of("type"))
            {
                remarks.Add(RemarkWeight.Guessed, line.Place, $"{CsvTable.Short(code)} stands above with another type or time. The first stands; what else the line says was taken.");
            }

            codes.Add((code, of("scheme") is { Length: > 0 } scheme ? scheme : EpcmemReader.Scheme, code));
            if (of("name") is { Length: > 0 } name)
            {
                names.Add(new GivenName(code, name, default));
            }

            // What the table gives without dates is dated by the editions of it on which it stands.
            facts.UnionWith(attributes.Where(a => of(a).Length > 0).Select(a => new GivenFact(code, FactOf.Attribute, a[RegisterMapping.OfAttribute.Length..].Trim(), of(a), Track.InForce, default)));
            if (of("other-code") is { Length: > 0 } other)
            {
                codes.Add((code, of("other-scheme"), other));
            }

            if (of("group") is { Length: > 0 } group && group != code && dates.Period(line, of("joined"), of("left"), code, "under " + group, Iso) is { } member)
            {
                Named(group, of("group-type"));
                if (of("group-name") is { Length: > 0 } called)
                {
                    names.Add(new GivenName(group, called, default));
                }

                relations.Add(new GivenRelation(code, of("relation") is { Length: > 0 } relation ? relation : Membership.MemberOf, group, member));
            }

            if (of("successor") is { Length: > 0 } successor && when.Last is { } last && successor != code)
            {
                Succession(line, code, successor, PartialDate.Parse(last.Last.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            }
        }

        private void Succession(CsvLine line, string before, string after, PartialDate? date)
        {
            if (date is not { } day || before == after)
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, before == after ? $"{CsvTable.Short(before)} would succeed itself. The succession was left out." : "The succession has no day. It was left out.");
                return;
            }

            Named(before, "");
            Named(after, "");
            successions.Add(new GivenSuccession(before, after, day));
        }

        private void Named(string id, string type) => organisations.TryAdd(id, new GivenOrganisation(id, type, default, Guessed: true));

        private PartialDate? Date(CsvLine line, string cell)
        {
            if (cell.Length == 0 || PartialDate.TryParse(Iso(cell), out var date))
            {
                return cell.Length == 0 ? null : PartialDate.Parse(Iso(cell));
            }

            remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(cell)}” is not a date of the calendar.");
            return null;
        }

        /// <summary>20130401 and 01/04/2013, day first as in Britain, as 2013-04-01; anything else as it is.</summary>
        private static string Iso(string cell)
        {
            if (OdsDates.Is(cell))
            {
                return OdsDates.Written(cell);
            }

            var parts = cell.Split('/');
            return parts.Length == 3 && parts[2].Length == 4 && parts.All(p => p.Length is 1 or 2 or 4 && p.All(char.IsAsciiDigit)) ? $"{parts[2]}-{parts[1].PadLeft(2, '0')}-{parts[0].PadLeft(2, '0')}" : cell;
        }
    }
}
