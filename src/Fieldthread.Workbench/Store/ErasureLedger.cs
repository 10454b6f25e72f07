using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Store;

/// <summary>One erasure: of what, and digests of the texts that went, by which a copy under another id is known again. Never words.</summary>
/// <param name="Study">The id by which installations know the study.</param>
/// <param name="Act">The act that erased.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What it was asked of: source, participant, person.</param>
/// <param name="Id">Its id, the same in every backup.</param>
/// <param name="Texts">Digests of whole texts.</param>
public sealed record ErasureEntry(Guid Study, long Act, DateTimeOffset At, string Kind, Guid Id, IReadOnlyList<ErasedText> Texts)
{
    /// <summary>The digest of a text under a salt, hexadecimal.</summary>
    public static string Digest(byte[] salt, string text)
    {
        ArgumentNullException.ThrowIfNull(salt);
        ArgumentNullException.ThrowIfNull(text);
        return Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>A text that was erased, by a salted digest.</summary>
/// <param name="Salt">16 random bytes, hexadecimal.</param>
/// <param name="Digest">Its digest under the salt, hexadecimal.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
public sealed record ErasedText(string Salt, string Digest, int Length)
{
    /// <summary>True where a text is that one.</summary>
    public bool Is(string text) => text?.Length == Length && ErasureEntry.Digest(Convert.FromHexString(Salt), text) == Digest;
}

/// <summary>The ledger of erasures: a file of one line of JSON each, outside the database and outside every backup, so that a restored backup can be told what was erased since.</summary>
public static class ErasureLedger
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "erasures.jsonl";

    /// <summary>Adds an entry that is not there yet, and has it on the disk before it returns.</summary>
    /// <param name="path">The ledger.</param>
    /// <param name="entry">The entry.</param>
    public static async Task TellAsync(string path, ErasureEntry entry)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(entry);
        // What was erased once is erased again by its first line; an erasure done again after a restore adds nothing.
        if (Read(path).Any(e => (e.Study, e.Kind, e.Id) == (entry.Study, entry.Kind, entry.Id)))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        await file.WriteAsync(Encoding.UTF8.GetBytes(Json.Write(entry) + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Every entry, in the order in which they were made; none where there is no file.</summary>
    /// <param name="path">The ledger.</param>
    /// <exception cref="RefusedException">A line cannot be read: <c>damaged-ledger</c>.</exception>
    public static IReadOnlyList<ErasureEntry> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var lines = File.ReadAllLines(path);
        var entries = new List<ErasureEntry>(lines.Length);
        foreach (var (line, number) in lines.Select((l, i) => (l, i + 1)).Where(l => l.l.Length > 0))
        {
            try
            {
                entries.Add(Json.Read<ErasureEntry>(line));
            }
            catch (JsonException)
            {
                throw new RefusedException(new Refusal("damaged-ledger", $"Line {number} of the ledger of erasures cannot be read.", "Nothing was changed. Mend or replace the file; without it a backup would bring erased words back."));
            }
        }

        return entries;
    }
}
