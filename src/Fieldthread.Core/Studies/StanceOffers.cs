namespace Fieldthread.Core.Studies;

/// <summary>Something that fits one way of working with material and not another.</summary>
public enum Offer
{
    /// <summary>How far coders agree, as a number.</summary>
    AgreementScore,

    /// <summary>Coding without seeing what others coded, so that the two can be set side by side.</summary>
    BlindCoding,

    /// <summary>How little new a further interview brings, as a ratio.</summary>
    SaturationRatio,

    /// <summary>The checklist COREQ as the one to report by.</summary>
    Coreq,

    /// <summary>The guidelines RTARG as the ones to report by.</summary>
    Rtarg,
}

/// <summary>
/// What a way of working offers: one table, which pages, commands and the data interface ask. Sources: Braun, V. and Clarke, V. (2021), One size fits all? What counts as quality practice in (reflexive) thematic analysis?,
/// Qualitative Research in Psychology 18(3), 328–352; for realist work Manzano, A. (2016), The craft of interviewing in realist evaluation, Evaluation 22(3), 342–360.
/// </summary>
public static class StanceOffers
{
    private static readonly Dictionary<Stance, HashSet<Offer>> Table = new()
    {
        [Stance.Framework] = [Offer.AgreementScore, Offer.BlindCoding, Offer.SaturationRatio, Offer.Coreq],
        [Stance.Codebook] = [Offer.AgreementScore, Offer.BlindCoding, Offer.SaturationRatio, Offer.Coreq],
        [Stance.Reflexive] = [Offer.Rtarg],
        [Stance.Realist] = [Offer.AgreementScore, Offer.BlindCoding, Offer.Coreq],
    };

    /// <summary>True where the way of working offers it.</summary>
    public static bool Offers(this Stance stance, Offer offer) => Table[stance].Contains(offer);

    /// <summary>Everything that a way of working offers and others do not all, in order.</summary>
    public static IReadOnlyList<Offer> Of(Stance stance) => [.. Table[stance].Order()];

    /// <summary>True where the program does it; the others are named so that a study knows beforehand whether it will ask for them.</summary>
    public static bool Reckons(Offer offer) => offer is not (Offer.AgreementScore or Offer.SaturationRatio);

    /// <summary>A way of working as people call it.</summary>
    public static string InWords(Stance stance) => stance switch
    {
        Stance.Framework => "a framework, charted case by theme",
        Stance.Codebook => "a shared codebook",
        Stance.Reflexive => "reflexive thematic analysis",
        _ => "realist evaluation",
    };

    /// <summary>What an offer is, in words.</summary>
    public static string InWords(Offer offer) => offer switch
    {
        Offer.AgreementScore => "a score of agreement between coders",
        Offer.BlindCoding => "coding blind to the codings of others",
        Offer.SaturationRatio => "a ratio of saturation",
        Offer.Coreq => "COREQ as the checklist to report by",
        _ => "RTARG as the guidelines to report by",
    };

    /// <summary>Why a way of working does not offer something: one sentence.</summary>
    /// <param name="stance">The way of working.</param>
    /// <param name="offer">What it does not offer.</param>
    public static string WhyNot(Stance stance, Offer offer) => (stance, offer) switch
    {
        (Stance.Reflexive, Offer.AgreementScore or Offer.BlindCoding) => "In reflexive thematic analysis a code is one reading by somebody in particular; that two people code alike is no sign of quality, and comparing them blind tests for something that is not sought.",
        (Stance.Reflexive, Offer.SaturationRatio) => "In reflexive thematic analysis meaning is made by reading, so that no count says when nothing new can be found.",
        (Stance.Reflexive, Offer.Coreq) => "COREQ asks for saturation, a number of coders and what participants thought of the findings, as if themes lay in the material to be found; RTARG asks what fits reflexive work.",
        (Stance.Realist, Offer.SaturationRatio) => "In realist evaluation people are asked until a theory is tested and refined, which no count of new codes tells.",
        (_, Offer.Rtarg) => "RTARG is written for reflexive thematic analysis and asks for what this study does not claim to do.",
        _ => "It does not fit this way of working.",
    };
}
