namespace Fieldthread.Core.Surveys;

/// <summary>What kind of answer an item takes.</summary>
public enum ItemKind
{
    /// <summary>One of several options without an order.</summary>
    Single,

    /// <summary>One of several options in an order, from one end to the other.</summary>
    Scale,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Words.</summary>
    Text,
}

/// <summary>What is asked. Its key is its identity and outlives its wording: an item that is worded otherwise in a later wave is the same item, flagged as reworded.</summary>
/// <param name="Key">Short name, unique in the survey: <c>Q7</c>.</param>
/// <param name="Kind">What kind of answer it takes.</param>
/// <param name="Options">The options in their order; empty for numbers and words.</param>
/// <param name="Wordings">The question by key of the wave; a wave that is not there did not ask it.</param>
public sealed record SurveyItem(string Key, ItemKind Kind, IReadOnlyList<string> Options, IReadOnlyDictionary<string, string> Wordings)
{
    /// <summary>True where the answers are some of a list of options.</summary>
    public bool HasOptions => Kind is ItemKind.Single or ItemKind.Scale;

    /// <summary>True where the wave asked it.</summary>
    public bool AskedIn(string wave) => Wordings.ContainsKey(wave);

    /// <summary>True where both waves asked it, in different words. White space does not count as a difference.</summary>
    public bool RewordedBetween(string wave, string other) => Wordings.TryGetValue(wave, out var one) && Wordings.TryGetValue(other, out var two) && Plain(one) != Plain(two);

    private static string Plain(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
