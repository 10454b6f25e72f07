using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class UndoTests
{
    [Theory]
    [OnBoth]
    public async Task A_coding_does_not_come_back_upon_a_code_that_is_gone(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var coder = await place.MemberAsync(study, Role.Lead);
        await place.Do(study, new ImportDocuments([new GivenFile("a.txt", "Nobody asked us."u8.ToArray())]));
        var source = (await place.Ask(study, new SourceList())).Single().Id;
        var revision = (await place.Ask(study, new SourceText(source))).Revision;
        var code = (await place.Do(study, new AddCode("Asked"))).Answer.Id;
        var coding = (await place.Do(study, new AddCoding(revision, 0, 6, code), coder)).Answer.Id;
        var removed = (await place.Do(study, new RemoveCoding(coding), coder)).Act;
        var gone = (await place.Do(study, new RemoveCode(code))).Act;
        var refusal = await Place.RefusedAsync(() => place.Do(study, new UndoAct(removed)));
        Assert.Equal(("changed-since", "A coding (code “Asked”) that would come back stood on the code “Asked”, which has been removed since."), (refusal.Code, refusal.Message));
        await place.Do(study, new UndoAct(gone));
        await place.Do(study, new UndoAct(removed));
        Assert.Single((await place.Ask(study, new CodingsOfSource(revision))).Codings);
    }

    [Theory]
    [OnBoth]
    public async Task What_stands_in_the_way_of_an_undo_is_called_by_its_name(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var added = await scene.Place.Do(scene.Study, new AddPhase("Phase 1"), scene.Lead);
        var edited = (await scene.Place.Do(scene.Study, new EditPhase(added.Answer.Id, "Phase one"), scene.Lead)).Act;
        var changed = await scene.RefusesAsync("changed-since", new UndoAct(added.Act));
        Assert.Equal(($"The phase “Phase one” that act {added.Act} wrote was changed since, in act {edited}.", $"Undo act {edited} first."), (changed.Message, changed.WhatToDo));
        await scene.Do(new UndoAct(edited));
        var window = (await scene.Place.Do(scene.Study, new AddWindow(added.Answer.Id, "Spring", Starts: "2021-03"), scene.Lead)).Act;
        var stood = await scene.RefusesAsync("changed-since", new UndoAct(added.Act));
        Assert.Equal(($"The time in the field “Spring” of act {window} stands on the phase “Phase 1”, which would be removed.", $"Undo act {window} first."), (stood.Message, stood.WhatToDo));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("undo-act", "last-lead")]
    public async Task An_undo_leaves_no_study_without_a_lead(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        await place.MemberAsync(study, Role.Lead);
        var seat = (await LogVerify.HeadAsync(place.Database, study)).Act;
        Assert.Equal("last-lead", (await Place.RefusedAsync(() => place.Do(study, new UndoAct(seat)))).Code);
        await place.MemberAsync(study, Role.Lead);
        await place.Do(study, new UndoAct(seat));
        Assert.Equal(Role.Lead, Assert.Single(await place.Ask(study, new TeamList())).Role);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("undo-act", "would-break")]
    public async Task An_undo_brings_back_no_name_that_is_taken_since_and_closes_no_circle(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (a, b) = (await scene.Add(new AddCode("A")), await scene.Add(new AddCode("B")));
        await scene.Do(new MoveCode(a, b));
        var top = (await scene.Place.Do(scene.Study, new MoveCode(a), scene.Lead)).Act;
        await scene.Do(new MoveCode(b, a));
        await scene.RefusesAsync("would-break", new UndoAct(top));
        var renamed = (await scene.Place.Do(scene.Study, new EditCode(a, "Another"), scene.Lead)).Act;
        var second = (await scene.Place.Do(scene.Study, new AddCode("A"), scene.Lead)).Act;
        await scene.RefusesAsync("would-break", new UndoAct(renamed));
        await scene.Do(new UndoAct(second));
        await scene.Do(new UndoAct(renamed));
        var removed = (await scene.Place.Do(scene.Study, new RemoveCode(await scene.Add(new AddCode("Gone"))), scene.Lead)).Act;
        await scene.Add(new AddCode("Gone"));
        await scene.RefusesAsync("would-break", new UndoAct(removed));
        Assert.Equal(["A", "A / B", "Gone"], (await scene.Ask(new CodebookTree())).Select(c => c.Path));
    }

    [Theory]
    [OnBoth]
    public async Task Two_imported_codes_of_one_name_may_stand_side_by_side_again(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var codes = new[] { new Code { Name = "Twin", Ordinal = 1 }, new Code { Name = "Twin", Ordinal = 2 } };
        await scene.Place.InActAsync(scene.Study, acting =>
        {
            codes.ToList().ForEach(c => acting.Add(c));
            return Task.CompletedTask;
        });
        var first = (await scene.Place.Do(scene.Study, new RemoveCode(codes[0].Id), scene.Lead)).Act;
        var renamed = (await scene.Place.Do(scene.Study, new EditCode(codes[1].Id, "Other"), scene.Lead)).Act;
        await scene.Do(new UndoAct(renamed));
        await scene.Do(new UndoAct(first));
        Assert.Equal(["Twin", "Twin"], (await scene.Ask(new CodebookTree())).Select(c => c.Path));
    }
}
