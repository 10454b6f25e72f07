using System.Xml.Linq;
using Fieldthread.Charts.Register;

namespace Fieldthread.Charts.Tests.Register;

public sealed class MakeUpTest
{
    private static readonly MakeUpGroup[] Groups =
    [
        new("Cedar & Dell", "/studies/a/register/1?at=2015", [new("Birch", 1), new("Ash with a name that is far too long for its bar", 2), new("", 1)]), new("Nobody", null, []), new("Elm <new>", null, [new("Elm", 40), new("Fir", 1)]),
    ];

    [Fact]
    public void It_is_drawn_as_expected()
    {
        var drawn = MakeUpSvg.Draw(MakeUp.Measure("What the groups of 2015 are made up of", Groups), "m1");
        Expected.Same("make-up.svg", drawn + "\n");
        Assert.Equal(["title", "desc"], XDocument.Parse(drawn).Root!.Elements().Take(2).Select(e => e.Name.LocalName));
        Assert.DoesNotMatch("style=|<script|on[a-z]+=|#[0-9a-fA-F]{6}", drawn);
    }

    [Fact]
    public void Every_bar_is_as_long_as_the_others_and_its_parts_fill_it_largest_first()
    {
        var makeUp = MakeUp.Measure("x", Groups);
        Assert.Equal([4, 41], makeUp.Rows.Select(r => r.Members));
        Assert.All(makeUp.Rows, r => Assert.Equal(420, r.Segments.Sum(s => s.Width), 6));
        Assert.Equal([2, 1, 1], makeUp.Rows[0].Segments.Select(s => s.Part.Members));
        Assert.Equal("", makeUp.Rows[0].Segments[^1].Part.Label);
        Assert.Contains("Cedar & Dell: 2 from Ash with a name that is far too long for its bar, 1 from Birch, 1 in no group before.", makeUp.Description, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MakeUp.Measure("x", [new("y", null, [new("z", -1)])]));
    }
}
