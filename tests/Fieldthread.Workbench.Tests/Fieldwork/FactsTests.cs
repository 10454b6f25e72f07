using Fieldthread.Core.Studies;
using Fieldthread.Kill;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

/// <summary>What is kept in memory and brought up after each act answers as what is read anew.</summary>
public sealed class FactsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [OnBoth]
    public async Task Brought_up_after_every_act_the_facts_are_those_read_anew(Provider provider)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var lead = await place.MemberAsync(study, Role.Lead);
        var blind = await place.MemberAsync(study, Role.Coder, blind: true);
        await place.InActAsync(study, acting => Material.FillAsync(acting, 4, 200));
        await place.Do(study, new FreezeCut("before"));
        var acts = new RandomActs(place.Workshop, study, lead, new Random(seed));
        var coded = 0;
        for (var n = 0; n < (Project.Long ? 400 : 40); n++)
        {
            var done = await acts.NextAsync();
            coded += done?.Name is "add-coding" or "move-coding" or "remove-coding" or "merge-codes" ? 1 : 0;
            foreach (var (actor, cut) in new[] { (lead, null), (blind, null), (lead, "before") })
            {
                Assert.Equal(await AllAsync(new Workshop(place.Database), study, actor, cut), await AllAsync(place.Workshop, study, actor, cut));
            }
        }

        Assert.True(coded > 0, "No coding changed, so nothing was tested.");
    }

    [Fact]
    public async Task What_is_kept_is_brought_up_where_that_is_possible_and_made_anew_where_not()
    {
        var cache = new StudyCache();
        var view = new View(1);
        var made = 0;
        Task<string> MakeAsync() => Task.FromResult($"made {++made}");
        Assert.Equal("made 1", await cache.GetAsync("x", view, 4, MakeAsync, (_, _) => throw new InvalidOperationException("There is nothing earlier.")));
        Assert.Equal("made 1", await cache.GetAsync("x", view, 4, MakeAsync));
        Assert.Equal("made 1 from 4", await cache.GetAsync("x", view, 7, MakeAsync, (before, head) => Task.FromResult<string?>($"{before} from {head}")));
        Assert.Equal("made 2", await cache.GetAsync("x", view, 9, MakeAsync, (_, _) => Task.FromResult<string?>(null)));
        Assert.Equal("made 3", await cache.GetAsync("x", view with { BlindTo = Guid.NewGuid() }, 9, MakeAsync));
        cache.Clear();
        Assert.Equal("made 4", await cache.GetAsync("x", view, 9, MakeAsync));
    }

    private static async Task<string> AllAsync(Workshop workshop, int study, Actor actor, string? cut)
    {
        try
        {
            return string.Join(
                '\n',
                Json.Write(await workshop.AskAsync(study, new CodesTogether(), actor, cut)),
                Json.Write(await workshop.AskAsync(study, new CodeBySite(), actor, cut)),
                Json.Write(await workshop.AskAsync(study, new CodebookTree(), actor, cut)),
                Json.Write(await workshop.AskAsync(study, new SourceList(), actor, cut)),
                Json.Write(await workshop.AskAsync(study, new Search("somebody OR words"), actor, cut)));
        }
        catch (RefusedException refused)
        {
            // Among the random acts may be the undo of their seat.
            return refused.Refusal.Code;
        }
    }
}
