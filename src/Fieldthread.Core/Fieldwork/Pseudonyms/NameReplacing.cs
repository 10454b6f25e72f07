using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Revisions;

namespace Fieldthread.Core.Fieldwork.Pseudonyms;

/// <summary>What words name: it says how a pseudonym reads and what is still recognisable without it.</summary>
public enum NamedKind
{
    /// <summary>A person, or the label before their turns.</summary>
    Person,

    /// <summary>A place.</summary>
    Place,

    /// <summary>An organisation, or a code of it.</summary>
    Organisation,

    /// <summary>A role that only one person has.</summary>
    Role,

    /// <summary>A date.</summary>
    Date,

    /// <summary>An event that gives away where it was.</summary>
    Event,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Words, and what is to stand in their place.</summary>
/// <param name="Id">The pseudonym that they belong to.</param>
/// <param name="Words">The words as they stand in texts; not empty.</param>
/// <param name="Pseudonym">What stands in their place.</param>
public readonly record struct NamedWords(Guid Id, string Words, string Pseudonym);

/// <summary>A text in which words were replaced.</summary>
/// <param name="Text">The further text.</param>
/// <param name="Map">The map from the former to the further text; every replacement is one change.</param>
/// <param name="Used">How often each pseudonym was put in.</param>
public sealed record ReplacedText(string Text, RevisionMap Map, IReadOnlyDictionary<Guid, int> Used);

/// <summary>Puts pseudonyms in the place of words, the same everywhere.</summary>
public static class NameReplacing
{
    /// <summary>The text with every place replaced where the words stand as whole words, letter for letter. Of words that begin at one place the longest count; what was put in is not looked at again.</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">Words and pseudonyms; several forms may have one pseudonym.</param>
    /// <remarks>Capitals count, since “Reading” is a town and “reading” is none; add a form for each way in which it is written.</remarks>
    public static ReplacedText In(string text, IReadOnlyCollection<NamedWords> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        var found = new List<(int Start, NamedWords Name)>();
        foreach (var name in names.Where(n => n.Words.Length > 0))
        {
            for (var at = text.IndexOf(name.Words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name.Words, at + 1, StringComparison.Ordinal))
            {
                if (IsEdge(text, at) && IsEdge(text, at + name.Words.Length))
                {
                    found.Add((at, name));
                }
            }
        }

        var (next, changes, used, end) = (new StringBuilder(text.Length), new List<TextChange>(), new Dictionary<Guid, int>(), 0);
        foreach (var (start, name) in found.OrderBy(f => f.Start).ThenByDescending(f => f.Name.Words.Length).ThenBy(f => f.Name.Id))
        {
            if (start < end || name.Words == name.Pseudonym)
            {
                continue;
            }

            next.Append(text, end, start - end);
            var put = new TextSpan(next.Length, next.Length + name.Pseudonym.Length);
            next.Append(name.Pseudonym);
            end = start + name.Words.Length;
            used[name.Id] = used.GetValueOrDefault(name.Id) + 1;
            var change = new TextChange(new(start, end), put);
            if (changes.Count > 0 && changes[^1].Old.End == start)
            {
                // Changes of a map do not touch each other.
                change = new TextChange(new(changes[^1].Old.Start, end), new(changes[^1].New.Start, put.End));
                changes.RemoveAt(changes.Count - 1);
            }

            changes.Add(change);
        }

        next.Append(text, end, text.Length - end);
        return new ReplacedText(next.ToString(), RevisionMap.Of(changes, text.Length, next.Length), used);
    }

    /// <summary>True where a word may begin or end: not between two letters or digits, and not inside a pair of surrogates.</summary>
    private static bool IsEdge(string text, int at) => at == 0 || at == text.Length || (!(IsOfWord(text[at - 1]) && IsOfWord(text[at])) && !(char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at])));

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
