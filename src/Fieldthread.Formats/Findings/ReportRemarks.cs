using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;

namespace Fieldthread.Formats.Findings;

/// <summary>What a person should look at in a report that reads well: words that look like evidence and are bound to none.</summary>
internal static partial class ReportRemarks
{
    private static readonly string[] Known = ["finding", "claim", "quote", "value", "quantifier", "note", "limits", "abstract"];
    private static readonly string[] Binding = ["quote", "value", "quantifier", "claim"];

    public static void Add(ReportDocument report, List<Remark> remarks)
    {
        foreach (var (at, classes) in report.AllBlocks().OfType<ReportDivision>().Select(d => (d.Line, d.Attributes.Classes))
            .Concat(report.AllInlines().OfType<ReportSpan>().Select(s => (s.Line, s.Attributes.Classes))))
        {
            foreach (var unknown in classes.Except(Known, StringComparer.Ordinal))
            {
                Look(remarks, at, $"“.{unknown}” is no class of the report language ({string.Join(", ", Known)}).");
            }
        }

        foreach (var span in report.AllInlines().OfType<ReportSpan>().Where(s => s.Text is [ReportCitation, ..]))
        {
            Look(remarks, span.Line, "Words in brackets begin with a citation; pandoc may read that otherwise. Put a word first.");
        }

        Promised(report.Blocks, remarks);
        foreach (var block in report.AllBlocks())
        {
            if (block is ReportHeading || !block.Words.Any())
            {
                continue;
            }

            var free = string.Concat(block.Words.Select(Unbound));
            foreach (Match quoted in Quoted().Matches(free))
            {
                if (!quoted.Value.Contains('\uFFFC', StringComparison.Ordinal) && quoted.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 6)
                {
                    Look(remarks, block.Line, $"{quoted.Value} looks like a quotation and is bound to no evidence.");
                }
            }

            foreach (Match number in Number().Matches(free))
            {
                Look(remarks, block.Line, $"“{number.Value}” is a number that is bound to no statistic.");
            }

            if (InText().Match(free) is { Success: true } cited)
            {
                Look(remarks, block.Line, $"“{cited.Value}” cites outside brackets; write [{cited.Value}].");
            }

            if (block is ReportParagraph && free.Split('\n').Any(l => l.TrimStart().StartsWith(":::", StringComparison.Ordinal)))
            {
                Look(remarks, block.Line, "“:::” begins a line and was read as text: a division needs an empty line before it and attributes after it.");
            }
        }
    }

    /// <summary>A heading or a colon that announces what then does not come.</summary>
    private static void Promised(IReadOnlyList<ReportBlock> blocks, List<Remark> remarks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var next = i + 1 < blocks.Count ? blocks[i + 1] : null;
            if (blocks[i] is ReportHeading heading && (next is null || (next is ReportHeading below && below.Level <= heading.Level)))
            {
                Look(remarks, heading.Line, $"Nothing stands under the heading “{string.Concat(heading.Text.Select(t => t.Plain))}”.");
            }
            else if (blocks[i] is ReportParagraph paragraph && string.Concat(paragraph.Text.Select(t => t.Plain)).TrimEnd().EndsWith(':') && next is null or ReportHeading)
            {
                Look(remarks, blocks[i].Line, "The paragraph announces a list, and none follows.");
            }

            Promised([.. blocks[i].Inside], remarks);
        }
    }

    // Bound words become one object replacement character: they may stand inside a longer quotation, which is then bound too.
    private static string Unbound(ReportInline inline) => inline switch
    {
        ReportSpan span when span.Attributes.Classes.Any(c => Binding.Contains(c) && c != "claim") => "\uFFFC",
        ReportBreak => "\n",
        ReportText text => text.Text,
        _ => string.Concat(inline.Inside.Select(Unbound)),
    };

    private static void Look(List<Remark> remarks, int at, string message) => remarks.Add(new(RemarkWeight.Guessed, $"line {at}", message));

    [GeneratedRegex("“(?<words>[^”]{20,4000})”|\"(?<words>[^\"]{20,4000})\"", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\p{L}\p{N}.,])(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: of (?:the|our|these))?(?:\s+[\p{L}-]+){0,2}?\s+(?:sites?|interviews?|participants?|meetings?|people)(?!\p{L})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\p{L}\p{N}._@])@[\p{L}_][\p{L}\p{N}_:]*", RegexOptions.CultureInvariant)]
    private static partial Regex InText();
}
