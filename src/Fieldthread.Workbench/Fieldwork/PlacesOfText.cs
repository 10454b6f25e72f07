using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>On which page of a document, or when in a recording, the words of a revision stood from a character on.</summary>
[Table("text_places", "place of a text in its file")]
public sealed class PlaceOfText : Evidence
{
    /// <summary>Which revision.</summary>
    [RefersTo(typeof(Revision))]
    public Guid RevisionId { get; set; }

    /// <summary>First code unit, a speaker’s label included.</summary>
    public int Start { get; set; }

    /// <summary>Page that begins here, from 1 as viewers count; null where the text has no pages.</summary>
    public int? Page { get; set; }

    /// <summary>When it began to be said, in thousandths of a second from the start of the recording; null where nothing tells.</summary>
    public int? BeginsAt { get; set; }

    /// <summary>When it ended, in the same; null where nothing tells.</summary>
    public int? EndsAt { get; set; }

    /// <summary>A row of what a reader found.</summary>
    internal static PlaceOfText Of(Guid revision, TextPlace place) => new() { RevisionId = revision, Start = place.Start, Page = place.Page, BeginsAt = Thousandths(place.From), EndsAt = Thousandths(place.To) };

    private static int? Thousandths(TimeSpan? at) => at is { } time ? (int)Math.Clamp(time.TotalMilliseconds, 0, int.MaxValue) : null;
}

/// <summary>The pages and times of texts, read from the study.</summary>
internal static class PlacesOfText
{
    /// <summary>Those of some revisions, each ready to be asked for any stretch; revisions without any are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, TextPlaces>> OfAsync(StudyContext context, IReadOnlyCollection<Guid> revisions, CancellationToken cancel)
    {
        var rows = await context.Set<PlaceOfText>().AsNoTracking().Where(p => revisions.Contains(p.RevisionId)).ToListAsync(cancel);
        return rows.GroupBy(p => p.RevisionId).ToDictionary(g => g.Key, g => new TextPlaces(g.Select(Place)));
    }

    /// <summary>Where a stretch stood, or nowhere known.</summary>
    public static WhereSaid Where(this IReadOnlyDictionary<Guid, TextPlaces> places, Guid revision, int start, int end) =>
        places.TryGetValue(revision, out var of) ? of.Of(new TextSpan(start, end)) : WhereSaid.Unknown;

    internal static TextPlace Place(PlaceOfText row) => new(row.Start, row.Page, Time(row.BeginsAt), Time(row.EndsAt));

    private static TimeSpan? Time(int? at) => at is { } thousandths ? TimeSpan.FromMilliseconds(thousandths) : null;
}
