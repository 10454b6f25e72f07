using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Tracker;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Approvals;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class ApprovalTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("record-approval", "empty")]
    [ShowsRefusal("record-approval", "bad-date")]
    [ShowsRefusal("record-approval", "unknown")]
    [ShowsRefusal("record-approval", "two-scopes")]
    [ShowsRefusal("record-approval", "recorded-already")]
    [ShowsRefusal("correct-approval", "empty")]
    [ShowsRefusal("correct-approval", "bad-date")]
    [ShowsRefusal("correct-approval", "unknown")]
    [ShowsRefusal("correct-approval", "recorded-already")]
    [ShowsRefusal("remove-approval", "unknown")]
    [ShowsRefusal("recheck-approval", "unknown")]
    [ShowsRefusal("recheck-approval", "empty")]
    [ShowsRefusal("recheck-approval", "bad-date")]
    [ShowsRefusal("add-encounter", "not-approved")]
    public async Task Approvals_are_kept_and_nothing_outside_them_is_entered(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (site, other, who, nothing) = (await scene.Add(new AddSite("Site 1")), await scene.Add(new AddSite("Site 2")), await scene.Add(new AddParticipant("GP01")), Guid.NewGuid());
        await scene.Do(new AddEncounter("Before anybody asked", EncounterKind.Interview, "2020-05-01"));
        var first = await scene.Add(new RecordApproval(ApprovalKind.Ethics, "County committee", "REC 21/07", "2021-03-01", "2022-03-31", "Not in school holidays."));
        await scene.RefusesAsync("empty", new RecordApproval(ApprovalKind.Ethics, " ", ""));
        await scene.RefusesAsync("bad-date", new RecordApproval(ApprovalKind.Ethics, "A", "B", "soon"));
        await scene.RefusesAsync("bad-date", new RecordApproval(ApprovalKind.Ethics, "A", "B", "2022", "2021"));
        await scene.RefusesAsync("unknown", new RecordApproval(ApprovalKind.Access, "A", "B", Site: nothing));
        await scene.RefusesAsync("unknown", new RecordApproval(ApprovalKind.Access, "A", "B", Participant: nothing));
        await scene.RefusesAsync("two-scopes", new RecordApproval(ApprovalKind.Access, "A", "B", Site: site, Participant: who));
        await scene.RefusesAsync("recorded-already", new RecordApproval(ApprovalKind.Ethics, "County committee", "REC 21/07", "2021-03-01", "2022-03-31"));
        await scene.RefusesAsync("unknown", new CorrectApproval(nothing, "A", "B"));
        await scene.RefusesAsync("empty", new CorrectApproval(first, "", " "));
        await scene.RefusesAsync("bad-date", new CorrectApproval(first, "A", "B", "2022", "2021"));
        await scene.RefusesAsync("unknown", new RemoveApproval(nothing));
        await scene.RefusesAsync("unknown", new RecheckApproval(nothing, "2022", "Still holds."));
        await scene.RefusesAsync("empty", new RecheckApproval(first, "2022", " "));
        await scene.RefusesAsync("empty", new RecheckApproval(first, " ", "Still holds."));
        await scene.RefusesAsync("bad-date", new RecheckApproval(first, "2999", "Still holds."));

        await scene.Do(new AddEncounter("Within", EncounterKind.Interview, "2022-03-31", Site: site));
        var refusal = await scene.RefusesAsync("not-approved", new AddEncounter("After", EncounterKind.Interview, "2022-04-01", Site: site));
        Assert.Contains("REC 21/07 of County committee, 2021-03-01 to 2022-03-31", refusal.Message, StringComparison.Ordinal);
        var renewal = await scene.Add(new RecordApproval(ApprovalKind.Ethics, "County committee", "REC 21/07", "2022-04-01", "2023-03-31"));
        await scene.RefusesAsync("recorded-already", new CorrectApproval(renewal, "County committee", "REC 21/07", "2021-03-01", "2022-03-31"));
        await scene.Do(new AddEncounter("After", EncounterKind.Interview, "2022-04-01", Site: site));
        await scene.Do(new RecordApproval(ApprovalKind.Access, "Site 1", "letter", "2021", "2021", Site: site));
        await scene.RefusesAsync("not-approved", new AddEncounter("At the site", EncounterKind.Meeting, "2022-05-01", Site: site));
        await scene.Do(new AddEncounter("Elsewhere", EncounterKind.Meeting, "2022-05-01", Site: other));
        await scene.Do(new RecordApproval(ApprovalKind.ResearchGovernance, "Employer", "", "2021", "2021", Participant: who));
        await scene.RefusesAsync("not-approved", new AddEncounter("With them", EncounterKind.Interview, "2022-05-01", Participants: [who]));

        var all = await scene.Ask(new ApprovalsOfStudy());
        Assert.Equal(["the study", "the study", "GP01", "Site 1"], all.Approvals.Select(a => a.Of));
        Assert.Equal([ApprovalState.Renewed, ApprovalState.Ended, ApprovalState.Ended, ApprovalState.Ended], all.Approvals.Select(a => a.State));
        Assert.Equal(["Before anybody asked", "Within", "After"], all.Uncovered.Select(e => e.Name));
        Assert.Contains(await scene.Ask(new Attention()), l => l.InWords == "3 encounters lie outside the approvals that are recorded.");
        Assert.Contains((await scene.Ask(new StudyTimelineOf())).Lines, l => l.Row == "Approvals" && l.Text == "ethics approval");
        await scene.Do(new RemoveApproval(all.Approvals[3].Id));
        await scene.Do(new AddEncounter("At the site", EncounterKind.Meeting, "2022-05-01", Site: site));
    }

    [Theory]
    [OnBoth]
    public async Task A_tracker_brings_no_encounter_that_no_approval_covers(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new RecordApproval(ApprovalKind.Ethics, "Committee", "R1", "2021-03-01", "2021-12-31"));
        var sheet = new GivenFile("who.csv", "site,who,date\nSite 1,GP01,2021-06-01\nSite 2,GP02,2022-06-01\n"u8.ToArray());
        var done = await scene.Do(new ImportTracker(sheet, new TrackerMap("site", "who", Dates: ["date"])));
        Assert.Equal((2, 2, 1), (done.Sites, done.Participants, done.Encounters));
        Assert.Contains((await scene.Ask(new ImportList()))[0].Remarks, r => r.Message.StartsWith("No ethics approval covers 2022-06-01: R1", StringComparison.Ordinal));
    }

    [Theory]
    [OnBoth]
    public async Task After_a_merger_the_approval_of_a_site_is_to_be_checked_again(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportRegister([
            new GivenFile("organisations.csv", "id,type,opened,closed\na,group,2013,2021-09-30\nb,group,2013,2021-09-30\nc,group,2021-10-01,\n"u8.ToArray()),
            new GivenFile("events.csv", "event,date,kind,organisation,role,note\ne1,2021-10-01,merged,a,before,\ne1,2021-10-01,merged,b,before,\ne1,2021-10-01,merged,c,after,\n"u8.ToArray())], Known: "2022", Source: "list"));
        var (site, other) = (await scene.Add(new AddSite("Site 1")), await scene.Add(new AddSite("Site 2")));
        await scene.Do(new BindSite(site, "a", "2013", "2021-09-30"));
        var approval = await scene.Add(new RecordApproval(ApprovalKind.Access, "Site 1", "letter 1", "2021-01-01", Site: site));
        await scene.Do(new RecordApproval(ApprovalKind.Access, "Site 2", "letter 2", "2021-01-01", Site: other));
        await scene.Do(new RecordApproval(ApprovalKind.Access, "Site 1", "letter 0", "2019", "2020", Site: site));
        Assert.Equal(["letter 1"], (await scene.Ask(new ApprovalsOfStudy())).Approvals.Where(a => a.ToRecheck).Select(a => a.Reference));
        Assert.Contains(await scene.Ask(new Attention()), l => l.InWords == "A site’s organisation changed while an approval of it ran.");
        await scene.Do(new RecheckApproval(approval, "2021-09-01", "Too early to know."));
        Assert.Contains((await scene.Ask(new ApprovalsOfStudy())).Approvals, a => a.ToRecheck);
        await scene.Do(new RecheckApproval(approval, "2021-11-02", "The merged group wrote that it still holds."));
        var line = (await scene.Ask(new ApprovalsOfStudy())).Approvals.Single(a => a.Id == approval);
        Assert.Equal((false, "2021-11-02", "The merged group wrote that it still holds."), (line.ToRecheck, line.CheckedOn, line.CheckNote));
    }
}
