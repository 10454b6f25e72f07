using System.Globalization;

namespace Fieldthread.Charts;

/// <summary>A claim with its evidence by site.</summary>
/// <param name="Key">Key of the claim, which stands before its row.</param>
/// <param name="Label">The claim.</param>
/// <param name="Sites">By site, pieces for and against.</param>
/// <param name="Href">Where the row leads, or null.</param>
public sealed record MapClaim(string Key, string Label, IReadOnlyList<(int For, int Against)> Sites, string? Href);

/// <summary>A claim at a site measured.</summary>
/// <param name="For">Pieces for it.</param>
/// <param name="Against">Pieces against it.</param>
/// <param name="X">Middle of the cell.</param>
/// <param name="Y">Middle of the cell.</param>
public sealed record MapCell(int For, int Against, double X, double Y);

/// <summary>A row measured.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Y">Middle of the row.</param>
/// <param name="Cells">Its cells, site by site.</param>
public sealed record MapRow(MapClaim Claim, double Y, IReadOnlyList<MapCell> Cells);

/// <summary>Claims by sites: where there is evidence for a claim, against it, both or none. Drawing is <see cref="EvidenceMapSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Columns">Middle and name of each site.</param>
/// <param name="Rows">The claims; also the rows of its data table.</param>
public sealed record EvidenceMap(string Title, string Description, double Width, double Height, IReadOnlyList<(double X, string Name)> Columns, IReadOnlyList<MapRow> Rows)
{
    internal const double Left = 280;
    internal const double CellWidth = 74;
    internal const double CellHeight = 28;
    internal const double Top = 26;

    /// <summary>Measures.</summary>
    /// <param name="title">One line.</param>
    /// <param name="sites">Names of the sites.</param>
    /// <param name="claims">The claims, each with as many sites.</param>
    /// <exception cref="ArgumentException">A claim has another number of sites.</exception>
    public static EvidenceMap Measure(string title, IReadOnlyList<string> sites, IReadOnlyList<MapClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(claims);
        if (claims.Any(c => c.Sites.Count != sites.Count))
        {
            throw new ArgumentException("A claim has as many cells as there are sites.", nameof(claims));
        }

        static double X(int site) => Left + (site * CellWidth) + (CellWidth / 2);
        var rows = claims.Select((claim, i) =>
        {
            var y = Top + (i * CellHeight) + (CellHeight / 2);
            return new MapRow(claim, y, [.. claim.Sites.Select((s, site) => new MapCell(s.For, s.Against, X(site), y))]);
        }).ToList();
        return new(title, string.Join(' ', claims.Select(c => Sentence(c, sites))), Left + (sites.Count * CellWidth) + 2, Top + (rows.Count * CellHeight) + 26, [.. sites.Select((s, i) => (X(i), s))], rows);
    }

    private static string Sentence(MapClaim claim, IReadOnlyList<string> sites)
    {
        var said = sites.Select((name, i) => (name, claim.Sites[i])).Where(s => s.Item2 is not (0, 0)).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.name} {s.Item2.For} for and {s.Item2.Against} against"));
        return $"{claim.Key}: {string.Join(", ", said.DefaultIfEmpty("no evidence at any site"))}.";
    }
}
