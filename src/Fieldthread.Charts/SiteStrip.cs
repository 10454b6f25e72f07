using Fieldthread.Core.Studies;

namespace Fieldthread.Charts;

/// <summary>What a site says in a strip.</summary>
public enum SiteAnswer
{
    /// <summary>Counted in k.</summary>
    Yes,

    /// <summary>In n and not in k.</summary>
    No,

    /// <summary>Not in n: nothing there has been coded yet.</summary>
    NotCoded,
}

/// <summary>One site of a strip.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Label">What stands under its mark: the name without what all names begin with, or its number in the table where that is too long.</param>
/// <param name="Answer">What it says.</param>
/// <param name="X">Left edge of its mark, in units of the drawing.</param>
/// <param name="Y">Top edge of its mark.</param>
public sealed record SiteMark(string Name, string Label, SiteAnswer Answer, int X, int Y);

/// <summary>A strip of sites measured: k of n as one mark a site, in the order given. Marks are 16 units wide; drawing is <see cref="SiteStripSvg"/>'s affair.</summary>
/// <param name="Title">One line: “5 of 8 sites”.</param>
/// <param name="Description">The same in full sentences, for those who do not see the marks.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Marks">One a site; also the rows of its data table.</param>
public sealed record SiteStrip(string Title, string Description, int Width, int Height, IReadOnlyList<SiteMark> Marks)
{
    private const int Step = 28;
    private const int InARow = 12;

    /// <summary>Measures a share of sites.</summary>
    /// <param name="value">A share whose units are sites.</param>
    /// <param name="order">Sites in the order of the study; sites of the value that are not in it follow.</param>
    public static SiteStrip Measure(StatisticValue value, IReadOnlyList<string> order)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(order);
        var answers = value.Yes.Select(s => (Site: s, Answer: SiteAnswer.Yes)).Concat(value.No.Select(s => (Site: s, Answer: SiteAnswer.No))).Concat(value.NotCoded.Select(s => (Site: s, Answer: SiteAnswer.NotCoded)))
            .ToDictionary(p => p.Site, p => p.Answer, StringComparer.Ordinal);
        var sites = order.Where(answers.ContainsKey).Concat(answers.Keys.Except(order, StringComparer.Ordinal).Order(StringComparer.Ordinal)).ToList();
        var labels = Labels(sites);
        var marks = sites.Select((site, i) => new SiteMark(site, labels[i], answers[site], 6 + (i % InARow * Step), 2 + (i / InARow * 40))).ToList();
        return new(
            $"{value.Value} of {value.Base ?? value.Value} sites",
            string.Join(' ', new[] { Sentence("Yes", value.Yes), Sentence("No", value.No), Sentence("Nothing coded yet", value.NotCoded) }.Where(s => s.Length > 0)),
            Math.Max(1, Math.Min(InARow, sites.Count)) * Step,
            Math.Max(1, (sites.Count + InARow - 1) / InARow) * 40,
            marks);
    }

    private static List<string> Labels(List<string> sites)
    {
        var shared = sites.Count < 2 ? "" : sites.Aggregate((a, b) => new string([.. a.Zip(b).TakeWhile(p => p.First == p.Second).Select(p => p.First)]));
        shared = shared[..(shared.LastIndexOf(' ') + 1)];
        var own = sites.ConvertAll(s => s[shared.Length..]);
        return own.TrueForAll(s => s.Length is > 0 and <= 3) ? own : [.. sites.Select((_, i) => (i + 1).ToString())];
    }

    private static string Sentence(string head, IReadOnlyList<string> sites) => sites.Count == 0 ? "" : $"{head}: {string.Join(", ", sites)}.";
}
