using System.Text.RegularExpressions;

/// <summary>A statistic’s value: k for a count, k of n for a share, with the units that are not coded yet and so not in n.</summary>
sealed record Result(bool IsShare, int K, int N, IReadOnlyList<string> NotCoded)
{
    public int Percent => (int)Math.Round(100m * K / N, MidpointRounding.AwayFromZero);

    public override string ToString() => !IsShare ? $"{K}" : $"{K} of {N} ({Percent}%)" + (NotCoded.Count > 0 ? $", not coded: {string.Join(", ", NotCoded)}" : "");
}

static class Counting
{
    public static Result Evaluate(Sample sample, Definition definition)
    {
        if (definition.Register is { } register)
            return new Result(false, OfRegister(sample, definition.Unit, register), 0, []);

        var encounters = sample.Study.Encounters.Where(e => Passes(sample, e, definition)).ToList();
        bool OfCoder(Coding c) => definition.Coders is null || definition.Coders.Contains(c.Coder);
        bool OfCode(Coding c) => definition.Codes is null || definition.Codes.Any(path => c.Code == path || c.Code.StartsWith(path + " / ", StringComparison.Ordinal));

        bool Coded(Encounter e) => sample.Codings.Any(c => c.Source == e.Source && OfCoder(c));
        bool Carries(Encounter e) => definition.Codes is null && definition.Coders is null
            || sample.Codings.Any(c => c.Source == e.Source && OfCoder(c) && OfCode(c));

        if (definition.Unit == "codings")
        {
            var codings = sample.Codings.Where(c => OfCoder(c) && encounters.Any(e => e.Source == c.Source)).ToList();
            return new Result(definition.Form == "share", codings.Count(OfCode), codings.Count, []);
        }

        if (definition.Unit == "minutes")
            return new Result(definition.Form == "share",
                encounters.Where(Carries).Sum(e => e.Minutes), encounters.Where(Coded).Sum(e => e.Minutes), [.. encounters.Where(e => !Coded(e)).Select(e => e.Name)]);

        // A unit passes when one of its encounters does. A site without any encounter still counts where nothing narrows the count.
        var units = encounters.SelectMany(e => UnitsOf(sample, e, definition).Select(unit => (Unit: unit, Encounter: e))).ToLookup(x => x.Unit, x => x.Encounter);
        var coded = units.Where(u => u.Any(Coded)).ToList();
        return definition.Form == "share"
            ? new Result(true, coded.Count(u => u.Any(Carries)), coded.Count, [.. units.Select(u => u.Key).Except(coded.Select(u => u.Key))])
            : new Result(false, units.Count(u => u.Any(Carries)), 0, []);
    }

    // The dates of the register are written to the day, so that they compare as texts; a month of the definition is its first or last day.
    static int OfRegister(Sample sample, string unit, RegisterChoice choice)
    {
        string[][] Rows(string name) => [.. File.ReadAllLines(Path.Combine(sample.Folder, "register", name)).Skip(1).Select(l => l.Split(','))];
        if (unit == "organisations")
            return Rows("organisations.csv").Count(o => (choice.Type is null || o[1] == choice.Type) && string.CompareOrdinal(o[2], choice.At) <= 0 && (o[3].Length == 0 || string.CompareOrdinal(o[3], choice.At) >= 0));

        return Rows("events.csv").Where(e => choice.Kind is null || e[2] == choice.Kind)
            .Where(e => string.CompareOrdinal(e[1], choice.From ?? "") >= 0 && string.CompareOrdinal(e[1][..Math.Min(e[1].Length, choice.To?.Length ?? e[1].Length)], choice.To ?? "9999") <= 0)
            .Select(e => e[0]).Distinct().Count();
    }

    static bool Passes(Sample sample, Encounter encounter, Definition definition) =>
        definition.Sites?.Contains(encounter.Site) != false
        && definition.Phases?.Contains(encounter.Phase) != false
        && definition.Kinds?.Contains(encounter.Kind) != false
        && (definition.Roles is null || encounter.Participants.Any(p => HasRole(sample, p, definition.Roles)));

    static bool HasRole(Sample sample, string pseudonym, List<string> roles) =>
        roles.Contains(sample.Study.Participants.Single(p => p.Pseudonym == pseudonym).Role);

    static IEnumerable<string> UnitsOf(Sample sample, Encounter encounter, Definition definition) => definition.Unit switch
    {
        "sites" => [encounter.Site],
        "encounters" => [encounter.Name],
        "sources" => [encounter.Source],
        _ => encounter.Participants.Where(p => definition.Roles is null || HasRole(sample, p, definition.Roles)),
    };
}

/// <summary>A bracketed span of the report, [text]{.class #id key="a b"}.</summary>
sealed record Span(int Start, string Text, string Class, string? Id, Dictionary<string, string> Attributes)
{
    public string this[string key] => Attributes.GetValueOrDefault(key, "");

    public IEnumerable<string> Keys(string attribute) => this[attribute].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Reads no more of Markdown than the spans, the findings and the citations.</summary>
static class ReportMarkup
{
    public static List<Span> Spans(string report)
    {
        var spans = new List<Span>();
        var open = new Stack<int>();
        for (var i = 0; i < report.Length; i++)
        {
            if (report[i] == '[') open.Push(i);
            if (report[i] != ']' || !open.TryPop(out var start) || i + 1 >= report.Length || report[i + 1] != '{') continue;
            var end = report.IndexOf('}', i);
            spans.Add(Parse(start, report[(start + 1)..i], report[(i + 2)..end]));
        }
        return spans;
    }

    static Span Parse(int start, string text, string attributes)
    {
        var pairs = Regex.Matches(attributes, "([a-z]+)=(?:\"([^\"]*)\"|(\\S+))");
        return new Span(start, text,
            Regex.Match(attributes, @"\.([a-z]+)").Groups[1].Value,
            Regex.Match(attributes, "#([A-Za-z0-9]+)") is { Success: true } id ? id.Groups[1].Value : null,
            pairs.ToDictionary(p => p.Groups[1].Value, p => p.Groups[2].Success ? p.Groups[2].Value : p.Groups[3].Value));
    }

    public static bool InFinding(string report, int position) =>
        report.LastIndexOf("::: {.finding", position, StringComparison.Ordinal) is >= 0 and var opened
        && report.IndexOf("\n:::\n", opened, StringComparison.Ordinal) > position;

    public static IEnumerable<string> Citations(string report) => Regex.Matches(report, "@ev:([a-z0-9]+)").Select(m => m.Groups[1].Value);
}
