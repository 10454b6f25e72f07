using System.IO.Compression;
using System.Text.Json;
using Fieldthread.Testing;

namespace Fieldthread.Tests;

/// <summary>The main job by commands, on real material and on bad.</summary>
public sealed class MainJobCommandTests : Commands
{
    [ReferenceFact]
    public void A_real_project_goes_through_the_whole_main_job_by_commands_alone()
    {
        // Its beginning and its end by the program itself, so that its first and last lines are tested too; between them the same commands in this process.
        Apart = true;
        Assert.Equal(0, Run("study", "new", "Real material").Code);
        var import = Run("import", "qdpx", Path.Combine(Project.Reference!, "qda", "corpora", "qc-1.3.2-demo.qdpx"), "-s", "real-material", "--json");
        Assert.Equal(0, import.Code);
        Assert.Equal(205, JsonDocument.Parse(import.Output).RootElement.GetProperty("answer").GetProperty("codings").GetInt32());
        var rows = JsonDocument.Parse(Run("ask", "sources", "-s", "real-material").Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(205, rows.Sum(r => r.GetProperty("codings").GetInt32()));
        Apart = false;
        Assert.Equal(0, Run("search", "computer", "science", "-s", "real-material").Code);
        Assert.Equal(0, Run("claim", "new", "The board speaks of computing as a skill for everybody", "-s", "real-material").Code);
        var words = Words(rows, 7);
        Assert.Equal(0, Run([.. new[] { "claim", "evidence", "C1", "-s", "real-material", "--for" }, .. words.Take(5), "--against", .. words.Skip(5)]).Code);
        foreach (var row in rows)
        {
            Assert.Equal(0, Run("do", "set-quoting-basis", $"source={row.GetProperty("id").GetString()}", "basis=publicRecord", "-s", "real-material").Code);
        }

        var text = Path.Combine(Folder, "interim.md");
        File.WriteAllText(text, $"---\ntitle: What the board said\n---\n\n# Found\n\n[The board speaks of computing as a skill for everybody]{{.claim #C1 ev=\"q1 q2 q3 q4 q5\" against=\"q6 q7\"}}\n\n> [{words[0]}]{{.quote ev=q1}}\n");
        Assert.Equal(0, Run("report", "add", text, "-s", "real-material").Code);
        Assert.Equal(0, Run("cut", "freeze", "first", "-s", "real-material").Code);
        Apart = true;
        Assert.Equal(0, Run("report", "verify", "interim", "-s", "real-material", "--cut", "first").Code);
        Assert.Equal(0, Run("report", "publish", "interim", "-s", "real-material", "--cut", "first").Code);
        Apart = false;
        Assert.Equal(0, Run("report", "build", "interim", "-s", "real-material", "--cut", "first", "--out", Path.Combine(Folder, "out")).Code);
        Assert.Contains(words[0].Split('\n')[0], File.ReadAllText(Path.Combine(Folder, "out", "index.html")), StringComparison.Ordinal);

        File.WriteAllText(text, File.ReadAllText(text).Replace(words[0].Split(' ')[0] + " ", "altered ", StringComparison.Ordinal));
        Assert.Equal(0, Run("report", "add", text, "-s", "real-material").Code);
        Apart = true;
        Assert.Equal(1, Run("report", "verify", "interim", "-s", "real-material", "--cut", "first").Code);
        Assert.Equal(1, Run("report", "publish", "interim", "-s", "real-material", "--cut", "first").Code);
    }

    [Fact]
    public void Bad_input_gets_words_an_exit_code_and_leaves_the_study_as_it_was()
    {
        Assert.Equal(0, Run("study", "new", "Careful").Code);
        var before = Run("log", "verify", "-s", "careful").Output;
        foreach (var (name, bytes) in Hostile())
        {
            var file = Path.Combine(Folder, name);
            File.WriteAllBytes(file, bytes);
            var (code, _, error) = Run("import", name.EndsWith(".qdpx", StringComparison.Ordinal) ? "qdpx" : "documents", file, "-s", "careful");
            Assert.True(code == 1, name + " was not refused");
            Assert.StartsWith("Not done. ", error, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        }

        var report = Path.Combine(Folder, "loose.md");
        File.WriteAllText(report, "# Found\n\n[a claim]{.claim #C9 ev=\"q99\"}\n");
        Assert.Equal(0, Run("report", "add", report, "-s", "careful").Code);
        var (verify, said, _) = Run("report", "verify", "loose", "-s", "careful");
        Assert.Equal(1, verify);
        Assert.Contains("There is no evidence “q99”", said, StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(Folder, "project.md"), Hostile().First().Item2);
        var (notText, _, why) = Run("report", "add", Path.Combine(Folder, "project.md"), "-s", "careful");
        Assert.Equal(1, notText);
        Assert.Contains("project.md: The file is no text.", why, StringComparison.Ordinal);
        Assert.Equal(0, Run("do", "undo-act", "act=2", "-s", "careful").Code);
        Assert.NotEqual(before, Run("log", "verify", "-s", "careful").Output);
        Assert.Equal(2, Run("impart", "qdpx").Code);
        Assert.Equal(1, Run("study", "show", "nowhere").Code);
    }

    private static IEnumerable<(string, byte[])> Hostile()
    {
        var whole = Zip(("project.qde", "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"x\"/>"));
        yield return ("truncated.qdpx", whole[..(whole.Length / 2)]);
        yield return ("outside.qdpx", Zip(("../project.qde", "<Project/>")));
        yield return ("entities.qdpx", Zip(("project.qde", "<?xml version=\"1.0\"?><!DOCTYPE p [<!ENTITY a \"b\">]><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"&a;\"/>")));
        yield return ("bomb.qdpx", Zip(("project.qde", new string(' ', 64 << 20))));
        yield return ("unknown.txt", [0x66, 0xE9, 0xFF, 0xFE, 0x80, 0x81, 0x20]);
        yield return ("no.docx", "not a document"u8.ToArray());
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Words of the sources, each standing in one place only.</summary>
    private List<string> Words(List<JsonElement> sources, int count)
    {
        var text = JsonDocument.Parse(Run("ask", "source", $"source={sources[0].GetProperty("id").GetString()}", "-s", "real-material").Output).RootElement.GetProperty("text").GetString()!;
        return text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 40 && l.IndexOfAny(['[', ']', '"', '<', '*', '_', '#']) < 0 && text.IndexOf(l, StringComparison.Ordinal) == text.LastIndexOf(l, StringComparison.Ordinal)).Distinct().Take(count).ToList();
    }
}
