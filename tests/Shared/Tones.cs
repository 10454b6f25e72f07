using System.Buffers.Binary;
using System.Text;

namespace Fieldthread.Testing;

/// <summary>Sound files of silence, made by the letter of their specifications, so that no recording of anybody is in the tests.</summary>
internal static class Tones
{
    /// <summary>A WAV file of so many seconds at 8,000 samples of one byte; what is given stands at its end, in the sound.</summary>
    public static byte[] Wave(int seconds, string mark = "", uint? saysBytes = null)
    {
        var size = seconds * 8000;
        var bytes = new byte[44 + size];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)(36 + size));
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), 8000);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), 8000);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(32), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(34), 8);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(40), saysBytes ?? (uint)size);
        bytes.AsSpan(44).Fill(128);
        Encoding.UTF8.GetBytes(mark).CopyTo(bytes.AsSpan(bytes.Length - Encoding.UTF8.GetByteCount(mark)));
        return bytes;
    }

    /// <summary>An MP3 of so many frames of 128 kilobits at 44,100 samples a second, behind a tag where one is wanted.</summary>
    public static byte[] Mp3(int frames, bool tag = false, uint? counted = null, byte secondRate = 0x90)
    {
        using var made = new MemoryStream();
        if (tag)
        {
            made.Write([(byte)'I', (byte)'D', (byte)'3', 4, 0, 0, 0, 0, 1, 0]);
            made.Write(new byte[128]);
        }

        for (var i = 0; i < frames; i++)
        {
            var rate = i == 1 ? secondRate : (byte)0x90;
            var frame = new byte[144 * (rate == 0xA0 ? 160_000 : 128_000) / 44_100];
            ((byte[])[0xFF, 0xFB, rate, 0xC0]).CopyTo(frame, 0);
            if (i == 0 && counted is { } n)
            {
                "Xing"u8.CopyTo(frame.AsSpan(21));
                BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(25), 1);
                BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(29), n);
            }

            made.Write(frame);
        }

        return made.ToArray();
    }

    /// <summary>The head of a FLAC file of so many samples.</summary>
    public static byte[] Flac(ulong samples, ulong rate)
    {
        var bytes = new byte[50];
        "fLaC"u8.CopyTo(bytes);
        (bytes[4], bytes[7]) = (0x80, 34);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(18), (rate << 44) | (15UL << 36) | samples);
        return bytes;
    }

    /// <summary>An Ogg file of two pages, of Opus or Vorbis, whose last page stands at so many samples.</summary>
    public static byte[] Ogg(bool opus, long samples)
    {
        var first = new byte[28 + 30];
        "OggS"u8.CopyTo(first);
        (first[26], first[27]) = (1, 30);
        if (opus)
        {
            "OpusHead"u8.CopyTo(first.AsSpan(28));
            BinaryPrimitives.WriteUInt16LittleEndian(first.AsSpan(38), 312);
        }
        else
        {
            "\u0001vorbis"u8.CopyTo(first.AsSpan(28));
            BinaryPrimitives.WriteUInt32LittleEndian(first.AsSpan(40), 44_100);
        }

        var last = new byte[40];
        "OggS"u8.CopyTo(last);
        BinaryPrimitives.WriteInt64LittleEndian(last.AsSpan(6), samples);
        return [.. first, .. last];
    }

    /// <summary>An M4A file whose head says so many units of a thousandth, in the short or the long form.</summary>
    public static byte[] M4a(ulong units, bool isLong = false)
    {
        var head = new byte[isLong ? 120 : 108];
        head[0] = (byte)(isLong ? 1 : 0);
        if (isLong)
        {
            BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(20), 1000);
            BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(24), units);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(12), 1000);
            BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(16), (uint)units);
        }

        return [.. Box("ftyp", "M4A isom"u8.ToArray()), .. Box("free", new byte[5]), .. Box("moov", Box("mvhd", head)), .. Box("mdat", new byte[64])];
    }

    private static byte[] Box(string name, byte[] inside)
    {
        var box = new byte[8 + inside.Length];
        BinaryPrimitives.WriteUInt32BigEndian(box, (uint)box.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(box, 4);
        inside.CopyTo(box, 8);
        return box;
    }
}
