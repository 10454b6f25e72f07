using System.IO.Compression;
using System.Text;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>What an archive holds for people comes in again as it is, and says the same.</summary>
public sealed class ReadableStatementTests
{
    [Theory]
    [OnBoth]
    public async Task The_tables_of_an_archive_come_in_again_and_give_the_same_answers(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(ResponsibilityTests.Duties());
        const string Money = "organisation,what,amount,unit,period,kind,source,exactness,known,note\n01A,\"costs, running\",10.5,GBP,2013-14,allocated,Letter,approximate,2013,\"a \"\"note\"\"\"\na,staff,2.25,fte,2014-03-31,in post,Return,exact,2014,\n";
        await scene.Do(new ImportMoney(new GivenFile("money.csv", Encoding.UTF8.GetBytes(Money)), "2016"));
        await scene.Do(new ImportDeflator(new GivenFile("prices.csv", "period,index\n2013-14,100\n2014-15,110.25\n"u8.ToArray()), "gdp", "2015"));
        var path = Path.Combine(Directory.CreateTempSubdirectory("fieldthread-readable-").FullName, "study.zip");
        try
        {
            await ExportStudy.RunAsync(scene.Place.Database, scene.Study, scene.Lead, path);
            using var zip = ZipFile.OpenRead(path);
            GivenFile Of(string ends) => new(ends, Read(zip.Entries.Single(e => e.FullName.EndsWith("/" + ends, StringComparison.Ordinal))));
            await using var other = await Scene.NewAsync(provider);
            await other.Do(IndicatorTests.Grove());
            var duties = await other.Do(new ImportResponsibilities([Of("responsibilities.csv"), Of("levels.csv"), Of("activities.csv")]));
            var money = await other.Do(new ImportMoney(Of("money.csv")));
            await other.Do(new ImportDeflator(Of("deflator-01-gdp.csv"), "gdp", "2015"));
            Assert.Equal((6, 2), (duties.Fresh, money.Fresh));
            foreach (var scope in new[] { "2013-06", "2014-02" })
            {
                Assert.Equal(Said(await scene.Ask(new ResponsibilityScopeAt(scope))), Said(await other.Ask(new ResponsibilityScopeAt(scope))));
            }

            Assert.Equal(Json.Write((await scene.Ask(new ResponsibilityAdoption(Since: "2013-04-01", Until: "2015"))).Lines), Json.Write((await other.Ask(new ResponsibilityAdoption(Since: "2013-04-01", Until: "2015"))).Lines));
            Assert.Equal(await AmountsAsync(scene), await AmountsAsync(other));
            Assert.Equal(Json.Write((await scene.Ask(new MoneyAbout())).Deflators[0].Periods), Json.Write((await other.Ask(new MoneyAbout())).Deflators[0].Periods));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static string Said(ScopeTable table) => string.Join(" | ", table.Activities.Select(a => $"{a.Activity} {a.InWords} {string.Join(' ', a.Counts)} {a.None} {a.Disputed}"));

    private static async Task<string> AmountsAsync(Scene scene) => string.Join(" | ", (await scene.Ask(new MoneyAmounts())).Select(l => FormattableString.Invariant($"{l.Key} {l.What} {l.Period} {l.Kind} {l.Amount} {l.Unit} {l.Approximate} {l.Source} {l.Known} {l.Note}")));

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
