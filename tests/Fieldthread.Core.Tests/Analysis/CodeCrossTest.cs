using Fieldthread.Core.Analysis;
using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Tests.Analysis;

public sealed class CodeCrossTest
{
    private static readonly CodeFact[] Tree = [new("A", -1), new("A / B", 0), new("C", -1)];

    [Fact]
    public void A_small_table_counted_by_hand()
    {
        // Source 0 at site 0 with the people 0 and 1, source 1 at site 0 with person 0, source 2 at site 1 with nobody; source 2 stands in no column.
        IReadOnlyList<CrossSource>[] columns = [[new(0, 0, [0, 1]), new(1, 0, [0])], [new(0, 0, [1])], []];
        CodingFact[] codings = [new(0, 1, 0), new(0, 1, 1), new(0, 2, 0), new(1, 0, 0), new(2, 0, 0)];
        var cross = CodeCross.Of(Tree, 3, columns, codings, rollUp: true);
        Assert.Equal([4, 2, 2, 1], Units(u => cross.Base(0, u)));
        Assert.Equal([3, 2, 2, 1], Units(u => cross.Count(0, 0, u)));
        Assert.Equal([2, 1, 2, 1], Units(u => cross.Count(1, 0, u)));
        Assert.Equal([1, 1, 2, 1], Units(u => cross.Count(2, 0, u)));
        Assert.Equal([2, 1, 1, 1], Units(u => cross.Count(0, 1, u)));
        Assert.Equal([0, 0, 0, 0], Units(u => cross.Base(2, u)));
        Assert.Equal([1, 1, 1, 1], Units(u => CodeCross.Of(Tree, 3, columns, codings, rollUp: false).Count(0, 0, u)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_agrees_with_plain_counting_whatever_the_study(bool rollUp)
    {
        var random = new Random(20221122);
        for (var round = 0; round < 200; round++)
        {
            var (sources, codes) = (random.Next(1, 9), random.Next(1, 8));
            // Parents anywhere in the list, before their children or after them.
            var order = Enumerable.Range(0, codes).OrderBy(_ => random.Next()).ToArray();
            var tree = Enumerable.Range(0, codes).Select(c => new CodeFact("c" + c, Array.IndexOf(order, c) is > 0 and var at && random.Next(3) > 0 ? order[random.Next(at)] : -1)).ToArray();
            var columns = Enumerable.Range(0, random.Next(0, 5)).Select(_ => (IReadOnlyList<CrossSource>)[.. Enumerable.Range(0, sources).Where(_ => random.Next(2) == 0)
                .Select(s => new CrossSource(s, random.Next(-1, 3), [.. Enumerable.Range(0, 4).Where(_ => random.Next(2) == 0)]))]).ToArray();
            var codings = Enumerable.Range(0, random.Next(0, 40)).Select(_ => new CodingFact(random.Next(sources), random.Next(codes), random.Next(2))).ToArray();
            var cross = CodeCross.Of(tree, sources, columns, codings, rollUp);
            for (var column = 0; column < columns.Length; column++)
            {
                Assert.Equal(Plain(columns[column], codings), Units(u => cross.Base(column, u)));
                for (var code = 0; code < codes; code++)
                {
                    var own = codings.Where(c => c.Code == code || (rollUp && IsBelow(tree, c.Code, code))).ToArray();
                    Assert.Equal(Plain(columns[column], own), Units(u => cross.Count(code, column, u)));
                }
            }
        }
    }

    [Fact]
    public void What_points_outside_the_lists_or_turns_in_a_circle_is_refused()
    {
        IReadOnlyList<CrossSource>[] columns = [[new(0, 0, [])]];
        Assert.Throws<ArgumentException>(() => CodeCross.Of(Tree, 1, columns, [new(0, 3, 0)], rollUp: true));
        Assert.Throws<ArgumentException>(() => CodeCross.Of(Tree, 1, columns, [new(1, 0, 0)], rollUp: true));
        Assert.Throws<ArgumentException>(() => CodeCross.Of(Tree, 1, [[new(1, 0, [])]], [], rollUp: true));
        Assert.Throws<ArgumentException>(() => CodeCross.Of([new("A", 1), new("B", 0)], 1, columns, [], rollUp: true));
        Assert.Throws<ArgumentException>(() => CodeCross.Of([new("A", 7)], 1, columns, [], rollUp: true));
    }

    private static int[] Units(Func<CrossUnit, int> of) => [.. Enum.GetValues<CrossUnit>().Select(of)];

    private static int[] Plain(IReadOnlyList<CrossSource> column, CodingFact[] codings)
    {
        var carrying = column.Where(s => codings.Any(c => c.Source == s.Source)).ToList();
        return [codings.Count(c => column.Any(s => s.Source == c.Source)), carrying.Count, carrying.SelectMany(s => s.People).Distinct().Count(), carrying.Select(s => s.Site).Where(s => s >= 0).Distinct().Count()];
    }

    private static bool IsBelow(CodeFact[] tree, int code, int top)
    {
        for (var above = tree[code].Parent; above >= 0; above = tree[above].Parent)
        {
            if (above == top)
            {
                return true;
            }
        }

        return false;
    }
}
