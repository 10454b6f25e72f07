using System.Reflection;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class SchemaTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [OnBoth]
    public async Task The_schema_is_what_the_row_classes_say_and_every_planted_fault_is_found(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        Assert.Empty(await SchemaCheck.FaultsAsync(place, provider));
        var sqlite = provider == Provider.Sqlite;
        (string Sql, string Says)[] plants =
        [
            (sqlite ? "DROP TRIGGER codings_kept" : "DROP TRIGGER codings_kept ON codings", "codings_kept: no such trigger"),
            (sqlite ? "DROP TRIGGER memos_kept_on_delete" : "ALTER TABLE memos DISABLE TRIGGER memos_not_truncated", "memos_"),
            (sqlite ? "DROP TRIGGER acts_kept" : "DROP TRIGGER acts_kept ON acts", "acts_kept: no such trigger"),
            ("DROP INDEX ix_codings_code_id", "ix_codings_code_id: no such index"),
            ("DROP VIEW sites_known", "sites_known: no view"),
            ("ALTER TABLE sites_history ADD COLUMN extra text", "sites_history: other columns"),
            ("ALTER TABLE studies ADD COLUMN extra text", "studies.extra: a column that no class knows"),
            ("ALTER TABLE studies RENAME COLUMN slug TO short_name", "studies.slug: no such column"),
            (sqlite ? "ALTER TABLE acts RENAME COLUMN undoes TO undid" : "ALTER TABLE acts ALTER COLUMN undoes SET NOT NULL", "acts.undoes: "),
        ];
        foreach (var (sql, says) in plants)
        {
            await place.SqlAsync(sql);
            Assert.Contains(await SchemaCheck.FaultsAsync(place, provider), f => f.StartsWith(says, StringComparison.Ordinal));
        }
    }

    [Theory]
    [OnBoth]
    public async Task Neither_replacing_nor_truncating_can_lose_history(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        await place.Do(study, new AddPhase("As it was"));
        await place.Do(study, new AddPhase("Later"));
        if (provider == Provider.PostgreSql)
        {
            var failure = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => place.SqlAsync("TRUNCATE phases CASCADE"));
            Assert.Contains("TRUNCATE loses history", failure.Message, StringComparison.Ordinal);
            return;
        }

        const string Replace = "INSERT OR REPLACE INTO phases SELECT study_id, id, 'Replaced', starts, ends, starts_day, ends_day, 3 FROM phases WHERE name = 'As it was'";
        await place.SqlAsync(Replace);
        Assert.Equal("As it was", Assert.Single(await place.SqlAsync("SELECT name FROM phases_history"))[0]);

        // The check is no vain one: without the pragma that makes the delete trigger fire, the row is lost.
        await place.SqlAsync("DELETE FROM phases_history");
        await using var careless = new Microsoft.Data.Sqlite.SqliteConnection(place.Database.ConnectionString);
        await careless.OpenAsync();
        await using var command = careless.CreateCommand();
        command.CommandText = "PRAGMA recursive_triggers=OFF;" + Replace.Replace("As it was", "Replaced", StringComparison.Ordinal).Replace("3 FROM", "2 FROM", StringComparison.Ordinal);
        await command.ExecuteNonQueryAsync();
        Assert.Empty(await place.SqlAsync("SELECT name FROM phases_history"));
    }

    [Fact]
    public void Every_refusal_names_a_code_once_and_every_shown_one_is_declared()
    {
        var declared = Declared().ToList();
        Assert.Equal(declared.Count, declared.Distinct().Count());
        Assert.Empty(Shown().Except(declared).ToList());
    }

    [Fact]
    public void Every_declared_refusal_has_a_test()
    {
        var missing = Declared().Except(Shown()).Except(NotYetShown.Select(line => (line.Split(' ')[0], line.Split(' ')[1]))).Order().ToList();
        output.WriteLine(string.Join('\n', missing.Select(m => $"{m.Item1} {m.Item2}")));
        Assert.True(missing.Count == 0, "Refusals without a test:\n" + string.Join('\n', missing.Select(m => $"{m.Item1} {m.Item2}")));
        var shown = Shown();
        Assert.DoesNotContain(NotYetShown, line => shown.Contains((line.Split(' ')[0], line.Split(' ')[1])));
    }

    /// <summary>Refusals that wait for their tests; the list only gets shorter.</summary>
    private static readonly string[] NotYetShown = File.ReadAllLines(Path.Combine(Testing.Project.Root, "tests/Fieldthread.Workbench.Tests/refusals-not-yet-shown.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').ToArray();

    private static IEnumerable<(string, string)> Declared() =>
        Catalogue.Acts.Values.Concat(Catalogue.Questions.Values).SelectMany(d => d.Refusals.Select(r => (d.Name, r.Code)));

    private static HashSet<(string, string)> Shown() => typeof(SchemaTests).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public))
        .SelectMany(m => m.GetCustomAttributes<ShowsRefusalAttribute>()).Select(s => (s.Act, s.Code)).ToHashSet();
}
