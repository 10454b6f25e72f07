using System.Text.RegularExpressions;
using Fieldthread.Core.Findings;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Fieldthread.Formats.Findings;

/// <summary>Words with attributes, while and after they are read.</summary>
internal sealed class BracketSpan(ReportAttributes attributes, string text, int closeAt, int continueAt) : ContainerInline
{
    public ReportAttributes Attributes { get; } = attributes;

    public string Text { get; } = text;

    public int CloseAt { get; } = closeAt;

    public int ContinueAt { get; } = continueAt;
}

/// <summary>A citation.</summary>
internal sealed class BracketCitation(IReadOnlyList<CitationItem> items) : LeafInline
{
    public IReadOnlyList<CitationItem> Items { get; } = items;
}

/// <summary>Bracketed spans and citations, brackets inside counted. Comes before the parser of links and leaves to it what is neither. One document at a time.</summary>
internal sealed partial class BracketParser : InlineParser
{
    private readonly Stack<BracketSpan> open = new();
    private readonly Dictionary<int, int> pairs = [];
    private string? paired;
    private int pairedFrom;
    private int pairedTo;

    public BracketParser() => OpeningCharacters = ['[', ']'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        while (open.Count > 0 && (!ReferenceEquals(open.Peek().Text, slice.Text) || open.Peek().CloseAt < slice.Start))
        {
            open.Pop().IsClosed = true;
        }

        return slice.CurrentChar == '[' ? Begin(processor, ref slice) : End(processor, ref slice);
    }

    private bool Begin(InlineProcessor processor, ref StringSlice slice)
    {
        var (text, limit) = (slice.Text, slice.End + 1);
        var close = Closing(text, slice.Start, limit);
        if (close < 0)
        {
            return false;
        }

        if (AttributeText.TryRead(text, close + 1, limit, out var attributes, out var end))
        {
            var span = new BracketSpan(attributes, text, close, end) { IsClosed = false };
            span.Span = new(processor.GetSourcePosition(slice.Start, out var line, out var column), processor.GetSourcePosition(end - 1));
            (span.Line, span.Column) = (line, column);
            open.Push(span);
            processor.Inline = span;
            slice.Start++;
            return true;
        }

        if (close + 1 < limit && text[close + 1] is '(' or '[')
        {
            return false;
        }

        var items = text[(slice.Start + 1)..close].Split(';').Select(part => Item().Match(part)).ToList();
        if (!items.TrueForAll(m => m.Success))
        {
            return false;
        }

        var citation = new BracketCitation([.. items.Select(m => new CitationItem(
            m.Groups["key"].Value, Line(m.Groups["prefix"].Value), Line(m.Groups["suffix"].Value).TrimStart(',').Trim(), m.Groups["minus"].Success))]);
        citation.Span = new(processor.GetSourcePosition(slice.Start, out var at, out var place), processor.GetSourcePosition(close));
        (citation.Line, citation.Column) = (at, place);
        processor.Inline = citation;
        slice.Start = close + 1;
        return true;
    }

    private bool End(InlineProcessor processor, ref StringSlice slice)
    {
        if (open.Count == 0 || open.Peek().CloseAt != slice.Start)
        {
            return false;
        }

        var span = open.Pop();
        processor.PostProcessInlines(0, span, null, isFinalProcessing: false);
        span.IsClosed = true;
        processor.Inline = span;
        slice.Start = span.ContinueAt;
        return true;
    }

    /// <summary>The bracket that closes the one at <paramref name="at"/>, escapes and code left out of the count; −1 where none does. One pass a paragraph.</summary>
    private int Closing(string text, int at, int limit)
    {
        if (!ReferenceEquals(paired, text) || pairedTo != limit || at < pairedFrom)
        {
            (paired, pairedFrom, pairedTo) = (text, at, limit);
            pairs.Clear();
            var opened = new Stack<int>();
            for (var i = at; i < limit; i++)
            {
                switch (text[i])
                {
                    case '\\':
                        i++;
                        break;
                    case '`':
                        i = PastCode(text, i, limit);
                        break;
                    case '[':
                        opened.Push(i);
                        break;
                    case ']' when opened.Count > 0:
                        pairs[opened.Pop()] = i;
                        break;
                }
            }
        }

        return pairs.GetValueOrDefault(at, -1);
    }

    private static int PastCode(string text, int at, int limit)
    {
        var ticks = at;
        while (ticks < limit && text[ticks] == '`')
        {
            ticks++;
        }

        var close = text.IndexOf(text[at..ticks], ticks, limit - ticks, StringComparison.Ordinal);
        return close < 0 ? ticks - 1 : close + ticks - at - 1;
    }

    private static string Line(string text) => text.Replace('\n', ' ').Trim();

    [GeneratedRegex(@"^(?<prefix>[^@]*?)(?<minus>(?<![\p{L}\p{N}])-)?@(?<key>[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*)(?<suffix>(?![\p{L}\p{N}_])[^@]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Item();
}
