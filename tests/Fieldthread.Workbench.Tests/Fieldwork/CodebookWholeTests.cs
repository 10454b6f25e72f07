using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class CodebookWholeTests
{
    private const string Text = "We met on a Tuesday. Nobody came. We met again, and they all came.";

    [Theory]
    [OnBoth]
    public async Task Every_act_on_the_codebook_is_undone_whole(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", Text);
        var (trust, met, other) = (await scene.Add(new AddCode("Trust")), await scene.Add(new AddCode("Met", Colour: "teal", IncludeWhen: "They met.", Draft: true)), await scene.Add(new AddCode("Other")));
        var first = await scene.CodeAsync(page, "We met on", met);
        await scene.CodeAsync(page, "We met again", met);
        await scene.Do(new SetCodingMemo(first, "Why"), scene.Coder);
        await scene.Do(new RetireCode(other, "Nobody used it.", met));
        async Task UndoneAsync<T>(Act<T> act)
        {
            var before = await scene.TablesAsync();
            var done = await scene.Place.Do(scene.Study, act, scene.Lead);
            Assert.NotEqual(Json.Write(before), Json.Write(await scene.TablesAsync()));
            await scene.Do(new UndoAct(done.Act));
            Scene.Same(before, await scene.TablesAsync());
        }

        await UndoneAsync(new AddCode("New", trust, "rose", "D", "I", "E", "X", true, "R", FromCoding: first));
        await UndoneAsync(new EditCode(met, "Met", "#000000", "D", true, "I", "E", "X", CodeStanding.InUse, "R"));
        await UndoneAsync(new EditCode(trust, "Trust", null, "D", true, "I"));
        await UndoneAsync(new SetCodeExample(met, first));
        await UndoneAsync(new MoveCode(met, trust, "It belongs there."));
        await UndoneAsync(new OrderCode(other, SiblingPlace.First));
        await UndoneAsync(new SplitCode(met, [first], "Two things.", NewName: "Met once"));
        await UndoneAsync(new SplitCode(met, [first], "Two things.", Into: trust));
        await UndoneAsync(new RetireCode(met, "Unclear.", trust));
        await UndoneAsync(new BringBackCode(other, "Needed."));
        await UndoneAsync(new MergeCodes(met, trust, "The same."));
        await UndoneAsync(new RemoveCode(trust));
        await UndoneAsync(new ImportCodebook(Qdc("<Code guid=\"6f1c2a3b-0000-4000-8000-000000000001\" name=\"Fresh\" isCodable=\"true\"><Description>Include when: fresh</Description></Code>")));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-coding", "retired")]
    [ShowsRefusal("edit-code", "retired")]
    [ShowsRefusal("merge-codes", "retired")]
    [ShowsRefusal("split-code", "retired")]
    [ShowsRefusal("retire-code", "unknown")]
    [ShowsRefusal("retire-code", "empty")]
    [ShowsRefusal("retire-code", "retired")]
    [ShowsRefusal("retire-code", "bad-successor")]
    [ShowsRefusal("bring-back-code", "unknown")]
    [ShowsRefusal("bring-back-code", "not-retired")]
    [ShowsRefusal("remove-code", "in-use")]
    public async Task A_retired_code_keeps_its_codings_and_takes_no_more(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", Text);
        var (old, next, heading, third) = (await scene.Add(new AddCode("Old")), await scene.Add(new AddCode("Next")), await scene.Add(new AddCode("Heading")), await scene.Add(new AddCode("Third")));
        await scene.Do(new EditCode(heading, "Heading", IsCodable: false));
        var kept = await scene.CodeAsync(page, "We met on", old);
        await scene.RefusesAsync("unknown", new RetireCode(Guid.NewGuid(), "Why"));
        await scene.RefusesAsync("empty", new RetireCode(old, " "));
        await scene.RefusesAsync("bad-successor", new RetireCode(old, "Why", old));
        await scene.RefusesAsync("bad-successor", new RetireCode(old, "Why", heading));
        await scene.RefusesAsync("retired", new EditCode(old, "Old", Standing: CodeStanding.Retired));
        await scene.RefusesAsync("unknown", new BringBackCode(Guid.NewGuid()));
        await scene.RefusesAsync("not-retired", new BringBackCode(old));
        await scene.Do(new RetireCode(old, "Too wide.", next));
        await scene.RefusesAsync("retired", new RetireCode(old, "Again."));
        await scene.RefusesAsync("bad-successor", new RetireCode(third, "Why", old));
        await scene.RefusesAsync("retired", new EditCode(old, "Old", Standing: CodeStanding.Draft));
        var refusal = await scene.RefusesAsync("retired", new AddCoding(page.Revision, 0, 2, old), scene.Coder);
        Assert.Contains("Next", refusal.WhatToDo, StringComparison.Ordinal);
        var other = await scene.CodeAsync(page, "Nobody", third);
        await scene.RefusesAsync("retired", new MergeCodes(third, old));
        await scene.RefusesAsync("retired", new SplitCode(third, [other], "Why", old));
        Assert.Equal(kept, Assert.Single((await scene.Ask(new CodingsOfCode(old))).Passages).Coding);
        var line = (await scene.Ask(new CodebookTree())).Single(c => c.Id == old);
        Assert.Equal((CodeStanding.Retired, next, "Next"), (line.Standing, line.Successor, line.Instead));
        await scene.RefusesAsync("in-use", new RemoveCode(next));

        // What took its place may itself be merged away; the retired code then names what it became.
        await scene.Do(new MergeCodes(next, third));
        Assert.Equal("Third", (await scene.Ask(new CodebookTree())).Single(c => c.Id == old).Instead);
        await scene.Do(new BringBackCode(old, "Wanted after all."));
        await scene.Add(new AddCoding(page.Revision, 0, 2, old), scene.Coder);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("split-code", "unknown")]
    [ShowsRefusal("split-code", "empty")]
    [ShowsRefusal("split-code", "one-target")]
    [ShowsRefusal("split-code", "other-code")]
    [ShowsRefusal("split-code", "name-taken")]
    [ShowsRefusal("split-code", "heading")]
    [ShowsRefusal("set-code-example", "unknown")]
    [ShowsRefusal("set-code-example", "other-code")]
    [ShowsRefusal("add-code", "range-outside")]
    public async Task A_split_moves_what_was_chosen_and_leaves_the_rest(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", Text);
        var (met, stays, heading) = (await scene.Add(new AddCode("Met")), await scene.Add(new AddCode("Stays")), await scene.Add(new AddCode("Heading")));
        await scene.Do(new EditCode(heading, "Heading", IsCodable: false));
        var (one, two, strange) = (await scene.CodeAsync(page, "We met on", met), await scene.CodeAsync(page, "We met again", met), await scene.CodeAsync(page, "Nobody", stays));
        await scene.RefusesAsync("unknown", new SplitCode(Guid.NewGuid(), [one], "Why", stays));
        await scene.RefusesAsync("unknown", new SplitCode(met, [Guid.NewGuid()], "Why", stays));
        await scene.RefusesAsync("empty", new SplitCode(met, [one], "", stays));
        await scene.RefusesAsync("empty", new SplitCode(met, [], "Why", stays));
        await scene.RefusesAsync("one-target", new SplitCode(met, [one], "Why"));
        await scene.RefusesAsync("one-target", new SplitCode(met, [one], "Why", stays, "New"));
        await scene.RefusesAsync("one-target", new SplitCode(met, [one], "Why", met));
        await scene.RefusesAsync("other-code", new SplitCode(met, [one, strange], "Why", stays));
        await scene.RefusesAsync("name-taken", new SplitCode(met, [one], "Why", NewName: "Stays"));
        await scene.RefusesAsync("heading", new SplitCode(met, [one], "Why", heading));
        var blind = await scene.Place.MemberAsync(scene.Study, Core.Studies.Role.Coder, blind: true);
        await scene.RefusesAsync("unknown", new SplitCode(met, [one], "Why", stays), blind);
        var split = await scene.Do(new SplitCode(met, [one], "Once is not again.", NewName: "Met once", Definition: "Met one time."));
        Assert.Equal((1, true), (split.Codings, split.IsNew));
        Assert.Equal([("Met", 1), ("Stays", 1), ("Heading", 0), ("Met once", 1)], (await scene.Ask(new CodebookTree())).Select(c => (c.Path, c.Codings)));
        Assert.Equal(two, Assert.Single((await scene.Ask(new CodingsOfCode(met))).Passages).Coding);

        await scene.RefusesAsync("unknown", new SetCodeExample(met, Guid.NewGuid()));
        await scene.RefusesAsync("other-code", new SetCodeExample(met, one));
        await scene.Do(new SetCodeExample(met, two));
        Assert.Equal("We met again", (await scene.Ask(new CodebookTree())).Single(c => c.Id == met).Passage!.Words);

        // The example is the passage; taking the coding away does not take the words.
        await scene.Do(new RemoveCoding(two), scene.Coder);
        Assert.Equal("We met again", (await scene.Ask(new CodebookTree())).Single(c => c.Id == met).Passage!.Words);
        await scene.RefusesAsync("range-outside", new AddCode("New", FromRevision: page.Revision, FromStart: 5));
        await scene.RefusesAsync("range-outside", new AddCode("New", FromRevision: page.Revision, FromStart: 0, FromEnd: 5000));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("order-code", "unknown")]
    [ShowsRefusal("order-code", "other-branch")]
    [ShowsRefusal("order-code", "at-the-end")]
    public async Task Siblings_are_ordered_by_hand(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var ids = new List<Guid>();
        foreach (var name in new[] { "A", "B", "C", "D" })
        {
            ids.Add(await scene.Add(new AddCode(name)));
        }

        var below = await scene.Add(new AddCode("Below", ids[0]));
        async Task StandsAsync(string order, OrderCode act)
        {
            await scene.Do(act);
            Assert.Equal(order, string.Concat((await scene.Ask(new CodebookTree())).Where(c => c.Depth == 0).Select(c => c.Name)));
        }

        await StandsAsync("BACD", new OrderCode(ids[0], SiblingPlace.Down));
        await StandsAsync("BADC", new OrderCode(ids[3], SiblingPlace.Up));
        await StandsAsync("CBAD", new OrderCode(ids[2], SiblingPlace.First));
        await StandsAsync("BADC", new OrderCode(ids[2], SiblingPlace.Last));
        await StandsAsync("BDCA", new OrderCode(ids[0], SiblingPlace.After, ids[2]));
        await StandsAsync("ABDC", new OrderCode(ids[0], SiblingPlace.Before, ids[1]));
        await scene.RefusesAsync("at-the-end", new OrderCode(ids[0], SiblingPlace.Up));
        await scene.RefusesAsync("at-the-end", new OrderCode(ids[2], SiblingPlace.Down));
        await scene.RefusesAsync("at-the-end", new OrderCode(ids[0], SiblingPlace.Before, ids[1]));
        await scene.RefusesAsync("unknown", new OrderCode(Guid.NewGuid(), SiblingPlace.Up));
        await scene.RefusesAsync("unknown", new OrderCode(ids[0], SiblingPlace.After, Guid.NewGuid()));
        await scene.RefusesAsync("other-branch", new OrderCode(ids[0], SiblingPlace.After, below));
        await scene.RefusesAsync("other-branch", new OrderCode(ids[0], SiblingPlace.Before));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("code-history", "unknown")]
    [ShowsRefusal("codebook-differences", "bad-date")]
    [ShowsRefusal("codebook", "bad-date")]
    [ShowsRefusal("codebook-file", "bad-date")]
    [ShowsRefusal("codebook-file", "empty-codebook")]
    public async Task A_codebook_can_be_read_as_it_was_and_a_code_tells_its_life(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty-codebook", new CodebookFile());
        var page = await scene.SourceAsync("Notes", Text);
        var (met, kept) = (await scene.Add(new AddCode("Nobody", Reason: "Said so.", FromRevision: page.Revision, FromStart: 21, FromEnd: 33)), await scene.Add(new AddCode("Kept")));
        var coding = await scene.CodeAsync(page, "We met on", met);
        await scene.CodeAsync(page, "We met again", met);
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new EditCode(met, "Absent", null, "None there.", Reason: "Clearer."), scene.Coder);
        var split = await scene.Do(new SplitCode(met, [coding], "Once.", NewName: "Once"));
        var merge = await scene.Place.Do(scene.Study, new MergeCodes(met, kept, "The same."), scene.Lead);
        Assert.Equal([("Nobody", 2), ("Kept", 0)], (await scene.Ask(new CodebookTree("Then"))).Select(c => (c.Path, c.Codings)));
        Assert.Equal([("Kept", 1), ("Once", 1)], (await scene.Ask(new CodebookTree())).Select(c => (c.Path, c.Codings)));
        Assert.Equal(["Nobody", "Kept"], (await scene.Ask(new CodebookTree(), cut: "Then")).Select(c => c.Path));
        Assert.Empty(await scene.Ask(new CodebookTree("1999")));
        Assert.Equal(2, (await scene.Ask(new CodebookTree("2999-01"))).Count);
        Assert.Empty(await scene.Ask(new CodebookTree("act 1")));
        await scene.RefusesAsync("bad-date", new CodebookTree("Never"));
        await scene.RefusesAsync("bad-date", new CodebookFile(At: "2021-02-30"));
        await scene.RefusesAsync("bad-date", new CodebookCompared("actor"));

        var found = await scene.Ask(new CodebookCompared("Then"));
        var lines = found.Lines.ToDictionary(l => l.Code);
        Assert.Equal((2, 2, 3), (found.CodesBefore, found.CodesAfter, lines.Count));
        Assert.Equal((["merged", "split"], "Nobody", null, 2, 0, 0, 2), (lines[met].What, lines[met].Before, lines[met].After, lines[met].CodingsBefore, lines[met].CodingsAfter, lines[met].Gained, lines[met].Lost), Same);
        Assert.Equal((["merged"], "Kept", "Kept", 0, 1, 1, 0), (lines[kept].What, lines[kept].Before, lines[kept].After, lines[kept].CodingsBefore, lines[kept].CodingsAfter, lines[kept].Gained, lines[kept].Lost), Same);
        Assert.Equal((["added", "split"], null, "Once", 0, 1, 1, 0), (lines[split.Code].What, lines[split.Code].Before, lines[split.Code].After, lines[split.Code].CodingsBefore, lines[split.Code].CodingsAfter, lines[split.Code].Gained, lines[split.Code].Lost), Same);
        Assert.Equal(["Once.", "The same."], lines[met].Reasons.Order());
        Assert.Equal(Json.Write(found.Lines), Json.Write((await scene.Ask(new CodebookCompared("now", "Then"))).Lines));

        var life = await scene.Ask(new CodeHistory(met));
        Assert.True(life.IsGone);
        Assert.Equal(["added", "renamed; changed: definition", "split: codings given to", "merged into"], life.Events.Select(e => e.What));
        Assert.Equal(["Said so.", "Clearer.", "Once.", "The same."], life.Events.Select(e => e.Reason));
        Assert.Equal((scene.Lead.Name, scene.Coder.Name), (life.Events[0].Who, life.Events[1].Who));
        Assert.Equal(("Nobody came.", "Notes"), (life.Events[0].Evidence!.Words, life.Events[0].Evidence!.SourceName));
        Assert.Equal([("Once", (int?)1), ("Kept", 1)], life.Events.Skip(2).Select(e => (e.OtherName!, e.Codings)));
        Assert.Equal(["added", "took in"], (await scene.Ask(new CodeHistory(kept))).Events.Select(e => e.What));
        await scene.RefusesAsync("unknown", new CodeHistory(Guid.NewGuid()));
        Assert.Equal("added", Assert.Single((await scene.Ask(new CodeHistory(met), cut: "Then")).Events).What);

        // An undo is told as what it is, and a merger that was undone became of nothing.
        await scene.Do(new UndoAct(merge.Act));
        life = await scene.Ask(new CodeHistory(met));
        Assert.Equal(("restored", merge.Act), (life.Events[^1].What, life.Events[^1].Undoes));
        Assert.Equal(life.Events[^1].Act, life.Events[^2].UndoneIn);
        Assert.False(life.IsGone);
        Assert.DoesNotContain((await scene.Ask(new CodebookCompared("Then"))).Lines, l => l.What.Contains("merged"));

        static bool Same((IReadOnlyList<string>, string?, string?, int, int, int, int) a, (IReadOnlyList<string>, string?, string?, int, int, int, int) b) => a.Item1.SequenceEqual(b.Item1) && (a.Item2, a.Item3, a.Item4, a.Item5, a.Item6, a.Item7) == (b.Item2, b.Item3, b.Item4, b.Item5, b.Item6, b.Item7);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("preview-codebook", "unreadable")]
    [ShowsRefusal("import-codebook", "unreadable")]
    [ShowsRefusal("import-codebook", "nothing-new")]
    public async Task A_codebook_goes_out_and_comes_back_the_same_and_a_changed_one_is_shown_first(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", Text);
        var top = await scene.Add(new AddCode("Trust", Colour: "teal", Definition: "Trust.", IncludeWhen: "They say so.", ExcludeWhen: "They hope.", Example: "“I would.”"));
        var deep = await scene.Add(new AddCode("Money", top));
        var money = await scene.Add(new AddCode("Money", Draft: true));
        await scene.Do(new SetCodeExample(deep, await scene.CodeAsync(page, "We met on", deep)));
        await scene.Do(new RetireCode(money, "Elsewhere.", deep));
        var file = new GivenFile("codebook.qdc", (await scene.Ask(new CodebookFile())).Bytes);
        var preview = await scene.Ask(new PreviewCodebook(file));
        Assert.Equal((0, 3, 0), (preview.New, preview.Same, preview.Changed));
        await scene.RefusesAsync("nothing-new", new ImportCodebook(file));
        var bad = new GivenFile("bad.qdc", "<CodeBook"u8.ToArray());
        await scene.RefusesAsync("unreadable", new ImportCodebook(bad));
        await scene.RefusesAsync("unreadable", new PreviewCodebook(bad));

        // Into an empty study: everything that was said comes with it, under the ids it had.
        var copy = await scene.Place.StudyAsync("Copy");
        await scene.Place.Do(copy, new ImportCodebook(file, Reason: "Begun from the first study."));
        var codes = (await scene.Place.Ask(copy, new CodebookTree())).ToDictionary(c => c.Path);
        Assert.Equal(("Trust.", "They say so.", "They hope.", "“I would.”", "#149385"), (codes["Trust"].Definition, codes["Trust"].IncludeWhen, codes["Trust"].ExcludeWhen, codes["Trust"].Example, codes["Trust"].Colour));
        Assert.Equal("“We met on” (Notes)", codes["Trust / Money"].Example);
        Assert.Equal((CodeStanding.Retired, "Trust / Money"), (codes["Money"].Standing, codes["Money"].Instead));
        Assert.Equal(top.ToString("D"), codes["Trust"].ForeignId);

        // Changed there, met here again: by its id, though it was moved and renamed.
        await scene.Place.Do(copy, new EditCode(codes["Trust / Money"].Id, "Cash", null, "Coins."));
        await scene.Place.Do(copy, new MoveCode(codes["Trust / Money"].Id));
        await scene.Place.Do(copy, new AddCode("Fresh"));
        var back = new GivenFile("back.qdc", (await scene.Place.Ask(copy, new CodebookFile())).Bytes);
        preview = await scene.Ask(new PreviewCodebook(back));
        Assert.Equal((1, 1, 2), (preview.New, preview.Same, preview.Changed));
        var cash = preview.Lines.Single(l => l.Path == "Cash");
        Assert.Equal(("Trust / Money", true), (cash.There, cash.ById));
        Assert.Equal(["above", "definition", "name"], cash.Fields.Select(f => f.Field).Order());
        var before = await scene.TablesAsync();
        var kept = await scene.Place.Do(scene.Study, new ImportCodebook(back), scene.Lead);
        Assert.Equal((1, 1, 0, 2), (kept.Answer.Added, kept.Answer.Same, kept.Answer.Changed, kept.Answer.Kept));
        Assert.Contains("Trust / Money", (await scene.Ask(new CodebookTree())).Select(c => c.Path));
        await scene.Do(new UndoAct(kept.Act));
        Scene.Same(before, await scene.TablesAsync());
        var taken = await scene.Place.Do(scene.Study, new ImportCodebook(back, WhereOtherwise.Take, "As agreed."), scene.Lead);
        Assert.Equal((1, 2), (taken.Answer.Added, taken.Answer.Changed));
        Assert.Equal("Coins.", (await scene.Ask(new CodebookTree())).Single(c => c.Path == "Cash").Definition);
        Assert.Equal(deep, (await scene.Ask(new CodebookTree())).Single(c => c.Path == "Cash").Id);
        Assert.Equal("As agreed.", (await scene.Ask(new CodeHistory(deep))).Events[^1].Reason);
        await scene.Do(new UndoAct(taken.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task What_is_said_of_a_code_goes_out_with_a_project_and_comes_in_with_one(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", Text);
        var (trust, old) = (await scene.Add(new AddCode("Trust", Definition: "Trust.", IncludeWhen: "They say so.")), await scene.Add(new AddCode("Old")));
        await scene.CodeAsync(page, "We met on", trust);
        await scene.Do(new RetireCode(old, "Why", trust));
        using var bytes = new MemoryStream();
        Formats.Fieldwork.Refi.RefiWriter.Write(await scene.Ask(new ProjectForExport()), bytes);
        var copy = await scene.Place.StudyAsync("Copy");
        await scene.Place.Do(copy, new ImportProject("p.qdpx", bytes.ToArray()));
        Assert.Equal(
            (await scene.Ask(new CodebookTree())).Select(c => (c.Path, c.Definition, c.IncludeWhen, c.Standing, c.Instead)), (await scene.Place.Ask(copy, new CodebookTree())).Select(c => (c.Path, c.Definition, c.IncludeWhen, c.Standing, c.Instead)));
    }

    private static GivenFile Qdc(string codes) => new("given.qdc", System.Text.Encoding.UTF8.GetBytes($"<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>{codes}</Codes></CodeBook>"));
}
