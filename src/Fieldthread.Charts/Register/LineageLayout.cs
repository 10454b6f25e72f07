namespace Fieldthread.Charts.Register;

/// <summary>Finds a row for every node: families below one another, and inside a family each column in the order that lets bands cross little.</summary>
/// <remarks>Columns are ordered by the mean place of what each node is joined to, from right to left and back (the barycentre method of Sugiyama, Tagawa and Toda 1981).</remarks>
internal static class LineageLayout
{
    /// <summary>Rows by node; a row is a place in steps from the top, and no two nodes of a column share one.</summary>
    public static double[] Place(LineageGraph graph, Func<Guid, int, string> label)
    {
        var rows = new double[graph.Nodes.Count];
        var labels = graph.Nodes.Select(n => label(n.Organisation, n.Column)).ToArray();
        var joined = graph.Flows.SelectMany(f => new[] { (A: f.From, B: f.To), (A: f.To, B: f.From) }).ToLookup(p => p.A, p => p.B);
        var top = 0.0;
        foreach (var family in Families(graph, joined).OrderBy(f => f.Min(i => graph.Nodes[i].Column)).ThenBy(f => f.Select(i => labels[i]).Order(StringComparer.OrdinalIgnoreCase).First(), StringComparer.OrdinalIgnoreCase).ThenBy(f => f[0]))
        {
            var columns = family.GroupBy(i => graph.Nodes[i].Column).OrderBy(c => c.Key).Select(c => c.OrderBy(i => labels[i], StringComparer.OrdinalIgnoreCase).ThenBy(i => i).ToList()).ToList();
            var place = new Dictionary<int, double>();
            columns.ForEach(c => Settle(c, place));
            foreach (var later in new[] { true, false, true })
            {
                foreach (var c in later ? Enumerable.Reverse(columns) : columns)
                {
                    var at = graph.Nodes[c[0]].Column;
                    double Mean(int i) => joined[i].Where(j => later ? graph.Nodes[j].Column > at : graph.Nodes[j].Column < at).Select(j => place[j]).DefaultIfEmpty(place[i]).Average();
                    var means = c.ToDictionary(i => i, Mean);
                    c.Sort((a, b) => means[a] != means[b] ? means[a].CompareTo(means[b]) : place[a].CompareTo(place[b]));
                    Settle(c, place);
                }
            }

            var most = columns.Max(c => c.Count);
            foreach (var c in columns)
            {
                for (var i = 0; i < c.Count; i++)
                {
                    rows[c[i]] = top + ((most - c.Count) / 2.0) + i;
                }
            }

            top += most + 0.4;
        }

        return rows;
    }

    /// <summary>Places between 0 and 1, so that long and short columns compare.</summary>
    private static void Settle(List<int> column, Dictionary<int, double> place)
    {
        for (var i = 0; i < column.Count; i++)
        {
            place[column[i]] = (i + 0.5) / column.Count;
        }
    }

    private static List<List<int>> Families(LineageGraph graph, ILookup<int, int> joined)
    {
        var (families, seen) = (new List<List<int>>(), new bool[graph.Nodes.Count]);
        for (var start = 0; start < seen.Length; start++)
        {
            if (seen[start])
            {
                continue;
            }

            var (family, open) = (new List<int>(), new Queue<int>([start]));
            seen[start] = true;
            while (open.TryDequeue(out var at))
            {
                family.Add(at);
                foreach (var next in joined[at].Where(n => !seen[n]).Distinct().ToList())
                {
                    seen[next] = true;
                    open.Enqueue(next);
                }
            }

            family.Sort();
            families.Add(family);
        }

        return families;
    }
}
