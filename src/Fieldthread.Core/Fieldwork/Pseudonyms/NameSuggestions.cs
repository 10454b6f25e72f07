using System.Text.RegularExpressions;

namespace Fieldthread.Core.Fieldwork.Pseudonyms;

/// <summary>Words that may give somebody away.</summary>
/// <param name="Words">The words as they stand in the texts.</param>
/// <param name="Kind">What they seem to name.</param>
/// <param name="Why">Why they are suggested, in words.</param>
/// <param name="Times">How often they stand in the texts.</param>
/// <param name="Sources">In how many texts.</param>
public sealed record SuggestedName(string Words, NamedKind Kind, string Why, int Times, int Sources);

/// <summary>Looks through texts for words that may give somebody away. It suggests and decides nothing; what it does not find may be there.</summary>
public static partial class NameSuggestions
{
    private const int Most = 500;

    /// <summary>Suggestions, the most frequent first within each kind.</summary>
    /// <param name="texts">The texts, each with the labels before its turns.</param>
    /// <param name="known">Words that are known to name something: names and codes of organisations, former ones too, sites, roles.</param>
    /// <param name="left">Words that are no news: pseudonyms, labels of the team.</param>
    public static IReadOnlyList<SuggestedName> In(IReadOnlyList<(string Text, IReadOnlyCollection<string> Labels)> texts, IReadOnlyCollection<(string Words, NamedKind Kind, string Why)> known, IReadOnlySet<string> left)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(left);
        var found = new Dictionary<string, Seen>(StringComparer.Ordinal);
        var small = texts.SelectMany(t => SmallWord.Matches(t.Text).Select(m => m.Value)).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < texts.Count; i++)
        {
            var (text, labels) = texts[i];
            foreach (var label in labels.Where(l => l.Length > 1))
            {
                Note(found, label, NamedKind.Person, "stands before turns", i, Count(text, label));
            }

            foreach (var (words, kind, why) in known.Where(k => k.Words.Length > 1))
            {
                Note(found, words, kind, why, i, Count(text, words));
            }

            // What is also written small is an ordinary word.
            foreach (var name in Capitalised(WithoutLabels(text, labels)).Where(n => !n.Split(' ').All(w => small.Contains(w.ToLowerInvariant()))))
            {
                Note(found, name, NamedKind.Person, "written with a capital inside a sentence", i, 1);
            }

            foreach (Match date in Date.Matches(text))
            {
                Note(found, date.Value, NamedKind.Date, "a date", i, 1);
            }

            foreach (var office in TellingWords.Offices(text))
            {
                Note(found, office, NamedKind.Role, "an office that one person may hold", i, 1);
            }

            foreach (var (sentence, cue) in TellingWords.Events(text))
            {
                Note(found, sentence, NamedKind.Event, $"may tell of what one place or person alone met with: “{cue}”", i, 1);
            }
        }

        return [.. found.Where(f => f.Value.Times > 0 && !left.Contains(f.Key)).Select(f => new SuggestedName(f.Key, f.Value.Kind, f.Value.Why, f.Value.Times, f.Value.In.Count))
            .OrderBy(s => s.Kind).ThenByDescending(s => s.Times).ThenBy(s => s.Words, StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>Runs of capitalised words that do not begin a sentence, a line or a turn; joined by “of”, “the” and the like only inside.</summary>
    private static IEnumerable<string> Capitalised(string text)
    {
        foreach (Match run in Run.Matches(text))
        {
            var before = text.AsSpan(0, run.Index).TrimEnd(" \t“”\"'(");
            var begins = before.Length == 0 || before[^1] is '.' or '!' or '?' or ':' or '…' or '\n' or '–' or '—';
            var words = begins ? run.Value.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? run.Value[(space + 1)..] : "" : run.Value;
            // What begins a sentence is written with a capital in any case; the words after it are not.
            words = Leading.Replace(words, "").TrimEnd('’', '\'', '-');
            if (words.Length > 1 && words != "I" && !Ordinary.IsMatch(words))
            {
                yield return words;
            }
        }
    }

    private static string WithoutLabels(string text, IReadOnlyCollection<string> labels) =>
        labels.Where(l => l.Length > 0).OrderByDescending(l => l.Length).Aggregate(text, (left, label) => left.Replace(label + ":", ":", StringComparison.Ordinal));

    private static int Count(string text, string words)
    {
        var count = 0;
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            var end = at + words.Length;
            count += (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])) ? 1 : 0;
        }

        return count;
    }

    private static void Note(Dictionary<string, Seen> found, string words, NamedKind kind, string why, int text, int times)
    {
        if (times == 0)
        {
            return;
        }

        // What is known of words says more than their capitals do, and what was noted first stands.
        if (!found.TryGetValue(words, out var seen))
        {
            found.Add(words, seen = new Seen(kind, why));
        }

        seen.Times = Math.Max(seen.Times, 0) + (seen.Why == why ? times : 0);
        seen.In.Add(text);
    }

    private sealed class Seen(NamedKind kind, string why)
    {
        public NamedKind Kind { get; } = kind;

        public string Why { get; } = why;

        public int Times { get; set; }

        public HashSet<int> In { get; } = [];
    }

    [GeneratedRegex(@"\b\p{Lu}[\p{L}\p{M}'’-]*(?:[ ](?:(?:of|the|and|de|van|von|der)[ ])?\p{Lu}[\p{L}\p{M}'’-]*)*", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Run { get; }

    [GeneratedRegex(@"^(?:(?:of|the|and|de|van|von|der|I(?:['’]\w+)?)\s+)+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Leading { get; }

    [GeneratedRegex(@"\b\p{Ll}[\p{Ll}\p{M}]*", RegexOptions.NonBacktracking)]
    private static partial Regex SmallWord { get; }

    [GeneratedRegex(@"^(?:I(?:['’]\w+)?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Mr|Mrs|Ms|Dr|OK|Okay)$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Ordinary { get; }

    [GeneratedRegex(@"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Date { get; }
}
