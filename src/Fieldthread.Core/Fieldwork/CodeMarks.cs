using System.Globalization;
using System.Text;

namespace Fieldthread.Core.Fieldwork;

/// <summary>How a code is told apart on a page: a tag of letters first, one of twelve colours third.</summary>
/// <param name="Tag">One to five capital letters or digits, unique in the codebook.</param>
/// <param name="Slot">Colour of the page, 1 to 12.</param>
public readonly record struct CodeMark(string Tag, int Slot);

/// <summary>Gives every code of a codebook its mark, the same every time for the same codebook.</summary>
public static class CodeMarks
{
    /// <summary>The twelve colours of the light page, 1 to 12, as the style sheet names them.</summary>
    public static IReadOnlyList<string> Colours { get; } =
        ["#D35C6E", "#8D4105", "#573411", "#A38919", "#437E3E", "#006452", "#149385", "#0E435C", "#7E8FBB", "#7D68CF", "#5D298B", "#9D4891"];

    /// <summary>What the twelve are called, in the order of <see cref="Colours"/>. They were chosen apart from each other for eyes of every kind and against the page, light and dark.</summary>
    public static IReadOnlyList<string> Names { get; } = ["rose", "rust", "brown", "ochre", "leaf", "pine", "teal", "petrol", "slate blue", "violet", "purple", "orchid"];

    private static readonly (double L, double A, double B)[] Lab = [.. Colours.Select(OkLab)];

    /// <summary>Marks in the order of the codes.</summary>
    /// <param name="codes">Name and chosen colour (<c>#RRGGBB</c> or null) of each code, in the order of the codebook.</param>
    public static IReadOnlyList<CodeMark> For(IReadOnlyList<(string Name, string? Colour)> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. codes.Select((code, i) => new CodeMark(Tag(code.Name, taken), code.Colour is { Length: 7 } colour ? Nearest(colour) : (i % 12) + 1))];
    }

    /// <summary>The page’s colour nearest to one that was chosen or imported, by distance in OKLab (Ottosson 2020).</summary>
    public static int Nearest(string colour)
    {
        var (l, a, b) = OkLab(colour);
        var best = 0;
        for (var i = 1; i < Lab.Length; i++)
        {
            if (Distance(Lab[i], l, a, b) < Distance(Lab[best], l, a, b))
            {
                best = i;
            }
        }

        return best + 1;
    }

    private static string Tag(string name, HashSet<string> taken)
    {
        var letters = new StringBuilder();
        foreach (var rune in name.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                letters.Append(Rune.ToUpperInvariant(rune).ToString());
            }
            else if (rune.Value is ' ' or ',' or '_' && letters.Length >= 3)
            {
                break;
            }
        }

        var stem = letters.Length == 0 ? "CODE" : letters.ToString(0, Math.Min(5, letters.Length));
        for (var again = 1; ; again++)
        {
            var number = again == 1 ? "" : again.ToString(CultureInfo.InvariantCulture);
            var tag = stem[..Math.Min(stem.Length, 5 - Math.Min(4, number.Length))] + number;
            if (taken.Add(tag))
            {
                return tag;
            }
        }
    }

    private static double Distance((double L, double A, double B) of, double l, double a, double b) =>
        ((of.L - l) * (of.L - l)) + ((of.A - a) * (of.A - a)) + ((of.B - b) * (of.B - b));

    private static (double L, double A, double B) OkLab(string colour)
    {
        double Linear(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        var (r, g, b) = (Linear(1), Linear(3), Linear(5));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return ((0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s), (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s), (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }
}
