using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

/// <summary>The ends of a coding move; what it is stays.</summary>
public sealed class MoveCodingTests
{
    private static readonly Guid Nothing = Guid.NewGuid();

    [Theory]
    [OnBoth]
    [ShowsRefusal("move-coding", "unknown")]
    [ShowsRefusal("move-coding", "not-yours")]
    [ShowsRefusal("move-coding", "range-outside")]
    [ShowsRefusal("move-coding", "same")]
    [ShowsRefusal("move-coding", "coded-already")]
    public async Task A_coding_moves_to_other_words_and_takes_its_memo_along(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "A smile 🙂 and then nothing.");
        var code = await scene.Add(new AddCode("Mood"));
        var coding = await scene.Add(new AddCoding(page.Revision, 0, 7, code), scene.Coder);
        await scene.Do(new SetCodingMemo(coding, "Whose?"), scene.Coder);
        var second = await scene.Add(new AddCoding(page.Revision, 2, 7, code), scene.Coder);
        await scene.Do(new FreezeCut("Before"));
        await scene.RefusesAsync("unknown", new MoveCoding(Nothing, 0, 1), scene.Coder);
        await scene.RefusesAsync("not-yours", new MoveCoding(coding, 0, 1), await scene.Place.MemberAsync(scene.Study, Role.Coder));
        foreach (var (start, end) in new[] { (-1, 2), (0, page.Text.Length + 1), (3, 3), (5, 4), (8, 9), (9, 12) })
        {
            await scene.RefusesAsync("range-outside", new MoveCoding(coding, start, end), scene.Coder);
        }

        await scene.RefusesAsync("same", new MoveCoding(coding, 0, 7), scene.Coder);
        await scene.RefusesAsync("coded-already", new MoveCoding(coding, 2, 7), scene.Coder);
        var before = await scene.TablesAsync();
        var moved = await scene.Place.Do(scene.Study, new MoveCoding(coding, 8, 10), scene.Coder);
        var now = (await scene.Ask(new CodingsOfSource(page.Revision))).Codings.Single(c => c.Id == coding);
        Assert.Equal((8, 10, "Whose?", code), (now.Start, now.End, now.Memo, now.Code));
        Assert.Equal(["2-7", "8-10"], (await scene.Ask(new CodingsOfCode(code))).Passages.Select(p => $"{p.Start}-{p.End}"));
        Assert.Equal(["0-7", "2-7"], (await scene.Ask(new CodingsOfCode(code), cut: "Before")).Passages.Select(p => $"{p.Start}-{p.End}"));
        await scene.Do(new UndoAct(moved.Act));
        Scene.Same(before, await scene.TablesAsync());

        // A lead keeps what others coded; the author stays.
        await scene.Do(new MoveCoding(second, 3, 7), scene.Lead);
        Assert.Equal(now.Coder, (await scene.Ask(new CodingsOfSource(page.Revision))).Codings.Single(c => c.Id == second).Coder);
    }
}
