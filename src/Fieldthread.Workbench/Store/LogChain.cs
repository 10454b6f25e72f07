using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fieldthread.Workbench.Store;

/// <summary>The hash chain of a study's log. A changed, missing or added line breaks every hash after it.</summary>
public static class LogChain
{
    /// <summary>Hash of one line: SHA-256 of the previous hash followed by the study's uid and every field but the salt, one a line, UTF-8.</summary>
    public static byte[] Hash(byte[] previous, Guid study, ActEntry entry)
    {
        ArgumentNullException.ThrowIfNull(previous);
        ArgumentNullException.ThrowIfNull(entry);
        var line = string.Join('\n', Convert.ToHexStringLower(previous), study.ToString("D"), entry.Seq.ToString(CultureInfo.InvariantCulture), entry.Name,
            Dialect.Micros(entry.At).ToString(CultureInfo.InvariantCulture), entry.ActorId?.ToString("D") ?? "-", entry.ClientId?.ToString("D") ?? "-",
            Convert.ToHexStringLower(entry.Digest), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry.Answer))),
            entry.Undoes?.ToString(CultureInfo.InvariantCulture) ?? "-");
        return SHA256.HashData(Encoding.UTF8.GetBytes(line));
    }

    /// <summary>Salted digest of what was sent.</summary>
    public static byte[] Digest(byte[] salt, object payload) =>
        HMACSHA256.HashData(salt, JsonSerializer.SerializeToUtf8Bytes(payload, payload.GetType(), Json.ForLog));

    /// <summary>Follows the chain of a study and says where it breaks.</summary>
    /// <returns>Null when every line stands, otherwise a sentence with the number of the first act that does not.</returns>
    public static string? Break(StudyHead head, IEnumerable<ActEntry> inOrder)
    {
        ArgumentNullException.ThrowIfNull(head);
        var previous = new byte[32];
        long expected = 1;
        foreach (var entry in inOrder)
        {
            if (entry.Seq != expected)
            {
                return $"Act {expected} is missing from the log; the next one there is {entry.Seq}.";
            }

            if (!CryptographicOperations.FixedTimeEquals(entry.Hash, Hash(previous, head.Uid, entry)))
            {
                return $"Act {entry.Seq} ({entry.Name}) does not fit the chain: its line was changed after it was written.";
            }

            previous = entry.Hash;
            expected++;
        }

        return head.Head != expected - 1 || !CryptographicOperations.FixedTimeEquals(head.HeadHash, previous)
            ? $"The study’s head says act {head.Head}, the log ends with act {expected - 1}, and their hashes must agree."
            : null;
    }
}
