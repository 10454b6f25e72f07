using Fieldthread.Core.Analysis;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Analysis;

public sealed class CoOccurrenceTest
{
    [Fact]
    public void Touching_codings_do_not_meet_and_one_shared_unit_does()
    {
        var matrix = CoOccurrence.Count([new(0, 0, 10, 0), new(0, 9, 12, 1), new(0, 10, 20, 2)], 3);
        Assert.Equal((1, 0, 1), (matrix[0, 1], matrix[0, 2], matrix[2, 1]));
    }

    [Fact]
    public void Two_codings_with_one_code_meet_once_on_the_diagonal() => Assert.Equal(1, CoOccurrence.Count([new(0, 0, 5, 0), new(0, 0, 5, 0)], 1)[0, 0]);

    [Fact]
    public void Sources_are_apart() => Assert.Equal(0, CoOccurrence.Count([new(0, 0, 100, 0), new(1, 5, 10, 1)], 2)[0, 1]);

    [Fact]
    public void Unsorted_codings_are_refused() => Assert.Throws<ArgumentException>(() => CoOccurrence.Count([new(0, 5, 6, 0), new(0, 4, 6, 0)], 1));

    [Fact]
    public void Any_codings_count_as_comparing_all_pairs_does()
    {
        const int Seed = 4242;
        var random = new Random(Seed);
        for (var round = 0; round < (Project.Long ? 3000 : 300); round++)
        {
            var codes = random.Next(1, 6);
            var codings = Sorted(Enumerable.Range(0, random.Next(0, 60)).Select(_ => Stretch(random, 3, 40, 12, codes)));
            var naive = new long[codes, codes];
            for (var i = 0; i < codings.Length; i++)
            {
                for (var j = i + 1; j < codings.Length; j++)
                {
                    var (a, b) = (codings[i], codings[j]);
                    if (a.Source == b.Source && Math.Max(a.Start, b.Start) < Math.Min(a.End, b.End))
                    {
                        naive[a.Code, b.Code]++;
                        naive[b.Code, a.Code] += a.Code == b.Code ? 0 : 1;
                    }
                }
            }

            var matrix = CoOccurrence.Count(codings, codes);
            for (var a = 0; a < codes; a++)
            {
                for (var b = 0; b < codes; b++)
                {
                    Assert.True(naive[a, b] == matrix[a, b], $"seed {Seed}, round {round}, codes {a} and {b}: {naive[a, b]} pairs, counted {matrix[a, b]}");
                }
            }
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(4000)]
    public void A_million_codings_are_counted_as_their_halves_are(int longest)
    {
        var random = new Random(1);
        var codings = Sorted(Enumerable.Range(0, 1_000_000).Select(_ => Stretch(random, 200, 600_000, longest, 200)));
        var (whole, half) = (CoOccurrence.Count(codings, 200), Array.FindIndex(codings, c => c.Source >= 100));
        var (first, second) = (CoOccurrence.Count(codings.AsSpan(0, half), 200), CoOccurrence.Count(codings.AsSpan(half), 200));
        Assert.True(whole[0, 1] > 0);
        for (var a = 0; a < 200; a++)
        {
            for (var b = 0; b < 200; b++)
            {
                Assert.Equal(whole[a, b], first[a, b] + second[a, b]);
            }
        }
    }

    [Fact]
    public void Codes_by_sites_roll_up_and_count_a_source_once()
    {
        CodeFact[] tree = [new("A", -1), new("A / B", 0), new("A / C", 0)];
        CodingFact[] codings = [new(0, 1, 0), new(0, 2, 0), new(1, 1, 0), new(2, 1, 0)];
        var plain = CodeSiteMatrix.Count(tree, [0, 1, -1], 2, codings, rollUp: false);
        var rolled = CodeSiteMatrix.Count(tree, [0, 1, -1], 2, codings, rollUp: true);
        Assert.Equal((0, 1, 1), (plain.Codings(0, 0), plain.Codings(1, 0), plain.Codings(1, 1)));
        Assert.Equal((2, 1, 1), (rolled.Codings(0, 0), rolled.Sources(0, 0), rolled.Sources(0, 1)));
    }

    private static CodedStretch Stretch(Random random, int sources, int length, int longest, int codes)
    {
        var start = random.Next(length);
        return new(random.Next(sources), start, start + random.Next(longest), random.Next(codes));
    }

    private static CodedStretch[] Sorted(IEnumerable<CodedStretch> codings) => [.. codings.OrderBy(c => c.Source).ThenBy(c => c.Start)];
}
