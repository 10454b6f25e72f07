namespace Fieldthread.Core.Studies;

/// <summary>Answers to an item of a survey in a wave.</summary>
/// <param name="Wave">Number of the wave.</param>
/// <param name="Item">Key of the item.</param>
/// <param name="Counts">By option, how many chose it; merged respondents once, those outside the frame not at all.</param>
public sealed record AnsweredFact(string Wave, string Item, IReadOnlyDictionary<string, int> Counts);

/// <summary>k of n answers to an item of a survey. n is the answers that are one of the options: those without an answer, and answers outside the options, are not in it.</summary>
internal static class SurveyShare
{
    /// <summary>The value, or why there is none. It names no respondents: a printed number must not say who answered what.</summary>
    public static StatisticValue? Of(StudyFacts facts, SurveyChoice choice, StatisticForm form, out string? problem)
    {
        if ((facts.Answered ?? []).FirstOrDefault(a => a.Wave == choice.Wave && a.Item == choice.Item) is not { } answered)
        {
            problem = $"This study has no item “{choice.Item}” with options in a wave {choice.Wave}.";
            return null;
        }

        if (choice.Options.FirstOrDefault(option => !answered.Counts.ContainsKey(option)) is { } unknown)
        {
            problem = $"The item “{choice.Item}” has no option “{unknown}”.";
            return null;
        }

        problem = null;
        var chosen = choice.Options.Distinct(StringComparer.Ordinal).Sum(option => answered.Counts[option]);
        return new StatisticValue(chosen, form == StatisticForm.Share ? answered.Counts.Values.Sum() : null, [], [], []);
    }
}
