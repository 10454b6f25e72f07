using System.Text.Json;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>A statement on a type as a file gives it.</summary>
/// <param name="Place">File and line, in words.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Source">Who says so; may be empty.</param>
public sealed record GivenTypeStatement(string Place, TypeStatement Statement, string Reason, string Source);

/// <summary>Statements on types as a file gives them.</summary>
/// <param name="Statements">The statements.</param>
/// <param name="Faults">Lines that cannot be taken. Where there is one, nothing of the file should be.</param>
/// <param name="Remarks">What was taken for granted.</param>
public sealed record TypeStatementData(IReadOnlyList<GivenTypeStatement> Statements, IReadOnlyList<FileFault> Faults, IReadOnlyList<Remark> Remarks);

/// <summary>Reads statements on types (docs/formats/types.md): a CSV table, a workbook with a sheet “types”, or JSON.</summary>
public static class TypeStatements
{
    private const int Most = 10_000;
    private static readonly string[] Must = ["type", "says", "value"];
    private static readonly string[] May = ["from", "to", "in", "reason", "source"];

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">What it holds.</param>
    /// <param name="name">Its name, by the end of which its layout is told.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">It is damaged or of another layout, or holds no statement.</exception>
    public static TypeStatementData Read(ReadOnlyMemory<byte> bytes, string name, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var remarks = new RemarkList((limits ?? ReadLimits.Default).Remarks);
        var lines = new StatementLines(remarks);
        var isJson = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var taken = new List<GivenTypeStatement>();
        foreach (var line in isJson ? Json(bytes, name) : lines.Read(lines.Tables([(name, bytes)], "types")["types"], Must, May))
        {
            if (taken.Count == Most)
            {
                throw new ReadException(line.Place, $"The file holds more than {Most:N0} statements. Split it.");
            }

            if (Statement(lines, line) is { } statement)
            {
                taken.Add(new GivenTypeStatement(line.Place, statement, line.Cells[6], line.Cells[7]));
            }
        }

        return taken.Count + lines.Faults.Count > 0 ? new TypeStatementData(taken, lines.Faults, remarks.ToList()) : throw new ReadException(name, "No line of it says anything of a type.");
    }

    /// <summary>What a word says of a type; null where it is none of the four.</summary>
    public static TypeSays? Says(string word) => (word ?? "").Trim().ToLowerInvariant() switch { "label" => TypeSays.Label, "member" => TypeSays.Member, "lead" => TypeSays.Lead, "sole" => TypeSays.Sole, _ => null };

    private static TypeStatement? Statement(StatementLines lines, CsvLine line)
    {
        // All cells are looked at, so that every fault of a line is told at once.
        var (type, value, when, says) = (lines.Word(line, 0, "type"), lines.Word(line, 2, "value"), lines.Period(line, 3, 4), Says(line.Cells[1]));
        if (says is null)
        {
            lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(line.Cells[1])}” is nothing that is said of a type; there are label, member, lead and sole.");
        }

        if (says == TypeSays.Sole && value is not null)
        {
            value = value.ToLowerInvariant();
            if (value is not ("yes" or "no"))
            {
                lines.Fault("bad-line", line.Place, $"“{CsvTable.Short(value)}” is neither yes nor no.");
                return null;
            }
        }

        return type is null || value is null || when is null || says is null ? null : new TypeStatement(type, says.Value, value, says == TypeSays.Lead ? line.Cells[5] : "", when.Value);
    }

    /// <summary>The objects of a list as lines with the cells of a table.</summary>
    private static IEnumerable<CsvLine> Json(ReadOnlyMemory<byte> bytes, string name)
    {
        var cells = new List<CsvLine>();
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw new ReadException(name, "It is no list of statements.");
            }

            foreach (var statement in json.RootElement.EnumerateArray())
            {
                var place = $"{name}, statement {cells.Count + 1}";
                if (statement.ValueKind != JsonValueKind.Object)
                {
                    throw new ReadException(place, "It is no object with the fields type, says and value.");
                }

                string Cell(string field) => !statement.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null ? ""
                    : value.ValueKind == JsonValueKind.String ? WellFormedText.Repair(value.GetString()!.Trim(), out _) : throw new ReadException(place, $"The field “{field}” is no text.");
                cells.Add(new CsvLine(place, [.. Must.Concat(May).Select(Cell)]));
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new ReadException(name, $"It is no JSON: {fault.Message}");
        }

        return cells;
    }
}
