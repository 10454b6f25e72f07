using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>Sources erased again after a restore: the one that was named, and any other whose text is the same, letter for letter.</summary>
internal sealed class SourceErasedAgain : IErasureAgain
{
    public string Kind => "source";

    public Task<int> AgainAsync(Workshop workshop, int study, ErasureEntry entry, CancellationToken cancel) => AgainAsync(workshop, study, entry, entry.Id, cancel);

    /// <summary>Sources whose text the entry knows, and the one that it names, where they hold words.</summary>
    public static async Task<int> AgainAsync(Workshop workshop, int study, ErasureEntry entry, Guid? named, CancellationToken cancel)
    {
        var found = new HashSet<Guid>();
        await using (var context = workshop.Database.Live(new View(study)))
        {
            var lengths = entry.Texts.Select(t => t.Length).Distinct().ToList();
            foreach (var r in await context.Set<Revision>().AsNoTracking().Where(r => r.SourceId == named || lengths.Contains(r.Length)).Select(r => new { r.SourceId, r.Text }).ToListAsync(cancel))
            {
                if ((r.SourceId == named && r.Text.Any(c => c is not (Erasure.Cover or '\n'))) || entry.Texts.Any(t => t.Is(r.Text)))
                {
                    found.Add(r.SourceId);
                }
            }
        }

        foreach (var source in found)
        {
            await workshop.DoAsync(study, new EraseSource(source), Actor.Program, cancel: cancel);
        }

        return found.Count;
    }
}

/// <summary>Participants whose words are erased again after a restore.</summary>
internal sealed class ParticipantErasedAgain : IErasureAgain
{
    public string Kind => EraseParticipant.Kind;

    public async Task<int> AgainAsync(Workshop workshop, int study, ErasureEntry entry, CancellationToken cancel)
    {
        bool there;
        await using (var context = workshop.Database.Live(new View(study)))
        {
            there = await context.Set<Participant>().AnyAsync(p => p.Id == entry.Id, cancel) && !await context.Set<Withdrawal>().AnyAsync(w => w.ParticipantId == entry.Id && w.Level == WithdrawalLevel.Erase, cancel);
        }

        if (there)
        {
            var why = $"Erased again after a restore, as the ledger of erasures says: act {entry.Act} of {entry.At:yyyy-MM-dd}.";
            await workshop.DoAsync(study, new WithdrawConsent(entry.Id, WithdrawalLevel.Erase, entry.At.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "", why) { Again = true }, Actor.Program, cancel: cancel);
        }

        // Copies of an interview of theirs that the backup holds beside it, and interviews whose place was written down only later.
        return (there ? 1 : 0) + await SourceErasedAgain.AgainAsync(workshop, study, entry, null, cancel);
    }
}

/// <summary>Pictures and recordings that are erased again after a restore.</summary>
internal sealed class KeptErasedAgain : IErasureAgain
{
    public string Kind => EraseKept.Kind;

    public async Task<int> AgainAsync(Workshop workshop, int study, ErasureEntry entry, CancellationToken cancel)
    {
        await using (var context = workshop.Database.Live(new View(study)))
        {
            var there = await context.Set<KeptPiece>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == entry.Id, cancel);
            if (there is null || there is { Said: "[]" or "", Part: not KeptParts.Formatted })
            {
                return 0;
            }
        }

        await workshop.DoAsync(study, new EraseKept(entry.Id), Actor.Program, cancel: cancel);
        return 1;
    }
}
