using System.Xml.Linq;
using Fieldthread.Charts.Register;

namespace Fieldthread.Charts.Tests.Register;

public sealed class ValueLinesTest
{
    private static readonly string[] Periods = ["2013-14", "2014-15", "2015-16", "2016-17"];

    [Fact]
    public void They_are_drawn_as_expected()
    {
        var drawn = ValueLinesSvg.Draw(ValueLines.Measure("Patients & <lists>", Periods, [new("Ash & Oak", [100_000, 120_500, null, 130_000]), new("Birch", [99_000, 118_000, 119_000, 131_000]), new("Nobody", [null, null, null, null])]), "v1");
        Expected.Same("value-lines.svg", drawn + "\n");
        Assert.Equal(["title", "desc"], XDocument.Parse(drawn).Root!.Elements().Take(2).Select(e => e.Name.LocalName));
        Assert.DoesNotMatch("style=|<script|on[a-z]+=|#[0-9a-fA-F]{6}", drawn);
    }

    [Fact]
    public void A_gap_parts_the_line_the_scale_holds_nought_and_names_do_not_overlap()
    {
        var lines = ValueLines.Measure("x", Periods, [new("a", [1, null, 3, 4]), new("b", [null, null, null, 4])]);
        Assert.Equal([false, false, true], lines.Lines[0].Points.Select(p => p.Joined));
        Assert.Equal(["0", "1", "2", "3", "4"], lines.Ticks.Select(t => t.Text));
        Assert.True(Math.Abs(lines.Lines[0].LabelY - lines.Lines[1].LabelY) >= 16);
        Assert.Equal("a: 2013-14 1, 2015-16 3, 2016-17 4. b: 2016-17 4.", lines.Description);
        Assert.Contains(ValueLines.Measure("x", Periods, [new("a", [-5, 0, 2, 5])]).Ticks, t => t.Text == "-4");
        Assert.Equal(9, ValueLines.Measure("x", [.. Enumerable.Range(0, 81).Select(n => $"{n}")], [new("a", [.. Enumerable.Range(0, 81).Select(n => (double?)n)])]).Moments.Count);
        Assert.Empty(ValueLines.Measure("x", [], []).Lines);
        Assert.Throws<ArgumentException>(() => ValueLines.Measure("x", Periods, [new("a", [1])]));
        Assert.Throws<ArgumentException>(() => ValueLines.Measure("x", ["1"], [new("a", [double.NaN])]));
    }
}
