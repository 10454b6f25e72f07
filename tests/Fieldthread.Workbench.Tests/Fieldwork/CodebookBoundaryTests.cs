using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class CodebookBoundaryTests
{
    [Theory]
    [OnBoth]
    public async Task A_coding_of_the_very_act_from_which_is_compared_is_not_gained_since(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var source = await scene.SourceAsync("Notes", "Nobody came and nobody spoke.");
        var code = await scene.Add(new AddCode("Absence"));
        var coded = await scene.Place.Do(scene.Study, new AddCoding(source.Revision, 0, 6, code), scene.Coder);
        async Task<(int Before, int After, int Gained)> SinceAsync(long act)
        {
            var line = (await scene.Ask(new CodebookCompared($"act {act}"))).Lines.SingleOrDefault(l => l.Code == code);
            return line is null ? default : (line.CodingsBefore, line.CodingsAfter, line.Gained);
        }

        Assert.Equal((0, 1, 1), await SinceAsync(coded.Act - 1));
        Assert.Equal(default, await SinceAsync(coded.Act));
        var again = await scene.Place.Do(scene.Study, new AddCoding(source.Revision, 7, 11, code), scene.Coder);
        Assert.Equal((1, 2, 1), await SinceAsync(coded.Act));
        Assert.Equal(default, await SinceAsync(again.Act));
    }
}
