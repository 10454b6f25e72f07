using System.Text.Json;

namespace Fieldthread.Tests;

/// <summary>Surveys and trackers by commands.</summary>
public sealed class ImportCommandTests : Commands
{
    [Fact]
    public void A_survey_comes_in_from_a_folder_and_is_counted()
    {
        var tables = Directory.CreateDirectory(Path.Combine(Folder, "tables")).FullName;
        foreach (var (name, text) in new[]
        {
            ("items.csv", "key,type,question_w1,options\nQ1,scale,We trust the board.,Agree | Disagree\nQ2,number,How many?,\n"), ("waves.csv", "wave,name,reference\n1,First wave,2020-03-01\n"),
            ("posts.csv", "respondent,organisation\nP1,G1\nP2,G2\nP3,G3\n"), ("wave1.csv", "respondent,Q1,Q2\nP1,Agree,3\nP2,Perhaps,\n"),
        })
        {
            File.WriteAllText(Path.Combine(tables, name), text);
        }

        Assert.Equal(0, Run("study", "new", "Asked").Code);
        var import = Run("import", "survey", tables, "-s", "asked");
        Assert.Equal(0, import.Code);
        Assert.Contains("none of its options", import.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 3 asked, 67%", Run("survey", "waves", "-s", "asked").Output, StringComparison.Ordinal);
        Assert.Contains("n 1, without an answer 0, none of the options or no number 1", Run("survey", "item", "Q1", "-s", "asked").Output, StringComparison.Ordinal);
        Assert.Contains("median 3", Run("survey", "item", "Q2", "-s", "asked").Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse(Run("survey", "item", "Q1", "-s", "asked", "--json").Output).RootElement;
        Assert.Equal(1, json.GetProperty("table").GetProperty("waves")[0].GetProperty("base").GetInt32());
        Assert.Contains("Q2", Run("survey", "items", "-s", "asked").Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("import", "survey", tables, "-s", "asked").Code);
        Assert.Equal(1, Run("survey", "item", "Q9", "-s", "asked").Code);
    }

    [Fact]
    public void A_tracker_sheet_is_previewed_and_then_lands()
    {
        var file = Path.Combine(Folder, "tracker.csv");
        File.WriteAllText(file, "Practice;Code;Seen on\nNorthside;GP01;14/06/2021\nNorthside;GP02;soon\n");
        Assert.Equal(0, Run("study", "new", "Tracked").Code);
        string[] import = ["import", "tracker", file, "-s", "tracked", "--map", "site=Practice", "--map", "participant=Code", "--map", "date=Seen on"];
        var preview = Run([.. import, "--preview"]);
        Assert.Contains("Would come in: 1 site, 2 participants, 1 encounter", preview.Output, StringComparison.Ordinal);
        Assert.Contains("“soon” is not read as a date", preview.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Northside", Run("ask", "field", "-s", "tracked").Output, StringComparison.Ordinal);
        Assert.Contains("Brought in as act 2", Run(import).Output, StringComparison.Ordinal);
        Assert.Contains("Interview with GP01, 2021-06-14", Run("ask", "field", "-s", "tracked").Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("import", "tracker", file, "-s", "tracked", "--map", "colour=Practice").Code);
        Assert.Equal(1, Run("import", "tracker", file, "-s", "tracked", "--map", "site=Hospital").Code);
    }
}
