using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Acts;

/// <summary>What an act works with, inside its transaction.</summary>
/// <param name="Context">The study as it is, seen without blinding or narrowing: an act judges by everything.</param>
/// <param name="Number">The act's number; every row that it writes carries it.</param>
/// <param name="Now">The instant of the act.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Me">The actor's person in the study, where there is one.</param>
/// <param name="Services">What acts need beside the study: secrets, cache, settings.</param>
/// <param name="Progress">Where long work says how far it has come.</param>
/// <param name="Cancel">Stops the act; everything is rolled back.</param>
public sealed record Acting(LiveContext Context, long Number, DateTimeOffset Now, Actor Actor, Guid? Me, ActServices Services, IProgress<JobProgress> Progress, CancellationToken Cancel)
{
    /// <summary>Adds a row; it is written when the act ends.</summary>
    public T Add<T>(T row)
        where T : Evidence
    {
        row.StudyId = Context.Study;
        Context.Add(row);
        return row;
    }

    /// <summary>Adds many new rows at once, past the change tracker: written now, not found by <see cref="FindAsync{T}"/> as tracked rows are.</summary>
    public Task AddManyAsync<T>(IReadOnlyCollection<T> rows)
        where T : Evidence => BulkInsert.InsertAsync(Context, rows, Number, Cancel);

    /// <summary>Puts the words of passages into the full-text index.</summary>
    public Task AddTermsAsync(IReadOnlyCollection<PassageTerms> terms) => BulkInsert.InsertTermsAsync(Context, terms, Cancel);

    /// <summary>Reserves rows of the full-text index for passages.</summary>
    /// <returns>The first of them; the others follow without gaps.</returns>
    public Task<long> NextSearchRowAsync(int count) => BulkInsert.ReserveSearchRowsAsync(Context, count, Cancel);

    /// <summary>Removes a row; its history stays.</summary>
    public void Remove(Evidence row) => Context.Remove(row);

    /// <summary>The row of that id.</summary>
    /// <exception cref="RefusedException">There is none in this study: <c>unknown</c>.</exception>
    public async Task<T> FindAsync<T>(Guid id)
        where T : Evidence
    {
        var row = Context.ChangeTracker.Entries<T>().FirstOrDefault(e => e.Entity.Id == id && e.State != EntityState.Deleted)?.Entity
            ?? await Context.Set<T>().AsTracking().SingleOrDefaultAsync(r => r.Id == id, Cancel);
        return row ?? throw new RefusedException(id == Guid.Empty
            ? new Refusal("unknown", $"No {Naming.CalledInWords(typeof(T))} was named.", "Choose one and send it again.")
            : new Refusal("unknown", $"There is no {Naming.CalledInWords(typeof(T))} with the id {id} in this study.", "It may have been removed; read the page again."));
    }

    /// <summary>Keeps a file of the study beside its rows.</summary>
    /// <param name="mediaType">Kind of the file, as <c>audio/wav</c>.</param>
    /// <param name="bytes">What it holds; not copied where the memory is an array of its own.</param>
    /// <returns>The id by which a row names it.</returns>
    public async Task<Guid> KeepFileAsync(string mediaType, ReadOnlyMemory<byte> bytes)
    {
        var id = OrderedId.Next();
        var whole = MemoryMarshal.TryGetArray(bytes, out var held) && held.Offset == 0 && held.Count == held.Array!.Length ? held.Array : bytes.ToArray();
        await Context.ExecuteAsync("INSERT INTO blobs (study_id, id, media_type, bytes) VALUES (@study, @id, @type, @bytes)", Cancel, ("study", Context.Study), ("id", id), ("type", mediaType), ("bytes", whole));
        return id;
    }

    /// <summary>Refuses, in words. Nothing of the act is kept.</summary>
    /// <exception cref="RefusedException">Always.</exception>
    [DoesNotReturn]
    public static void Refuse(string code, string message, string whatToDo = "") => throw new RefusedException(new Refusal(code, message, whatToDo));

    /// <summary>Refuses when a text that a person must give is empty, and trims it.</summary>
    /// <exception cref="RefusedException">It is empty: <c>empty</c>.</exception>
    public static string Given(string? text, string what)
    {
        var given = (text ?? "").Trim();
        if (given.Length == 0)
        {
            Refuse("empty", $"{what} is empty.", "Write it and send it again.");
        }

        return Core.Basics.WellFormedText.Repair(given, out _);
    }

    /// <summary>A text that may be empty, trimmed, with what no database may hold (U+0000, half a character) replaced by U+FFFD.</summary>
    public static string Clean(string? text) => Core.Basics.WellFormedText.Repair((text ?? "").Trim(), out _);
}

/// <summary>What acts need beside the study.</summary>
/// <param name="Database">The database, for its provider's ways.</param>
/// <param name="Clock">Gives the time.</param>
/// <param name="Cache">Results kept in memory.</param>
public sealed record ActServices(Database Database, TimeProvider Clock, StudyCache Cache);
