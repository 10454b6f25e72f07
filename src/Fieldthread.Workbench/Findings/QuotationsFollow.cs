using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Quotations follow a revision where their words stand in it letter for letter. The others stay on the former text and fail their verification, until a person looks.</summary>
internal sealed class QuotationsFollow : IFollowsRevisions
{
    public async Task FollowAsync(Acting acting, RevisionMoved moved)
    {
        foreach (var quotation in await acting.Context.Set<Quotation>().AsTracking().Where(q => q.RevisionId == moved.From).ToListAsync(acting.Cancel))
        {
            if (moved.Map.Forward(new TextSpan(quotation.Start, quotation.End)) is { State: CarriedState.Same, Span: { } there })
            {
                AddQuotation.Capture(quotation, moved.To, moved.Text, there);
            }
        }
    }

    public async Task<IReadOnlyList<FollowLine>> LookAsync(StudyContext context, RevisionMoved moved, CancellationToken cancel)
    {
        var quotations = await context.Set<Quotation>().AsNoTracking().Where(q => q.RevisionId == moved.From).ToListAsync(cancel);
        var left = quotations.FindAll(q => moved.Map.Forward(new TextSpan(q.Start, q.End)).State != CarriedState.Same).ConvertAll(q => q.Key);
        return [new FollowLine("quotations", quotations.Count - left.Count, [.. left.Order(NaturalOrder.Instance)], "Their words were changed, so a report that prints them is stopped by its check until somebody chooses them again.")];
    }
}

/// <summary>Chooses anew the words of a quotation whose words were changed by a revision. Its key stays, and so do the claims that stand on it.</summary>
/// <param name="Key">Key, as <c>q12</c>.</param>
/// <param name="Words">The words as they stand in the newest revision of its source.</param>
[Act("recapture-quotation", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such quotation")]
[Refuses("current", "the quotation stands on the newest revision")]
[Refuses("empty", "no words were given")]
[Refuses("words-not-there", "the newest revision does not hold these words; letters, case and accents count")]
[Refuses("words-ambiguous", "it holds these words more than once")]
[Refuses("consent-withdrawn", "whoever speaks there withdrew consent to be quoted")]
public sealed record RecaptureQuotation(string Key, string Words) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var quotation = await EvidenceKeys.QuotationAsync(acting, Key);
        var chain = await RevisionChain.OfAsync(acting.Context, acting.Cancel);
        if (!chain.IsFormer(quotation.RevisionId))
        {
            Acting.Refuse("current", $"{quotation.Key} stands on the newest revision of its source.", "To quote other words, make another quotation.");
        }

        var newest = chain.NewestOf(chain[quotation.RevisionId]!.Source)!.Id;
        var text = await acting.Context.Set<Revision>().Where(r => r.Id == newest).Select(r => r.Text).SingleAsync(acting.Cancel);
        var place = QuoteWords.Find(text, Acting.Given(Words, "The quotation"));
        var note = await AddQuotation.ConsentAsync(acting, newest, place);
        AddQuotation.Capture(quotation, newest, text, place);
        return new Added(quotation.Id, quotation.Key, note);
    }
}
