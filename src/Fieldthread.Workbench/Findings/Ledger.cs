using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>All evidence and claims by their keys, ready for verification.</summary>
/// <param name="Evidence">Quotations and statistics.</param>
/// <param name="Claims">Claims.</param>
/// <param name="Sites">Names of the sites, in order.</param>
/// <param name="Act">The act up to which the material was read.</param>
internal sealed record Ledger(IReadOnlyDictionary<string, EvidenceItem> Evidence, IReadOnlyDictionary<string, ClaimRecord> Claims, IReadOnlyList<string> Sites, long Act)
{
    /// <summary>As a question’s asker sees it; kept in memory until the next act.</summary>
    /// <param name="asking">The question.</param>
    /// <param name="cut">The view of the cut, or of the study as it is.</param>
    public static Task<Ledger> OfAsync(Asking asking, View cut) => asking.Cache.GetAsync(
        "ledger of " + Json.Write(cut), asking.Context.View, asking.Head, () => ReadAsync(asking.Context, cut, asking.Services, () => Facts.OfAsync(asking), asking.Cancel));

    /// <summary>As an act sees it: nothing that is read before the act’s commit may be kept.</summary>
    /// <param name="acting">The act.</param>
    /// <param name="cut">The view of the cut.</param>
    public static Task<Ledger> OfAsync(Acting acting, View cut) =>
        ReadAsync(acting.Context, cut, acting.Services, () => FactsReader.ReadAsync(acting.Context, acting.Cancel), acting.Cancel);

    /// <summary>Definitions, claims and consent as they are now; texts, codings and encounters as the cut holds them. A cut never changes, so it is read beside the open transaction.</summary>
    private static async Task<Ledger> ReadAsync(StudyContext now, View cut, ActServices services, Func<Task<Facts>> factsNow, CancellationToken cancel)
    {
        await using var opened = cut.Known is null ? null : services.Database.Open(cut);
        var then = opened ?? now;
        var act = cut.Known ?? await now.Set<StudyHead>().Where(h => h.Id == now.Study).Select(h => h.Head).SingleAsync(cancel);
        var facts = cut.Known is null ? await factsNow() : await services.Cache.GetAsync("facts", cut, act, () => FactsReader.ReadAsync(then, cancel));
        var evidence = new Dictionary<string, EvidenceItem>(StringComparer.Ordinal);
        var quotations = await QuotationsAsync(now, then, services, facts, evidence, cancel);
        var evaluator = new StatisticEvaluator(facts.Study);
        var statistics = await now.All<Statistic>().ToListAsync(cancel);
        foreach (var s in statistics)
        {
            var definition = Json.Read<StatisticDefinition>(s.Definition);
            if (evaluator.TryEvaluate(definition, out var value, out _))
            {
                evidence[s.Key] = new StatisticEvidence(s.Label, definition, value);
            }
        }

        var byClaim = (await now.All<ClaimEvidence>().OrderBy(e => e.Id).ToListAsync(cancel)).ToLookup(e => e.ClaimId);
        var statisticKeys = statistics.ToDictionary(s => s.Id, s => s.Key);
        string Key(ClaimEvidence e) => e.QuotationId is { } q ? quotations[q] : statisticKeys[e.StatisticId!.Value];
        var claims = (await now.All<Claim>().ToListAsync(cancel)).ToDictionary(c => c.Key, c => new ClaimRecord(
            c.Statement, byClaim[c.Id].Where(e => e.Side == Side.For).Select(Key).ToList(), byClaim[c.Id].Where(e => e.Side == Side.Against).Select(Key).ToList()));
        return new Ledger(evidence, claims, facts.Study.Sites.Order(NaturalOrder.Instance).ToList(), act);
    }

    private static async Task<Dictionary<Guid, string>> QuotationsAsync(StudyContext now, StudyContext then, ActServices services, Facts facts, Dictionary<string, EvidenceItem> evidence, CancellationToken cancel)
    {
        var attributions = await Attributions.OfAsync(now, services, cancel);
        var quotations = await now.All<Quotation>().ToListAsync(cancel);
        var places = await QuotationPlaces.OfAsync(now, then, quotations, cancel);
        var wanted = places.Values.Select(p => p.Revision).Distinct().ToList();
        var seen = facts.Sources.Select((id, i) => (id, i)).ToDictionary(s => s.id, s => s.i);
        var texts = (await then.All<Revision>().Where(r => wanted.Contains(r.Id)).Select(r => new { r.Id, r.SourceId, r.Text }).ToListAsync(cancel)).Where(r => seen.ContainsKey(r.SourceId)).ToDictionary(r => r.Id);
        foreach (var q in quotations)
        {
            // A quotation from a text that the cut does not hold is no evidence on that cut.
            if (places.TryGetValue(q.Id, out var place) && texts.TryGetValue(place.Revision, out var revision))
            {
                var (label, consent, site) = attributions.Of(q.RevisionId, new TextSpan(q.Start, q.End));
                evidence[q.Key] = new QuotationEvidence(facts.Study.Sources[seen[revision.SourceId]].Name, label, revision.Text, place.Span, q.Exact, q.Prefix, q.Suffix, consent, Excerpt: null, Site: site);
            }
        }

        return quotations.ToDictionary(q => q.Id, q => q.Key);
    }
}

/// <summary>The view that the name of a cut stands for.</summary>
internal static class CutView
{
    /// <summary>The view of the cut of that name, or of the study as it is where there is none; a blind asker stays blind in it.</summary>
    /// <exception cref="RefusedException">There is no such cut: <c>unknown-cut</c>.</exception>
    public static async Task<View> OfAsync(StudyContext now, string? name, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return new View(now.Study, BlindTo: now.BlindTo);
        }

        var cut = await now.All<Cut>().FirstOrDefaultAsync(c => c.Name == name, cancel)
            ?? throw new RefusedException(new Refusal("unknown-cut", $"There is no cut called “{name}” in this study.", "List the cuts with: fieldthread cut list."));
        return Views.Of(now.Study, cut, now.BlindTo);
    }
}
