using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Core.Findings;

namespace Fieldthread.Formats.Findings;

/// <summary>Reads attributes in braces as Pandoc does: <c>{#id .class key=value key="two words"}</c>.</summary>
internal static partial class AttributeText
{
    /// <summary>Reads from a brace on; false where it is not an attribute list that ends before <paramref name="limit"/>.</summary>
    public static bool TryRead(string text, int at, int limit, out ReportAttributes attributes, out int end)
    {
        (attributes, end) = (ReportAttributes.None, at);
        if (at >= limit || text[at] != '{')
        {
            return false;
        }

        var id = "";
        var classes = new List<string>();
        var pairs = new List<KeyValuePair<string, string>>();
        for (at++; at < limit;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '}')
            {
                (attributes, end) = (new(id, classes, pairs), at + 1);
                return true;
            }
            else if (Mark().Match(text, at, limit - at) is { Success: true } mark)
            {
                (id, at) = (mark.Value[0] == '#' ? mark.Value[1..] : id, at + mark.Length);
                if (mark.Value[0] == '.')
                {
                    classes.Add(mark.Value[1..]);
                }
            }
            else if (Key().Match(text, at, limit - at) is { Success: true } key && Value(text, at + key.Length, limit, out var value, out var after))
            {
                pairs.Add(new(key.Groups["key"].Value, value));
                at = after;
            }
            else
            {
                return false;
            }
        }

        return false;
    }

    private static bool Value(string text, int at, int limit, out string value, out int end)
    {
        var read = new StringBuilder();
        (value, end) = ("", at);
        var quote = at < limit && text[at] is '"' or '\'' ? text[at] : '\0';
        for (at += quote == '\0' ? 0 : 1; at < limit; at++)
        {
            if (quote == '\0' ? char.IsWhiteSpace(text[at]) || text[at] == '}' : text[at] == quote)
            {
                (value, end) = (read.ToString(), quote == '\0' ? at : at + 1);
                return quote != '\0' || read.Length > 0;
            }

            at += text[at] == '\\' && at + 1 < limit && char.IsPunctuation(text[at + 1]) ? 1 : 0;
            read.Append(text[at] == '\n' ? ' ' : text[at]);
        }

        return false;
    }

    [GeneratedRegex(@"\G[#.][\p{L}_][\p{L}\p{N}_:.\-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\G(?<key>[\p{L}_:][\p{L}\p{N}_:.\-]*)=", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
