using System.Diagnostics;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Fieldwork.Revisions;

public sealed class RevisionMapTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private sealed record Edit(int At, int Out, string In);

    private sealed record Case(string Old, string New, IReadOnlyList<TextSpan> Spans);

    /// <summary>Texts of words, marks, pairs of surrogates and repeated words, cut and mended at whole signs; and stretches of them, whole signs too.</summary>
    private static Gen<Case> Cases { get; } =
        from text in Properties.Texts.ListOf().Select(parts => string.Concat(parts))
        from edits in Gen.Choose(0, 1_000_000).SelectMany(at => Gen.Choose(0, 12).SelectMany(gone => Properties.Texts.Select(words => new Edit(at, gone, words[..Math.Min(words.Length, 24)])))).ListOf()
        from places in Gen.Choose(0, 1_000_000).ListOf()
        let old = WellFormedText.Repair(text, out _)
        let next = edits.Take(6).Aggregate(old, Applied)
        select new Case(old, next, [.. places.Zip(places.Skip(1), (a, b) => Stretch(old, a, b)).OfType<TextSpan>()]);

    [Fact]
    public void What_is_carried_points_at_the_same_words_what_is_not_is_reported_and_going_back_gives_the_start() =>
        Properties.Hold(Cases, c =>
        {
            var map = TextDiff.Map(c.Old, c.New);
            Holds(map, c.Old, c.New);
            foreach (var span in c.Spans)
            {
                var carried = map.Forward(span);
                Assert.Equal(carried.IsCarried, carried.State is CarriedState.Same or CarriedState.Changed);
                if (carried.State == CarriedState.Same)
                {
                    Assert.Equal(span.Of(c.Old), carried.Span!.Value.Of(c.New));
                    Assert.Equal(new Carried(CarriedState.Same, span), map.Back(carried.Span.Value));
                }
                else if (carried.Span is { } there)
                {
                    Assert.True(there.Length > 0 && there.FitsIn(c.New));
                    // What stayed of the words stands inside.
                    Assert.Contains(map.Changes, change => change.Old.Start < span.End && span.Start <= change.Old.End);
                }

                Assert.True(carried.Span is not { } lies || map.Around(span).Contains(lies), "What surely holds it does not.");
                Assert.Equal(CarriedState.Same, RevisionMap.Identity(c.Old.Length).Forward(span).State);
            }
        }, count: 1500);

    [Fact]
    public void Nothing_is_lost_in_a_chain_and_its_map_agrees_with_its_steps() =>
        Properties.Hold(Cases.SelectMany(first => Cases.Select(second => (first, second))), c =>
        {
            var (one, two, three) = (c.first.Old, c.first.New, c.second.New);
            var (a, b) = (TextDiff.Map(one, two), TextDiff.Map(two, three));
            var whole = a.Then(b);
            Holds(whole, one, three);
            Assert.Equal(whole.ToString(), RevisionMap.Parse(whole.ToString()).ToString());
            Assert.Equal(a.ToString(), RevisionMap.Identity(one.Length).Then(a).ToString().Length > 0 ? a.Inverse().Inverse().ToString() : "");
            foreach (var span in c.first.Spans)
            {
                var far = whole.Forward(span);
                if (far.State == CarriedState.Same)
                {
                    Assert.Equal(span.Of(one), far.Span!.Value.Of(three));
                }

                // Carried by each step whole is carried by the chain, to the same place.
                if (a.Forward(span) is { State: CarriedState.Same, Span: { } there } && b.Forward(there) is { State: CarriedState.Same } end && whole.Changes.All(x => !x.Old.Overlaps(span)))
                {
                    Assert.Equal(end, far);
                }
            }
        }, count: 500);

    [Theory]
    [InlineData("We did recieve it.", "We did receive it.", "recieve", CarriedState.Changed, "receive")]
    [InlineData("We did recieve it.", "We did receive it.", "We did recieve it.", CarriedState.Changed, "We did receive it.")]
    [InlineData("We did recieve it.", "We did receive it.", "rec", CarriedState.Same, "rec")]
    [InlineData("We did recieve it.", "We did receive it.", "ci", CarriedState.Cut, null)]
    [InlineData("I trust them.", "I do not trust them.", "I trust them", CarriedState.Changed, "I do not trust them")]
    [InlineData("I trust them.", "I do not trust them.", "trust them", CarriedState.Same, "trust them")]
    [InlineData("I trust them.", "I trust them fully.", "I trust them", CarriedState.Same, "I trust them")]
    [InlineData("One two. Three four.", "Three four.", "One two.", CarriedState.Gone, null)]
    [InlineData("They never asked anybody about it at all.", "Nobody was consulted when it was decided.", "They never asked anybody", CarriedState.Rewritten, null)]
    [InlineData("a cat sat", "a cats sat", "cat", CarriedState.Changed, "cats")]
    [InlineData("A 🙂 smile", "A 🙃 smile", "🙂", CarriedState.Rewritten, null)]
    [InlineData("very very good", "very good", "very very good", CarriedState.Changed, "very good")]
    public void A_coding_is_carried_changed_or_left_to_a_person(string old, string next, string words, CarriedState state, string? becomes)
    {
        var at = old.IndexOf(words, StringComparison.Ordinal);
        var carried = TextDiff.Map(old, next).Forward(new(at, at + words.Length));
        Assert.Equal((state, becomes), (carried.State, carried.Span?.Of(next)));
    }

    [Fact]
    public void Replaced_words_are_carried_where_nothing_need_be_left()
    {
        var map = RevisionMap.Of([new(new(4, 15), new(4, 7))], 20, 12);
        Assert.Equal(CarriedState.Rewritten, map.Forward(new(4, 15)).State);
        Assert.Equal(new Carried(CarriedState.Changed, new TextSpan(4, 7)), map.Forward(new(4, 15), leastKept: 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2 3")]
    [InlineData("4 4 3 3 1 0 0")]
    [InlineData("4 x")]
    [InlineData("4 4 -1 1 1 0 0")]
    public void A_damaged_map_is_refused(string line) => Assert.Throws<FormatException>(() => RevisionMap.Parse(line));

    [Fact]
    public void Lines_that_differ_stand_side_by_side()
    {
        const string Old = "INT: Why?\nGP: We did recieve it.\nGP: Yes.\nINT: When?\n", New = "INT: Why?\nGP: We did receive it, late.\nINT: When?\nGP: In May.\n";
        var rows = ComparedLines.Of(Old, New, TextDiff.Map(Old, New));
        Assert.Equal(Old, Rebuilt(rows, Old, r => r.Old));
        Assert.Equal(New, Rebuilt(rows, New, r => r.New));
        Assert.Contains(rows, r => r.Old.Of(Old).StartsWith("GP: We did recieve it", StringComparison.Ordinal));
        Assert.Equal("recieve", rows[0].Parts(Old, former: true).First(p => p.Marked).Words);
    }

    [Fact]
    public void Any_comparison_by_lines_holds_every_change_and_gives_both_texts_again() =>
        Properties.Hold(Cases, c =>
        {
            var rows = ComparedLines.Of(c.Old, c.New, TextDiff.Map(c.Old, c.New));
            Assert.Equal(c.Old, Rebuilt(rows, c.Old, r => r.Old));
            Assert.Equal(c.New, Rebuilt(rows, c.New, r => r.New));
            foreach (var row in rows)
            {
                Assert.Equal(row.Old.Of(c.Old), string.Concat(row.Parts(c.Old, former: true).Select(p => p.Words)));
                Assert.Equal(row.New.Of(c.New), string.Concat(row.Parts(c.New, former: false).Select(p => p.Words)));
            }
        });

    [Fact]
    public void A_long_transcript_with_many_codings_is_carried_whether_mended_or_rewritten()
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 4_000).Select(i => "w" + i.ToString("x", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var said = Enumerable.Range(0, 130_000).Select(_ => words[(int)(words.Length * Math.Pow(random.NextDouble(), 3))]).ToList();
        string Text(IEnumerable<string> of) => string.Join(' ', of.Select((w, i) => i % 40 == 39 ? w + ".\n" : w));
        var old = Text(said);
        var mended = Text(said.Select(w => random.Next(100) == 0 ? w + "e" : w).Where(_ => random.Next(500) != 0));
        var rewritten = Text(said.Select(w => random.Next(3) == 0 ? words[random.Next(words.Length)] : w).Where(_ => random.Next(6) != 0));
        var other = Text(Enumerable.Range(0, 110_000).Select(_ => words[random.Next(words.Length)]));
        Assert.InRange(old.Length, 550_000, 800_000);
        foreach (var (next, same) in new[] { (mended, 1_000), (rewritten, 0), (other, 0) })
        {
            var watch = Stopwatch.StartNew();
            var map = TextDiff.Map(old, next);
            var codings = Enumerable.Range(0, 5_000).Select(i => new TextSpan(i * 100, (i * 100) + 80)).ToList();
            var carried = codings.ConvertAll(span => map.Forward(span));
            output.WriteLine($"revision map of {old.Length} characters: {watch.ElapsedMilliseconds} ms, {map.Changes.Count} changes, {carried.Count(x => x.IsCarried)} carried, {carried.Count(x => x.State == CarriedState.Same)} the same");
            Assert.True(carried.Count(x => x.State == CarriedState.Same) >= same);
            Holds(map, old, next);
        }
    }

    /// <summary>What the map says that both texts have, both have; what agrees at the ends of a change, agrees.</summary>
    private static void Holds(RevisionMap map, string old, string next)
    {
        var (at, there) = (0, 0);
        foreach (var c in map.Changes.Append(new TextChange(new(old.Length, old.Length), new(next.Length, next.Length))))
        {
            Assert.Equal(old[at..c.Old.Start], next[there..c.New.Start]);
            Assert.True(c.Old.FitsIn(old) && c.New.FitsIn(next));
            Assert.Equal(old.Substring(c.Old.Start, c.SameBefore), next.Substring(c.New.Start, c.SameBefore));
            Assert.Equal(old.Substring(c.Old.End - c.SameAfter, c.SameAfter), next.Substring(c.New.End - c.SameAfter, c.SameAfter));
            (at, there) = (c.Old.End, c.New.End);
        }
    }

    private static string Rebuilt(IReadOnlyList<ComparedLines> rows, string text, Func<ComparedLines, TextSpan> side)
    {
        var (whole, at) = (new StringBuilder(), 0);
        foreach (var row in rows)
        {
            whole.Append(text[at..side(row).Start]).Append(side(row).Of(text));
            at = side(row).End;
        }

        return whole.Append(text[at..]).ToString();
    }

    private static string Applied(string text, Edit edit)
    {
        var at = Whole(text, edit.At % (text.Length + 1));
        var end = Whole(text, Math.Min(text.Length, at + edit.Out));
        return WellFormedText.Repair(text[..at] + edit.In + text[Math.Max(at, end)..], out _);
    }

    private static TextSpan? Stretch(string text, int a, int b)
    {
        var (from, to) = (Whole(text, a % (text.Length + 1)), Whole(text, b % (text.Length + 1)));
        return from == to ? null : new TextSpan(Math.Min(from, to), Math.Max(from, to));
    }

    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
