using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class ResponsibilityTests
{
    private const int Involved = 0;
    private const int Joint = 1;
    private const int Delegated = 2;
    private static readonly Guid A = new(1, 0, 0, new byte[8]);
    private static readonly Guid B = new(2, 0, 0, new byte[8]);
    private static readonly Guid C = new(3, 0, 0, new byte[8]);

    [Fact]
    public void A_later_word_of_one_source_takes_the_place_of_its_earlier_one_on_the_days_of_both()
    {
        var accounts = ResponsibilityAccounts.Of([Says("list", Joint, 100, null, known: 100), Says("list", Delegated, 200, null, known: 190)]);
        Assert.Equal("1 100-200, 2 200-", Pieces(accounts));
        // On the same first day it corrects: the end that is written now is the end.
        Assert.Equal("1 100-150", Pieces(ResponsibilityAccounts.Of([Says("list", Joint, 100, null, known: 100), Says("list", Joint, 100, 150, known: 190)])));
        // In the middle: what lies before and after stays.
        Assert.Equal("1 100-120, 0 120-130, 1 130-200", Pieces(ResponsibilityAccounts.Of([Says("list", Joint, 100, 200, known: 1), Says("list", Involved, 120, 130, known: 2)])));
        // Known on one day, the one that came in later counts as the later.
        Assert.Equal("2 100-", Pieces(ResponsibilityAccounts.Of([Says("list", Joint, 100, null, known: 5, order: 1), Says("list", Delegated, 100, null, known: 5, order: 2)])));
    }

    [Fact]
    public void Of_sources_that_disagree_the_one_known_last_is_gone_by_or_the_preferred_and_it_is_told()
    {
        ResponsibilityStatement[] said = [Says("board", Joint, 100, null, known: 300), Says("journal", Delegated, 100, null, known: 200)];
        Assert.Equal(new HeldLevel(Joint, "board", true), ResponsibilityAccounts.Of(said).At(A, "budget", 150));
        Assert.Equal(new HeldLevel(Delegated, "journal", true), ResponsibilityAccounts.Of(said, "journal").At(A, "budget", 150));
        Assert.Equal(HeldLevel.None, ResponsibilityAccounts.Of(said).At(A, "budget", 99));
        Assert.Equal(HeldLevel.None, ResponsibilityAccounts.Of(said).At(B, "budget", 150));
        Assert.Equal(HeldLevel.None, ResponsibilityAccounts.Of(said).At(A, "complaints", 150));
        var conflict = Assert.Single(ResponsibilityAccounts.Of(said).Conflicts());
        Assert.Equal(("board", "journal", new Period(100, null), true), (conflict.One.Source, conflict.Other.Source, conflict.During, conflict.Levels));
    }

    [Fact]
    public void A_written_end_is_a_word_about_the_days_after_it_and_silence_is_none()
    {
        ResponsibilityStatement[] said = [Says("board", Joint, 100, 200, known: 300), Says("journal", Joint, 50, null, known: 90)];
        var accounts = ResponsibilityAccounts.Of(said);
        Assert.Equal(new HeldLevel(Joint, "journal", false), accounts.At(A, "budget", 60));
        Assert.Equal(new HeldLevel(Joint, "board", false), accounts.At(A, "budget", 150));
        Assert.Equal(new HeldLevel(null, "board", true), accounts.At(A, "budget", 200));
        Assert.Equal(new HeldLevel(Joint, "journal", true), ResponsibilityAccounts.Of(said, "journal").At(A, "budget", 200));
        // The preferred is gone by even where it is silent, as long as it speaks of the matter at all.
        Assert.Equal(new HeldLevel(null, "board", true), ResponsibilityAccounts.Of(said, "board").At(A, "budget", 60));
        var conflict = Assert.Single(accounts.Conflicts());
        Assert.Equal((new Period(100, 200), false), (conflict.During, conflict.Levels));
    }

    [Fact]
    public void A_withdrawn_activity_is_told_with_who_withdrew_it_and_who_lists_it_still()
    {
        ScopeStatement[] said = [new("complaints", "guidance", new(100, null), 100, 1), new("complaints", "agreement", new(null, 200), 210, 2), new("budget", "guidance", new(100, null), 100, 3)];
        var scope = ResponsibilityScope.Of(said);
        Assert.Equal((ScopeState.Withdrawn, "agreement", 200, "guidance"), (scope.At("complaints", 250).State, scope.At("complaints", 250).By, scope.At("complaints", 250).Ended!.Value, Assert.Single(scope.At("complaints", 250).Others)));
        Assert.Equal((ScopeState.Listed, "agreement"), (scope.At("complaints", 150).State, scope.At("complaints", 150).By));
        Assert.Equal((ScopeState.NotYet, "guidance"), (scope.At("budget", 50).State, scope.At("budget", 50).By));
        Assert.Equal((ScopeState.Listed, ""), (scope.At("premises", 50).State, scope.At("premises", 50).By));
        Assert.Equal((ScopeState.Listed, "guidance", "agreement"), (ResponsibilityScope.Of(said, "guidance").At("complaints", 250) is var then ? then.State : default, then.By, Assert.Single(then.Others)));
        // As known before the agreement.
        Assert.Equal(ScopeState.Listed, ResponsibilityScope.Of(said.Where(s => s.Known <= 150)).At("complaints", 250).State);
        // A source that takes its own word back.
        Assert.Equal(ScopeState.Listed, ResponsibilityScope.Of([.. said, new ScopeStatement("complaints", "agreement", new(null, null), 400, 4)]).At("complaints", 250).State);
        Assert.Equal([100, 200], scope.Changes);
    }

    [Fact]
    public void Of_several_activities_the_highest_the_lowest_or_one_counts()
    {
        var accounts = ResponsibilityAccounts.Of([Says("list", Joint, 100, null), Says("list", Delegated, 120, null, "contracts"), Says("list", Delegated, 100, 150, "complaints")]);
        var scope = ResponsibilityScope.Of([new("complaints", "agreement", new(null, 130), 210, 2)]);
        CountedLevel On(int day, ResponsibilityReach reach, params string[] activities) => new ResponsibilityPicture(accounts, scope, activities.Length > 0 ? activities : ["budget", "contracts", "complaints"], reach).Of(A, day);
        Assert.Equal([Delegated, Delegated, Delegated], new[] { 110, 125, 140 }.Select(d => On(d, ResponsibilityReach.Any).Level!.Value));
        Assert.Equal([null, (int?)Joint, Joint], new[] { 110, 125, 140 }.Select(d => On(d, ResponsibilityReach.All).Level));
        // Withdrawn from day 130: it bears on no count of several, and can be asked for by itself.
        Assert.Equal(Joint, On(140, ResponsibilityReach.Any, "budget", "complaints").Level);
        Assert.Equal(Delegated, On(140, ResponsibilityReach.One, "complaints").Level);
        Assert.Null(On(140, ResponsibilityReach.All, "complaints").Level);
        var picture = new ResponsibilityPicture(accounts, scope, ["budget", "contracts"], ResponsibilityReach.All);
        Assert.Equal((120, 125, (int?)null), (picture.First(A, Joint, new(null, null)), picture.First(A, Joint, new(125, null)), picture.First(A, Delegated, new(null, null))));
    }

    [Fact]
    public void A_successor_stands_with_what_its_predecessors_held_only_where_all_held_the_same()
    {
        ChangeEvent merged = new(C, 200, ChangeKind.Merged, [new(A, PartRole.Before), new(B, PartRole.Before), new(C, PartRole.After)]);
        var lineage = Lineage.Of([merged]);
        CountedLevel Carried(params ResponsibilityStatement[] said) => new ResponsibilityPicture(ResponsibilityAccounts.Of(said), ResponsibilityScope.Of([]), ["budget"], ResponsibilityReach.Any).ByLineage(C, 250, lineage);
        var (one, same, other) = (Says("list", Joint, 100, null), Says("list", Joint, 120, null, of: B), Says("list", Delegated, 120, null, of: B));
        Assert.Equal(new CountedLevel(Joint, false, Carried: true), Carried(one, same));
        Assert.Equal(new CountedLevel(null, false, Parted: true), Carried(one, other));
        Assert.Equal(new CountedLevel(null, false, Parted: true), Carried(one));
        // Its own word counts, even where it is that it has none any more.
        Assert.Equal(new CountedLevel(null, false), Carried(one, same, Says("list", Joint, 200, 210, of: C)));
        Assert.Equal(new CountedLevel(null, false), new ResponsibilityPicture(ResponsibilityAccounts.Of([one, same]), ResponsibilityScope.Of([]), ["budget"], ResponsibilityReach.Any).Of(C, 250));
    }

    /// <summary>Whatever is said, in whatever order, the answer is the same; a source never says two things of a day; what was known earlier is not changed by what came to be known later.</summary>
    [Fact]
    public void Answers_hold_whatever_the_order() => Properties.Hold(
        from said in (from source in Gen.Elements("a", "b", "c")
                      from level in Gen.Choose(0, 2)
                      from start in Gen.Choose(-1, 30)
                      from length in Gen.Choose(1, 20)
                      from open in Gen.Elements(true, false)
                      from known in Gen.Choose(0, 5)
                      select (source, level, start, length, open, known)).ListOf()
        from day in Gen.Choose(0, 50)
        select (said, day), given =>
    {
        var all = given.said.Select((s, i) => new ResponsibilityStatement(A, "budget", s.level, new Period(s.start < 0 ? null : s.start, s.open ? null : Math.Max(s.start, 0) + s.length), s.source, s.known, i)).ToList();
        var accounts = ResponsibilityAccounts.Of(all);
        Assert.Equal(accounts.At(A, "budget", given.day), ResponsibilityAccounts.Of(Enumerable.Reverse(all)).At(A, "budget", given.day));
        foreach (var source in accounts.Of(A, "budget").GroupBy(p => p.Source))
        {
            Assert.True(source.Count(p => p.When.Holds(given.day)) <= 1);
            // The last word that covers the day is what the source says of it.
            var last = all.Where(s => s.Source == source.Key && s.When.Holds(given.day)).MaxBy(s => (s.Known, s.Order));
            Assert.True(last is null || source.All(p => !p.When.Holds(given.day)) || source.Single(p => p.When.Holds(given.day)).Level == last.Level);
        }

        foreach (var source in new[] { "a", "b", "c" })
        {
            var answer = ResponsibilityAccounts.Of(all, source).At(A, "budget", given.day);
            Assert.True(answer.Source == source || all.TrueForAll(s => s.Source != source));
        }

        Assert.All(accounts.Conflicts(), c => Assert.True(c.One.Source != c.Other.Source && c.One.When.Overlaps(c.Other.When) && !c.During.IsEmpty));
    });

    private static ResponsibilityStatement Says(string source, int level, int? from, int? end, string activity = "budget", int known = 0, long order = 0, Guid? of = null) => new(of ?? A, activity, level, new(from, end), source, known, order);

    private static string Pieces(ResponsibilityAccounts accounts) => string.Join(", ", accounts.Of(A, "budget").Select(p => $"{p.Level} {p.When.From}-{p.When.End}"));
}
