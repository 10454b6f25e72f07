using System.Xml.Linq;
using Fieldthread.Charts.Register;
using Fieldthread.Core.Register;
using Fieldthread.Testing;

namespace Fieldthread.Charts.Tests.Register;

public sealed class StructureFigureTest
{
    private static readonly StructureBody[] Bodies =
    [
        new(Id(2), Id(1), "Table <of> Cedar", "governing body", "#b2", [new("lead", "person P1", Voting.Yes), new("manager", "person P2", Voting.No), new("lay member", "", Voting.Yes), new("observer", "person P3", Voting.NotSaid)]),
        new(Id(1), null, "Members’ meeting", "committee of the members", "#b1", [new("convener", "A & B", Voting.Yes)]),
        new(Id(3), Id(2), "A locality committee with a name that is far too long to be drawn whole", "locality committee", null, []),
        new(Id(4), Id(9), "Left from before", "", "#b4", []),
    ];

    [Fact]
    public void A_structure_is_drawn_as_expected()
    {
        var figure = StructureFigure.Measure("Bodies of Cedar", Bodies);
        Assert.Equal("4 bodies in 3 layers; 5 posts, 1 of them vacant, 3 with a vote. The table holds the same.", figure.Description);
        Assert.Equal(["Members’ meeting 0", "Table <of> Cedar 1", "A locality committee with a name that is far too long to be drawn whole 2", "Left from before 0"], figure.Rows.Select(r => $"{r.Body.Name} {r.Depth}"));
        var drawn = StructureSvg.Draw(figure, "s1") + "\n";
        Expected.Same("structure.svg", drawn);
        Assert.Equal("svg", XDocument.Parse(drawn).Root!.Name.LocalName);
    }

    [Fact]
    public void Many_posts_break_into_lines_and_stay_inside_and_nothing_is_a_figure_too()
    {
        var figure = StructureFigure.Measure("x", [new(Id(1), null, "Council", "", null, [.. Enumerable.Range(0, 70).Select(n => new StructurePost("p" + n, "", Voting.Yes))]), new(Id(2), Id(1), "Below", "", null, [new("q", "x", Voting.No)])]);
        Assert.All(figure.Rows.SelectMany(r => r.Marks), m => Assert.True(m.X > 0 && m.X + 6 <= figure.Width && m.Y + 6 <= figure.Height));
        Assert.Equal(71, figure.Rows.SelectMany(r => r.Marks).Select(m => (m.X, m.Y)).Distinct().Count());
        Assert.True(figure.Rows[1].Y > figure.Rows[0].Marks.Max(m => m.Y));
        var none = StructureFigure.Measure("x", []);
        Assert.Equal("No body is known for that day.", none.Description);
        XDocument.Parse(StructureSvg.Draw(none, "x"));
        Assert.Throws<ArgumentException>(() => StructureFigure.Measure("x", [new(Id(1), Id(1), "", "", null, [])]));
    }

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
