using Fieldthread.Core.Register;
using Fieldthread.Testing;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class TypologyTests
{
    [Theory]
    [OnBoth]
    public async Task Analysts_judge_both_stand_and_organisations_are_counted_on_a_day(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove() with { Known = "2013" });
        var before = await scene.TablesAsync(withActs: true);
        var first = await scene.Place.Do(scene.Study, new JudgeType("01A", "governance", "open", "All practices voted.", "2013-04-01", Judged: "2014"), scene.Lead);
        await scene.Do(new JudgeType("b", "Governance", "open", "Rules, section 4.", Analyst: "Second reader"));
        await scene.Do(new JudgeType("b", "governance", "closed", "Minutes of May.", "2014-06", Analyst: "First reader"));
        await scene.Do(new FreezeCut("Then"));
        var last = await scene.Place.Do(scene.Study, new JudgeType("c", "governance", "closed", "Rules."), scene.Lead);

        string Words(TypologyAnswer a) => $"{a.Count.Judged} judged, {a.Count.ByTwo} by two, {a.Count.Alike} alike: " + string.Join(", ", a.Count.Counts.Select(c => $"{c.Type} {c.Agreed}+{c.Disputed}"));
        Assert.Equal("2 judged, 0 by two, 0 alike: open 2+0", Words(await scene.Ask(new TypologyAt("GOVERNANCE", "2014-01"))));
        Assert.Equal("2 judged, 1 by two, 0 alike: open 1+1, closed 0+1", Words(await scene.Ask(new TypologyAt(At: "2014-07"))));
        // Ash and Birch ended on 31 March 2015; a judgement without a last day ends with its organisation.
        Assert.Equal("1 judged, 0 by two, 0 alike: closed 1+0", Words(await scene.Ask(new TypologyAt(At: "2016"))));
        Assert.Equal("0 judged, 0 by two, 0 alike: ", Words(await scene.Ask(new TypologyAt(At: "2016"), cut: "Then")));
        var lines = (await scene.Ask(new TypologyAt(At: "2014-07"))).Lines;
        Assert.Equal(["Ash open True False", "Birch open True True", "Birch closed True True", "Cedar closed False False"], lines.Select(l => $"{l.Name} {l.Type} {l.Holds} {l.Disputed}"));
        Assert.Equal(("2014", scene.Lead.Name), (lines[0].Judged, lines[0].Analyst));
        Assert.Equal(["open", "closed"], (await scene.Ask(new TypologyAt(Organisation: await scene.Ask(new OrganisationCalled("b"))))).Lines.Select(l => l.Type));

        Assert.Equal(["Ash"], (await scene.Ask(new TypologyAt(At: "2014-07", KnownOn: "2015"))).Lines.Select(l => l.Name));
        Assert.Empty((await scene.Ask(new TypologyAt(At: "2014-07", KnownOn: "2013"))).Lines);
        var document = await scene.Place.Do(scene.Study, new AddDocument("Rules", "Archive 1", "01A", Kind: "constitution", Date: "2013-03"), scene.Lead);
        await scene.Do(new AddDocument("Order", "https://example.org/order", Event: "e1"));
        Assert.Equal([" e1 Order", "a  Rules"], (await scene.Ask(new RegisterDocuments())).Select(d => $"{d.Key} {d.Event} {d.Title}").Order(StringComparer.Ordinal));
        Assert.Equal("Archive 1", Assert.Single(await scene.Ask(new RegisterDocuments(await scene.Ask(new OrganisationCalled("a"))))).Reference);
        Assert.Equal("Order", Assert.Single(await scene.Ask(new RegisterDocuments(Event: "e1"))).Title);

        // What stands under a judgement or a document cannot be taken from under it.
        var import = (await scene.Ask(new RegisterImports()))[0];
        Assert.NotEmpty((await scene.RefusesAsync("changed-since", new UndoAct(import.Act))).Message);
        foreach (var act in new[] { document.Act + 1, document.Act, last.Act, first.Act + 2, first.Act + 1, first.Act })
        {
            await scene.Do(new UndoAct(act));
        }

        Assert.Empty((await scene.Ask(new TypologyAt())).Typologies);
        Assert.Equal(before["organisations"], (await scene.TablesAsync(withActs: true))["organisations"]);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("judge-type", "empty")]
    [ShowsRefusal("judge-type", "unknown")]
    [ShowsRefusal("judge-type", "ambiguous")]
    [ShowsRefusal("judge-type", "bad-date")]
    [ShowsRefusal("add-document", "empty")]
    [ShowsRefusal("add-document", "one-of-two")]
    [ShowsRefusal("add-document", "unknown")]
    [ShowsRefusal("add-document", "ambiguous")]
    [ShowsRefusal("add-document", "bad-date")]
    [ShowsRefusal("typology", "bad-date")]
    [ShowsRefusal("typology", "unknown")]
    [ShowsRefusal("typology", "no-vintage")]
    public async Task What_cannot_be_is_refused_and_nothing_is_kept(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small("id,type,opened,closed\na,group,,\nb,group,,\n", "", "organisation,scheme,code,from,to\na,x,1,,2014\nb,x,1,2015,\n", "", ""));
        var before = await scene.TablesAsync(withActs: true);
        await scene.RefusesAsync("no-vintage", new TypologyAt(KnownOn: "2001"));
        await scene.RefusesAsync("empty", new JudgeType("a", " ", "open", "Rules."));
        await scene.RefusesAsync("empty", new JudgeType("a", "governance", "", "Rules."));
        Assert.Contains("evidence", (await scene.RefusesAsync("empty", new JudgeType("a", "governance", "open", " "))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unknown", new JudgeType("z", "governance", "open", "Rules."));
        await scene.RefusesAsync("ambiguous", new JudgeType("1", "governance", "open", "Rules."));
        await scene.RefusesAsync("bad-date", new JudgeType("a", "governance", "open", "Rules.", "2015", "2014"));
        await scene.RefusesAsync("bad-date", new JudgeType("a", "governance", "open", "Rules.", Judged: "soon"));
        await scene.RefusesAsync("empty", new AddDocument(" ", "x", "a"));
        await scene.RefusesAsync("empty", new AddDocument("Rules", "", "a"));
        await scene.RefusesAsync("one-of-two", new AddDocument("Rules", "x"));
        await scene.RefusesAsync("one-of-two", new AddDocument("Rules", "x", "a", "e1"));
        await scene.RefusesAsync("unknown", new AddDocument("Rules", "x", "z"));
        await scene.RefusesAsync("unknown", new AddDocument("Rules", "x", Event: "e9"));
        await scene.RefusesAsync("ambiguous", new AddDocument("Rules", "x", "1"));
        await scene.RefusesAsync("bad-date", new AddDocument("Rules", "x", "a", Date: "soon"));
        await scene.RefusesAsync("bad-date", new TypologyAt(At: "soon"));
        await scene.RefusesAsync("unknown", new TypologyAt("governance"));
        Scene.Same(before, await scene.TablesAsync(withActs: true));
    }
}
