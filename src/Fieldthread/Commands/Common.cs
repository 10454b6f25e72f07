using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Sheets;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Spectre.Console;
using Database = Fieldthread.Workbench.Store.Database;

namespace Fieldthread.Commands;

/// <summary>What every command shares: where the data lies, who acts, how answers and refusals are told.</summary>
internal static class Common
{
    public static Option<DirectoryInfo?> Data { get; } = new("--data") { Description = "Folder of the installation; without it, your data home.", Recursive = true, HelpName = "DIR" };

    public static Option<string?> Database { get; } = new("--database") { Description = "Connection string of a PostgreSQL database instead of the folder’s own file; also read from FIELDTHREAD_DATABASE.", Recursive = true, HelpName = "STRING" };

    public static Option<string?> As { get; } = new("--as") { Description = "E-mail of the account in whose name the command acts; without it, the owner of the installation.", Recursive = true, HelpName = "E-MAIL" };

    public static Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON, one document on standard output.", Recursive = true };

    /// <summary>Where bytes go that no writer of text may change; the tests put another in its place.</summary>
    public static Func<Stream> StandardOutput { get; set; } = Console.OpenStandardOutput;

    /// <summary>Whether a table comes as CSV.</summary>
    public static Option<bool> Csv() => new("--csv") { Description = "Answer as CSV on standard output." };

    /// <summary>That what is written is to be used beyond the study.</summary>
    public static Option<bool> Reuse() => new("--for-reuse") { Description = "It is to be used beyond this study: the words of whoever did not consent to that are covered, and it is said whose." };

    /// <summary>A study, by short name, title or id.</summary>
    public static Option<string> Study() => new("--study", "-s") { Description = "Short name, title or id of the study.", Required = true, HelpName = "S" };

    /// <summary>Reads the value of an option that is one of a few words; another is told with the words that there are.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="what">What it is: “template”.</param>
    /// <param name="more">What else helps; a sentence, or empty.</param>
    public static T Word<T>(ArgumentResult result, string what, string more = "")
        where T : struct, Enum
    {
        var (given, words) = (result.Tokens.Count > 0 ? result.Tokens[0].Value : "", GivenJson.WordsOf(typeof(T)));
        if (words.FirstOrDefault(w => w.Equals(given, StringComparison.OrdinalIgnoreCase)) is { } word)
        {
            return Enum.Parse<T>(word, ignoreCase: true);
        }

        result.AddError($"“{given}” is no {what}. Write {string.Join(", ", words.SkipLast(1))} or {words[^1]}.{(more.Length > 0 ? " " : "")}{more}");
        return default;
    }

    /// <summary>What a reader of files remarked, a line each.</summary>
    public static IEnumerable<string> Lines(IEnumerable<Remark> remarks) =>
        remarks.Select(r => $"  {r.Weight switch { RemarkWeight.NotTaken => "not taken", RemarkWeight.Guessed => "look at", _ => "note" },-10} {r.Place}: {r.Message}");

    public static DirectoryInfo Folder(ParseResult parsed)
    {
        if (parsed.GetValue(Data) is { } given)
        {
            return given;
        }

        var home = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg ? xdg : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return new DirectoryInfo(Path.Combine(home.Length > 0 ? home : ".", "fieldthread"));
    }

    /// <summary>Path of the embedded database, or the connection string of the other.</summary>
    public static string ConnectionString(ParseResult parsed)
    {
        if ((parsed.GetValue(Database) ?? Environment.GetEnvironmentVariable("FIELDTHREAD_DATABASE")) is { Length: > 0 } given)
        {
            return given;
        }

        var folder = Folder(parsed);
        folder.Create();
        if (parsed.GetValue(Data) is null)
        {
            Console.Error.WriteLine($"Data folder: {folder.FullName}");
        }

        return Path.Combine(folder.FullName, "fieldthread.db");
    }

    /// <summary>Where the ledger of erasures is kept: where FIELDTHREAD_ERASURES says, else in the data folder.</summary>
    public static string Ledger(ParseResult parsed) =>
        Environment.GetEnvironmentVariable("FIELDTHREAD_ERASURES") is { Length: > 0 } given ? given : Path.Combine(Folder(parsed).FullName, ErasureLedger.FileName);

    /// <summary>Where the key of the sealed names lies: where FIELDTHREAD_NAMES_KEY says, else in the user’s configuration folder, never in the data folder.</summary>
    public static string NamesKey() => Environment.GetEnvironmentVariable("FIELDTHREAD_NAMES_KEY") is { Length: > 0 } given ? given : Workbench.Fieldwork.Pseudonyms.NameKey.DefaultPlace();

    /// <summary>Runs a command against the installation and turns a refusal into words and an exit code.</summary>
    public static Command Does(this Command command, Func<Session, Task<int>> run)
    {
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                return await run(session);
            }
            catch (Exception failure) when (Refused(failure) is { } refusal)
            {
                return await RefuseAsync(parsed, refusal);
            }
        });
        return command;
    }

    /// <summary>A failure that can be told in words; null for one that is a fault of the program.</summary>
    public static Refusal? Refused(Exception failure) => failure switch
    {
        RefusedException refused => refused.Refusal,
        NewerDatabaseException newer => new Refusal("newer-database", newer.Message),
        IOException or UnauthorizedAccessException => FileTrouble.InWords(failure),
        JsonException => new Refusal("file", "What was given is not JSON of the kind that is wanted here.", "Nothing was changed."),
        System.Data.Common.DbException database => Dialect.Explain(database) ?? new Refusal("database", failure.Message, "Nothing was changed."),
        OperationCanceledException => new Refusal("cancelled", "Stopped. Nothing of it was kept."),
        _ => null,
    };

    public static async Task<int> RefuseAsync(ParseResult parsed, Refusal refusal)
    {
        if (parsed.GetValue(Json))
        {
            await Console.Out.WriteLineAsync(Workbench.Store.Json.Write(new { refusal = refusal.Code, refusal.Message, refusal.WhatToDo }));
        }

        await Console.Error.WriteLineAsync($"Not done. {refusal.Message} {refusal.WhatToDo}".TrimEnd());
        return 1;
    }
}

/// <summary>One run of one command.</summary>
internal sealed class Session(ParseResult parsed, Workshop workshop, Actor actor, CancellationToken cancel) : IAsyncDisposable
{
    public ParseResult Parsed { get; } = parsed;

    public Workshop Workshop { get; } = workshop;

    public Actor Actor { get; } = actor;

    public CancellationToken Cancel { get; } = cancel;

    public bool Json => Parsed.GetValue(Common.Json);

    public static async Task<Session> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var database = await Database.OpenAsync(Common.ConnectionString(parsed), cancel);
        database.Ledger = Common.Ledger(parsed);
        database.Names ??= Path.Combine(Common.Folder(parsed).FullName, "names");
        database.NamesKey = Common.NamesKey();
        var workshop = new Workshop(database);
        return new Session(parsed, workshop, await ActorAsync(parsed, workshop, cancel), cancel);
    }

    /// <summary>The study as it is named in another command, whatever of its names was typed.</summary>
    public async Task<string> SlugAsync(int study)
    {
        await using var context = Workshop.Database.Live(new View(study));
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstAsync(context.Set<StudyHead>().Where(h => h.Id == study).Select(h => h.Slug), Cancel);
    }

    public async Task<int> StudyAsync(Option<string> option) => await StudyAsync(Parsed.GetValue(option)!);

    public async Task<int> StudyAsync(string name) => await StudyDirectory.FindAsync(Workshop.Database, name, Cancel)
        ?? throw new RefusedException(new Refusal("unknown", $"There is no study “{name}” in this installation.", "List the studies with: fieldthread study list."));

    /// <summary>Does an act, showing progress on long work where somebody watches.</summary>
    public async Task<Done<T>> DoAsync<T>(int study, Act<T> act, string? doing = null)
    {
        if (doing is null || Json || Console.IsErrorRedirected)
        {
            return await Workshop.DoAsync(study, act, Actor, cancel: Cancel);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn()).StartAsync(async progress =>
        {
            var task = progress.AddTask(Markup.Escape(doing), maxValue: 1).IsIndeterminate();
            return await Workshop.DoAsync(study, act, Actor, progress: new Progress<JobProgress>(p =>
            {
                task.Description = Markup.Escape(p.Doing);
                task.IsIndeterminate = p.Total == 0;
                task.MaxValue = Math.Max(1, p.Total);
                task.Value = p.Done;
            }), cancel: Cancel);
        });
    }

    public Task<T> AskAsync<T>(int study, Question<T> question, string? cut = null) => Workshop.AskAsync(study, question, Actor, cut, Cancel);

    /// <summary>Tells an answer: as JSON where asked for, otherwise in words.</summary>
    public void Tell<T>(T answer, Func<T, string> inWords)
    {
        Console.Out.WriteLine(Json ? Workbench.Store.Json.Write(answer) : inWords(answer));
    }

    /// <summary>Tells rows: as JSON where asked for, otherwise as an aligned table.</summary>
    public void Table<T>(IReadOnlyList<T> rows, params (string Head, Func<T, object?> Cell)[] columns)
    {
        if (Json)
        {
            Console.Out.WriteLine(Workbench.Store.Json.Write(rows));
            return;
        }

        var cells = rows.Select(row => columns.Select(c => Convert.ToString(c.Cell(row), CultureInfo.InvariantCulture) ?? "").ToArray()).Prepend([.. columns.Select(c => c.Head)]).ToList();
        var widths = columns.Select((_, i) => cells.Max(row => row[i].Length)).ToArray();
        foreach (var row in cells)
        {
            Console.Out.WriteLine(string.Join("  ", row.Select((cell, i) => i == row.Length - 1 ? cell : cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    /// <summary>Tells a table: as CSV where asked for (RFC 4180, the same bytes as the page’s file), otherwise aligned.</summary>
    public void Table(PlainTable table, bool csv)
    {
        if (csv && !Json)
        {
            using var output = Common.StandardOutput();
            output.Write(CsvSheet.Write(table));
            return;
        }

        if (Json)
        {
            Console.Out.WriteLine(Workbench.Store.Json.Write(table.Rows.Select(row => table.Headings.Zip(row).ToDictionary(c => c.First, c => c.Second))));
            return;
        }

        Table(table.Rows, [.. table.Headings.Select((heading, i) => (heading, (Func<IReadOnlyList<object?>, object?>)(row => row[i] is double share ? Math.Round(share, 4) : row[i])))]);
    }

    public async ValueTask DisposeAsync() => await Workshop.Database.DisposeAsync();

    private static async Task<Actor> ActorAsync(ParseResult parsed, Workshop workshop, CancellationToken cancel)
    {
        if (parsed.GetValue(Common.As) is not { } email)
        {
            // On a personal installation its owner; on any, its first steward.
            return await FirstSteward.EnsureAsync(workshop, cancel);
        }

        var database = workshop.Database;

        await using var context = database.Live(new View(0));
        var account = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstOrDefaultAsync(context.All<Account>().Where(a => a.Email == email.Trim().ToLowerInvariant() && !a.Closed), cancel);
        return await account is { } found
            ? new Actor(found.Id, found.Name, found.Steward)
            : throw new RefusedException(new Refusal("unknown", $"There is no account {email} here.", "Add one with: fieldthread user add."));
    }
}
