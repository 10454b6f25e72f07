using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>On which track something held. What has no period on a track is taken there as it is in force.</summary>
public enum Track
{
    /// <summary>In force: the one that the register goes by where nothing else is asked.</summary>
    InForce,

    /// <summary>As it was announced: the time for which it was promised, whether it came about or not.</summary>
    Announced,

    /// <summary>By the law: an order, a resolution, a constitution.</summary>
    Legal,

    /// <summary>In practice: one office, one budget, one meeting.</summary>
    Operational,
}

/// <summary>Of what a further fact tells.</summary>
public enum FactOf
{
    /// <summary>When the organisation was there.</summary>
    Life,

    /// <summary>A name that it bore.</summary>
    Name,

    /// <summary>A code that it bore.</summary>
    Code,

    /// <summary>What it was to another.</summary>
    Relation,

    /// <summary>Anything else that was so of it: status, area, address, region.</summary>
    Attribute,
}

/// <summary>A dated fact of an organisation beyond names, codes and relations in force: an attribute, or the time over which something held on a track of its own.</summary>
/// <param name="Organisation">Its id in the file.</param>
/// <param name="Thing">Of what.</param>
/// <param name="About">The attribute, the scheme of the code, the relation; empty for a life and a name.</param>
/// <param name="Value">What the attribute was, the name, the code, the id of the other; empty for a life.</param>
/// <param name="Track">On which track; only an attribute is told in force here.</param>
/// <param name="When">Over what time.</param>
public sealed record GivenFact(string Organisation, FactOf Thing, string About, string Value, Track Track, WrittenPeriod When)
{
    /// <summary>The attribute that keeps the words in which a source told a date: “next April”.</summary>
    public const string AsTold = "date as told";

    /// <summary>The attribute that tells of what type an organisation was over a time; it goes before the word that the organisation is listed under.</summary>
    public const string TypeThen = "type";

    /// <summary>True where it tells of what type an organisation was, in force.</summary>
    public bool IsType => Thing == FactOf.Attribute && Track == Track.InForce && About == TypeThen;

    /// <summary>What it tells of, without its value: “status”, “name, legally”.</summary>
    public string What => (Thing is FactOf.Attribute ? About : Thing is FactOf.Relation ? Membership.Plain(About) : Thing is FactOf.Life ? "there" : Thing.ToString().ToLowerInvariant()) + Tracks.After(Track);

    /// <summary>The same fact, whenever it held.</summary>
    public (string, FactOf, string, string, Track) Key => (Organisation, Thing, Thing == FactOf.Relation ? Membership.Plain(About) : About, Value, Track);

    /// <summary>It in words: “closed, 2013-04 to now”.</summary>
    public string InWords => Value.Length > 0 ? $"{Value}, {When.InWords}" : When.InWords;
}

/// <summary>Which way an account is given.</summary>
public enum AccountDirection
{
    /// <summary>Not told.</summary>
    Unsaid,

    /// <summary>To one that stands above.</summary>
    Up,

    /// <summary>To those below: members, a public.</summary>
    Down,

    /// <summary>To peers and partners.</summary>
    Across,
}

/// <summary>On what terms one organisation stood in a relation to another. Every text may be empty.</summary>
/// <param name="Weight">What it weighs: votes, a share of the budget, a number of posts; 0 or more; null where not told.</param>
/// <param name="Basis">In what the weight is counted.</param>
/// <param name="Direction">Which way an account is given.</param>
/// <param name="Form">Of what kind: “financial”, “performance”, “professional”.</param>
/// <param name="Sanction">What may follow where the account is not accepted.</param>
/// <param name="Remit">For what: the remit of a locality, the service that is hosted.</param>
public sealed record RelationTerms(decimal? Weight, string Basis, AccountDirection Direction, string Form, string Sanction, string Remit)
{
    /// <summary>Nothing is told.</summary>
    public static RelationTerms None { get; } = new(null, "", AccountDirection.Unsaid, "", "", "");

    /// <summary>A weight as it is written: without zeros that say nothing.</summary>
    public static string Written(decimal weight) => weight.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>It in words: “3 votes, upward, financial; sanction: directions; remit: urgent care”.</summary>
    public string InWords
    {
        get
        {
            var weighs = Weight is { } w ? $"{Written(w)} {Basis}".Trim() : "";
            var way = Direction == AccountDirection.Unsaid ? "" : Direction == AccountDirection.Across ? "across" : Direction.ToString().ToLowerInvariant() + "ward";
            var first = string.Join(", ", new[] { weighs, way, Form }.Where(p => p.Length > 0));
            return string.Join("; ", new[] { first, Sanction.Length > 0 ? "sanction: " + Sanction : "", Remit.Length > 0 ? "remit: " + Remit : "" }.Where(p => p.Length > 0));
        }
    }
}

/// <summary>The terms of a relation over a time. One relation may have several at once, each of its own kind.</summary>
/// <param name="Subject">Id of the one that is spoken of.</param>
/// <param name="Kind">The relation, read from the subject.</param>
/// <param name="Object">Id of the other.</param>
/// <param name="Terms">The terms.</param>
/// <param name="When">Over what time.</param>
public sealed record GivenTerms(string Subject, string Kind, string Object, RelationTerms Terms, WrittenPeriod When)
{
    /// <summary>The relation that is an account, where nothing else is said.</summary>
    public const string AccountableTo = "accountable to";

    /// <summary>The same terms, whenever they held.</summary>
    public (string, string, string, RelationTerms) Key => (Subject, Membership.Plain(Kind), Object, Terms);
}

/// <summary>Words of tracks.</summary>
public static class Tracks
{
    /// <summary>What stands after a fact of a track: “, legally”; nothing for one in force.</summary>
    public static string After(Track track) => track switch { Track.Announced => ", as announced", Track.Legal => ", legally", Track.Operational => ", in practice", _ => "" };

    /// <summary>The word of a track in files: empty, announced, legal, operational.</summary>
    public static string Word(Track track) => track == Track.InForce ? "" : track.ToString().ToLowerInvariant();

    /// <summary>What is left of a period once another is taken out of it.</summary>
    public static IEnumerable<WrittenPeriod> Without(WrittenPeriod all, WrittenPeriod taken)
    {
        if (!all.Period.Overlaps(taken.Period))
        {
            yield return all;
            yield break;
        }

        if (taken.Period.From is { } from && (all.Period.From ?? int.MinValue) < from)
        {
            yield return new WrittenPeriod(all.From, Vintage.Written(from - 1));
        }

        if (taken.Period.End is { } end && (all.Period.End ?? int.MaxValue) > end)
        {
            yield return new WrittenPeriod(Vintage.Written(end), all.Last);
        }
    }

    /// <summary>Reads the word of a track; nothing is in force.</summary>
    public static bool TryParse(string? word, out Track track)
    {
        track = (word ?? "").Trim().ToLowerInvariant() switch { "announced" => Track.Announced, "legal" => Track.Legal, "operational" => Track.Operational, _ => Track.InForce };
        return track != Track.InForce || (word ?? "").Trim().ToLowerInvariant() is "" or "in force" or "in-force" or "inforce";
    }
}

/// <summary>Words of directions.</summary>
public static class AccountDirections
{
    /// <summary>The word of a direction in files: empty, up, down, across.</summary>
    public static string Word(AccountDirection direction) => direction == AccountDirection.Unsaid ? "" : direction.ToString().ToLowerInvariant();

    /// <summary>Reads the word of a direction; nothing is not told.</summary>
    public static bool TryParse(string? word, out AccountDirection direction)
    {
        direction = (word ?? "").Trim().ToLowerInvariant() switch { "up" or "upward" or "upwards" => AccountDirection.Up, "down" or "downward" or "downwards" => AccountDirection.Down, "across" => AccountDirection.Across, _ => AccountDirection.Unsaid };
        return direction != AccountDirection.Unsaid || string.IsNullOrWhiteSpace(word);
    }
}
