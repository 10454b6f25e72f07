using System.Buffers.Binary;

namespace Fieldthread.Formats.Fieldwork.Audio;

/// <summary>The length of a RIFF WAVE file: bytes of sound by bytes a second (Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0, 1991).</summary>
internal static class WaveLength
{
    public static double? Of(ReadOnlySpan<byte> bytes)
    {
        uint? rate = null;
        for (long at = 12; at + 8 <= bytes.Length;)
        {
            var chunk = bytes[(int)at..];
            long size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("fmt "u8) && chunk.Length >= 20)
            {
                rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[16..]);
            }
            else if (chunk.StartsWith("data"u8) && rate is > 0 and var perSecond)
            {
                // A recorder that was cut off leaves a size of nothing or of everything; the bytes that are there count.
                var there = bytes.Length - at - 8;
                return (double)(size == 0 || size > there ? there : size) / perSecond;
            }

            at += 8 + size + (size & 1);
        }

        return null;
    }
}

/// <summary>The length of a FLAC file: samples by samples a second of the stream’s information block (RFC 9639, section 8.2).</summary>
internal static class FlacLength
{
    public static double? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 42 || (bytes[4] & 0x7F) != 0)
        {
            return null;
        }

        var both = BinaryPrimitives.ReadUInt64BigEndian(bytes[18..]);
        var (rate, samples) = (both >> 44, both & 0xF_FFFF_FFFF);
        return rate > 0 && samples > 0 ? (double)samples / rate : null;
    }
}

/// <summary>The length of an Ogg file: the last page’s position by samples a second, less what Opus says to skip (RFC 3533; RFC 7845, sections 4 and 5.1).</summary>
internal static class OggLength
{
    public static double? Of(ReadOnlySpan<byte> bytes)
    {
        // The page’s head is 27 bytes and a table of its segments.
        if (bytes.Length < 28 || bytes.Length < 27 + bytes[26] + 19)
        {
            return null;
        }

        var first = bytes[(27 + bytes[26])..];
        var (rate, skip) = first.StartsWith("OpusHead"u8) ? (48_000u, (long)BinaryPrimitives.ReadUInt16LittleEndian(first[10..]))
            : first.StartsWith("\u0001vorbis"u8) ? (BinaryPrimitives.ReadUInt32LittleEndian(first[12..]), 0) : (0u, 0);
        var tail = bytes[Math.Max(0, bytes.Length - (1 << 17))..];
        var last = tail.LastIndexOf("OggS"u8);
        if (rate == 0 || last < 0 || tail.Length - last < 14)
        {
            return null;
        }

        var samples = BinaryPrimitives.ReadInt64LittleEndian(tail[(last + 6)..]) - skip;
        return samples > 0 ? (double)samples / rate : null;
    }
}

/// <summary>The length of an MPEG-4 file: duration by units a second of the movie’s header (ISO/IEC 14496-12, section 8.2.2).</summary>
internal static class Mp4Length
{
    public static double? Of(ReadOnlySpan<byte> bytes) => Box(bytes, "moov"u8, out var movie) && Box(movie, "mvhd"u8, out var head) ? Duration(head) : null;

    private static double? Duration(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 32 && head[0] == 1)
        {
            var units = BinaryPrimitives.ReadUInt32BigEndian(head[20..]);
            return units > 0 ? (double)BinaryPrimitives.ReadUInt64BigEndian(head[24..]) / units : null;
        }

        return head.Length >= 20 && BinaryPrimitives.ReadUInt32BigEndian(head[12..]) is > 0 and var scale && BinaryPrimitives.ReadUInt32BigEndian(head[16..]) is not uint.MaxValue and var duration
            ? (double)duration / scale : null;
    }

    /// <summary>What the first box of a name holds, among boxes that follow each other.</summary>
    private static bool Box(ReadOnlySpan<byte> boxes, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> inside)
    {
        inside = default;
        while (boxes.Length >= 8)
        {
            ulong size = BinaryPrimitives.ReadUInt32BigEndian(boxes);
            var head = 8;
            if (size == 1 && boxes.Length >= 16)
            {
                (size, head) = (BinaryPrimitives.ReadUInt64BigEndian(boxes[8..]), 16);
            }

            size = size == 0 ? (ulong)boxes.Length : size;
            if (size < (ulong)head || size > (ulong)boxes.Length)
            {
                return false;
            }

            if (boxes[4..8].SequenceEqual(name))
            {
                inside = boxes[head..(int)size];
                return true;
            }

            boxes = boxes[(int)size..];
        }

        return false;
    }
}
