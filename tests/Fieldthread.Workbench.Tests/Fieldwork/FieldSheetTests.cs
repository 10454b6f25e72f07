using System.Text;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Appointments;
using Fieldthread.Workbench.Fieldwork.Approvals;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Recruitment;
using Fieldthread.Workbench.Fieldwork.Sheets;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class FieldSheetTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("preview-table", "unreadable")]
    [ShowsRefusal("preview-table", "empty")]
    [ShowsRefusal("preview-table", "no-key")]
    [ShowsRefusal("import-table", "unreadable")]
    [ShowsRefusal("import-table", "empty")]
    [ShowsRefusal("import-table", "no-key")]
    [ShowsRefusal("import-table", "nothing-new")]
    [ShowsRefusal("import-table", "row-refused")]
    public async Task A_table_lands_whole_or_leaves_no_trace(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        foreach (var (code, text) in new[] { ("unreadable", "encounter,kind\n\"A,interview\n"), ("empty", "encounter,kind\n"), ("no-key", "name,kind\nA,interview\n") })
        {
            await scene.RefusesAsync(code, new PreviewTable(Csv(text), FieldSheet.Encounters));
            await scene.RefusesAsync(code, new ImportTable(Csv(text), FieldSheet.Encounters));
        }

        await scene.Add(new RecordApproval(ApprovalKind.Ethics, "A committee", "1", "2021-01-01", "2021-12-31"));
        var refusal = await scene.RefusesAsync("row-refused", new ImportTable(Csv("encounter,kind,date\nA,interview,2021-06-14\nB,interview,2023-06-14\n"), FieldSheet.Encounters));
        Assert.StartsWith("table.csv, row 3, “B”: No ethics approval covers 2023-06-14", refusal.Message, StringComparison.Ordinal);
        Assert.Empty((await scene.Ask(new Field())).Encounters);
        var none = await scene.RefusesAsync("nothing-new", new ImportTable(Csv("encounter,kind,date\nA,walk,2021-06-14\n"), FieldSheet.Encounters));
        Assert.Contains("table.csv, row 2, column “kind”", none.WhatToDo, StringComparison.Ordinal);
        await scene.RefusesAsync("not-allowed", new ImportTable(Csv("participant\nP1\n"), FieldSheet.Participants), scene.Coder);

        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new ImportTable(Csv("encounter,kind,date\nA,interview,2021-06-14\nB,walk,\n"), FieldSheet.Encounters), scene.Coder);
        Assert.Equal((1, 0, 1), (done.Answer.Added, done.Answer.Changed, done.Answer.Remarks));
        Assert.Contains("“walk”", (await scene.Ask(new ImportList())).Single(i => i.Id == done.Answer.Import).Remarks.Single().Message, StringComparison.Ordinal);
        await scene.Do(new UndoAct(done.Act), scene.Coder);
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task Every_table_goes_out_and_comes_back_as_nothing_new_and_an_edit_changes_that_alone(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await FillAsync(scene);
        var recording = (await scene.Ask(new TranscriptionsOfStudy())).Recordings.Single().Id;
        var team = scene.Coder.Name;
        foreach (var (of, table, edit) in new (FieldSheet, string, (string Out, string In))[]
        {
            (FieldSheet.Sites, "site,about,sources\nSite 1,A town,0\nSite 2,,0\n", ("A town", "A city")),
            (FieldSheet.Participants, "participant,role,site,consent to quote\nP1,Chair,Site 1,given\nP2,,,no record\n", ("P2,,", "P2,Clerk,Site 2")),
            (FieldSheet.Encounters, $"encounter,kind,date,minutes,site,phase,participants,guide,asked or observed by,met,manner,kept as,kind of meeting,others there\nTalk,interview,2021-06-14,45,Site 1,,P1; P2,,{team},telephone,semi-structured,audio recording,board,a carer\n", ("2021-06-14,45", "2021-06-15,50")),
            (FieldSheet.Appointments, "appointment,kind,begins,minutes,time zone,site,phase,participants,team,place,note,state,encounter,uid,look at\nBoard,meeting,2190-07-01 09:00,60,Europe/London,Site 2,,P1,,Hall,Bring it,planned,,,\n", ("2190-07-01 09:00,60", "2190-07-02 09:00,90")),
            (FieldSheet.Consents, "participant,site,encounters,recording,quotation,use again,archive,withdrawal,kept until,may be contacted,due\nP1,Site 1,1,given,given,no record,no record,,,yes,\nP2,,1,no record,no record,no record,no record,,,yes,\n", ("P2,,1,no record,no record,no record,no record", "P2,,1,refused,no record,given,no record")),
            (FieldSheet.Approvals, "of,kind,reference,given by,from,until,conditions,state,to be checked again,checked on,what came of it,checked by\nthe study,ethics approval,1,A committee,2020-01-01,,none,runs,no,,,\nSite 1,access agreement,,The board,,2029,,runs,no,,,\n", ("2020-01-01,,none", "2020-01-01,2030,none")),
            (FieldSheet.Targets, "role,site,wanted,approached,agreed,declined,no answer,withdrew,awaited,replaced,still to find\nChair,Site 1,2,0,0,0,0,0,0,0,2\nClerk,,,1,0,0,0,0,1,0,\nall,,2,1,0,0,0,0,1,0,2\n", ("Chair,Site 1,2", "Chair,Site 1,3")),
            (FieldSheet.Transcription, $"encounter,transcriber,checker,due,recording\nTalk,{team},,2190-01-01,{recording}\n", ("2190-01-01", "2190-02-01")),
        })
        {
            Assert.Equal("nothing-new", (await scene.RefusesAsync("nothing-new", new ImportTable(Csv(table), of))).Code);
            var preview = await scene.Ask(new PreviewTable(Csv(table), of));
            Assert.True(preview.Plan.Remarks.Count == 0 && preview.Plan.Same > 0, $"{of}: {string.Join('|', preview.Plan.Remarks)}");
            var edited = table.Replace(edit.Out, edit.In, StringComparison.Ordinal);
            Assert.NotEqual(table, edited);
            var before = await scene.TablesAsync();
            var done = await scene.Place.Do(scene.Study, new ImportTable(Csv(edited), of), scene.Lead);
            Assert.Equal((0, 1, preview.Plan.Same - 1), (done.Answer.Added, done.Answer.Changed, done.Answer.Same));
            await scene.RefusesAsync("nothing-new", new ImportTable(Csv(edited), of));
            await scene.Do(new UndoAct(done.Act));
            Scene.Same(before, await scene.TablesAsync());
        }
    }

    [Theory]
    [OnBoth]
    public async Task New_rows_become_what_a_page_would_have_made(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await FillAsync(scene);
        foreach (var (of, table) in new[]
        {
            (FieldSheet.Sites, "site;about\nSite 3;A village\n"), (FieldSheet.Participants, "participant\tsite\nP3\tSite 3\n"), (FieldSheet.Encounters, "encounter,kind,participants\nVisit,document visit,P3;P1\n"),
            (FieldSheet.Appointments, "appointment,kind,begins,state\nLater,interview,2190-01-01,planned\nNever,interview,2190-01-01 10:00,called off\n"), (FieldSheet.Approvals, "of,kind,reference,from,until,given by\nP3,access agreement,7,2021,2022,Herself\n"), (FieldSheet.Targets, "role,site,wanted\nNurse,Site 3,4\n"),
        })
        {
            Assert.True((await scene.Do(new ImportTable(Csv(table), of))).Added > 0);
        }

        await scene.Do(new ImportTable(Csv("participant,archive,day,form,note\nP3,given,2021-06-01,2,Binder 1\nP9,given,,,\n"), FieldSheet.Consents));
        var field = await scene.Ask(new Field());
        Assert.Contains(field.Sites, s => (s.Name, s.About) == ("Site 3", "A village"));
        Assert.Equal(["P1", "P3"], field.Encounters.Single(e => e.Name == "Visit").Participants);
        var person = field.Participants.Single(p => p.Pseudonym == "P3");
        var consent = (await scene.Ask(new ConsentOf(person.Id))).Steps.Single();
        Assert.Equal(("archive", "given", "2021-06-01", "2", "Binder 1"), (consent.Of, consent.Says, consent.Day, consent.FormVersion, consent.Note));
        Assert.Equal([("Later", AppointmentState.Planned), ("Never", AppointmentState.Cancelled)], (await scene.Ask(new AppointmentsOfStudy())).Lines.Where(l => l.Name != "Board").Select(l => (l.Name, l.State)));
        Assert.Contains((await scene.Ask(new ApprovalsOfStudy())).Approvals, a => (a.Of, a.Until) == ("P3", "2022"));
        Assert.Contains((await scene.Ask(new RecruitmentOfStudy())).Cells, c => (c.Role, c.Site, c.Wanted) == ("Nurse", "Site 3", 4));

        // What a sheet cannot say is told, and the row left out.
        foreach (var (of, table, says) in new[]
        {
            (FieldSheet.Consents, "participant,archive\nP3,withdrawn\n", "on their own page"), (FieldSheet.Consents, "participant,archive\nP3,no record\n", "not taken back by a sheet"), (FieldSheet.Appointments, "appointment,state\nLater,held\n", "said on the page"),
            (FieldSheet.Transcription, $"recording,due\n{Guid.NewGuid()},2021\n", "The study has no"),
        })
        {
            Assert.Contains(says, (await scene.Ask(new PreviewTable(Csv(table), of))).Plan.Remarks.Single().Message, StringComparison.Ordinal);
        }
    }

    private static GivenFile Csv(string text) => new("table.csv", Encoding.UTF8.GetBytes(text));

    private static async Task FillAsync(Scene scene)
    {
        var (site, other) = (await scene.Add(new AddSite("Site 1", "A town")), await scene.Add(new AddSite("Site 2")));
        var (one, two) = (await scene.Add(new AddParticipant("P1", "Chair", site, QuotingConsent.Given)), await scene.Add(new AddParticipant("P2")));
        await scene.Add(new RecordConsent(one, ConsentAnswer.Given, ConsentScope.Audio));
        await scene.Add(new RecordApproval(ApprovalKind.Ethics, "A committee", "1", "2020-01-01", null, "none"));
        await scene.Add(new RecordApproval(ApprovalKind.Access, "The board", "", null, "2029", Site: site));
        var me = (await scene.Ask(new TeamList())).Single(t => t.Name == scene.Coder.Name).Id;
        var talk = await scene.Add(new AddEncounter("Talk", EncounterKind.Interview, "2021-06-14", 45, site, Participants: [one, two], Observers: [me], Channel: EncounterChannel.Telephone, Mode: EncounterMode.SemiStructured, Kept: EncounterKept.Audio, MeetingType: "board", OthersThere: "a carer"));
        await scene.Add(new PlanAppointment("Board", EncounterKind.Meeting, "2190-07-01 09:00", 60, Site: other, Participants: [one], Place: "Hall", Note: "Bring it"));
        await scene.Add(new SetRecruitmentTarget("Chair", 2, site));
        await scene.Add(new ApproachRecruit("R1", "Clerk", "2021-05"));
        await scene.Add(new AddRecording(new GivenFile("talk.wav", Tones.Wave(3)), talk, Transcriber: me, Due: "2190-01-01"));
    }
}
