using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

/// <summary>Sound goes with those who are heard in it, and does not come back.</summary>
public sealed class RecordingErasureTests
{
    private const string Mark = "Zwiebelfisch";

    [Theory]
    [OnBoth]
    public async Task Erasing_somebody_takes_every_recording_that_they_are_heard_in_and_no_other(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (chair, clerk) = (await scene.Add(new AddParticipant("Chair")), await scene.Add(new AddParticipant("Clerk")));
        var (both, alone) = (await scene.Add(new AddEncounter("Both", EncounterKind.Meeting, Participants: [chair, clerk])), await scene.Add(new AddEncounter("Chair alone", EncounterKind.Interview, Participants: [chair])));
        var (shared, kept) = (await scene.Add(new AddRecording(new GivenFile($"{Mark} and others.wav", Tones.Wave(3, Mark)), both)), await scene.Add(new AddRecording(new GivenFile("chair.wav", Tones.Wave(2)), alone)));
        await scene.Do(new RecordTranscriptionHours(shared, "1", Note: $"{Mark} mumbles."));
        var text = await scene.SourceAsync("Both", "Chair: We begin.\n\nClerk: We do.");
        await scene.Do(new FinishTranscription(shared, text.Line.Id));
        await scene.Do(new CheckTranscript(shared, CheckOutcome.Agrees, $"{Mark} says so.", WhySamePerson: "Nobody else."));
        Assert.NotEmpty(await FoundAsync(scene));
        var done = await scene.Do(new WithdrawConsent(clerk, WithdrawalLevel.Erase, "2021-06", scene.Lead.Name, "A letter."));
        Assert.Equal(1, done.Recordings);
        Assert.Empty(await FoundAsync(scene));
        var lines = (await scene.Ask(new TranscriptionsOfStudy())).Recordings.ToDictionary(r => r.Id);
        Assert.Equal((false, true), (lines[shared].HasSound, lines[kept].HasSound));
        Assert.Equal(Erasure.Withdrawn, lines[shared].Checks[0].Found);
        Assert.Equal(2, (await scene.Ask(new RecordingSound(kept))).FileName.Split('.').Length);
    }

    [Theory]
    [OnBoth]
    public async Task Erasing_a_transcript_takes_its_recording(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var meeting = await scene.Add(new AddEncounter("Both", EncounterKind.Meeting));
        var id = await scene.Add(new AddRecording(new GivenFile("x.wav", Tones.Wave(3, Mark)), meeting));
        var text = await scene.SourceAsync("Both", $"Chair: {Mark} was here, they said to me at the door.");
        await scene.Do(new FinishTranscription(id, text.Line.Id));
        await scene.Do(new EraseSource(text.Line.Id));
        Assert.Empty(await FoundAsync(scene));
        Assert.False((await scene.Ask(new TranscriptionsOfStudy())).Recordings[0].HasSound);
    }

    [Theory]
    [OnBoth]
    public async Task A_sound_that_was_erased_by_itself_does_not_come_back_with_an_older_backup(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var folder = Directory.CreateTempSubdirectory("fieldthread-recording-").FullName;
        try
        {
            var ledger = scene.Place.Database.Ledger = Path.Combine(folder, "ledger.jsonl");
            var meeting = await scene.Add(new AddEncounter("Both", EncounterKind.Meeting));
            var id = await scene.Add(new AddRecording(new GivenFile($"{Mark}.wav", Tones.Wave(3, Mark)), meeting));
            await scene.Do(new AssignTranscription(id, Due: "2999"));
            var backup = Path.Combine(folder, "older.zip");
            await Backup.WriteAsync(scene.Place.Database, backup);
            await scene.Do(new EraseRecording(id, "Checked."));
            Assert.Empty(await FoundAsync(scene));
            Assert.Empty((await LogVerify.VerifyAsync(scene.Place.Database, scene.Study)).Faults);
            async Task<string> TargetAsync(string name) => provider == Provider.Sqlite ? Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, "fieldthread.db") : await Place.NewPostgresAsync();

            // Without the ledger it comes back: the test would see it.
            foreach (var (with, sounds) in new[] { ((string?)null, 1), (ledger, 0) })
            {
                var target = await TargetAsync(with is null ? "without" : "with");
                await Backup.RestoreAsync(backup, target, ledger: with);
                await using var restored = await Database.OpenAsync(target);
                await using var context = restored.Live(new View(scene.Study));
                Assert.Equal(sounds, (await context.ReadAsync("SELECT count(*) FROM blobs", row => row.GetInt64(0), default))[0]);
                Assert.Equal(sounds == 1, (await context.ReadAsync("SELECT file_name FROM recordings_history UNION ALL SELECT file_name FROM recordings", row => row.GetString(0), default)).Exists(n => n.Contains(Mark, StringComparison.Ordinal)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Where the mark still is: byte for byte in the files of SQLite, in every column of PostgreSQL.</summary>
    private static async Task<List<string>> FoundAsync(Scene scene)
    {
        var found = new List<string>();
        if (scene.Place.Database.Provider == Provider.Sqlite)
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(scene.Place.ConnectionString)!, "*.db*"))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var copy = new MemoryStream();
                await stream.CopyToAsync(copy);
                if (copy.ToArray().AsSpan().IndexOf("Zwiebelfisch"u8) >= 0)
                {
                    found.Add(file);
                }
            }

            return found;
        }

        await using var context = scene.Place.Database.Live(new View(0));
        foreach (var table in await Schema.ReadAsync(context))
        {
            found.AddRange(await context.ReadAsync($"SELECT 1 FROM {table.Name} t WHERE t::text LIKE '%Zwiebelfisch%' OR t::text LIKE '%{Convert.ToHexStringLower("Zwiebelfisch"u8)}%'", _ => table.Name, default));
        }

        return found;
    }
}
