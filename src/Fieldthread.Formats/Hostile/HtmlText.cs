using System.Globalization;
using System.Text;

namespace Fieldthread.Formats.Hostile;

/// <summary>HTML as it is written: text goes in escaped, whatever it holds.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder written = new();

    /// <summary>Escaped for text and for attributes in double quotes.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Markup of ours; what stands in the holes is escaped.</summary>
    public HtmlText Add(FormattableString markup)
    {
        written.AppendFormat(CultureInfo.InvariantCulture, markup.Format, [.. markup.GetArguments().Select(a => (object)Escape(Convert.ToString(a, CultureInfo.InvariantCulture) ?? ""))]);
        return this;
    }

    /// <summary>Markup that is finished.</summary>
    public HtmlText Raw(string markup)
    {
        written.Append(markup);
        return this;
    }

    /// <summary>Text.</summary>
    public HtmlText Text(string text) => Raw(Escape(text));

    public override string ToString() => written.ToString();
}
