using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Calendars;

/// <summary>Lines of a calendar file (RFC 5545, section 3.1): folds undone, name, parameters and value apart.</summary>
internal static class CalendarLines
{
    private const int LongestLine = 20_000;

    /// <summary>Lines with what was folded put together again, and their parts.</summary>
    public static IEnumerable<(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)> Of(string text, string file)
    {
        var (number, began, whole) = (0, 1, "");
        foreach (var line in text.Split('\n').Append(""))
        {
            number++;
            var bare = line.TrimEnd('\r');
            if (bare.Length > 0 && bare[0] is ' ' or '\t')
            {
                // Of a photograph, or a note as long as a book, nothing beyond this is read.
                whole = whole.Length < LongestLine ? whole + bare[1..] : whole;

                continue;
            }

            if (whole.Length > 0)
            {
                yield return Parts(whole, $"{file}, line {began}", began);
            }

            (whole, began) = (bare.Length > LongestLine ? bare[..LongestLine] : bare, number);
        }
    }

    private static (int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value) Parts(string line, string place, int number)
    {
        var (quoted, end, parts) = (false, -1, new List<int>());
        for (var i = 0; i < line.Length && end < 0; i++)
        {
            quoted ^= line[i] == '"';
            if (!quoted && line[i] == ';')
            {
                parts.Add(i);
            }

            end = !quoted && line[i] == ':' ? i : end;
        }

        if (end < 0)
        {
            throw new ReadException(place, $"“{CalendarReader.Short(line)}” is no line of a calendar: it has no colon.");
        }

        parts.Add(end);
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (from, to) in parts.Zip(parts.Skip(1)))
        {
            var parameter = line[(from + 1)..to];
            if (parameter.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                parameters[parameter[..equals]] = parameter[(equals + 1)..].Trim('"');
            }
        }

        return (number, line[..parts[0]].ToUpperInvariant(), parameters, line[(end + 1)..]);
    }
}
