using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Fieldthread.Core.Fieldwork.Search;

/// <summary>A regular expression as a whole search: <c>/merg(e|er)s?/</c>, with an i behind it for small and capital letters alike. It is carried out on the words as they stand.</summary>
/// <remarks>The engine never goes back (.NET’s NonBacktracking, after Moseley and others 2023), so that its time grows with the text and not with the expression; what it cannot do, as looking ahead or naming an earlier group, is refused.</remarks>
public sealed partial class SearchPattern
{
    /// <summary>The longest expression that is taken: 500 characters.</summary>
    public const int Longest = 500;

    /// <summary>Repeats that an expression counts in all, as the 5 of <c>[0-9]{2,5}</c>: 50. The engine builds a step for each, and many of them cost more than any text.</summary>
    public const int MostRepeats = 50;

    private const int Piece = 5_000;
    private const int Overlap = 1_000;
    private readonly Regex regex;

    private SearchPattern(Regex regex) => this.regex = regex;

    /// <summary>True where a search is written as one.</summary>
    /// <param name="text">As typed.</param>
    public static bool Is(string? text) => text?.Trim() is { Length: > 2 } typed && typed[0] == '/' && (typed[^1] == '/' || typed.EndsWith("/i", StringComparison.Ordinal)) && typed.LastIndexOf('/') > 1;

    /// <summary>Reads it.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="atOnce">The longest that one passage may take.</param>
    /// <param name="pattern">The pattern, if it is one.</param>
    /// <param name="problem">What is wrong, if it is none.</param>
    public static bool TryParse(string text, TimeSpan atOnce, [NotNullWhen(true)] out SearchPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var typed = text.Trim();
        var end = typed.LastIndexOf('/');
        (pattern, problem) = (null, null);
        if (end - 1 > Longest)
        {
            problem = $"The expression is longer than {Longest} characters.";
            return false;
        }

        if (Repeats().Matches(typed).Sum(m => Math.Min(10_000L, long.Parse(m.Groups["most"].Value.Length > 0 ? m.Groups["most"].Value : m.Groups["least"].Value, System.Globalization.CultureInfo.InvariantCulture))) > MostRepeats)
        {
            problem = $"The expression counts more than {MostRepeats} repeats. Write a star or a plus for what may stand any number of times.";
            return false;
        }

        try
        {
            pattern = new SearchPattern(new Regex(typed[1..end], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (typed.EndsWith("/i", StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None), atOnce));
            return true;
        }
        catch (NotSupportedException)
        {
            problem = "The expression looks ahead, looks behind, or names an earlier group, and that could take for ever. Write it without.";
            return false;
        }
        catch (ArgumentException failure)
        {
            problem = "The expression cannot be read: " + failure.Message;
            return false;
        }
    }

    /// <summary>Where it stands in a text; stretches without a character are left out. A text longer than 5,000 characters is gone through in pieces of that length that overlap by 1,000.</summary>
    /// <param name="text">The words.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="before">Called before each piece, so that the caller can stop: the engine itself looks at its clock too seldom.</param>
    /// <exception cref="RegexMatchTimeoutException">It takes too long.</exception>
    public IReadOnlyList<Basics.TextSpan> In(string text, int most, Action? before = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<Basics.TextSpan>();
        for (var from = 0; from == 0 || from + Overlap < text.Length; from += Piece - Overlap)
        {
            before?.Invoke();
            foreach (ValueMatch match in regex.EnumerateMatches(text.AsSpan(from, Math.Min(Piece, text.Length - from))))
            {
                // What lies in the part that two pieces share is found by the first.
                var span = new Basics.TextSpan(from + match.Index, from + match.Index + match.Length);
                if (match.Length > 0 && (found.Count == 0 || span.Start >= found[^1].End))
                {
                    found.Add(span);
                }

                if (found.Count >= most)
                {
                    return found;
                }
            }
        }

        return found;
    }

    [GeneratedRegex(@"\{(?<least>[0-9]{1,9})(?:,(?<most>[0-9]{0,9}))?\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Repeats();
}
