namespace Fieldthread.Tests;

/// <summary>Revisions and pseudonyms by commands.</summary>
public sealed class SourceCommandTests : Commands
{
    [Fact]
    public void A_text_is_revised_and_what_waits_is_placed_by_commands()
    {
        Assert.Equal(0, Run("study", "new", "Revised").Code);
        var file = Path.Combine(Folder, "Talk.txt");
        File.WriteAllText(file, "We did recieve it. It was on a Tuesday. So it was.");
        Assert.Equal(0, Run("import", "documents", file, "-s", "revised").Code);
        Assert.Equal(0, Run("do", "add-code", "name=Told", "-s", "revised").Code);
        var revision = System.Text.Json.JsonDocument.Parse(Run("ask", "source", "source=Talk", "-s", "revised", "--json").Output).RootElement.GetProperty("revision").GetString()!;
        Assert.Equal(0, Run("do", "add-coding", "revision=" + revision, "start=19", "end=39", "code=Told", "-s", "revised").Code);
        Assert.Equal("We did recieve it. It was on a Tuesday. So it was.", Run("source", "text", "--source", "Talk", "-s", "revised").Output.TrimEnd());
        File.WriteAllText(file, "We did receive it. Nobody could remember when exactly that had been. So it was.\n");
        var preview = Run("source", "revise", file, "--source", "Talk", "--preview", "-s", "revised").Output;
        Assert.Contains("- We did [recieve] it.", preview, StringComparison.Ordinal);
        Assert.Contains("+ We did [receive] it.", preview, StringComparison.Ordinal);
        Assert.Contains("1 would not be carried", preview, StringComparison.Ordinal);
        Assert.Contains("The reason is empty.", Run("source", "revise", file, "--source", "Talk", "-s", "revised").Error, StringComparison.Ordinal);
        Assert.Contains("“mended” is no kind of revision. Write corrected, retranscribed or pseudonymised.", Run("source", "revise", file, "--source", "Talk", "--kind", "mended", "-s", "revised").Error, StringComparison.Ordinal);
        Assert.Contains("There is no source “Tale”", Run("source", "revisions", "--source", "Tale", "-s", "revised").Error, StringComparison.Ordinal);
        Assert.Contains("1 not carried, see: fieldthread source queue --study revised", Run("source", "revise", file, "--source", "Talk", "--reason", "Typing", "-s", "revised").Output, StringComparison.Ordinal);
        Assert.Contains("made from revision 1", Run("source", "revise", file, "--source", "Talk", "--reason", "Typing", "--from", "1", "-s", "revised").Error, StringComparison.Ordinal);
        Assert.Contains("Talk,2,corrected,Typing,", Run("source", "revisions", "--source", "Talk", "--csv", "-s", "revised").Output, StringComparison.Ordinal);
        Assert.Contains("1 were not carried", Run("source", "diff", "--source", "Talk", "-s", "revised").Output, StringComparison.Ordinal);
        var queue = Run("source", "queue", "--csv", "-s", "revised").Output.TrimEnd();
        var id = queue[(queue.LastIndexOf(',') + 1)..];
        Assert.Contains("does not hold these words there", Run("source", "place", id, "--words", "on a Tuesday", "-s", "revised").Error, StringComparison.Ordinal);
        Assert.Contains("Placed by act", Run("source", "place", id, "--words", "Nobody could remember", "-s", "revised").Output, StringComparison.Ordinal);
        Assert.Contains("waits for nothing", Run("source", "let-go", id, "--reason", "x", "-s", "revised").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_sealed_looked_at_and_put_in_by_commands()
    {
        var place = Environment.GetEnvironmentVariable("FIELDTHREAD_NAMES_KEY");
        try
        {
            Environment.SetEnvironmentVariable("FIELDTHREAD_NAMES_KEY", Path.Combine(Folder, "key", "names.key"));
            Assert.Equal(0, Run("study", "new", "Named").Code);
            var file = Path.Combine(Folder, "Talk.txt");
            File.WriteAllText(file, "Wanda Elm came. We met Wanda Elm at the quay.");
            Assert.Equal(0, Run("import", "documents", file, "-s", "named").Code);
            Assert.Contains("no sealed store of names yet", Run("names", "look", "-s", "named").Error, StringComparison.Ordinal);
            var key = Run("names", "set-up", "-s", "named").Output;
            Assert.Matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){13}", key);
            Assert.Contains("Wanda Elm", Run("names", "suggest", "-s", "named").Output, StringComparison.Ordinal);
            Assert.Contains("“ship” is no kind of name. Write person, place", Run("names", "add", "[a ship]", "Elm", "--kind", "ship", "-s", "named").Error, StringComparison.Ordinal);
            Assert.Equal(0, Run("names", "add", "GP01", "Wanda Elm", "Wanda", "-s", "named").Code);
            Assert.DoesNotContain("Wanda", Run("names", "list", "-s", "named").Output, StringComparison.Ordinal);
            Assert.Contains("Wanda Elm; Wanda", Run("names", "look", "-s", "named").Output, StringComparison.Ordinal);
            var review = Run("names", "review", "--source", "Talk", "-s", "named").Output;
            Assert.Contains("+ [GP01] came. We met [GP01] at the quay.", review, StringComparison.Ordinal);
            var seen = System.Text.RegularExpressions.Regex.Match(review, "--seen ([0-9]+)").Groups[1].Value;
            Assert.Contains("have not looked at all of these texts", Run("names", "apply", "--source", "Talk", "--seen", "1", "--reason", "x", "-s", "named").Error, StringComparison.Ordinal);
            Assert.Contains("2 places in 1 text", Run("names", "apply", "--source", "Talk", "--seen", seen, "--reason", "Before coding", "-s", "named").Output, StringComparison.Ordinal);
            Assert.Equal("GP01 came. We met GP01 at the quay.", Run("source", "text", "--source", "Talk", "-s", "named").Output.TrimEnd());
        }
        finally
        {
            Environment.SetEnvironmentVariable("FIELDTHREAD_NAMES_KEY", place);
        }
    }
}
