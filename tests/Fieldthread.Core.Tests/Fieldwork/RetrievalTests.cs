using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class RetrievalTests
{
    [Theory]
    [InlineData("Trust", "\"Trust\"")]
    [InlineData("  Deciding / Trust earned  and Money", "\"Deciding / Trust earned\" and \"Money\"")]
    [InlineData("A or B and C", "\"A\" or \"B\" and \"C\"")]
    [InlineData("(A or B) and C", "(\"A\" or \"B\") and \"C\"")]
    [InlineData("A and not B", "\"A\" not \"B\"")]
    [InlineData("A NOT B", "\"A\" not \"B\"")]
    [InlineData("A not near 5 words B", "\"A\" not near 5 words \"B\"")]
    [InlineData("A near B", "\"A\" near 1 passage \"B\"")]
    [InlineData("A near within 1 word B", "\"A\" near 1 word \"B\"")]
    [InlineData("A followed by 2 passages B within C", "\"A\" followed by 2 passages \"B\" within \"C\"")]
    [InlineData("only A overlapping coded", "only \"A\" overlapping coded")]
    [InlineData("passages not coded", "passages not coded")]
    [InlineData("“near miss” and 'x", "\"near miss\" and \"'x\"")]
    [InlineData("A [site = Site 1 or \"Site 2\", coder != X, date from 2021 to 2022-03] or B [date = 2021-05]", "\"A\" [site = \"Site 1\" or \"Site 2\", coder != \"X\", date from 2021 to 2022-03] or \"B\" [date = 2021-05]")]
    [InlineData("(A and B) [attribute Setting = rural]", "(\"A\" and \"B\") [attribute \"Setting\" = \"rural\"]")]
    [InlineData("A and B [role = Chair]", "\"A\" and \"B\" [role = \"Chair\"]")]
    [InlineData("A - (B - C)", null)]
    public void A_line_is_read_as_it_binds(string line, string? expected)
    {
        Assert.Equal(expected is not null, RetrievalQuery.TryParse(line, out var query, out _));
        Assert.Equal(expected, query is null ? null : RetrievalLine.Of(query.Root));
    }

    [Theory]
    [InlineData("", 1, "Nothing is written")]
    [InlineData("A and", 6, "wanted")]
    [InlineData("not A", 1, "takes something out")]
    [InlineData("A and and B", 7, "and")]
    [InlineData("(A or B", 1, "not closed")]
    [InlineData("A)", 2, "too many")]
    [InlineData("A [site = ]", 11, "a value")]
    [InlineData("A [site Site 1]", 9, "=")]
    [InlineData("A [place = x]", 4, "begins with site")]
    [InlineData("A [date = soon]", 11, "2021-06")]
    [InlineData("A [date from 2021", 3, "not closed")]
    [InlineData("A near 5 B", 10, "words or passages")]
    [InlineData("A near 99999 words B", 8, "at most")]
    [InlineData("A followed B", 12, "followed by")]
    [InlineData("\"A", 1, "not closed")]
    [InlineData("\"\" and A", 1, "no name")]
    [InlineData("A \"B\"", 3, "cannot stand here")]
    public void What_cannot_be_read_is_told_with_its_place(string line, int at, string words)
    {
        Assert.False(RetrievalQuery.TryParse(line, out _, out var problem));
        Assert.Equal((line, at), (line, problem.At + 1));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith($"At character {at}: ", problem.InWords, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_bounded()
    {
        Assert.False(RetrievalQuery.TryParse(string.Join(" or ", Enumerable.Repeat("A", 65)), out _, out _));
        Assert.True(RetrievalQuery.TryParse(string.Join(" or ", Enumerable.Repeat("A", 64)), out _, out _));
        Assert.False(RetrievalQuery.TryParse(new string('(', 17) + "A" + new string(')', 17), out _, out _));
        Properties.Hold(Gen.Elements("A", "\"", "(", ")", "[", "]", ",", "=", "!=", " ", "and ", "or ", "not ", "near ", "5 ", "words ", "date ", "2021", "site ", "“", "\\", "/ ", "followed by ", "only ").ListOf().Select(string.Concat), text =>
            Assert.True(RetrievalQuery.TryParse(text, out var query, out var problem) ? query.Root is not null : problem.At <= text.Length));
    }

    [Fact]
    public void A_written_line_reads_back_as_the_same() => Properties.Hold(Nodes(3), node =>
    {
        var line = RetrievalLine.Of(node);
        Assert.True(RetrievalQuery.TryParse(line, out var query, out var problem), line + problem?.InWords);
        Assert.Equal(line, RetrievalLine.Of(query.Root));
    });

    [Fact]
    public void The_form_writes_a_line_that_reads()
    {
        var rows = RetrievalBuilder.Ways.Select((way, i) => new BuilderRow(way, i % 4 == 0 ? "" : i % 4 == 1 ? RetrievalBuilder.AllText : "A / \"B\"", i % 2 == 0, i, (DistanceUnit)(i % 2), i % 3 == 0 ? "Somebody" : ""));
        var line = RetrievalBuilder.Line(rows, [new(ConditionField.Site, ["Site 1"]), new(ConditionField.Phase, []), new(ConditionField.Date, [], From: "2021")]);
        Assert.True(RetrievalQuery.TryParse(line, out var query, out _), line);
        Assert.Equal(line, RetrievalLine.Of(query.Root));
        Assert.EndsWith("[site = \"Site 1\", date from 2021]", line, StringComparison.Ordinal);
        Assert.Equal("", RetrievalBuilder.Line([], [new(ConditionField.Site, ["Site 1"])]));
    }

    /// <summary>The sweep against what the words of the methods page say, carried out character by character and pair by pair.</summary>
    [Fact]
    public void The_sweep_finds_what_a_plain_reading_finds()
    {
        var sources =
            from length in Gen.Choose(1, 40)
            from codings in Gen.Choose(0, length).Two().Zip(Gen.Choose(0, 2).Two()).ListOf()
            from cuts in Gen.Choose(1, length).ListOf()
            from words in Gen.Choose(0, length - 1).ListOf()
            select (length, codings, cuts, words);
        Properties.Hold(sources.Zip(Nodes(3)), pair =>
        {
            var ((length, codings, cuts, words), node) = pair;
            var stretches = codings.Where(c => c.Item1.Item1 != c.Item1.Item2).Select(c => new CodedStretch(Math.Min(c.Item1.Item1, c.Item1.Item2), Math.Max(c.Item1.Item1, c.Item1.Item2), c.Item2.Item1, c.Item2.Item2)).OrderBy(c => c.Start).ThenBy(c => c.End).ThenBy(c => c.Code).ThenBy(c => c.Coder).ToArray();
            var edges = cuts.Append(0).Append(length).Distinct().Order().ToList();
            var passages = edges.Zip(edges.Skip(1), (a, b) => new TextSpan(a, b)).ToList();
            var starts = words.Distinct().Order().ToArray();
            var plan = Compile(node);
            var found = RetrievalSweep.Find(plan, new RetrievalSource(0, stretches, passages, () => starts));
            var plain = Plain.Of(plan, stretches, passages, starts, length);
            Assert.True(plain.SequenceEqual(found), $"{RetrievalLine.Of(node)}\ncodings {string.Join(' ', stretches)}\npassages {string.Join(' ', passages)}\nwords {string.Join(' ', starts)}\nplain {string.Join(' ', plain)}\nfound {string.Join(' ', found)}");
        }, count: 150);
    }

    [Fact]
    public void A_hundred_thousand_codings_in_one_text_are_swept()
    {
        var random = new Random(7);
        var codings = Enumerable.Range(0, 100_000).Select(_ => random.Next(0, 600_000)).Select(s => new CodedStretch(s, s + 1 + random.Next(300), random.Next(3), 0)).OrderBy(c => c.Start).ThenBy(c => c.End).ToArray();
        var passages = Enumerable.Range(0, 6000).Select(i => new TextSpan(i * 101, (i * 101) + 100)).ToList();
        var words = Enumerable.Range(0, 120_000).Select(i => i * 5).ToArray();
        Assert.True(RetrievalQuery.TryParse("(0 and 1) near 5 words 2 or 0 not 2 or 1 followed by 2 passages 0 within 2", out var query, out _));
        var plan = Compile(query.Root);
        Assert.NotEmpty(RetrievalSweep.Find(plan, new RetrievalSource(0, codings, passages, () => words)));
    }

    private static Gen<RetrievalNode> Nodes(int depth)
    {
        var atoms = Gen.Frequency((4, Gen.Elements("0", "1", "2", "or \"x\"").Where(c => c.Length == 1).Zip(Gen.Elements(true, false)).Select(a => (RetrievalNode)new CodedNode(a.Item1, a.Item2))), (1, Gen.Constant((RetrievalNode)new CodedNode(""))), (1, Gen.Constant((RetrievalNode)new PassagesNode())));
        if (depth == 0)
        {
            return atoms;
        }

        var two = Nodes(depth - 1).Two();
        return Gen.Frequency(
            (2, atoms), (2, two.Select(n => (RetrievalNode)new BothNode(n.Item1, n.Item2))), (2, two.Select(n => (RetrievalNode)new EitherNode(n.Item1, n.Item2))), (2, two.Select(n => (RetrievalNode)new ButNotNode(n.Item1, n.Item2))),
            (4, from n in two from how in Gen.Elements(Enum.GetValues<Lying>()) from far in Gen.Choose(0, 4) from unit in Gen.Elements(Enum.GetValues<DistanceUnit>()) from not in Gen.Elements(true, false) select (RetrievalNode)new LyingNode(how, n.Item1, n.Item2, how is Lying.Near or Lying.FollowedBy ? far : 1, how is Lying.Near or Lying.FollowedBy ? unit : DistanceUnit.Passages, not)),
            (1, Nodes(depth - 1).Zip(Gen.Elements("0", "1")).Select(n => (RetrievalNode)new NarrowedNode(n.Item1, [new Condition(ConditionField.Coder, [n.Item2])]))));
    }

    private static RetrievalPlan Compile(RetrievalNode node, bool[]? coders = null) => node switch
    {
        CodedNode coded => new CodedPlan([.. Enumerable.Range(0, 3).Select(i => coded.Code.Length == 0 || coded.Code == i.ToString(System.Globalization.CultureInfo.InvariantCulture))], coders),
        PassagesNode => new PassagesPlan(),
        EitherNode n => new JoinedPlan(Joined.Either, Compile(n.Left, coders), Compile(n.Right, coders)),
        BothNode n => new JoinedPlan(Joined.Both, Compile(n.Left, coders), Compile(n.Right, coders)),
        ButNotNode n => new JoinedPlan(Joined.ButNot, Compile(n.Left, coders), Compile(n.Right, coders)),
        LyingNode n => new LyingPlan(n.How, Compile(n.Left, coders), Compile(n.Right, coders), n.Distance, n.Unit, n.Not),
        NarrowedNode n => Narrow(n, coders),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    // The one coder goes down to the codings; every second passage stands for what is asked of passages.
    private static NarrowedPlan Narrow(NarrowedNode node, bool[]? coders)
    {
        var by = Enumerable.Range(0, 3).Select(i => node.Conditions[0].Values.Contains(i.ToString(System.Globalization.CultureInfo.InvariantCulture)) && coders?[i] != false).ToArray();
        return new NarrowedPlan(Compile(node.Inner, by), null, (_, passage) => passage % 2 == 0);
    }

    private static class Plain
    {
        public static List<TextSpan> Of(RetrievalPlan plan, CodedStretch[] codings, List<TextSpan> passages, int[] words, int length)
        {
            List<TextSpan> Again(RetrievalPlan inner) => Of(inner, codings, passages, words, length);
            bool[] Covered(RetrievalPlan inner) => [.. Enumerable.Range(0, length).Select(at => Again(inner).Exists(s => s.Start <= at && at < s.End))];
            return plan switch
            {
                CodedPlan p => [.. codings.Where(c => p.Codes[c.Code] && p.Coders?[c.Coder] != false).Select(c => new TextSpan(c.Start, c.End)).Distinct().Order()],
                PassagesPlan => [.. passages],
                JoinedPlan { How: Joined.Either } p => [.. Again(p.Left).Concat(Again(p.Right)).Distinct().Order()],
                JoinedPlan p => Runs([.. Covered(p.Left).Zip(Covered(p.Right), (a, b) => a && (p.How == Joined.Both ? b : !b))]),
                LyingPlan p => Again(p.Left).FindAll(a => Again(p.Right).Exists(b => Lies(p, a, b)) != p.Not),
                NarrowedPlan p => Again(p.Inner).FindAll(s => passages.FindLastIndex(q => q.Start <= s.Start) is >= 0 and var at && p.Passage!(0, at)),
                _ => throw new ArgumentOutOfRangeException(nameof(plan)),
            };

            bool Lies(LyingPlan p, TextSpan a, TextSpan b)
            {
                var (of, to) = (Measured(a), Measured(b));
                (int First, int Last) Measured(TextSpan s) => p.Unit == DistanceUnit.Passages ? (passages.FindLastIndex(q => q.Start <= s.Start), passages.FindLastIndex(q => q.Start < s.End))
                    : (words.Count(w => w < s.Start), Math.Max(words.Count(w => w < s.Start), words.Count(w => w < s.End) - 1));
                var between = Math.Max(0, Math.Max(to.First - of.Last, of.First - to.Last) - (p.Unit == DistanceUnit.Words ? 1 : 0));
                return p.How switch
                {
                    Lying.Overlapping => a.Start < b.End && b.Start < a.End,
                    Lying.Within => b.Start <= a.Start && a.End <= b.End,
                    Lying.Near => between <= p.Distance,
                    _ => b.Start >= a.End && Math.Max(0, to.First - of.Last - (p.Unit == DistanceUnit.Words ? 1 : 0)) <= p.Distance,
                };
            }
        }

        private static List<TextSpan> Runs(bool[] held)
        {
            var runs = new List<TextSpan>();
            for (var at = 0; at < held.Length; at++)
            {
                if (held[at] && (at == 0 || !held[at - 1]))
                {
                    var end = at;
                    while (end < held.Length && held[end])
                    {
                        end++;
                    }

                    runs.Add(new TextSpan(at, end));
                }
            }

            return runs;
        }
    }
}
