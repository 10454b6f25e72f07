using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Findings.Checklists;

/// <summary>Which list a study is reported by.</summary>
public enum ChecklistKind
{
    /// <summary>COREQ: 32 items for interviews and focus groups.</summary>
    Coreq,

    /// <summary>SRQR: 21 items for qualitative research of any kind.</summary>
    Srqr,

    /// <summary>RTARG: guidelines for reflexive thematic analysis.</summary>
    Rtarg,
}

/// <summary>What an item asks after, by which it is filled from what the study knows.</summary>
public enum Subject
{
    /// <summary>Nothing of it is kept by the study: a person writes it.</summary>
    Yours,

    /// <summary>Title and topic.</summary>
    Title,

    /// <summary>The question and why it is asked.</summary>
    Purpose,

    /// <summary>The way of working.</summary>
    Approach,

    /// <summary>Who asked and observed.</summary>
    Askers,

    /// <summary>Who worked on the study, and as what.</summary>
    Team,

    /// <summary>How sites and people were chosen.</summary>
    Sampling,

    /// <summary>How people were approached.</summary>
    Contact,

    /// <summary>How many were heard.</summary>
    Size,

    /// <summary>Who declined or withdrew, and why.</summary>
    Refusals,

    /// <summary>Where and how people were met.</summary>
    Setting,

    /// <summary>Who else was there.</summary>
    Others,

    /// <summary>Who the participants are, and when they were met.</summary>
    Sample,

    /// <summary>The topic guides.</summary>
    Guide,

    /// <summary>Whether people were met again.</summary>
    Repeated,

    /// <summary>How encounters were kept.</summary>
    Recording,

    /// <summary>Field notes.</summary>
    Notes,

    /// <summary>How long encounters took.</summary>
    Duration,

    /// <summary>Whether nothing new was heard.</summary>
    Saturation,

    /// <summary>What was gathered, and when.</summary>
    Gathering,

    /// <summary>How texts were prepared: corrected, pseudonymised.</summary>
    Preparing,

    /// <summary>Who coded.</summary>
    Coders,

    /// <summary>The codebook.</summary>
    CodingTree,

    /// <summary>How claims came about.</summary>
    Themes,

    /// <summary>With what program.</summary>
    Software,

    /// <summary>Quotations.</summary>
    Quotations,

    /// <summary>Whether findings rest on the material, for and against.</summary>
    Consistency,

    /// <summary>Approvals and consent.</summary>
    Ethics,

    /// <summary>Who pays.</summary>
    Funding,

    /// <summary>What was done so that the findings can be trusted.</summary>
    Trust,
}

/// <summary>An item of a checklist, in words of our own.</summary>
/// <param name="Number">Number by which it is cited: “12”, “S8”, “R4”.</param>
/// <param name="Domain">The part of the list that it stands in.</param>
/// <param name="Topic">What it is about, in a word or two.</param>
/// <param name="Asks">What to report.</param>
/// <param name="Subjects">What the study is asked for it.</param>
public sealed record ChecklistItem(string Number, string Domain, string Topic, string Asks, params IReadOnlyList<Subject> Subjects);

/// <summary>The checklists.</summary>
public static class ChecklistItems
{
    /// <summary>The items of a list, in order.</summary>
    public static IReadOnlyList<ChecklistItem> Of(ChecklistKind kind) => kind switch
    {
        ChecklistKind.Coreq => CoreqItems.All,
        ChecklistKind.Srqr => SrqrItems.All,
        _ => RtargItems.All,
    };

    /// <summary>Name by which researchers know it.</summary>
    public static string Name(ChecklistKind kind) => kind switch { ChecklistKind.Coreq => "COREQ", ChecklistKind.Srqr => "SRQR", _ => "RTARG" };

    /// <summary>Where it comes from.</summary>
    public static string Source(ChecklistKind kind) => kind switch
    {
        ChecklistKind.Coreq => "Tong, A., Sainsbury, P. and Craig, J. (2007), Consolidated criteria for reporting qualitative research (COREQ), International Journal for Quality in Health Care 19(6), 349–357",
        ChecklistKind.Srqr => "O’Brien, B. C., Harris, I. B., Beckman, T. J., Reed, D. A. and Cook, D. A. (2014), Standards for reporting qualitative research, Academic Medicine 89(9), 1245–1251",
        _ => "Braun, V. and Clarke, V. (2024), Supporting best practice in reflexive thematic analysis reporting in Palliative Medicine, Palliative Medicine 38(6), 608–616",
    };

    /// <summary>The list that fits a way of working best.</summary>
    public static ChecklistKind For(Stance stance) => stance.Offers(Offer.Rtarg) ? ChecklistKind.Rtarg : ChecklistKind.Coreq;

    /// <summary>Why a list fits a way of working badly; null where it fits.</summary>
    public static string? Misfit(ChecklistKind kind, Stance stance) => kind switch
    {
        ChecklistKind.Coreq when !stance.Offers(Offer.Coreq) => StanceOffers.WhyNot(stance, Offer.Coreq),
        ChecklistKind.Rtarg when !stance.Offers(Offer.Rtarg) => StanceOffers.WhyNot(stance, Offer.Rtarg),
        _ => null,
    };
}
