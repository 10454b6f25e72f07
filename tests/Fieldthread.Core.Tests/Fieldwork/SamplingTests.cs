using System.Globalization;
using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class SamplingTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static CandidateTable Table(string headings, params string[] rows) =>
        CandidateTable.Read(headings.Split(','), [.. rows.Select(r => (IReadOnlyList<string?>)r.Split(','))], [], []);

    private static SampleProblem Ask(Distances distances, int size, SampleObjective objective) => new(distances, size, objective, [], [], []);

    private static Distances Matrix(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Project.Reference!, "methods", "cases", file)).Skip(1).Where(l => l.Trim().Length > 0)
            .Select(l => (IReadOnlyList<double>)[.. l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))]).ToList();
        return Distances.Of([.. Enumerable.Range(0, lines.Count).Select(n => n.ToString(CultureInfo.InvariantCulture))], lines);
    }

    private static CandidateTable Flower(params CandidateAttribute[] said)
    {
        var lines = File.ReadAllLines(Path.Combine(Project.Reference!, "methods", "cases", "flower_18x8.csv")).Select(l => l.Split(',').Select(c => c.Trim('"')).ToArray()).ToList();
        return CandidateTable.Read(["plant", .. lines[0][1..]], [.. lines.Skip(1).Select(l => (IReadOnlyList<string?>)l)], said, []);
    }

    [ReferenceFact]
    public void Published_optima_are_found_and_proven_with_how_many_are_as_good()
    {
        var small = SiteSampler.Choose(Ask(Matrix("n10m4.txt"), 4, SampleObjective.MaxSum));
        Assert.Equal([1, 2, 7, 9], small.Chosen);
        Assert.Equal((47, true, 1), (small.Value, small.Proven, small.Alike));
        var wider = SiteSampler.Choose(Ask(Matrix("n20m4.txt"), 4, SampleObjective.MaxSum));
        Assert.Equal((50, true, 5), (wider.Value, wider.Proven, wider.Alike));
    }

    [ReferenceFact]
    public void Dissimilarities_of_the_flowers_are_those_of_R_and_so_are_the_best_choices()
    {
        // cluster::daisy (R, cluster 2.1.4): V5 and V6 are ordered; V3 counts only where it is there.
        CandidateAttribute[] kinds = [new("V1", AttributeKind.Nominal), new("V2", AttributeKind.Nominal), new("V3", AttributeKind.Presence), new("V4", AttributeKind.Nominal), new("V5", AttributeKind.Ordered), new("V6", AttributeKind.Ordered)];
        var distances = Distances.Gower(Flower(kinds));
        Near([.14179, .41643, .51013, .60506, .88754], Quartiles(distances));
        var other = Distances.Gower(Flower([new("V1", AttributeKind.Presence), new("V2", AttributeKind.Nominal), new("V3", AttributeKind.Presence), new("V4", AttributeKind.Nominal), new("V5", AttributeKind.Ordered), new("V6", AttributeKind.Ordered), new("V7", AttributeKind.Ordered), new("V8", AttributeKind.Logarithm)]));
        Near([.16492, .43784, .53504, .63184, .89723], Quartiles(other));
        var plain = Distances.Gower(Flower(new("V1", AttributeKind.Nominal), new("V2", AttributeKind.Nominal), new("V3", AttributeKind.Nominal), new("V4", AttributeKind.Nominal), new("V5", AttributeKind.Ordered), new("V6", AttributeKind.Ordered)));
        Assert.Equal((.887541, .527247, .514706), (Math.Round(plain[0, 1], 6), Math.Round(plain[0, 2], 6), Math.Round(plain[1, 2], 6)));
        foreach (var (size, objective, chosen, value) in new[]
        {
            (4, SampleObjective.MaxSum, new[] { 3, 11, 16, 18 }, 3.9970588), (4, SampleObjective.MaxMin, [3, 12, 16, 18], .54955065), (8, SampleObjective.MaxSum, [1, 2, 3, 4, 9, 11, 16, 18], 15.693342),
        })
        {
            var found = SiteSampler.Choose(Ask(plain, size, objective));
            Assert.Equal(chosen, found.Chosen.Select(c => c + 1));
            Assert.Equal((Math.Round(value, 6), true), (Math.Round(found.Value, 6), found.Proven));
        }
    }

    [Fact]
    public void Every_choice_of_small_tables_is_the_one_that_enumeration_finds()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < (Project.Long ? 2_000 : 150); round++)
        {
            var count = random.Next(4, 11);
            var rows = Enumerable.Range(0, count).Select(_ => new double[count]).ToArray();
            for (var a = 0; a < count; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    rows[a][b] = rows[b][a] = random.Next(0, 6); // few values, so that ties are many
                }
            }

            var distances = Distances.Of([.. Enumerable.Range(0, count).Select(n => $"s{n}")], rows);
            var size = random.Next(2, count);
            var holds = Enumerable.Range(0, count).Select(_ => random.Next(2) == 0).ToList();
            SampleRule[] rules = random.Next(2) == 0 ? [] : [new SampleRule("some", holds, random.Next(0, 3), random.Next(2, 5))];
            var with = random.Next(3) == 0 ? new[] { random.Next(count) } : [];
            var without = random.Next(3) == 0 ? new[] { random.Next(count) } : [];
            foreach (var objective in Enum.GetValues<SampleObjective>())
            {
                var problem = new SampleProblem(distances, size, objective, rules, with, without);
                var all = Subsets(count, size).Where(s => problem.Broken(s) == 0 && with.All(s.Contains) && !without.Any(s.Contains)).ToList();
                if (all.Count == 0)
                {
                    Assert.Throws<SamplingException>(() => SiteSampler.Choose(problem));
                    continue;
                }

                var best = all.Max(problem.Worth);
                var firsts = all.Where(s => problem.Worth(s) == best).OrderBy(s => string.Concat(s.Select(n => (char)n)), StringComparer.Ordinal).ToList();
                var found = SiteSampler.Choose(problem);
                Assert.True(found.Proven);
                Assert.Equal(firsts[0], found.Chosen);
                Assert.Equal(Math.Abs(best.First), found.Value);
                if (found.Alike is { } alike)
                {
                    Assert.Equal(firsts.Count, alike);
                }
            }
        }
    }

    [Theory]
    [InlineData(SampleObjective.MaxSum)]
    [InlineData(SampleObjective.MaxMin)]
    [InlineData(SampleObjective.Representative)]
    public void Of_many_candidates_the_bound_holds_and_the_order_of_the_file_changes_nothing(SampleObjective objective)
    {
        var random = new Random(212);
        var regions = new[] { "north", "south", "east", "west", "middle" };
        var rows = Enumerable.Range(1, 60).Select(n => $"g{n},{regions[random.Next(5)]},{random.Next(40, 900)},{(random.Next(5) == 0 ? "" : random.Next(1, 4).ToString(CultureInfo.InvariantCulture))}").ToArray();
        var table = Table("group,region,size,wave", rows);
        random.Shuffle(rows);
        var again = Table("group,region,size,wave", rows);
        SampleProblem Problem(CandidateTable t) => new(Distances.Gower(t), 8, objective, [SampleRule.Of(t, "region", "north", 2, 2)], [], []);
        const long Little = 1_000_000;
        var (one, other) = (SiteSampler.Choose(Problem(table), Little), SiteSampler.Choose(Problem(again), Little));
        Assert.Equal(one.Chosen.Select(c => table.Candidates[c].Name), other.Chosen.Select(c => again.Candidates[c].Name));
        Assert.Equal(2, one.Chosen.Count(c => table.Candidates[c].Values[0] == "north"));
        Assert.True(objective == SampleObjective.Representative ? one.Bound <= one.Value : one.Bound >= one.Value, $"{one.Value} and {one.Bound}");
        Assert.InRange(one.Gap, 0, 0.6);
        var problem = Problem(table);
        for (var n = 0; n < 1_000; n++)
        {
            // No choice drawn by lot does better.
            var drawn = Enumerable.Range(0, 60).OrderBy(_ => random.Next()).Take(8).Order().ToArray();
            if (problem.Broken(drawn) == 0)
            {
                Assert.True(Math.Abs(problem.Worth(drawn).First) is var value && (objective == SampleObjective.Representative ? value >= one.Value - 1e-9 : value <= one.Value + 1e-9), $"{string.Join(' ', drawn)}: {value}");
            }
        }
    }

    [Fact]
    public void Gower_counts_what_is_known_of_both_and_each_kind_as_it_should()
    {
        var table = CandidateTable.Read(
            ["site", "region", "size", "wave", "shares a team"], [["a", "north", "100", "low", "no"], ["b", "south", "400", "high", "no"], ["c", "north", "", "mid", "yes"]],
            [new("wave", AttributeKind.Ordered, 2, ["low", "mid", "high"]), new("shares a team", AttributeKind.Presence)], []);
        var distances = Distances.Gower(table);
        Assert.Equal((1 + 1 + 2) / 4d, distances[0, 1]); // both lack a shared team: it does not count
        Assert.Equal((0 + (2 * .5) + 1) / 4d, distances[0, 2]); // the size of c is not known
        Assert.Equal((1 + (2 * .5) + 1) / 4d, distances[1, 2]);
        Assert.Equal([AttributeKind.Nominal, AttributeKind.Number, AttributeKind.Ordered, AttributeKind.Presence], table.Attributes.Select(a => a.Kind));
    }

    [Fact]
    public void A_choice_is_accounted_for_and_one_who_can_be_told_is_said()
    {
        var table = Table("site,region,size", "a,north,100", "b,north,110", "c,south,400", "d,west,90", "e,north,100");
        var distances = Distances.Gower(table);
        var account = SampleAccount.Of(table, distances, [0, 2, 3], ["region"]);
        Assert.Equal([3, 1, 1], account.Lines.Select(l => l.Alike!.Value));
        Assert.Equal(["region: south"], account.Lines[1].Alone);
        Assert.Equal([("north", "1", 3), ("south", "1", 1), ("west", "1", 1), ("90 to 400", "90 to 400", 5)], account.Balance.Select(b => (b.Value, b.Chosen, b.All)));
        Assert.Equal([1, 1, 1], SampleAccount.Of(table, distances, [1, 2, 3], ["region", "size"]).Lines.Select(l => l.Alike!.Value));
    }

    [Fact]
    public void A_column_that_is_left_out_of_the_comparison_may_hold_anything()
    {
        var asked = new SampleAsk(2, Kinds: ["note number"], LeaveOut: ["note"], Published: ["note"]);
        var result = asked.Choose(["site", "region", "note"], [["a", "north", "call back"], ["b", "south", "3"], ["c", "south", "1e999"]]);
        Assert.Equal(["a", "b"], result.Choice.Chosen.Select(c => result.Table.Candidates[c].Name));
        Assert.Equal([("note", "3 to 3", 1)], result.Account.Balance.Where(b => b.Attribute == "note").Select(b => (b.Attribute, b.Value, b.All)));
    }

    [Fact]
    public void A_hundred_of_three_hundred_are_chosen_with_a_bound()
    {
        var random = new Random(500);
        var table = Table("site,x,y", [.. Enumerable.Range(1, 300).Select(n => $"s{n},{random.Next(1000)},{random.Next(1000)}")]);
        var choice = SiteSampler.Choose(Ask(Distances.Gower(table), 100, SampleObjective.MaxSum), 100_000);
        Assert.Equal(100, choice.Chosen.Distinct().Count());
        Assert.True(choice.Bound >= choice.Value);
    }

    [Fact]
    public void What_cannot_be_chosen_is_refused_with_its_reason()
    {
        var table = Table("site,region,size", "a,north,100", "b,north,110", "c,south,400", "d,west,90");
        var distances = Distances.Gower(table);
        Assert.Equal("5 cannot be chosen among 4.", Said(Ask(distances, 5, SampleObjective.MaxSum)));
        Assert.Contains("at least 2 with region south”: 1 such", Said(Ask(distances, 2, SampleObjective.MaxSum) with { Rules = [SampleRule.Of(table, "region", "south", 2, null)] }), StringComparison.Ordinal);
        Assert.Contains("asked to be in the choice and not to be", Said(Ask(distances, 2, SampleObjective.MaxSum) with { With = [1], Without = [1] }), StringComparison.Ordinal);
        Assert.Contains("keeps these rules together", Said(Ask(distances, 2, SampleObjective.MaxSum) with { Rules = [SampleRule.Of(table, "region", "south", 1, null), SampleRule.Of(table, "region", "west", 1, null), SampleRule.Of(table, "region", "north", 1, null)] }), StringComparison.Ordinal);
        Assert.Contains("No candidate has region “London”", Assert.Throws<SamplingException>(() => SampleRule.Of(table, "region", "London", 1, null)).Message, StringComparison.Ordinal);
        Assert.Contains("“A” stands twice, the second time in line 3", Assert.Throws<SamplingException>(() => Table("site,x", "a,1", "A,2")).Message, StringComparison.Ordinal);
        Assert.Contains("Nothing is known of both", Assert.Throws<SamplingException>(() => Distances.Gower(Table("site,x,y", "a,1,", "b,,2"))).Message, StringComparison.Ordinal);
        Assert.Contains("which is no number", Assert.Throws<SamplingException>(() => Distances.Gower(CandidateTable.Read(["s", "x"], [["a", "1"], ["b", "many"]], [new("x", AttributeKind.Number)], []))).Message, StringComparison.Ordinal);
        Assert.Contains("the other way round", Assert.Throws<SamplingException>(() => Distances.Of(["a", "b"], [[0, 1], [2, 0]])).Message, StringComparison.Ordinal);
    }

    private static string Said(SampleProblem problem) => Assert.Throws<SamplingException>(() => SiteSampler.Choose(problem)).Message;

    private static void Near(double[] expected, double[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5)); // as printed

    private static double[] Quartiles(Distances distances)
    {
        var all = Enumerable.Range(0, distances.Count).SelectMany(a => Enumerable.Range(0, a).Select(b => distances[a, b])).Order().ToArray();
        return [.. new[] { 0, .25, .5, .75, 1 }.Select(q => q * (all.Length - 1)).Select(at => all[(int)at] + ((at - (int)at) * (all[Math.Min(all.Length - 1, (int)at + 1)] - all[(int)at])))];
    }

    private static IEnumerable<int[]> Subsets(int count, int size)
    {
        for (var bits = 0; bits < 1 << count; bits++)
        {
            if (int.PopCount(bits) == size)
            {
                yield return [.. Enumerable.Range(0, count).Where(n => (bits & (1 << n)) != 0)];
            }
        }
    }
}
