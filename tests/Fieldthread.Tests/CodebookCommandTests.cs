using System.Text.Json;

namespace Fieldthread.Tests;

/// <summary>The codebook and retrieval by commands.</summary>
public sealed class CodebookCommandTests : Commands
{
    [Fact]
    public void A_codebook_is_listed_changed_taken_out_and_brought_in_by_commands()
    {
        Assert.Equal(0, Run("study", "new", "Book").Code);
        foreach (var code in new[] { "Trust", "Money", "Time" })
        {
            Assert.Equal(0, Run("do", "add-code", "name=" + code, "definition=About " + code + ".", "-s", "book").Code);
        }

        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "We trusted them. We trusted the money. It took time.");
        Assert.Equal(0, Run("import", "documents", Path.Combine(Folder, "notes.txt"), "-s", "book").Code);
        var source = JsonDocument.Parse(Run("ask", "sources", "-s", "book", "--json").Output).RootElement[0].GetProperty("id").GetString()!;
        var revision = JsonDocument.Parse(Run("ask", "source", "source=" + source, "-s", "book", "--json").Output).RootElement.GetProperty("revision").GetString()!;
        Assert.Equal(0, Run("do", "add-coding", "revision=" + revision, "start=0", "end=16", "code=Trust", "-s", "book").Code);
        Assert.Equal(0, Run("do", "add-coding", "revision=" + revision, "start=17", "end=38", "code=Trust", "-s", "book").Code);
        Assert.Contains("Trust,About Trust.,", Run("codebook", "list", "--csv", "-s", "book").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("codebook", "order", "Time", "before", "Trust", "-s", "book").Code);
        Assert.StartsWith("Time", Run("codebook", "list", "--csv", "-s", "book").Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.Contains("is no place among siblings", Run("codebook", "order", "Time", "beside", "Trust", "-s", "book").Error, StringComparison.Ordinal);
        Assert.Contains("1 coding went to the new code", Run("codebook", "split", "Trust", "--new", "Trust in money", "--words", "money", "--reason", "Two things.", "-s", "book").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("codebook", "retire", "Time", "--reason", "Unused.", "--instead", "Trust", "-s", "book").Code);
        Assert.Contains("is retired already", Run("codebook", "retire", "Time", "--reason", "Again.", "-s", "book").Error, StringComparison.Ordinal);
        Assert.Contains("Unused.", Run("codebook", "history", "Time", "-s", "book").Output, StringComparison.Ordinal);
        Assert.Contains("\"added, split\"", Run("codebook", "diff", "act 8", "--csv", "-s", "book").Output, StringComparison.Ordinal);
        foreach (var ends in new[] { "qdc", "docx", "csv", "xlsx" })
        {
            Assert.Contains("4 codes", Run("codebook", "export", Path.Combine(Folder, "book." + ends), "-s", "book").Output, StringComparison.Ordinal);
        }

        Assert.Contains("none of the endings", Run("codebook", "export", Path.Combine(Folder, "book.pdf"), "-s", "book").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("study", "new", "Copy").Code);
        Assert.Contains("4 new codes, 0 the same", Run("codebook", "import", Path.Combine(Folder, "book.qdc"), "--preview", "-s", "copy").Output, StringComparison.Ordinal);
        Assert.Contains("4 codes added", Run("codebook", "import", Path.Combine(Folder, "book.qdc"), "-s", "copy").Output, StringComparison.Ordinal);
        Assert.Contains("says nothing that the codebook has not", Run("codebook", "import", Path.Combine(Folder, "book.qdc"), "-s", "copy").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("codebook", "bring-back", "Time", "--reason", "Wanted.", "-s", "book").Code);

        Assert.StartsWith("1 stretch, touched by 1 coding, in 1 source of 0 sites, by 0 participants.", Run("quotations", "Trust near 0 words \"Trust in money\"", "-s", "book").Output, StringComparison.Ordinal);
        Assert.Contains("We trusted the money.", Run("quotations", "coded not only Trust", "--csv", "-s", "book").Output, StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(Run("quotations", "coded", "--json", "-s", "book").Output).RootElement.GetProperty("stretches").GetInt32());
        Assert.Equal(0, Run("quotations", "coded", "--docx", Path.Combine(Folder, "q.docx"), "-s", "book").Code);
        Assert.Contains("At character 10", Run("quotations", "Trust and", "-s", "book").Error, StringComparison.Ordinal);
        Assert.Contains("no retrieval “Nothing”", Run("quotations", "--kept", "Nothing", "-s", "book").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("do", "keep-retrieval", "name=All", "line=coded", "-s", "book").Code);
        Assert.StartsWith("2 stretches", Run("quotations", "--kept", "All", "-s", "book").Output, StringComparison.Ordinal);
        Assert.StartsWith("1 passage in 1 source.", Run("search", "/tr[a-z]+ the/", "-s", "book").Output, StringComparison.Ordinal);
        Assert.Contains("codes: 1", Run("search", "about NEAR/0 money", "-s", "book").Output, StringComparison.Ordinal);
    }
}
