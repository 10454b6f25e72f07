using System.Xml.Linq;
using Fieldthread.Charts.Register;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Charts.Tests.Register;

public sealed class UptakeBarsTest
{
    private static readonly string[] Levels = ["delegated", "joint <shared>", "greater involvement"];

    [Fact]
    public void Uptake_is_drawn_as_expected()
    {
        var drawn = UptakeBarsSvg.Draw(UptakeBars.Measure("Organisations by level", Levels, "none", [new("2015-04-01", [63, 87, 0, 61]), new("2016-04-01", [114, 0, 1, 94]), new("2017-10 & on", [174, 0, 0, 33]), new("2030", [0, 0, 0, 0])]), "u1");
        Expected.Same("uptake.svg", drawn + "\n");
        Assert.Equal(["title", "desc"], XDocument.Parse(drawn).Root!.Elements().Take(2).Select(e => e.Name.LocalName));
        Assert.DoesNotMatch("style=|<script|on[a-z]+=|#[0-9a-fA-F]{6}", drawn);
    }

    [Fact]
    public void The_longest_bar_is_that_of_the_most_organisations_and_the_description_has_every_number()
    {
        var bars = UptakeBars.Measure("x", Levels, "none", [new("a", [1, 2, 0, 1]), new("b", [4, 4, 0, 0])]);
        Assert.Equal([4, 8], bars.Rows.Select(r => r.Total));
        Assert.Equal([210, 420], bars.Rows.Select(r => Math.Round(r.Segments.Sum(s => s.Width), 6)));
        Assert.Equal("a, of 4: 1 delegated, 2 joint <shared>, 1 none. b, of 8: 4 delegated, 4 joint <shared>.", bars.Description);
        Assert.Throws<ArgumentException>(() => UptakeBars.Measure("x", Levels, "none", [new("a", [1, 2, 3])]));
        Assert.Throws<ArgumentException>(() => UptakeBars.Measure("x", Levels, "none", [new("a", [1, 2, 3, -1])]));
    }

    [Fact]
    public void Whatever_the_counts_parts_lie_side_by_side_inside_the_figure() => Properties.Hold(
        Gen.Choose(0, 300).ListOf(4).ListOf(), days =>
    {
        var bars = UptakeBars.Measure("x", Levels, "none", [.. days.Select((d, i) => new UptakeDay($"{i}", [.. d]))]);
        foreach (var row in bars.Rows)
        {
            Assert.Equal(row.Total, row.Segments.Sum(s => s.Count));
            Assert.All(row.Segments.Zip(row.Segments.Skip(1)), p => Assert.True(p.First.X + p.First.Width <= p.Second.X + 1e-6));
            Assert.All(row.Segments, s => Assert.True(s.X >= 96 && s.X + s.Width <= bars.Width - 60 && row.Y + 18 <= bars.Height));
        }

        XDocument.Parse(UptakeBarsSvg.Draw(bars, "x"));
    });
}
