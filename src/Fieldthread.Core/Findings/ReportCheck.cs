namespace Fieldthread.Core.Findings;

/// <summary>What a line of the check is about.</summary>
public enum ReportCheckKind
{
    /// <summary>A printed quotation.</summary>
    Quotation,

    /// <summary>A printed number.</summary>
    Number,

    /// <summary>A word of quantity.</summary>
    Quantifier,

    /// <summary>A claim.</summary>
    Claim,

    /// <summary>Evidence a claim or a citation opens onto.</summary>
    Evidence,
}

/// <summary>What became of it.</summary>
public enum ReportCheckState
{
    /// <summary>It holds.</summary>
    Verified,

    /// <summary>Quotation: not word for word.</summary>
    Altered,

    /// <summary>Quotation: not in the source.</summary>
    Missing,

    /// <summary>Quotation: elsewhere in the source.</summary>
    Moved,

    /// <summary>Quotation: at several places.</summary>
    Ambiguous,

    /// <summary>Quotation: erased or closed.</summary>
    Withheld,

    /// <summary>Quotation: no consent to quote.</summary>
    NotConsented,

    /// <summary>Number: the cut gives another.</summary>
    NumberDiffers,

    /// <summary>Number or word of quantity: cannot be read.</summary>
    Unreadable,

    /// <summary>Word of quantity: k of n is not what it says.</summary>
    QuantifierBroken,

    /// <summary>A key that stands for no evidence.</summary>
    UnknownEvidence,

    /// <summary>Evidence of the wrong kind: a number bound to a passage, or a quotation to a statistic.</summary>
    WrongEvidence,

    /// <summary>Nothing is bound to it.</summary>
    NoEvidence,

    /// <summary>A claim the ledger does not hold.</summary>
    UnknownClaim,

    /// <summary>Counter-evidence the ledger holds and the report leaves out.</summary>
    CounterEvidenceLeftOut,

    /// <summary>The claim's words are not the ledger's.</summary>
    StatementDiffers,

    /// <summary>An id that occurs twice.</summary>
    DuplicateKey,
}

/// <summary>One line of the check of a report.</summary>
/// <param name="Key">Key of the evidence or claim; empty where none is written.</param>
/// <param name="Line">Line of the report's source, from 1.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Printed">What is printed.</param>
/// <param name="State">What became of it.</param>
/// <param name="Message">In words.</param>
/// <param name="Stops">True where the report must not publish like this.</param>
/// <param name="NeedsSecondPerson">True where somebody other than the author must confirm it by name.</param>
/// <param name="Instead">What could be written instead: the source's own words, or what the cut gives; null where there is nothing to offer.</param>
/// <param name="Changes">Word by word against <paramref name="Instead"/> for an altered quotation; null otherwise.</param>
public sealed record ReportCheck(
    string Key, int Line, ReportCheckKind Kind, string Printed, ReportCheckState State, string Message, bool Stops,
    bool NeedsSecondPerson = false, string? Instead = null, IReadOnlyList<WordRun>? Changes = null);

/// <summary>States of a check as people read them.</summary>
public static class ReportCheckWords
{
    /// <summary>“Number differs”, “Counter-evidence left out”.</summary>
    public static string Of(ReportCheckState state)
    {
        var words = string.Concat(state.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
        return state is ReportCheckState.CounterEvidenceLeftOut ? words.Replace("Counter ", "Counter-", StringComparison.Ordinal) : words;
    }
}
