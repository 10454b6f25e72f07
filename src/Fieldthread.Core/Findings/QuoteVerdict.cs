using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Findings;

/// <summary>What became of a quotation.</summary>
public enum QuoteState
{
    /// <summary>Word for word in its evidence.</summary>
    Verified,

    /// <summary>Word for word, but elsewhere in the source; a person confirms.</summary>
    Moved,

    /// <summary>Word for word at several places, and what stands around them does not decide.</summary>
    Ambiguous,

    /// <summary>Not word for word; something near it is suggested and never accepted.</summary>
    Altered,

    /// <summary>Not there, nor anything near it.</summary>
    Missing,

    /// <summary>The text was erased or is closed, so nobody can check.</summary>
    Withheld,
}

/// <summary>The answer for one printed quotation.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Found">Where it, or what is suggested, stands in the revision's text; null where nothing was found.</param>
/// <param name="Message">In words.</param>
/// <param name="NeedsSecondPerson">An omission or insertion takes away or adds a negation: somebody other than the author confirms it.</param>
/// <param name="Suggestion">The source's own words where the state is Altered.</param>
/// <param name="Similarity">1 for word for word; for a suggestion 1 − edits ÷ printed words, in words; 0 where there is none.</param>
/// <param name="Changes">Word by word against the suggestion; empty unless Altered.</param>
public sealed record QuoteVerdict(
    QuoteState State, TextSpan? Found, string Message, bool NeedsSecondPerson, string? Suggestion, double Similarity, IReadOnlyList<WordRun> Changes);
