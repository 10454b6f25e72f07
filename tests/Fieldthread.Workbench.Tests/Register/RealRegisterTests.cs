using System.Diagnostics;
using System.Text;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>The real register of English primary care, where it lies beside the project.</summary>
public sealed class RealRegisterTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [ReferenceTheory]
    [OnBoth]
    public async Task The_whole_membership_file_lands_in_time_and_answers(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var bytes = await File.ReadAllBytesAsync(At("epcmem.csv"));
        var watch = Stopwatch.StartNew();
        var brought = await scene.Do(new ImportRegister([new GivenFile("epcmem.csv", bytes)], RegisterLayout.Epcmem));
        output.WriteLine($"{provider}: {watch.Elapsed.TotalSeconds:0.00} s");
        Assert.Equal((17_980, 17_980, 47_822, 1), (brought.Organisations, brought.Codes, brought.Relations, brought.Remarks));
        Assert.Equal(11_977, (await scene.Ask(new RegisterAt("2018-04-01", Type: "practice"))).Total);
        var parent = Assert.Single((await scene.Ask(new RegisterAt("2017-03-31", "01H"))).Lines, l => l.Key == "01H");
        var before = await scene.Ask(new OrganisationById(parent.Id, "2017-03-31"));
        var after = await scene.Ask(new OrganisationById(parent.Id, "2017-04-01"));
        Assert.Equal(32, before.Others.Select(o => o.Other).Except(after.Others.Select(o => o.Other)).Count());
    }

    [ReferenceTheory]
    [OnBoth]
    public async Task Clinical_commissioning_groups_count_and_succeed_as_published(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Groups());
        foreach (var (year, live) in new[] { (2013, 211), (2014, 211), (2015, 209), (2016, 209), (2017, 207), (2018, 195), (2019, 191), (2020, 135), (2021, 106), (2022, 106) })
        {
            Assert.Equal(live, (await scene.Ask(new RegisterAt($"{year}-04-01"))).Total);
        }

        var sums = await scene.Ask(new RegisterCounts("2021-04-01"));
        Assert.Equal([211, 211, 209, 209, 207, 195, 191, 135, 106], sums.Years.Select(y => y.Live));
        Assert.Equal((248, 248, 37), (sums.Organisations, sums.Codes, sums.Events));

        // What each group leads to is what the published table says, through all steps between.
        var keys = (await scene.Ask(new RegisterAt("2013-04-01", Take: 1000))).Lines.ToDictionary(l => l.Key, l => l.Id);
        foreach (var row in Rows("ccg_register.csv").Where(r => keys.ContainsKey(r[0])).Take(60))
        {
            Assert.Equal([row[5]], (await scene.Ask(new LineageOf(keys[row[0]]))).LeadsTo.Select(l => l.Key));
        }
    }

    /// <summary>The published tables in the documented layout.</summary>
    internal static ImportRegister Groups()
    {
        var groups = Rows("ccg_register.csv");
        var events = new StringBuilder("event,date,kind,organisation,role,note\n");
        foreach (var e in Rows("ccg_succession.csv").GroupBy(r => (New: r[1], Date: r[2])))
        {
            // A group that closed and reopened under its own code would be its own successor; none did.
            Assert.DoesNotContain(e, r => r[0] == r[1]);
            var id = $"{e.Key.New} {e.Key.Date}";
            foreach (var old in e)
            {
                events.Append($"{id},{e.Key.Date},merged,{old[0]},before,\n");
            }

            events.Append($"{id},{e.Key.Date},merged,{e.Key.New},{(groups.Single(g => g[0] == e.Key.New)[2] == e.Key.Date ? "after" : "continues")},\n");
        }

        string Line(IReadOnlyList<string> r, string rest) => r[0] + rest + "\n";
        return Registers.Small(
            "id,type,opened,closed\n" + string.Concat(groups.Select(r => Line(r, $",CCG,{r[2]},{r[3]}"))),
            "organisation,name,from,to\n" + string.Concat(groups.Select(r => Line(r, $",\"{r[1]}\",{r[2]},{r[3]}"))),
            "organisation,scheme,code,from,to\n" + string.Concat(groups.Select(r => Line(r, $",ODS,{r[0]},{r[2]},{r[3]}"))),
            "", events.ToString());
    }

    internal static List<IReadOnlyList<string>> Rows(string file)
    {
        using var reader = CsvHelper.CsvReader.FromText(File.ReadAllText(At(file)), CsvHelper.CsvReaderOptions.Default with { HasHeader = true });
        var rows = new List<IReadOnlyList<string>>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }

    internal static string At(string file) => Path.Combine(Project.Reference!, "register", "data", file);
}
