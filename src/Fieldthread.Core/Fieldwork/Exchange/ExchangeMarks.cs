using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>What a project said when it was exchanged, as salted marks of 16 bytes a field: enough to tell what was changed since, and nothing from which a word could be read.</summary>
public sealed class ExchangeMarks
{
    private const int SaltLength = 16;
    private const int Entry = 16;
    private readonly Dictionary<ulong, ulong> marks;
    private readonly byte[] salt;

    private ExchangeMarks(byte[] salt, Dictionary<ulong, ulong> marks) => (this.salt, this.marks) = (salt, marks);

    /// <summary>How many marks there are: one for each item and one for each of its fields.</summary>
    public int Count => marks.Count;

    /// <summary>The salt, to mark another project so that the two can be set beside each other.</summary>
    public ReadOnlyMemory<byte> Salt => salt;

    /// <summary>A new salt.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>Marks items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="salt">16 bytes.</param>
    /// <exception cref="ArgumentException">The salt has another length.</exception>
    public static ExchangeMarks Of(IEnumerable<ExchangeItem> items, ReadOnlyMemory<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException($"A salt has {SaltLength} bytes.", nameof(salt));
        }

        var made = new ExchangeMarks(salt.ToArray(), []);
        foreach (var item in items)
        {
            made.marks[made.Hash(item.Key, "")] = 1;
            foreach (var field in item.Fields)
            {
                made.marks[made.Hash(item.Key, field.Name)] = made.Hash(field.Value, "=");
            }
        }

        return made;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ArgumentException">They are no such marks.</exception>
    public static ExchangeMarks Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SaltLength || (bytes.Length - SaltLength) % Entry != 0)
        {
            throw new ArgumentException("These are no marks of an exchange.", nameof(bytes));
        }

        var read = new Dictionary<ulong, ulong>((bytes.Length - SaltLength) / Entry);
        for (var at = SaltLength; at < bytes.Length; at += Entry)
        {
            read[BinaryPrimitives.ReadUInt64BigEndian(bytes[at..])] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(at + 8)..]);
        }

        return new ExchangeMarks(bytes[..SaltLength].ToArray(), read);
    }

    /// <summary>The salt and the marks, sorted.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SaltLength + (marks.Count * Entry)];
        salt.CopyTo(bytes, 0);
        var at = SaltLength;
        foreach (var (key, value) in marks.OrderBy(m => m.Key))
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), key);
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at + 8), value);
            at += Entry;
        }

        return bytes;
    }

    /// <summary>True where the item was in the project.</summary>
    /// <param name="item">By kind and id.</param>
    public bool Had(ExchangeItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return marks.ContainsKey(Hash(item.Key, ""));
    }

    /// <summary>True where the item said just this then; an empty value is nothing said.</summary>
    /// <param name="item">By kind and id.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="value">What it says.</param>
    public bool Said(ExchangeItem item, string field, string? value)
    {
        ArgumentNullException.ThrowIfNull(item);
        return marks.TryGetValue(Hash(item.Key, field), out var mark) ? !string.IsNullOrEmpty(value) && mark == Hash(value, "=") : string.IsNullOrEmpty(value);
    }

    /// <summary>How alike two states are: twice what they share through what both have (Dice, 1945), from 0 to 1.</summary>
    /// <param name="other">Marks with the same salt.</param>
    /// <exception cref="ArgumentException">The salt is another.</exception>
    public double Likeness(ExchangeMarks other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!salt.AsSpan().SequenceEqual(other.salt))
        {
            throw new ArgumentException("Marks are compared under one salt.", nameof(other));
        }

        var shared = other.marks.Count(m => marks.TryGetValue(m.Key, out var mine) && mine == m.Value);
        return Count + other.Count == 0 ? 0 : 2.0 * shared / (Count + other.Count);
    }

    private ulong Hash(string first, string second)
    {
        Span<byte> hash = stackalloc byte[32];
        using var incremental = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        incremental.AppendData(salt);
        incremental.AppendData(Encoding.UTF8.GetBytes(first));
        incremental.AppendData([0xFF]);
        incremental.AppendData(Encoding.UTF8.GetBytes(second));
        incremental.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
