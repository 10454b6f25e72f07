using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Transcription;

/// <summary>Erases the sound of a recording for good: once its transcript is checked, where somebody withdrew, or where a wrong file came in. What was transcribed, worked and checked stays written down.</summary>
/// <param name="Recording">Which.</param>
/// <param name="Reason">Why.</param>
[Act("erase-recording", Permission.Erase, CanBeUndone = false, Tells = "transcription")]
[Refuses("unknown", "there is no such recording")]
[Refuses("empty", "no reason was given")]
[Refuses("erased", "its sound is erased already")]
public sealed record EraseRecording(Guid Recording, string Reason) : Act<Added>
{
    /// <summary>What the ledger of erasures calls it.</summary>
    internal const string Kind = "recording";

    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Recording>(Recording);
        var reason = Acting.Given(Reason, "The reason");
        var blob = row.BlobId ?? Guid.Empty;
        if (!(await Sounds.PresentAsync(acting.Context, acting.Cancel)).Contains(blob))
        {
            Acting.Refuse("erased", "The sound of this recording was erased already.", "Nothing is left to erase.");
        }

        (row.BlobId, row.FileName, row.Sha256) = (null, Erasure.Withdrawn, "");
        (row.ErasedOn, row.ErasedWhy) = (Dates.Today(acting.Services).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), reason);
        acting.Context.Stamp(acting.Number);
        await acting.Context.SaveChangesAsync(acting.Cancel);
        var (study, id) = (("study", (object?)acting.Context.Study), ("id", (object?)row.Id));
        await acting.Context.ExecuteAsync("DELETE FROM blobs WHERE study_id = @study AND id = @blob", acting.Cancel, study, ("blob", blob));

        // The name of the file may tell who spoke, and by the salt of the act that brought it a guess at it could be confirmed.
        var acts = await acting.Context.ReadAsync("SELECT recorded_in FROM recordings_history WHERE study_id = @study AND id = @id", r => r.GetInt64(0), acting.Cancel, study, id);
        await acting.Context.ExecuteAsync("UPDATE recordings_history SET file_name = @gone, sha256 = '' WHERE study_id = @study AND id = @id", acting.Cancel, study, id, ("gone", Erasure.Withdrawn));
        foreach (var act in acts)
        {
            await acting.Context.ExecuteAsync("UPDATE acts SET salt = NULL WHERE study_id = @study AND seq = @act", acting.Cancel, study, ("act", act));
        }

        var uid = (await acting.Context.ReadAsync("SELECT uid FROM studies WHERE id = @study", r => r.ReadId(0), acting.Cancel, study))[0];
        await acting.Context.ExecuteAsync("INSERT INTO wipes (study_id, act, ledger) VALUES (@study, @act, @ledger)", acting.Cancel, study, ("act", acting.Number), ("ledger", Json.Write(new ErasureEntry(uid, acting.Number, acting.Now, Kind, row.Id, []))));
        return new Added(row.Id);
    }

    /// <inheritdoc/>
    public override Task AfterCommitAsync(ActServices services, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Cache.Clear();
        return Wiping.RunAsync(services.Database, cancel);
    }
}

/// <summary>Recordings erased again after a restore.</summary>
internal sealed class RecordingErasedAgain : IErasureAgain
{
    public string Kind => EraseRecording.Kind;

    public async Task<int> AgainAsync(Workshop workshop, int study, ErasureEntry entry, CancellationToken cancel)
    {
        await using (var context = workshop.Database.Live(new View(study)))
        {
            if (await context.Set<Recording>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == entry.Id, cancel) is not { BlobId: { } blob } || !(await Sounds.PresentAsync(context, cancel)).Contains(blob))
            {
                return 0;
            }
        }

        await workshop.DoAsync(study, new EraseRecording(entry.Id, $"Erased again after a restore, as the ledger of erasures says: act {entry.Act} of {entry.At:yyyy-MM-dd}."), Actor.Program, cancel: cancel);
        return 1;
    }
}
