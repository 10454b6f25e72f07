using System.Runtime.InteropServices;

namespace Fieldthread.Formats.Hostile;

/// <summary>Reads a stream into memory, but not without end.</summary>
public static class SafeStream
{
    /// <summary>All bytes of a stream from where it stands.</summary>
    /// <param name="stream">Any readable stream.</param>
    /// <param name="most">How many bytes at most.</param>
    /// <param name="place">What to call it in an error.</param>
    /// <exception cref="ReadException">There is more than <paramref name="most"/>, or the stream fails.</exception>
    public static ReadOnlyMemory<byte> ReadAll(Stream stream, long most, string place)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            var known = stream.CanSeek ? stream.Length - stream.Position : 0;
            TooLarge(known, most, place);
            var buffer = new byte[Math.Clamp(known + 1, 4096, Array.MaxLength)];
            var length = 0;
            for (int read; (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
            {
                length += read;
                TooLarge(length, most, place);
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, buffer.Length * 2L));
                }
            }

            return buffer.AsMemory(0, length);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException)
        {
            throw new ReadException(place, "The file breaks off or is damaged. Copy or export it again.", e);
        }
    }

    /// <summary>Bytes in memory as a stream, without a copy where that can be had.</summary>
    public static MemoryStream Over(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    private static void TooLarge(long length, long most, string place)
    {
        if (length > most)
        {
            throw new ReadException(place, $"The file is larger than the {most >> 20} MiB that are read at once. Split it, or raise the limit.");
        }
    }
}
