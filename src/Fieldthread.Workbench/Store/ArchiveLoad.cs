using System.Data.Common;
using System.Text.Json;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Store;

/// <summary>Writes the tables of an archive into a database, inside the open transaction, and proves that what arrived is what was written.</summary>
/// <param name="archive">The archive.</param>
/// <param name="context">The context to write through.</param>
/// <param name="progress">Told how many rows arrived.</param>
/// <param name="cancel">Stops it.</param>
internal sealed class ArchiveLoad(ArchiveReader archive, LiveContext context, IProgress<JobProgress> progress, CancellationToken cancel)
{
    private long loaded;

    /// <summary>Changes a value on its way in: table, column, value.</summary>
    public Func<string, SchemaColumn, object?, object?> Change { get; init; } = (_, _, value) => value;

    /// <summary>Loads every table.</summary>
    /// <exception cref="RefusedException">The archive does not fit this program, or is not whole.</exception>
    public async Task RunAsync()
    {
        var known = await Schema.MigrationsAsync(context, cancel);
        if (archive.Manifest.Schema.FirstOrDefault(m => !known.Contains(m, StringComparer.Ordinal)) is { } newer)
        {
            Refuse("newer-archive", $"The archive was written by a newer version of Fieldthread (it holds “{newer}”).", "Nothing was changed. Install that version.");
        }

        var tables = (await Schema.ReadAsync(context, cancel)).Where(t => archive.Manifest.Kind == ArchiveKind.Installation || ArchiveWriter.Travels(t)).ToList();
        var parts = archive.Manifest.Parts.Where(p => p.Table is not null).ToDictionary(p => p.Table!, StringComparer.Ordinal);
        if (parts.Keys.FirstOrDefault(name => tables.All(t => t.Name != name)) is { } unknown)
        {
            Refuse("damaged-archive", $"The archive holds a table “{unknown}” that does not belong into it.");
        }

        try
        {
            foreach (var table in tables)
            {
                if (parts.TryGetValue(table.Name, out var part))
                {
                    Load(table, part);
                }
            }

            // References are checked when a transaction ends; here the answer is wanted while there are still words for it.
            if (context.Database.IsNpgsql())
            {
                await context.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE", cancel);
            }
            else if ((await context.ReadAsync("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", row => row.GetString(0), cancel)).Count > 0)
            {
                Refuse("damaged-archive", "The rows of the archive contradict each other.");
            }
        }
        catch (DbException failure) when (Dialect.Explain(failure) is null)
        {
            Refuse("damaged-archive", "The rows of the archive contradict each other.");
        }
    }

    /// <summary>Verifies the log of a study that arrived against the head in the contents page.</summary>
    public async Task VerifyAsync(int study, ArchivedStudy archived)
    {
        var verdict = await LogVerify.VerifyAsync(context, study, archived.Head(), cancel);
        if (!verdict.Stands || verdict.Acts != archived.Act)
        {
            Refuse("broken-log", $"The log of “{archived.Slug}” does not verify: {(verdict.Stands ? "it is longer than the contents page says." : verdict.Faults[0])}");
        }
    }

    private void Load(SchemaTable table, ArchivePart part) => archive.ReadLines(part, lines =>
    {
        var rows = 0L;
        var columns = table.Columns.Select(c => new BulkColumn(c.Name, c.Type)).ToList();
        BulkInsert.WriteAsync(context, table.Name, columns, Counted(), (line, into) => Fill(table, line, into), cancel).GetAwaiter().GetResult();
        if (rows != part.Rows)
        {
            Refuse("tampered", $"“{part.Name}” holds {rows} rows, and the contents page says {part.Rows}.");
        }

        IEnumerable<string> Counted()
        {
            foreach (var line in lines)
            {
                rows++;
                if (++loaded % 1000 == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    progress.Report(new JobProgress(loaded, archive.Manifest.Rows, table.Name.Replace('_', ' ')));
                }

                yield return line;
            }
        }
    });

    private void Fill(SchemaTable table, string line, object?[] into)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.EnumerateObject().Count() != table.Columns.Count)
            {
                throw new JsonException();
            }

            for (var i = 0; i < into.Length; i++)
            {
                var column = table.Columns[i];
                into[i] = Change(table.Name, column, Value(row.RootElement.GetProperty(column.Name), column.Kind));
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            Refuse("damaged-archive", $"A row of the table “{table.Name}” in the archive cannot be read.");
        }
    }

    private static object? Value(JsonElement value, ColumnKind kind) => value.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        ColumnKind.Int => value.GetInt32(),
        ColumnKind.Long => value.GetInt64(),
        ColumnKind.Text => value.GetString(),
        ColumnKind.Bytes => value.GetBytesFromBase64(),
        ColumnKind.Id => value.GetGuid(),
        ColumnKind.Double => value.GetDouble(),
        _ => value.GetBoolean(),
    };

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void Refuse(string code, string message, string whatToDo = "Nothing was changed. Copy the archive again, or take another.") =>
        throw new RefusedException(new Refusal(code, message, whatToDo));
}
