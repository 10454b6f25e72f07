namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>What a group is for that begins with a certain control word.</summary>
/// <param name="Target">Where its words go.</param>
/// <param name="Count">What it is counted as.</param>
/// <param name="IsNumber">It holds the number or bullet of a list.</param>
internal sealed record RtfDestination(RtfTarget Target, Action<DocumentCounts>? Count = null, bool IsNumber = false);

/// <summary>The control words that open a group of another kind, and those that stand for a sign.</summary>
internal static class RtfDestinations
{
    private static readonly RtfDestination Nowhere = new(RtfTarget.Nowhere);
    private static readonly RtfDestination Number = new(RtfTarget.Nowhere, IsNumber: true);

    private static readonly Dictionary<string, RtfDestination> Known = new(StringComparer.Ordinal)
    {
        ["fonttbl"] = new(RtfTarget.Fonts),
        ["stylesheet"] = new(RtfTarget.Styles),
        ["colortbl"] = Nowhere,
        ["info"] = Nowhere,
        ["fldinst"] = Nowhere,
        ["xe"] = Nowhere,
        ["tc"] = Nowhere,
        ["tcn"] = Nowhere,
        ["rxe"] = Nowhere,
        ["shprslt"] = Nowhere,
        ["sp"] = Nowhere,
        ["nonesttables"] = Nowhere,
        ["nonshppict"] = Nowhere,
        ["listtext"] = Number,
        ["pntext"] = Number,
        ["pict"] = new(RtfTarget.Nowhere, c => c.Pictures++),
        ["object"] = new(RtfTarget.Nowhere, c => c.Pictures++),
        ["shptxt"] = new(RtfTarget.Nowhere, c => c.TextBoxes++),
        ["dptxbxtext"] = new(RtfTarget.Nowhere, c => c.TextBoxes++),
        ["footnote"] = new(RtfTarget.Nowhere, c => c.Footnotes++),
        ["annotation"] = new(RtfTarget.Nowhere, c => c.Comments++),
        ["header"] = new(RtfTarget.Nowhere, c => c.HeaderParts++),
        ["headerl"] = new(RtfTarget.Nowhere, c => c.HeaderParts++),
        ["headerr"] = new(RtfTarget.Nowhere, c => c.HeaderParts++),
        ["headerf"] = new(RtfTarget.Nowhere, c => c.HeaderParts++),
        ["footer"] = new(RtfTarget.Nowhere, c => c.HeaderParts++),
        ["footerl"] = new(RtfTarget.Nowhere, c => c.HeaderParts++),
        ["footerr"] = new(RtfTarget.Nowhere, c => c.HeaderParts++),
        ["footerf"] = new(RtfTarget.Nowhere, c => c.HeaderParts++),
    };

    // Starred groups that hold words or lead to some; every other starred group may be passed over, as the specification says.
    private static readonly HashSet<string> Through = new(StringComparer.Ordinal) { "shppict", "shpinst", "ud", "fldrslt", "result", "do" };

    /// <summary>The kind of group, or null where the word opens none.</summary>
    internal static RtfDestination? Of(string word, bool isStarred) =>
        Known.TryGetValue(word, out var known) ? known
        : isStarred && !Through.Contains(word) ? Nowhere
        : null;

    /// <summary>The sign that a control word stands for, or null.</summary>
    internal static string? Sign(string word) => word switch
    {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "enspace" => "\u2002",
        "emspace" => "\u2003",
        "qmspace" => "\u2005",
        "zwj" => "\u200D",
        "zwnj" => "\u200C",
        "ltrmark" => "\u200E",
        "rtlmark" => "\u200F",
        _ => null,
    };
}
