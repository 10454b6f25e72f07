using System.Diagnostics;
using System.Text;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>Files that pandoc, which we did not write, makes of one text are read as that text.</summary>
public sealed class PandocTests
{
    private const string Written = """
        # An invented interview

        INT: So how did *it* begin, and who was --- if anybody --- asked?

        GP03: Nobody asked us. “They” came in 2012 with £60bn, 🙂 naïvely, I thought.[^1]

        1.  the first thing
        2.  the second thing

        | Who   | When |
        |-------|------|
        | Board | 2013 |
        | Group | 2014 |

        INT: Thank you.

        [^1]: A note that is not part of the words.
        """;

    [ProgramTheory("pandoc")]
    [InlineData("docx")]
    [InlineData("odt")]
    [InlineData("rtf")]
    [InlineData("html")]
    public void What_pandoc_writes_is_read(string format)
    {
        var document = Twins.Read("a." + format, Run(Written, "-f", "markdown", "-t", format, "-s", "--metadata", "title= ", "-o", "-"));
        string[] expected = ["An invented interview", "INT: So how did it begin, and who was — if anybody — asked?", "GP03: Nobody asked us. “They” came in 2012 with £60bn, 🙂 naïvely, I thought.", "the first thing", "the second thing", "Who\tWhen", "Board\t2013", "Group\t2014", "INT: Thank you."];
        // Its RTF has the numbers of a list as words, with a tab behind.
        Assert.Equal(expected, document.Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => line.StartsWith("1.\t", StringComparison.Ordinal) || line.StartsWith("2.\t", StringComparison.Ordinal) ? line[3..] : line).Select(line => line.Replace(" — ", "—", StringComparison.Ordinal).Replace("—", " — ", StringComparison.Ordinal)));
        Assert.Contains(document.Remarks, r => r.Message.StartsWith("1 footnote", StringComparison.Ordinal));
        Assert.Contains(document.Remarks, r => r.Message.StartsWith("1 table", StringComparison.Ordinal));
        Assert.Contains(document.Headings, h => h.Span.Of(document.Text) == "An invented interview");
    }

    [ProgramFact("pandoc")]
    public void Pandoc_finds_the_same_words_in_a_file_of_ours()
    {
        string[] paragraphs = ["INT: So how did it begin?", "GP03: In 2012 – “nobody” asked us 🙂.", "Naïve, don’t you think; < & >."];
        // Not of RTF: pandoc’s reader passes over the letter behind a character outside ASCII. Nor of word files: those of the twins are no whole packages.
        foreach (var (name, bytes) in Twins.Of(paragraphs).Where(t => t.Key == "a.html"))
        {
            var plain = Encoding.UTF8.GetString(Run(Encoding.Latin1.GetString(bytes), Encoding.Latin1, "-f", name[2..], "-t", "plain", "--wrap=none", "-o", "-"));
            Assert.Equal(plain.Split('\n').Where(l => l.Length > 0), Twins.Read(name, bytes).Text.Split('\n').Where(l => l.Length > 0));
        }
    }

    private static byte[] Run(string input, params string[] arguments) => Run(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), arguments);

    private static byte[] Run(string input, Encoding encoding, params string[] arguments)
    {
        using var pandoc = Process.Start(new ProcessStartInfo("pandoc", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        pandoc.StandardInput.BaseStream.Write(encoding.GetBytes(input));
        pandoc.StandardInput.Close();
        using var output = new MemoryStream();
        pandoc.StandardOutput.BaseStream.CopyTo(output);
        pandoc.WaitForExit();
        Assert.Equal(0, pandoc.ExitCode);
        return output.ToArray();
    }
}
