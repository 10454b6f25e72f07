using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Fieldthread.Formats.Findings;

/// <summary>Turns Markdig's tree into ours, so that nothing outside this folder knows Markdig.</summary>
internal sealed partial class ReportTree(List<Remark> remarks)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private int line;

    public ReportDocument Convert(MarkdownDocument document)
    {
        foreach (var division in document.Descendants<DivisionBlock>())
        {
            ids.Add(division.Attributes.Id);
        }

        foreach (var span in document.Descendants<BracketSpan>())
        {
            ids.Add(span.Attributes.Id);
        }

        var head = document.OfType<YamlFrontMatterBlock>().FirstOrDefault();
        return new(FrontMatter.Read(head?.Lines.ToString() ?? "", remarks), Blocks(document));
    }

    private List<ReportBlock> Blocks(ContainerBlock parent) => [.. parent.Select(Block).OfType<ReportBlock>()];

    private ReportBlock? Block(Block block)
    {
        var at = line = block.Line + 1;
        switch (block)
        {
            case HeadingBlock heading:
                return Heading(heading, at);
            case ParagraphBlock paragraph:
                return new ReportParagraph(at, Inlines(paragraph.Inline));
            case QuoteBlock quote:
                return new ReportBlockQuote(at, Blocks(quote));
            case ListBlock list:
                return new ReportList(at, list.IsOrdered, int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1, [.. list.OfType<ListItemBlock>().Select(Blocks)]);
            case DivisionBlock division:
                return new ReportDivision(at, division.Attributes, Blocks(division));
            case Table table:
                return Table(table, at);
            case ThematicBreakBlock:
                return new ReportRule(at);
            case HtmlBlock html:
                Refuse(at, html.Type is HtmlBlockType.Comment ? "A comment is not part of a report and was left out." : "HTML is not part of the report language and was left out.");
                return null;
            case YamlFrontMatterBlock or LinkReferenceDefinitionGroup:
                return null;
            case CodeBlock code:
                return new ReportVerbatim(at, code.Lines.ToString());
            default:
                Refuse(at, $"{block.GetType().Name} is not part of the report language and was left out.");
                return null;
        }
    }

    private ReportHeading Heading(HeadingBlock heading, int at)
    {
        var text = Inlines(heading.Inline);
        var id = "";
        if (text is [.., ReportText last] && last.Text.LastIndexOf('{') is >= 0 and var brace && AttributeText.TryRead(last.Text, brace, last.Text.Length, out var attributes, out var end) && end == last.Text.TrimEnd().Length)
        {
            id = attributes.Id;
            text = [.. text.Take(text.Count - 1), last with { Text = last.Text[..brace].TrimEnd() }];
        }

        var words = id.Length > 0 ? id : Slug(string.Concat(text.Select(t => t.Plain)));
        for (int n = 1; !ids.Add(id = n == 1 ? words : $"{words}-{n}"); n++)
        {
        }

        return new(at, heading.Level, id, text);
    }

    // As Pandoc's auto_identifiers: letters and digits, spaces as hyphens, beginning with a letter.
    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.Trim().ToLowerInvariant())
        {
            slug.Append(char.IsLetterOrDigit(c) || c is '_' or '-' or '.' ? c : char.IsWhiteSpace(c) ? '-' : '\0');
        }

        var plain = slug.Replace("\0", "").ToString();
        var first = plain.ToList().FindIndex(char.IsLetter);
        return first < 0 ? "section" : plain[first..];
    }

    private ReportTable Table(Table table, int at)
    {
        var rows = table.OfType<TableRow>().ToList();
        List<IReadOnlyList<ReportInline>> Cells(TableRow row) => [.. row.OfType<TableCell>().Select(c => Inlines(c.OfType<ParagraphBlock>().FirstOrDefault()?.Inline))];
        return new(at, [.. rows.Where(r => r.IsHeader).SelectMany(Cells)], [.. rows.Where(r => !r.IsHeader).Select(Cells)]);
    }

    private List<ReportInline> Inlines(ContainerInline? parent)
    {
        var made = new List<ReportInline>();
        foreach (var inline in parent ?? Enumerable.Empty<Inline>())
        {
            line = inline is BracketSpan or BracketCitation or EmphasisInline or LinkInline or CodeInline or LiteralInline or LineBreakInline && inline.Line > 0 ? inline.Line + 1 : line;
            foreach (var item in Inlines(inline, line))
            {
                if (item is ReportText { Text: var more } && made is [.., ReportText before])
                {
                    made[^1] = before with { Text = before.Text + more };
                }
                else
                {
                    made.Add(item);
                }
            }
        }

        return made;
    }

    private IEnumerable<ReportInline> Inlines(Inline inline, int at)
    {
        switch (inline)
        {
            case LiteralInline literal:
                return [new ReportText(at, literal.Content.ToString())];
            case LineBreakInline end:
                return [new ReportBreak(at, end.IsHard)];
            case CodeInline code:
                return [new ReportCode(at, code.Content)];
            case HtmlEntityInline entity:
                return [new ReportText(at, entity.Transcoded.ToString())];
            case BracketSpan span:
                return [new ReportSpan(at, span.Attributes, Inlines(span))];
            case BracketCitation citation:
                return [new ReportCitation(at, citation.Items)];
            case EmphasisInline emphasis:
                return [new ReportEmphasis(at, emphasis.DelimiterCount > 1, Inlines(emphasis))];
            case AutolinkInline auto:
                return [new ReportLink(at, auto.IsEmail ? "mailto:" + auto.Url : auto.Url, [new ReportText(at, auto.Url)])];
            case LinkInline { IsImage: true } image:
                Refuse(at, "A picture is not part of the report language yet; its words were kept.");
                return Inlines((ContainerInline)image);
            case LinkInline link:
                if (Address().IsMatch(link.Url ?? ""))
                {
                    return [new ReportLink(at, link.Url!, Inlines(link))];
                }

                Refuse(at, $"“{link.Url}” is not an address a report may link to (https, http, mailto or #place); its words were kept.");
                return Inlines((ContainerInline)link);
            case HtmlInline:
                Refuse(at, "HTML is not part of the report language and was left out.");
                return [];
            case DelimiterInline delimiter:
                return [new ReportText(at, delimiter.ToLiteral()), .. Inlines(delimiter)];
            case ContainerInline container:
                return Inlines(container);
            default:
                Refuse(at, $"{inline.GetType().Name} is not part of the report language and was left out.");
                return [];
        }
    }

    private void Refuse(int at, string message) => remarks.Add(new(RemarkWeight.NotTaken, $"line {at}", message));

    [GeneratedRegex(@"^(?:https?://|mailto:|#)[^\s<>""]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
