using Fieldthread.Core.Studies;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Tracker;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class TrackerTests
{
    private const string Sheet = """
        Our tracker;;;;;;
        ;;;;;;
        Practice;Who;Job;First talk;Second talk;Type;Wave
        Northside;GP01;Doctor;14/06/2021;03/02/2022;Interview;Phase 1
        Northside;GP02;Nurse;June 2021;;telephone call;Phase 1
        Southside;;;2021-07-01;;Board meeting observed;Phase 7
        Southside;GP03;Manager;soon;;séance;
        ;;;;;;
        Eastside;;;;;;
        """;

    private static readonly TrackerMap Map = TrackerMap.Read([("site", "Practice"), ("participant", "Who"), ("role", "Job"), ("date", "First talk"), ("date", "Second talk"), ("kind", "Type"), ("phase", "Wave")]);

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-tracker", "empty")]
    [ShowsRefusal("import-tracker", "unreadable")]
    public async Task A_tracker_lands_whole_with_a_line_for_what_was_guessed_and_can_be_taken_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new AddPhase("Phase 1", "2021"));
        await scene.Do(new AddSite("Southside"));
        await scene.RefusesAsync("empty", new ImportTracker(File(Sheet), new TrackerMap()));
        await scene.RefusesAsync("empty", new ImportTracker(File("Practice\n"), new TrackerMap(Site: "Practice")));
        Assert.Contains("“Hospital”", (await scene.RefusesAsync("unreadable", new ImportTracker(File(Sheet), new TrackerMap(Site: "Hospital")))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unreadable", new ImportTracker(File("a,\"b\n"), new TrackerMap(Site: "a")));
        await scene.RefusesAsync("unreadable", new ImportTracker(new("x.xlsx", "PK not a workbook"u8.ToArray()), Map));
        await scene.RefusesAsync("not-allowed", new ImportTracker(File(Sheet), Map), scene.Coder);

        var field = await scene.Ask(new Field());
        var plan = TrackerFiles.Plan(File(Sheet), Map, "", field, await scene.Ask(new PhaseList()), await scene.Ask(new Fieldthread.Workbench.Fieldwork.Approvals.ApprovalsOfStudy()));
        Assert.Equal((2, 3, 4, 1), (plan.Sites.Count, plan.Participants.Count, plan.Encounters.Count, plan.Met));
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new ImportTracker(File(Sheet), Map), scene.Lead);
        Assert.Equal((2, 3, 4, 1), (done.Answer.Sites, done.Answer.Participants, done.Answer.Encounters, done.Answer.Met));
        field = await scene.Ask(new Field());
        Assert.Equal(["Eastside", "Northside", "Southside"], field.Sites.Select(s => s.Name));
        Assert.Equal(
            [
                ("Interview with GP02, 2021-06", "interview", "2021-06", "Phase 1"), ("Interview with GP01, 2021-06-14", "interview", "2021-06-14", "Phase 1"),
                ("Meeting at Southside, 2021-07-01", "meeting", "2021-07-01", null), ("Interview with GP01, 2022-02-03", "interview", "2022-02-03", "Phase 1"),
            ],
            field.Encounters.Select(e => (e.Name, e.Kind, e.Date, e.Phase)));
        Assert.Equal(("Nurse", "Northside", ConsentState.NoRecord), field.Participants.Where(p => p.Pseudonym == "GP02").Select(p => (p.Role, p.Site, p.Consent)).Single());
        var remarks = (await scene.Ask(new ImportList())).Single(i => i.Id == done.Answer.Import).Remarks;
        Assert.Equal(
            [
                (RemarkWeight.Guessed, "tracker.csv, row 4", "day before the month"), (RemarkWeight.NotTaken, "tracker.csv, row 7", "“soon”"), (RemarkWeight.NotTaken, "tracker.csv, row 6", "no phase “Phase 7”"), (RemarkWeight.Note, "study", "met again"),
            ],
            remarks.Zip(["day before the month", "“soon”", "no phase “Phase 7”", "met again"], (r, says) => (r.Weight, r.Place, r.Message.Contains(says, StringComparison.Ordinal) ? says : r.Message)));

        var again = await scene.Do(new ImportTracker(File(Sheet), Map));
        Assert.Equal((0, 0, 0), (again.Sites, again.Participants, again.Encounters));
        await scene.Do(new UndoAct(done.Act + 1));
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task Lines_of_one_encounter_are_one_and_what_contradicts_is_told(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var map = TrackerMap.Read([("encounter", "A"), ("participant", "B"), ("date", "C"), ("site", "D"), ("minutes", "E"), ("kind", "F")]);
        var done = await scene.Do(new ImportTracker(File("Event,Code,Day,Place,Length,Sort\nBoard,GP01,2021-06-14,North,90 min,meeting\nBoard,GP02,2021-06-14,North,,meeting\nBoard,GP03,2021-07-14,North,,meeting\nElse,GP01,,South,a while,\n"), map));
        Assert.Equal((2, 3, 2, 3), (done.Sites, done.Participants, done.Encounters, done.Remarks));
        var board = (await scene.Ask(new Field())).Encounters.Single(e => e.Name == "Board");
        Assert.Equal((90, "GP01 GP02"), (board.Minutes, string.Join(' ', board.Participants)));
        Assert.Contains((await scene.Ask(new ImportList())).Single().Remarks, r => r.Message.Contains("first was kept", StringComparison.Ordinal));
    }

    private static GivenFile File(string text) => new("tracker.csv", Encoding.UTF8.GetBytes(text));
}
