using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Findings;

/// <summary>Verifies printed quotations against their evidence. Keeps what it read of long texts; one thread at a time.</summary>
/// <remarks>
/// A passage and its negation are almost the same to any measure of likeness, so likeness never decides: words are in the evidence or they are not.
/// “[...]” is an omission, “[word]” the author's word, everything else must stand there word for word; quotation marks, dashes, spaces, soft hyphens and ellipses may differ.
/// </remarks>
public sealed class QuoteMatcher
{
    /// <summary>From this likeness on, a near passage is worth showing.</summary>
    private const double WorthShowing = 0.5;

    private const int Around = 80;
    private static readonly char[] SentenceEnds = ['.', '?', '!', ';', '"'];
    private readonly Dictionary<string, (ComparableText Text, NearestPassage Nearest)> read = new(ReferenceEqualityComparer.Instance);

    /// <summary>Verifies one printed quotation.</summary>
    /// <param name="printed">As it stands in the report, brackets included; outer quotation marks may be there or not.</param>
    /// <param name="evidence">What it says it comes from.</param>
    public QuoteVerdict Verify(string printed, QuotationEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(printed);
        ArgumentNullException.ThrowIfNull(evidence);
        if (evidence.Text is not { } text)
        {
            return Plain(QuoteState.Withheld, null, "The words were withheld or erased; nobody can check them any more.");
        }

        var parts = PrintedQuotation.Parse(printed);
        if (!parts.Any(p => p.Kind is PrintedPartKind.Words))
        {
            return Plain(QuoteState.Missing, null, "Nothing of the source is quoted here.");
        }

        if (!evidence.Span.FitsIn(text) || ComparableText.Plain(evidence.Span.Of(text)) != ComparableText.Plain(evidence.Exact))
        {
            return Lost(evidence, text);
        }

        var (from, to) = (Back(text, evidence.Span.Start - Around), Back(text, Math.Min(text.Length, evidence.Span.End + Around)));
        var near = ComparableText.Of(text[from..to]);
        var (start, end) = (near.FromOriginal(evidence.Span.Start - from), near.FromOriginal(evidence.Span.End - from));
        var here = PassageSearch.All(near, parts, start, end, int.MaxValue, 1);
        return here.Count == 1 ? Verified(near, parts, here[0], from, start, end) : Elsewhere(printed, parts, evidence, text);
    }

    private QuoteVerdict Elsewhere(string printed, IReadOnlyList<PrintedPart> parts, QuotationEvidence evidence, string text)
    {
        var (whole, nearest) = Read(text);
        var matches = PassageSearch.All(whole, parts, 0, whole.Text.Length, 400, 3);
        if (matches.Count > 0)
        {
            var found = whole.ToOriginal(matches[0].Start, matches[0].End);
            return matches.Count > 1
                ? Plain(QuoteState.Ambiguous, null, "These words stand at several places of the source, and not inside the evidence cited.")
                : Plain(QuoteState.Moved, found, found.Overlaps(evidence.Span)
                    ? "The quotation is word for word but reaches beyond the evidence cited; widen the evidence or shorten the quotation."
                    : "These words stand elsewhere in the source than the evidence cited; confirm the new place.");
        }

        var suggestion = nearest.Find(parts, whole.FromOriginal(evidence.Span.Start), whole.FromOriginal(evidence.Span.End));
        if (suggestion is not { Similarity: >= WorthShowing })
        {
            suggestion = nearest.Find(parts, 0, whole.Text.Length);
        }

        if (suggestion is not { Similarity: >= WorthShowing } near)
        {
            return Plain(QuoteState.Missing, null, "These words, or any like them, are not in the source.");
        }

        // The stop at the end of the printed words belongs to them where the source has it too.
        var stop = printed.TrimEnd() is [.., var last] && char.IsPunctuation(last) && near.Span.End < text.Length && text[near.Span.End] == last ? 1 : 0;
        var span = new TextSpan(near.Span.Start, near.Span.End + stop);
        var words = span.Of(text);
        var changes = WordDiff.Compare(words, printed);
        return new(QuoteState.Altered, span, WordDiff.Sentence(changes), NeedsSecondPerson: false, words, near.Similarity, changes);
    }

    private static QuoteVerdict Lost(QuotationEvidence evidence, string text)
    {
        var again = Recapture.Find(text, evidence.Exact, evidence.Prefix, evidence.Suffix);
        return again.State switch
        {
            QuoteState.Missing => Plain(QuoteState.Missing, null, "The words captured as evidence are no longer in this revision of the source."),
            QuoteState.Ambiguous => Plain(QuoteState.Ambiguous, null, $"The words captured as evidence stand at {again.Candidates.Count} places of this revision; choose one."),
            _ => Plain(QuoteState.Moved, again.Span, "The words captured as evidence stand elsewhere in this revision; confirm the new place."),
        };
    }

    private static QuoteVerdict Verified(ComparableText near, IReadOnlyList<PrintedPart> parts, PassageMatch match, int from, int start, int end)
    {
        var span = near.ToOriginal(match.Start, match.End);
        var place = new TextSpan(span.Start + from, span.End + from);
        var swallowed = match.Gaps.Select(g => (Words: WholeWords(near, g.Start, g.End), g.Mark, g.End)).ToList();
        if (parts[0].Kind is not PrintedPartKind.Words)
        {
            var words = WholeWords(near, start, match.Start);
            swallowed.Add((words[(words.LastIndexOfAny(SentenceEnds) + 1)..], parts[0], match.Start));
        }

        if (parts[^1].Kind is not PrintedPartKind.Words)
        {
            var words = WholeWords(near, match.End, end);
            var sentence = words.IndexOfAny(SentenceEnds);
            swallowed.Add((sentence < 0 ? words : words[..sentence], parts[^1], match.End));
        }

        foreach (var (words, mark, _) in swallowed)
        {
            var (gone, added) = (Negation.In(words), Negation.In(mark.Text));
            if (gone.Count != added.Count)
            {
                var shown = mark.Kind is PrintedPartKind.Omission ? "[...]" : $"[{mark.Text}]";
                var message = gone.Count > added.Count
                    ? $"“{shown}” stands where the source says “{words.Trim()}”: the negation “{gone[0]}” is gone. A second person must confirm it."
                    : $"“{shown}” adds the negation “{added[0]}”, which the source does not have there. A second person must confirm it.";
                return new(QuoteState.Verified, place, message, NeedsSecondPerson: true, null, 1, []);
            }
        }

        if (swallowed.Find(s => ReplacesHeadOfWord(near, s.Mark, s.End)) is { Mark: { } cut } torn)
        {
            var message = $"“[{cut.Text}]” replaces the beginning of a word, “{WholeWords(near, torn.End, torn.End + 1)}”, by something else. A second person must confirm it.";
            return new(QuoteState.Verified, place, message, NeedsSecondPerson: true, null, 1, []);
        }

        var before = near.Text[..match.Start];
        var clause = before[(before.LastIndexOfAny(SentenceEnds) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(4);
        var turned = parts[0].Kind is PrintedPartKind.Words ? Negation.In(string.Join(' ', clause)) : [];
        return Plain(QuoteState.Verified, place, turned.Count == 0 ? "Word for word." : $"Word for word. Shortly before it the speaker says “{turned[^1]}”; make sure that the quotation keeps their sense.");
    }

    // “[T]hey” for “they” changes a letter's case; “[A]ble” for “unable” changes what was said.
    private static bool ReplacesHeadOfWord(ComparableText text, PrintedPart mark, int next)
    {
        var head = next;
        while (!text.IsWordEdge(head))
        {
            head--;
        }

        return mark.Kind is PrintedPartKind.Insertion && head < next && !text.Text[head..next].Equals(mark.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static string WholeWords(ComparableText text, int start, int end)
    {
        while (start > 0 && !text.IsWordEdge(start))
        {
            start--;
        }

        while (end < text.Text.Length && !text.IsWordEdge(end))
        {
            end++;
        }

        return end > start ? text.Text[start..end] : "";
    }

    private (ComparableText Text, NearestPassage Nearest) Read(string text)
    {
        if (!read.TryGetValue(text, out var known))
        {
            var normalised = ComparableText.Of(text);
            read.Add(text, known = (normalised, new NearestPassage(normalised)));
        }

        return known;
    }

    private static int Back(string text, int at) => at <= 0 ? 0 : at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static QuoteVerdict Plain(QuoteState state, TextSpan? found, string message) =>
        new(state, found, message, NeedsSecondPerson: false, null, state is QuoteState.Verified or QuoteState.Moved or QuoteState.Ambiguous ? 1 : 0, []);
}
