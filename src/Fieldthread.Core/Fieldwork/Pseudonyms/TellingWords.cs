using System.Text.RegularExpressions;

namespace Fieldthread.Core.Fieldwork.Pseudonyms;

/// <summary>Offices that one person holds, and sentences that tell of what one place or person alone may have met with. Found by words that such telling uses; a story told in other words is found by nobody but a reader.</summary>
public static partial class TellingWords
{
    private const int Longest = 200;

    /// <summary>Offices in a text, as they are written, without the article before them.</summary>
    public static IEnumerable<string> Offices(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Office.Matches(text).Select(m => m.Groups["office"].Value);
    }

    /// <summary>Sentences in which a word stands that tells of a distinctive event, with that word. What is longer than 200 characters is cut behind a word.</summary>
    public static IEnumerable<(string Sentence, string Cue)> Events(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (Match sentence in Sentence.Matches(text))
        {
            var words = Label.Replace(sentence.Value, "").Trim();
            if (Cue.Match(words) is { Success: true } cue)
            {
                var cut = words.Length <= Longest ? words.Length : words.LastIndexOf(' ', Longest);
                yield return (words[..(cut > cue.Index ? cut : words.Length)], cue.Value.ToLowerInvariant());
            }
        }
    }

    [GeneratedRegex(@"\b(?:the|our|their|my|your|her|his|a|then|former|acting|deputy) (?<office>(?:(?:deputy|acting|former|interim|assistant) )?(?:chief executive|chief officer|accountable officer|medical director|finance director|clinical director|director of (?:public health|social (?:care|services)|adult (?:care|services)|primary care|human resources|[a-z]+)|managing director|practice manager|chair(?:man|woman|person)?|vice-chair|treasurer|company secretary|caldicott guardian|head of (?:primary care|public health|human resources|[a-z]+)|mayor|bishop|vicar|imam|rabbi|head ?teacher|chief constable|coroner|leader of the council|member of parliament|MP))\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Office { get; }

    [GeneratedRegex(@"[^.!?…\n]+[.!?…]*", RegexOptions.NonBacktracking)]
    private static partial Regex Sentence { get; }

    [GeneratedRegex(@"^[^\n:]{1,40}:\s+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Label { get; }

    [GeneratedRegex(@"\b(?:the only (?:one|place|person|practice|surgery|group|site|hospital|town|village|woman|man|doctor|nurse)|(?:the )?first (?:in the (?:country|county|region|city)|ever)|nobody else (?:in|had|has)|won (?:an?|the) (?:[a-z]+ )?(?:award|prize|medal)|(?:in|on) (?:all )?the (?:news|papers?|front page|television|telly|radio)|made the (?:news|papers|headlines)|public inquiry|inquest|tribunal|in court|the police|arrested|prosecuted|convicted|suspended|struck off|resigned|sacked|dismissed|stepped down|scandal|whistle-?blow(?:er|ers|ing)|special measures|bankrupt(?:cy)?|evacuated|fires?|floods?|flooded|explosion|strikes?|petition|demonstration|murder(?:ed)?|suicide|killed|funeral|outbreak)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Cue { get; }
}
