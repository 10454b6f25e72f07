using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Fieldthread.Testing;

namespace Fieldthread.Tests;

/// <summary>The program as it is typed: a process, its output, its exit code.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fieldthread-commands-").FullName;

    [Fact]
    public void The_demonstration_fills_a_study_and_publishes_its_report()
    {
        var (code, output, _) = Run("demo", "--no-serve", "--samples", Path.Combine(Project.Root, "samples"));
        Assert.Equal(0, code);
        Assert.Contains("0 stop it", output, StringComparison.Ordinal);
        Assert.Contains("Published as version 1", output, StringComparison.Ordinal);
        Assert.Contains("public page stands at /p/lindermere-member-groups-2021-2022", output, StringComparison.Ordinal);
        var (verified, _, _) = Run("report", "verify", "report", "-s", "lindermere-member-groups-2021-2022", "--cut", "Interim report");
        Assert.Equal(0, verified);
        var (log, head, _) = Run("log", "verify");
        Assert.Equal(0, log);
        Assert.Contains("unbroken", head, StringComparison.Ordinal);
        var built = Path.Combine(folder, "built");
        Assert.Equal(0, Run("report", "build", "report", "-s", "lindermere-member-groups-2021-2022", "--cut", "Interim report", "--out", built).Code);
        Assert.InRange(new FileInfo(Path.Combine(built, "text.html")).Length, 10_000, 60_000);
        var (again, left, _) = Run("demo", "--no-serve", "--samples", Path.Combine(Project.Root, "samples"));
        Assert.Equal(0, again);
        Assert.Contains("left as it", left, StringComparison.Ordinal);
    }

    [ReferenceFact]
    public void A_real_project_goes_through_the_whole_main_job_by_commands_alone()
    {
        Assert.Equal(0, Run("study", "new", "Real material").Code);
        var import = Run("import", "qdpx", Path.Combine(Project.Reference!, "qda", "corpora", "qc-1.3.2-demo.qdpx"), "-s", "real-material", "--json");
        Assert.Equal(0, import.Code);
        Assert.Equal(205, JsonDocument.Parse(import.Output).RootElement.GetProperty("answer").GetProperty("codings").GetInt32());
        var rows = JsonDocument.Parse(Run("ask", "sources", "-s", "real-material").Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(205, rows.Sum(r => r.GetProperty("codings").GetInt32()));
        Assert.Equal(0, Run("search", "computer", "science", "-s", "real-material").Code);
        Assert.Equal(0, Run("claim", "new", "The board speaks of computing as a skill for everybody", "-s", "real-material").Code);
        var words = Words(rows, 7);
        Assert.Equal(0, Run([.. new[] { "claim", "evidence", "C1", "-s", "real-material", "--for" }, .. words.Take(5), "--against", .. words.Skip(5)]).Code);
        foreach (var row in rows)
        {
            Assert.Equal(0, Run("do", "set-quoting-basis", $"source={row.GetProperty("id").GetString()}", "basis=publicRecord", "-s", "real-material").Code);
        }

        var text = Path.Combine(folder, "interim.md");
        File.WriteAllText(text, $"---\ntitle: What the board said\n---\n\n# Found\n\n[The board speaks of computing as a skill for everybody]{{.claim #C1 ev=\"q1 q2 q3 q4 q5\" against=\"q6 q7\"}}\n\n> [{words[0]}]{{.quote ev=q1}}\n");
        Assert.Equal(0, Run("report", "add", text, "-s", "real-material").Code);
        Assert.Equal(0, Run("cut", "freeze", "first", "-s", "real-material").Code);
        Assert.Equal(0, Run("report", "verify", "interim", "-s", "real-material", "--cut", "first").Code);
        Assert.Equal(0, Run("report", "build", "interim", "-s", "real-material", "--cut", "first", "--out", Path.Combine(folder, "out")).Code);
        Assert.Contains(words[0].Split('\n')[0], File.ReadAllText(Path.Combine(folder, "out", "index.html")), StringComparison.Ordinal);
        Assert.Equal(0, Run("report", "publish", "interim", "-s", "real-material", "--cut", "first").Code);

        File.WriteAllText(text, File.ReadAllText(text).Replace(words[0].Split(' ')[0] + " ", "altered ", StringComparison.Ordinal));
        Assert.Equal(0, Run("report", "add", text, "-s", "real-material").Code);
        Assert.Equal(1, Run("report", "verify", "interim", "-s", "real-material", "--cut", "first").Code);
        Assert.Equal(1, Run("report", "publish", "interim", "-s", "real-material", "--cut", "first").Code);
    }

    [Fact]
    public void A_survey_comes_in_from_a_folder_and_is_counted()
    {
        var tables = Directory.CreateDirectory(Path.Combine(folder, "tables")).FullName;
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
        var file = Path.Combine(folder, "tracker.csv");
        File.WriteAllText(file, "Practice;Code;Seen on\nNorthside;GP01;14/06/2021\nNorthside;GP02;soon\n");
        Assert.Equal(0, Run("study", "new", "Tracked").Code);
        string[] import = ["import", "tracker", file, "-s", "tracked", "--map", "site=Practice", "--map", "participant=Code", "--map", "date=Seen on"];
        var preview = Run([.. import, "--preview"]);
        Assert.Contains("Would come in: 1 sites, 2 participants, 1 encounters", preview.Output, StringComparison.Ordinal);
        Assert.Contains("“soon” is not read as a date", preview.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Northside", Run("ask", "field", "-s", "tracked").Output, StringComparison.Ordinal);
        Assert.Contains("Brought in as act 2", Run(import).Output, StringComparison.Ordinal);
        Assert.Contains("Interview with GP01, 2021-06-14", Run("ask", "field", "-s", "tracked").Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("import", "tracker", file, "-s", "tracked", "--map", "colour=Practice").Code);
        Assert.Equal(1, Run("import", "tracker", file, "-s", "tracked", "--map", "site=Hospital").Code);
    }

    [Fact]
    public void A_study_begins_with_a_template_and_says_what_comes_next()
    {
        Assert.Equal(0, Run("study", "new", "Theories", "--template", "realist").Code);
        Assert.Contains("Phase 2: testing theories", Run("ask", "phases", "-s", "theories").Output, StringComparison.Ordinal);
        Assert.Contains("Mechanism", Run("ask", "codebook", "-s", "theories").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("do", "edit-study", "name=Theories", "summary=What works.", "-s", "theories").Code);
        Assert.Equal(0, Run("do", "describe-study", "purpose=To know why.", "-s", "theories").Code);
        var steps = Run("study", "steps", "theories");
        Assert.Equal(0, steps.Code);
        Assert.Matches("done +The study", steps.Output);
        Assert.Matches("next +Funder and partners", steps.Output);
        Assert.Matches("open +Sites", steps.Output);
        Assert.Equal(2, Run("study", "new", "Other", "--template", "cookery").Code);
    }

    [Fact]
    public void A_study_travels_and_a_backup_comes_back()
    {
        Assert.Equal(0, Run("study", "new", "Travelling").Code);
        Assert.Equal(0, Run("do", "add-phase", "name=Phase 1", "-s", "travelling").Code);
        var archive = Path.Combine(folder, "travelling.zip");
        Assert.Equal(0, Run("study", "export", "travelling", "--out", archive).Code);
        using (var zip = ZipFile.OpenRead(archive))
        {
            Assert.Contains(zip.Entries, e => e.Name == "README.txt");
        }

        var other = Path.Combine(folder, "elsewhere");
        Assert.Equal(0, Run("study", "import", archive, "--data", other).Code);
        Assert.Contains("Phase 1", Run("ask", "phases", "-s", "travelling", "--data", other).Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("study", "import", archive, "--data", other).Code);
        var backup = Path.Combine(folder, "backup.zip");
        Assert.Equal(0, Run("backup", backup).Code);
        var restored = Path.Combine(folder, "restored");
        Assert.Equal(0, Run("restore", backup, "--data", restored).Code);
        Assert.Contains("Travelling", Run("study", "list", "--data", restored).Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("restore", backup, "--data", restored).Code);
    }

    [Fact]
    public void Bad_input_gets_words_an_exit_code_and_leaves_the_study_as_it_was()
    {
        Assert.Equal(0, Run("study", "new", "Careful").Code);
        var before = Run("log", "verify", "-s", "careful").Output;
        foreach (var (name, bytes) in Hostile())
        {
            var file = Path.Combine(folder, name);
            File.WriteAllBytes(file, bytes);
            var (code, _, error) = Run("import", name.EndsWith(".qdpx", StringComparison.Ordinal) ? "qdpx" : "documents", file, "-s", "careful");
            Assert.True(code == 1, name + " was not refused");
            Assert.StartsWith("Not done. ", error, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        }

        var report = Path.Combine(folder, "loose.md");
        File.WriteAllText(report, "# Found\n\n[a claim]{.claim #C9 ev=\"q99\"}\n");
        Assert.Equal(0, Run("report", "add", report, "-s", "careful").Code);
        var (verify, said, _) = Run("report", "verify", "loose", "-s", "careful");
        Assert.Equal(1, verify);
        Assert.Contains("There is no evidence “q99”", said, StringComparison.Ordinal);
        Assert.Equal(0, Run("do", "undo-act", "act=2", "-s", "careful").Code);
        Assert.NotEqual(before, Run("log", "verify", "-s", "careful").Output);
        Assert.Equal(2, Run("impart", "qdpx").Code);
        Assert.Equal(1, Run("study", "show", "nowhere").Code);
    }

    [Fact]
    public void A_database_from_a_newer_version_is_refused_and_left_alone()
    {
        Assert.Equal(0, Run("study", "new", "Older").Code);
        var file = Path.Combine(folder, "data", "fieldthread.db");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('9999_from_the_future', '99.0')";
            command.ExecuteNonQuery();
        }

        var (code, _, error) = Run("study", "list");
        Assert.Equal(1, code);
        Assert.Contains("newer version", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

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

    private (int Code, string Output, string Error) Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "fieldthread.dll"));
        Array.ForEach(words, start.ArgumentList.Add);
        if (!words.Contains("--data"))
        {
            start.ArgumentList.Add("--data");
            start.ArgumentList.Add(Path.Combine(folder, "data"));
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
