using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Analysis;

/// <summary>Codes by sites: how many codings, and in how many sources.</summary>
public sealed class CodeSiteMatrix
{
    private readonly int[] codings;
    private readonly int[] sources;

    private CodeSiteMatrix(int codes, int sites)
    {
        (Codes, Sites) = (codes, sites);
        codings = new int[codes * sites];
        sources = new int[codes * sites];
    }

    /// <summary>Number of codes; rows.</summary>
    public int Codes { get; }

    /// <summary>Number of sites; columns.</summary>
    public int Sites { get; }

    /// <summary>Codings with the code at the site.</summary>
    public int Codings(int code, int site) => codings[(code * Sites) + site];

    /// <summary>Different sources of the site that carry the code.</summary>
    public int Sources(int code, int site) => sources[(code * Sites) + site];

    /// <summary>Counts in one pass.</summary>
    /// <param name="codes">The code tree.</param>
    /// <param name="siteOfSource">By source, the index of its site, or −1: codings in such a source are in no column.</param>
    /// <param name="sites">Number of sites.</param>
    /// <param name="all">Codings in any order.</param>
    /// <param name="rollUp">True to count a coding for every code above it too; a source counts once for a parent however many children it carries.</param>
    /// <exception cref="ArgumentException">A coding or a parent points outside the lists, or the tree has a circle.</exception>
    public static CodeSiteMatrix Count(IReadOnlyList<CodeFact> codes, ReadOnlySpan<int> siteOfSource, int sites, ReadOnlySpan<CodingFact> all, bool rollUp)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var lines = codes.Select((_, i) => rollUp ? Line(codes, i) : [i]).ToArray();
        var matrix = new CodeSiteMatrix(codes.Count, sites);
        var seen = new System.Collections.BitArray(codes.Count * Math.Max(1, siteOfSource.Length));
        foreach (var coding in all)
        {
            if ((uint)coding.Code >= codes.Count || (uint)coding.Source >= siteOfSource.Length || siteOfSource[coding.Source] >= sites)
            {
                throw new ArgumentException($"A coding points at code {coding.Code} in source {coding.Source}; one of them, or its site, is not in the lists.", nameof(all));
            }

            var site = siteOfSource[coding.Source];
            if (site < 0)
            {
                continue;
            }

            foreach (var code in lines[coding.Code])
            {
                matrix.codings[(code * sites) + site]++;
                var mark = (code * siteOfSource.Length) + coding.Source;
                if (!seen[mark])
                {
                    seen[mark] = true;
                    matrix.sources[(code * sites) + site]++;
                }
            }
        }

        return matrix;
    }

    private static int[] Line(IReadOnlyList<CodeFact> codes, int code)
    {
        var line = new List<int>();
        for (; code >= 0; code = codes[code].Parent)
        {
            if (code >= codes.Count || line.Count > codes.Count)
            {
                throw new ArgumentException("The code tree has a circle, or a parent outside the list.", nameof(codes));
            }

            line.Add(code);
        }

        return [.. line];
    }
}
