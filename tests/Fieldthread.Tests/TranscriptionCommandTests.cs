using Fieldthread.Testing;

namespace Fieldthread.Tests;

/// <summary>Recordings and the work board by commands.</summary>
public sealed class TranscriptionCommandTests : Commands
{
    [Fact]
    public void A_recording_is_kept_transcribed_checked_and_erased_by_commands()
    {
        var folder = Directory.CreateTempSubdirectory("fieldthread-sound-").FullName;
        try
        {
            var (sound, text, copy) = (Path.Combine(folder, "board.wav"), Path.Combine(folder, "Board.txt"), Path.Combine(folder, "copy.wav"));
            File.WriteAllBytes(sound, Tones.Wave(90));
            File.WriteAllText(text, "Chair: We begin.");
            Assert.Equal(0, Run("study", "new", "Sound").Code);
            Assert.Equal(0, Run("do", "add-encounter", "name=The board", "kind=meeting", "-s", "sound").Code);
            Assert.Contains("WAV, 0:01:30. Recording", Run("transcription", "add", sound, "--encounter", "The board", "--transcriber", "Researcher", "--due", "2021-06-14", "-s", "sound").Output, StringComparison.Ordinal);
            Assert.Contains("There is no encounter “Nowhere”", Run("transcription", "add", sound, "--encounter", "Nowhere", "-s", "sound").Error, StringComparison.Ordinal);
            Assert.Contains("The very same file", Run("transcription", "add", sound, "--encounter", "The board", "-s", "sound").Error, StringComparison.Ordinal);
            Assert.Equal(0, Run("transcription", "begin", "The board", "-s", "sound").Code);
            Assert.Equal(0, Run("transcription", "hours", "The board", "1:15", "--day", "2021-06-10", "--note", "Noise.", "-s", "sound").Code);
            Assert.Equal(0, Run("transcription", "assign", "The board", "--due", "2021-07", "-s", "sound").Code);
            Assert.Contains("The board,,,,WAV,0:01:30,0.03,being transcribed,Researcher,,2021-07,yes,1.25,", Run("transcription", "list", "--csv", "-s", "sound").Output, StringComparison.Ordinal);
            Assert.Contains("The board (recording),,,transcribe,under way,,Researcher,2021-07,yes,0,no,being transcribed,,", Run("board", "--csv", "-s", "sound").Output, StringComparison.Ordinal);
            Assert.Equal(0, Run("import", "documents", text, "-s", "sound").Code);
            Assert.Equal(0, Run("transcription", "done", "The board", "Board", "-s", "sound").Code);
            Assert.Contains("one does not hear one’s own mistakes", Run("transcription", "check", "The board", "agrees", "Good.", "-s", "sound").Error, StringComparison.Ordinal);
            Assert.Equal(0, Run("transcription", "check", "The board", "agrees", "Good.", "--same-person", "Alone.", "-s", "sound").Code);
            Assert.Contains("Researcher,2021-06-10,hours,1.25,Noise.,", Run("transcription", "work", "--csv", "-s", "sound").Output, StringComparison.Ordinal);
            Assert.Equal(0, Run("transcription", "sound", "The board", copy, "-s", "sound").Code);
            Assert.Equal(File.ReadAllBytes(sound), File.ReadAllBytes(copy));
            Assert.Equal(0, Run("transcription", "erase", "The board", "--reason", "Checked.", "-s", "sound").Code);
            Assert.Contains("was erased", Run("transcription", "sound", "The board", Path.Combine(folder, "none.wav"), "-s", "sound").Error, StringComparison.Ordinal);

            Assert.Equal(0, Run("board", "move", "Board", "code", "--state", "done", "--owner", "Researcher", "-s", "sound").Code);
            Assert.Equal(0, Run("board", "move", "Board", "code", "--due", "2999", "-s", "sound").Code);
            Assert.Contains("Board,,,code,done,Researcher,Researcher,2999,no,0,no,,,", Run("board", "--csv", "-s", "sound").Output, StringComparison.Ordinal);
            Assert.Contains("is a text already", Run("board", "move", "Board", "transcribe", "--state", "done", "-s", "sound").Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
