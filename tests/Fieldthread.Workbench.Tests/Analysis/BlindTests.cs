using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class BlindTests
{
    [Theory]
    [OnBoth]
    public async Task A_blind_coder_sees_their_own_codings_through_every_question_and_no_others(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var blind = await scene.Place.MemberAsync(scene.Study, Role.Coder, blind: true);
        var site = await scene.Add(new AddSite("Northside"));
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday. Nobody came to the hall.", site);
        var (trust, money) = (await scene.Add(new AddCode("Trust")), await scene.Add(new AddCode("Money")));
        var mine = await scene.CodeAsync(page, "We met", trust, blind);
        var others = await scene.CodeAsync(page, "We met on a Tuesday", money);
        await scene.CodeAsync(page, "Nobody came", trust);
        await scene.Do(new SetCodingMemo(mine, "MYMEMO"), blind);
        await scene.Do(new SetCodingMemo(others, "THEIRMEMO"), scene.Coder);
        await scene.Do(new AddStatistic("Codings", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Codings)));
        await scene.Do(new AddReport("Report", "[3]{.value ev=s1}", "r"));
        await scene.Do(new FreezeCut("Then"));
        foreach (var cut in new[] { null, "Then" })
        {
            Assert.Equal([mine], (await scene.Ask(new CodingsOfSource(page.Revision), blind, cut)).Codings.Select(c => c.Id));
            Assert.Equal([1, 0], (await scene.Ask(new CodebookTree(), blind, cut)).Select(c => c.Codings));
            Assert.Equal([2, 1], (await scene.Ask(new CodebookTree(), cut: cut)).Select(c => c.Codings));
            Assert.Equal(1, (await scene.Ask(new CodingsOfCode(trust), blind, cut)).Total);
            Assert.Equal(0, (await scene.Ask(new CodingsOfCode(money), blind, cut)).Total);
            Assert.Equal([1, 0], (await scene.Ask(new CodeBySite(), blind, cut)).Rows.Select(r => r.Codings[0]));
            Assert.Empty(await scene.Ask(new CodesTogether(), blind, cut));
            Assert.Single(await scene.Ask(new CodesTogether(), cut: cut));
            Assert.Equal(1, (await scene.Ask(new StatisticList(), blind, cut))[0].Value!.Value);
            Assert.Equal(1, (await scene.Ask(new Overview(), blind, cut)).Codings);
            Assert.Equal(1, (await scene.Ask(new SourceList(), blind, cut))[0].Codings);
            Assert.Equal((await scene.Ask(new Search("met"), cut: cut)).Hits.Select(h => h.Words), (await scene.Ask(new Search("met"), blind, cut)).Hits.Select(h => h.Words));
            var project = await scene.Ask(new ProjectForExport(), blind, cut);
            Assert.Single(project.Sources[0].PlacedCodings());
            Assert.Equal(["MYMEMO"], project.Notes.Select(n => n.Text));
            Assert.Equal(2, (await scene.Ask(new ProjectForExport(), cut: cut)).Notes.Count);
            Assert.Equal(1, (await scene.Ask(new CompareCuts("Then"), blind, cut)).Rows.Single(r => r.What == "codings").First);
            Assert.Equal(1, (await scene.Ask(new CompareCuts("Then"), blind, cut)).Rows.Single(r => r.What == "memos").First);
        }

        // What is printed for everybody is printed on everybody’s codings, so it is not shown to who codes blind.
        var shown = await scene.Ask(new ShowCut("Then"), blind);
        Assert.Equal(1, shown.Counts["codings"]);
        Assert.DoesNotContain("3", shown.Results, StringComparison.Ordinal);
        Assert.Contains("3", (await scene.Ask(new ShowCut("Then"))).Results, StringComparison.Ordinal);
        foreach (var on in new[] { null, "Then" })
        {
            Assert.True((await scene.Ask(new CheckReport("r", on), blind)).Stops > 0);
            Assert.Equal(0, (await scene.Ask(new CheckReport("r", on))).Stops);
        }

        Assert.Contains((await scene.Ask(new BuildReport("r", "Then"), blind)).Checks, c => c.Stops);
        await scene.RefusesAsync("unknown", new RemoveCoding(others), blind);
        await scene.RefusesAsync("unknown", new SetCodingMemo(others, "A guess"), blind);
        await scene.RefusesAsync("not-yours", new RemoveCoding(mine), scene.Coder);
    }

    [Theory]
    [OnBoth]
    public async Task Who_leaves_stays_the_author_and_sees_no_more(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday.");
        var coding = await scene.CodeAsync(page, "We met", await scene.Add(new AddCode("Trust")));
        var before = await scene.TablesAsync(withActs: true);
        var person = (await scene.Ask(new TeamList())).Single(p => p.Name == scene.Coder.Name);
        await scene.Do(new Leave(person.Id));
        var after = await scene.TablesAsync(withActs: true);
        Assert.Equal(before["codings"], after["codings"]);
        var left = (await scene.Ask(new TeamList())).Single(p => p.Id == person.Id);
        Assert.Equal((scene.Coder.Name, null), (left.Name, left.Role));
        Assert.Equal((coding, person.Id), Assert.Single((await scene.Ask(new CodingsOfSource(page.Revision))).Codings) is var one ? (one.Id, one.Coder) : default);
        Assert.Equal(scene.Coder.Name, Assert.Single((await scene.Ask(new CodingsOfCode((await scene.Ask(new CodebookTree()))[0].Id))).Passages).Coder);
        await scene.RefusesAsync("not-allowed", new AddCoding(page.Revision, 0, 2, Guid.NewGuid()), scene.Coder);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => scene.Ask(new CodingsOfSource(page.Revision), scene.Coder))).Code);
    }
}
