namespace Fieldthread.Core.Studies;

/// <summary>What a statistic counts.</summary>
public enum StatisticUnit
{
    /// <summary>Case-study sites.</summary>
    Sites,

    /// <summary>Interviews, observed meetings, focus groups, document visits.</summary>
    Encounters,

    /// <summary>People heard, under their pseudonyms.</summary>
    Participants,

    /// <summary>Texts.</summary>
    Sources,

    /// <summary>Codings: a code on a stretch of text by a coder.</summary>
    Codings,

    /// <summary>Minutes of encounters, summed.</summary>
    Minutes,

    /// <summary>Respondents of a survey who answered an item in a wave.</summary>
    Respondents,

    /// <summary>Organisations that the register has on a day.</summary>
    Organisations,

    /// <summary>Changes of organisations that the register has in a period.</summary>
    ChangeEvents,
}

/// <summary>Which answers of a survey a statistic counts.</summary>
/// <param name="Wave">Number of the wave.</param>
/// <param name="Item">Key of the item, which has options.</param>
/// <param name="Options">Options counted in k.</param>
public sealed record SurveyChoice(string Wave, string Item, IReadOnlyList<string> Options);

/// <summary>Which facts of the register a statistic counts.</summary>
/// <param name="At">For organisations: partial date, of which the first day counts.</param>
/// <param name="Type">For organisations: only those of this type; null for all.</param>
/// <param name="Kind">For changes: only those of this kind, as <c>merged</c>; null for all.</param>
/// <param name="From">For changes: partial date, of which the first day is the first that counts; null for all before.</param>
/// <param name="To">For changes: partial date, of which the last day is the last that counts; null for all after.</param>
public sealed record RegisterChoice(string? At = null, string? Type = null, string? Kind = null, string? From = null, string? To = null);

/// <summary>A plain number, or k of n.</summary>
public enum StatisticForm
{
    /// <summary>How many units pass every filter.</summary>
    Count,

    /// <summary>k of n: n is the units passing the filters other than codes that have something coded, k those that carry one of the codes.</summary>
    Share,
}

/// <summary>A number's definition, from which it can be made again on any cut. An empty filter lets everything pass.</summary>
/// <param name="Form">Count or share.</param>
/// <param name="Unit">What is counted. A share of codings or of minutes has no meaning and is refused by <see cref="Problem"/>.</param>
/// <param name="Codes">Full code paths joined by “ / ”; each stands for itself and everything below it.</param>
/// <param name="Sites">Names of sites.</param>
/// <param name="Phases">Names of phases.</param>
/// <param name="Kinds">Kinds of encounter: interview, meeting, focus group, document visit.</param>
/// <param name="Roles">Roles of participants.</param>
/// <param name="Coders">Names of coders; only their codings are seen.</param>
/// <param name="Choice">For respondents: which answers. A share is then k of n answers to the item, a count k.</param>
/// <param name="Register">For organisations and changes: which; a count.</param>
public sealed record StatisticDefinition(
    StatisticForm Form,
    StatisticUnit Unit,
    IReadOnlyList<string>? Codes = null,
    IReadOnlyList<string>? Sites = null,
    IReadOnlyList<string>? Phases = null,
    IReadOnlyList<string>? Kinds = null,
    IReadOnlyList<string>? Roles = null,
    IReadOnlyList<string>? Coders = null,
    SurveyChoice? Choice = null,
    RegisterChoice? Register = null)
{
    private bool OfRegister => Unit is StatisticUnit.Organisations or StatisticUnit.ChangeEvents;

    /// <summary>Why the definition cannot be computed, as a sentence, or null when it can.</summary>
    public string? Problem() => this switch
    {
        { OfRegister: true } => Choice is not null || new[] { Codes, Sites, Phases, Kinds, Roles, Coders }.Any(names => names is { Count: > 0 }) ? "Facts of the register have no codes, sites, phases, kinds, roles, coders or answers; leave these filters out."
            : RegisterCount.Problem(this),
        { Register: not null } => "Only organisations and change events are counted in the register.",
        { Unit: StatisticUnit.Respondents, Choice: null or { Options: null or [] } } => "Respondents are counted by their answers: name a wave, an item and at least one of its options.",
        { Unit: StatisticUnit.Respondents } when new[] { Codes, Sites, Phases, Kinds, Roles, Coders }.Any(names => names is { Count: > 0 }) => "Respondents of a survey have no codes, sites, phases, kinds, roles or coders; leave these filters out.",
        { Unit: not StatisticUnit.Respondents, Choice: not null } => "Only respondents are counted by their answers to a survey.",
        { Unit: StatisticUnit.Respondents } => null,
        { Form: StatisticForm.Share, Unit: StatisticUnit.Codings or StatisticUnit.Minutes } => "A share counts sites, encounters, participants or sources; for codings and minutes use a count.",
        { Form: StatisticForm.Share, Codes: null or [] } => "A share needs at least one code: it says how many of the coded units carry it.",
        _ => null,
    };
}

/// <summary>The value of a statistic on one state of the study, with what stands behind it.</summary>
/// <param name="Value">The count, or k of a share.</param>
/// <param name="Base">n of a share; null for a count.</param>
/// <param name="Yes">Names of the units counted, sorted ordinally; for codings and minutes the sources or encounters they come from.</param>
/// <param name="No">Names of the units in n that do not carry the code; empty for a count.</param>
/// <param name="NotCoded">Names of the units left out of n because nothing in them has been coded yet: uncoded is never unsaid.</param>
public sealed record StatisticValue(long Value, long? Base, IReadOnlyList<string> Yes, IReadOnlyList<string> No, IReadOnlyList<string> NotCoded);
