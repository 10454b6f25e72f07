using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Transcription;

/// <summary>Says who writes a recording down, who listens again, until when, and how long it plays where the file does not say so.</summary>
/// <param name="Recording">Which.</param>
/// <param name="Transcriber">Who writes it down; null for nobody yet.</param>
/// <param name="Checker">Who is asked to listen again; null for nobody yet.</param>
/// <param name="Due">The last day on which the transcript is to be there; empty for none.</param>
/// <param name="Length">How long it plays, “1:15” or hours as “1.25”; empty to leave it as it is.</param>
[Act("assign-transcription", Permission.KeepMaterial, Tells = "transcription")]
[Refuses("unknown", "there is no such recording or person")]
[Refuses("not-of-study", "the person has no role that brings in texts")]
[Refuses("bad-date", "the day is no date of the calendar")]
[Refuses("bad-length", "the length is no length, or the file itself says another")]
[Refuses("not-allowed-to-hear", "somebody would be let hear a recording by one who may not hear it")]
public sealed record AssignTranscription(Guid Recording, Guid? Transcriber = null, Guid? Checker = null, string Due = "", string Length = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Recording>(Recording);
        var (transcriber, checker) = ((await Transcriptions.PersonAsync(acting, Transcriber))?.Id, (await Transcriptions.PersonAsync(acting, Checker))?.Id);

        // Who is named here hears the recording, so it is named by those who may hear it themselves, or bring it in.
        if ((transcriber != row.TranscriberId || checker != row.CheckerId) && !await Sounds.MayHearAsync(acting.Context, acting.Actor, acting.Me, row, acting.Cancel) && row.AddedById != acting.Me)
        {
            Acting.Refuse("not-allowed-to-hear", "Whoever is named here hears the recording, and you may not hear it yourself.", "Ask the study’s lead, or whoever brought it in.");
        }

        (row.TranscriberId, row.CheckerId, row.Due) = (transcriber, checker, Dates.Read(Due)?.ToString());
        if (Transcriptions.Length(Length) is { } length)
        {
            if (row.LengthFromFile && Math.Abs(row.Milliseconds!.Value - length.TotalMilliseconds) >= 60_000)
            {
                Acting.Refuse("bad-length", $"The file itself says that it plays {RecordingLength.InWords(TimeSpan.FromMilliseconds(row.Milliseconds.Value))}.", "Leave the length out.");
            }

            row.Milliseconds = row.LengthFromFile ? row.Milliseconds : (int)length.TotalMilliseconds;
        }

        return new Added(row.Id);
    }
}

/// <summary>Begins to write a recording down.</summary>
/// <param name="Recording">Which.</param>
[Act("begin-transcription", Permission.KeepMaterial, Tells = "transcription")]
[Refuses("unknown", "there is no such recording")]
[Refuses("not-yours", "another is to transcribe it, or nobody, and the actor may not hear it")]
[Refuses("out-of-order", "it is being transcribed already, or transcribed")]
public sealed record BeginTranscription(Guid Recording) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Recording>(Recording);
        await Transcriptions.RefuseOthersAsync(acting, row);
        if (row.State != TranscriptionState.Waiting)
        {
            Acting.Refuse("out-of-order", $"This recording is {Transcribing.InWords(row.State)} already.", "Look at the queue again.");
        }

        (row.State, row.MovedAt, row.TranscriberId) = (TranscriptionState.BeingTranscribed, acting.Now, row.TranscriberId ?? acting.Me);
        return new Added(row.Id);
    }
}

/// <summary>Writes down how long somebody worked at a recording, writing it down or listening again.</summary>
/// <param name="Recording">Which.</param>
/// <param name="Hours">How long, “1:15” or hours as “1.25”; at most a day.</param>
/// <param name="Day">When; not in the future; empty for today.</param>
/// <param name="Note">What was done or was hard.</param>
[Act("record-transcription-hours", Permission.KeepMaterial, Tells = "transcription")]
[Refuses("unknown", "there is no such recording")]
[Refuses("not-yours", "another is to transcribe or check it, and the actor may not hear it")]
[Refuses("bad-length", "the time is none, or longer than a day")]
[Refuses("bad-date", "the day is no date of the calendar, or lies in the future")]
public sealed record RecordTranscriptionHours(Guid Recording, string Hours, string Day = "", string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Recording>(Recording);
        await Transcriptions.RefuseOthersAsync(acting, row);
        var minutes = (int)Math.Round((Transcriptions.Length(Hours) ?? TimeSpan.Zero).TotalMinutes);
        if (minutes == 0)
        {
            Acting.Refuse("bad-length", "How long was worked is missing, or less than a minute.", "Write it as 1:15, or in hours as 1.25.");
        }

        if (row.State == TranscriptionState.Waiting)
        {
            (row.State, row.MovedAt, row.TranscriberId) = (TranscriptionState.BeingTranscribed, acting.Now, row.TranscriberId ?? acting.Me);
        }

        return new Added(acting.Add(new TranscriptionHours { RecordingId = row.Id, PersonId = acting.Me, Day = Transcriptions.PastOrToday(acting, Day), Minutes = minutes, Note = Acting.Clean(Note) }).Id);
    }
}

/// <summary>Says that a recording is transcribed, and which source stands for it.</summary>
/// <param name="Recording">Which.</param>
/// <param name="Source">The transcript, brought in as any text.</param>
[Act("finish-transcription", Permission.KeepMaterial, Tells = "transcription")]
[Refuses("unknown", "there is no such recording or source")]
[Refuses("not-yours", "another is to transcribe it, and the actor may not hear it")]
[Refuses("other-encounter", "the source records another encounter")]
[Refuses("out-of-order", "it was checked already")]
public sealed record FinishTranscription(Guid Recording, Guid Source) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (row, source) = (await acting.FindAsync<Recording>(Recording), await acting.FindAsync<Source>(Source));
        await Transcriptions.RefuseOthersAsync(acting, row);
        if (row.State == TranscriptionState.Checked)
        {
            Acting.Refuse("out-of-order", "This recording was transcribed and checked already.", "Write down a check that sends it back first.");
        }

        if (source.EncounterId is { } at && at != row.EncounterId)
        {
            Acting.Refuse("other-encounter", $"“{source.Name}” records another encounter than this recording.", "Choose another source, or say on its page which encounter it records.");
        }

        source.EncounterId = row.EncounterId;
        (row.SourceId, row.State, row.MovedAt, row.TranscriberId) = (source.Id, TranscriptionState.Transcribed, acting.Now, row.TranscriberId ?? acting.Me);
        return new Added(row.Id);
    }
}

/// <summary>Writes down that somebody listened again with the transcript before them, and what they found.</summary>
/// <param name="Recording">Which.</param>
/// <param name="Outcome">It agrees, was corrected, or is sent back.</param>
/// <param name="Found">What was found.</param>
/// <param name="Day">When; not in the future; empty for today.</param>
/// <param name="WhySamePerson">Why whoever transcribed it checks it too; empty where another does.</param>
[Act("check-transcript", Permission.KeepMaterial, Tells = "transcription")]
[Refuses("unknown", "there is no such recording")]
[Refuses("not-yours", "the actor may not hear the recording, so cannot have listened")]
[Refuses("out-of-order", "it is not transcribed yet")]
[Refuses("no-sound", "the recording was erased, or may not be heard: there is nothing to listen to")]
[Refuses("empty", "what was found is empty")]
[Refuses("same-person", "whoever transcribed it checks it, and no reason is given")]
[Refuses("bad-date", "the day is no date of the calendar, or lies in the future")]
public sealed record CheckTranscript(Guid Recording, CheckOutcome Outcome, string Found, string Day = "", string WhySamePerson = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Recording>(Recording);
        await Transcriptions.RefuseOthersAsync(acting, row);
        if (row.State < TranscriptionState.Transcribed)
        {
            Acting.Refuse("out-of-order", $"This recording is {Transcribing.InWords(row.State)}; there is no transcript to check.", "Say first which source stands for it.");
        }

        if (row.BlobId is not { } blob || !(await Sounds.PresentAsync(acting.Context, acting.Cancel)).Contains(blob) || (await Voices.OfAsync(acting.Context, acting.Services, acting.Cancel)).Against(row.EncounterId) is not null)
        {
            Acting.Refuse("no-sound", "There is no sound any more that a transcript could be checked against.", "What was checked before stays written down.");
        }

        var found = Acting.Given(Found, "What was found");
        var isSame = acting.Me is not null && acting.Me == row.TranscriberId;
        if (isSame && Acting.Clean(WhySamePerson).Length == 0)
        {
            Acting.Refuse("same-person", "You transcribed this recording yourself, and one does not hear one’s own mistakes.", "Let another person check it, or write down why nobody else could.");
        }

        (row.State, row.MovedAt) = (Transcribing.After(Outcome), acting.Now);
        return new Added(acting.Add(new TranscriptCheck { RecordingId = row.Id, PersonId = acting.Me, Day = Transcriptions.PastOrToday(acting, Day), Outcome = Outcome, Found = found, WhySamePerson = isSame ? Acting.Clean(WhySamePerson) : "" }).Id);
    }
}

/// <summary>What the acts on the queue refuse alike.</summary>
internal static class Transcriptions
{
    /// <summary>A length as it was typed; null for nothing.</summary>
    /// <exception cref="RefusedException">It is none: <c>bad-length</c>.</exception>
    public static TimeSpan? Length(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return RecordingLength.TryParse(text, out var length) ? length
            : throw new RefusedException(new Refusal("bad-length", $"“{text.Trim()}” is no length of time, or longer than a day.", "Write hours and minutes as 1:15, or hours as 1.25."));
    }

    /// <summary>Somebody of the study who can bring in a text; null for nobody.</summary>
    public static async Task<Person?> PersonAsync(Acting acting, Guid? id)
    {
        if (id is not { } known)
        {
            return null;
        }

        var person = await acting.FindAsync<Person>(known);
        if (person.Role is not { } role || !role.May(Permission.KeepMaterial))
        {
            Acting.Refuse("not-of-study", $"{person.Name} has no role in this study that brings in texts.", "Choose a lead, a coder or a transcriber of the team.");
        }

        return person;
    }

    /// <summary>Work on a recording is for those who hear it.</summary>
    /// <exception cref="RefusedException">The actor does not: <c>not-yours</c>.</exception>
    public static async Task RefuseOthersAsync(Acting acting, Recording row)
    {
        if (!await Sounds.MayHearAsync(acting.Context, acting.Actor, acting.Me, row, acting.Cancel))
        {
            Acting.Refuse("not-yours", "This recording is not yours to hear, so neither to work at.", "Ask the study’s lead to name you as its transcriber or its checker.");
        }
    }

    /// <summary>A day that is not in the future; today where none is given.</summary>
    public static string PastOrToday(Acting acting, string? day) =>
        (Consent.ConsentChecks.Past(acting, day) ?? PartialDate.Parse(Dates.Today(acting.Services).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))).ToString();
}
