using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The words of a Markdown file (CommonMark, with tables and footnotes) without its marks. A line of a paragraph stays a line.</summary>
internal sealed class MarkdownReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UseFootnotes().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).Build();

    private readonly string _place;
    private readonly RemarkList _remarks;
    private readonly DocumentCounts _counts = new();
    private readonly TextAssembly _words;
    private int _marks;
    private int _links;
    private int _tags;

    internal MarkdownReader(string place, RemarkList remarks)
    {
        (_place, _remarks) = (place, remarks);
        _words = new TextAssembly(_counts);
    }

    internal (string Text, IReadOnlyList<DocumentHeading> Headings) Read(string text)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException e)
        {
            throw new ReadException(_place, "The Markdown is nested deeper than any that a person writes. It was not read; if it is plain text, let its name end in .txt.", e);
        }

        Blocks(document, isTight: false);
        Say(_marks, RemarkWeight.Note, n => $"{Count.Of(n, "stretch", "stretches")} in italics, bold or struck through; the marks are not part of the words.");
        Say(_links, RemarkWeight.NotTaken, n => $"The {(n == 1 ? "address of 1 link" : $"addresses of {n:N0} links")} not taken; the words of the links were.");
        Say(_tags, RemarkWeight.NotTaken, n => $"{Count.Of(n, "tag")} of HTML not taken; the words between them were.");
        _counts.Remark(_place, _remarks);
        var (words, headings) = _words.Finish();
        return (words.TrimEnd('\n') is { Length: > 0 } kept ? kept + "\n" : "", headings);
    }

    private void Say(int count, RemarkWeight weight, Func<int, string> sentence)
    {
        if (count > 0)
        {
            _remarks.Add(weight, _place, sentence(count));
        }
    }

    private void Blocks(ContainerBlock parent, bool isTight)
    {
        foreach (var block in parent)
        {
            Block(block, isTight);
        }
    }

    private void Block(Block block, bool isTight)
    {
        switch (block)
        {
            case YamlFrontMatterBlock:
                _remarks.Add(RemarkWeight.NotTaken, _place, "The settings at the top of the file (between lines of dashes) not taken.");
                break;
            case HeadingBlock heading:
                Paragraph(heading, heading.Level, isTight);
                break;
            case HtmlBlock html:
                Html(html);
                break;
            case CodeBlock code:
                Code(code);
                break;
            case Table table:
                Table(table);
                break;
            case FootnoteGroup or LinkReferenceDefinitionGroup or ThematicBreakBlock:
                break;
            case ListBlock list:
                foreach (var item in list)
                {
                    _counts.Numbered++;
                    Block(item, isTight: !list.IsLoose);
                }

                Blank(isTight);
                break;
            case ContainerBlock container:
                Blocks(container, isTight);
                break;
            case LeafBlock leaf when leaf.Inline is not null:
                Paragraph(leaf, level: null, isTight);
                break;
        }
    }

    // Paragraphs stand apart, so that the lines of one are known to belong together.
    private void Blank(bool isTight)
    {
        if (!isTight && !_words.IsInRow)
        {
            _words.EndParagraph();
        }
    }

    private void Paragraph(LeafBlock leaf, int? level, bool isTight)
    {
        _words.BeginParagraph();
        Inlines(leaf.Inline);
        _words.EndParagraph(level);
        Blank(isTight);
    }

    private void Inlines(ContainerInline? parent)
    {
        for (var inline = parent?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    _words.Words(literal.Content.AsSpan());
                    break;
                case LineBreakInline:
                    _words.LineBreak();
                    break;
                case CodeInline code:
                    _words.Words(code.ContentSpan);
                    break;
                case HtmlEntityInline entity:
                    _words.Words(entity.Transcoded.AsSpan());
                    break;
                case HtmlInline html:
                    Tag(html.Tag);
                    break;
                case AutolinkInline link:
                    _words.Words(link.Url);
                    break;
                case FootnoteLink footnote:
                    _counts.Footnotes += footnote.IsBackLink ? 0 : 1;
                    break;
                case LinkInline { IsImage: true }:
                    _counts.Pictures++;
                    break;
                case ContainerInline container:
                    _marks += container is EmphasisInline ? 1 : 0;
                    _links += container is LinkInline ? 1 : 0;
                    Inlines(container);
                    break;
            }
        }
    }

    private void Tag(string tag)
    {
        if (tag.StartsWith("<!--", StringComparison.Ordinal))
        {
            _counts.Comments++;
        }
        else if (tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase))
        {
            _words.LineBreak();
        }
        else
        {
            _tags++;
        }
    }

    private void Html(HtmlBlock html)
    {
        if (html.Type == HtmlBlockType.Comment)
        {
            _counts.Comments++;
            return;
        }

        if (html.Type == HtmlBlockType.ScriptPreOrStyle)
        {
            _tags++;
            return;
        }

        foreach (var token in HtmlTokens.Of(html.Lines.ToString()))
        {
            if (token.Name.Length > 0)
            {
                _tags++;
            }
            else if (!string.IsNullOrWhiteSpace(token.Text))
            {
                _words.BeginParagraph();
                _words.Words(token.Text.Trim());
                _words.EndParagraph();
            }
        }

        Blank(isTight: false);
    }

    private void Code(CodeBlock code)
    {
        for (var i = 0; i < code.Lines.Count; i++)
        {
            _words.BeginParagraph();
            _words.Words(code.Lines.Lines[i].Slice.AsSpan());
            _words.EndParagraph();
        }

        Blank(isTight: false);
    }

    private void Table(Table table)
    {
        _counts.Tables++;
        foreach (var row in table.OfType<TableRow>())
        {
            _words.BeginRow();
            foreach (var cell in row.OfType<TableCell>())
            {
                Blocks(cell, isTight: true);
                _words.EndCell();
            }

            _words.EndRow();
        }

        Blank(isTight: false);
    }
}
