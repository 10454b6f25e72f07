namespace Fieldthread.Core.Publishing;

/// <summary>A published work as a citation needs it.</summary>
/// <param name="Title">Title.</param>
/// <param name="Authors">Authors in order, as written: “Given Family” or “Family, Given”; a body in braces or with a digit is one name.</param>
/// <param name="Date">ISO 8601, as precise as it is known: 2022, 2022-11 or 2022-11-30; empty where it is not.</param>
/// <param name="Publisher">The body that publishes it: the study.</param>
/// <param name="Version">“Version 1”.</param>
/// <param name="Address">Where it stands, for good.</param>
/// <param name="Abstract">Abstract, or empty.</param>
/// <param name="Keywords">Keywords in order.</param>
public sealed record CitedWork(
    string Title, IReadOnlyList<string> Authors, string Date, string Publisher, string Version, string Address, string Abstract = "", IReadOnlyList<string>? Keywords = null)
{
    /// <summary>The year, or “n.d.” where there is none.</summary>
    public string Year => Date.Length >= 4 && Date[..4].All(char.IsAsciiDigit) ? Date[..4] : "n.d.";

    /// <summary>The authors as names.</summary>
    public IReadOnlyList<AuthorName> Names { get; } = [.. Authors.SelectMany(Parted).Select(AuthorName.Of)];

    /// <summary>One line of a front matter may name several: “A and B”, “A; B”.</summary>
    private static IEnumerable<string> Parted(string authors) =>
        authors.Split([" and ", ";", " & "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A name of an author.</summary>
/// <param name="Family">Family name, or the whole name of a body.</param>
/// <param name="Given">Given names; empty for a body.</param>
public sealed record AuthorName(string Family, string Given)
{
    /// <summary>“J. R.”</summary>
    public string Initials => string.Join(" ", Letters().Select(c => c + "."));

    /// <summary>“JR”</summary>
    public string PlainInitials => string.Concat(Letters());

    /// <summary>Reads a name. A name with a digit, one word or in braces is a body’s and stays whole.</summary>
    public static AuthorName Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var given = name.Trim();
        if (given is ['{', .., '}'])
        {
            return new(given[1..^1], "");
        }

        if (given.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
        {
            return new(given[..comma].Trim(), given[(comma + 1)..].Trim());
        }

        var words = given.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || given.Any(char.IsDigit))
        {
            return new(given, "");
        }

        // Particles in lower case belong to the family: “Ludwig van Beethoven”.
        var family = words.Length - 1;
        while (family > 1 && char.IsLower(words[family - 1][0]))
        {
            family--;
        }

        return new(string.Join(' ', words[family..]), string.Join(' ', words[..family]));
    }

    private IEnumerable<char> Letters() => Given.Split([' ', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]));
}
