using System.Diagnostics;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Patients registered with England’s practices, where the file lies beside the project.</summary>
public sealed class RealIndicatorTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly string[] Totals = ["56633982", "57371518", "58688866", "59527981", "59824329.74999767", "60316398.16665497", "60671584.59", "61570003.60", "62134644.75"];

    [ReferenceTheory]
    [OnBoth]
    public async Task Registered_patients_come_to_one_total_under_every_policy_on_the_106_groups_of_2021(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportRegister([new GivenFile("epcmem.csv", await File.ReadAllBytesAsync(RealRegisterTests.At("epcmem.csv")))], RegisterLayout.Epcmem));
        await scene.Do(RealRegisterTests.Groups());
        var watch = Stopwatch.StartNew();
        var brought = await scene.Do(new ImportIndicator(new GivenFile("registered_patients_annual.csv.gz", await File.ReadAllBytesAsync(RealRegisterTests.At("registered_patients_annual.csv.gz"))), "registered-patients", Unit: "patients"));
        output.WriteLine($"{provider}: {watch.Elapsed.TotalSeconds:0.00} s");
        Assert.Equal((65_621, 8_074, 9), (brought.Figures, brought.Members, brought.Periods));

        foreach (var (policy, basis, orphans, groups, left) in new[]
        {
            ("as-published", "", "", (int?)null, "0"), ("member-then", "", "", null, "0"), ("member-then", "published", "", null, "0"), ("carried", "", "", null, "0"), ("carried", "published", "", 106, "0"),
            ("frozen", "published", "drop", 106, "5275435"), ("frozen", "published", "last-known", 106, "0"), ("frozen", "published", "via-successor", 106, "5275435"),
            ("frozen", "", "drop", null, "3613593"), ("frozen", "", "last-known", null, "0"), ("apportioned", "", "", null, "0"), ("apportioned", "published", "", 106, "0"),
        })
        {
            watch.Restart();
            var table = await scene.Ask(new IndicatorRollUp("registered-patients", policy, "2021-04-01", basis, orphans));
            output.WriteLine($"{provider}: {policy} {basis} {orphans}: {watch.Elapsed.TotalSeconds:0.00} s");
            Assert.All(table.Reconciliation, r => Assert.True(r.Holds, policy));
            Assert.Equal(Totals.Select(t => decimal.Parse(t, System.Globalization.CultureInfo.InvariantCulture)), table.Reconciliation.Select(r => r.In.Numerator));
            Assert.Equal(decimal.Parse(left, System.Globalization.CultureInfo.InvariantCulture), table.Reconciliation[0].Unassigned.Numerator);
            Assert.All(table.Reconciliation, r => Assert.Equal(0, r.CountedAgain.Numerator));
            if (groups is { } expected)
            {
                Assert.All(Enumerable.Range(0, 9), at => Assert.Equal(expected, table.Lines.Count(l => l.At == at)));
            }
            else if (policy == "as-published")
            {
                Assert.Equal([211, 209, 209, 207, 195, 191, 135, 106, 106], Enumerable.Range(0, 9).Select(at => table.Lines.Count(l => l.At == at)));
            }
        }

        var dropped = await scene.Ask(new IndicatorDistortion("registered-patients", "2021-04-01", "published"));
        Assert.Equal(["03F 85510 of 288846, 22", "10R 55437 of 217744, 11", "01K 83010 of 341958, 11"], dropped.Lines.Take(3).Select(l => FormattableString.Invariant($"{l.Code} {l.Lost.Numerator} of {l.Full.Numerator}, {l.Lost.Members}")));
        Assert.Equal(-0.296, dropped.Lines[0].Share!.Value, 3);
        Assert.Equal((56_633_982, 51_358_547), (dropped.Full.Numerator, dropped.Left.Numerator));
    }

    [ReferenceFact]
    public async Task Ratios_alone_come_in_by_the_hundred_thousand_and_are_refused_a_roll_up()
    {
        await using var scene = await Scene.NewAsync(Provider.Sqlite);
        var watch = Stopwatch.StartNew();
        var brought = await scene.Do(new ImportIndicator(new GivenFile("desogestrel_monthly.csv.gz", await File.ReadAllBytesAsync(RealRegisterTests.At("desogestrel_monthly.csv.gz"))), "desogestrel"));
        output.WriteLine($"{watch.Elapsed.TotalSeconds:0.00} s");
        Assert.Equal((738_289, 6_688, 112), (brought.Figures, brought.Members, brought.Periods));
        Assert.Contains("without their numerators and denominators", (await scene.RefusesAsync("ratio-only", new IndicatorRollUp("desogestrel"))).Message, StringComparison.Ordinal);
    }
}
