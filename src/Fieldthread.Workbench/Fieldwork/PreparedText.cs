using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using CorePassage = Fieldthread.Core.Fieldwork.Passage;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A text with its passages and their search terms, made before the study is locked.</summary>
/// <param name="Text">The text.</param>
/// <param name="Passages">Its passages.</param>
/// <param name="Terms">Search terms, passage by passage.</param>
internal sealed record PreparedText(string Text, IReadOnlyList<CorePassage> Passages, IReadOnlyList<string> Terms)
{
    /// <summary>Pages and times; where the file told none, the times that stand before or behind speakers’ labels.</summary>
    public IReadOnlyList<TextPlace> Places { get; init; } = [];

    public static PreparedText Of(string text, IReadOnlyList<TextPlace>? places = null)
    {
        var passages = PassageSplitter.Split(text);
        return new PreparedText(text, passages, passages.Select(p => SearchTerms.Line(p.Span.Of(text))).ToArray())
        {
            Places = places is { Count: > 0 } ? places : OfLabels(passages),
        };
    }

    // A time beside a label is that of its own turn; of a turn without one behind it nothing is known.
    private static List<TextPlace> OfLabels(IReadOnlyList<CorePassage> passages)
    {
        var places = new List<TextPlace>();
        foreach (var passage in passages)
        {
            if (passage.Time is not null || (places.Count > 0 && places[^1].From is not null))
            {
                places.Add(new TextPlace(passage.Span.Start, From: passage.Time));
            }
        }

        return places;
    }
}

/// <summary>Writes prepared texts as revisions with passages and search rows.</summary>
internal static class TextLanding
{
    /// <summary>One revision a source, in the same order.</summary>
    public static async Task<IReadOnlyList<Revision>> LandAsync(Acting acting, IReadOnlyList<(Guid Source, PreparedText Text)> texts, int number = 1)
    {
        var revisions = new List<Revision>(texts.Count);
        var passages = new List<Passage>();
        var terms = new List<PassageTerms>();
        var row = await acting.NextSearchRowAsync(texts.Sum(t => t.Text.Passages.Count));
        foreach (var (source, text) in texts)
        {
            var revision = new Revision { SourceId = source, Number = number, Text = text.Text, Length = text.Text.Length };
            revisions.Add(revision);
            for (var i = 0; i < text.Passages.Count; i++, row++)
            {
                var passage = text.Passages[i];
                passages.Add(new Passage
                {
                    RevisionId = revision.Id,
                    Ordinal = i + 1,
                    Start = passage.Span.Start,
                    End = passage.Span.End,
                    WordsStart = passage.Words.Length > 0 ? passage.Words.Start : passage.Span.Start,
                    Speaker = passage.Speaker,
                    SearchRow = row,
                });
                terms.Add(new PassageTerms(row, text.Terms[i]));
            }
        }

        await acting.AddManyAsync(revisions);
        await acting.AddManyAsync(passages);
        await acting.AddManyAsync(revisions.SelectMany((revision, i) => texts[i].Text.Places.Select(place => PlaceOfText.Of(revision.Id, place))).ToList());
        await BulkInsert.InsertTermsAsync(acting.Context, terms, acting.Cancel);
        return revisions;
    }
}
