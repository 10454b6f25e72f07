using Fieldthread.Core.Register;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Sampling;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Attributes, tracks and terms of relations in a study.</summary>
public sealed class FurtherFactTests
{
    private const string Why = "Misprint.";
    private const string By = "Order 2015/12";
    private const string Attributes = "organisation,attribute,value,from,to,track\na,status,shadow,2013-04-01,2014-03-31,\na,status,whole,2014-04-01,2015-03-31,\nc,status,whole,2015-04-01,,\na,status,whole,2013-10,,announced\nc,,,2015-06-01,,operational\nc,area,north,2015-04-01,,\n";
    private const string Terms = "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\na,accountable to,d,2013-04-01,2015-03-31,2,seats,up,financial,may be directed,\nb,accountable to,d,2013-04-01,2015-03-31,3,seats,,,,\nc,accountable to,d,2015-04-01,,,,up,financial,,\n";
    private const string Names = Registers.Names + "c,Cedar Group Ltd,2015-04-01,,legal\n";

    private static ImportRegister Small(string attributes = Attributes, string terms = Terms, string known = "2016", string source = "ministry")
    {
        var small = Registers.Small(names: "organisation,name,from,to,track\n" + string.Concat(Names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l + (l.EndsWith("legal", StringComparison.Ordinal) ? "\n" : ",\n"))));
        return small with { Files = [.. small.Files, Registers.File("attributes.csv", attributes), Registers.File("terms.csv", terms)], Known = known, Source = source };
    }

    [Theory]
    [OnBoth]
    public async Task They_come_in_are_asked_as_at_a_date_on_a_track_and_as_known_and_the_import_is_undone(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var before = await scene.TablesAsync();
        var came = await scene.Place.Do(scene.Study, Small(), scene.Lead);
        Assert.Equal(10, came.Answer.Further);
        Assert.Equal(["Ash shadow"], await StatusAsync(scene, "2013-12"));
        Assert.Equal(["Ash whole"], await StatusAsync(scene, "2013-12", Track.Announced));
        Assert.Equal(["Ash shadow"], await StatusAsync(scene, "2013-12", Track.Legal));
        var table = await scene.Ask(new RegisterAttributes("status", "2013-12"));
        Assert.Equal((3, "shadow 1, not told 2", "area, status"), (table.Organisations, string.Join(", ", table.Counts.Select(c => $"{c.Value ?? "not told"} {c.Organisations}")), string.Join(", ", table.Attributes)));

        // On a track what has a time on it counts by that, and anything else as it is in force.
        Assert.Contains("Cedar", await LiveAsync(scene, "2015-05", Track.InForce));
        Assert.DoesNotContain("Cedar", await LiveAsync(scene, "2015-05", Track.Operational));
        Assert.Contains("Cedar", await LiveAsync(scene, "2015-07", Track.Operational));
        Assert.Contains("Cedar Group Ltd", await LiveAsync(scene, "2015-05", Track.Legal));
        Assert.Equal("2015-06-01", (await AboutAsync(scene, "c", Track.Operational)).Line.Opened);
        Assert.Equal(["Cedar Group Ltd 2015-04-01 "], (await AboutAsync(scene, "c", Track.Legal)).Names.Select(n => $"{n.Value} {n.From} {n.To}"));

        // Shares are of what all weigh that stand so to the same organisation on the day.
        var terms = await scene.Ask(new RegisterTerms("accountable-to", At: "2014"));
        Assert.Equal(["Ash 2 seats 0.4 Up financial may be directed", "Birch 3 seats 0.6 Unsaid  "], terms.Lines.Select(l => $"{l.SubjectName} {l.Weight} {l.Basis} {l.Share} {l.Direction} {l.Form} {l.Sanction}"));
        Assert.Equal(new AccountCount(AccountDirection.Up, "financial", 1, 1, 1), Assert.Single(terms.Accounts));
        Assert.Equal("Cedar", Assert.Single((await scene.Ask(new RegisterTerms(Organisation: await scene.Ask(new OrganisationCalled("c")), At: "2016"))).Lines).SubjectName);

        // A later list says otherwise; what was known before still answers as before.
        var later = await scene.Place.Do(scene.Study, Small(Attributes.Replace("2014-03-31", "2013-11-30", StringComparison.Ordinal).Replace("whole,2014-04-01", "whole,2013-12-01", StringComparison.Ordinal), Terms.Replace("3,seats", "5,seats", StringComparison.Ordinal), known: "2018"), scene.Lead);
        Assert.Equal(["Ash whole"], await StatusAsync(scene, "2013-12-15"));
        Assert.Equal(["Ash shadow"], (await scene.Ask(new RegisterAttributes("status", "2013-12-15", KnownOn: "2017"))).Lines.Select(l => $"{l.Organisation.Name} {l.Value}"));
        Assert.Equal(["2", "3"], (await scene.Ask(new RegisterTerms(At: "2014", KnownOn: "2017"))).Lines.Select(l => $"{l.Weight}"));
        var lines = (await scene.Ask(new RegisterDiff("ministry 2016", "ministry 2018"))).Lines.Select(l => $"{l.Organisation} {l.What}: {l.Before} > {l.After}").ToList();
        Assert.Contains("a status: shadow, 2013-04-01 to 2014-03-31 > shadow, 2013-04-01 to 2013-11-30", lines);
        Assert.Contains(lines, l => l.StartsWith("b terms: accountable to d:  > 5 seats", StringComparison.Ordinal));
        Assert.Contains((await scene.Ask(new OrganisationSaid(await scene.Ask(new OrganisationCalled("a"))))), s => s is { Vintage: "ministry 2018", What: "status, as announced", Value: "whole" });

        // The register goes out with them and is the same register when it comes in.
        var zip = (await scene.Ask(new RegisterWhole())).Bytes;
        var (facts, told) = (await scene.Ask(new RegisterAttributes(At: "2013-12-15")), await scene.Ask(new RegisterTerms(At: "2014")));
        await scene.Do(new UndoAct(later.Act));
        await scene.Do(new UndoAct(came.Act));
        Scene.Same(before, await scene.TablesAsync());
        await scene.Do(new ImportRegister([new GivenFile("register.zip", zip)], Known: "2018"));
        Assert.Equal(facts.Lines.Select(l => (l.Organisation.Key, l.Attribute, l.Value, l.From, l.To)), (await scene.Ask(new RegisterAttributes(At: "2013-12-15"))).Lines.Select(l => (l.Organisation.Key, l.Attribute, l.Value, l.From, l.To)));
        Assert.Equal(told.Lines.Select(l => (l.SubjectKey, l.Weight, l.Share, l.From)), (await scene.Ask(new RegisterTerms(At: "2014"))).Lines.Select(l => (l.SubjectKey, l.Weight, l.Share, l.From)));
    }

    [Theory]
    [OnBoth]
    public async Task The_study_states_corrects_and_takes_back_attributes_tracks_and_terms_and_each_is_undone(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Small());
        var before = await scene.TablesAsync();
        var acts = new List<(long Act, Guid Id)>();
        async Task DoAsync(Act<CorrectionMade> act)
        {
            var done = await scene.Place.Do(scene.Study, act, scene.Lead);
            acts.Add((done.Act, done.Answer.Id));
        }

        await DoAsync(new StateFact("a", FactKind.Attribute, "coast", Why, By, "2013-04-01", Attribute: "area", Known: "2019"));
        await DoAsync(new CorrectFact("a", FactKind.Attribute, "shadow", Why, By, Value: "in waiting", Known: "2019"));
        await DoAsync(new StateFact("c", FactKind.Life, "", Why, By, "2015-01-01", Track: Track.Legal, Known: "2019"));
        await DoAsync(new CorrectFact("c", FactKind.Life, "", Why, By, From: "2015-02-01", Track: Track.Legal, Known: "2019"));
        await DoAsync(new TakeBackFact("c", FactKind.Name, "Cedar Group Ltd", Why, By, Known: "2019", Track: Track.Legal));
        await DoAsync(new StateFact("b", FactKind.Relation, "c", Why, By, "2014", Relation: "partner of", Track: Track.Announced, Known: "2019"));
        await DoAsync(new StateTerms("c", "d", Why, By, "accountable to", "1.50", "seats", Sanction: "none", From: "2016", Known: "2019"));
        var row = (await scene.Ask(new RegisterTerms(At: "2017"))).Lines.Single(l => l.Weight is not null).Row;
        await DoAsync(new CorrectTerms(row, Why, By, Weight: "4", To: "2018", Known: "2019"));
        await DoAsync(new TakeBackTerms((await scene.Ask(new RegisterTerms(At: "2014"))).Lines.Single(l => l.SubjectKey == "b").Row, Why, By, Known: "2019"));

        var ash = await AboutAsync(scene, "a");
        Assert.Equal(["area coast InForce True", "status in waiting InForce True", "status whole InForce False", "status whole Announced False"], ash.Further.Select(f => $"{f.About} {f.Value} {f.Track} {f.ByStudy}"));
        Assert.Equal("2015-02-01", (await AboutAsync(scene, "c", Track.Legal)).Line.Opened);
        Assert.DoesNotContain("Cedar Group Ltd", await LiveAsync(scene, "2016", Track.Legal));
        var birch = await AboutAsync(scene, "b", Track.Announced);
        Assert.Equal(["accountable to d", "partner of c"], birch.Relations.Select(r => $"{r.Kind} {r.Key}"));
        Assert.Single((await AboutAsync(scene, "b")).Relations);
        Assert.Equal(["c 4 2016 2018 True", "c  2015-04-01  False"], (await AboutAsync(scene, "c")).Terms.OrderBy(t => t.Weight is null).Select(t => $"{t.SubjectKey} {t.Weight} {t.From} {t.To} {t.ByStudy}"));
        Assert.Equal(["a"], (await scene.Ask(new RegisterTerms(At: "2014"))).Lines.Select(l => l.SubjectKey));
        Assert.Equal(["Ash shadow"], (await scene.Ask(new RegisterAttributes("status", "2013-12", KnownOn: "2018"))).Lines.Select(l => $"{l.Organisation.Name} {l.Value}"));
        Assert.Equal("status: shadow, 2013-04-01 to 2014-03-31 > in waiting, 2013-04-01 to 2014-03-31", (await scene.Ask(new RegisterCorrections())).Where(c => c.What == "status").Select(c => $"{c.What}: {c.Was} > {c.Becomes}").Single());

        // A list that comes in later changes nothing of it, and each is withdrawn or undone.
        await scene.Place.Do(scene.Study, Small(known: "2020"), scene.Lead);
        Assert.Equal(["area coast InForce True", "status in waiting InForce True", "status whole InForce False", "status whole Announced False"], (await AboutAsync(scene, "a")).Further.Select(f => $"{f.About} {f.Value} {f.Track} {f.ByStudy}"));
        await scene.Do(new UndoAct(acts[^1].Act + 1));
        var withdrawn = await scene.Place.Do(scene.Study, new WithdrawCorrection(acts[^1].Id), scene.Lead);
        Assert.Equal(["a", "b"], (await scene.Ask(new RegisterTerms(At: "2014"))).Lines.Select(l => l.SubjectKey));
        await scene.RefusesAsync("built-on", new WithdrawCorrection(acts[^3].Id));
        await scene.Do(new UndoAct(withdrawn.Act));
        acts.Reverse();
        foreach (var (act, _) in acts)
        {
            await scene.Do(new UndoAct(act));
        }

        Scene.Same(before, await scene.TablesAsync());
        Assert.Empty(await scene.Ask(new RegisterCorrections()));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("state-fact", "no-track")]
    [ShowsRefusal("state-terms", "empty")]
    [ShowsRefusal("state-terms", "unknown")]
    [ShowsRefusal("state-terms", "ambiguous")]
    [ShowsRefusal("state-terms", "bad-date")]
    [ShowsRefusal("state-terms", "bad-weight")]
    [ShowsRefusal("state-terms", "no-relation")]
    [ShowsRefusal("state-terms", "same")]
    [ShowsRefusal("correct-terms", "empty")]
    [ShowsRefusal("correct-terms", "unknown")]
    [ShowsRefusal("correct-terms", "bad-date")]
    [ShowsRefusal("correct-terms", "bad-weight")]
    [ShowsRefusal("correct-terms", "no-relation")]
    [ShowsRefusal("correct-terms", "same")]
    [ShowsRefusal("correct-terms", "known-before")]
    [ShowsRefusal("take-back-terms", "empty")]
    [ShowsRefusal("take-back-terms", "unknown")]
    [ShowsRefusal("take-back-terms", "bad-date")]
    [ShowsRefusal("take-back-terms", "known-before")]
    [ShowsRefusal("register-attributes", "bad-date")]
    [ShowsRefusal("register-attributes", "no-attribute")]
    [ShowsRefusal("register-attributes", "no-vintage")]
    [ShowsRefusal("register-terms", "bad-date")]
    [ShowsRefusal("register-terms", "unknown")]
    [ShowsRefusal("register-terms", "no-vintage")]
    public async Task What_cannot_be_stated(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Small());
        await scene.Add(new AddOrganisation("Elm", Code: "E", Key: "x"));
        await scene.Add(new AddOrganisation("Fir", Code: "E", Key: "y"));
        await scene.Do(new StateTerms("c", "d", Why, By, "accountable to", "1", "seats", Known: "2020"));
        var before = await scene.TablesAsync(withActs: true);
        await scene.RefusesAsync("no-track", new StateFact("c", FactKind.Life, "", Why, By, "2015"));
        await scene.RefusesAsync("empty", new StateFact("c", FactKind.Attribute, "north", Why, By, "2015"));
        await scene.RefusesAsync("same", new StateFact("c", FactKind.Attribute, "north", Why, By, "2015-04-01", Attribute: "area"));
        await scene.RefusesAsync("overlap", new StateFact("c", FactKind.Attribute, "north", Why, By, "2016", Attribute: "area"));
        await scene.RefusesAsync("itself", new StateFact("c", FactKind.Relation, "c", Why, By, Track: Track.Legal));
        await scene.RefusesAsync("no-fact", new CorrectFact("c", FactKind.Attribute, "north", Why, By, Value: "south", Track: Track.Legal));

        var state = new StateTerms("c", "d", Why, By, "accountable to", "2", "seats");
        foreach (var empty in new[] { state with { Organisation = " " }, state with { Other = "" }, state with { Relation = " " }, state with { Reason = "" }, state with { Source = " " }, state with { Weight = null, Basis = "" } })
        {
            await scene.RefusesAsync("empty", empty);
        }

        await scene.RefusesAsync("unknown", state with { Other = "z" });
        await scene.RefusesAsync("ambiguous", state with { Other = "E" });
        await scene.RefusesAsync("bad-date", state with { From = "2016", To = "2015" });
        await scene.RefusesAsync("bad-weight", state with { Weight = "-2" });
        await scene.RefusesAsync("bad-weight", state with { Basis = "" });
        Assert.Contains("c was not partner of d", (await scene.RefusesAsync("no-relation", state with { Relation = "partner of" })).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("no-relation", state with { To = "2014" });
        await scene.RefusesAsync("same", state with { Weight = "1.0", From = "2016" });

        var (stated, listed) = ((await scene.Ask(new RegisterTerms(At: "2017"))).Lines.Single(l => l.Weight is not null).Row, (await scene.Ask(new RegisterTerms(At: "2014"))).Lines.Single(l => l.SubjectKey == "b").Row);
        var correct = new CorrectTerms(listed, Why, By, Weight: "4");
        await scene.RefusesAsync("empty", correct with { Reason = " " });
        await scene.RefusesAsync("empty", correct with { Weight = "" });
        await scene.RefusesAsync("unknown", correct with { Terms = Guid.NewGuid() });
        await scene.RefusesAsync("bad-date", correct with { To = "2010" });
        await scene.RefusesAsync("bad-weight", correct with { Weight = "four" });
        await scene.RefusesAsync("no-relation", correct with { From = "2019", To = "" });
        await scene.RefusesAsync("same", correct with { Weight = "3" });
        await scene.RefusesAsync("known-before", new CorrectTerms(stated, Why, By, Weight: "4", Known: "2019"));
        var back = new TakeBackTerms(listed, Why, By);
        await scene.RefusesAsync("empty", back with { Source = "" });
        await scene.RefusesAsync("unknown", back with { Terms = Guid.NewGuid() });
        await scene.RefusesAsync("bad-date", back with { Known = "soon" });
        await scene.RefusesAsync("known-before", new TakeBackTerms(stated, Why, By, Known: "2019"));
        await scene.RefusesAsync("bad-date", new RegisterAttributes(At: "soon"));
        Assert.Contains("There are area, status", (await scene.RefusesAsync("no-attribute", new RegisterAttributes("colour"))).WhatToDo, StringComparison.Ordinal);
        await scene.RefusesAsync("no-vintage", new RegisterAttributes(KnownOn: "2010"));
        await scene.RefusesAsync("bad-date", new RegisterTerms(At: "soon"));
        await scene.RefusesAsync("unknown", new RegisterTerms(Organisation: Guid.NewGuid()));
        await scene.RefusesAsync("no-vintage", new RegisterTerms(Vintage: "press 2012"));
        Scene.Same(before, await scene.TablesAsync(withActs: true));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("site-candidates", "empty")]
    [ShowsRefusal("site-candidates", "unknown")]
    [ShowsRefusal("site-candidates", "bad-date")]
    [ShowsRefusal("site-candidates", "no-vintage")]
    public async Task Organisations_of_a_type_are_a_table_of_candidates_from_which_sites_are_chosen(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Small());
        await scene.Do(new JudgeType("a", "governance", "open", "Rules."));
        await scene.Do(new JudgeType("b", "governance", "open", "Rules.", Analyst: "First reader"));
        await scene.Do(new JudgeType("b", "governance", "closed", "Minutes.", Analyst: "Second reader"));
        await scene.Do(new StateFact("a", FactKind.Attribute, "in debt", Why, By, "2014-01", Attribute: "status"));
        var table = await scene.Ask(new SiteCandidates("group", "2014-06"));
        Assert.Equal(["name", "status", "governance", "opened"], table.Columns);
        Assert.Equal(["Ash|in debt and whole|open|2013", "Birch|||2013"], table.Lines.Select(l => string.Join('|', l)));
        Assert.Equal("shadow", (await scene.Ask(new SiteCandidates("group", "2013-12"))).Lines[0][1]);
        Assert.Equal(["name", "status", "opened"], (await scene.Ask(new SiteCandidates("group", "2014-06", KnownOn: "2016"))).Columns);

        // A sheet of candidates reads it as it stands.
        var (headings, rows) = Fieldthread.Formats.Fieldwork.CandidateSheet.Read(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', table.Lines.Prepend(table.Columns).Select(l => string.Join(',', l)))), "candidates.csv");
        Assert.Equal(table.Columns, headings);
        Assert.Equal(2, rows.Count);
        await scene.RefusesAsync("empty", new SiteCandidates(" "));
        Assert.Contains("There are board, group", (await scene.RefusesAsync("unknown", new SiteCandidates("trust"))).WhatToDo, StringComparison.Ordinal);
        await scene.RefusesAsync("bad-date", new SiteCandidates("group", "soon"));
        await scene.RefusesAsync("no-vintage", new SiteCandidates("group", KnownOn: "2010"));
    }

    private static async Task<IEnumerable<string>> StatusAsync(Scene scene, string at, Track track = Track.InForce) => (await scene.Ask(new RegisterAttributes("status", at, Track: track))).Lines.Select(l => $"{l.Organisation.Name} {l.Value}");

    private static async Task<IEnumerable<string>> LiveAsync(Scene scene, string at, Track track) => (await scene.Ask(new RegisterAt(at, Track: track))).Lines.Select(l => l.Name);

    private static async Task<OrganisationAbout> AboutAsync(Scene scene, string key, Track track = Track.InForce) => await scene.Ask(new OrganisationById(await scene.Ask(new OrganisationCalled(key)), "2014", Track: track));
}
