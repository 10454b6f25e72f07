using System.Data.Common;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fieldthread.Workbench.Store;

/// <summary>Writes an archive: every table as lines of JSON, out of one unchanging state of the database while others write on.</summary>
/// <remarks>It is written to a file beside its place and moved there when whole, so that no database reader waits for a slow client and no half archive is ever found.</remarks>
public sealed class ArchiveWriter
{
    private readonly ZipArchive zip;
    private readonly List<ArchivePart> parts = [];
    private readonly IProgress<JobProgress> progress;
    private readonly CancellationToken cancel;
    private long written;
    private long total;

    private ArchiveWriter(ZipArchive zip, IProgress<JobProgress> progress, CancellationToken cancel) =>
        (this.zip, this.progress, this.cancel) = (zip, progress, cancel);

    /// <summary>True where only what may be given to an archive is written.</summary>
    public bool Deposit { get; private init; }

    /// <summary>Tables that stay behind when one study travels: work under way, sign-ins, keys.</summary>
    private static readonly HashSet<string> StaysHere = new(["jobs", "links", "credentials", "keyring", "wipes"], StringComparer.Ordinal);

    /// <summary>True where the rows of a table go with a study; an archive from outside may bring no other table with it.</summary>
    internal static bool Travels(SchemaTable table) => table.Name == "studies" || (table.OfStudy && !StaysHere.Contains(table.Name));

    /// <summary>Writes an archive of the installation, or of one study.</summary>
    /// <param name="context">The context to read through, inside its read transaction.</param>
    /// <param name="path">Where the archive goes.</param>
    /// <param name="study">Local number of the study; null for the whole installation.</param>
    /// <param name="readable">Writes files for people beside the tables; null for none.</param>
    /// <param name="deposit">True for what may be given to an archive: the files for people alone.</param>
    /// <param name="now">When it is taken.</param>
    /// <param name="progress">Told how many rows are written.</param>
    /// <param name="cancel">Stops it; nothing is left.</param>
    public static async Task<ArchiveManifest> WriteAsync(
        StudyContext context, string path, int? study, Func<ArchiveWriter, Task>? readable, DateTimeOffset now, IProgress<JobProgress>? progress, CancellationToken cancel, bool deposit = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        var unfinished = path + ".part";
        try
        {
            ArchiveManifest manifest;
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                using (var into = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
                {
                    manifest = await new ArchiveWriter(into, progress ?? new Progress<JobProgress>(), cancel) { Deposit = deposit }.WriteAsync(context, study, readable, now);
                }

                file.Flush(flushToDisk: true);
            }

            cancel.ThrowIfCancellationRequested();
            File.Move(unfinished, path, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes a file for people to read.</summary>
    /// <param name="name">Name inside the archive: <c>sources/1 Interview.txt</c>.</param>
    /// <param name="write">Writes it, UTF-8, LF line ends.</param>
    public async Task WriteTextAsync(string name, Func<TextWriter, Task> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        cancel.ThrowIfCancellationRequested();
        await using var stream = new HashingStream(await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel));
        await using (var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 14, leaveOpen: true))
        {
            text.NewLine = "\n";
            await write(text);
        }

        parts.Add(new ArchivePart(name, stream.Count, stream.Sha256()));
    }

    private async Task<ArchiveManifest> WriteAsync(StudyContext context, int? study, Func<ArchiveWriter, Task>? readable, DateTimeOffset now)
    {
        var heads = await context.Set<StudyHead>().AsNoTracking().Where(h => study == null || h.Id == study).OrderBy(h => h.Id).ToListAsync(cancel);
        var tables = (await Schema.ReadAsync(context, cancel)).Where(t => study is null || (Travels(t) && !Deposit)).ToList();
        foreach (var table in tables)
        {
            total += (await context.ReadAsync($"SELECT count(*) FROM {table.Name}{Where(table, study)}", row => row.GetInt64(0), cancel, ("study", study)))[0];
        }

        if (readable is not null)
        {
            await readable(this);
        }

        foreach (var table in tables)
        {
            await WriteTableAsync(context, table, study);
        }

        var studies = heads.ConvertAll(h => new ArchivedStudy(h.Id, h.Uid, h.Slug, h.Head, Convert.ToHexStringLower(h.HeadHash)));
        var manifest = new ArchiveManifest(ArchiveManifest.FormatName, ArchiveManifest.NewestVersion, study is null ? ArchiveKind.Installation : Deposit ? ArchiveKind.Deposit : ArchiveKind.Study,
            await Schema.MigrationsAsync(context, cancel), now, studies, parts);
        await using var page = await zip.CreateEntry(ArchiveManifest.FileName).OpenAsync(cancel);
        await JsonSerializer.SerializeAsync(page, manifest, new JsonSerializerOptions(Json.Options) { WriteIndented = true, IgnoreReadOnlyProperties = true }, cancel);
        return manifest;
    }

    private static string Where(SchemaTable table, int? study) => study is null ? "" : table.Name == "studies" ? " WHERE id = @study" : " WHERE study_id = @study";

    private async Task WriteTableAsync(StudyContext context, SchemaTable table, int? study)
    {
        await using var stream = new HashingStream(await zip.CreateEntry($"data/{table.Name}.jsonl", CompressionLevel.Fastest).OpenAsync(cancel));
        await using var buffered = new BufferedStream(stream, 1 << 16);
        await using var json = new Utf8JsonWriter(buffered, new JsonWriterOptions { Encoder = Json.Options.Encoder, SkipValidation = true });
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        var order = string.Join(", ", table.Key.Select(c => $"\"{c}\""));
        command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))} FROM {table.Name}{Where(table, study)} ORDER BY {order}";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("study", study ?? 0);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = 0L;
        while (await reader.ReadAsync(cancel))
        {
            WriteRow(json, table, reader);
            await json.FlushAsync(cancel);
            buffered.WriteByte((byte)'\n');
            json.Reset();
            rows++;
            if (++written % 1000 == 0)
            {
                progress.Report(new JobProgress(written, total, table.Name.Replace('_', ' ')));
            }
        }

        await buffered.FlushAsync(cancel);
        parts.Add(new ArchivePart($"data/{table.Name}.jsonl", stream.Count, stream.Sha256(), rows));
    }

    private static void WriteRow(Utf8JsonWriter json, SchemaTable table, DbDataReader reader)
    {
        json.WriteStartObject();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            if (reader.IsDBNull(i))
            {
                json.WriteNull(column.Name);
                continue;
            }

            switch (column.Kind)
            {
                case ColumnKind.Int or ColumnKind.Long: json.WriteNumber(column.Name, reader.GetInt64(i)); break;
                case ColumnKind.Text: json.WriteString(column.Name, reader.GetString(i)); break;
                case ColumnKind.Bytes: json.WriteBase64String(column.Name, (byte[])reader.GetValue(i)); break;
                case ColumnKind.Id: json.WriteString(column.Name, reader.ReadId(i)); break;
                case ColumnKind.Double: json.WriteNumber(column.Name, reader.GetDouble(i)); break;
                default: json.WriteBoolean(column.Name, reader.GetBoolean(i)); break;
            }
        }

        json.WriteEndObject();
    }
}
