using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Search;

namespace Fieldthread.Core.Fieldwork.AutoCoding;

/// <summary>A passage as the finder of answers sees it.</summary>
/// <param name="Words">The passage without its speaker’s label.</param>
/// <param name="Speaker">The label, or null.</param>
/// <param name="IsTeam">True where the team itself speaks.</param>
public readonly record struct AskedPassage(TextSpan Words, string? Speaker, bool IsTeam);

/// <summary>What answers a question.</summary>
/// <param name="Question">Number of the question, from 0.</param>
/// <param name="Asks">Number of the passage that asks it, or is its heading.</param>
/// <param name="Answers">Numbers of the passages that answer it, ascending.</param>
public sealed record FoundAnswer(int Question, int Asks, IReadOnlyList<int> Answers);

/// <summary>Finds which passages answer questions whose words are known, and what stands below headings.</summary>
/// <remarks>
/// A question is asked where the team speaks, or a heading stands, and the passage holds at least two thirds of the question’s words of four letters or more: people seldom read a question
/// from the page. A question with one or two such words wants them all; one without any wants all its words. Of several questions that fit, the one with the greater share is meant.
/// </remarks>
public static class AnswersFound
{
    private const int LongestHeading = 120;
    private const int Tells = 4;

    /// <summary>The answers, in the order of the text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="passages">Its passages, in order.</param>
    /// <param name="questions">The questions or headings.</param>
    /// <param name="toQuestion">True where an answer goes on, past other words of the team, until another of the questions or a heading; false where it ends as soon as the team speaks again.</param>
    public static IReadOnlyList<FoundAnswer> In(string text, IReadOnlyList<AskedPassage> passages, IReadOnlyList<string> questions, bool toQuestion)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(passages);
        ArgumentNullException.ThrowIfNull(questions);
        var wanted = questions.Select(Telling).ToList();
        var found = new List<FoundAnswer>();
        var answers = new List<int>();
        for (var i = 0; i < passages.Count; i++)
        {
            var passage = passages[i];
            var heading = IsHeading(text, passage);
            var asked = passage.IsTeam || heading ? Meant(wanted, SearchTerms.Of(passage.Words.Of(text)).ToHashSet(StringComparer.Ordinal)) : -1;
            if (asked >= 0)
            {
                answers = [];
                found.Add(new FoundAnswer(asked, i, answers));
            }
            else if (heading || (passage.IsTeam && !toQuestion))
            {
                // What follows answers something else.
                answers = [];
            }
            else if (!passage.IsTeam)
            {
                answers.Add(i);
            }
        }

        return [.. found.Where(f => f.Answers.Count > 0)];
    }

    /// <summary>True where a passage reads as a heading: nobody’s words, on one short line, without the stop of a sentence.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="passage">The passage.</param>
    public static bool IsHeading(string text, AskedPassage passage)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = TakenStretches.Trimmed(text, passage.Words).Of(text);
        return passage.Speaker is null && words.Length is > 0 and <= LongestHeading && !words.Contains('\n', StringComparison.Ordinal) && words[^1] is not ('.' or ',' or ';' or '!' or '…' or '”' or '"');
    }

    private static HashSet<string> Telling(string question)
    {
        var terms = SearchTerms.Of(question).ToHashSet(StringComparer.Ordinal);
        var telling = terms.Where(t => t.Length >= Tells).ToHashSet(StringComparer.Ordinal);
        return telling.Count > 0 ? telling : terms;
    }

    private static int Meant(List<HashSet<string>> questions, HashSet<string> terms)
    {
        var (best, share) = (-1, 0.0);
        for (var q = 0; q < questions.Count; q++)
        {
            var held = questions[q].Count(terms.Contains);
            if (questions[q].Count > 0 && held * 3 >= questions[q].Count * (questions[q].Count < 3 ? 3 : 2) && (double)held / questions[q].Count > share)
            {
                (best, share) = (q, (double)held / questions[q].Count);
            }
        }

        return best;
    }
}
