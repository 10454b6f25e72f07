using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Classifying;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class ClassificationTest
{
    [Theory]
    [InlineData("3;12;-1;0", QdaValueKind.Integer)]
    [InlineData("3;2.5", QdaValueKind.Float)]
    [InlineData("007;12", QdaValueKind.Text)]
    [InlineData("true;false", QdaValueKind.Boolean)]
    [InlineData("2021-06-14;2020-02-29", QdaValueKind.Date)]
    [InlineData("2021-06-14;2021-02-29", QdaValueKind.Text)]
    [InlineData("99999999999", QdaValueKind.Float)]
    [InlineData("1e5", QdaValueKind.Text)]
    [InlineData("", QdaValueKind.Text)]
    public void The_kind_of_an_attribute_is_the_narrowest_that_all_values_have(string values, QdaValueKind kind) =>
        Assert.Equal(kind, AttributeKinds.Of([.. values.Split(';', StringSplitOptions.RemoveEmptyEntries)]));

    [Fact]
    public void Rows_are_met_by_name_and_none_is_guessed()
    {
        var sheet = Sheet(["Size"], ("Site 1", ["9"]), (@"Cases\\Places\site 2", ["4"]), ("Site 3", ["1"]), ("Site 1", ["8"]), ("twin", ["5"]), ("", ["2"]), ("Elsewhere", ["7"]));
        var plan = ClassificationPlan.Of(sheet, Ground("Site 1", "Site 2", "Site 3", "Twin", "TWIN"), add: false, keep: false);
        Assert.Equal([("Site 1", "9"), ("Site 2", "4"), ("Site 3", "1")], plan.Changes.Select(c => (c.Thing, c.Becomes)));
        Assert.Equal(["Elsewhere"], plan.Unknown);
        Assert.Equal((3, QdaValueKind.Integer), (plan.Met, Assert.Single(plan.Attributes).Kind));
        Says(plan, "row 2: “site 2” was taken as “Site 2”", "row 4: “Site 1” stands already at row 1", "row 5: 2 of the study are called “twin”", "row 6: The row has no name");
        Assert.Equal(["Elsewhere"], ClassificationPlan.Of(sheet, Ground("Site 1"), add: true, keep: false).NewThings.Where(n => n == "Elsewhere"));
    }

    [Fact]
    public void Empty_cells_say_nothing_and_unassigned_takes_away()
    {
        var ground = Ground([new ClassifiedThing("A", Has(("Size", ["9"]), ("Region", ["north"]))), new ClassifiedThing("B", Has(("Size", ["9", "10"])))], ("Size", QdaValueKind.Integer, false), ("Region", QdaValueKind.Text, false));
        var plan = ClassificationPlan.Of(Sheet(["size", "Region", "Open"], ("A", ["", "Unassigned", "unassigned"]), ("B", ["11"])), ground, add: false, keep: false);
        Assert.Equal([new ValueChange("A", "Region", "north", null)], plan.Changes);
        Assert.Empty(plan.Attributes);
        Assert.Contains("several values of “Size”", Assert.Single(plan.Remarks).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_is_changed_or_kept_as_one_says_and_the_same_is_counted()
    {
        var ground = Ground([new ClassifiedThing("A", Has(("Size", ["9"]))), new ClassifiedThing("B", Has(("Size", ["4"])))], ("Size", QdaValueKind.Integer, false));
        var sheet = Sheet(["Size", "Size", ""], ("A", ["9"]), ("B", ["5", "6", "x"]));
        var plan = ClassificationPlan.Of(sheet, ground, add: false, keep: false);
        Assert.Equal([new ValueChange("B", "Size", "4", "5")], plan.Changes);
        Assert.Equal(1, plan.Same);
        Says(plan, "column “Size”: Another column before it", "column 4: The column has values");
        var kept = ClassificationPlan.Of(sheet, ground, add: false, keep: true);
        Assert.True(kept.IsNothing);
        Assert.Contains(kept.Remarks, r => r.Message == "“Size” of “B” stays “4”; the sheet has “5”.");
    }

    [Fact]
    public void A_value_of_another_kind_makes_ours_text_and_is_left_out_of_a_project_s()
    {
        var sheet = Sheet(["Size"], ("A", ["Not Applicable"]));
        var ours = ClassificationPlan.Of(sheet, Ground([new ClassifiedThing("A", Has(("Size", ["9"])))], ("Size", QdaValueKind.Integer, false)), add: false, keep: false);
        Assert.Equal(["Size"], ours.Retyped);
        Assert.Equal("Not Applicable", Assert.Single(ours.Changes).Becomes);
        var theirs = ClassificationPlan.Of(sheet, Ground([new ClassifiedThing("A", Has(("Size", ["9"])))], ("Size", QdaValueKind.Integer, true)), add: false, keep: false);
        Assert.True(theirs.IsNothing);
        Assert.Contains("came with a project as whole numbers", Assert.Single(theirs.Remarks).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_kept_elsewhere_are_not_read_and_a_value_must_be_among_those_there_are()
    {
        var ground = Ground("A", "B") with { Elsewhere = new Dictionary<string, string> { ["Phase"] = "with the encounter" }, Among = new Dictionary<string, IReadOnlySet<string>> { ["Site"] = new HashSet<string> { "Site 1" } } };
        var plan = ClassificationPlan.Of(Sheet(["phase", "Site"], ("A", ["one", "Site 1"]), ("B", ["two", "Site 9"])), ground, add: false, keep: false);
        Assert.Equal([new ValueChange("A", "Site", null, "Site 1")], plan.Changes);
        Assert.Equal([(RemarkWeight.Note, "Not read: the study keeps it with the encounter."), (RemarkWeight.NotTaken, "“Site 9” is no site of this study; the value was left out.")], plan.Remarks.Select(r => (r.Weight, r.Message)));
    }

    /// <summary>A sheet that says what the study has changes nothing, whatever it has.</summary>
    [Fact]
    public void What_goes_out_comes_back_as_nothing_to_do()
    {
        var random = new Random(20_261);
        for (var round = 0; round < 200; round++)
        {
            var attributes = Enumerable.Range(0, random.Next(1, 6)).Select(i => $"a{i}").ToList();
            var things = Enumerable.Range(0, random.Next(1, 12)).Select(i => new ClassifiedThing($"thing {i}", attributes.Where(_ => random.Next(3) > 0).ToDictionary(a => a, _ => (IReadOnlyList<string>)[random.Next(2) == 0 ? $"{random.Next(9)}" : $"w{random.Next(9)}"]))).ToList();
            var ground = new ClassificationGround(things, [.. attributes.Select(a => new StandingAttribute(a, QdaValueKind.Text, random.Next(2) == 0))]);
            var sheet = new ClassificationSheet("", attributes, [.. things.Select(t => new ClassificationRow("row", t.Name, [.. attributes.Select(a => t.Values.TryGetValue(a, out var v) ? v[0] : random.Next(2) == 0 ? "" : "Unassigned")]))]);
            var plan = ClassificationPlan.Of(sheet, ground, add: true, keep: random.Next(2) == 0);
            Assert.True(plan.IsNothing && plan.Remarks.Count == 0, $"round {round}");
            Assert.Equal(things.Sum(t => t.Values.Count), plan.Same);
        }
    }

    private static void Says(ClassificationPlan plan, params string[] begins)
    {
        Assert.Equal(begins.Length, plan.Remarks.Count);
        Assert.All(plan.Remarks.Zip(begins), r => Assert.StartsWith(r.Second, $"{r.First.Place}: {r.First.Message}", StringComparison.Ordinal));
    }

    private static ClassificationSheet Sheet(string[] attributes, params (string Thing, string[] Values)[] rows) =>
        new("", attributes, [.. rows.Select((r, i) => new ClassificationRow($"row {i + 1}", r.Thing, r.Values))]);

    private static ClassificationGround Ground(params string[] names) => Ground([.. names.Select(n => new ClassifiedThing(n, Has()))]);

    private static ClassificationGround Ground(ClassifiedThing[] things, params (string Name, QdaValueKind Kind, bool Fixed)[] attributes) => new(things, [.. attributes.Select(a => new StandingAttribute(a.Name, a.Kind, a.Fixed))]);

    private static Dictionary<string, IReadOnlyList<string>> Has(params (string Name, string[] Values)[] values) => values.ToDictionary(v => v.Name, v => (IReadOnlyList<string>)v.Values);
}
