using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Analysis;

/// <summary>A source as it stands in a column of a cross table.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="Site">Index of its site, or −1.</param>
/// <param name="People">Indexes of the participants who count in this column when the source carries a code; each once.</param>
public sealed record CrossSource(int Source, int Site, IReadOnlyList<int> People);

/// <summary>What a cell counts.</summary>
public enum CrossUnit
{
    /// <summary>Codings: a code on a stretch of text by a coder.</summary>
    Codings,

    /// <summary>Different sources that carry the code.</summary>
    Sources,

    /// <summary>Different participants heard in sources that carry the code.</summary>
    Participants,

    /// <summary>Different sites whose sources carry the code.</summary>
    Sites,
}

/// <summary>Codes by the values of an attribute, counted in every unit at once.</summary>
/// <remarks>
/// The base n of a column is what is coded at all there: all codings of its sources, or the sources, participants and sites with something coded.
/// So k is never above n, and what nobody has coded yet is not counted as silence. A source may stand in several columns, as a joint interview
/// of two roles does; the columns then add up to more than the whole.
/// </remarks>
public sealed class CodeCross
{
    private static readonly int Units = Enum.GetValues<CrossUnit>().Length;
    private readonly int[] counts;
    private readonly int[] bases;

    private CodeCross(int codes, int columns) => (Codes, Columns, counts, bases) = (codes, columns, new int[codes * columns * Units], new int[columns * Units]);

    /// <summary>Number of codes; rows.</summary>
    public int Codes { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>k: units of the column that carry the code.</summary>
    public int Count(int code, int column, CrossUnit unit) => counts[(((code * Columns) + column) * Units) + (int)unit];

    /// <summary>n: units of the column with anything coded.</summary>
    public int Base(int column, CrossUnit unit) => bases[(column * Units) + (int)unit];

    /// <summary>Counts: one sweep over the codings, then one over codes and the sources of each column.</summary>
    /// <param name="codes">The code tree.</param>
    /// <param name="sources">Number of sources.</param>
    /// <param name="columns">By column, the sources that stand in it; each once.</param>
    /// <param name="codings">Codings in any order.</param>
    /// <param name="rollUp">True to count a coding for every code above it too.</param>
    /// <exception cref="ArgumentException">A coding, a parent or a column points outside the lists, or the tree has a circle.</exception>
    public static CodeCross Of(IReadOnlyList<CodeFact> codes, int sources, IReadOnlyList<IReadOnlyList<CrossSource>> columns, ReadOnlySpan<CodingFact> codings, bool rollUp)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(columns);
        var carried = Sweep(codes.Count, sources, codings, out var totals);
        if (rollUp)
        {
            AddToParents(codes, sources, carried);
        }

        var cross = new CodeCross(codes.Count, columns.Count);
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Any(s => (uint)s.Source >= sources))
            {
                throw new ArgumentException($"Column {column} holds a source that is not in the list.", nameof(columns));
            }

            var tally = new Tally(columns[column]);
            tally.Count(totals, cross.bases.AsSpan(column * Units, Units));
            for (var code = 0; code < codes.Count; code++)
            {
                tally.Count(carried.AsSpan(code * sources, sources), cross.counts.AsSpan(((code * columns.Count) + column) * Units, Units));
            }
        }

        return cross;
    }

    /// <summary>Codings by code and source, and by source alone.</summary>
    private static int[] Sweep(int codes, int sources, ReadOnlySpan<CodingFact> codings, out int[] totals)
    {
        var carried = new int[codes * sources];
        totals = new int[sources];
        foreach (var coding in codings)
        {
            if ((uint)coding.Code >= codes || (uint)coding.Source >= sources)
            {
                throw new ArgumentException($"A coding points at code {coding.Code} in source {coding.Source}; one of them is not in the lists.", nameof(codings));
            }

            carried[(coding.Code * sources) + coding.Source]++;
            totals[coding.Source]++;
        }

        return carried;
    }

    /// <summary>Adds each code to the one above it, the deepest first.</summary>
    private static void AddToParents(IReadOnlyList<CodeFact> codes, int sources, int[] carried)
    {
        var depth = new int[codes.Count];
        for (var code = 0; code < codes.Count; code++)
        {
            for (var above = codes[code].Parent; above >= 0; above = codes[above].Parent)
            {
                if (above >= codes.Count || ++depth[code] > codes.Count)
                {
                    throw new ArgumentException("The code tree has a circle, or a parent outside the list.", nameof(codes));
                }
            }
        }

        foreach (var code in Enumerable.Range(0, codes.Count).Where(c => codes[c].Parent >= 0).OrderByDescending(c => depth[c]))
        {
            var own = carried.AsSpan(code * sources, sources);
            var parent = carried.AsSpan(codes[code].Parent * sources, sources);
            for (var source = 0; source < sources; source++)
            {
                parent[source] += own[source];
            }
        }
    }

    /// <summary>Counts the units of one column; participants and sites are marked by the number of the count, so that no set is made anew.</summary>
    private sealed class Tally(IReadOnlyList<CrossSource> members)
    {
        private readonly int[] people = new int[members.SelectMany(m => m.People).DefaultIfEmpty(-1).Max() + 1];
        private readonly int[] sites = new int[members.Select(m => m.Site).DefaultIfEmpty(-1).Max() + 1];
        private int round;

        public void Count(ReadOnlySpan<int> bySource, Span<int> into)
        {
            round++;
            foreach (var member in members)
            {
                var codings = bySource[member.Source];
                if (codings == 0)
                {
                    continue;
                }

                into[(int)CrossUnit.Codings] += codings;
                into[(int)CrossUnit.Sources]++;
                if (member.Site >= 0 && sites[member.Site] != round)
                {
                    sites[member.Site] = round;
                    into[(int)CrossUnit.Sites]++;
                }

                foreach (var person in member.People)
                {
                    if (people[person] != round)
                    {
                        people[person] = round;
                        into[(int)CrossUnit.Participants]++;
                    }
                }
            }
        }
    }
}
