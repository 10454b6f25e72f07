using System.CommandLine;
using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>transcription</c>: recordings, who writes them down, and who listened again.</summary>
internal static class TranscriptionCommands
{
    public static IEnumerable<Command> All() => [new Command("transcription", "Keep recordings and the queue of their transcription.") { List(), Work(), Add(), Assign(), Begin(), Hours(), Done(), Check(), Sound(), Heard(), Erase() }];

    private static Command List()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        return new Command("list", "List the recordings with how far they are.") { study, csv }.Does(async session =>
        {
            session.Table(TranscriptionTables.Queue(await QueueAsync(session, await session.StudyAsync(study))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Work()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        return new Command("work", "List hours worked and checks, one a row.") { study, csv }.Does(async session =>
        {
            session.Table(TranscriptionTables.Work(await QueueAsync(session, await session.StudyAsync(study))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Add()
    {
        var (study, length, transcriber, due) = (Common.Study(), Length(), Person("--transcriber", "Who writes it down."), Due());
        var file = new Argument<FileInfo>("FILE") { Description = "Sound: .mp3, .m4a, .wav, .ogg, .flac or .webm, at most 256 MiB." };
        var encounter = new Option<string>("--encounter") { Description = "Name of the encounter that was recorded.", Required = true, HelpName = "NAME" };
        return new Command("add", "Keep the recording of an encounter; refused where somebody heard in it did not consent to it.") { file, encounter, length, transcriber, due, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var path = p.GetValue(file)!;
            var heard = (await session.AskAsync(at, new Field())).Encounters.FirstOrDefault(e => e.Name == p.GetValue(encounter)!.Trim())?.Id ?? throw new RefusedException(new Refusal("unknown", $"There is no encounter “{p.GetValue(encounter)}”.", "List them with: fieldthread ask field."));
            var done = await session.DoAsync(at, new AddRecording(new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel)), heard, p.GetValue(length)!, await PersonAsync(session, at, p.GetValue(transcriber)), p.GetValue(due)!), $"Reading {path.Name}");
            var line = (await QueueAsync(session, at)).Recordings.Single(r => r.Id == done.Answer.Id);
            session.Tell(new { done.Act, Recording = line }, d => $"Kept by act {d.Act}: {d.Recording.Sound}, {d.Recording.Length ?? "of a length that is not known"}. Recording {d.Recording.Id}.{(d.Recording.Unrecorded.Count > 0 ? $" No answer to being recorded is written down of {string.Join(", ", d.Recording.Unrecorded)}." : "")}");
            return 0;
        });
    }

    private static Command Assign()
    {
        var (study, recording, length, transcriber, checker, due) = (Common.Study(), Recording(), Length(), Person("--transcriber", "Who writes it down."), Person("--checker", "Who is asked to listen again."), Due(null));
        return new Command("assign", "Say who writes a recording down, who listens again, until when. What is left out stays.") { recording, transcriber, checker, due, length, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var line = await FindAsync(session, at, p.GetValue(recording)!);
            var done = await session.DoAsync(at, new AssignTranscription(
                line.Id, p.GetValue(transcriber) is { } t ? await PersonAsync(session, at, t) : line.TranscriberId, p.GetValue(checker) is { } c ? await PersonAsync(session, at, c) : line.CheckerId, p.GetValue(due) ?? line.Due ?? "", p.GetValue(length)!));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Begin() => Simple("begin", "Begin to write a recording down.", line => new BeginTranscription(line.Id));

    private static Command Hours()
    {
        var (study, recording, day, note) = (Common.Study(), Recording(), Day(), Words("--note", "What was done or was hard."));
        var hours = new Argument<string>("HOURS") { Description = "How long was worked: 1:15, or hours as 1.25." };
        return new Command("hours", "Write down hours that you worked at a recording.") { recording, hours, day, note, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new RecordTranscriptionHours((await FindAsync(session, at, p.GetValue(recording)!)).Id, p.GetValue(hours)!, p.GetValue(day)!, p.GetValue(note)!));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Done()
    {
        var (study, recording) = (Common.Study(), Recording());
        var source = new Argument<string>("SOURCE") { Description = "Name or id of the source that stands for it." };
        return new Command("done", "Say that a recording is transcribed, and which source stands for it.") { recording, source, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new FinishTranscription((await FindAsync(session, at, p.GetValue(recording)!)).Id, await SourceCommands.FindAsync(session, at, p.GetValue(source)!)));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Check()
    {
        var (study, recording, day, same) = (Common.Study(), Recording(), Day(), Words("--same-person", "Why you check it, where you transcribed it yourself."));
        var outcome = new Argument<CheckOutcome>("OUTCOME") { Description = "agrees, corrected or sentBack.", CustomParser = r => Common.Word<CheckOutcome>(r, "outcome of a check") };
        var found = new Argument<string>("FOUND") { Description = "What was found." };
        return new Command("check", "Write down that you listened again with the transcript before you.") { recording, outcome, found, day, same, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new CheckTranscript((await FindAsync(session, at, p.GetValue(recording)!)).Id, p.GetValue(outcome), p.GetValue(found)!, p.GetValue(day)!, p.GetValue(same)!));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Heard()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        return new Command("heard", "List who heard which recording, and when.") { study, csv }.Does(async session =>
        {
            session.Table(TranscriptionTables.Heard(await session.AskAsync(await session.StudyAsync(study), new ListeningsOf())), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Sound()
    {
        var (study, recording) = (Common.Study(), Recording());
        var file = new Argument<FileInfo>("FILE") { Description = "Where the sound goes; nothing that is there is written over." };
        return new Command("sound", "Write the sound of a recording into a file, where you may hear it.") { recording, file, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var id = (await FindAsync(session, at, session.Parsed.GetValue(recording)!)).Id;
            var sound = await session.AskAsync(at, new RecordingSound(id));
            await session.DoAsync(at, new NoteListening(id, ListeningWay.Written));
            var path = session.Parsed.GetValue(file)!;
            await using (var into = new FileStream(path.FullName, FileMode.CreateNew, FileAccess.Write))
            {
                await using var from = new BlobStream(session.Workshop.Database, at, sound.Blob, sound.Size);
                await from.CopyToAsync(into, session.Cancel);
            }

            session.Tell(new { File = path.FullName, sound.Size, sound.Sha256 }, d => $"{d.File}: {d.Size:N0} bytes. It is beyond the program’s reach now: see to it that it is destroyed.");
            return 0;
        });
    }

    private static Command Erase()
    {
        var (study, recording) = (Common.Study(), Recording());
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true, HelpName = "WORDS" };
        return new Command("erase", "Erase the sound of a recording for good.") { recording, reason, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var done = await session.DoAsync(at, new EraseRecording((await FindAsync(session, at, session.Parsed.GetValue(recording)!)).Id, session.Parsed.GetValue(reason)!));
            session.Tell(done, d => $"Erased by act {d.Act}. What was transcribed, worked and checked stays.");
            return 0;
        });
    }

    private static Command Simple(string name, string description, Func<TranscriptionLine, Act<Added>> act)
    {
        var (study, recording) = (Common.Study(), Recording());
        return new Command(name, description) { recording, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Tell(await session.DoAsync(at, act(await FindAsync(session, at, session.Parsed.GetValue(recording)!))), d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Argument<string> Recording() => new("RECORDING") { Description = "Name of its encounter, or the recording’s id." };

    private static Option<string> Length() => Words("--length", "How long it plays, 1:15 or hours as 1.25, where the file does not say so.");

    private static Option<string> Day() => new("--day") { Description = "When: 2021-06-14; without it, today.", HelpName = "DATE", DefaultValueFactory = _ => "" };

    private static Option<string?> Due(string? otherwise = "") => new("--due") { Description = "The last day on which the transcript is to be there.", HelpName = "DATE", DefaultValueFactory = _ => otherwise };

    private static Option<string?> Person(string name, string description) => new(name) { Description = description, HelpName = "NAME" };

    private static Option<string> Words(string name, string description) => new(name) { Description = description, HelpName = "WORDS", DefaultValueFactory = _ => "" };

    private static Task<TranscriptionQueue> QueueAsync(Session session, int study) => session.AskAsync(study, new TranscriptionsOfStudy());

    private static async Task<TranscriptionLine> FindAsync(Session session, int study, string named)
    {
        var found = (await QueueAsync(session, study)).Recordings.Where(r => r.Encounter == named.Trim() || r.Id.ToString() == named.Trim()).ToList();
        return found.Count == 1 ? found[0] : throw new RefusedException(found.Count == 0
            ? new Refusal("unknown", $"There is no recording of “{named}” in this study.", "List them with: fieldthread transcription list.")
            : new Refusal("unknown", $"There are {found.Count} recordings of “{named}”.", "Name one by its id: " + string.Join(", ", found.Select(r => r.Id)) + "."));
    }

    /// <summary>Somebody of the team by name; null for an empty name.</summary>
    internal static async Task<Guid?> PersonAsync(Session session, int study, string? name) => string.IsNullOrWhiteSpace(name) ? null
        : (await session.AskAsync(study, new TeamList())).FirstOrDefault(t => t.Name == name.Trim())?.Id ?? throw new RefusedException(new Refusal("unknown", $"“{name}” is nobody of this study.", "List the team with: fieldthread ask team."));
}
