using System.Text;
using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Sampling;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class SiteChoiceTests
{
    private const string Candidates = "group,region,size,answer\na,north,100,\nb,north,110,\nc,south,400,\nd,west,90,\ne,north,105,declined\nf,south,390,\n";

    private static GivenFile File(string text) => new("groups.csv", Encoding.UTF8.GetBytes(text));

    private static ChooseSites Choose(int size = 3, string rules = "", string published = "") =>
        new(File(Candidates), "Sites of phase 1", "Three, as far apart as may be.", size, Rules: rules, LeaveOut: "answer", Published: published);

    [Theory]
    [OnBoth]
    public async Task A_choice_is_recorded_with_its_reasons_and_one_who_declines_is_replaced(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var done = await place.Do(study, Choose(rules: "none answer = declined\nat least 1 region = north", published: "region"));
        Assert.Equal("sc1", done.Answer.Key);
        Assert.True(done.Answer.Outcome.Proven);
        var first = await place.Ask(study, new SiteChoiceInFull("sc1"));
        Assert.Equal(done.Answer.Outcome.Chosen, first.Outcome.Chosen);
        Assert.Equal((6, "groups.csv", "Three, as far apart as may be."), (first.Candidates, first.Choice.Origin, first.Choice.Reason));
        Assert.Equal(first.Account.Lines.Select(l => l.Name switch { "d" => 1, "c" or "f" => 2, _ => 3 }), first.Account.Lines.Select(l => l.Alike!.Value));
        Assert.Contains("d", first.Outcome.Chosen);
        // The same question of the same candidates, whatever the order of their lines.
        var turned = string.Join('\n', Candidates.TrimEnd().Split('\n').Skip(1).Reverse().Prepend("group,region,size,answer"));
        var again = await place.Do(study, Choose(rules: "none answer = declined\nat least 1 region = north") with { File = File(turned) });
        Assert.Equal(first.Outcome.Chosen, again.Answer.Outcome.Chosen);
        var replaced = await place.Do(study, new ReplaceSite("sc1", "D", "Too busy this year."));
        Assert.Equal(3, replaced.Answer.Outcome.Chosen.Count);
        Assert.Equal(first.Outcome.Chosen.Where(n => n != "d"), replaced.Answer.Outcome.Chosen.Intersect(first.Outcome.Chosen));
        Assert.DoesNotContain("d", replaced.Answer.Outcome.Chosen);
        Assert.DoesNotContain("e", replaced.Answer.Outcome.Chosen);
        var all = await place.Ask(study, new SiteChoices());
        Assert.Equal([("sc3", "sc1", "d", ""), ("sc2", "", "", ""), ("sc1", "", "", "sc3")], all.Select(c => (c.Key, c.Follows, c.Declined, c.FollowedBy)));
        Assert.Equal("Too busy this year.", all[0].DeclinedWhy);
        await place.Do(study, new UndoAct(replaced.Act));
        Assert.Equal(["sc2", "sc1"], (await place.Ask(study, new SiteChoices())).Select(c => c.Key));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("choose-sites", "empty")]
    [ShowsRefusal("choose-sites", "unreadable")]
    [ShowsRefusal("choose-sites", "cannot-choose")]
    [ShowsRefusal("replace-site", "unknown")]
    [ShowsRefusal("replace-site", "empty")]
    [ShowsRefusal("replace-site", "not-chosen")]
    [ShowsRefusal("replace-site", "followed")]
    [ShowsRefusal("replace-site", "cannot-choose")]
    [ShowsRefusal("site-choice", "unknown")]
    public async Task What_cannot_be_chosen_leaves_nothing(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        async Task RefusedAsync<T>(string code, string says, Act<T> act)
        {
            var refusal = await Place.RefusedAsync(() => place.Do(study, act));
            Assert.Equal(code, refusal.Code);
            Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        }

        await RefusedAsync("empty", "No table", Choose() with { File = null });
        await RefusedAsync("empty", "What is chosen for", Choose() with { Title = " " });
        await RefusedAsync("empty", "The reason", Choose() with { Reason = "" });
        await RefusedAsync("unreadable", "no line below", Choose() with { File = File("group,region\n") });
        await RefusedAsync("cannot-choose", "7 cannot be chosen among 6", Choose(7));
        await RefusedAsync("cannot-choose", "No candidate has region “London”", Choose(rules: "at least 2 region = London"));
        await RefusedAsync("cannot-choose", "The rule “two from the north” cannot be read", Choose(rules: "two from the north"));
        await RefusedAsync("cannot-choose", "begins with no column", Choose() with { Kinds = "wave ordered" });
        await RefusedAsync("cannot-choose", "How “size” is compared", Choose() with { Kinds = "size as one likes" });
        await RefusedAsync("cannot-choose", "no candidate “z”", Choose() with { With = "z" });
        Assert.Empty(await place.Ask(study, new SiteChoices()));
        var chosen = (await place.Do(study, Choose(3, "at least 1 region = west"))).Answer.Outcome.Chosen;
        await RefusedAsync("unknown", "There is no choice “sc9”", new ReplaceSite("sc9", "a", "no"));
        await RefusedAsync("empty", "The reason", new ReplaceSite("sc1", chosen[0], " "));
        await RefusedAsync("not-chosen", "“e” is not among", new ReplaceSite("sc1", "e", "no"));
        await RefusedAsync("cannot-choose", "at least 1 with region west", new ReplaceSite("sc1", "d", "no"));
        await place.Do(study, new ReplaceSite("sc1", chosen.First(c => c != "d"), "no"));
        await RefusedAsync("followed", "sc2 stands in the place of sc1", new ReplaceSite("sc1", "d", "no"));
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Ask(study, new SiteChoiceInFull("sc9")))).Code);
        // Names of organisations are for those who keep participants.
        var coder = await place.MemberAsync(study, Role.Coder);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => place.Ask(study, new SiteChoices(), coder))).Code);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => place.Do(study, Choose(), coder))).Code);
    }
}
