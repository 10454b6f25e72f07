using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Transcription;

/// <summary>Where the sound of recordings is, and who hears it.</summary>
internal static class Sounds
{
    /// <summary>Ids of sounds that are there: an erasure takes the bytes and leaves the row.</summary>
    public static async Task<HashSet<Guid>> PresentAsync(StudyContext context, CancellationToken cancel) => [.. await context.ReadAsync(
        "SELECT b.id FROM blobs b JOIN recordings r ON r.study_id = b.study_id AND r.blob_id = b.id WHERE b.study_id = @study", row => row.ReadId(0), cancel, ("study", context.Study))];

    /// <summary>True for those whose role hears every recording, and for those who transcribe or check this one. Consent is another matter.</summary>
    public static async Task<bool> MayHearAsync(StudyContext now, Actor actor, Guid? me, Recording recording, CancellationToken cancel)
    {
        if (me is null)
        {
            return actor.Steward && actor.AccountId is null;
        }

        return me == recording.TranscriberId || me == recording.CheckerId
            || (await now.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == me, cancel))?.Role?.May(Permission.HearRecordings) == true;
    }
}

/// <summary>Where the sound of a recording lies, for whoever may hear it now. The bytes themselves are read in pieces, by <see cref="BlobStream"/>.</summary>
/// <param name="Recording">Which.</param>
[Question("recording-sound", Permission.ReadStudy)]
[Refuses("unknown", "there is no such recording")]
[Refuses("not-yours", "neither the asker’s role nor their part in it lets them hear it")]
[Refuses("withheld", "somebody who was heard refused to be recorded, or withdrew")]
[Refuses("erased", "the sound was erased")]
public sealed record RecordingSound(Guid Recording) : Question<SoundOfRecording>
{
    /// <inheritdoc/>
    public override async Task<SoundOfRecording> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);

        // Who may hear is a matter of today, whatever cut the page shows.
        await using var now = asking.Services.Database.Live(new View(asking.Context.Study));
        if (await now.Set<Recording>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == Recording, asking.Cancel) is not { } row)
        {
            throw new RefusedException(new Refusal("unknown", "There is no such recording in this study.", "Look at the queue of transcription."));
        }

        if (!await Sounds.MayHearAsync(now, asking.Actor, asking.Me, row, asking.Cancel))
        {
            Asking.Refuse("not-yours", "This recording is not yours to hear.", "Those hear it who lead the study, keep its identities, or are named as its transcriber or checker.");
        }

        if (row.BlobId is not { } blob || !(await Sounds.PresentAsync(now, asking.Cancel)).Contains(blob))
        {
            Asking.Refuse("erased", "The sound of this recording was erased.", "Its transcript, where there is one, stands as a source.");
        }

        if ((await Voices.OfAsync(now, asking.Services, asking.Cancel)).Against(row.EncounterId) is { } against)
        {
            Asking.Refuse("withheld", $"This recording is not heard any more: {against}", "Erase it, on its page in the queue of transcription.");
        }

        return new SoundOfRecording(row.BlobId!.Value, row.MediaType, row.Size, row.Sha256, row.FileName) { IsNoted = await NoteListening.IsNotedAsync(now, row.Id, asking.Me, asking.Services.Clock.GetUtcNow(), asking.Cancel) };
    }
}

/// <summary>Where a sound lies.</summary>
/// <param name="Blob">Its id among the files of the study.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the file, in hexadecimal.</param>
/// <param name="FileName">Name of the file as it came.</param>
public sealed record SoundOfRecording(Guid Blob, string MediaType, long Size, string Sha256, string FileName)
{
    /// <summary>True where it is written down already that the asker hears it now.</summary>
    public bool IsNoted { get; init; }
}
