using System.Text;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class ResponsibilityTests
{
    internal const string Order = "involved, joint, delegated";

    /// <summary>Of the grove: Ash (01A) is delegated budget in two steps; a journal says otherwise. Birch ends without. Cedar says nothing of itself.</summary>
    internal const string Sheet =
        "organisation,activity,level,from,to,source,track,known,note\n01A,Budget,joint,2013-04-01,2013-12-31,Board,,2014,\na,Budget,Delegated,2014-01-01,,Board,operational,2014,phase two\na,Contracts,joint,2013-04-01,,Board,,2014,\n"
        + "a,Budget,joint,2014-01-01,,Journal,,2013-06,\nb,Contracts,involved,2013-04-01,,Board,,2014,\na,Budget,delegated,2013-10-01,,Board,announced,2013-09,\n";

    private const string Activities = "activity,source,from,to,known\nComplaints,Guidance,2013-01-01,,2013-01\nComplaints,Agreement,,2013-09-30,2013-10\nBudget,Guidance,2013-01-01,,2013-01\nContracts,Guidance,2013-01-01,,2013-01\n";

    internal static ImportResponsibilities Duties(string sheet = Sheet, string levels = Order, string? known = "2016", string? activities = Activities, bool leaveOut = false) =>
        new([.. new[] { ("duties.csv", sheet), ("activities.csv", activities) }.Where(t => t.Item2 is not null).Select(t => new GivenFile(t.Item1, Encoding.UTF8.GetBytes(t.Item2!)))], levels, known, leaveOut);

    [Theory]
    [OnBoth]
    public async Task Responsibilities_come_in_by_one_act_are_counted_and_taken_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        var before = await scene.TablesAsync(withActs: true);
        var done = await scene.Place.Do(scene.Study, Duties(), scene.Lead);
        Assert.Equal((6, 6, 0, 0, 2, 2, 1), (done.Answer.Statements, done.Answer.Fresh, done.Answer.Same, done.Answer.LeftOut, done.Answer.Organisations, done.Answer.Activities, done.Answer.Conflicts));
        var about = await scene.Ask(new ResponsibilitiesAbout());
        Assert.Equal(["involved", "joint", "delegated"], about.Levels);
        Assert.Equal(["Complaints", "Budget", "Contracts"], about.Activities);
        Assert.Equal(["Agreement", "Board", "Guidance", "Journal"], about.Sources);
        Assert.Equal(["group"], about.Types);
        Assert.Contains(about.Imports[0].Remarks, r => r.Message == "4 lines give no track; they were taken as operational.");
        Assert.Contains(about.Imports[0].Remarks, r => r.Message == "“Board” says delegated, “Journal” says joint for the same time. Both stand.");

        // Counts first: level by level from the highest, then none; of organisations, then of their members.
        Assert.Equal("2013-06-01 of 2: 0 1 1 0 | 2014-02 of 2: 1 0 1 0 disputed 1 | 2015-04-01 of 1: 0 0 0 1", await UptakeAsync(scene, new ResponsibilityUptake("2013-06-01, 2014-02; 2015-04-01")));
        Assert.Equal("2014-02 of 2: 0 1 1 0 disputed 1", await UptakeAsync(scene, new ResponsibilityUptake("2014-02", Source: "journal")));
        Assert.Equal("2014-02 of 2: 0 1 0 1 disputed 1", await UptakeAsync(scene, new ResponsibilityUptake("2014-02", "all")));
        Assert.Equal("2014-02 of 2: 0 1 1 0", await UptakeAsync(scene, new ResponsibilityUptake("2014-02", "contracts")));
        Assert.Equal("2014-02 of 2: 1 0 0 1", await UptakeAsync(scene, new ResponsibilityUptake("2014-02", Track: ResponsibilityTrack.Announced)));
        // The board spoke in 2014 only: until then the journal’s word is all there was.
        Assert.Equal("2014-02 of 2: 0 1 0 1", await UptakeAsync(scene, new ResponsibilityUptake("2014-02", KnownOn: "2013-12")));
        // Cedar is not given what Ash and Birch had, unless it is asked for; and then they differ.
        Assert.Equal("2015-04-01 of 1: 0 0 0 1 disputed 1 parted 1", await UptakeAsync(scene, new ResponsibilityUptake("2015-04-01", Lineage: true)));
        Assert.Equal(["2013-04-01", "2014-01-01"], (await scene.Ask(new ResponsibilityUptake())).Dates.Select(d => d.Date));

        var table = await scene.Ask(new ResponsibilityScopeAt("2014-02"));
        Assert.Equal(["Complaints Withdrawn 0 0 0 2", "Budget Listed 0 0 1 1", "Contracts Listed 1 1 0 0"], table.Activities.Select(a => $"{a.Activity} {a.State} {string.Join(' ', a.Counts)} {a.None}"));
        Assert.Equal("withdrawn from 2013-10-01 by “Agreement”; still listed by “Guidance”", table.Activities[0].InWords);
        Assert.Equal(["Ash: , delegated?, joint", "Birch: , , involved"], table.Organisations.Select(o => $"{o.Line.Name}: {string.Join(", ", o.Cells.Select(c => c.Level + (c.Disputed ? "?" : "")))}"));
        Assert.Equal(ScopeState.Listed, (await scene.Ask(new ResponsibilityScopeAt("2014-02", KnownOn: "2013-02"))).Activities[0].State);

        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync(withActs: true));
        Assert.Empty((await scene.Ask(new ResponsibilitiesAbout())).Levels);
        Assert.Empty((await scene.Ask(new ResponsibilityAdoption())).Lines);
    }

    [Theory]
    [OnBoth]
    public async Task Shares_are_of_organisations_of_members_and_of_a_measure_and_one_takes_over_in_steps(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(IndicatorTests.Figures("member,period,value\nP1,2013,100\nP2,2013,20\nP3,2013,30\n"));
        await scene.Do(Duties());
        var day = (await scene.Ask(new ResponsibilityUptake("2013-06-01", Measure: "lists"))).Dates[0];
        Assert.Equal((2, 3, 150m, "2013", 0), (day.Organisations, day.Members, day.Size!.Value, day.SizePeriod, day.MembersWithoutSize));
        Assert.Equal(["delegated 0 0 0 0", "joint 1 0.5 1 100", "involved 1 0.5 2 50", " 0 0 0 0"], day.Levels.Select(l => FormattableString.Invariant($"{l.Level} {l.Organisations} {l.Share} {l.Members} {l.Size}")));
        Assert.Equal((1.0 / 3, 2.0 / 3), (day.Levels[1].MembersShare!.Value, day.Levels[1].SizeShare!.Value));
        // Before any period of the measure there is none; P3 is no longer a member in 2014, and the period before stands in.
        Assert.Equal((null, 0m), ((await scene.Ask(new ResponsibilityUptake("2012", Measure: "lists"))).Dates[0] is var none ? none.SizePeriod : "", none.Size!.Value));
        Assert.Equal(("2013", 2, 120m), ((await scene.Ask(new ResponsibilityUptake("2014-06", Measure: "lists"))).Dates[0] is var late ? late.SizePeriod : "", late.Members, late.Size!.Value));

        var ash = await scene.Ask(new OrganisationCalled("01A"));
        var steps = await scene.Ask(new ResponsibilityTakeOver(ash));
        Assert.Equal(["Budget", "Contracts"], steps.Activities);
        Assert.Equal(["Budget joint 2013-04-01 2013-12-31 Board False ", "Budget delegated 2014-01-01 still Board True Journal: joint", "Contracts joint 2013-04-01 still Board False "], steps.Steps.Select(s => $"{s.Activity} {s.Level} {s.From} {s.To} {s.Source} {s.Disputed} {s.Otherwise}"));
        var conflicts = await scene.Ask(new ResponsibilityConflicts("a"));
        Assert.Equal(["Ash Budget level 2014-01-01  Board: delegated, 2014-01-01 to now, known 2014 / Journal: joint, 2014-01-01 to now, known 2013-06 / Board"], conflicts.Select(c => $"{c.Name} {c.Activity} {c.What} {c.From} {c.To} {c.One}: {c.OneSays} / {c.Other}: {c.OtherSays} / {c.GoneBy}"));
        Assert.Equal("Journal", Assert.Single(await scene.Ask(new ResponsibilityConflicts(Source: "Journal"))).GoneBy);
        Assert.Empty(await scene.Ask(new ResponsibilityConflicts("b")));
        Assert.Empty(await scene.Ask(new ResponsibilityConflicts(KnownOn: "2013-12")));
        Assert.Equal(["2013-04-01 joint", "2014-01-01 joint", "2014-01-01 delegated"], (await scene.Ask(new Responsibilities("a", "budget", Track: ResponsibilityTrack.Operational))).Select(l => $"{l.From} {l.Level}"));
        Assert.Equal(["joint"], (await scene.Ask(new Responsibilities("a", "budget", "board", ResponsibilityTrack.Operational, "2013-05", "2016"))).Select(l => l.Level));
    }

    [Theory]
    [OnBoth]
    public async Task Time_to_adoption_counts_a_merger_as_an_end_of_its_own(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Duties());
        // From 1 April 2013: Ash is delegated in the fourth quarter; Birch goes into Cedar at the end of the eighth; Cedar is there from the ninth and waits.
        var table = await scene.Ask(new ResponsibilityAdoption(Since: "2013-04-01", Until: "2015-07"));
        Assert.Equal(("delegated", "any", "2013-04-01", "2015-06-30", 1, 31), (table.Level, table.Of, table.Since, table.Until, table.Waiting, table.DaysLeft));
        Assert.Equal(["2 0 0", "2 0 0", "2 0 0", "2 1 0", "1 0 0", "1 0 0", "1 0 0", "1 0 0", "2 0 1"], table.Lines.Select(l => $"{l.AtRisk} {l.Adopted} {l.Merged}"));
        Assert.Equal((0.5, 0.5, 0.25), (table.Lines[^1].Incidence, table.Lines[^1].Naive, table.Lines[^1].EndIncidence));
        Assert.Equal((0, 0, 0), (table.LeftOut.Before, table.LeftOut.FromTheStart, table.LeftOut.Never));
        // By the journal Ash is joint only, and has been so from the day on which it began.
        var joint = await scene.Ask(new ResponsibilityAdoption("Joint", Interval: "year", Until: "2015-04"));
        Assert.Equal((1, "2013-04-01"), (joint.LeftOut.FromTheStart, joint.Since));
        Assert.Empty((await scene.Ask(new ResponsibilityAdoption("delegated", Source: "Journal", Of: "contracts"))).Lines);
        // Without an end it is the last day on which a source said anything: 2014.
        Assert.Equal("2014-12-31", (await scene.Ask(new ResponsibilityAdoption(Since: "2013-01-01"))).Until);
    }

    [Theory]
    [OnBoth]
    public async Task A_source_may_correct_itself_later_and_what_was_known_before_can_be_asked_for(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Duties());
        await scene.Do(new FreezeCut("Then"));
        const string Head = "organisation,activity,level,from,to,source,known\n";
        var again = await scene.Do(Duties(levels: ""));
        Assert.Equal((6, 0, 6), (again.Statements, again.Fresh, again.Same));
        var fixedUp = await scene.Do(Duties(Head + "a,budget,joint,2014-01-01,,Board,2017\nb,Premises,full,2013-04-01,2016,Board,2017\n", "involved, joint, delegated, full", activities: null));
        Assert.Equal((2, 0), (fixedUp.Fresh, fixedUp.Conflicts));
        var about = await scene.Ask(new ResponsibilitiesAbout());
        Assert.Equal(["involved", "joint", "delegated", "full"], about.Levels);
        Assert.Contains(about.Imports[0].Remarks, r => r.Message == "“budget” was taken as “Budget”.");
        Assert.Contains(about.Imports[0].Remarks, r => r.Message.StartsWith("Part of it lies outside the life of Birch", StringComparison.Ordinal));
        Assert.Equal("2014-02 of 2: 1 0 1 0 0", await UptakeAsync(scene, new ResponsibilityUptake("2014-02")));
        Assert.Equal("2014-02 of 2: 0 1 0 1 0 disputed 1", await UptakeAsync(scene, new ResponsibilityUptake("2014-02", KnownOn: "2016")));
        Assert.Equal("2014-02 of 2: 1 0 1 0 disputed 1", await UptakeAsync(scene, new ResponsibilityUptake("2014-02"), "Then"));
        Assert.Equal([false, true], (await scene.Ask(new Responsibilities("a", "Budget", "Board", ResponsibilityTrack.Operational, "2014-06"))).OrderBy(l => l.Replaced).Select(l => l.Replaced));
        // Birch is given a level for 2016, when it was no longer there.
        Assert.Equal(1, (await scene.Ask(new ResponsibilityUptake("2016"))).Dates[0].OutsideLife);
        // The order of an import without one of its own is the study’s; the same levels in fewer words fit in.
        Assert.Equal(1, (await scene.Do(Duties(Head + "c,Budget,full,2015-04-01,,Board,2018\n", "joint, full", activities: null))).Fresh);
        var unknown = await scene.Do(Duties(Head + "zz,Budget,full,2015-04-01,,Board,2018\nc,Contracts,full,2015-04-01,,Board,2018\n", "", activities: null, leaveOut: true));
        Assert.Equal((2, 1, 1), (unknown.Statements, unknown.Fresh, unknown.LeftOut));
    }

    private static async Task<string> UptakeAsync(Scene scene, ResponsibilityUptake question, string? cut = null)
    {
        var table = await scene.Ask(question, cut: cut);
        Assert.All(table.Dates, d => Assert.Equal((d.Organisations, d.Members), (d.Levels.Sum(l => l.Organisations), d.Levels.Sum(l => l.Members))));
        return string.Join(" | ", table.Dates.Select(d =>
            $"{d.Date} of {d.Organisations}: {string.Join(' ', d.Levels.Select(l => l.Organisations))}{(d.Disputed > 0 ? $" disputed {d.Disputed}" : "")}{(d.Carried > 0 ? $" carried {d.Carried}" : "")}{(d.Parted > 0 ? $" parted {d.Parted}" : "")}"));
    }
}
