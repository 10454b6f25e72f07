using System.Security.Cryptography;
using System.Text;

namespace Fieldthread.Core.Fieldwork.Pseudonyms;

/// <summary>Seals a text with a key: AES-256-GCM (NIST SP 800-38D), a random nonce each time, the name of what is sealed bound to it.</summary>
public static class SealedText
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private static readonly byte[] Mark = "FTS1"u8.ToArray();

    /// <summary>A new key, at random.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>The text, sealed.</summary>
    /// <param name="text">What is sealed.</param>
    /// <param name="key">32 bytes.</param>
    /// <param name="of">What it is of; whoever opens it must say the same.</param>
    public static byte[] Seal(string text, byte[] key, Guid of)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = Encoding.UTF8.GetBytes(text);
        var made = new byte[Mark.Length + NonceLength + TagLength + words.Length];
        Mark.CopyTo(made, 0);
        var nonce = made.AsSpan(Mark.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, words, made.AsSpan(Mark.Length + NonceLength + TagLength), made.AsSpan(Mark.Length + NonceLength, TagLength), of.ToByteArray(bigEndian: true));
        CryptographicOperations.ZeroMemory(words);
        return made;
    }

    /// <summary>Opens what was sealed.</summary>
    /// <exception cref="CryptographicException">The key is another, it is of something else, or a byte of it was changed.</exception>
    public static string Open(byte[] sealedBytes, byte[] key, Guid of)
    {
        ArgumentNullException.ThrowIfNull(sealedBytes);
        var head = Mark.Length + NonceLength + TagLength;
        if (sealedBytes.Length < head || !sealedBytes.AsSpan(0, Mark.Length).SequenceEqual(Mark))
        {
            throw new CryptographicException("It is no sealed text.");
        }

        var words = new byte[sealedBytes.Length - head];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(sealedBytes.AsSpan(Mark.Length, NonceLength), sealedBytes.AsSpan(head), sealedBytes.AsSpan(Mark.Length + NonceLength, TagLength), words, of.ToByteArray(bigEndian: true));
        return Encoding.UTF8.GetString(words);
    }

    /// <summary>Eight signs by which two copies of a key are known to be one, and from which it cannot be had.</summary>
    public static string FingerOf(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToHexStringLower(SHA256.HashData([.. "fieldthread names key"u8, .. key]))[..8];
    }

    /// <summary>A key as a person writes it down: groups of four of 32 letters and digits without I, L, O and U, the last of which tell of a slip.</summary>
    public static string InWords(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var (signs, held, bits) = (new StringBuilder(), 0, 0);
        foreach (var b in (byte[])[.. key, .. SHA256.HashData(key).AsSpan(0, 3)])
        {
            (held, bits) = ((held << 8) | b, bits + 8);
            while (bits >= 5)
            {
                signs.Append(Signs[(held >> (bits -= 5)) & 31]);
                held &= (1 << bits) - 1;
            }
        }

        return string.Join('-', signs.ToString().Chunk(4).Select(c => new string(c)));
    }

    /// <summary>The key that was written down.</summary>
    /// <exception cref="FormatException">A sign is missing or mistaken.</exception>
    public static byte[] FromWords(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (bytes, held, bits) = (new List<byte>(), 0, 0);
        foreach (var sign in words.ToUpperInvariant().Where(c => c is not ('-' or ' ' or '\n' or '\r')))
        {
            var value = Signs.IndexOf(sign is 'O' ? '0' : sign is 'I' or 'L' ? '1' : sign, StringComparison.Ordinal);
            if (value < 0)
            {
                throw new FormatException($"“{sign}” does not occur in a recovery key.");
            }

            (held, bits) = ((held << 5) | value, bits + 5);
            if (bits >= 8)
            {
                bytes.Add((byte)(held >> (bits -= 8)));
                held &= (1 << bits) - 1;
            }
        }

        var all = bytes.ToArray();
        return all.Length == KeyLength + 3 && SHA256.HashData(all.AsSpan(0, KeyLength)).AsSpan(0, 3).SequenceEqual(all.AsSpan(KeyLength)) ? all[..KeyLength] : throw new FormatException("The recovery key is not whole, or a sign of it is mistaken.");
    }

    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
}
