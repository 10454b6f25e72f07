using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class CodebookTests
{
    [Theory]
    [OnBoth]
    public async Task A_merge_moves_codings_children_and_memos_and_its_undo_restores_them(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday. Nobody came.");
        var (stays, goes) = (await scene.Add(new AddCode("Stays")), await scene.Add(new AddCode("Goes", Colour: "#aabbcc", Definition: "Goes away.")));
        var child = await scene.Add(new AddCode("Child", goes));
        var coding = await scene.CodeAsync(page, "We met", goes);
        await scene.CodeAsync(page, "Nobody", stays);
        await scene.Do(new SetCodingMemo(coding, "Why"), scene.Coder);
        await scene.Place.InActAsync(scene.Study, acting => Task.FromResult(acting.Add(new Memo { TargetKind = "codes", TargetId = goes, Words = "On the code" })));
        var before = await scene.TablesAsync();
        var merge = await scene.Place.Do(scene.Study, new MergeCodes(goes, stays), scene.Lead);
        Assert.Equal(new CodesMerged(stays, 1), merge.Answer);
        Assert.Equal([("Stays", 2), ("Stays / Child", 0)], (await scene.Ask(new CodebookTree())).Select(c => (c.Path, c.Codings)));
        Assert.All((await scene.Ask(new CodingsOfSource(page.Revision))).Codings, c => Assert.Equal(stays, c.Code));
        Assert.Equal("Why", (await scene.Ask(new CodingsOfSource(page.Revision))).Codings.Single(c => c.Id == coding).Memo);
        Assert.Equal("On the code", (await scene.Ask(new ProjectForExport())).Notes.Single(n => (n.Name, n.Text) == (null, "On the code")).Text);
        await scene.Do(new UndoAct(merge.Act));
        Scene.Same(before, await scene.TablesAsync());
        Assert.Equal(child, (await scene.Ask(new CodebookTree())).Single(c => c.Path == "Goes / Child").Id);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("merge-codes", "heading")]
    public async Task A_merge_leaves_no_stretch_coded_twice_and_no_coding_on_a_heading(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday. Nobody came.");
        var (stays, goes) = (await scene.Add(new AddCode("Stays")), await scene.Add(new AddCode("Goes")));
        var kept = await scene.CodeAsync(page, "We met", stays);
        var twin = await scene.CodeAsync(page, "We met", goes);
        await scene.CodeAsync(page, "Nobody", goes);
        var others = await scene.CodeAsync(page, "We met", goes, scene.Lead);
        await scene.Do(new SetCodingMemo(twin, "Why"), scene.Coder);
        await scene.Do(new EditCode(stays, "Stays", IsCodable: false));
        await scene.RefusesAsync("heading", new MergeCodes(goes, stays));
        await scene.Do(new EditCode(stays, "Stays"));
        var before = await scene.TablesAsync();
        var merge = await scene.Place.Do(scene.Study, new MergeCodes(goes, stays), scene.Lead);
        var codings = (await scene.Ask(new CodingsOfSource(page.Revision))).Codings;
        Assert.Equal(3, codings.Count);
        Assert.DoesNotContain(codings, c => c.Id == twin);
        Assert.Contains(codings, c => c.Id == others);
        Assert.Equal("Why", codings.Single(c => c.Id == kept).Memo);
        await scene.Do(new UndoAct(merge.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task A_code_may_be_merged_into_the_one_above_though_its_child_has_its_name(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var top = await scene.Add(new AddCode("Top"));
        var same = await scene.Add(new AddCode("Same", top));
        var below = await scene.Add(new AddCode("Same", same));
        await scene.Do(new MergeCodes(same, top));
        Assert.Equal(below, (await scene.Ask(new CodebookTree())).Single(c => c.Path == "Top / Same").Id);
    }

    [Theory]
    [OnBoth]
    public async Task Random_acts_leave_the_codebook_that_a_simple_model_leaves(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var seed = Environment.GetEnvironmentVariable("FIELDTHREAD_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 20210614;
        var random = new Random(seed);
        var page = await scene.SourceAsync("Notes", string.Join(' ', Enumerable.Range(0, 200).Select(n => $"word{n:000}")));
        var model = new Model();
        var undo = new Stack<(long Act, Model Before)>();
        for (var n = 0; n < (Project.Long ? 1000 : 120); n++)
        {
            var before = model.Copy();
            var (act, expected, said) = Next(n);
            try
            {
                var done = await act();
                Assert.True(expected is null, $"seed {seed}, act {n}, {said}: done, and {expected} was expected");
                if (done > 0)
                {
                    undo.Push((done, before));
                }
                else
                {
                    model = undo.Pop().Before;
                }
            }
            catch (RefusedException refused)
            {
                Assert.True(refused.Refusal.Code == expected, $"seed {seed}, act {n}, {said}: {refused.Refusal.Code} instead of {expected ?? "done"}");
            }

            var tree = (await scene.Ask(new CodebookTree())).Select(c => $"{c.Id} {c.Name} {c.Parent} {c.Codings}").Order(StringComparer.Ordinal);
            Assert.True(model.Lines().SequenceEqual(tree), $"seed {seed}, act {n}, {said}:\n{string.Join('\n', model.Lines())}\ninstead of\n{string.Join('\n', tree)}");
        }

        (Func<Task<long>> Act, string? Expected, string Said) Next(int n)
        {
            var (one, other) = (Any(), Any());
            var name = "N" + random.Next(6).ToString(System.Globalization.CultureInfo.InvariantCulture);
            switch (model.Codes.Count < 3 ? 0 : random.Next(7))
            {
                case 0:
                {
                    Guid? parent = model.Codes.Count == 0 || random.Next(3) == 0 ? null : one;
                    var expected = model.Taken(name, parent) ? "name-taken" : null;
                    return (async () =>
                    {
                        var done = await scene.Place.Do(scene.Study, new AddCode(name, parent), scene.Lead);
                        model.Codes.Add(done.Answer.Id, (name, parent));
                        return done.Act;
                    }, expected, $"add {name}");
                }

                case 1:
                    return (Does(new EditCode(one, name), () => model.Codes[one] = (name, model.Codes[one].Parent)), model.Taken(name, model.Codes[one].Parent, one) ? "name-taken" : null, "edit");
                case 2:
                {
                    Guid? parent = random.Next(4) == 0 ? null : other;
                    var expected = parent is { } p && model.IsBelow(p, one) ? "circle" : model.Taken(model.Codes[one].Name, parent, one) ? "name-taken" : null;
                    return (Does(new MoveCode(one, parent), () => model.Codes[one] = (model.Codes[one].Name, parent)), expected, "move");
                }

                case 3:
                {
                    var children = model.Codes.Where(c => c.Value.Parent == one).ToList();
                    var expected = model.IsBelow(other, one) ? "circle" : children.Exists(c => model.Codes.Any(o => o.Key != one && o.Value == (c.Value.Name, (Guid?)other))) ? "name-taken" : null;
                    return (Does(new MergeCodes(one, other), () =>
                    {
                        children.ForEach(c => model.Codes[c.Key] = (c.Value.Name, other));
                        model.Codes.Remove(one);
                        model.Codings.Where(c => c.Value == one).ToList().ForEach(c => model.Codings[c.Key] = other);
                    }), expected, "merge");
                }

                case 4:
                    return (Does(new RemoveCode(one), () => model.Codes.Remove(one)), model.Codings.ContainsValue(one) || model.Codes.Any(c => c.Value.Parent == one) ? "in-use" : null, "remove");
                case 5 when undo.Count > 0:
                    var (act, _) = undo.Peek();
                    return (async () =>
                    {
                        await scene.Do(new UndoAct(act));
                        return 0;
                    }, null, "undo");
                default:
                    var at = n * 8 % (page.Text.Length - 8);
                    return (async () =>
                    {
                        var done = await scene.Place.Do(scene.Study, new AddCoding(page.Revision, at, at + 7, one), scene.Coder);
                        model.Codings.Add(done.Answer.Id, one);
                        return done.Act;
                    }, null, "code");
            }
        }

        Func<Task<long>> Does<T>(Act<T> act, Action change) => async () =>
        {
            var done = await scene.Place.Do(scene.Study, act, scene.Lead);
            change();
            return done.Act;
        };

        Guid Any() => model.Codes.Count == 0 ? Guid.Empty : model.Codes.Keys.Order().ElementAt(random.Next(model.Codes.Count));
    }

    private sealed class Model
    {
        public Dictionary<Guid, (string Name, Guid? Parent)> Codes { get; init; } = [];

        public Dictionary<Guid, Guid> Codings { get; init; } = [];

        public Model Copy() => new() { Codes = new(Codes), Codings = new(Codings) };

        public bool Taken(string name, Guid? parent, Guid? except = null) => Codes.Any(c => c.Value == (name, parent) && c.Key != except);

        public bool IsBelow(Guid code, Guid top)
        {
            for (Guid? above = code; above is { } id; above = Codes[id].Parent)
            {
                if (id == top)
                {
                    return true;
                }
            }

            return false;
        }

        public IOrderedEnumerable<string> Lines() => Codes.Select(c => $"{c.Key} {c.Value.Name} {c.Value.Parent} {Codings.Count(x => x.Value == c.Key)}").Order(StringComparer.Ordinal);
    }
}
