using System.Globalization;
using System.Text;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class ManyRowsTests
{
    private const int Groups = 3_000;

    [Fact]
    public async Task A_large_list_is_checked_by_its_ids_whatever_the_server_knew_of_the_table()
    {
        await using var scene = await Scene.NewAsync(Provider.PostgreSql);
        // A large list is undone, a few rows stand behind where it stood: the server knows a table of many pages and next to no rows.
        var large = await scene.Place.Do(scene.Study, List("a", Groups), scene.Lead);
        await scene.Place.Do(await scene.Place.StudyAsync("Another"), List("b", 3), Actor.Program);
        await scene.Do(new UndoAct(large.Act));
        await scene.Place.SqlAsync("VACUUM ANALYZE organisations"); // as the server does by itself every minute
        var before = await ReadAsync(scene, Groups + 3);
        await scene.Do(List("c", Groups));
        var read = await ReadAsync(scene, (2 * Groups) + 3) - before;
        Assert.True(read < 50 * Groups, $"{read:N0} rows of organisations were read to check {Groups:N0} names.");
    }

    private static ImportRegister List(string prefix, int count)
    {
        var (organisations, names) = (new StringBuilder("id,type,opened,closed\n"), new StringBuilder("organisation,name,from,to\n"));
        for (var i = 0; i < count; i++)
        {
            organisations.Append(CultureInfo.InvariantCulture, $"{prefix}{i},group,2013,\n");
            names.Append(CultureInfo.InvariantCulture, $"{prefix}{i},Group {prefix}{i},2013,\n");
        }

        return Registers.Small(organisations.ToString(), names.ToString(), "", "", "");
    }

    /// <summary>Rows and entries of indexes that were read; told once all that were written are counted too.</summary>
    private static async Task<long> ReadAsync(Scene scene, long written)
    {
        for (var again = 0; again < 120; again++)
        {
            await scene.Place.SqlAsync("SELECT pg_stat_force_next_flush()");
            var row = (await scene.Place.SqlAsync("SELECT n_tup_ins, seq_tup_read + (SELECT sum(idx_tup_read)::bigint FROM pg_stat_user_indexes i WHERE i.relname = t.relname) FROM pg_stat_user_tables t WHERE relname = 'organisations'")).Single();
            if ((long)row[0]! >= written)
            {
                return (long)row[1]!;
            }

            await Task.Delay(250);
        }

        throw new InvalidOperationException($"PostgreSQL has not counted {written} rows within half a minute.");
    }
}
