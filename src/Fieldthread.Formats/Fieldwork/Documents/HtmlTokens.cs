using System.Net;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>A piece of a web page: a tag, or text.</summary>
/// <param name="Name">The tag’s name in small letters; empty of text.</param>
/// <param name="IsEnd">It is an end tag.</param>
/// <param name="Text">The text with its references read; empty of a tag.</param>
/// <param name="Attributes">What stands in the tag behind its name, as written.</param>
internal readonly record struct HtmlToken(string Name, bool IsEnd, string Text, string Attributes)
{
    /// <summary>The value of an attribute, or null; “” of one without a value.</summary>
    internal string? Attribute(string name)
    {
        for (var at = 0; at < Attributes.Length;)
        {
            while (at < Attributes.Length && (char.IsWhiteSpace(Attributes[at]) || Attributes[at] is '/' or '='))
            {
                at++;
            }

            var start = at;
            while (at < Attributes.Length && !char.IsWhiteSpace(Attributes[at]) && Attributes[at] is not '=' and not '/')
            {
                at++;
            }

            var found = Attributes.AsSpan(start, at - start);
            var value = "";
            while (at < Attributes.Length && char.IsWhiteSpace(Attributes[at]))
            {
                at++;
            }

            if (at < Attributes.Length && Attributes[at] == '=')
            {
                value = Value(ref at);
            }

            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return WebUtility.HtmlDecode(value);
            }
        }

        return null;
    }

    private string Value(ref int at)
    {
        at++;
        while (at < Attributes.Length && char.IsWhiteSpace(Attributes[at]))
        {
            at++;
        }

        if (at < Attributes.Length && Attributes[at] is '"' or '\'')
        {
            var end = Attributes.IndexOf(Attributes[at], at + 1);
            end = end < 0 ? Attributes.Length : end;
            var quoted = Attributes[(at + 1)..end];
            at = Math.Min(Attributes.Length, end + 1);
            return quoted;
        }

        var start = at;
        while (at < Attributes.Length && !char.IsWhiteSpace(Attributes[at]))
        {
            at++;
        }

        return Attributes[start..at];
    }
}

/// <summary>
/// Takes a web page apart in one pass (after WHATWG, “HTML Living Standard”, section 13.2.5, as far as words need it). No tree is built: a page made to
/// hurt can nest without end or open tags by the million, and a tree of it would fill the memory.
/// </summary>
internal static class HtmlTokens
{
    private static readonly string[] Raw = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

    /// <summary>The pieces in order.</summary>
    public static IEnumerable<HtmlToken> Of(string html)
    {
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            open = open < 0 ? html.Length : open;
            if (open > at)
            {
                yield return Text(html[at..open]);
            }

            if (open == html.Length)
            {
                yield break;
            }

            if (!IsTag(html, open))
            {
                yield return Text("<");
                at = open + 1;
                continue;
            }

            at = End(html, open);
            if (html[open + 1] is '!' or '?')
            {
                continue;
            }

            var tag = Tag(html, open, at);
            yield return tag;
            if (!tag.IsEnd && Array.IndexOf(Raw, tag.Name) >= 0)
            {
                var close = CloseOf(html, at, tag.Name);
                yield return new HtmlToken("", IsEnd: false, tag.Name is "textarea" or "title" ? WebUtility.HtmlDecode(html[at..close]) : html[at..close], "");
                at = close;
            }
        }
    }

    private static HtmlToken Text(string written) => new("", IsEnd: false, WebUtility.HtmlDecode(written), "");

    private static bool IsTag(string html, int open) => open + 1 < html.Length
        && (char.IsAsciiLetter(html[open + 1]) || html[open + 1] is '!' or '?' || (html[open + 1] == '/' && open + 2 < html.Length && char.IsAsciiLetter(html[open + 2])));

    // One past the tag, the comment or the declaration; the end of the file where it is never closed.
    private static int End(string html, int open)
    {
        if (html.AsSpan(open).StartsWith("<!--"))
        {
            var close = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
            return close < 0 ? html.Length : close + 3;
        }

        var quote = '\0';
        var afterEquals = false;
        for (var at = open + 1; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c == '>')
            {
                return at + 1;
            }
            else if (c is '"' or '\'' && afterEquals)
            {
                quote = c;
            }

            afterEquals = c == '=' || (afterEquals && char.IsWhiteSpace(c));
        }

        return html.Length;
    }

    private static HtmlToken Tag(string html, int open, int end)
    {
        var isEnd = html[open + 1] == '/';
        var from = open + (isEnd ? 2 : 1);
        var to = from;
        while (to < end && !char.IsWhiteSpace(html[to]) && html[to] is not '>' and not '/')
        {
            to++;
        }

        var last = html[end - 1] == '>' ? end - 1 : end;
        return new HtmlToken(html[from..to].ToLowerInvariant(), isEnd, "", to < last ? html[to..last] : "");
    }

    private static int CloseOf(string html, int at, string name)
    {
        while (true)
        {
            var close = html.IndexOf("</", at, StringComparison.Ordinal);
            if (close < 0)
            {
                return html.Length;
            }

            var after = close + 2 + name.Length;
            if (html.AsSpan(close + 2).StartsWith(name, StringComparison.OrdinalIgnoreCase) && (after >= html.Length || !char.IsAsciiLetterOrDigit(html[after])))
            {
                return close;
            }

            at = close + 2;
        }
    }
}
