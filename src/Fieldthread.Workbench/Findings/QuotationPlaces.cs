using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Where each quotation is to be verified: in the newest revision that a cut holds, whatever revision the quotation stands on now.</summary>
/// <remarks>
/// A quotation that followed a revision after the cut is verified where the cut had it; one that was chosen after the cut, where the maps lead back to. One whose words were changed is looked for where they would stand, and is not found there.
/// </remarks>
internal static class QuotationPlaces
{
    public static async Task<Dictionary<Guid, (Guid Revision, TextSpan Span)>> OfAsync(StudyContext now, StudyContext then, IReadOnlyList<Quotation> quotations, CancellationToken cancel)
    {
        var chain = await RevisionChain.OfAsync(now, cancel);
        var isNow = ReferenceEquals(now, then);
        var held = isNow ? chain : await RevisionChain.OfAsync(then, cancel);
        var before = isNow ? [] : await then.All<Quotation>().AsNoTracking().ToDictionaryAsync(q => q.Id, cancel);
        var places = new Dictionary<Guid, (Guid, TextSpan)>(quotations.Count);
        foreach (var q in quotations)
        {
            if (chain[q.RevisionId] is not { } on || held.NewestOf(on.Source) is not { } newest)
            {
                continue;
            }

            var known = before.TryGetValue(q.Id, out var was) && was.RevisionId == newest.Id && was.Exact == q.Exact ? was : q;
            var span = new TextSpan(known.Start, known.End);
            places[q.Id] = (newest.Id, known.RevisionId == newest.Id ? span : Carried(chain.Map(known.RevisionId, newest.Id), span));
        }

        return places;
    }

    private static TextSpan Carried(RevisionMap map, TextSpan span) => map.Forward(span).Span ?? map.Around(span);
}
