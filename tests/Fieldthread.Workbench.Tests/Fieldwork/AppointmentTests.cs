using System.Text;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Appointments;
using Fieldthread.Workbench.Fieldwork.Approvals;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class AppointmentTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("plan-appointment", "empty")]
    [ShowsRefusal("plan-appointment", "name-taken")]
    [ShowsRefusal("plan-appointment", "bad-date")]
    [ShowsRefusal("plan-appointment", "bad-zone")]
    [ShowsRefusal("plan-appointment", "bad-length")]
    [ShowsRefusal("plan-appointment", "unknown")]
    [ShowsRefusal("plan-appointment", "no-contact")]
    [ShowsRefusal("change-appointment", "unknown")]
    [ShowsRefusal("change-appointment", "held")]
    [ShowsRefusal("change-appointment", "empty")]
    [ShowsRefusal("change-appointment", "name-taken")]
    [ShowsRefusal("change-appointment", "bad-date")]
    [ShowsRefusal("change-appointment", "bad-zone")]
    [ShowsRefusal("change-appointment", "bad-length")]
    [ShowsRefusal("change-appointment", "no-contact")]
    [ShowsRefusal("call-off-appointment", "unknown")]
    [ShowsRefusal("call-off-appointment", "held")]
    [ShowsRefusal("call-off-appointment", "same")]
    [ShowsRefusal("hold-appointment", "unknown")]
    [ShowsRefusal("hold-appointment", "held")]
    [ShowsRefusal("hold-appointment", "called-off")]
    [ShowsRefusal("hold-appointment", "not-yet")]
    [ShowsRefusal("hold-appointment", "bad-date")]
    [ShowsRefusal("hold-appointment", "bad-length")]
    [ShowsRefusal("hold-appointment", "name-taken")]
    [ShowsRefusal("hold-appointment", "not-approved")]
    [ShowsRefusal("hold-appointment", "no-contact")]
    public async Task What_is_planned_counts_as_nothing_until_it_was_held(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var at = await FillAsync(scene);
        await scene.RefusesAsync("empty", new PlanAppointment(" ", EncounterKind.Interview, "2021-06-14"));
        foreach (var (code, starts, minutes, zone) in new (string, string, int?, string)[] { ("bad-date", "soon", null, ""), ("bad-date", "2021-02-30 10:00", null, ""), ("bad-zone", "2021-06-14", null, "Middle Earth"), ("bad-length", "2021-06-14", 0, ""), ("bad-length", "2021-06-14", 1441, "") })
        {
            await scene.RefusesAsync(code, new PlanAppointment("X", EncounterKind.Interview, starts, minutes, zone));
            await scene.RefusesAsync(code, new ChangeAppointment(at.Talk, "X", EncounterKind.Interview, starts, minutes, zone));
        }

        await scene.RefusesAsync("name-taken", new PlanAppointment("Talk with P1", EncounterKind.Interview, "2021-06-14"));
        await scene.RefusesAsync("unknown", new PlanAppointment("X", EncounterKind.Interview, "2021-06-14", Site: at.P1));
        await scene.RefusesAsync("unknown", new PlanAppointment("X", EncounterKind.Interview, "2021-06-14", Participants: [at.Site]));
        await scene.RefusesAsync("unknown", new ChangeAppointment(at.Site, "X", EncounterKind.Interview, "2021-06-14"));
        await scene.RefusesAsync("empty", new ChangeAppointment(at.Talk, " ", EncounterKind.Interview, "2021-06-14"));
        await scene.RefusesAsync("name-taken", new ChangeAppointment(at.Talk, "Board", EncounterKind.Interview, "2021-06-14"));
        await scene.RefusesAsync("unknown", new CallOffAppointment(at.Site));
        await scene.RefusesAsync("unknown", new HoldAppointment(at.Site));
        await scene.RefusesAsync("same", new CallOffAppointment(at.Talk, Back: true));

        // Planned, it is in no list of encounters and in no number.
        Assert.Empty((await scene.Ask(new Field())).Encounters);
        var list = await scene.Ask(new AppointmentsOfStudy());
        Assert.Equal([("Talk with P1", "2021-06-14 10:30", "Europe/London", true), ("Board", "2021-07-01", "Europe/London", true), ("Talk 2", "2190-07-01 09:00", "Europe/London", false)], list.Lines.Select(l => (l.Name, l.Starts, l.Zone, l.IsPast)));
        Assert.Contains(await scene.Ask(new Attention()), a => a.InWords == "The times of 2 appointments are past.");

        await scene.Do(new ChangeAppointment(at.Talk, "Talk with P1", EncounterKind.Interview, "2021-06-15 09:00", 60, Site: at.Site, Participants: [at.P1], Team: [at.Me], Place: "12 Elm Quay", Note: "Ring twice"), scene.Coder);
        await scene.RefusesAsync("bad-date", new HoldAppointment(at.Talk, "soon"));
        await scene.RefusesAsync("not-yet", new HoldAppointment(at.Talk, "2190-01-01"));
        await scene.RefusesAsync("bad-length", new HoldAppointment(at.Talk, Minutes: 0));
        await scene.Add(new AddEncounter("Taken", EncounterKind.Meeting));
        await scene.RefusesAsync("name-taken", new HoldAppointment(at.Talk, Name: "Taken"));
        var approval = await scene.Add(new RecordApproval(ApprovalKind.Ethics, "A committee", "1", "2020-01-01", "2020-12-31"));
        await scene.RefusesAsync("not-approved", new HoldAppointment(at.Talk));
        Assert.StartsWith("No ethics approval covers 2021-06-15", (await scene.Ask(new AppointmentsOfStudy())).Lines.Single(l => l.Id == at.Talk).Warning!, StringComparison.Ordinal);
        await scene.Do(new CorrectApproval(approval, "A committee", "1", "2020-01-01", "2022-12-31"));
        var encounter = await scene.Add(new HoldAppointment(at.Talk, Minutes: 55), scene.Coder);
        var shown = (await scene.Ask(new Field())).Encounters.Single(e => e.Id == encounter);
        Assert.Equal(("Talk with P1", "interview", "2021-06-15", 55, "Site 1", "P1", scene.Coder.Name), (shown.Name, shown.Kind, shown.Date, shown.Minutes, shown.Site, string.Join(';', shown.Participants), string.Join(';', shown.Held.Observers)));
        var held = (await scene.Ask(new AppointmentsOfStudy())).Lines.Single(l => l.Id == at.Talk);
        Assert.Equal((AppointmentState.Held, "Talk with P1", false), (held.State, held.Encounter, held.IsPast));
        await scene.RefusesAsync("held", new HoldAppointment(at.Talk));
        await scene.RefusesAsync("held", new CallOffAppointment(at.Talk));
        await scene.RefusesAsync("held", new ChangeAppointment(at.Talk, "X", EncounterKind.Interview, "2021-06-14"));

        await scene.Do(new CallOffAppointment(at.Board));
        await scene.RefusesAsync("called-off", new HoldAppointment(at.Board));
        await scene.Do(new CallOffAppointment(at.Board, Back: true));
        await scene.Do(new ChangeAppointment(at.Board, "Board", EncounterKind.Meeting, "2021-07-01", Participants: [at.P2]));
        await scene.Do(new WithdrawConsent(at.P2, WithdrawalLevel.NoContact, "2021-01-01", scene.Lead.Name, "They asked."));
        await scene.RefusesAsync("no-contact", new PlanAppointment("X", EncounterKind.Interview, "2021-06-14", Participants: [at.P2]));
        await scene.RefusesAsync("no-contact", new ChangeAppointment(at.Talk2, "Talk 2", EncounterKind.Interview, "2021-06-14", Participants: [at.P2]));
        await scene.RefusesAsync("no-contact", new HoldAppointment(at.Board));
        Assert.Equal("P2 withdrew from further contact.", (await scene.Ask(new AppointmentsOfStudy())).Lines.Single(l => l.Id == at.Board).Warning);

        // Place and note are words of the material, and go with whoever is erased.
        var reader = await scene.Place.MemberAsync(scene.Study, Role.SurveyManager);
        Assert.Equal(("12 Elm Quay", ""), (held.Place, (await scene.Ask(new AppointmentsOfStudy(), reader)).Lines.Single(l => l.Id == at.Talk).Place));
        await scene.Do(new WithdrawConsent(at.P1, WithdrawalLevel.Erase, "2021-08-01", scene.Lead.Name, "They asked."));
        Assert.Equal(("[withdrawn]", "[withdrawn]"), (await scene.Ask(new AppointmentsOfStudy())).Lines.Where(l => l.Id == at.Talk).Select(l => (l.Place, l.Note)).Single());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("calendar-file", "not-allowed")]
    [ShowsRefusal("preview-calendar", "unreadable")]
    [ShowsRefusal("preview-calendar", "empty")]
    [ShowsRefusal("import-calendar", "unreadable")]
    [ShowsRefusal("import-calendar", "empty")]
    [ShowsRefusal("import-calendar", "nothing-new")]
    public async Task The_calendar_goes_out_without_addresses_and_comes_back_as_what_was_moved(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var at = await FillAsync(scene);
        await scene.Do(new ChangeAppointment(at.Talk, "Talk with P1", EncounterKind.Interview, "2021-06-14 10:30", 60, Site: at.Site, Participants: [at.P1], Place: "12 Elm Quay", Note: "Ring twice"));
        await scene.Add(new RecordApproval(ApprovalKind.Ethics, "A committee", "1", "2020-01-01", "2022-12-31"));
        var file = await scene.Ask(new CalendarFile());
        Assert.Equal(3, file.Events);
        Assert.Contains("DTSTART:20210614T093000Z\r\nDTEND:20210614T103000Z\r\nSUMMARY:Talk with P1\r\nSTATUS:CONFIRMED\r\nCATEGORIES:interview\r\nLOCATION:Site 1\r\nDESCRIPTION:with P1\r\n", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Elm Quay", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ring", (await scene.Ask(new CalendarFile(Places: true))).Text, StringComparison.Ordinal);
        Assert.Contains("LOCATION:12 Elm Quay", (await scene.Ask(new CalendarFile(Places: true))).Text, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20221231\r\nDTEND;VALUE=DATE:20230101\r\nSUMMARY:Ends: ethics approval", (await scene.Ask(new CalendarFile(Due: true))).Text, StringComparison.Ordinal);
        var reader = await scene.Place.MemberAsync(scene.Study, Role.SurveyManager);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => scene.Ask(new CalendarFile(Places: true), reader))).Code);

        GivenFile Ics(string text) => new("diary.ics", Encoding.UTF8.GetBytes(text));
        foreach (var (code, text) in new[] { ("unreadable", "Dear diary"), ("empty", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") })
        {
            await scene.RefusesAsync(code, new PreviewCalendar(Ics(text)));
            await scene.RefusesAsync(code, new ImportCalendar(Ics(text)));
        }

        await scene.RefusesAsync("nothing-new", new ImportCalendar(Ics((await scene.Ask(new CalendarFile(Places: true, Due: true))).Text), Add: true));
        var own = "BEGIN:VEVENT\r\nUID:new-1\r\nDTSTART;TZID=Europe/Berlin:20210801T100000\r\nDURATION:PT45M\r\nSUMMARY:Meeting with P2 at Site 1\r\nLOCATION:Town hall\r\nATTENDEE;CN=Ann Elm:mailto:a@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR";
        var moved = file.Text.Replace("20210614T093000Z", "20210614T120000Z", StringComparison.Ordinal).Replace("20210614T103000Z", "20210614T130000Z", StringComparison.Ordinal).Replace("SUMMARY:Board\r\nSTATUS:CONFIRMED", "SUMMARY:Board\r\nSTATUS:CANCELLED", StringComparison.Ordinal).Replace("END:VCALENDAR", own, StringComparison.Ordinal);
        var plan = await scene.Ask(new PreviewCalendar(Ics(moved)));
        Assert.Equal(["Talk with P1: begins: 2021-06-14 10:30 → 2021-06-14 13:00", "Board: state: planned → called off"], plan.Changed.SelectMany(c => c.Changes.Select(x => $"{c.Name}: {x.Column}: {x.Was} → {x.Becomes}")).OrderDescending(StringComparer.Ordinal));
        Assert.Equal((1, 0, "Meeting with P2 at Site 1"), (plan.Same, plan.New.Count, Assert.Single(plan.Unknown)));
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new ImportCalendar(Ics(moved), Add: true), scene.Coder);
        Assert.Equal((1, 2, 1, 0), (done.Answer.Added, done.Answer.Changed, done.Answer.Same, done.Answer.Unknown));
        var added = (await scene.Ask(new AppointmentsOfStudy())).Lines.Single(l => l.Uid == "new-1");
        Assert.Equal(("2021-08-01 10:00", "Europe/Berlin", 45, EncounterKind.Meeting, "Site 1", "P2", "Town hall", ""), (added.Starts, added.Zone, added.Minutes, added.Kind, added.Site, string.Join(';', added.Participants), added.Place, added.Note));
        await scene.RefusesAsync("nothing-new", new ImportCalendar(Ics(moved), Add: true));
        await scene.RefusesAsync("nothing-new", new ImportCalendar(Ics((await scene.Ask(new CalendarFile())).Text), Add: true));
        await scene.Do(new UndoAct(done.Act), scene.Coder);
        Scene.Same(before, await scene.TablesAsync());
    }

    private static async Task<(Guid Site, Guid P1, Guid P2, Guid Me, Guid Talk, Guid Talk2, Guid Board)> FillAsync(Scene scene)
    {
        var site = await scene.Add(new AddSite("Site 1"));
        var (one, two) = (await scene.Add(new AddParticipant("P1", "Chair", site)), await scene.Add(new AddParticipant("P2")));
        var me = (await scene.Ask(new TeamList())).Single(t => t.Name == scene.Coder.Name).Id;
        var talk = await scene.Add(new PlanAppointment("Talk with P1", EncounterKind.Interview, "2021-06-14T10:30", 60, "GMT Standard Time", site, Participants: [one], Team: [me]), scene.Coder);
        var board = await scene.Add(new PlanAppointment("Board", EncounterKind.Meeting, "2021-07-01"));
        return (site, one, two, me, talk, await scene.Add(new PlanAppointment("Talk 2", EncounterKind.Interview, "2190-07-01 09:00")), board);
    }
}
