using Fieldthread.Core.Surveys;
using Fieldthread.Testing;
using static Fieldthread.Core.Tests.Surveys.Small;

namespace Fieldthread.Core.Tests.Surveys;

public sealed class FrequencyTableTests
{
    private static readonly string[] Codes = ["A", "B", "C", "D", "E"];

    private static FrequencyTable Table(SurveyItem item, params SurveyResponse[] responses)
    {
        var survey = Of([], [.. Codes.Select(c => Line(One, c)), .. Codes.Select(c => Line(Two, c))], responses);
        return FrequencyTable.Of(item, [WaveCount.Of(survey, One), WaveCount.Of(survey, Two)]);
    }

    [Fact]
    public void Counts_base_missing_and_what_is_outside_the_options()
    {
        var table = Table(Trust, Whole(One, "A"), Whole(One, "B", "Disagree"), Answered(One, "C", ("Q2", "Yes")), Answered(One, "D", ("Q1", "Strongly")), Whole(One, "stranger"));
        var first = table.Waves[0];
        Assert.Equal((2, 1, 1), (first.Base, first.Missing, first.Outside));
        Assert.Equal([1, 0, 1], first.Options.Select(o => o.Count));
        Assert.Equal(0.5, first.Options[0].Share);
        Assert.Equal(Fieldthread.Core.Basics.Statistics.WilsonInterval.Of(1, 2), first.Options[0].Interval);
        Assert.Equal(0, table.Waves[1].Base);
        Assert.Null(table.Waves[1].Options[0].Share);
        Assert.Empty(table.Changes);
    }

    [Fact]
    public void Waves_that_asked_the_same_are_differenced_white_space_aside()
    {
        var table = Table(Trust, Whole(One, "A"), Whole(One, "B", "Disagree"), Whole(Two, "A"), Whole(Two, "B"));
        Assert.False(table.Waves[1].Reworded);
        Assert.Equal([50.0, 0, -50.0], table.Changes.Select(c => c.Points));
    }

    [Fact]
    public void A_reworded_item_is_flagged_and_never_differenced()
    {
        var table = Table(Money, Whole(One, "A"), Whole(Two, "A", money: "No"));
        Assert.True(table.Waves[1].Reworded);
        Assert.False(table.Waves[0].Reworded);
        Assert.Empty(table.Changes);
    }

    [Fact]
    public void Numbers_have_their_least_median_mean_and_most_and_a_wave_that_did_not_ask_says_so()
    {
        var table = Table(Staff, Answered(One, "A", ("Q3", "2")), Answered(One, "B", ("Q3", "3.5")), Answered(One, "C", ("Q3", "10")), Answered(One, "D", ("Q3", "about ten")), Answered(One, "E", ("Q3", "4")));
        Assert.Equal(new NumberSummary(2, 3.75, 4.875, 10), table.Waves[0].Numbers);
        Assert.Equal((4, 1), (table.Waves[0].Base, table.Waves[0].Outside));
        Assert.False(table.Waves[1].Asked);
    }

    [ReferenceFact]
    public void A_frame_of_212_organisations_gives_the_counts_of_another_program()
    {
        // Columns: id, region, size, r1, r2, y1, y2, l1, l2; the other program counted 132 and 117 who answered, 41.7 per cent yes in the first wave.
        var rows = File.ReadAllLines(Path.Combine(Project.Reference!, "surveys", "frame.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        var item = new SurveyItem("y", ItemKind.Single, ["TRUE", "FALSE"], new Dictionary<string, string> { ["1"] = "Yes?", ["2"] = "Yes?" });
        var survey = new Survey([item], [One, Two], [], [.. rows.Select(r => Line(One, r[0])), .. rows.Select(r => Line(Two, r[0]))],
            [.. rows.Where(r => r[3] == "TRUE").Select(r => Answered(One, r[0], ("y", r[5]))), .. rows.Where(r => r[4] == "TRUE").Select(r => Answered(Two, r[0], ("y", r[6])))]);
        WaveCount[] waves = [WaveCount.Of(survey, One), WaveCount.Of(survey, Two)];
        Assert.Equal(["132 of 212 asked, 62%", "117 of 212 asked, 55%"], waves.Select(w => ResponseRate.Of(w).InWords));
        var first = FrequencyTable.Of(item, waves).Waves[0].Options[0];
        Assert.Equal(0.4166666667, first.Share!.Value, 9);
        Assert.Equal(0.3360840041, first.Interval!.Value.Low, 9);
        Assert.Equal(0.5019624937, first.Interval!.Value.High, 9);
    }
}
