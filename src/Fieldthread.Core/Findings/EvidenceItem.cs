using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Findings;

/// <summary>Whether the person who spoke agreed to be quoted.</summary>
public enum QuoteConsent
{
    /// <summary>Agreed.</summary>
    Granted,

    /// <summary>Not asked yet, or no answer.</summary>
    NotAsked,

    /// <summary>Said no.</summary>
    Refused,

    /// <summary>Agreed once and took it back.</summary>
    Withdrawn,

    /// <summary>Nothing is recorded of whoever spoke, or nobody knows who did; it is not printed.</summary>
    NoRecord,

    /// <summary>The same in a study that prints such words with a warning.</summary>
    Unrecorded,

    /// <summary>The words hold a special category of personal data, and no explicit consent to sharing them is held; they are not printed whoever agreed to be quoted.</summary>
    Special,
}

/// <summary>What consent allows.</summary>
public static class QuoteConsents
{
    /// <summary>True where the words may be printed.</summary>
    public static bool MayPrint(this QuoteConsent consent) => consent is QuoteConsent.Granted or QuoteConsent.Unrecorded;

    /// <summary>How it stands, in words: “withdrawn”.</summary>
    public static string InWords(this QuoteConsent consent) => consent switch
    {
        QuoteConsent.Granted => "consent given",
        QuoteConsent.Refused => "refused",
        QuoteConsent.Withdrawn => "withdrawn",
        QuoteConsent.NotAsked => "not asked",
        QuoteConsent.Unrecorded => "no record, printed with a warning",
        QuoteConsent.Special => "special category, no explicit consent",
        _ => "no record",
    };
}

/// <summary>Something a claim rests on.</summary>
public abstract record EvidenceItem;

/// <summary>A passage of a source.</summary>
/// <param name="Source">Name of the source, for the team.</param>
/// <param name="Attribution">The label readers see: “GP lead, Site 3, 2021”.</param>
/// <param name="Text">The whole text of the revision the span points into, or null after an erasure.</param>
/// <param name="Span">Where the passage stands in <paramref name="Text"/>.</param>
/// <param name="Exact">The words selected, stored at capture.</param>
/// <param name="Prefix">Some words before them (32 code units or so), stored at capture.</param>
/// <param name="Suffix">Some words after them, stored at capture.</param>
/// <param name="Consent">Consent to quote of the person who spoke.</param>
/// <param name="Excerpt">The excerpt approved for readers, the only context ever published; null where none was approved, then the printed words stand alone.</param>
/// <param name="Site">Name of the site for the strip of sites, or null.</param>
public sealed record QuotationEvidence(
    string Source, string Attribution, string? Text, TextSpan Span, string Exact, string Prefix, string Suffix, QuoteConsent Consent, string? Excerpt = null, string? Site = null) : EvidenceItem;

/// <summary>A number that can be made again.</summary>
/// <param name="Label">What it says in words, for readers: “Sites where review was called a task of the group”.</param>
/// <param name="Definition">From which it is computed.</param>
/// <param name="Value">Its value on the report's cut.</param>
public sealed record StatisticEvidence(string Label, StatisticDefinition Definition, StatisticValue Value) : EvidenceItem;

/// <summary>A claim as the ledger holds it.</summary>
/// <param name="Statement">Its words.</param>
/// <param name="For">Keys of the evidence for it.</param>
/// <param name="Against">Keys of the evidence against it.</param>
public sealed record ClaimRecord(string Statement, IReadOnlyList<string> For, IReadOnlyList<string> Against);
