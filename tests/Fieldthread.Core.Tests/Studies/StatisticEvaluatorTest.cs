using Fieldthread.Core.Studies;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Studies;

public sealed class StatisticEvaluatorTest
{
    /// <summary>Three sites, four encounters, one of them uncoded, and a document that belongs to a site alone.</summary>
    internal static StudyFacts Small { get; } = new(
        ["Site 1", "Site 2", "Site 3"],
        ["Phase 1", "Phase 2"],
        [
            new("I1", "interview", "Site 1", "Phase 1", 60, ["Ann"]),
            new("I2", "interview", "Site 2", "Phase 2", 45, ["Bob"]),
            new("M1", "meeting", "Site 1", "Phase 2", null, ["Ann", "Cat"]),
            new("I3", "interview", "Site 3", "Phase 1", 30, ["Dan"]),
        ],
        [new("Ann", "GP lead", "Site 1"), new("Bob", "manager", "Site 2"), new("Cat", "manager", null), new("Dan", "GP lead", "Site 3")],
        [new("s1", "I1"), new("s2", "I2"), new("s3", "M1"), new("s4", "I3"), new("plan", null, "Site 2")],
        [new("Trust", -1), new("Trust / Low", 0), new("Money", -1)],
        ["R1", "R2"],
        new CodingFact[] { new(0, 1, 0), new(0, 1, 0), new(1, 2, 0), new(2, 0, 1), new(4, 1, 1) });

    [Fact]
    public void A_code_stands_for_all_below_it() => Expect(4, new(StatisticForm.Count, StatisticUnit.Codings, ["Trust"]), ["plan", "s1", "s3"]);

    [Fact]
    public void A_coder_filter_hides_the_codings_of_others() => Expect(2, new(StatisticForm.Count, StatisticUnit.Codings, ["Trust"], Coders: ["R1"]), ["s1"]);

    [Fact]
    public void A_site_with_nothing_coded_is_left_out_of_n()
    {
        var value = new StatisticEvaluator(Small).Evaluate(new(StatisticForm.Share, StatisticUnit.Sites, ["Trust"]));
        Assert.Equal(2, value.Value);
        Assert.Equal(2, value.Base);
        Assert.Equal(["Site 3"], value.NotCoded);
    }

    [Fact]
    public void A_site_where_others_were_coded_is_a_no()
    {
        var value = new StatisticEvaluator(Small).Evaluate(new(StatisticForm.Share, StatisticUnit.Sites, ["Money"], Coders: ["R1"]));
        Assert.Equal((1, 2L, "Site 2", "Site 1", "Site 3"), ((int)value.Value, value.Base, value.Yes.Single(), value.No.Single(), value.NotCoded.Single()));
    }

    [Fact]
    public void Minutes_nobody_wrote_down_add_nothing() => Expect(60, new(StatisticForm.Count, StatisticUnit.Minutes, Sites: ["Site 1"]), ["I1", "M1"]);

    [Fact]
    public void A_participant_needs_one_encounter_that_meets_phase_and_kind() =>
        Expect(1, new(StatisticForm.Count, StatisticUnit.Participants, Phases: ["Phase 2"], Kinds: ["interview"]), ["Bob"]);

    [Fact]
    public void A_person_without_a_site_stands_where_their_encounters_do() => Expect(2, new(StatisticForm.Count, StatisticUnit.Participants, Sites: ["Site 1"]), ["Ann", "Cat"]);

    [Fact]
    public void A_document_has_no_phase() => Expect(1, new(StatisticForm.Count, StatisticUnit.Sources, Sites: ["Site 2"], Phases: ["Phase 2"]), ["s2"]);

    [Fact]
    public void Encounters_by_role() => Expect(2, new(StatisticForm.Count, StatisticUnit.Encounters, Roles: ["GP lead"], Phases: ["Phase 1"]), ["I1", "I3"]);

    [Theory]
    [InlineData("Trst", null, "no code called “Trst”")]
    [InlineData("Trust", "Site 9", "no site called “Site 9”")]
    public void An_unknown_name_is_said_in_words(string code, string? site, string message)
    {
        var found = new StatisticEvaluator(Small).TryEvaluate(new(StatisticForm.Count, StatisticUnit.Codings, [code], site is null ? null : [site]), out _, out var problem);
        Assert.False(found);
        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_of_minutes_is_refused() =>
        Assert.Throws<ArgumentException>(() => new StatisticEvaluator(Small).Evaluate(new(StatisticForm.Share, StatisticUnit.Minutes, ["Trust"])));

    [Fact]
    public void Facts_that_point_nowhere_are_refused() =>
        Assert.Contains("Site 9", Assert.Throws<ArgumentException>(() => new StatisticEvaluator(Small with { Sources = [new("s", null, "Site 9")] })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_definition_reads_as_a_sentence() => Assert.Equal(
        "sites where “Trust / Low” was coded, out of the sites with something coded; phases: Phase 2; roles: GP lead",
        StatisticWords.Describe(new(StatisticForm.Share, StatisticUnit.Sites, ["Trust / Low"], Phases: ["Phase 2"], Roles: ["GP lead"])));

    [Fact]
    public void Any_definition_equals_the_plain_reading_of_the_words()
    {
        const int Seed = 20261003;
        var random = new Random(Seed);
        for (var round = 0; round < (Project.Long ? 4000 : 400); round++)
        {
            var facts = StatisticFacts.Any(random);
            var definition = StatisticFacts.AnyDefinition(random, facts);
            var expected = NaiveStatistic.Value(definition, facts);
            var actual = new StatisticEvaluator(facts).Evaluate(definition);
            Assert.True(
                expected.Value == actual.Value && expected.Base == actual.Base && expected.Yes.SequenceEqual(actual.Yes) && expected.No.SequenceEqual(actual.No) && expected.NotCoded.SequenceEqual(actual.NotCoded),
                $"seed {Seed}, round {round}: {StatisticWords.Describe(definition)}: expected {StatisticWords.Of(expected)} [{string.Join(',', expected.Yes)}], got {StatisticWords.Of(actual)} [{string.Join(',', actual.Yes)}]");
        }
    }

    [Theory]
    [InlineData(6_000)]
    [InlineData(1_000_000)]
    public void Five_hundred_statistics_of_one_evaluator_are_those_of_one_each(int codings)
    {
        var random = new Random(7);
        var facts = StatisticFacts.Large(random, codings);
        var evaluator = new StatisticEvaluator(facts);
        var definitions = Enumerable.Range(0, 500).Select(_ => StatisticFacts.AnyDefinition(random, facts)).ToList();
        var values = definitions.ConvertAll(d => evaluator.Evaluate(d).Value);
        Assert.True(values.Sum() > 0);
        Assert.All(Enumerable.Range(0, 5).Select(n => n * 100), n => Assert.Equal(values[n], new StatisticEvaluator(facts).Evaluate(definitions[n]).Value));
    }

    private static void Expect(long value, StatisticDefinition definition, string[] yes)
    {
        var actual = new StatisticEvaluator(Small).Evaluate(definition);
        Assert.Equal(value, actual.Value);
        Assert.Equal(yes, actual.Yes);
    }
}
