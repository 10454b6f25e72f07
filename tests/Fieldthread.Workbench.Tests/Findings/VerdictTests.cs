using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class VerdictTests
{
    [Theory]
    [OnBoth]
    public async Task A_claim_is_judged_phase_by_phase_and_a_changed_verdict_stays_in_earlier_cuts(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (second, first) = (await scene.Add(new AddPhase("After", "2022")), await scene.Add(new AddPhase("Before", "2021", "2021-12")));
        var claim = await scene.Key(new AddClaim("They trust each other."));
        await scene.Do(new RecordVerdict(claim, first, Verdict.Supported, " Everybody said so. "), scene.Coder);
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new RecordVerdict(claim, first, Verdict.Mixed, "Not quite everybody."));
        var last = await scene.Place.Do(scene.Study, new RecordVerdict(claim, second, Verdict.Contradicted, "Nobody says so now."), scene.Lead);

        Assert.Equal("Before Mixed Not quite everybody.; After Contradicted Nobody says so now.", await LineAsync(scene, claim));
        Assert.Equal("Before Supported Everybody said so.; After  ", await LineAsync(scene, claim, "Then"));
        Assert.Equal([Verdict.Mixed, Verdict.Contradicted], Assert.Single(await scene.Ask(new ClaimList())).Verdicts.Select(v => v.Verdict));
        Assert.Equal(last.Act, (await scene.Ask(new ClaimOpened(claim))).Verdicts[1].Act);
        await scene.Do(new UndoAct(last.Act));
        Assert.Equal("Before Mixed Not quite everybody.; After  ", await LineAsync(scene, claim));
        await scene.Do(new WithdrawVerdict(claim, first));
        Assert.Equal("Before  ; After  ", await LineAsync(scene, claim));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("record-verdict", "unknown")]
    [ShowsRefusal("record-verdict", "empty")]
    [ShowsRefusal("withdraw-verdict", "unknown")]
    public async Task A_verdict_has_a_claim_a_phase_and_a_reason(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var phase = await scene.Add(new AddPhase("Phase"));
        var claim = await scene.Key(new AddClaim("They met."));
        await scene.RefusesAsync("unknown", new RecordVerdict("C9", phase, Verdict.Mixed, "So."));
        await scene.RefusesAsync("unknown", new RecordVerdict(claim, Guid.NewGuid(), Verdict.Mixed, "So."));
        await scene.RefusesAsync("empty", new RecordVerdict(claim, phase, Verdict.NotObserved, " "));
        await scene.RefusesAsync("unknown", new WithdrawVerdict("C9", phase));
        await scene.RefusesAsync("unknown", new WithdrawVerdict(claim, phase));
    }

    [Theory]
    [OnBoth]
    public async Task Evidence_knows_its_site_and_phase_and_a_number_the_one_it_is_narrowed_to(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await CodeMatrixTests.FilledAsync(scene);
        var sources = (await scene.Ask(new SourceList())).ToDictionary(s => s.Name, s => s.Id);
        var claim = await scene.Key(new AddClaim("They trust each other."));
        var empty = await scene.Key(new AddClaim("Nobody looked."));
        await scene.Do(new AddEvidence(claim, await scene.Key(new QuoteWords(sources["Alone"], "We trusted them")), Side.For));
        await scene.Do(new AddEvidence(claim, await scene.Key(new QuoteWords(sources["Joint"], "It was the money")), Side.Against));
        await scene.Do(new AddEvidence(claim, await scene.Key(new QuoteWords(sources["Meeting"], "Nobody trusted")), Side.Against));
        await scene.Do(new AddEvidence(claim, await scene.Key(new QuoteWords(sources["Note"], "Trust again")), Side.For));
        await scene.Do(new AddEvidence(claim, await scene.Key(new AddStatistic("Here", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Codings, Sites: ["Southside"], Phases: ["Second phase"]))), Side.For));
        await scene.Do(new AddEvidence(claim, await scene.Key(new AddStatistic("All", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Codings))), Side.For));
        Assert.Equal(
            ["For Northside First phase", "Against Northside First phase", "Against Southside Second phase", "For  ", "For Southside Second phase", "For  "],
            (await scene.Ask(new ClaimOpened(claim))).Evidence.Select(e => $"{e.Side} {e.Site} {e.Phase}"));
        var map = await scene.Ask(new EvidenceMapOf());
        Assert.Equal(["Northside", "Southside", "Westside"], map.Sites);
        Assert.Equal([(claim, 2), (empty, 0)], map.Claims.Select(c => (c.Key, c.Elsewhere)));
        Assert.Equal([new Tally(1, 1), new Tally(1, 1), new Tally(0, 0)], map.Claims[0].Sites);
        Assert.All(map.Claims[1].Sites, t => Assert.Equal(new Tally(0, 0), t));
    }

    private static async Task<string> LineAsync(Scene scene, string claim, string? cut = null) =>
        string.Join("; ", (await scene.Ask(new ClaimOpened(claim), cut: cut)).Verdicts.Select(v => $"{v.Name} {v.Verdict} {v.Reason}"));
}
