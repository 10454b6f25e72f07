using System.IO.Compression;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Register;

/// <summary>Writes a register as a zip of the documented tables, which come in again as they are (docs/formats/register-csv.md).</summary>
public static class RegisterCsvWriter
{
    private static readonly DateTimeOffset Written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a register; the same register always gives the same bytes.</summary>
    /// <param name="register">What it says.</param>
    /// <param name="to">Where to.</param>
    /// <param name="types">What is stated of types, with its reasons; null for nothing.</param>
    public static void Write(RegisterData register, Stream to, IReadOnlyList<GivenTypeStatement>? types = null)
    {
        ArgumentNullException.ThrowIfNull(register);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        FurtherTables.Write(register, table => Add(zip, table));
        Add(zip, PlainTable.Of(
            "events", register.Events.SelectMany(e => e.Parts.Select(p => (Event: e, Part: p))), ("event", x => x.Event.Id), ("date", x => x.Event.Date.ToString()), ("kind", x => x.Event.Kind.ToString().ToLowerInvariant()),
            ("organisation", x => x.Part.Organisation), ("role", x => x.Part.Role.ToString().ToLowerInvariant()), ("note", x => x.Part.Note),
            ("legal", x => x.Event.Details.Legal?.ToString()), ("operational", x => x.Event.Details.Operational?.ToString()), ("cause", x => x.Event.Details.Cause), ("initiator", x => x.Event.Details.Initiator),
            ("pressure", x => x.Event.Details.Pressure), ("evidence", x => x.Event.Details.Evidence), ("reform", x => x.Event.Details.Reform),
            ("attitude_before", x => x.Part.Details.AttitudeBefore), ("attitude_after", x => x.Part.Details.AttitudeAfter), ("share", x => x.Part.Details.Share?.ToString()), ("basis", x => x.Part.Details.Basis)));
        if (register.Reforms.Count > 0)
        {
            Add(zip, PlainTable.Of(
                "reforms", register.Reforms, ("id", r => r.Id), ("name", r => r.Name), ("kind", r => r.Kind.ToString().ToLowerInvariant()), ("announced", r => r.Announced?.ToString()), ("enacted", r => r.Enacted?.ToString()),
                ("effective", r => r.Effective?.ToString()), ("note", r => r.Note)));
        }

        if (types is { Count: > 0 })
        {
            Add(zip, PlainTable.Of(
                "types", types, ("type", t => t.Statement.Type), ("says", t => t.Statement.Says.ToString().ToLowerInvariant()), ("value", t => t.Statement.Value), ("from", t => t.Statement.When.From?.ToString()), ("to", t => t.Statement.When.Last?.ToString()),
                ("in", t => t.Statement.Within), ("reason", t => t.Reason), ("source", t => t.Source)));
        }
    }

    private static void Add(ZipArchive zip, PlainTable table)
    {
        var entry = zip.CreateEntry(table.Name + ".csv", CompressionLevel.Optimal);
        entry.LastWriteTime = Written;
        using var stream = entry.Open();
        stream.Write(CsvSheet.Write(table));
    }
}
