using System.Text;

namespace Fieldthread.Core.Publishing;

/// <summary>Writes how a work is cited: three styles for reading, two formats for reference managers.</summary>
/// <remarks>
/// Harvard as in Pears and Shields, Cite Them Right (12th ed., 2022), reports online; APA as in the Publication Manual, 7th ed. (2020), 10.4;
/// Vancouver as in Patrias and Wendling, Citing Medicine (2nd ed., 2007), chapter 22. No date of access is made up.
/// </remarks>
public static class Citation
{
    /// <summary>Harvard: Smith, J. and Jones, A. (2022) Title. Version 1. Publisher. Available at: address.</summary>
    public static string Harvard(CitedWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var names = work.Names.Select(n => n.Given.Length > 0 ? $"{n.Family}, {n.Initials.Replace(" ", "", StringComparison.Ordinal)}" : n.Family).ToList();
        var authors = names.Count switch { 0 => work.Publisher, > 3 => names[0] + " et al.", _ => Listed(names, " and ") };
        return $"{authors} ({work.Year}) {Stopped(work.Title)} {work.Version}. {(names.Count > 0 ? Stopped(work.Publisher) + " " : "")}Available at: {work.Address}.";
    }

    /// <summary>APA: Smith, J., &amp; Jones, A. (2022). Title (Version 1). Publisher. Address</summary>
    public static string Apa(CitedWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var names = work.Names.Select(n => n.Given.Length > 0 ? $"{n.Family}, {n.Initials}" : n.Family).ToList();
        var authors = names.Count switch { 0 => work.Publisher, 1 => names[0], _ => string.Join(", ", names[..^1]) + ", & " + names[^1] };
        return $"{Stopped(authors)} ({work.Year}). {work.Title.TrimEnd('.')} ({work.Version}). {(names.Count > 0 ? Stopped(work.Publisher) + " " : "")}{work.Address}";
    }

    /// <summary>Vancouver: Smith J, Jones A. Title. Version 1. Publisher; 2022. Available from: address</summary>
    public static string Vancouver(CitedWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var names = work.Names.Select(n => n.Given.Length > 0 ? $"{n.Family} {n.PlainInitials}" : n.Family).ToList();
        var authors = names.Count switch { 0 => "", > 6 => string.Join(", ", names[..6]) + ", et al. ", _ => string.Join(", ", names) + ". " };
        return $"{authors}{Stopped(work.Title)} {work.Version}. {work.Publisher.TrimEnd('.')}; {work.Year}. Available from: {work.Address}";
    }

    /// <summary>BibTeX, an entry of kind techreport; signs that TeX reads otherwise are escaped.</summary>
    public static string BibTeX(CitedWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var key = new string((work.Names.Count > 0 ? work.Names[0].Family : "anon").Where(char.IsAsciiLetterOrDigit).ToArray()) + (work.Year == "n.d." ? "" : work.Year);
        var entry = new StringBuilder($"@techreport{{{key},\n");
        void Field(string name, string value)
        {
            if (value.Length > 0)
            {
                entry.Append("  ").Append(name).Append(" = {").Append(value).Append("},\n");
            }
        }

        Field("title", "{" + Tex(work.Title) + "}");
        Field("author", string.Join(" and ", work.Names.Select(n => n.Given.Length > 0 ? $"{Tex(n.Family)}, {Tex(n.Given)}" : "{" + Tex(n.Family) + "}")));
        Field("institution", Tex(work.Publisher));
        Field("year", work.Year == "n.d." ? "" : work.Year);
        Field("note", Tex(work.Version));
        Field("url", work.Address);
        Field("keywords", Tex(string.Join(", ", work.Keywords ?? [])));
        Field("abstract", Tex(OneLine(work.Abstract)));
        return entry.Append("}\n").ToString();
    }

    /// <summary>RIS: two letters, two spaces, a hyphen, a space; lines end with CR LF.</summary>
    public static string Ris(CitedWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var lines = new List<(string Tag, string Value)> { ("TY", "RPRT") };
        lines.AddRange(work.Names.Select(n => ("AU", n.Given.Length > 0 ? $"{n.Family}, {n.Given}" : n.Family)));
        lines.AddRange([("TI", work.Title), ("PY", work.Year == "n.d." ? "" : work.Year), ("DA", work.Date.Replace('-', '/')), ("PB", work.Publisher), ("ET", work.Version), ("UR", work.Address), ("AB", OneLine(work.Abstract))]);
        lines.AddRange((work.Keywords ?? []).Select(k => ("KW", k)));
        return string.Concat(lines.Where(l => l.Value.Length > 0).Select(l => $"{l.Tag}  - {OneLine(l.Value)}\r\n")) + "ER  - \r\n";
    }

    private static string Listed(List<string> names, string last) => names.Count == 1 ? names[0] : string.Join(", ", names[..^1]) + last + names[^1];

    private static string Stopped(string text) => text is [.., '.' or '?' or '!'] ? text : text + ".";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Tex(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => "\\" + c,
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
