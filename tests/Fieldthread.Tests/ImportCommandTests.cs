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
    public void A_project_that_was_changed_elsewhere_is_looked_at_merged_and_chosen_from()
    {
        var (file, sent, back) = (Path.Combine(Folder, "sample.qdpx"), Path.Combine(Folder, "sent.qdpx"), Path.Combine(Folder, "back.qdpx"));
        File.WriteAllBytes(file, Fieldthread.Testing.QdeSample.Bytes());
        Assert.Equal(0, Run("study", "new", "Back").Code);
        Assert.Equal(0, Run("import", "qdpx", file, "-s", "back").Code);
        Assert.Equal(0, Run("export", "qdpx", "-o", sent, "--for", "Ben", "-s", "back").Code);
        var project = Formats.Fieldwork.Refi.RefiReader.Read(new MemoryStream(File.ReadAllBytes(sent))).Project;
        void Write(string name, string colour)
        {
            using var stream = File.Create(back);
            Formats.Fieldwork.Refi.RefiWriter.Write(project with { Codes = [.. project.Codes.Select((c, i) => i == 0 ? c with { Name = name, Colour = colour } : c)] }, stream);
        }

        Write("So called there", "#AA0000");
        var preview = Run("import", "qdpx", back, "--preview", "-s", "back");
        Assert.Contains("1 changed there", preview.Output, StringComparison.Ordinal);
        Assert.Contains("So called there", preview.Output, StringComparison.Ordinal);
        Assert.Contains("neither theirs nor ours", Run("import", "qdpx", back, "--take", "perhaps", "-s", "back").Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("import", "qdpx", back, "--choose", "code:0=ours", "-s", "back").Code);
        Assert.Equal(1, Run("import", "qdpx", back, "--preview", "--before", "9999", "-s", "back").Code);
        Assert.Contains("0 things added, 1 changed", Run("import", "qdpx", back, "--merge", "-s", "back").Output, StringComparison.Ordinal);
        Assert.StartsWith("There is nothing to do.", Run("import", "qdpx", back, "--preview", "-s", "back").Output, StringComparison.Ordinal);

        // Their next version names it otherwise again: by rule it is taken; chosen ours, it stays as it is here.
        Write("Named once more", "#AA0000");
        Assert.Equal(0, Run("import", "qdpx", back, "--choose", "code=theirs", "-s", "back").Code);
        Assert.Contains("Named once more", Run("codebook", "list", "-s", "back").Output + Run("ask", "codebook", "-s", "back").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coded_project_goes_out_with_what_was_kept_in_the_profile_that_was_asked_for()
    {
        var file = Path.Combine(Folder, "sample.qdpx");
        File.WriteAllBytes(file, Fieldthread.Testing.QdeSample.Bytes());
        Assert.Equal(0, Run("study", "new", "Kept").Code);
        Assert.Equal(0, Run("import", "qdpx", file, "-s", "kept").Code);
        foreach (var profile in new[] { "standard", "nvivo", "maxqda" })
        {
            var back = Path.Combine(Folder, profile + ".qdpx");
            var export = Run("export", "qdpx", "-s", "kept", "--out", back, "--profile", profile);
            Assert.Contains("5 things kept as they came", export.Output, StringComparison.Ordinal);
            Assert.Equal(Fieldthread.Testing.QdeSample.Elements(File.ReadAllBytes(file)).Count, Fieldthread.Testing.QdeSample.Elements(File.ReadAllBytes(back)).Count);
        }

        var refused = Run("export", "qdpx", "-s", "kept", "--out", file, "--profile", "atlas");
        Assert.Equal(1, refused.Code);
        Assert.Contains("Board room", Run("ask", "kept-things", "-s", "kept").Output, StringComparison.Ordinal);
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

    [Fact]
    public void Documents_of_many_kinds_come_in_and_say_when_and_where()
    {
        Assert.Equal(0, Run("study", "new", "Heard").Code);
        var (call, page, old) = (Path.Combine(Folder, "call.srt"), Path.Combine(Folder, "page.html"), Path.Combine(Folder, "old.txt"));
        File.WriteAllText(call, "1\n00:12:04,000 --> 00:12:06,000\nGP03: Who pays for the merger?\n\n2\n00:12:07,000 --> 00:12:08,000\nINT: Nobody.\n\n3\n00:12:09,000 --> 00:12:10,000\nGP03: Good.\n");
        File.WriteAllText(page, "<h1>Paper</h1><p>The merger is agreed.");
        File.WriteAllBytes(old, [.. "caf"u8, 0xE9]);
        var import = Run("import", "documents", call, page, "-s", "heard");
        Assert.Equal(0, import.Code);
        Assert.Contains("3 cues", import.Output, StringComparison.Ordinal);
        Assert.Contains("call, GP03 1, 12:04", Run("search", "merger", "-s", "heard").Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("import", "documents", old, "-s", "heard").Code);
        Assert.Equal(0, Run("import", "documents", old, "--windows-1252", "-s", "heard").Code);
    }

    [Fact]
    public void Memos_are_kept_by_commands()
    {
        Assert.Equal(0, Run("study", "new", "Noted").Code);
        Assert.Equal(0, Run("do", "add-code", "name=Trust", "-s", "noted").Code);
        var written = Run("memo", "write", "Is it one thing?", "--on", "codes:Trust", "--title", "Doubt", "-s", "noted");
        Assert.Equal(0, written.Code);
        var id = written.Output.Trim()[^36..];
        Assert.Equal(1, Run("memo", "write", "x", "--on", "codes:Nobody", "-s", "noted").Code);
        Assert.Equal(0, Run("do", "add-claim", "statement=They trust.", "-s", "noted").Code);
        Assert.Equal(0, Run("memo", "link", id, "claims:C1", "-s", "noted").Code);
        Assert.Equal(0, Run("memo", "change", id, "Is it two things?", "--title", "Doubt", "-s", "noted").Code);
        Assert.Contains("Doubt,Is it two things?,code,Trust,claim C1 They trust.", Run("memo", "list", "--on", "claims:C1", "--csv", "-s", "noted").Output, StringComparison.Ordinal);
        var file = Path.Combine(Folder, "memos.docx");
        Assert.Equal(0, Run("memo", "list", "--docx", file, "-s", "noted").Code);
        Assert.True(new FileInfo(file).Length > 1_000);
        Assert.Equal(0, Run("memo", "remove", id, "-s", "noted").Code);
        Assert.DoesNotContain("Doubt", Run("memo", "list", "-s", "noted").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Approvals_and_recruitment_are_kept_by_commands()
    {
        Assert.Equal(0, Run("study", "new", "Kept").Code);
        Assert.Equal(0, Run("do", "add-site", "name=Site 3", "-s", "kept").Code);
        Assert.Equal(0, Run("approvals", "record", "ethics", "--body", "Committee", "--reference", "R 1", "--from", "2021-03-01", "--until", "2022-03-31", "-s", "kept").Code);
        Assert.Equal(0, Run("approvals", "record", "access", "--reference", "letter", "--from", "2021", "--site", "Site 3", "-s", "kept").Code);
        Assert.Equal(1, Run("approvals", "record", "access", "--reference", "letter", "--site", "Site 9", "-s", "kept").Code);
        Assert.Equal(1, Run("do", "add-encounter", "name=Late", "kind=interview", "date=2022-04-01", "-s", "kept").Code);
        Assert.Equal(0, Run("approvals", "recheck", "letter", "--day", "2022-01-05", "--note", "Still holds.", "-s", "kept").Code);
        Assert.Equal(1, Run("approvals", "recheck", "none", "--day", "2022-01-05", "--note", "x", "-s", "kept").Code);
        var due = Run("approvals", "list", "--due", "-s", "kept").Output;
        Assert.Contains("R 1", due, StringComparison.Ordinal);
        Assert.DoesNotContain("letter", due, StringComparison.Ordinal);
        Assert.Contains("Still holds.", Run("approvals", "list", "--csv", "-s", "kept").Output, StringComparison.Ordinal);

        Assert.Equal(0, Run("recruitment", "target", "Manager", "2", "--site", "Site 3", "-s", "kept").Code);
        Assert.Equal(0, Run("recruitment", "approach", "R7", "Manager", "--day", "2021-05-03", "--site", "Site 3", "-s", "kept").Code);
        Assert.Equal(0, Run("recruitment", "record", "R7", "noAnswer", "--day", "2021-05-12", "-s", "kept").Code);
        Assert.Equal(0, Run("recruitment", "approach", "R8", "Manager", "--day", "2021-05-14", "--in-place-of", "R7", "-s", "kept").Code);
        Assert.Equal(1, Run("recruitment", "record", "R9", "agreed", "--day", "2021-05-12", "-s", "kept").Code);
        var log = Run("recruitment", "list", "--csv", "-s", "kept").Output;
        Assert.Contains("R7,Manager,Site 3,replaced,2021-05-14", log, StringComparison.Ordinal);
        Assert.Contains("Manager", Run("recruitment", "counts", "-s", "kept").Output, StringComparison.Ordinal);
        var file = Path.Combine(Folder, "log.csv");
        File.WriteAllText(file, log);
        Assert.Equal(0, Run("study", "new", "Again").Code);
        Assert.Equal(0, Run("do", "add-site", "name=Site 3", "-s", "again").Code);
        Assert.Contains("2 people, 4 steps", Run("recruitment", "import", file, "-s", "again").Output, StringComparison.Ordinal);
        Assert.Equal(log, Run("recruitment", "list", "--csv", "-s", "again").Output);
    }
}
