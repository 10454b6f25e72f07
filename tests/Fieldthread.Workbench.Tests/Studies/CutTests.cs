using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class CutTests
{
    [Theory]
    [OnBoth]
    public async Task A_cut_holds_what_was_there_and_compares_in_words(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        await place.InActAsync(study, acting => Material.FillAsync(acting, passages: 10, codings: 96));
        var before = await LogVerify.HeadAsync(place.Database, study);
        var cut = await place.Do(study, new FreezeCut("Report 1"));
        await place.InActAsync(study, acting =>
        {
            foreach (var coding in acting.Context.Set<Coding>().Take(5).ToList())
            {
                acting.Remove(coding);
            }

            return Task.CompletedTask;
        });
        var listed = Assert.Single(await place.Ask(study, new CutsOfStudy()));
        Assert.Equal(("Report 1", cut.Act, before.Hash), (listed.Name, listed.Act, listed.HeadHash));
        var shown = await place.Ask(study, new ShowCut("Report 1"));
        Assert.Equal(("[]", 96, 10), (shown.Results, shown.Counts["codings"], shown.Counts["passages"]));
        var comparison = await place.Ask(study, new CompareCuts("Report 1"));
        Assert.Equal("96 against 91", comparison.Rows.Single(r => r.What == "codings").InWords);
        Assert.Equal("10 in both", comparison.Rows.Single(r => r.What == "passages").InWords);
        Assert.Equal("96 in both", (await place.Ask(study, new CompareCuts("Report 1"), cut: "Report 1")).Rows.Single(r => r.What == "codings").InWords);
    }

    [Theory]
    [OnBoth]
    public async Task A_cut_is_narrowed_by_names_that_may_change_later(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        await place.InActAsync(study, acting => Material.FillAsync(acting, passages: 10, codings: 20));
        var other = await place.Do(study, new AddSite("Southside"));
        await place.Do(study, new AddPhase("Phase 1"));
        await place.Do(study, new FreezeCut("Half", new CutFilter(Sites: ["Southside"], Phases: ["Phase 1"], Coders: ["Coder one"])));
        await place.Do(study, new EditSite(other.Answer.Id, "Westside"));
        var shown = await place.Ask(study, new ShowCut("Half"));
        Assert.Equal((10, 1), (shown.Counts["codings"], shown.Counts["sites"]));
        Assert.Equal(["Southside"], shown.Cut.Filter.Sites);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("freeze-cut", "name-taken")]
    [ShowsRefusal("freeze-cut", "unknown-name")]
    [ShowsRefusal("freeze-cut", "empty")]
    [ShowsRefusal("cut", "unknown-cut")]
    [ShowsRefusal("compare-cuts", "unknown-cut")]
    [ShowsRefusal("undo-act", "cannot-be-undone")]
    public async Task What_cannot_be_frozen_or_found_is_refused(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        await place.Do(study, new AddPhase("Twice"));
        await place.InActAsync(study, acting => Task.FromResult(acting.Add(new Phase { Name = "Twice" })));
        var frozen = await place.Do(study, new FreezeCut("One"));
        Assert.Equal("name-taken", (await Place.RefusedAsync(() => place.Do(study, new FreezeCut(" One ")))).Code);
        Assert.Equal("empty", (await Place.RefusedAsync(() => place.Do(study, new FreezeCut(" ")))).Code);
        foreach (var filter in new[] { new CutFilter(Sites: ["No such"]), new CutFilter(Phases: ["Twice"]), new CutFilter(Coders: ["Nobody"]) })
        {
            Assert.Equal("unknown-name", (await Place.RefusedAsync(() => place.Do(study, new FreezeCut("Two", filter)))).Code);
        }

        Assert.Equal("unknown-cut", (await Place.RefusedAsync(() => place.Ask(study, new ShowCut("Two")))).Code);
        Assert.Equal("unknown-cut", (await Place.RefusedAsync(() => place.Ask(study, new CompareCuts("One", "Two")))).Code);
        Assert.Equal("cannot-be-undone", (await Place.RefusedAsync(() => place.Do(study, new UndoAct(frozen.Act)))).Code);
        Assert.Single(await place.Ask(study, new CutsOfStudy()));
    }
}
