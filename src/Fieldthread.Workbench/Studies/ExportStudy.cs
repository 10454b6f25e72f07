using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>A room writes its part of a study's archive for people to read without the program.</summary>
public interface IReadablePart
{
    /// <summary>Lines for the README: what the files are; a line each.</summary>
    IReadOnlyList<string> Contents { get; }

    /// <summary>True where the files may go into a deposit. False unless a room says so: its files may say which organisation a site is, or hold answers to which no consent is recorded.</summary>
    bool Deposited => false;

    /// <summary>Writes the files.</summary>
    /// <param name="context">The study as it is.</param>
    /// <param name="archive">Takes the files.</param>
    /// <param name="cancel">Stops it.</param>
    Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel);
}

/// <summary>Writes a whole study into one archive: tables to bring it into another installation, and files to read without any program.</summary>
public static class ExportStudy
{
    /// <summary>Writes the archive. Its tables hold all words and all history: only who may set up the study may take it.</summary>
    /// <param name="database">The installation.</param>
    /// <param name="study">Local number of the study.</param>
    /// <param name="actor">Who takes it.</param>
    /// <param name="path">Where the archive goes; written beside and moved there when whole.</param>
    /// <param name="deposit">True for what may be given to an archive: files for people, without what consent does not cover, without tables, history and memos.</param>
    /// <param name="progress">Told how many rows are written.</param>
    /// <param name="cancel">Stops it; nothing is left.</param>
    /// <exception cref="RefusedException">There is no such study, or the actor may not.</exception>
    public static async Task<ArchiveManifest> RunAsync(Database database, int study, Actor actor, string path, bool deposit = false, IProgress<JobProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(actor);
        await using var context = database.Live(new View(study));
        await using var reading = await Transactions.BeginReadAsync(context, cancel);
        if (study == 0 || !await context.Set<StudyHead>().AnyAsync(h => h.Id == study, cancel))
        {
            throw new RefusedException(new Refusal("unknown", "There is no such study."));
        }

        await Authority.RequireAsync(context, actor, Permission.KeepStudy, "export the study", cancel);
        return await ArchiveWriter.WriteAsync(context, path, study, archive => ReadableAsync(context, archive, cancel), DateTimeOffset.UtcNow, progress, cancel, deposit);
    }

    private static async Task ReadableAsync(LiveContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var parts = Contributions.To<IReadablePart>().Where(p => p.Deposited || !archive.Deposit).ToList();
        var detail = await context.Set<StudyDetail>().FirstOrDefaultAsync(cancel);
        await archive.WriteTextAsync("README.txt", async text =>
        {
            await text.WriteLineAsync($"{detail?.Name}\n\n{detail?.Summary}\n");
            await text.WriteLineAsync(archive.Deposit ? "This is what may be given to an archive of a study, written by Fieldthread. WITHHELD.txt says what is covered in it.\n" : "This is a whole study, written by Fieldthread. It can be read without the program:\n");
            foreach (var line in parts.SelectMany(p => p.Contents))
            {
                await text.WriteLineAsync("  " + line);
            }

            await text.WriteLineAsync(archive.Deposit ? "" : """

                data/*.jsonl holds every table with its history, one row a line as JSON; manifest.json lists every file with its SHA-256 and carries the head of the log.
                Bring the study into another installation with: fieldthread study import FILE
                """);
            await text.WriteLineAsync("""

                Text files are UTF-8. CSV files have one line of headings, commas, and quotation marks doubled inside quotation marks.
                Positions in a text count UTF-16 code units from 0; the end is the first one that is no longer part of it.
                """);
        });
        foreach (var part in parts)
        {
            await part.WriteAsync(context, archive, cancel);
        }
    }
}

/// <summary>Writes lines of CSV (RFC 4180, LF line ends).</summary>
internal static class Csv
{
    public static Task LineAsync(TextWriter text, params object?[] cells) => text.WriteLineAsync(string.Join(',', cells.Select(Cell)));

    private static string Cell(object? value)
    {
        var words = value switch
        {
            null => "",
            DateTimeOffset at => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
        return words.AsSpan().IndexOfAny(",\"\n\r") < 0 ? words : $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

/// <summary>Memos and log, for people.</summary>
internal sealed class ReadableStudy : IReadablePart
{
    public IReadOnlyList<string> Contents => ["memos.md         the team’s memos", "log.csv          every act: number, name, when, who"];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var people = await context.Set<Person>().ToListAsync(cancel);
        await archive.WriteTextAsync("memos.md", async text =>
        {
            foreach (var memo in await context.Set<Memo>().OrderBy(m => m.RecordedIn).ThenBy(m => m.Id).ToListAsync(cancel))
            {
                await text.WriteLineAsync($"## {memo.Title ?? "Memo"}\n");
                await text.WriteLineAsync($"On {memo.TargetKind.Replace('_', ' ')} {memo.TargetId}, by {people.Find(p => p.Id == memo.AuthorId)?.Name ?? "an unknown author"}, act {memo.RecordedIn}\n");
                await text.WriteLineAsync(memo.Words + "\n");
            }
        });
        await archive.WriteTextAsync("log.csv", async text =>
        {
            var names = people.Where(p => p.AccountId != null).GroupBy(p => p.AccountId!.Value).ToDictionary(g => g.Key, g => g.First().Name);
            await Csv.LineAsync(text, "act", "name", "at", "actor", "undoes", "hash");
            await foreach (var e in context.Set<ActEntry>().AsNoTracking().Where(e => e.StudyId == context.Study).OrderBy(e => e.Seq).AsAsyncEnumerable().WithCancellation(cancel))
            {
                await Csv.LineAsync(text, e.Seq, e.Name, e.At, e.ActorId is { } id ? names.GetValueOrDefault(id, "") : Actor.Program.Name, e.Undoes, Convert.ToHexStringLower(e.Hash));
            }
        });
    }
}
