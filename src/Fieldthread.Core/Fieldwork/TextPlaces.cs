using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>Where words stood in what they were taken from: on which page of a document, or when in a recording. One with neither says that from here on no time is known.</summary>
/// <param name="Start">From which character of the text on, a speaker’s label included; UTF-16 code units.</param>
/// <param name="Page">The page that begins here, counted from 1 as a viewer counts them, or null.</param>
/// <param name="From">When what begins here was said, from the start of the recording, or null.</param>
/// <param name="To">When its saying ended, or null where nothing tells.</param>
public sealed record TextPlace(int Start, int? Page = null, TimeSpan? From = null, TimeSpan? To = null);

/// <summary>Where a stretch of a text stood.</summary>
/// <param name="Page">Its first page, or null where the text has none.</param>
/// <param name="LastPage">Its last page, or null.</param>
/// <param name="From">When it began to be said, from the start of the recording, or null.</param>
/// <param name="To">When it ended, or null where nothing tells.</param>
public sealed record WhereSaid(int? Page, int? LastPage, TimeSpan? From, TimeSpan? To)
{
    /// <summary>Nowhere that is known.</summary>
    public static WhereSaid Unknown { get; } = new(null, null, null, null);

    /// <summary>“p. 7”, “pp. 7–8”, “12:04”, “1:02:06”; empty where nothing is known.</summary>
    public string InWords => Page is { } page
        ? LastPage > page ? string.Create(CultureInfo.InvariantCulture, $"pp. {page}–{LastPage}") : string.Create(CultureInfo.InvariantCulture, $"p. {page}")
        : From is { } from ? Clock(from) : "";

    /// <summary>A moment of a recording: minutes and seconds, with hours where there are any.</summary>
    public static string Clock(TimeSpan at) => string.Create(CultureInfo.InvariantCulture, $"{((int)at.TotalHours > 0 ? $"{(int)at.TotalHours}:{at.Minutes:00}" : $"{at.Minutes}")}:{at.Seconds:00}");
}

/// <summary>The pages and times of one text, asked for any stretch of it.</summary>
public sealed class TextPlaces
{
    private readonly List<TextPlace> _pages;
    private readonly List<TextPlace> _times;

    /// <summary>Takes places in any order.</summary>
    /// <param name="places">Pages, times, or both.</param>
    public TextPlaces(IEnumerable<TextPlace> places)
    {
        var ordered = places.OrderBy(p => p.Start).ToList();
        _pages = ordered.FindAll(p => p.Page is not null);
        _times = ordered.FindAll(p => p.Page is null);
    }

    /// <summary>Where a stretch stood; what stands before the first place that is known stood nowhere known.</summary>
    /// <param name="span">A stretch of the text, half-open.</param>
    public WhereSaid Of(TextSpan span)
    {
        if (_pages.Count == 0 && _times.Count == 0)
        {
            return WhereSaid.Unknown;
        }

        var last = Math.Max(span.Start, span.End - 1);
        return new WhereSaid(Before(_pages, span.Start)?.Page, Before(_pages, last)?.Page, Before(_times, span.Start)?.From, Before(_times, last)?.To);
    }

    private static TextPlace? Before(List<TextPlace> places, int offset)
    {
        var (low, high) = (-1, places.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = places[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return low < 0 ? null : places[low];
    }
}
