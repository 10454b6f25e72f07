using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Reads the responsibilities of organisations (docs/formats/responsibilities.md): CSV tables, or a workbook whose sheets they are.</summary>
public static class ResponsibilityCsv
{
    private const int MostLevels = 20;
    private const int MostStatements = 500_000;
    private static readonly string[] Must = ["organisation", "activity", "level", "from", "source"];
    private static readonly string[] May = ["to", "track", "known", "note"];

    /// <summary>Reads files.</summary>
    /// <param name="files">Names and bytes: one table of statements, and beside it tables called <c>levels</c> and <c>activities</c>; or one workbook of sheets called so.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">A file is damaged or of another layout, or holds no line.</exception>
    public static ResponsibilityData Read(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> files, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var remarks = new RemarkList((limits ?? ReadLimits.Default).Remarks);
        var lines = new StatementLines(remarks);
        var tables = lines.Tables(files, "responsibilities", "levels", "activities");
        var levels = tables.TryGetValue("levels", out var order) ? Levels(lines, order) : [];
        var statements = Statements(lines, tables["responsibilities"], remarks);
        var scope = tables.TryGetValue("activities", out var terms) ? Scope(lines, terms, remarks) : [];
        if (statements.Count + scope.Count == 0 && lines.Faults.Count == 0)
        {
            throw new ReadException(tables["responsibilities"].File, "No line of it says that an organisation has a responsibility.");
        }

        lines.Say(
            tables["responsibilities"].File,
            ("track", RemarkWeight.Note, n => $"{Count.Of(n, "line gives", "lines give")} no track; {(n == 1 ? "it was" : "they were")} taken as operational."),
            ("known", RemarkWeight.Note, n => $"{Count.Of(n, "line does", "lines do")} not tell when the source said it; the date of the import stands in its place."),
            ("from", RemarkWeight.Guessed, n => $"{Count.Of(n, "line has", "lines have")} no beginning; {(n == 1 ? "it counts" : "they count")} as held from the beginning."));
        return new ResponsibilityData(levels, statements, scope, lines.Faults, remarks.ToList());
    }

    private static List<GivenResponsibility> Statements(StatementLines lines, (string, ReadOnlyMemory<byte>) table, RemarkList remarks)
    {
        var (taken, seen) = (new List<GivenResponsibility>(), new HashSet<GivenResponsibility>());
        foreach (var line in lines.Read(table, Must, May))
        {
            if (taken.Count == MostStatements)
            {
                throw new ReadException(line.Place, $"The table holds more than {MostStatements:N0} lines. Split it.");
            }

            if (Statement(lines, line) is not { } statement)
            {
                continue;
            }

            if (!seen.Add(statement with { Place = "" }))
            {
                remarks.Add(RemarkWeight.Note, line.Place, "The same stands above already. It was taken once.");
                continue;
            }

            taken.Add(statement);
            CountTold(lines, line);
        }

        return taken;
    }

    private static void CountTold(StatementLines lines, CsvLine line)
    {
        foreach (var (cell, what) in new[] { (3, "from"), (6, "track"), (7, "known") })
        {
            if (line.Cells[cell].Length == 0)
            {
                lines.Count(what);
            }
        }
    }

    private static GivenResponsibility? Statement(StatementLines lines, CsvLine line)
    {
        // All cells are looked at, so that every fault of a line is told at once.
        var (organisation, activity, level, source) = (lines.Word(line, 0, "organisation"), lines.Word(line, 1, "activity"), lines.Word(line, 2, "level"), lines.Word(line, 4, "source"));
        var (when, dated) = (lines.Period(line, 3, 5), lines.Date(line, 7, out var known));
        ResponsibilityTrack? track = line.Cells[6].ToLowerInvariant() switch { "" or "operational" => ResponsibilityTrack.Operational, "legal" => ResponsibilityTrack.Legal, "announced" => ResponsibilityTrack.Announced, _ => null };
        if (track is null)
        {
            lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(line.Cells[6])}” is no track; there are announced, legal and operational.");
        }

        return organisation is null || activity is null || level is null || source is null || when is null || !dated || track is null ? null
            : new GivenResponsibility(line.Place, organisation, activity, level, when.Value, source, track.Value, known, line.Cells[8]);
    }

    private static List<GivenScope> Scope(StatementLines lines, (string, ReadOnlyMemory<byte>) table, RemarkList remarks)
    {
        var (taken, seen) = (new List<GivenScope>(), new HashSet<GivenScope>());
        foreach (var line in lines.Read(table, ["activity", "source", "from"], ["to", "known", "note"]))
        {
            var (activity, source, when, dated) = (lines.Word(line, 0, "activity"), lines.Word(line, 1, "source"), lines.Period(line, 2, 3), lines.Date(line, 4, out var known));
            if (activity is null || source is null || when is null || !dated)
            {
                continue;
            }

            var term = new GivenScope(line.Place, activity, source, when.Value, known, line.Cells[5]);
            if (seen.Add(term with { Place = "" }))
            {
                taken.Add(term);
            }
            else
            {
                remarks.Add(RemarkWeight.Note, line.Place, "The same stands above already. It was taken once.");
            }
        }

        return taken;
    }

    private static List<string> Levels(StatementLines lines, (string, ReadOnlyMemory<byte>) table)
    {
        var levels = new List<string>();
        foreach (var line in lines.Read(table, ["level"], []))
        {
            if (lines.Word(line, 0, "level") is not { } level)
            {
                continue;
            }

            if (levels.Contains(level, StringComparer.OrdinalIgnoreCase) || levels.Count == MostLevels)
            {
                lines.Fault("bad-line", line.Place, levels.Count == MostLevels ? $"There are more than {MostLevels} levels." : $"The level “{CsvTable.Short(level)}” stands twice in the order.");
            }
            else
            {
                levels.Add(level);
            }
        }

        return levels;
    }
}
