namespace Fieldthread.Core.Fieldwork.Tracker;

/// <summary>Which columns of a tracker sheet mean what. A column is named by its heading, or by its letter as a spreadsheet has it.</summary>
/// <param name="Site">Pseudonym of the site.</param>
/// <param name="Participant">Pseudonym of the participant.</param>
/// <param name="Role">Their role.</param>
/// <param name="Dates">Dates of encounters; each column gives an encounter of its own to every line that has a date in it.</param>
/// <param name="Kind">Kind of the encounter: interview, meeting, focus group, document visit.</param>
/// <param name="Phase">Name of the phase.</param>
/// <param name="Minutes">Length in minutes.</param>
/// <param name="Encounter">Name of the encounter; lines of one name are one encounter.</param>
public sealed record TrackerMap(
    string Site = "", string Participant = "", string Role = "", IReadOnlyList<string>? Dates = null, string Kind = "", string Phase = "", string Minutes = "", string Encounter = "")
{
    /// <summary>The words by which a mapping is written on a command line, with what each is guessed from in headings.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Guesses)> Fields { get; } =
    [
        ("site", ["site", "organisation", "organization", "practice", "group", "case"]), ("participant", ["participant", "pseudonym", "respondent", "interviewee", "code", "id"]), ("role", ["role", "job", "position", "title"]),
        ("date", ["date", "when", "interviewed"]), ("kind", ["kind", "type", "activity", "method"]), ("phase", ["phase", "wave", "round"]), ("minutes", ["minutes", "length", "duration"]), ("encounter", ["encounter", "event", "meeting"]),
    ];

    /// <summary>The column of a field; several for dates.</summary>
    public IReadOnlyList<string> Of(string field) => field switch
    {
        "site" => One(Site), "participant" => One(Participant), "role" => One(Role), "date" => Dates ?? [], "kind" => One(Kind), "phase" => One(Phase), "minutes" => One(Minutes), "encounter" => One(Encounter), _ => [],
    };

    /// <summary>True where nothing is mapped.</summary>
    public bool IsEmpty => Fields.All(f => Of(f.Name).Count == 0);

    /// <summary>A mapping from pairs of field and column, as <c>site=Organisation</c>.</summary>
    /// <exception cref="FormatException">A field is none, or stands twice where it may stand once.</exception>
    public static TrackerMap Read(IEnumerable<(string Field, string Column)> pairs)
    {
        var by = pairs.Where(p => p.Column.Trim().Length > 0).GroupBy(p => p.Field.Trim().ToLowerInvariant(), p => p.Column.Trim(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        if (by.Keys.FirstOrDefault(k => Fields.All(f => f.Name != k)) is { } unknown)
        {
            throw new FormatException($"“{unknown}” is nothing that a column can mean. There are {string.Join(", ", Fields.Select(f => f.Name))}.");
        }

        if (by.FirstOrDefault(b => b.Key != "date" && b.Value.Count > 1) is { Key: { } twice })
        {
            throw new FormatException($"“{twice}” was given twice; only dates may stand in several columns.");
        }

        string One(string field) => by.TryGetValue(field, out var columns) ? columns[0] : "";
        return new(One("site"), One("participant"), One("role"), by.GetValueOrDefault("date"), One("kind"), One("phase"), One("minutes"), One("encounter"));
    }

    /// <summary>What the headings seem to mean; for a person to correct.</summary>
    public static TrackerMap Guess(IReadOnlyList<string> headings)
    {
        ArgumentNullException.ThrowIfNull(headings);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var pairs = new List<(string, string)>();
        foreach (var (name, guesses) in Fields)
        {
            foreach (var heading in headings.Where(h => Words(h).Any(w => guesses.Contains(w, StringComparer.OrdinalIgnoreCase))).Take(name == "date" ? 12 : 1))
            {
                if (taken.Add(heading))
                {
                    pairs.Add((name, heading));
                }
            }
        }

        return Read(pairs);
    }

    /// <summary>The words of a heading, without the s of a plural.</summary>
    private static IEnumerable<string> Words(string heading) =>
        heading.Split([.. heading.Where(c => !char.IsLetter(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries).SelectMany(w => new[] { w, w.TrimEnd('s') });

    private static IReadOnlyList<string> One(string column) => column.Length > 0 ? [column] : [];
}
