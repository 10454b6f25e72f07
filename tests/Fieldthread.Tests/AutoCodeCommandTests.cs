namespace Fieldthread.Tests;

/// <summary>Coding by rule, open answers and kept searches by commands.</summary>
public sealed class AutoCodeCommandTests : Commands
{
    [Fact]
    public void Texts_are_coded_by_rule_and_answers_by_name()
    {
        Assert.Equal(0, Run("study", "new", "Rule").Code);
        File.WriteAllText(Path.Combine(Folder, "talk.txt"), "P1: We met twice about money.\n\nP2: So we did.\n\nP1: Money again.\n\nP2: No time.\n");
        Assert.Equal(0, Run("import", "documents", Path.Combine(Folder, "talk.txt"), "-s", "rule").Code);
        var preview = Run("autocode", "words", "money", "--new", "Money", "--preview", "-s", "rule");
        Assert.StartsWith("2 stretches in 1 source would be coded, by words: money, the sentence; 0 passed over.", preview.Output, StringComparison.Ordinal);
        Assert.StartsWith("number,source,site,speaker,place,start,end,before,words,behind,code,question,state\r\n1,", Run("autocode", "words", "money", "--new", "Money", "--preview", "--csv", "-s", "rule").Output.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
        Assert.Contains("[We met twice about money.]", preview.Output, StringComparison.Ordinal);
        Assert.Contains("2 codings in 1 source", Run("autocode", "words", "money", "--new", "Money", "--note", "First.", "-s", "rule").Output, StringComparison.Ordinal);
        Assert.Contains("coded so already", Run("autocode", "words", "money", "--code", "money", "-s", "rule").Error, StringComparison.Ordinal);
        Assert.Contains("offset 2", Run("autocode", "pattern", "(a", "--code", "Money", "--preview", "-s", "rule").Error, StringComparison.Ordinal);
        Assert.Contains("4 codings", Run("autocode", "speaker", "P1", "P2", "--each", "--under", "Money", "-s", "rule").Output, StringComparison.Ordinal);
        Assert.Contains("is no part of a text", Run("autocode", "words", "money", "--take", "page", "-s", "rule").Error, StringComparison.Ordinal);
        var list = Run("autocode", "list", "--csv", "-s", "rule").Output;
        Assert.Contains("by words: money, the sentence", list, StringComparison.Ordinal);
        var act = list.Split('\n')[^2].Split(',').First(cell => int.TryParse(cell, out _));
        Assert.Contains("proposed", Run("autocode", "show", act, "--csv", "-s", "rule").Output, StringComparison.Ordinal);
        Assert.Contains("no run of coding by rule", Run("autocode", "show", "1", "-s", "rule").Error, StringComparison.Ordinal);
        Assert.StartsWith("2 stretches", Run("quotations", "only Money [origin = proposed]", "-s", "rule").Output, StringComparison.Ordinal);

        var survey = Directory.CreateDirectory(Path.Combine(Folder, "survey")).FullName;
        foreach (var (name, text) in new[] { ("items.csv", "key,type,question_w1\nQ4,text,What else?\n"), ("waves.csv", "wave,name,reference\n1,First wave,2020-03-01\n"), ("posts.csv", "respondent,organisation\nR1,G01\nR2,G02\n"), ("wave1.csv", "respondent,Q4\nR1,More money.\nR2,Less noise.\n") })
        {
            File.WriteAllText(Path.Combine(survey, name), text);
        }

        Assert.Equal(0, Run("import", "survey", survey, "-s", "rule").Code);
        Assert.Contains("1 answer, 1 coding added", Run("answers", "code", "Q4", "money", "--respondent", "R1", "-s", "rule").Output, StringComparison.Ordinal);
        Assert.Contains("Less noise.", Run("answers", "list", "Q4", "--uncoded", "--csv", "-s", "rule").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("More money.", Run("answers", "list", "Q4", "--uncoded", "--csv", "-s", "rule").Output, StringComparison.Ordinal);
        Assert.Contains("Q4,What else?,First wave,2,1", Run("answers", "items", "--csv", "-s", "rule").Output, StringComparison.Ordinal);
        Assert.Contains("No answer was chosen", Run("answers", "code", "Q4", "money", "-s", "rule").Error, StringComparison.Ordinal);

        Assert.Equal(0, Run("do", "keep-search", "name=Money talk", "words=money", "-s", "rule").Code);
        Assert.StartsWith("3 passages in 2 sources.", Run("search", "--saved", "Money talk", "-s", "rule").Output, StringComparison.Ordinal);
        Assert.Contains("no search “Nothing”", Run("search", "--kept", "Nothing", "-s", "rule").Error, StringComparison.Ordinal);
        Assert.Contains("Neither words nor", Run("search", "-s", "rule").Error, StringComparison.Ordinal);
    }
}
