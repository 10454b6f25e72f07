using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Merging;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed partial class MergeTests
{
    [Theory]
    [OnBoth]
    public async Task Cases_values_variables_and_kept_things_changed_there_are_taken_and_an_undo_takes_all_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        await scene.Do(new NoteSentProject("Ben"));
        var sent = await Out(scene);
        static QdaValue Other(QdaValue value) => value.Kind == QdaValueKind.Text ? value with { Text = value.Text + ", so they say" } : value;
        var picture = sent.Kept.First(k => k.Element == "PictureSource");
        var there = sent with
        {
            Variables = [.. sent.Variables.Select((v, i) => i == 0 ? v with { Name = v.Name + " there" } : v)],
            Cases = [.. sent.Cases.Select((c, i) => i == 0 ? c with { Name = c.Name + " there", Description = "Another word of it.", Values = [.. c.Values.Select(Other)] } : c)],
            Sources = [.. sent.Sources.Select(x => x with { Values = [.. x.Values.Select(Other)] })],
            Kept = [.. sent.Kept.Select(k => k == picture ? k with { Name = "Another name", Xml = k.Xml.Replace($"name=\"{k.Name}\"", "name=\"Another name\"", StringComparison.Ordinal) } : k)],
        };
        var preview = await scene.Ask(new PreviewMerge(File(there)));
        Assert.All(preview.Rows.Where(r => r.Asks), r => Assert.Equal(MergeState.ChangedThere, r.State));
        var kinds = preview.Rows.Where(r => r.Asks).Select(r => r.Kind).ToHashSet();
        Assert.Subset(kinds, new HashSet<ExchangeKind> { ExchangeKind.Variable, ExchangeKind.Case, ExchangeKind.Kept });
        var before = await scene.TablesAsync();
        var merge = await scene.Place.Do(scene.Study, new MergeProject(File(there), preview.Plan), scene.Lead);
        Assert.Contains((await scene.Ask(new Field())).Sites, x => x.Name.EndsWith(" there", StringComparison.Ordinal) && x.About == "Another word of it.");
        Corpus.SameLines(Corpus.Kept(Corpus.Read(Corpus.Write(there))), Corpus.Kept(Corpus.Read(Corpus.Write(await Out(scene)))));
        Assert.True((await scene.Ask(new PreviewMerge(File(there)))).IsNothing);
        await scene.Do(new UndoAct(merge.Act));
        Scene.Same(before, await scene.TablesAsync());

        // What was kept as ours stays, and is not asked again.
        preview = await scene.Ask(new PreviewMerge(File(there)));
        await scene.Do(new MergeProject(File(there), preview.Plan, ["case=ours", "kept=ours"]));
        Assert.DoesNotContain((await scene.Ask(new Field())).Sites, x => x.Name.EndsWith(" there", StringComparison.Ordinal));
        Assert.Contains((await Out(scene)).Variables, v => v.Name.EndsWith(" there", StringComparison.Ordinal));
    }
}
