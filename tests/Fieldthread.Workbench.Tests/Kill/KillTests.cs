using Fieldthread.Core.Studies;
using Fieldthread.Kill;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Kill;

public sealed class KillTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [OnBoth]
    public async Task Two_processes_work_at_once_and_the_log_has_no_gaps(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var lead = await place.MemberAsync(study, Role.Lead);
        using var one = new Child(place, study, lead, 1, 40);
        using var two = new Child(place, study, lead, 2, 40);
        Assert.Equal((0, 0, ""), (await one.EndAsync(), await two.EndAsync(), string.Concat(one.Errors.Concat(two.Errors))));
        Assert.Equal((40, 40), (one.Acknowledged.Count, two.Acknowledged.Count));
        await Child.WholeAsync(place, study, one.Acknowledged.Concat(two.Acknowledged), "two processes");
        Assert.Equal(82, (await LogVerify.HeadAsync(place.Database, study)).Act);
    }

    [Fact]
    public async Task A_full_database_refuses_in_words_keeps_nothing_half_and_works_again()
    {
        await using var place = await Place.NewAsync(Provider.Sqlite);
        var study = await place.StudyAsync();
        var head = await LogVerify.HeadAsync(place.Database, study);
        var pages = Convert.ToInt64((await place.SqlAsync("PRAGMA page_count"))[0][0]);
        await place.SqlAsync($"PRAGMA max_page_count={pages + 20}");
        var refusal = await Place.RefusedAsync(() => place.Do(study, new FillText("too long", 5_000)));
        Assert.Equal(("disk-full", "Free some space and do it again."), (refusal.Code, refusal.WhatToDo));
        Assert.Equal(head, await LogVerify.HeadAsync(place.Database, study));
        Assert.Equal(0L, (await place.SqlAsync("SELECT count(*) FROM passages"))[0][0]);
        await place.SqlAsync("PRAGMA max_page_count=1073741823");
        Assert.Equal(5_000, (await place.Do(study, new FillText("too long", 5_000))).Answer);
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_refuses_in_words_and_loses_nothing()
    {
        await using var place = await Place.NewAsync(Provider.Sqlite);
        var study = await place.StudyAsync();
        var lead = await place.MemberAsync(study, Role.Lead);
        // Blocks of 1,024 bytes; the signal is ignored, so that the write fails as on a full disk instead of ending the process.
        using var child = new Child(place, study, lead, 1, 1, "trap '' XFSZ; ulimit -f 6000", "fill");
        Assert.Equal(0, await child.EndAsync());
        Assert.StartsWith("refused disk-full", Assert.Single(child.Refused), StringComparison.Ordinal);
        Assert.NotEmpty(child.Acknowledged);
        await Child.WholeAsync(place, study, child.Acknowledged, "full disk");
        Assert.Equal(10, (await place.Do(study, new FillText("afterwards", 10))).Answer);
    }

    [Theory]
    [OnBoth]
    public async Task Cuts_never_change_while_four_work_and_undoing_all_leads_back(Provider provider)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var count = Project.Long ? 1_000 : 80;
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var lead = await place.MemberAsync(study, Role.Lead);
        await place.InActAsync(study, acting => Material.FillAsync(acting, 40, 30));
        var start = (await place.Do(study, new FreezeCut("start"))).Act;
        var before = new Dictionary<string, List<string>>();
        var done = 0;
        var working = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            await using var database = await Database.OpenAsync(place.ConnectionString);
            var acts = new RandomActs(new Workshop(database), study, lead, new Random(seed + n));
            while (Volatile.Read(ref done) < count)
            {
                if (await acts.NextAsync() is not null)
                {
                    Interlocked.Increment(ref done);
                }
            }
        })).ToList();
        for (var n = 0; !working.TrueForAll(t => t.IsCompleted); n++)
        {
            await place.Do(study, new FreezeCut($"cut {n}"));
            before[$"cut {n}"] = await AskAllAsync(place, study, $"cut {n}");
            await Task.Delay(Project.Long ? 3_000 : 300);
        }

        await Task.WhenAll(working);
        foreach (var (cut, answers) in before)
        {
            Assert.Equal(answers, await AskAllAsync(place, study, cut));
        }

        var atStart = await TablesAsync(place, study, start);
        Assert.NotEqual(atStart, await TablesAsync(place, study, null));
        var head = (await LogVerify.HeadAsync(place.Database, study)).Act;
        for (var act = head; act > start; act--)
        {
            var name = (await place.SqlAsync($"SELECT name FROM acts WHERE study_id = {study} AND seq = {act}"))[0][0]!.ToString()!;
            if (name == "fill-text")
            {
                await UndoOurOwnAsync(place, study, act);
            }
            else if (Catalogue.Acts[name].Act!.CanBeUndone)
            {
                await place.Do(study, new UndoAct(act));
            }
        }

        Assert.Equal(atStart, await TablesAsync(place, study, null));
        Assert.Empty((await LogVerify.VerifyAsync(place.Database, study)).Faults);
        output.WriteLine($"{head - start} acts, {before.Count} cuts");
    }

    private static async Task<List<string>> AskAllAsync(Place place, int study, string cut)
    {
        // A workshop of its own, so that nothing kept in memory answers for the database.
        var workshop = new Workshop(place.Database);
        var answers = new List<string>();
        foreach (var ask in RandomActs.Questions)
        {
            answers.Add(await ask(workshop, study, cut));
        }

        return answers;
    }

    /// <summary>An act of the tests is not in the catalogue, so it is taken back as the program would do it.</summary>
    private static Task UndoOurOwnAsync(Place place, int study, long act) => place.InActAsync(study, async acting =>
    {
        foreach (var table in new[] { "passages", "revisions", "sources" })
        {
            await acting.Context.ExecuteAsync($"DELETE FROM {table} WHERE study_id = @study AND recorded_in = @act", default, ("study", study), ("act", act));
        }
    });

    /// <summary>Every row of every table but the cuts, without the number of the act that wrote it, as lines.</summary>
    private static async Task<List<string>> TablesAsync(Place place, int study, long? known)
    {
        await using var context = place.Database.Live(new View(study));
        var lines = new List<string>();
        foreach (var table in (await Schema.ReadAsync(context)).Where(t => t.Name != "cuts" && Naming.EvidenceTypes.Any(e => Naming.TableOf(e) == t.Name)))
        {
            var columns = string.Join(", ", table.Columns.Where(c => c.Name != "recorded_in").Select(c => $"\"{c.Name}\""));
            var sql = known is null
                ? $"SELECT {columns} FROM {table.Name} WHERE study_id = @s ORDER BY id"
                : $"SELECT {columns} FROM {table.Name} WHERE study_id = @s AND recorded_in <= @k UNION ALL SELECT {columns} FROM {table.Name}_history WHERE study_id = @s AND recorded_in <= @k AND @k < ended_in ORDER BY id";
            lines.AddRange(await context.ReadAsync(sql, r => table.Name + " " + string.Join('|', Enumerable.Range(0, r.FieldCount).Select(i => r.GetValue(i) is byte[] b ? Convert.ToHexStringLower(b) : r.GetValue(i).ToString())), default, ("s", study), ("k", known ?? 0L)));
        }

        return lines;
    }
}
