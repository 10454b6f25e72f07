using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Memos;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class MemoTests
{
    private static readonly Guid Nothing = Guid.NewGuid();

    [Theory]
    [OnBoth]
    public async Task Memos_stand_on_anything_and_are_linked_to_anything(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (source, code, site) = (await scene.SourceAsync("One", "They met on Monday and agreed."), await scene.Add(new AddCode("Trust")), await scene.Add(new AddSite("Site 3")));
        var below = await scene.Add(new AddCode("Clinical", code));
        var claim = await scene.Key(new AddClaim("They agreed."));
        await scene.Add(new AddOrganisation("Elm", Code: "E", Key: "elm"));
        await scene.CodeAsync(source, "agreed", below, scene.Lead);
        var coding = Assert.Single((await scene.Ask(new CodingsOfSource(source.Revision))).Codings).Id;
        var organisation = Assert.Single((await scene.Ask(new RegisterAt())).Lines).Id;

        var first = await scene.Add(new WriteMemo("What is it all about?", Title: "Begun"));
        await scene.Add(new WriteMemo("On the words.", $"revisions:{source.Revision}", Start: 5, End: 8));
        await scene.Add(new WriteMemo("On the coding.", $"codings:{coding}"));
        await scene.Add(new WriteMemo("On the code.", "codes:Trust / Clinical"));
        await scene.Add(new WriteMemo("On the organisation.", $"organisations:{organisation}"));
        await scene.Add(new WriteMemo("On the claim.\r\nIn two lines.", $"claims:{claim}"), scene.Coder);
        await scene.Add(new LinkMemo(first, $"claims:{claim}"), scene.Coder);
        await scene.Add(new LinkMemo(first, $"sites:{site}"));

        var all = await scene.Ask(new MemoRows());
        Assert.Equal(["On the claim.\nIn two lines.", "On the organisation.", "On the code.", "On the coding.", "On the words.", "What is it all about?"], all.Select(m => m.Words));
        Assert.Equal([$"the claim {claim} They agreed.", "the organisation Elm", "the code Trust / Clinical", "the coding Trust / Clinical in One", "the stretch of a text One", "the study"], all.Select(m => m.Where));
        Assert.Equal($"sources/{source.Line.Id}?select=5-8#at5", all[4].Page);
        Assert.Equal(["claim", "site"], all[5].Links.Select(l => l.Kind));
        Assert.Equal([true, false], new[] { all[5].IsMine, all[0].IsMine });

        // What is on a thing and what is linked to it stand together.
        Assert.Equal(["On the claim.\nIn two lines.", "What is it all about?"], (await scene.Ask(new MemoList($"claims:{claim}"))).Memos.Select(m => m.Words));
        Assert.Equal(["What is it all about?"], (await scene.Ask(new MemoList("study"))).Memos.Select(m => m.Words));
        Assert.Equal(["On the code."], (await scene.Ask(new MemoList(Kind: "codes"))).Memos.Select(m => m.Words));
        Assert.Equal(1, (await scene.Ask(new MemoList(Author: scene.Coder.Name))).Total);
        Assert.Equal(1, (await scene.Ask(new MemoList(Words: "BEGUN"))).Total);
        var page = await scene.Ask(new MemoList(Take: 4));
        Assert.Equal((6, 4), (page.Total, page.Memos.Count));
        Assert.Equal(2, (await scene.Ask(new MemoList(After: page.Next, Take: 4))).Memos.Count);
        Assert.Equal("met", (await scene.Ask(new MemoPlaceAsked($"revisions:{source.Revision}", 5, 8))).Words);
        Assert.Contains((await scene.Ask(new MemoThings())).Single(k => k.Kind == "claims").Things, t => t.Page == "claims/" + claim);
        Assert.Contains((await scene.Ask(new Search("organisation"))).Elsewhere, k => k is { Kind: "memos", Total: 1 });
        Assert.NotEmpty((await scene.Ask(new MemoFile())).Bytes);

        await scene.Do(new ChangeMemo(first, "What is it about?", "Begun"), scene.Lead);
        await scene.Do(new UnlinkMemo(all[5].Links[1].Id));
        Assert.Equal(("What is it about?", 1), ((await scene.Ask(new MemoRows("study")))[0].Words, (await scene.Ask(new MemoRows("study")))[0].Links.Count));
        var removed = await scene.Place.Do(scene.Study, new RemoveMemo(first), scene.Lead);
        Assert.Empty(await scene.Ask(new MemoRows("study")));
        await scene.Place.Do(scene.Study, new UndoAct(removed.Act), scene.Lead);
        Assert.Equal(["claim"], Assert.Single(await scene.Ask(new MemoRows("study"))).Links.Select(l => l.Kind));
    }

    [Theory]
    [OnBoth]
    public async Task A_link_to_a_code_follows_it_where_it_is_merged(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (kept, gone) = (await scene.Add(new AddCode("Trust")), await scene.Add(new AddCode("Confidence")));
        var memo = await scene.Add(new WriteMemo("The same?"));
        var other = await scene.Add(new WriteMemo("Both."));
        await scene.Do(new LinkMemo(memo, $"codes:{gone}"));
        await scene.Do(new LinkMemo(other, $"codes:{gone}"));
        await scene.Do(new LinkMemo(other, $"codes:{kept}"));
        await scene.Do(new MergeCodes(gone, kept));
        Assert.All(await scene.Ask(new MemoRows()), m => Assert.Equal("Trust", Assert.Single(m.Links).Name));
    }

    [Theory]
    [OnBoth]
    public async Task Who_codes_blind_neither_sees_nor_links_memos_on_codings_of_others(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var blind = await scene.Place.MemberAsync(scene.Study, Role.Coder, blind: true);
        var source = await scene.SourceAsync("One", "They met on Monday.");
        await scene.CodeAsync(source, "met", await scene.Add(new AddCode("Trust")), scene.Lead);
        var coding = Assert.Single((await scene.Ask(new CodingsOfSource(source.Revision))).Codings).Id;
        var memo = await scene.Add(new WriteMemo("Seen by me.", $"codings:{coding}"));
        var open = await scene.Add(new WriteMemo("Seen by all."));
        Assert.Equal(["Seen by all."], (await scene.Ask(new MemoRows(), blind)).Select(m => m.Words));
        Assert.DoesNotContain((await scene.Ask(new Search("seen"), blind)).Elsewhere.SelectMany(k => k.Hits), h => h.Words.Contains("by me", StringComparison.Ordinal));
        await scene.RefusesAsync("unknown", new LinkMemo(memo, "study"), blind);
        await scene.RefusesAsync("unknown", new WriteMemo("x", $"codings:{coding}"), blind);
        await scene.RefusesAsync("unknown", new LinkMemo(open, $"codings:{coding}"), blind);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("write-memo", "empty")]
    [ShowsRefusal("write-memo", "too-long")]
    [ShowsRefusal("write-memo", "bad-place")]
    [ShowsRefusal("write-memo", "unknown")]
    [ShowsRefusal("write-memo", "range-outside")]
    [ShowsRefusal("write-memo", "superseded")]
    [ShowsRefusal("change-memo", "unknown")]
    [ShowsRefusal("change-memo", "not-yours")]
    [ShowsRefusal("change-memo", "empty")]
    [ShowsRefusal("change-memo", "too-long")]
    [ShowsRefusal("remove-memo", "unknown")]
    [ShowsRefusal("remove-memo", "not-yours")]
    [ShowsRefusal("link-memo", "unknown")]
    [ShowsRefusal("link-memo", "bad-place")]
    [ShowsRefusal("link-memo", "same")]
    [ShowsRefusal("unlink-memo", "unknown")]
    [ShowsRefusal("memos", "bad-place")]
    [ShowsRefusal("memos", "unknown")]
    [ShowsRefusal("memo-rows", "bad-place")]
    [ShowsRefusal("memo-rows", "unknown")]
    [ShowsRefusal("memo-file", "bad-place")]
    [ShowsRefusal("memo-file", "unknown")]
    [ShowsRefusal("memo-place", "bad-place")]
    [ShowsRefusal("memo-place", "unknown")]
    public async Task What_cannot_be_is_refused(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var source = await scene.SourceAsync("One", "They met on Monday.");
        await scene.Add(new AddCode("Trust"));
        await scene.Add(new AddCode("Trust", await scene.Add(new AddCode("Other"))));
        var memo = await scene.Add(new WriteMemo("Mine."));
        await scene.RefusesAsync("empty", new WriteMemo(" "));
        await scene.RefusesAsync("too-long", new WriteMemo("x", Title: new string('t', 201)));
        await scene.RefusesAsync("too-long", new WriteMemo(new string('w', 100_001)));
        await scene.RefusesAsync("bad-place", new WriteMemo("x", "acts:1"));
        await scene.RefusesAsync("bad-place", new WriteMemo("x", "Trust"));
        await scene.RefusesAsync("unknown", new WriteMemo("x", $"codes:{Nothing}"));
        await scene.RefusesAsync("unknown", new WriteMemo("x", "codes:Nobody"));
        await scene.RefusesAsync("range-outside", new WriteMemo("x", $"revisions:{source.Revision}"));
        await scene.RefusesAsync("range-outside", new WriteMemo("x", $"revisions:{source.Revision}", Start: 5, End: 500));
        await scene.RefusesAsync("range-outside", new WriteMemo("x", "codes:Trust", Start: 1, End: 2));
        await scene.Do(new Workbench.Fieldwork.Revisions.ReviseSource(source.Line.Id, 1, "They met on Tuesday.", "Heard again."));
        await scene.RefusesAsync("superseded", new WriteMemo("x", $"revisions:{source.Revision}", Start: 0, End: 4));
        await scene.RefusesAsync("unknown", new ChangeMemo(Nothing, "x"));
        await scene.RefusesAsync("not-yours", new ChangeMemo(memo, "x"), scene.Coder);
        await scene.RefusesAsync("empty", new ChangeMemo(memo, ""));
        await scene.RefusesAsync("too-long", new ChangeMemo(memo, "x", new string('t', 201)));
        await scene.RefusesAsync("unknown", new RemoveMemo(Nothing));
        await scene.RefusesAsync("not-yours", new RemoveMemo(memo), scene.Coder);
        await scene.RefusesAsync("unknown", new LinkMemo(Nothing, "codes:Trust"));
        await scene.RefusesAsync("unknown", new LinkMemo(memo, "claims:C9"));
        await scene.RefusesAsync("bad-place", new LinkMemo(memo, "acts:1"));
        await scene.RefusesAsync("same", new LinkMemo(memo, "study"));
        await scene.Do(new LinkMemo(memo, "codes:Trust"));
        await scene.RefusesAsync("same", new LinkMemo(memo, "codes:Trust"));
        await scene.RefusesAsync("unknown", new UnlinkMemo(Nothing));
        await scene.RefusesAsync("bad-place", new MemoList("acts:1"));
        await scene.RefusesAsync("unknown", new MemoList($"codes:{Nothing}"));
        await scene.RefusesAsync("bad-place", new MemoRows("acts:1"));
        await scene.RefusesAsync("unknown", new MemoRows($"codes:{Nothing}"));
        await scene.RefusesAsync("bad-place", new MemoFile("acts:1"));
        await scene.RefusesAsync("unknown", new MemoFile($"codes:{Nothing}"));
        await scene.RefusesAsync("bad-place", new MemoPlaceAsked("acts:1"));
        await scene.RefusesAsync("unknown", new MemoPlaceAsked($"codes:{Nothing}"));
    }
}
