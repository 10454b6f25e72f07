using System.Xml.Linq;
using Fieldthread.Core.Surveys;
using Fieldthread.Testing;

namespace Fieldthread.Charts.Tests;

public sealed class ScaleBarsTest
{
    private static readonly SurveyWave[] Waves = [new("1", "First wave", null, null, new DateOnly(2020, 3, 1)), new("2", "Second wave", null, null, new DateOnly(2021, 3, 1)), new("3", "Third wave", null, null, new DateOnly(2022, 3, 1))];

    [Theory]
    [InlineData(ItemKind.Scale, "scale-bars.svg")]
    [InlineData(ItemKind.Single, "option-bars.svg")]
    public void Bars_are_drawn_as_expected(ItemKind kind, string name)
    {
        var table = Table(kind, ["Agree", "Neither", "Disagree"], [5, 3, 2], [2, 2, 8], [0, 0, 4]);
        var drawn = (kind == ItemKind.Scale ? ScaleBarsSvg.Draw(ScaleBars.Measure(table), "b1") : OptionBarsSvg.Draw(OptionBars.Measure(table), "b1")) + "\n";
        var file = Path.Combine(Project.Root, "tests", "Fieldthread.Charts.Tests", "Expected", name);
        if (Environment.GetEnvironmentVariable("FIELDTHREAD_EXPECT") is "write")
        {
            File.WriteAllText(file, drawn);
        }

        Assert.Equal(File.ReadAllText(file), drawn);
        var svg = XDocument.Parse(drawn).Root!;
        Assert.Equal(["title", "desc"], svg.Elements().Take(2).Select(e => e.Name.LocalName));
        Assert.DoesNotContain("style=", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void The_middle_of_every_bar_stands_on_one_line()
    {
        foreach (var options in new[] { new[] { "1", "2", "3", "4", "5" }, ["1", "2", "3", "4"] })
        {
            var bars = ScaleBars.Measure(Table(ItemKind.Scale, options, [9, 1, 4, 1, 3], [1, 1, 1, 1, 9]));
            foreach (var row in bars.Rows)
            {
                var half = options.Length / 2;
                var middle = options.Length % 2 == 1 ? row.Segments[half].X + (row.Segments[half].Width / 2) : row.Segments[half].X;
                Assert.Equal(bars.Middle, middle, 6);
                Assert.Equal(100, row.Segments.Sum(s => s.Percent), 6);
                Assert.All(row.Segments, s => Assert.True(s.X >= 150 - 1e-6 && s.X + s.Width <= bars.Width));
            }
        }
    }

    [Fact]
    public void A_reworded_wave_is_marked_and_said()
    {
        var bars = ScaleBars.Measure(Table(ItemKind.Scale, ["Agree", "Disagree"], [1, 2], [2, 1], [3, 1]));
        Assert.Equal([false, false, true], bars.Rows.Select(r => r.Reworded));
        Assert.Contains("worded otherwise", bars.Description, StringComparison.Ordinal);
        Assert.Contains("* worded otherwise", ScaleBarsSvg.Draw(bars, "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_at_all_is_still_a_drawing_and_a_name_cannot_break_out()
    {
        var empty = Table(ItemKind.Scale, ["<b>", "Disagree"], [0, 0]);
        XDocument.Parse(ScaleBarsSvg.Draw(ScaleBars.Measure(empty), "x"));
        XDocument.Parse(OptionBarsSvg.Draw(OptionBars.Measure(empty), "x"));
        Assert.DoesNotContain("<b>", ScaleBarsSvg.Draw(ScaleBars.Measure(empty), "x"), StringComparison.Ordinal);
    }

    /// <summary>Counts by wave; from the third wave on the question is worded otherwise.</summary>
    private static FrequencyTable Table(ItemKind kind, string[] options, params int[][] counts)
    {
        var item = new SurveyItem("Q1", kind, options, Waves.Take(counts.Length).ToDictionary(w => w.Key, w => w.Key == "3" ? "Otherwise?" : "Is it so?"));
        var responses = counts.SelectMany((wave, w) => options.SelectMany((option, o) => Enumerable.Range(0, wave[o]).Select(n =>
            new SurveyResponse(Waves[w].Key, $"{option}-{n}", "", null, new Dictionary<string, string> { ["Q1"] = option })))).ToList();
        var survey = new Survey([item], Waves, [], [.. responses.Select(r => new FrameLine(r.Wave, r.Respondent, "", Disposition.Asked))], responses);
        return FrequencyTable.Of(item, [.. Waves.Take(counts.Length).Select(w => WaveCount.Of(survey, w))]);
    }
}
