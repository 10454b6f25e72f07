using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Surveys;

/// <summary>One round of a survey.</summary>
/// <param name="Key">Short name, unique in the survey: its number, as <c>2</c>.</param>
/// <param name="Name">Name as listed.</param>
/// <param name="Opens">When the first could answer, where known.</param>
/// <param name="Closes">When the last could, where known.</param>
/// <param name="Reference">The day as at which the register says who is asked.</param>
public sealed record SurveyWave(string Key, string Name, PartialDate? Opens, PartialDate? Closes, DateOnly Reference);

/// <summary>A post in an organisation from which a survey is answered: who holds it may change, the post is the respondent.</summary>
/// <param name="Respondent">Its code, unique in the survey.</param>
/// <param name="Organisation">Code of its organisation, as the file has it.</param>
/// <param name="From">First day, where known.</param>
/// <param name="To">Its last day, included; null where it is still there or not known.</param>
/// <param name="Follows">Codes of the earlier posts that it follows; two or more where posts were merged.</param>
public sealed record SurveyPost(string Respondent, string Organisation, PartialDate? From, PartialDate? To, IReadOnlyList<string> Follows)
{
    /// <summary>True where it has begun by the day. A beginning known to the month or year counts from its first day.</summary>
    public bool BegunBy(DateOnly day) => From is not { } from || from.First <= day;

    /// <summary>True where it is there on the day: begun, and not past its end. An end known to the month or year counts to its last day.</summary>
    public bool LiveOn(DateOnly day) => BegunBy(day) && (To is not { } to || day <= to.Last);
}

/// <summary>What became of asking somebody, before their answers are looked at.</summary>
public enum Disposition
{
    /// <summary>Was asked.</summary>
    Asked,

    /// <summary>Was asked and said no; stays in the denominator.</summary>
    Refused,

    /// <summary>Was asked and could not be reached; stays in the denominator.</summary>
    NoContact,

    /// <summary>Was not asked: withdrew from the study before the wave.</summary>
    Withdrawn,

    /// <summary>Was not asked: the post or its organisation was abolished before the wave.</summary>
    Abolished,

    /// <summary>Was not asked: merged into another post, which stands for it.</summary>
    Merged,

    /// <summary>Was not asked, for another reason.</summary>
    NotAsked,
}

/// <summary>A line of a wave’s frame: who was to be asked, as at the wave’s reference date.</summary>
/// <param name="Wave">Key of the wave.</param>
/// <param name="Respondent">Code of the respondent’s post.</param>
/// <param name="Organisation">Code of the organisation, as the file has it.</param>
/// <param name="Disposition">What became of it.</param>
public sealed record FrameLine(string Wave, string Respondent, string Organisation, Disposition Disposition);

/// <summary>What one respondent answered in one wave.</summary>
/// <param name="Wave">Key of the wave.</param>
/// <param name="Respondent">Code of the respondent’s post.</param>
/// <param name="Organisation">Code of the organisation, as the file has it.</param>
/// <param name="Submitted">When, as the file has it: a day or an instant; null where it does not say.</param>
/// <param name="Answers">Answers by key of the item; an item without an answer is not there.</param>
public sealed record SurveyResponse(string Wave, string Respondent, string Organisation, string? Submitted, IReadOnlyDictionary<string, string> Answers);

/// <summary>A survey of several waves: what was asked of whom, and what was answered.</summary>
/// <param name="Items">The items, in their order.</param>
/// <param name="Waves">The waves, in their order.</param>
/// <param name="Posts">The posts that respondents hold.</param>
/// <param name="Frame">Who was to be asked, wave by wave.</param>
/// <param name="Responses">What came back.</param>
public sealed record Survey(IReadOnlyList<SurveyItem> Items, IReadOnlyList<SurveyWave> Waves, IReadOnlyList<SurveyPost> Posts, IReadOnlyList<FrameLine> Frame, IReadOnlyList<SurveyResponse> Responses);
