using Fieldthread.Formats.Fieldwork.Audio;
using Fieldthread.Formats.Hostile;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Fieldwork;

public sealed class AudioHeaderTests
{
    [Fact]
    public void Each_kind_is_told_by_its_first_bytes_with_the_length_that_it_says()
    {
        Assert.Equal(new AudioFacts("WAV", "audio/wav", TimeSpan.FromSeconds(3)), Read(Tones.Wave(3)));
        Assert.Equal(new AudioFacts("FLAC", "audio/flac", TimeSpan.FromMinutes(61)), Read(Tones.Flac(61UL * 60 * 48_000, 48_000)));
        Assert.Equal(new AudioFacts("Ogg", "audio/ogg", TimeSpan.FromSeconds(90)), Read(Tones.Ogg(opus: true, (90 * 48_000) + 312)));
        Assert.Equal(new AudioFacts("Ogg", "audio/ogg", TimeSpan.FromSeconds(90)), Read(Tones.Ogg(opus: false, 90 * 44_100)));
        Assert.Equal(new AudioFacts("M4A", "audio/mp4", TimeSpan.FromSeconds(4.5)), Read(Tones.M4a(4500)));
        Assert.Equal(new AudioFacts("M4A", "audio/mp4", TimeSpan.FromHours(5)), Read(Tones.M4a(18_000_000, isLong: true)));
        Assert.Equal(new AudioFacts("WebM", "audio/webm", null), Read([0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. "webm"u8]));
        // 1,000 frames of 1,152 samples at 44,100 a second, as an encoder counted them.
        Assert.Equal(26.122, Read(Tones.Mp3(3, counted: 1000)).Length!.Value.TotalSeconds, 0.001);
    }

    [Fact]
    public void An_mp3_of_one_rate_is_as_long_as_its_bytes_and_of_several_rates_is_not_guessed()
    {
        var tagged = Tones.Mp3(100, tag: true);
        Assert.Equal((tagged.Length - 138) * 8 / 128_000.0, Read(tagged).Length!.Value.TotalSeconds, 0.001);
        Assert.Null(Read(Tones.Mp3(100, secondRate: 0xA0)).Length);
    }

    [Fact]
    public void A_recorder_that_was_cut_off_leaves_a_length_by_the_bytes_that_are_there()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), Read(Tones.Wave(2, saysBytes: 0)).Length);
        Assert.Equal(TimeSpan.FromSeconds(2), Read(Tones.Wave(2, saysBytes: uint.MaxValue)).Length);
    }

    [Fact]
    public void What_is_no_sound_is_refused_and_broken_heads_are_borne()
    {
        foreach (var text in new[] { "", "R", "WEBVTT\n\n00:00", "PK\u0003\u0004", "%PDF-1.7", "<!doctype html>" })
        {
            Assert.Throws<ReadException>(() => Read(System.Text.Encoding.UTF8.GetBytes(text)));
        }

        // One frame’s head may stand anywhere by chance; a second behind it does not.
        Assert.Throws<ReadException>(() => Read([0xFF, 0xFB, 0x90, 0xC0, .. new byte[2000]]));
        var random = new Random(7);
        byte[][] whole = [Tones.Wave(1), Tones.Mp3(20, tag: true), Tones.Mp3(5, counted: 9), Tones.Flac(48_000, 48_000), Tones.Ogg(true, 1000), Tones.Ogg(false, 1000), Tones.M4a(500), Tones.M4a(500, true)];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = whole[i % whole.Length].AsSpan(0, random.Next(whole[i % whole.Length].Length)).ToArray();
            for (var n = random.Next(4); n > 0 && bytes.Length > 0; n--)
            {
                bytes[random.Next(Math.Min(bytes.Length, 64))] = (byte)random.Next(256);
            }

            try
            {
                Assert.True(Read(bytes).Length is not { } length || (length > TimeSpan.Zero && length <= TimeSpan.FromHours(24)));
            }
            catch (ReadException)
            {
                // That is the only way to say no.
            }
        }
    }

    private static AudioFacts Read(byte[] bytes) => AudioHeader.Read("a file", bytes);
}
