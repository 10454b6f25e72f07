using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Fieldthread.Testing;

namespace Fieldthread.Charts.Tests;

/// <summary>The figures of analysis and findings: drawn as expected, well-formed, without style or script, and with nothing outside the drawing.</summary>
public sealed class FiguresTest
{
    private static readonly DotShare[] Shares = [new("Agree, First wave", 5, 12), new("Agree, Second wave with a name that is far too long for its place", 12, 12), new("Nobody & <none>", 0, 0), new("None of many", 0, 40)];

    private static readonly LineSeries[] Series =
    [
        new("Agree", [new(0, 5, 10), new(1, 3, 10), new(2, 9, 10, Apart: true)]), new("Neither", [new(0, 3, 10), new(1, 3, 10), new(2, 1, 10, Apart: true)]), new("Disagree <b>", [new(0, 2, 10), new(2, 0, 10)]), new("Never asked", []),
    ];

    private static readonly MatrixLine[] Codes = [new("Trust", 0, [4, 1, 0]), new("Earned & kept", 1, [3, 0, 0]), new("Money", 0, [0, 2, 0])];

    private static readonly MapClaim[] Claims = [new("C1", "Members know that they belong.", [(3, 0), (0, 2), (1, 1), (0, 0)], "/studies/a/claims/C1?x=1&y=2"), new("C2", "Nothing <has> been looked for yet, in a sentence that goes on and on.", [(0, 0), (0, 0), (0, 0), (12, 10)], null)];

    public static TheoryData<string, string> Drawn => new()
    {
        { "dot-intervals.svg", DotIntervalsSvg.Draw(DotIntervals.Measure("Q1 by wave", Shares), "d1") },
        { "lines.svg", LinesSvg.Draw(Lines.Measure("Q1 over the waves", ["First wave", "Second wave", "Third wave"], Series), "l1") },
        { "matrix.svg", MatrixFigureSvg.Draw(MatrixFigure.Measure("Codes by phase", [("First phase", 8), ("Second phase of the study", 3), ("Third phase", 0)], Codes), "m1") },
        { "evidence-map.svg", EvidenceMapSvg.Draw(EvidenceMap.Measure("Evidence by site", ["Site 1", "Site 2", "Site 3", "Site 4"], Claims), "e1") },
    };

    [Theory]
    [MemberData(nameof(Drawn))]
    public void A_figure_is_drawn_as_expected(string file, string drawn)
    {
        Expected.Same(file, drawn + "\n");
        var svg = XDocument.Parse(drawn).Root!;
        Assert.Equal(["title", "desc"], svg.Elements().Take(2).Select(e => e.Name.LocalName));
        Assert.All(svg.Elements().Take(2), e => Assert.NotEmpty(e.Value));
        Assert.DoesNotMatch("style=|<script|on[a-z]+=|#[0-9a-fA-F]{6}", drawn);
    }

    [Fact]
    public void A_dot_lies_in_its_interval_and_the_description_says_every_number()
    {
        var dots = DotIntervals.Measure("x", Shares);
        var left = dots.Rows[3].X!.Value;
        Assert.InRange(left, 60, 240);
        Assert.All(dots.Rows.Where(r => r.X is not null), r => Assert.True(r.Low <= r.X + 1e-9 && r.X <= r.High + 1e-9 && r.Low >= left && r.High <= left + 240));
        Assert.DoesNotContain("keep", DotIntervalsSvg.Draw(DotIntervals.Measure("x", [new("Wave 1", 10, 12)]), "n1"), StringComparison.Ordinal);
        Assert.Contains("Agree, First wave: 5 of 12, 42%, 95 per cent interval 19 to 68.", dots.Description, StringComparison.Ordinal);
        Assert.Contains("Nobody & <none>: nobody (n = 0).", dots.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_broken_where_a_question_was_reworded_and_goes_over_a_gap()
    {
        var lines = Lines.Measure("x", ["a", "b", "c"], Series);
        Assert.Equal([false, true, false], lines.Series[0].Points.Select(p => p.Joined));
        Assert.Equal([false, true], lines.Series[2].Points.Select(p => p.Joined));
        Assert.Equal(3, lines.Series.Count);
        Assert.Contains("c 9 of 10 (not joined to the one before)", lines.Description, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Lines.Measure("x", ["a"], [new("s", [new(1, 1, 2)])]));
        Assert.Throws<ArgumentException>(() => Lines.Measure("x", ["a"], [new("s", [new(0, 0, 0)])]));
    }

    [Fact]
    public void Whatever_the_series_points_stay_inside_and_names_do_not_lie_on_each_other() => Properties.Hold(
        Gen.Choose(0, 10).ListOf(6).ListOf(),
        all =>
        {
            var lines = Lines.Measure("x", ["1", "2", "3", "4", "5", "6"], [.. all.Select((values, i) => new LineSeries("s" + i, [.. values.Select((v, at) => new LineValue(at, v, 10))]))]);
            Assert.All(lines.Series.SelectMany(s => s.Points), p => Assert.True(p.X >= 44 && p.X <= lines.Width && p.Y >= 12 && p.Y <= 212));
            var labels = lines.Series.Select(s => s.LabelY).Order().ToList();
            Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 16 - 1e-9));
            Assert.All(labels, y => Assert.True(y >= 12 && y <= lines.Height));
            XDocument.Parse(LinesSvg.Draw(lines, "x"));
        },
        100);

    [Fact]
    public void A_matrix_shades_by_share_of_the_base_and_leaves_uncoded_columns_dashed()
    {
        var figure = MatrixFigure.Measure("x", [("a", 8), ("b", 3), ("c", 0)], Codes);
        Assert.Equal([3, 2, -1, 3, 0, -1, 0, 4, -1], figure.Cells.Select(c => c.Shade));
        Assert.Equal(["4", "1", "–"], figure.Cells.Take(3).Select(c => c.Text));
        Assert.Contains("c: nothing coded yet.", figure.Description, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MatrixFigure.Measure("x", [("a", 1)], Codes));
        XDocument.Parse(MatrixFigureSvg.Draw(MatrixFigure.Measure("x", [], []), "x"));
    }

    [Fact]
    public void A_map_says_for_against_both_and_none()
    {
        var map = EvidenceMap.Measure("x", ["Site 1", "Site 2", "Site 3", "Site 4"], Claims);
        Assert.Contains("C1: Site 1 3 for and 0 against, Site 2 0 for and 2 against, Site 3 1 for and 1 against.", map.Description, StringComparison.Ordinal);
        var drawn = EvidenceMapSvg.Draw(map, "x");
        Assert.Equal((3, 3, 4), (Count(drawn, "class=\"ef\""), Count(drawn, "class=\"ea\""), Count(drawn, "class=\"dim\"")));
        Assert.Contains("role=\"group\"", drawn, StringComparison.Ordinal);
        Assert.Contains("role=\"img\"", EvidenceMapSvg.Draw(EvidenceMap.Measure("x", ["Site 1", "Site 2", "Site 3", "Site 4"], [Claims[1]]), "x"), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EvidenceMap.Measure("x", ["Site 1"], Claims));
    }

    private static int Count(string text, string what) => text.Split(what).Length - 1;
}
