using System.Globalization;

namespace Fieldthread.Charts.Register;

/// <summary>A part of what makes a group up.</summary>
/// <param name="Label">Where these members were before; empty for those that were nowhere.</param>
/// <param name="Members">How many.</param>
public sealed record MakeUpPart(string Label, int Members);

/// <summary>A group and what makes it up.</summary>
/// <param name="Label">The group.</param>
/// <param name="Href">Where it leads; null for nowhere.</param>
/// <param name="Parts">Its parts, in any order.</param>
public sealed record MakeUpGroup(string Label, string? Href, IReadOnlyList<MakeUpPart> Parts);

/// <summary>A part measured.</summary>
/// <param name="Part">The part.</param>
/// <param name="X">Where it begins.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Inside">Its label as far as it fits; empty where none does.</param>
public sealed record MakeUpSegment(MakeUpPart Part, double X, double Width, string Inside);

/// <summary>A group measured.</summary>
/// <param name="Group">The group.</param>
/// <param name="Y">Top of its row.</param>
/// <param name="Members">Members of all parts together.</param>
/// <param name="Segments">Its parts, the largest first, those from nowhere last.</param>
public sealed record MakeUpRow(MakeUpGroup Group, double Y, int Members, IReadOnlyList<MakeUpSegment> Segments);

/// <summary>What each group of a day is made up of, in shares of its members: a bar a group, all of one length. Drawing is <see cref="MakeUpSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Rows">The groups, in the order given.</param>
public sealed record MakeUp(string Title, string Description, double Width, double Height, IReadOnlyList<MakeUpRow> Rows)
{
    private const double WidestLabel = 250;
    internal const double Plot = 420;
    internal const double Bar = 16;
    private const double Top = 24;
    private const double Step = 22;

    /// <summary>Where the bars begin: right of the longest label, as far as there is room for it.</summary>
    internal double Left { get; private init; }

    /// <summary>Measures groups.</summary>
    /// <param name="title">One line.</param>
    /// <param name="groups">The groups, in the order of their rows; one without members is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of members is below 0.</exception>
    public static MakeUp Measure(string title, IReadOnlyList<MakeUpGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var rows = new List<MakeUpRow>();
        var left = FigureText.Labels(groups.Select(g => g.Label), WidestLabel);
        foreach (var group in groups)
        {
            var total = group.Parts.Sum(p => p.Members >= 0 ? p.Members : throw new ArgumentOutOfRangeException(nameof(groups), "A group cannot have less than no members."));
            if (total == 0)
            {
                continue;
            }

            var (segments, x) = (new List<MakeUpSegment>(), left);
            foreach (var part in group.Parts.Where(p => p.Members > 0).OrderBy(p => p.Label.Length == 0).ThenByDescending(p => p.Members).ThenBy(p => p.Label, StringComparer.Ordinal))
            {
                var width = Plot * part.Members / total;
                segments.Add(new MakeUpSegment(part, x, width, FigureText.Fit(part.Label, width - 8)));
                x += width;
            }

            rows.Add(new MakeUpRow(group, Top + (rows.Count * Step), total, segments));
        }

        return new(title, string.Join(' ', rows.Select(Sentence)), left + Plot + 60, Top + (rows.Count * Step) + 6, rows) { Left = left };
    }

    /// <summary>“33 from X”.</summary>
    internal static string InWords(MakeUpPart part) => string.Create(CultureInfo.InvariantCulture, $"{part.Members} {(part.Label.Length == 0 ? "in no group before" : "from " + part.Label)}");

    private static string Sentence(MakeUpRow row) => $"{row.Group.Label}: {string.Join(", ", row.Segments.Select(s => InWords(s.Part)))}.";
}
