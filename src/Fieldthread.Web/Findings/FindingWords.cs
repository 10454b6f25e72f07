using System.Globalization;
using System.Text;
using Fieldthread.Workbench.Findings;

namespace Fieldthread.Web.Findings;

/// <summary>Verdicts and evidence in the words and marks of pages.</summary>
internal static class FindingWords
{
    private const int MostMarks = 5;

    public static string Say(Verdict? verdict) => verdict switch { Verdict.Supported => "Supported", Verdict.Mixed => "Mixed", Verdict.Contradicted => "Contradicted", Verdict.NotObserved => "Not observed", _ => "No verdict yet" };

    /// <summary>The verdict as a form sends it.</summary>
    public static string Field(Verdict verdict) => char.ToLowerInvariant(verdict.ToString()[0]) + verdict.ToString()[1..];

    /// <summary>The shape of a state: a verdict is never told by colour alone.</summary>
    public static string Kind(Verdict? verdict) => verdict switch { Verdict.Supported => "ok", Verdict.Mixed => "warn", Verdict.Contradicted => "stop", _ => "idle" };

    public static string Class(Verdict? verdict) => verdict switch { Verdict.Supported => "yes", Verdict.Mixed => "part", Verdict.Contradicted => "no", Verdict.NotObserved => "unseen", _ => "open" };

    /// <summary>Evidence as marks: for solid and left of the line, against hollow and right of it; at most five a side, the numbers stand beside it.</summary>
    public static string Tug(int @for, int against)
    {
        var svg = new StringBuilder("<svg class=\"tug\" viewBox=\"0 0 62 10\" aria-hidden=\"true\">");
        for (var i = 0; i < Math.Min(@for, MostMarks); i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"ef\" x=\"{24 - (6 * i)}\" width=\"5\" height=\"10\"/>");
        }

        for (var i = 0; i < Math.Min(against, MostMarks); i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"ea\" x=\"{32 + (6 * i)}\" width=\"5\" height=\"10\"/>");
        }

        return svg.Append("<path d=\"M31-2v14\"/></svg>").ToString();
    }
}
