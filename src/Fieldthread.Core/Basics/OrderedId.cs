namespace Fieldthread.Core.Basics;

/// <summary>Makes ids that sort by the moment at which this process made them, also within one millisecond.</summary>
/// <remarks>
/// UUID version 7 (RFC 9562, 5.7) with its method 1: the 60 bits before and in <c>rand_a</c> count steps of a 4,096th of a millisecond, and never
/// stand still or go back while the process runs; the 62 bits of <c>rand_b</c> are random. <see cref="Guid.CreateVersion7()"/> orders to the millisecond only.
/// </remarks>
public static class OrderedId
{
    private const int StepsOfMillisecond = 4096;
    private static long last;

    /// <summary>A new id, greater than every other that this process has made.</summary>
    public static Guid Next()
    {
        var steps = (long)((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * (Int128)StepsOfMillisecond / TimeSpan.TicksPerMillisecond);
        long before, step;
        do
        {
            before = Interlocked.Read(ref last);
            step = Math.Max(steps, before + 1);
        }
        while (Interlocked.CompareExchange(ref last, step, before) != before);

        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, (step / StepsOfMillisecond << 16) | 0x7000L | (step % StepsOfMillisecond));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The day on which an id was made, in universal time.</summary>
    /// <param name="id">An id that <see cref="Next"/> made.</param>
    public static DateOnly DayOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16 & 0xFFFF_FFFF_FFFF;
        return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())).UtcDateTime);
    }
}
