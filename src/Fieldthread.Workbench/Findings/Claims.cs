using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Enters a claim into the ledger.</summary>
/// <param name="Statement">The claim as a sentence.</param>
[Act("add-claim", Permission.WriteFindings, Tells = "findings")]
[Refuses("empty", "the statement is empty")]
public sealed record AddClaim(string Statement) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var claim = acting.Add(new Claim { Key = await Keys.NextAsync<Claim>(acting, "C"), Statement = Acting.Given(Statement, "The claim") });
        return new Added(claim.Id, claim.Key);
    }
}

/// <summary>Rewords a claim. What was published keeps the old words.</summary>
/// <param name="Key">Key, as <c>C4</c>.</param>
/// <param name="Statement">The claim as a sentence.</param>
[Act("edit-claim", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such claim")]
[Refuses("empty", "the statement is empty")]
public sealed record EditClaim(string Key, string Statement) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var claim = await EvidenceKeys.ClaimAsync(acting, Key);
        claim.Statement = Acting.Given(Statement, "The claim");
        return new Added(claim.Id, claim.Key);
    }
}

/// <summary>Sets a quotation or a statistic for or against a claim.</summary>
/// <param name="Claim">Key of the claim.</param>
/// <param name="Key">Key of a quotation (<c>q12</c>) or a statistic (<c>s3</c>).</param>
/// <param name="Side">For or against.</param>
/// <param name="Note">Why it speaks so.</param>
[Act("add-evidence", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such claim, quotation or statistic")]
[Refuses("already-there", "the claim has it, on the same side or the other")]
public sealed record AddEvidence(string Claim, string Key, Side Side, string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var claim = await EvidenceKeys.ClaimAsync(acting, Claim);
        var quotation = Key.TrimStart().StartsWith('q') ? (await EvidenceKeys.QuotationAsync(acting, Key)).Id : (Guid?)null;
        var statistic = quotation is null ? (await EvidenceKeys.StatisticAsync(acting, Key)).Id : (Guid?)null;
        var there = await acting.Context.Set<ClaimEvidence>().FirstOrDefaultAsync(e => e.ClaimId == claim.Id && e.QuotationId == quotation && e.StatisticId == statistic, acting.Cancel);
        if (there is not null)
        {
            Acting.Refuse("already-there", $"{claim.Key} already has {Key}, {(there.Side == Side.For ? "for" : "against")} it.", "Take it away first to set it on the other side.");
        }

        return new Added(acting.Add(new ClaimEvidence { ClaimId = claim.Id, QuotationId = quotation, StatisticId = statistic, Side = Side, Note = WellFormedText.Repair(Note.Trim(), out _) }).Id, claim.Key);
    }
}

/// <summary>Takes evidence from a claim. The quotation or statistic itself stays.</summary>
/// <param name="Claim">Key of the claim.</param>
/// <param name="Key">Key of the quotation or statistic.</param>
[Act("remove-evidence", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such claim, or it does not have that evidence")]
public sealed record RemoveEvidence(string Claim, string Key) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var claim = await EvidenceKeys.ClaimAsync(acting, Claim);
        var quotation = Key.TrimStart().StartsWith('q') ? (await EvidenceKeys.QuotationAsync(acting, Key)).Id : (Guid?)null;
        var statistic = quotation is null ? (await EvidenceKeys.StatisticAsync(acting, Key)).Id : (Guid?)null;
        var there = await acting.Context.Set<ClaimEvidence>().AsTracking().FirstOrDefaultAsync(e => e.ClaimId == claim.Id && e.QuotationId == quotation && e.StatisticId == statistic, acting.Cancel);
        if (there is null)
        {
            Acting.Refuse("unknown", $"{claim.Key} does not have {Key}.");
        }

        acting.Remove(there);
        return new Added(there.Id, claim.Key);
    }
}
