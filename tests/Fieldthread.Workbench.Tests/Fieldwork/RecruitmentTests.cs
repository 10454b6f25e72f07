using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Recruitment;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class RecruitmentTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("approach-recruit", "empty")]
    [ShowsRefusal("approach-recruit", "name-taken")]
    [ShowsRefusal("approach-recruit", "bad-date")]
    [ShowsRefusal("approach-recruit", "unknown")]
    [ShowsRefusal("approach-recruit", "out-of-order")]
    [ShowsRefusal("record-recruitment", "empty")]
    [ShowsRefusal("record-recruitment", "unknown")]
    [ShowsRefusal("record-recruitment", "bad-date")]
    [ShowsRefusal("record-recruitment", "out-of-order")]
    [ShowsRefusal("set-recruitment-target", "empty")]
    [ShowsRefusal("set-recruitment-target", "bad-number")]
    [ShowsRefusal("set-recruitment-target", "unknown")]
    public async Task Whom_we_asked_is_kept_and_counted_against_what_was_wanted(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (site, who, nothing) = (await scene.Add(new AddSite("Site 3")), await scene.Add(new AddParticipant("Manager, Site 3")), Guid.NewGuid());
        await scene.Do(new SetRecruitmentTarget("Manager", 2, site));
        await scene.Do(new SetRecruitmentTarget("Nurse", 5));
        await scene.Do(new SetRecruitmentTarget("Nurse", 1));
        await scene.Do(new SetRecruitmentTarget("Clerk", 1));
        await scene.Do(new SetRecruitmentTarget("Clerk", 0));
        await scene.RefusesAsync("empty", new SetRecruitmentTarget(" ", 1));
        await scene.RefusesAsync("bad-number", new SetRecruitmentTarget("Manager", -1));
        await scene.RefusesAsync("unknown", new SetRecruitmentTarget("Manager", 1, nothing));
        await scene.Do(new ApproachRecruit("R1", "Manager", "2021-05-03", site, "letter"));
        await scene.RefusesAsync("empty", new ApproachRecruit("", "Manager", "2021"));
        await scene.RefusesAsync("empty", new ApproachRecruit("R2", "", "2021"));
        await scene.RefusesAsync("empty", new ApproachRecruit("R2", "Manager", ""));
        await scene.RefusesAsync("name-taken", new ApproachRecruit("R1", "Manager", "2021"));
        await scene.RefusesAsync("bad-date", new ApproachRecruit("R2", "Manager", "2999"));
        await scene.RefusesAsync("unknown", new ApproachRecruit("R2", "Manager", "2021", nothing));
        await scene.RefusesAsync("unknown", new ApproachRecruit("R2", "Manager", "2021", Replaces: "R9"));
        await scene.RefusesAsync("out-of-order", new ApproachRecruit("R2", "Manager", "2021-06", Replaces: "R1"));
        await scene.RefusesAsync("empty", new RecordRecruitment("R1", RecruitmentStep.Declined, " "));
        await scene.RefusesAsync("unknown", new RecordRecruitment("R9", RecruitmentStep.Declined, "2021-06"));
        await scene.RefusesAsync("unknown", new RecordRecruitment("R1", RecruitmentStep.Agreed, "2021-06", Participant: nothing));
        await scene.RefusesAsync("bad-date", new RecordRecruitment("R1", RecruitmentStep.Declined, "soon"));
        await scene.RefusesAsync("out-of-order", new RecordRecruitment("R1", RecruitmentStep.Withdrew, "2021-06"));
        await scene.RefusesAsync("out-of-order", new RecordRecruitment("R1", RecruitmentStep.Declined, "2021-04"));

        await scene.Do(new RecordRecruitment("R1", RecruitmentStep.Declined, "2021-05-12", "no time"));
        await scene.Do(new ApproachRecruit("R2", "Manager", "2021-05-14", site, Replaces: "R1"));
        await scene.RefusesAsync("out-of-order", new ApproachRecruit("R3", "Manager", "2021-05-15", site, Replaces: "R1"));
        await scene.Do(new RecordRecruitment("R2", RecruitmentStep.Agreed, "2021-05-20", Participant: who));
        await scene.Do(new ApproachRecruit("R3", "Nurse", "2021-06"));
        var all = await scene.Ask(new RecruitmentOfStudy());
        Assert.Equal([new RecruitmentCell("Manager", "Site 3", 2, 2, 1, 1, 0, 0, 0, 1), new RecruitmentCell("Nurse", null, 1, 1, 0, 0, 0, 0, 1, 0)], all.Cells);
        Assert.Equal([1, 1], all.Cells.Select(c => c.Missing));
        Assert.Equal("3 people were approached: 1 agreed, 1 declined, 0 did not answer, 0 withdrew after agreeing, 1 awaited; 1 replaced. Of 3 that were wanted by role and site, 2 are still to be found.", all.InWords);
        Assert.Equal(2, all.All.Missing);
        Assert.Equal(new ReasonCount("no time", 1), Assert.Single(all.Reasons));
        var second = all.People.Single(p => p.Label == "R2");
        Assert.Equal(("R1", "Manager, Site 3", RecruitmentStep.Agreed), (second.Replaces, second.Participant, second.Stands));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-recruitment", "empty")]
    [ShowsRefusal("import-recruitment", "unreadable")]
    public async Task A_log_comes_in_as_a_table_and_again_without_doubling(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Add(new AddSite("Site 3"));
        await scene.RefusesAsync("empty", new ImportRecruitment(File("who,step,day\n")));
        await scene.RefusesAsync("unreadable", new ImportRecruitment(File("who,step\nR1,approached\n")));
        var table = File("who,role,site,step,day,how,reason,replaces\nR1,Manager,Site 3,approached,2021-05-03,letter,,\nR1,Manager,Site 3,no answer,2021-05-20,,,\nR1,Manager,Site 3,replaced,2021-05-21,,,\nR2,Manager,Site 3,approached,2021-05-21,,,R1\nR2,Manager,Nowhere,agreed,2021-06,,,\nR3,Nurse,,agreed,2021,,,\nR4,Nurse,,asked,2021,,,\n");
        var done = await scene.Do(new ImportRecruitment(table));
        var remarks = (await scene.Ask(new ImportList()))[0].Remarks;
        Assert.Equal((2, 4, 0, 3), (done.People, done.Steps, done.Met, done.Remarks));
        Assert.Equal(["There is no site “Nowhere”.", "There is nobody “R3” in the log of recruitment."], remarks.Where(r => r.Weight == RemarkWeight.NotTaken).Select(r => r.Message).Take(2));
        done = await scene.Do(new ImportRecruitment(File("who,role,site,step,day,replaces\nR1,Manager,Site 3,approached,2021-05-03,\nA1,Manager,Site 3,approached,2021-06-02,R5\nA1,Manager,Site 3,agreed,2021-06-03,\nR5,Manager,Site 3,approached,2021-06-01,\nR5,Manager,Site 3,declined,2021-06-02,\n")));
        Assert.Equal((2, 4, 1, 0), (done.People, done.Steps, done.Met, done.Remarks));
        Assert.Equal("R5", (await scene.Ask(new RecruitmentOfStudy())).People.Single(p => p.Label == "A1").Replaces);
    }

    private static GivenFile File(string text) => new("log.csv", Encoding.UTF8.GetBytes(text));
}
