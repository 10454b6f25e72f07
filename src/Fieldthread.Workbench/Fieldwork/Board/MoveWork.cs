using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Board;

/// <summary>Says of a piece of work on a source how far it is, whose it is and until when. It is said whole: what is left out is no longer said.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Kind">Transcribe, clean, code or chart.</param>
/// <param name="State">How far; null to leave it to what the study knows.</param>
/// <param name="Owner">Who does it, or is to; null for nobody.</param>
/// <param name="Due">The last day on which it is to be done; empty for none.</param>
/// <param name="Note">What is to be known of it.</param>
[Act("move-work", Permission.KeepMaterial, Tells = "board")]
[Refuses("unknown", "there is no such source or person")]
[Refuses("not-of-study", "the owner has no role that works on texts")]
[Refuses("bad-date", "the day is no date of the calendar")]
[Refuses("known-already", "a text stands in the study, so that it is transcribed is not a matter of saying")]
public sealed record MoveWork(Guid Source, WorkKind Kind, WorkState? State = null, Guid? Owner = null, string Due = "", string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var source = await acting.FindAsync<Source>(Source);
        if (Kind == WorkKind.Transcribe)
        {
            var there = await acting.Context.Set<Recording>().AnyAsync(r => r.SourceId == source.Id, acting.Cancel);
            Acting.Refuse("known-already", $"“{source.Name}” is a text already; that it was transcribed is not a matter of saying.", there ? "Who transcribes and who checks its recording is said in the queue of transcription." : "Where there is a recording of it, bring that into the queue of transcription.");
        }

        var owner = await Transcriptions.PersonAsync(acting, Owner);
        var kept = await acting.Context.Set<WorkItem>().AsTracking().FirstOrDefaultAsync(w => w.SourceId == source.Id && w.Kind == Kind, acting.Cancel);
        var (due, note) = (Dates.Read(Due)?.ToString(), Acting.Clean(Note));
        if (State is null && owner is null && due is null && note.Length == 0)
        {
            if (kept is not null)
            {
                acting.Remove(kept);
            }

            return new Added(kept?.Id ?? source.Id);
        }

        var row = kept ?? acting.Add(new WorkItem { SourceId = source.Id, Kind = Kind });
        (row.State, row.OwnerId, row.Due, row.Note, row.SaidAt, row.SaidById) = (State, owner?.Id, due, note, acting.Now, acting.Me);
        return new Added(row.Id);
    }
}
