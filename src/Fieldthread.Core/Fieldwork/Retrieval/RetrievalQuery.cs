namespace Fieldthread.Core.Fieldwork.Retrieval;

/// <summary>A part of a retrieval: what it finds is a set of stretches of text, each named once.</summary>
public abstract record RetrievalNode;

/// <summary>The stretches of the codings with a code.</summary>
/// <param name="Code">Path or name of the code as written; empty for any code.</param>
/// <param name="Below">True where the codes below it count too.</param>
/// <param name="At">Where it stands in the line, from 0.</param>
public sealed record CodedNode(string Code, bool Below = true, int At = 0) : RetrievalNode;

/// <summary>Every passage: a speaker’s turn or a paragraph, coded or not.</summary>
public sealed record PassagesNode : RetrievalNode;

/// <summary>What is found by either.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
public sealed record EitherNode(RetrievalNode Left, RetrievalNode Right) : RetrievalNode;

/// <summary>The text that both cover, in stretches as long as it goes.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
public sealed record BothNode(RetrievalNode Left, RetrievalNode Right) : RetrievalNode;

/// <summary>The text that the left covers and the right does not, in stretches as long as it goes.</summary>
/// <param name="Left">What is kept.</param>
/// <param name="Right">What is taken out of it.</param>
public sealed record ButNotNode(RetrievalNode Left, RetrievalNode Right) : RetrievalNode;

/// <summary>How two stretches lie to each other.</summary>
public enum Lying
{
    /// <summary>They share at least one character.</summary>
    Overlapping,

    /// <summary>The left lies wholly in the right.</summary>
    Within,

    /// <summary>No more than so many words or passages lie between the two, whichever comes first.</summary>
    Near,

    /// <summary>The right begins where the left ends or later, no more than so many words or passages on.</summary>
    FollowedBy,
}

/// <summary>What a distance counts.</summary>
public enum DistanceUnit
{
    /// <summary>Words: runs of letters and digits.</summary>
    Words,

    /// <summary>Speakers’ turns or paragraphs; 0 is the same one.</summary>
    Passages,
}

/// <summary>The stretches of the left that lie so to at least one stretch of the right, whole and as they are.</summary>
/// <param name="How">How they lie.</param>
/// <param name="Left">What is kept.</param>
/// <param name="Right">What it must lie to.</param>
/// <param name="Distance">For near and followed by: how many words or passages may lie between.</param>
/// <param name="Unit">What the distance counts.</param>
/// <param name="Not">True where those are kept that lie so to none.</param>
public sealed record LyingNode(Lying How, RetrievalNode Left, RetrievalNode Right, int Distance = 1, DistanceUnit Unit = DistanceUnit.Passages, bool Not = false) : RetrievalNode;

/// <summary>What is found, as far as conditions hold.</summary>
/// <param name="Inner">What is narrowed.</param>
/// <param name="Conditions">All of them must hold.</param>
public sealed record NarrowedNode(RetrievalNode Inner, IReadOnlyList<Condition> Conditions) : RetrievalNode;

/// <summary>What a condition is about.</summary>
public enum ConditionField
{
    /// <summary>Site of the source.</summary>
    Site,

    /// <summary>Phase of the encounter.</summary>
    Phase,

    /// <summary>Name of the source.</summary>
    Source,

    /// <summary>Kind of encounter.</summary>
    Kind,

    /// <summary>Role of who speaks.</summary>
    Role,

    /// <summary>Pseudonym of who speaks.</summary>
    Participant,

    /// <summary>Who coded.</summary>
    Coder,

    /// <summary>How the coding came: by hand, proposed by a rule, or confirmed since.</summary>
    Origin,

    /// <summary>Date of the encounter.</summary>
    Date,

    /// <summary>An attribute by which sources can be told apart.</summary>
    Attribute,
}

/// <summary>A condition.</summary>
/// <param name="Field">What it is about.</param>
/// <param name="Values">Any of these; for a date empty.</param>
/// <param name="Not">True where none of these may be.</param>
/// <param name="Name">Name or key of the attribute; empty for others.</param>
/// <param name="From">For a date: partial date from whose first day on; null for no bound.</param>
/// <param name="To">For a date: partial date until whose last day; null for no bound.</param>
/// <param name="At">Where it stands in the line, from 0.</param>
public sealed record Condition(ConditionField Field, IReadOnlyList<string> Values, bool Not = false, string Name = "", string? From = null, string? To = null, int At = 0);

/// <summary>What is wrong with a line, and where.</summary>
/// <param name="At">The character at which it is, from 0.</param>
/// <param name="Message">What is wrong and what may stand there.</param>
public sealed record RetrievalProblem(int At, string Message)
{
    /// <summary>In words: “At character 12: …”.</summary>
    public string InWords => $"At character {(At + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}: {Message}";
}

/// <summary>A retrieval as a person wrote it.</summary>
/// <remarks>
/// <c>A and B</c>, <c>A or B</c>, <c>A not B</c> or <c>A and not B</c>; <c>A overlapping B</c>, <c>A within B</c>, <c>A near 5 words B</c>, <c>A followed by 2 passages B</c>, each with
/// <c>not</c> before it; <c>only A</c> without the codes below; <c>coded</c> any code; <c>passages</c> all text; <c>[site = “Site 1” or “Site 2”, date from 2021]</c> behind what it
/// narrows; brackets. Conditions bind first, then how stretches lie, then <c>and</c> and <c>not</c>, then <c>or</c>; what binds alike is taken from the left.
/// </remarks>
public sealed class RetrievalQuery
{
    /// <summary>Parts that a line has at most: 64.</summary>
    public const int MostParts = 64;

    private RetrievalQuery(string line, RetrievalNode root) => (Line, Root) = (line, root);

    /// <summary>As written.</summary>
    public string Line { get; }

    /// <summary>As a tree.</summary>
    public RetrievalNode Root { get; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">As written.</param>
    /// <param name="query">The retrieval, if it is one.</param>
    /// <param name="problem">What is wrong, if it is none.</param>
    public static bool TryParse(string? line, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RetrievalQuery? query, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out RetrievalProblem? problem)
    {
        var root = new RetrievalParser(line ?? "").Parse(out problem);
        query = root is null ? null : new RetrievalQuery(line ?? "", root);
        return query is not null;
    }

    /// <summary>Every code that it names where what has it is kept, none that it takes out.</summary>
    public IReadOnlyList<CodedNode> Wanted => [.. WantedIn(Root)];

    /// <summary>Every code that it names.</summary>
    public IReadOnlyList<CodedNode> Named => [.. NamedIn(Root)];

    private static IEnumerable<CodedNode> WantedIn(RetrievalNode node) => node switch
    {
        CodedNode coded => [coded],
        EitherNode either => WantedIn(either.Left).Concat(WantedIn(either.Right)),
        BothNode both => WantedIn(both.Left).Concat(WantedIn(both.Right)),
        ButNotNode but => WantedIn(but.Left),
        LyingNode lying => WantedIn(lying.Left),
        NarrowedNode narrowed => WantedIn(narrowed.Inner),
        _ => [],
    };

    private static IEnumerable<CodedNode> NamedIn(RetrievalNode node) => node switch
    {
        CodedNode coded => [coded],
        EitherNode either => NamedIn(either.Left).Concat(NamedIn(either.Right)),
        BothNode both => NamedIn(both.Left).Concat(NamedIn(both.Right)),
        ButNotNode but => NamedIn(but.Left).Concat(NamedIn(but.Right)),
        LyingNode lying => NamedIn(lying.Left).Concat(NamedIn(lying.Right)),
        NarrowedNode narrowed => NamedIn(narrowed.Inner),
        _ => [],
    };
}
