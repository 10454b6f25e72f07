using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Markdig;
using Markdig.Parsers.Inlines;

namespace Fieldthread.Formats.Findings;

/// <summary>A report as read.</summary>
/// <param name="Report">The tree.</param>
/// <param name="Remarks">What was refused, and what a person should look at; each names its line.</param>
public sealed record ReportReading(ReportDocument Report, IReadOnlyList<Remark> Remarks);

/// <summary>
/// Reads the report language: a strict part of Pandoc Markdown, so that pandoc and Quarto read the same file. Paragraphs, headings, lists, quotations, pipe tables, emphasis, links;
/// divisions <c>::: {.finding #F1}</c>; spans <c>[…]{.claim #C1 ev="q1" against="q2"}</c>, <c>.quote</c>, <c>.value</c>, <c>.quantifier</c>; citations <c>[@ev:q1; @key, p. 12]</c>.
/// HTML is refused. Never throws on any text.
/// </summary>
public static class ReportReader
{
    private const int Longest = 4_000_000;

    /// <summary>Reads a report.</summary>
    /// <param name="markdown">Any text; at most 4 million code units, the rest is left out with a remark.</param>
    public static ReportReading Read(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var remarks = new List<Remark>();
        var text = WellFormedText.Repair(markdown, out var replaced).ReplaceLineEndings("\n");
        if (replaced > 0)
        {
            remarks.Add(new(RemarkWeight.Guessed, "the whole report", $"{replaced} characters no file may hold became U+FFFD."));
        }

        if (text.Length > Longest)
        {
            text = text[..Longest];
            remarks.Add(new(RemarkWeight.NotTaken, "the end of the report", "The report is longer than 4 million characters; the rest was not read."));
        }

        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation();
        builder.BlockParsers.Insert(0, new DivisionParser());
        builder.InlineParsers.InsertBefore<LinkInlineParser>(new BracketParser());
        try
        {
            var tree = new ReportTree(remarks);
            var report = tree.Convert(Markdown.Parse(text, builder.Build()));
            ReportRemarks.Add(report, remarks);
            return new(report, remarks);
        }
        catch (ArgumentException fault) when (fault.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            // Markdig refuses to nest beyond a limit; so do we.
            remarks.Add(new(RemarkWeight.NotTaken, "the whole report", "It nests too deeply to be read."));
            return new(new(FrontMatter.Read("", remarks), []), remarks);
        }
    }
}
