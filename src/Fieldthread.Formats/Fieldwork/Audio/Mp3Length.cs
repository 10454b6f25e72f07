using System.Buffers.Binary;

namespace Fieldthread.Formats.Fieldwork.Audio;

/// <summary>The length of an MP3 file: frames by the count that an encoder left (Xing and Info tags, VBRI), or, where the first frames are all of one size, bytes by bits a second (ISO/IEC 11172-3, section 2.4.1.3).</summary>
internal static class Mp3Length
{
    private static readonly int[] First = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Second = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Rates = [44_100, 48_000, 32_000];

    /// <summary>How many frames of one rate are enough to take the file to be of one rate.</summary>
    private const int Enough = 50;

    /// <summary>Where the first frame begins, behind a tag at the start; null where there is none.</summary>
    public static int? StartOf(ReadOnlySpan<byte> bytes)
    {
        long at = 0;
        if (bytes.Length >= 10 && bytes.StartsWith("ID3"u8))
        {
            at = 10 + ((bytes[6] & 0x7F) << 21 | (bytes[7] & 0x7F) << 14 | (bytes[8] & 0x7F) << 7 | bytes[9] & 0x7F) + ((bytes[5] & 0x10) != 0 ? 10 : 0);
        }

        // Some programs pad behind their tag; two frames that follow each other are no chance.
        for (var end = Math.Min(bytes.Length - 4, at + (at > 0 ? 1 << 16 : 0)); at <= end; at++)
        {
            if (Frame.At(bytes, (int)at) is { } frame && (Frame.At(bytes, (int)at + frame.Bytes) is not null || at + frame.Bytes == bytes.Length))
            {
                return (int)at;
            }
        }

        return null;
    }

    public static double? Of(ReadOnlySpan<byte> bytes, int start)
    {
        var first = Frame.At(bytes, start)!.Value;
        var inside = bytes[start..Math.Min(bytes.Length, start + first.Bytes)];
        foreach (var tag in (ReadOnlySpan<int>)[inside.IndexOf("Xing"u8), inside.IndexOf("Info"u8)])
        {
            if (tag is > 0 and < 64 && inside.Length >= tag + 12 && (inside[tag + 7] & 1) == 1)
            {
                return (double)BinaryPrimitives.ReadUInt32BigEndian(inside[(tag + 8)..]) * first.Samples / first.Rate;
            }
        }

        if (inside.IndexOf("VBRI"u8) is 36 && inside.Length >= 54)
        {
            return (double)BinaryPrimitives.ReadUInt32BigEndian(inside[50..]) * first.Samples / first.Rate;
        }

        var (at, seen) = (start, 0);
        while (seen < Enough && Frame.At(bytes, at) is { } frame)
        {
            if (frame.BitsPerSecond != first.BitsPerSecond)
            {
                return null;
            }

            (at, seen) = (at + frame.Bytes, seen + 1);
        }

        return (bytes.Length - start) * 8.0 / first.BitsPerSecond;
    }

    private readonly record struct Frame(int Bytes, int Samples, int Rate, int BitsPerSecond)
    {
        public static Frame? At(ReadOnlySpan<byte> bytes, int at)
        {
            if (at < 0 || at + 4 > bytes.Length || bytes[at] != 0xFF || (bytes[at + 1] & 0xE0) != 0xE0)
            {
                return null;
            }

            var (version, layer, bits, rate, padding) = (bytes[at + 1] >> 3 & 3, bytes[at + 1] >> 1 & 3, bytes[at + 2] >> 4, bytes[at + 2] >> 2 & 3, bytes[at + 2] >> 1 & 1);
            if (version == 1 || layer != 1 || bits is 0 or 15 || rate == 3)
            {
                return null;
            }

            // Versions 2 and 2.5 have half and a quarter of the rate, and frames of half as many samples.
            var isFirst = version == 3;
            var (samples, perSecond, kilobits) = (isFirst ? 1152 : 576, Rates[rate] >> (isFirst ? 0 : version == 2 ? 1 : 2), (isFirst ? First : Second)[bits]);
            return new Frame((samples / 8 * kilobits * 1000 / perSecond) + padding, samples, perSecond, kilobits * 1000);
        }
    }
}
