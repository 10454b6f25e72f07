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

public sealed class TranscriptionTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("note-listening", "unknown")]
    [ShowsRefusal("note-listening", "not-yours")]
    public async Task Who_hears_a_recording_is_written_down_once_an_hour_and_told_to_those_who_answer_for_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var meeting = await scene.Add(new AddEncounter("The board", EncounterKind.Meeting));
        var id = await scene.Add(new AddRecording(new GivenFile("a.wav", Tones.Wave(2)), meeting));
        await scene.RefusesAsync("unknown", new NoteListening(meeting));
        await scene.RefusesAsync("not-yours", new NoteListening(id), scene.Coder);
        Assert.Empty(await scene.Ask(new ListeningsOf()));
        Assert.False((await scene.Ask(new RecordingSound(id))).IsNoted);
        await scene.Do(new NoteListening(id));
        Assert.True((await scene.Ask(new RecordingSound(id))).IsNoted);
        await scene.Place.SqlAsync("UPDATE listenings SET at = 0");
        Assert.False((await scene.Ask(new RecordingSound(id))).IsNoted);
        await scene.Do(new NoteListening(id, ListeningWay.Written));
        Assert.False((await scene.Ask(new RecordingSound(id))).IsNoted);
        Assert.Equal([(scene.Lead.Name, "The board", "written into a file"), (scene.Lead.Name, "The board", "played")], (await scene.Ask(new ListeningsOf(id))).Select(l => (l.Person, l.Encounter, l.WayInWords)));
        Assert.Empty(await scene.Ask(new ListeningsOf(meeting)));
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => scene.Ask(new ListeningsOf(), scene.Coder))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-recording", "empty")]
    [ShowsRefusal("add-recording", "unreadable")]
    [ShowsRefusal("add-recording", "too-large")]
    [ShowsRefusal("add-recording", "bad-length")]
    [ShowsRefusal("add-recording", "bad-date")]
    [ShowsRefusal("add-recording", "unknown")]
    [ShowsRefusal("add-recording", "not-of-study")]
    [ShowsRefusal("add-recording", "there-already")]
    public async Task A_recording_is_kept_by_what_its_bytes_say(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (meeting, people) = (await scene.Add(new AddEncounter("The board", EncounterKind.Meeting)), await PeopleAsync(scene));
        var reader = await scene.Place.MemberAsync(scene.Study, Role.SurveyManager);
        var stranger = (await scene.Ask(new TeamList())).Single(t => t.Name == reader.Name).Id;
        AddRecording Add(byte[] bytes, Guid? encounter = null, string length = "", Guid? transcriber = null, string due = "") => new(new GivenFile("Mrs Elm.wav", bytes), encounter ?? meeting, length, transcriber, due);
        await scene.RefusesAsync("empty", Add([]));
        await scene.RefusesAsync("unreadable", Add("WEBVTT"u8.ToArray()));
        await scene.RefusesAsync("too-large", Add(new byte[AddRecording.MostBytes + 1]));
        await scene.RefusesAsync("bad-length", Add(Tones.Wave(1), length: "long"));
        await scene.RefusesAsync("bad-date", Add(Tones.Wave(1), due: "soon"));
        await scene.RefusesAsync("unknown", Add(Tones.Wave(1), Guid.NewGuid()));
        await scene.RefusesAsync("unknown", Add(Tones.Wave(1), transcriber: Guid.NewGuid()));
        await scene.RefusesAsync("not-of-study", Add(Tones.Wave(1), transcriber: stranger));
        var id = await scene.Add(Add(Tones.Wave(9), length: "1:15", transcriber: people.Coder, due: "2021-06-14"));
        await scene.RefusesAsync("there-already", Add(Tones.Wave(9)));
        var line = Assert.Single((await scene.Ask(new TranscriptionsOfStudy())).Recordings);
        Assert.Equal((id, "The board", "WAV", "0:00:09", true, "Mrs Elm.wav", TranscriptionState.Waiting, true, true), (line.Id, line.Encounter, line.Sound, line.Length, line.LengthFromFile, line.FileName, line.State, line.IsOverdue, line.CanListen));
        Assert.Contains((await scene.Ask(new Attention())), a => a.InWords == "The transcript of one recording is past its day.");

        // What the file does not say, a person says.
        await scene.Add(Add([0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. "webm"u8], length: "1.25"));
        var (typed, read) = ((await scene.Ask(new TranscriptionsOfStudy())).Recordings.Single(r => r.Sound == "WebM"), line);
        Assert.Equal(("1:15:00", 1.25m, false), (typed.Length, typed.Hours, typed.LengthFromFile));
        Assert.Equal("cannot-be-undone", (await Place.RefusedAsync(async () => await scene.Do(new UndoAct((await scene.Place.Do(scene.Study, Add(Tones.Wave(2)), scene.Lead)).Act)))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("assign-transcription", "unknown")]
    [ShowsRefusal("assign-transcription", "not-of-study")]
    [ShowsRefusal("assign-transcription", "bad-date")]
    [ShowsRefusal("assign-transcription", "bad-length")]
    [ShowsRefusal("assign-transcription", "not-allowed-to-hear")]
    [ShowsRefusal("begin-transcription", "unknown")]
    [ShowsRefusal("begin-transcription", "not-yours")]
    [ShowsRefusal("begin-transcription", "out-of-order")]
    [ShowsRefusal("record-transcription-hours", "unknown")]
    [ShowsRefusal("record-transcription-hours", "not-yours")]
    [ShowsRefusal("record-transcription-hours", "bad-length")]
    [ShowsRefusal("record-transcription-hours", "bad-date")]
    [ShowsRefusal("finish-transcription", "unknown")]
    [ShowsRefusal("finish-transcription", "not-yours")]
    [ShowsRefusal("finish-transcription", "other-encounter")]
    [ShowsRefusal("finish-transcription", "out-of-order")]
    [ShowsRefusal("check-transcript", "unknown")]
    [ShowsRefusal("check-transcript", "not-yours")]
    [ShowsRefusal("check-transcript", "out-of-order")]
    [ShowsRefusal("check-transcript", "no-sound")]
    [ShowsRefusal("check-transcript", "empty")]
    [ShowsRefusal("check-transcript", "same-person")]
    [ShowsRefusal("check-transcript", "bad-date")]
    [ShowsRefusal("erase-recording", "unknown")]
    [ShowsRefusal("erase-recording", "empty")]
    [ShowsRefusal("erase-recording", "erased")]
    public async Task A_recording_goes_through_the_queue_and_another_person_checks_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (meeting, other, nothing) = (await scene.Add(new AddEncounter("The board", EncounterKind.Meeting)), await scene.Add(new AddEncounter("Another", EncounterKind.Meeting)), Guid.NewGuid());
        var people = await PeopleAsync(scene);
        var survey = await scene.Place.MemberAsync(scene.Study, Role.SurveyManager);
        var surveyor = (await scene.Ask(new TeamList())).Single(t => t.Name == survey.Name).Id;
        var id = await scene.Add(new AddRecording(new GivenFile("a.wav", Tones.Wave(5)), meeting));
        await scene.RefusesAsync("unknown", new AssignTranscription(nothing));
        await scene.RefusesAsync("not-of-study", new AssignTranscription(id, Checker: surveyor));
        await scene.RefusesAsync("bad-date", new AssignTranscription(id, Due: "soon"));
        await scene.RefusesAsync("bad-length", new AssignTranscription(id, Length: "2:00"));
        await scene.RefusesAsync("not-allowed-to-hear", new AssignTranscription(id, people.Coder), scene.Coder);
        await scene.RefusesAsync("unknown", new BeginTranscription(nothing));
        await scene.RefusesAsync("not-yours", new BeginTranscription(id), scene.Coder);
        await scene.RefusesAsync("not-yours", new RecordTranscriptionHours(id, "1"), scene.Coder);
        await scene.Do(new AssignTranscription(id, people.Coder, Due: "2999-01-01"));
        await scene.Do(new BeginTranscription(id), scene.Coder);
        await scene.RefusesAsync("out-of-order", new BeginTranscription(id), scene.Coder);
        await scene.RefusesAsync("unknown", new RecordTranscriptionHours(nothing, "1"));
        await scene.RefusesAsync("bad-length", new RecordTranscriptionHours(id, ""), scene.Coder);
        await scene.RefusesAsync("bad-length", new RecordTranscriptionHours(id, "much"), scene.Coder);
        await scene.RefusesAsync("bad-date", new RecordTranscriptionHours(id, "1", "2999"), scene.Coder);
        await scene.Do(new RecordTranscriptionHours(id, "1:15", "2021-06-01", "Noise."), scene.Coder);
        await scene.Do(new RecordTranscriptionHours(id, "0.5"), scene.Coder);

        var (text, elsewhere) = (await scene.SourceAsync("The board", "Chair: We begin.\n\nClerk: We do."), await scene.SourceAsync("Elsewhere", "Chair: No."));
        await scene.Do(new PlaceSource(elsewhere.Line.Id, other));
        await scene.RefusesAsync("unknown", new FinishTranscription(nothing, text.Line.Id));
        await scene.RefusesAsync("unknown", new FinishTranscription(id, nothing));
        await scene.RefusesAsync("other-encounter", new FinishTranscription(id, elsewhere.Line.Id), scene.Coder);
        await scene.RefusesAsync("unknown", new CheckTranscript(nothing, CheckOutcome.Agrees, "Good."));
        await scene.RefusesAsync("out-of-order", new CheckTranscript(id, CheckOutcome.Agrees, "Good."));
        await scene.Do(new FinishTranscription(id, text.Line.Id), scene.Coder);
        Assert.Equal("The board", (await scene.Ask(new SourceList())).Single(s => s.Id == text.Line.Id).Encounter);
        await scene.RefusesAsync("empty", new CheckTranscript(id, CheckOutcome.Agrees, " "));
        await scene.RefusesAsync("bad-date", new CheckTranscript(id, CheckOutcome.Agrees, "Good.", "2999"));
        await scene.RefusesAsync("same-person", new CheckTranscript(id, CheckOutcome.Agrees, "Good."), scene.Coder);
        await scene.Do(new CheckTranscript(id, CheckOutcome.SentBack, "The end is missing.", "2021-06-20"));
        Assert.Equal(TranscriptionState.BeingTranscribed, (await LineAsync(scene)).State);
        await scene.Do(new FinishTranscription(id, text.Line.Id), scene.Coder);
        await scene.Do(new CheckTranscript(id, CheckOutcome.Corrected, "Two words.", WhySamePerson: "Everybody else had left."), scene.Coder);
        await scene.RefusesAsync("out-of-order", new FinishTranscription(id, text.Line.Id), scene.Coder);
        var line = await LineAsync(scene);
        Assert.Equal((TranscriptionState.Checked, 1.75m, scene.Coder.Name, false, text.Line.Id), (line.State, line.Worked, line.Transcriber, line.IsOverdue, line.SourceId));
        Assert.Equal(["", "Everybody else had left."], line.Checks.Select(c => c.WhySamePerson));
        Assert.Equal("One recording: 1 checked. 1.75 hours of work went into them.", (await scene.Ask(new TranscriptionsOfStudy())).InWords);

        await scene.RefusesAsync("unknown", new EraseRecording(nothing, "Done."));
        await scene.RefusesAsync("empty", new EraseRecording(id, ""));
        await scene.Do(new EraseRecording(id, "Checked; destroyed as promised."));
        await scene.RefusesAsync("erased", new EraseRecording(id, "Again."));
        await scene.RefusesAsync("no-sound", new CheckTranscript(id, CheckOutcome.Agrees, "Good."));
        line = await LineAsync(scene);
        Assert.Equal((false, 2, "Two words.", "Checked; destroyed as promised."), (line.HasSound, line.Checks.Count, line.Checks[1].Found, line.ErasedWhy));
        var third = await scene.Add(new AddRecording(new GivenFile("b.wav", Tones.Wave(6)), meeting));
        await scene.RefusesAsync("not-yours", new FinishTranscription(third, text.Line.Id), scene.Coder);
        await scene.RefusesAsync("not-yours", new CheckTranscript(third, CheckOutcome.Agrees, "Good."), scene.Coder);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("recording-sound", "unknown")]
    [ShowsRefusal("recording-sound", "not-yours")]
    [ShowsRefusal("recording-sound", "erased")]
    [ShowsRefusal("recording-sound", "withheld")]
    [ShowsRefusal("add-recording", "no-consent")]
    public async Task Who_said_no_is_not_recorded_and_a_recording_is_heard_only_by_those_it_is_for(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (chair, clerk, people) = (await scene.Add(new AddParticipant("Chair")), await scene.Add(new AddParticipant("Clerk")), await PeopleAsync(scene));
        var meeting = await scene.Add(new AddEncounter("The board", EncounterKind.Meeting, Participants: [chair, clerk]));
        await scene.Do(new RecordConsent(chair, ConsentAnswer.Given, ConsentScope.Audio));
        await scene.Do(new RecordConsent(clerk, ConsentAnswer.Refused, ConsentScope.Audio));
        var no = await scene.RefusesAsync("no-consent", new AddRecording(new GivenFile("a.wav", Tones.Wave(5)), meeting));
        Assert.Equal("No recording of “The board” is kept: Clerk refused to be recorded.", no.Message);
        Assert.Empty(await scene.Place.SqlAsync("SELECT * FROM blobs"));
        await scene.Do(new RecordConsent(clerk, ConsentAnswer.NotAsked, ConsentScope.Audio));
        var id = await scene.Add(new AddRecording(new GivenFile("a.wav", Tones.Wave(5)), meeting));
        Assert.Equal(["Clerk"], (await LineAsync(scene)).Unrecorded);
        await scene.Do(new RecordConsent(clerk, ConsentAnswer.Given, ConsentScope.Audio));
        Assert.Empty((await LineAsync(scene)).Unrecorded);

        await scene.RefusesAsync("unknown", new RecordingSound(Guid.NewGuid()));
        var custodian = await scene.Place.MemberAsync(scene.Study, Role.IdentityCustodian);
        var transcriber = await scene.Place.MemberAsync(scene.Study, Role.Transcriber);
        Task<string> NoAsync(Actor actor) => Place.RefusedAsync(() => scene.Ask(new RecordingSound(id), actor)).ContinueWith(t => t.Result.Code, TaskScheduler.Default);
        Assert.Equal(["not-yours", "not-yours"], [await NoAsync(scene.Coder), await NoAsync(transcriber)]);
        Assert.Equal((40_044L, "audio/wav"), ((await scene.Ask(new RecordingSound(id), custodian)).Size, (await scene.Ask(new RecordingSound(id))).MediaType));
        Assert.Null((await scene.Ask(new TranscriptionsOfStudy(), scene.Coder)).Recordings[0].FileName);
        await scene.Do(new AssignTranscription(id, people.Coder));
        Assert.Equal("a.wav", (await scene.Ask(new TranscriptionsOfStudy(), scene.Coder)).Recordings[0].FileName);
        var sound = await scene.Ask(new RecordingSound(id), scene.Coder);

        // The bytes come back as they went in, from wherever they are sought.
        await using var stream = new BlobStream(scene.Place.Database, scene.Study, sound.Blob, sound.Size);
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        Assert.Equal(Tones.Wave(5), whole.ToArray());
        stream.Position = 8;
        var part = new byte[4];
        await stream.ReadExactlyAsync(part);
        Assert.Equal("WAVE"u8.ToArray(), part);

        var reach = await scene.Ask(new WithdrawalPreview(clerk, WithdrawalLevel.Erase));
        Assert.Equal((1, "The board"), (reach.Lines.Single(l => l.What == "recordings in which they are heard").Count, reach.Lines.Single(l => l.What == "recordings in which they are heard").Which[0]));
        await scene.Do(new WithdrawConsent(clerk, WithdrawalLevel.NotArchived, "2021-06", scene.Lead.Name, "A letter."));
        Assert.Equal("withheld", await NoAsync(scene.Lead));
        Assert.Contains(await scene.Ask(new Attention()), a => a.InWords.StartsWith("One recording is kept, and somebody", StringComparison.Ordinal));
        await scene.RefusesAsync("no-consent", new AddRecording(new GivenFile("b.wav", Tones.Wave(6)), meeting));
        await scene.Do(new EraseRecording(id, "Withdrawn."));
        Assert.Equal("erased", await NoAsync(scene.Lead));
        await using var after = new BlobStream(scene.Place.Database, scene.Study, sound.Blob, sound.Size);
        Assert.Equal(0, await after.ReadAsync(new byte[100]));
    }

    private static async Task<TranscriptionLine> LineAsync(Scene scene) => Assert.Single((await scene.Ask(new TranscriptionsOfStudy())).Recordings);

    private static async Task<(Guid Lead, Guid Coder)> PeopleAsync(Scene scene)
    {
        var team = await scene.Ask(new TeamList());
        return (team.Single(t => t.Name == scene.Lead.Name).Id, team.Single(t => t.Name == scene.Coder.Name).Id);
    }
}
