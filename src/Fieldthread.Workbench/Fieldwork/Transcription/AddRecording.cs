using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Audio;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Transcription;

/// <summary>Keeps the sound of an encounter and puts it into the queue of transcription. It is not undone, for an undo would leave the sound on the disk: a wrong file is erased.</summary>
/// <param name="File">The sound: MP3, M4A, WAV, Ogg, FLAC or WebM, at most 256 MiB.</param>
/// <param name="Encounter">What was recorded.</param>
/// <param name="Length">How long it plays, “1:15” or hours as “1.25”; empty where the file says it or nobody knows. What the file says stands over it.</param>
/// <param name="Transcriber">Who writes it down; null for nobody yet.</param>
/// <param name="Due">The last day on which the transcript is to be there; empty for none.</param>
[Act("add-recording", Permission.KeepMaterial, CanBeUndone = false, Tells = "transcription")]
[Refuses("empty", "the file holds nothing")]
[Refuses("unreadable", "its first bytes are of no kind of sound that is kept")]
[Refuses("too-large", "the file is larger than 256 MiB")]
[Refuses("bad-length", "the length is no length, or longer than a day")]
[Refuses("bad-date", "the day is no date of the calendar")]
[Refuses("unknown", "there is no such encounter or person")]
[Refuses("not-of-study", "the person has no role that brings in texts")]
[Refuses("no-consent", "somebody who was heard refused to be recorded, or withdrew")]
[Refuses("there-already", "the very same file is in the queue")]
public sealed record AddRecording(GivenFile File, Guid Encounter, string Length = "", Guid? Transcriber = null, string Due = "") : Act<Added>
{
    /// <summary>The largest recording that is kept, in bytes.</summary>
    public const int MostBytes = 256 << 20;

    private AudioFacts? facts;

    /// <inheritdoc/>
    public override Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        if (File.Bytes.Length == 0)
        {
            Acting.Refuse("empty", $"{File.Name} holds nothing.", "Check the file, and send it again.");
        }

        if (File.Bytes.Length > MostBytes)
        {
            Acting.Refuse("too-large", $"{File.Name} has {File.Bytes.Length >> 20:N0} MiB; {MostBytes >> 20} are the most that are kept of one recording.", "Save it as MP3, M4A or FLAC, or in parts: four hours of speech as MP3 stay below it.");
        }

        try
        {
            facts = AudioHeader.Read(File.Name, File.Bytes.Span);
        }
        catch (ReadException)
        {
            Acting.Refuse("unreadable", $"{File.Name} is no sound file of a kind that is kept: {AudioHeader.Kinds}.", "Nothing was kept. Save it as one of these; a transcript comes in under Bring in.");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var encounter = await acting.FindAsync<Encounter>(Encounter);
        if ((await Voices.OfAsync(acting.Context, acting.Services, acting.Cancel)).Against(encounter.Id) is { } against)
        {
            Acting.Refuse("no-consent", $"No recording of “{encounter.Name}” is kept: {against}", "Nothing was kept. Destroy the file. If they have agreed since, record that under Consent first.");
        }

        var sha = File.Sha256;
        if (await acting.Context.Set<Recording>().AsNoTracking().FirstOrDefaultAsync(r => r.Sha256 == sha && r.BlobId != null, acting.Cancel) is { } there && (await Sounds.PresentAsync(acting.Context, acting.Cancel)).Contains(there.BlobId!.Value))
        {
            Acting.Refuse("there-already", "The very same file is in the queue already.", "Look at the queue of transcription; nothing was kept twice.");
        }

        var typed = Transcriptions.Length(Length);
        var blob = await acting.KeepFileAsync(facts!.MediaType, File.Bytes);
        var row = acting.Add(new Recording
        {
            EncounterId = encounter.Id, BlobId = blob, FileName = Acting.Clean(File.Name), Kind = facts.Kind, MediaType = facts.MediaType, Size = File.Bytes.Length, Sha256 = sha,
            Milliseconds = (int?)(facts.Length ?? typed)?.TotalMilliseconds, LengthFromFile = facts.Length is not null, TranscriberId = (await Transcriptions.PersonAsync(acting, Transcriber))?.Id,
            Due = Dates.Read(Due)?.ToString(), State = TranscriptionState.Waiting, MovedAt = acting.Now, AddedById = acting.Me,
        });
        return new Added(row.Id);
    }
}
