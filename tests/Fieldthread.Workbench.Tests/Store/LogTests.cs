using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class LogTests
{
    [Theory]
    [OnBoth]
    public async Task The_log_reads_newest_first_a_page_at_a_time_with_who_did_it(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var lead = await place.MemberAsync(study, Role.Lead);
        var phase = await place.Do(study, new AddPhase("Phase 1"), lead);
        await place.Do(study, new UndoAct(phase.Act), lead);
        var page = await place.Ask(study, new LogOfStudy(Most: 2), lead);
        Assert.Equal([(4L, "undo-act", 3L), (3L, "add-phase", null)], page.Lines.Select(l => (l.Act, l.Name, l.Undoes)));
        Assert.Equal([lead.Name, lead.Name], page.Lines.Select(l => l.Actor));
        Assert.Equal(4, page.Lines[1].UndoneIn);
        var rest = await place.Ask(study, new LogOfStudy(page.Next), lead);
        Assert.Equal([2L, 1L], rest.Lines.Select(l => l.Act));
        Assert.Null(rest.Next);
    }

    [Theory]
    [OnBoth]
    public async Task A_line_of_the_log_cannot_be_changed_or_removed(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        await place.StudyAsync();
        string[] tampering =
        [
            "UPDATE acts SET answer = '{}'", "UPDATE acts SET name = 'other'", "UPDATE acts SET actor_id = client_id, hash = digest",
            "UPDATE acts SET salt = hash", "DELETE FROM acts", provider == Provider.Sqlite ? "REPLACE INTO acts SELECT * FROM acts" : "TRUNCATE acts",
        ];
        foreach (var sql in tampering)
        {
            var failure = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => place.SqlAsync(sql));
            Assert.Matches("never changed|never removed|TRUNCATE", failure.Message);
        }

        await place.SqlAsync("UPDATE acts SET salt = NULL");
        Assert.True((await LogVerify.VerifyAsync(place.Database, 1)).Stands);
    }

    [Theory]
    [OnBoth]
    public async Task Every_way_of_tampering_with_the_log_is_found(Provider provider)
    {
        var renumber = "UPDATE acts SET seq = seq + 100 WHERE study_id = 1 AND seq >= 3";
        (string What, string[] Sql, string Says)[] plants =
        [
            ("a changed line", ["UPDATE acts SET name = 'add-site' WHERE study_id = 1 AND seq = 3"], "Act 3 (add-site) does not fit"),
            ("a removed line", ["DELETE FROM acts WHERE study_id = 1 AND seq = 3"], "Act 3 is missing"),
            ("a removed last line", ["DELETE FROM acts WHERE study_id = 1 AND seq = 6"], "the log ends with act 5"),
            ("a gap", [renumber], "Act 3 is missing"),
            ("swapped answers", ["UPDATE acts SET answer = CASE seq WHEN 3 THEN (SELECT answer FROM acts WHERE study_id = 1 AND seq = 4) ELSE (SELECT answer FROM acts WHERE study_id = 1 AND seq = 3) END WHERE study_id = 1 AND seq IN (3, 4)"], "Act 3"),
            ("a forged head", ["UPDATE studies SET head_hash = (SELECT hash FROM acts WHERE study_id = 1 AND seq = 3) WHERE id = 1"], "head says"),
            ("a forged cut", ["UPDATE cuts SET head_hash = (SELECT digest FROM acts WHERE study_id = 1 AND seq = 2), recorded_in = 6"], "A cut of act"),
        ];
        foreach (var (what, sql, says) in plants)
        {
            await using var place = await Place.NewAsync(provider);
            var study = await place.StudyAsync();
            foreach (var n in Enumerable.Range(1, 4))
            {
                await place.Do(study, new AddPhase($"Phase {n}"));
            }

            await place.Do(study, new FreezeCut("Before"));
            Assert.Empty((await LogVerify.VerifyAsync(place.Database, study)).Faults);
            await DropLogTriggersAsync(place, provider);
            foreach (var statement in sql)
            {
                await place.SqlAsync(statement);
            }

            var faults = (await LogVerify.VerifyAsync(place.Database, study)).Faults;
            Assert.True(faults.Any(f => f.Contains(says, StringComparison.Ordinal)), $"{what}: {string.Join(" | ", faults)}");
        }
    }

    [Theory]
    [OnBoth]
    public async Task A_log_rewritten_whole_is_found_by_a_head_kept_elsewhere(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        await place.Do(study, new AddPhase("Phase 1"));
        var kept = LogHead.Read(Json.Write(await LogVerify.HeadAsync(place.Database, study)));
        await place.Do(study, new AddPhase("Phase 2"));
        Assert.True((await LogVerify.VerifyAsync(place.Database, study, kept)).Stands);

        await DropLogTriggersAsync(place, provider);
        await using var context = place.Database.Live(new View(study));
        var previous = new byte[32];
        foreach (var entry in context.Set<ActEntry>().Where(e => e.StudyId == study).OrderBy(e => e.Seq).ToList())
        {
            entry.At = entry.At.AddDays(1);
            previous = entry.Hash = LogChain.Hash(previous, kept.Study, entry);
        }

        await context.SaveChangesAsync();
        await context.ExecuteAsync("UPDATE studies SET head_hash = @hash WHERE id = @study", default, ("hash", previous), ("study", study));
        Assert.True((await LogVerify.VerifyAsync(place.Database, study)).Stands);
        Assert.Contains("rewritten", Assert.Single((await LogVerify.VerifyAsync(place.Database, study, kept)).Faults), StringComparison.Ordinal);
        Assert.Contains("another study", Assert.Single((await LogVerify.VerifyAsync(place.Database, study, kept with { Study = Guid.NewGuid() })).Faults), StringComparison.Ordinal);
        Assert.Contains("were removed", Assert.Single((await LogVerify.VerifyAsync(place.Database, study, kept with { Act = 99 })).Faults), StringComparison.Ordinal);
        Assert.Equal("bad-head", (await Place.RefusedAsync(() => Task.FromResult(LogHead.Read("{}")))).Code);
        Assert.Equal("bad-head", (await Place.RefusedAsync(() => Task.FromResult(LogHead.Read("no json")))).Code);
    }

    internal static async Task DropLogTriggersAsync(Place place, Provider provider)
    {
        string[] drops = provider == Provider.Sqlite
            ? ["DROP TRIGGER acts_kept", "DROP TRIGGER acts_kept_on_delete", "DROP TRIGGER cuts_kept"]
            : ["DROP TRIGGER acts_kept ON acts", "DROP TRIGGER cuts_kept ON cuts"];
        foreach (var drop in drops)
        {
            await place.SqlAsync(drop);
        }
    }
}
