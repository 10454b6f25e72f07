using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Search;

namespace Fieldthread.Core.Fieldwork.AutoCoding;

/// <summary>Words and phrases to be found where they stand in a text, any of several: whole words, <c>*</c> for any letters or none, <c>?</c> for one, in phrases too.</summary>
/// <remarks>Words are compared as <see cref="SearchTerms"/> makes them, so that what this finds is what a search finds: small and capital letters alike, <c>naive</c> as <c>naïve</c>.</remarks>
public sealed partial class WordEntries
{
    /// <summary>Words and phrases at most: 200.</summary>
    public const int Most = 200;

    private readonly List<List<SearchNode>> entries;

    private WordEntries(List<List<SearchNode>> entries) => this.entries = entries;

    /// <summary>Reads them.</summary>
    /// <param name="written">A word or a phrase each; quotation marks around a phrase are passed over.</param>
    /// <param name="entries">The entries, in that order.</param>
    /// <param name="problem">What is wrong, where they cannot be read.</param>
    public static bool TryParse(IReadOnlyList<string> written, [NotNullWhen(true)] out WordEntries? entries, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(written);
        (entries, problem) = (null, null);
        if (written.Count > Most)
        {
            problem = $"There are more than {Most} words and phrases.";
            return false;
        }

        var read = new List<List<SearchNode>>();
        foreach (var entry in written)
        {
            var nodes = Terms(entry);
            if (nodes.Count == 0 || nodes.Exists(n => n is ShapeNode shape && shape.Shape.Count(char.IsLetterOrDigit) < 2))
            {
                problem = nodes.Count == 0 ? $"“{entry}” has no word in it." : $"“{entry}” would find almost everything: beside a star or a question mark a word has two letters at least.";
                return false;
            }

            read.Add(nodes);
        }

        entries = new WordEntries(read);
        return true;
    }

    /// <summary>Where they stand: in order and apart. Of two that begin together the longer is taken, of two alike the first.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="within">The stretch of it that is looked through.</param>
    /// <returns>Stretches from the first letter to the last, each with the number of its entry from 0.</returns>
    public IReadOnlyList<(TextSpan Span, int Entry)> In(string text, TextSpan within)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<(string Term, int Start, int End)>();
        foreach (var match in Word().EnumerateMatches(text.AsSpan(within.Start, within.Length)))
        {
            var (start, end) = (within.Start + match.Index, within.Start + match.Index + match.Length);
            foreach (var term in SearchTerms.Of(text[start..end]))
            {
                words.Add((term, start, end));
            }
        }

        var found = new List<(TextSpan, int)>();
        for (var at = 0; at < words.Count;)
        {
            var (length, entry) = LongestAt(words, at);
            if (length > 0)
            {
                found.Add((new TextSpan(words[at].Start, words[at + length - 1].End), entry));
            }

            at += Math.Max(1, length);
        }

        return found;
    }

    private (int Length, int Entry) LongestAt(List<(string Term, int Start, int End)> words, int at)
    {
        var (length, best) = (0, -1);
        for (var e = 0; e < entries.Count; e++)
        {
            var nodes = entries[e];
            if (nodes.Count > length && at + nodes.Count <= words.Count && Fits(nodes, words, at))
            {
                (length, best) = (nodes.Count, e);
            }
        }

        return (length, best);
    }

    private static bool Fits(List<SearchNode> nodes, List<(string Term, int Start, int End)> words, int at)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i] is ShapeNode shape ? !shape.Fits(words[at + i].Term) : ((WordNode)nodes[i]).Term != words[at + i].Term)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The words of an entry; a hyphen parts words as it does in a text, and stars and question marks stay where they stand.</summary>
    private static List<SearchNode> Terms(string entry)
    {
        var nodes = new List<SearchNode>();
        foreach (Match match in Shape().Matches(entry))
        {
            if (!match.Value.AsSpan().ContainsAny('*', '?'))
            {
                nodes.AddRange(SearchTerms.Of(match.Value).Select(term => new WordNode(term)));
                continue;
            }

            var shape = new StringBuilder();
            foreach (Match part in Part().Matches(match.Value))
            {
                shape.Append(part.Value[0] is '*' or '?' ? part.Value : string.Concat(SearchTerms.Of(part.Value)));
            }

            nodes.Add(new ShapeNode(shape.ToString()));
        }

        return nodes;
    }

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}'’‘]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}'’‘*?]+", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();

    [GeneratedRegex(@"[*?]+|[^*?]+", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
