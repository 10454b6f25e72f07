using System.Text;

namespace Fieldthread.Core.Fieldwork;

/// <summary>A code's place in its tree as one line of text: <c>Governance / Board / Chair</c>.</summary>
/// <remarks>
/// Names are joined by space, slash, space. So that every name can be read back, a backslash in a name is written <c>\\</c>, and a slash that
/// touches a space or either end of the name is written <c>\/</c>; a slash inside a word (<c>care/cure</c>) stands as it is.
/// </remarks>
public static class CodePath
{
    private const string Between = " / ";

    /// <summary>Writes names from the top down as one path.</summary>
    public static string Join(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return string.Join(Between, names.Select(Escape));
    }

    /// <summary>The path of a code below another.</summary>
    /// <param name="above">The parent's path, or null at the top.</param>
    /// <param name="name">The code's own name, as it is.</param>
    public static string Below(string? above, string name) => above is null ? Escape(name) : above + Between + Escape(name);

    /// <summary>The names of a path from the top down; never empty. A backslash before anything but a backslash or a slash is kept.</summary>
    public static IReadOnlyList<string> Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var names = new List<string>();
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length && path[i + 1] is '\\' or '/')
            {
                name.Append(path[++i]);
            }
            else if (string.CompareOrdinal(path, i, Between, 0, Between.Length) == 0)
            {
                names.Add(name.ToString());
                name.Clear();
                i += Between.Length - 1;
            }
            else
            {
                name.Append(path[i]);
            }
        }

        names.Add(name.ToString());
        return names;
    }

    private static string Escape(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.AsSpan().IndexOfAny('\\', '/') < 0)
        {
            return name;
        }

        var written = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var mark = name[i] == '\\'
                || (name[i] == '/' && (i == 0 || i == name.Length - 1 || name[i - 1] == ' ' || name[i + 1] == ' '));
            if (mark)
            {
                written.Append('\\');
            }

            written.Append(name[i]);
        }

        return written.ToString();
    }
}
