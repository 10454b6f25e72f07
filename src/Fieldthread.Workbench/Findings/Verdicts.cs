using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Says what a phase says of a claim; said again, the earlier verdict goes into history.</summary>
/// <param name="Claim">Key of the claim.</param>
/// <param name="Phase">For which phase.</param>
/// <param name="Verdict">Supported, mixed, contradicted or not observed.</param>
/// <param name="Reason">Why.</param>
[Act("record-verdict", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such claim or phase")]
[Refuses("empty", "no reason is given")]
public sealed record RecordVerdict(string Claim, Guid Phase, Verdict Verdict, string Reason) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (claim, phase) = (await EvidenceKeys.ClaimAsync(acting, Claim), await acting.FindAsync<Phase>(Phase));
        var reason = Acting.Given(Reason, "The reason for the verdict");
        var row = await acting.Context.Set<ClaimVerdict>().AsTracking().FirstOrDefaultAsync(v => v.ClaimId == claim.Id && v.PhaseId == phase.Id, acting.Cancel)
            ?? acting.Add(new ClaimVerdict { ClaimId = claim.Id, PhaseId = phase.Id });
        (row.Verdict, row.Reason) = (Verdict, reason);
        return new Added(row.Id, claim.Key);
    }
}

/// <summary>Takes a verdict back: the phase says nothing of the claim yet.</summary>
/// <param name="Claim">Key of the claim.</param>
/// <param name="Phase">For which phase.</param>
[Act("withdraw-verdict", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such claim, or no verdict on it for that phase")]
public sealed record WithdrawVerdict(string Claim, Guid Phase) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var claim = await EvidenceKeys.ClaimAsync(acting, Claim);
        var row = await acting.Context.Set<ClaimVerdict>().AsTracking().FirstOrDefaultAsync(v => v.ClaimId == claim.Id && v.PhaseId == Phase, acting.Cancel);
        if (row is null)
        {
            Acting.Refuse("unknown", $"{claim.Key} has no verdict for that phase.");
        }

        acting.Remove(row);
        return new Added(row.Id, claim.Key);
    }
}

/// <summary>What a phase says of a claim.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">The verdict; null where none is recorded.</param>
/// <param name="Reason">Why; empty where none is recorded.</param>
/// <param name="Act">The act that recorded it so, or null.</param>
public sealed record PhaseVerdict(Guid Phase, string Name, Verdict? Verdict, string Reason, long? Act);

/// <summary>Which verdicts stand.</summary>
internal static class VerdictReading
{
    /// <summary>By claim, a line for each phase of the study, in time.</summary>
    public static async Task<Func<Guid, IReadOnlyList<PhaseVerdict>>> OfAsync(Asking asking)
    {
        var phases = await new PhaseList().AskAsync(asking);
        var rows = (await asking.Context.All<ClaimVerdict>().ToListAsync(asking.Cancel)).ToDictionary(v => (v.ClaimId, v.PhaseId));
        return claim => [.. phases.Select(p => rows.TryGetValue((claim, p.Id), out var row) ? new PhaseVerdict(p.Id, p.Name, row.Verdict, row.Reason, row.RecordedIn) : new PhaseVerdict(p.Id, p.Name, null, "", null))];
    }

    public static string InWords(Verdict verdict) => verdict == Verdict.NotObserved ? "not observed" : verdict.ToString().ToLowerInvariant();
}
