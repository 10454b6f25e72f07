using System.Security.Cryptography;
using System.Text.Json;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Store;

/// <summary>The head of a log as a cut, a backup or a publication carries it away: whoever holds it can tell whether the log up to it was changed.</summary>
/// <param name="Study">The study's uid.</param>
/// <param name="Act">Number of the act.</param>
/// <param name="Hash">Hash of its line, 64 hexadecimal digits.</param>
public sealed record LogHead(Guid Study, long Act, string Hash)
{
    /// <summary>Reads a head file.</summary>
    /// <exception cref="RefusedException">It is none: <c>bad-head</c>.</exception>
    public static LogHead Read(string json)
    {
        try
        {
            var head = Json.Read<LogHead>(json);
            if (head.Hash is { Length: 64 } hash && hash.All(char.IsAsciiHexDigit) && head.Act >= 0)
            {
                return head;
            }
        }
        catch (JsonException)
        {
            // Refused below, in words.
        }

        throw new RefusedException(new Refusal("bad-head", "The file does not hold the head of a log.", "It is JSON with study, act and hash, as a backup or a publication carries it."));
    }
}

/// <summary>What the verification of a log found.</summary>
/// <param name="Acts">How many acts the log holds.</param>
/// <param name="Head">Its head as it stands.</param>
/// <param name="Faults">What does not fit, a sentence each; empty where everything stands.</param>
public sealed record LogVerdict(long Acts, LogHead Head, IReadOnlyList<string> Faults)
{
    /// <summary>True where the log stands.</summary>
    public bool Stands => Faults.Count == 0;
}

/// <summary>Verifies the log of a study: its chain, the heads that its cuts and publications carry, and a head kept elsewhere.</summary>
public static class LogVerify
{
    /// <summary>The head of a study's log.</summary>
    /// <exception cref="RefusedException">There is no such study: <c>unknown</c>.</exception>
    public static async Task<LogHead> HeadAsync(Database database, int study, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var context = database.Live(new View(study));
        return Of(await FindAsync(context, study, cancel));
    }

    /// <summary>Verifies the log.</summary>
    /// <param name="database">The installation.</param>
    /// <param name="study">Local number of the study.</param>
    /// <param name="against">A head kept elsewhere; null where none is at hand, and a log that was rewritten whole is not found out.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">There is no such study: <c>unknown</c>.</exception>
    public static async Task<LogVerdict> VerifyAsync(Database database, int study, LogHead? against = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var context = database.Live(new View(study));
        await using var reading = await Transactions.BeginReadAsync(context, cancel);
        return await VerifyAsync(context, study, against, cancel);
    }

    /// <summary>Verifies the log inside an open transaction.</summary>
    internal static async Task<LogVerdict> VerifyAsync(StudyContext context, int study, LogHead? against, CancellationToken cancel)
    {
        var head = await FindAsync(context, study, cancel);
        var hashes = new List<byte[]> { new byte[32] };
        var faults = new List<string>();
        var entries = context.Set<ActEntry>().AsNoTracking().Where(e => e.StudyId == study).OrderBy(e => e.Seq).AsEnumerable();
        if (LogChain.Break(head, entries.Select(Kept)) is { } broken)
        {
            faults.Add(broken);
        }

        faults.AddRange(await CarriedAsync(context, hashes, cancel));
        if (against is not null)
        {
            faults.AddRange(Against(head, hashes, against));
        }

        return new LogVerdict(hashes.Count - 1, Of(head), faults);

        ActEntry Kept(ActEntry entry)
        {
            cancel.ThrowIfCancellationRequested();
            hashes.Add(entry.Hash);
            return entry;
        }
    }

    /// <summary>Rows that carry a head: it must be the hash of the line right before the act that wrote them.</summary>
    private static async Task<List<string>> CarriedAsync(StudyContext context, List<byte[]> hashes, CancellationToken cancel)
    {
        var faults = new List<string>();
        foreach (var type in Naming.EvidenceTypes.Where(t => t.GetProperty("HeadHash") is not null))
        {
            var table = Naming.TableOf(type);
            var rows = await context.ReadAsync(
                $"SELECT id, recorded_in, head_hash FROM {table} WHERE study_id = @study UNION ALL SELECT id, recorded_in, head_hash FROM {table}_history WHERE study_id = @study",
                row => (Id: row.ReadId(0), Act: row.GetInt64(1), Hash: (byte[])row.GetValue(2)), cancel, ("study", context.Study));
            faults.AddRange(rows
                .Where(row => !(row.Act >= 1 && row.Act < hashes.Count && hashes.Take((int)row.Act).Any(h => CryptographicOperations.FixedTimeEquals(h, row.Hash))))
                .Select(row => $"A {Naming.CalledInWords(type)} of act {row.Act} carries a head that the log before it does not have ({row.Id})."));
        }

        return faults;
    }

    private static IEnumerable<string> Against(StudyHead head, List<byte[]> hashes, LogHead against)
    {
        if (against.Study != head.Uid)
        {
            yield return $"The head that was given is of another study ({against.Study}); this one is {head.Uid}.";
        }
        else if (against.Act >= hashes.Count)
        {
            yield return $"The head that was given is of act {against.Act}; the log ends with act {hashes.Count - 1}, so acts were removed or an older copy was restored.";
        }
        else if (!CryptographicOperations.FixedTimeEquals(hashes[(int)against.Act], Convert.FromHexString(against.Hash)))
        {
            yield return $"Act {against.Act} has another hash than the head that was given: the log up to it was rewritten since.";
        }
    }

    private static async Task<StudyHead> FindAsync(StudyContext context, int study, CancellationToken cancel) =>
        await context.Set<StudyHead>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == study, cancel)
        ?? throw new RefusedException(new Refusal("unknown", "There is no such study."));

    private static LogHead Of(StudyHead head) => new(head.Uid, head.Head, Convert.ToHexStringLower(head.HeadHash));
}
