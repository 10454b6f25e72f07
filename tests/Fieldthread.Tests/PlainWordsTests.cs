using System.Net;
using System.Net.Sockets;

namespace Fieldthread.Tests;

/// <summary>What a person who mistyped something reads: plain words and what may be written instead, never the program’s own.</summary>
public sealed class PlainWordsTests : Commands
{
    [Fact]
    public void Words_that_cannot_be_read_are_answered_with_those_that_can()
    {
        Assert.Equal(0, Run("study", "new", "Careful").Code);
        Says(2, "“ods” is no layout of a register. Write csv, epcmem, eccg, epraccur, succ or mapped.", "import", "register", "none", "--layout", "ods", "-s", "careful");
        Says(2, "“tall” is no template. Write empty, ", "study", "new", "Other", "--template", "tall");
        Says(2, "“many” cannot be read as the value of --take.", "search", "word", "--take", "many", "-s", "careful");
        Says(1, "There is no file ", "import", "documents", "nowhere.txt", "-s", "careful");
        Says(1, "There is no folder ", "import", "documents", Path.Combine(Folder, "none", "nowhere.txt"), "-s", "careful");
        Says(1, "“houses” is no unit; there are sites", "statistic", "new", "Houses", "{\"form\":\"count\",\"unit\":\"houses\"}", "-s", "careful");
        Says(1, "it is no JSON", "statistic", "new", "Houses", "houses", "-s", "careful");
        Assert.Equal(0, Run("claim", "new", "They met.", "-s", "careful").Code);
        Says(1, "There is no phase “Phase 1” in this study. There is none at all yet.", "do", "record-verdict", "claim=C1", "phase=Phase 1", "verdict=mixed", "reason=x", "-s", "careful");
        Assert.Equal(0, Run("do", "add-phase", "name=Phase 1", "starts=2021", "-s", "careful").Code);
        Says(1, "“perhaps” cannot be read as verdict. It can be: supported, mixed, contradicted, notObserved.", "do", "record-verdict", "claim=C1", "phase=Phase 1", "verdict=perhaps", "reason=x", "-s", "careful");
        Says(1, "There is no phase “Phase 2” in this study. There is: Phase 1.", "do", "record-verdict", "claim=C1", "phase=Phase 2", "verdict=mixed", "reason=x", "-s", "careful");
        Assert.Equal(0, Run("do", "record-verdict", "claim=C1", "phase=phase 1", "verdict=not observed", "reason=Nobody spoke of it.", "-s", "careful").Code);
    }

    [Fact]
    public void A_report_that_opens_onto_nothing_is_published_with_a_word_about_it()
    {
        Assert.Equal(0, Run("study", "new", "Careful").Code);
        var text = Path.Combine(Folder, "loose.md");
        File.WriteAllText(text, "---\ntitle: Loose\n---\n\n# Found\n\nNothing much.\n");
        Assert.Equal(0, Run("report", "add", text, "-s", "careful").Code);
        Assert.Equal(0, Run("cut", "freeze", "first", "-s", "careful").Code);
        Assert.Contains("look   report: Nothing in this report opens onto evidence", Run("report", "verify", "loose", "-s", "careful").Output, StringComparison.Ordinal);
        var (code, said, warned) = Run("report", "publish", "loose", "--cut", "first", "-s", "careful");
        Assert.Equal(0, code);
        Assert.Contains("Nothing in this report opens onto evidence", warned, StringComparison.Ordinal);
        Assert.Contains("No line of evidence was there to be checked.", said, StringComparison.Ordinal);
        File.WriteAllText(text, "---\ntitle: Loose\n---\n\n# Found\n\n[3 sources]{.value ev=s1}\n");
        Assert.Equal(0, Run("statistic", "new", "Sources", "{\"form\":\"count\",\"unit\":\"sources\"}", "-s", "careful").Code);
        Assert.Equal(0, Run("report", "add", text, "-s", "careful").Code);
        Assert.Contains("Number differs", Run("report", "verify", "loose", "-s", "careful").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tracker_without_a_mapping_says_what_it_guessed_and_what_nobody_explained()
    {
        Assert.Equal(0, Run("study", "new", "Tracked").Code);
        var file = Path.Combine(Folder, "tracker.csv");
        File.WriteAllText(file, "Site,Participant,Date,Mood\nNorthside,GP01,2021-06-14,fair\n");
        var (code, said, guessed) = Run("import", "tracker", file, "-s", "tracked");
        Assert.Equal(0, code);
        Assert.Contains("Guessed from the headings: site=Site, participant=Participant, date=Date.", guessed, StringComparison.Ordinal);
        Assert.Contains("1 site, 1 participant, 1 encounter; 0 met again. Take it back with: fieldthread do undo-act act=2 --study tracked", said, StringComparison.Ordinal);
        Assert.Contains("Not read, because nobody said what it means: “Mood”.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_taken_is_told_in_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        foreach (var command in new[] { "serve", "demo" })
        {
            var (code, said, error) = Run(command, "--urls", address);
            Assert.Equal((1, ""), (code, said));
            Assert.StartsWith($"Not done. Something else is already served at {address}. Stop it, or choose another with --urls http://127.0.0.1:", error, StringComparison.Ordinal);
            Assert.Single(error.Trim().Split('\n'));
        }
    }

    private void Says(int code, string words, params string[] typed)
    {
        var (ended, _, error) = Run(typed);
        Assert.Equal(code, ended);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotMatch("System\\.|Fieldthread\\.|Exception|Could not find", error);
    }
}
