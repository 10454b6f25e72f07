using Fieldthread.Core.Register;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>What the study may not state of its register.</summary>
public sealed class CorrectionRefusalTests
{
    private const string Why = "Misprint.";
    private const string By = "Order 2015/12";

    private static ImportRegister Small(string known = "2016", string source = "ministry", string names = Registers.Names) => Registers.Small(names: names) with { Known = known, Source = source };

    [Theory]
    [OnBoth]
    [ShowsRefusal("state-fact", "empty")]
    [ShowsRefusal("state-fact", "unknown")]
    [ShowsRefusal("state-fact", "ambiguous")]
    [ShowsRefusal("state-fact", "bad-date")]
    [ShowsRefusal("state-fact", "same")]
    [ShowsRefusal("state-fact", "overlap")]
    [ShowsRefusal("state-fact", "outside-life")]
    [ShowsRefusal("state-fact", "itself")]
    [ShowsRefusal("correct-fact", "empty")]
    [ShowsRefusal("correct-fact", "unknown")]
    [ShowsRefusal("correct-fact", "ambiguous")]
    [ShowsRefusal("correct-fact", "no-fact")]
    [ShowsRefusal("correct-fact", "bad-date")]
    [ShowsRefusal("correct-fact", "same")]
    [ShowsRefusal("correct-fact", "overlap")]
    [ShowsRefusal("correct-fact", "outside-life")]
    [ShowsRefusal("correct-fact", "itself")]
    [ShowsRefusal("correct-fact", "known-before")]
    [ShowsRefusal("take-back-fact", "empty")]
    [ShowsRefusal("take-back-fact", "unknown")]
    [ShowsRefusal("take-back-fact", "ambiguous")]
    [ShowsRefusal("take-back-fact", "no-fact")]
    [ShowsRefusal("take-back-fact", "bad-date")]
    [ShowsRefusal("take-back-fact", "known-before")]
    public async Task A_fact_that_cannot_be_so(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Small(names: Registers.Names + "c,Dell,2015-04-01,2016-03-31\nc,Dell,2017-04-01,\n"));
        await scene.Add(new AddOrganisation("Elm", Code: "E", Key: "x"));
        await scene.Add(new AddOrganisation("Fir", Code: "E", Key: "y"));
        await scene.Do(new CorrectFact("b", FactKind.Name, "Birch", Why, By, "Birches", Known: "2020"));
        var before = await scene.TablesAsync(withActs: true);
        StateFact Member(string of, string? from = "2016", string? to = null) => new(of, FactKind.Relation, "d", Why, By, from, to, Relation: "accountable to");
        var good = Member("x");
        await scene.RefusesAsync("empty", good with { Organisation = " " });
        await scene.RefusesAsync("empty", good with { Value = " " });
        await scene.RefusesAsync("empty", good with { Relation = "" });
        await scene.RefusesAsync("empty", good with { Reason = "" });
        await scene.RefusesAsync("empty", good with { Source = " " });
        await scene.RefusesAsync("unknown", Member("z"));
        await scene.RefusesAsync("unknown", good with { Value = "z" });
        await scene.RefusesAsync("ambiguous", Member("E"));
        await scene.RefusesAsync("bad-date", Member("x", "2016", "2015"));
        await scene.RefusesAsync("bad-date", good with { Known = "soon" });
        await scene.RefusesAsync("same", Member("c", "2015-04-01"));
        Assert.Contains("accountable to d, 2015-04-01 to now", (await scene.RefusesAsync("overlap", Member("c", "2016"))).Message, StringComparison.Ordinal);
        Assert.Contains("c opened on 2015-04-01 only", (await scene.RefusesAsync("outside-life", new StateFact("x", FactKind.Relation, "c", Why, By, "2014"))).Message, StringComparison.Ordinal);
        Assert.Contains("a had closed on 2015-03-31", (await scene.RefusesAsync("outside-life", Member("a", "2016"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("itself", good with { Value = "x" });

        var correct = new CorrectFact("c", FactKind.Relation, "d", Why, By);
        await scene.RefusesAsync("empty", correct with { Organisation = "" });
        await scene.RefusesAsync("empty", correct with { Fact = "" });
        await scene.RefusesAsync("empty", correct with { Value = " " });
        await scene.RefusesAsync("empty", correct with { To = "2018", Reason = " " });
        await scene.RefusesAsync("unknown", correct with { Organisation = "z" });
        await scene.RefusesAsync("ambiguous", correct with { Organisation = "E" });
        Assert.Contains("Dell, 2017-04-01 to now", (await scene.RefusesAsync("ambiguous", new CorrectFact("c", FactKind.Name, "Dell", Why, By, "Dale"))).Message, StringComparison.Ordinal);
        Assert.Contains("Cedar, 2015-04-01 to 2018-06-30", (await scene.RefusesAsync("no-fact", new CorrectFact("c", FactKind.Name, "Oak", Why, By, "Elm"))).WhatToDo, StringComparison.Ordinal);
        await scene.RefusesAsync("no-fact", new CorrectFact("c", FactKind.Name, "Dell", Why, By, "Dale", Since: "2016"));
        await scene.RefusesAsync("bad-date", correct with { To = "2014" });
        await scene.RefusesAsync("same", correct);
        await scene.RefusesAsync("same", correct with { From = "2015-04-01", To = "" });
        await scene.RefusesAsync("overlap", new CorrectFact("c", FactKind.Name, "Dell", Why, By, To: "", Since: "2015-04-01"));
        await scene.RefusesAsync("outside-life", correct with { From = "2014" });
        await scene.RefusesAsync("itself", correct with { Value = "c" });
        await scene.RefusesAsync("known-before", new CorrectFact("b", FactKind.Name, "Birches", Why, By, "Birch", Known: "2019"));

        var back = new TakeBackFact("c", FactKind.Name, "Dell", Why, By, "2017-04-01");
        await scene.RefusesAsync("empty", back with { Source = "" });
        await scene.RefusesAsync("unknown", back with { Organisation = "z" });
        await scene.RefusesAsync("ambiguous", back with { Since = null });
        await scene.RefusesAsync("no-fact", back with { Fact = "Oak" });
        await scene.RefusesAsync("bad-date", back with { Known = "soon" });
        await scene.RefusesAsync("known-before", new TakeBackFact("b", FactKind.Name, "Birches", Why, By, Known: "2019"));
        Scene.Same(before, await scene.TablesAsync(withActs: true));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("correct-organisation", "empty")]
    [ShowsRefusal("correct-organisation", "unknown")]
    [ShowsRefusal("correct-organisation", "ambiguous")]
    [ShowsRefusal("correct-organisation", "bad-date")]
    [ShowsRefusal("correct-organisation", "same")]
    [ShowsRefusal("correct-organisation", "known-before")]
    [ShowsRefusal("withdraw-correction", "unknown")]
    [ShowsRefusal("withdraw-correction", "built-on")]
    [ShowsRefusal("correct-event", "empty")]
    [ShowsRefusal("correct-event", "bad-date")]
    [ShowsRefusal("correct-event", "unknown")]
    [ShowsRefusal("correct-event", "ambiguous")]
    [ShowsRefusal("correct-event", "twice")]
    [ShowsRefusal("correct-event", "bad-share")]
    [ShowsRefusal("correct-event", "same")]
    [ShowsRefusal("correct-event", "no-outcome")]
    [ShowsRefusal("correct-event", "before-it-existed")]
    [ShowsRefusal("correct-event", "cyclic")]
    [ShowsRefusal("correct-event", "known-before")]
    [ShowsRefusal("take-back-event", "empty")]
    [ShowsRefusal("take-back-event", "unknown")]
    [ShowsRefusal("take-back-event", "bad-date")]
    [ShowsRefusal("take-back-event", "in-use")]
    [ShowsRefusal("take-back-event", "known-before")]
    public async Task An_organisation_or_an_event_that_cannot_be_so(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Small());
        await scene.Add(new AddOrganisation("Elm", Code: "E", Key: "x"));
        await scene.Add(new AddOrganisation("Fir", Code: "E", Key: "y"));
        await scene.Do(new AddDocument("Minutes", "Archive 1", Event: "e2"));
        var typed = await scene.Place.Do(scene.Study, new CorrectOrganisation("d", Why, By, "council", Known: "2020"), scene.Lead);
        await scene.Do(new CorrectOrganisation("d", Why, By, Opened: "2010", Known: "2021"));
        await scene.Do(new CorrectEvent("e1", Why, By, Cause: "votes", Known: "2020"));
        var before = await scene.TablesAsync(withActs: true);
        var life = new CorrectOrganisation("c", Why, By, "board");
        await scene.RefusesAsync("empty", life with { Organisation = "" });
        await scene.RefusesAsync("empty", life with { Reason = "" });
        await scene.RefusesAsync("unknown", life with { Organisation = "z" });
        await scene.RefusesAsync("ambiguous", life with { Organisation = "E" });
        await scene.RefusesAsync("bad-date", life with { Closed = "2014" });
        await scene.RefusesAsync("same", life with { Type = "group" });
        await scene.RefusesAsync("same", life with { Type = null, Closed = "" });
        await scene.RefusesAsync("known-before", new CorrectOrganisation("d", Why, By, "board", Known: "2019"));
        await scene.RefusesAsync("unknown", new WithdrawCorrection(Guid.NewGuid()));
        await scene.RefusesAsync("built-on", new WithdrawCorrection(typed.Answer.Id));

        PartOfEvent Part(string key, PartRole role) => new(key, role);
        CorrectEvent With(params PartOfEvent[] parts) => new("e1", Why, By, Parts: parts);
        var good = new CorrectEvent("e1", Why, By, Cause: "money");
        await scene.RefusesAsync("empty", good with { Event = " " });
        await scene.RefusesAsync("empty", good with { Source = " " });
        await scene.RefusesAsync("empty", good with { Date = "" });
        await scene.RefusesAsync("bad-date", good with { Legal = "soon" });
        await scene.RefusesAsync("unknown", good with { Event = "e9" });
        await scene.RefusesAsync("unknown", good with { Reform = "r9" });
        await scene.RefusesAsync("unknown", With(Part("z", PartRole.After)));
        await scene.RefusesAsync("ambiguous", With(Part("E", PartRole.After)));
        await scene.RefusesAsync("twice", With(Part("c", PartRole.After), Part("01C", PartRole.After)));
        await scene.RefusesAsync("bad-share", With(new PartOfEvent("c", PartRole.Continues, Share: "most")));
        await scene.RefusesAsync("same", good with { Cause = "votes" });
        await scene.RefusesAsync("no-outcome", With(Part("a", PartRole.Before)));
        await scene.RefusesAsync("before-it-existed", good with { Date = "2012" });
        await scene.RefusesAsync("cyclic", With(Part("x", PartRole.Before), Part("x", PartRole.After)));
        await scene.RefusesAsync("known-before", good with { Known = "2019" });
        var back = new TakeBackEvent("e1", Why, By);
        await scene.RefusesAsync("empty", back with { Reason = "" });
        await scene.RefusesAsync("unknown", back with { Event = "e9" });
        await scene.RefusesAsync("bad-date", back with { Known = "soon" });
        Assert.Contains("Minutes", (await scene.RefusesAsync("in-use", back with { Event = "e2" })).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("known-before", back with { Known = "2019" });
        Scene.Same(before, await scene.TablesAsync(withActs: true));
    }
}
