using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Findings.Checklists;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class StanceTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("change-stance", "empty")]
    [ShowsRefusal("change-stance", "unchanged")]
    [ShowsRefusal("change-stance", "in-use")]
    [ShowsRefusal("seat", "not-offered")]
    [ShowsRefusal("edit-study", "stance-apart")]
    [ShowsRefusal("present-study", "stance-apart")]
    public async Task The_way_of_working_decides_what_is_offered_and_is_changed_with_a_reason(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var account = scene.Coder.AccountId!.Value;
        await scene.RefusesAsync("empty", new ChangeStance(Stance.Reflexive, " "));
        await scene.RefusesAsync("unchanged", new ChangeStance(Stance.Codebook, "Still."));
        await scene.RefusesAsync("stance-apart", new EditStudy("A study", Stance: Stance.Reflexive));
        await scene.RefusesAsync("stance-apart", new PresentStudy("A study", Stance: Stance.Realist));
        await scene.Do(new EditStudy("A study", Stance: Stance.Codebook));
        await scene.Do(new Seat(account, "Coder", Role.Coder, Blind: true));
        await scene.RefusesAsync("in-use", new ChangeStance(Stance.Reflexive, "We read."));
        Assert.Contains("Coder codes blind", Assert.Single((await scene.Ask(new StanceOfStudy())).Others.Single(o => o.To == Stance.Reflexive).Stops), StringComparison.Ordinal);
        Assert.Empty((await scene.Ask(new StanceOfStudy())).Others.Single(o => o.To == Stance.Realist).Stops);
        await scene.Do(new Seat(account, "Coder", Role.Coder));
        var told = await scene.Do(new ChangeStance(Stance.Reflexive, "We read for meaning."));
        Assert.Equal((1, 4), (told.Gained.Count, told.Lost.Count));
        var said = await scene.RefusesAsync("not-offered", new Seat(account, "Coder", Role.Coder, Blind: true));
        Assert.Contains("reflexive thematic analysis", said.Message, StringComparison.Ordinal);
        var stance = await scene.Ask(new StanceOfStudy());
        Assert.Equal([Offer.Rtarg], stance.Offers.Where(o => o.Offered).Select(o => o.Offer));
        Assert.Equal((Stance.Codebook, Stance.Reflexive, "We read for meaning."), stance.Changes.Select(c => (c.Former, c.Next, c.Reason)).Single());
        var list = await scene.Ask(new ShowChecklist());
        Assert.Equal((ChecklistKind.Rtarg, null), (list.List, list.Misfit));
        Assert.Contains(list.Items.Single(i => i.Number == "R7").Known, k => k.StartsWith("Not offered to this study.", StringComparison.Ordinal));
        Assert.Contains(list.Items.Single(i => i.Number == "R5").Known, k => k.Contains("We read for meaning.", StringComparison.Ordinal));
        Assert.NotNull((await scene.Ask(new ShowChecklist(ChecklistKind.Coreq))).Misfit);
    }
}
