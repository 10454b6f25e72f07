using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Audio;

/// <summary>What the head of a sound file says.</summary>
/// <param name="Kind">Kind as people call it: “WAV”.</param>
/// <param name="MediaType">Media type by which browsers know it.</param>
/// <param name="Length">How long it plays, where the file says so; null otherwise. Never guessed.</param>
public sealed record AudioFacts(string Kind, string MediaType, TimeSpan? Length);

/// <summary>Tells what kind of sound a file holds by its first bytes, whatever its name says, and how long it plays where its head says so. Nothing is decoded.</summary>
public static class AudioHeader
{
    /// <summary>The kinds that are told.</summary>
    public const string Kinds = "MP3, M4A, WAV, Ogg, FLAC and WebM";

    /// <summary>The longest length that is believed of a head.</summary>
    private const double MostSeconds = 24 * 3600;

    /// <summary>Reads the head of a file.</summary>
    /// <param name="file">Name of the file, for the words of the refusal.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="ReadException">It is none of the kinds.</exception>
    public static AudioFacts Read(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WAVE"u8))
        {
            return new AudioFacts("WAV", "audio/wav", Believed(WaveLength.Of(bytes)));
        }

        if (bytes.StartsWith("fLaC"u8))
        {
            return new AudioFacts("FLAC", "audio/flac", Believed(FlacLength.Of(bytes)));
        }

        if (bytes.StartsWith("OggS"u8))
        {
            return new AudioFacts("Ogg", "audio/ogg", Believed(OggLength.Of(bytes)));
        }

        if (bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8))
        {
            return new AudioFacts("M4A", "audio/mp4", Believed(Mp4Length.Of(bytes)));
        }

        if (bytes.Length >= 4 && bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) && bytes[..Math.Min(bytes.Length, 64)].IndexOf("webm"u8) > 0)
        {
            return new AudioFacts("WebM", "audio/webm", null);
        }

        return Mp3Length.StartOf(bytes) is { } start
            ? new AudioFacts("MP3", "audio/mpeg", Believed(Mp3Length.Of(bytes, start)))
            : throw new ReadException(file, "its first bytes are not those of a sound file of a kind that is kept.");
    }

    private static TimeSpan? Believed(double? seconds) => seconds is >= 0.001 and <= MostSeconds and var s ? TimeSpan.FromMilliseconds(Math.Round(s * 1000)) : null;
}
