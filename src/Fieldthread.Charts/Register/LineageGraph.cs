using Fieldthread.Core.Register;

namespace Fieldthread.Charts.Register;

/// <summary>Which organisation stands in which columns of a lineage, and which bands join them.</summary>
/// <remarks>Column 0 is what was before the first change; column <i>k</i> is the <i>k</i>-th day on which something changed. An organisation stands anew in a column where it took part and went on.</remarks>
internal sealed class LineageGraph
{
    private readonly Dictionary<Guid, SortedSet<int>> columns = [];

    private LineageGraph(List<int> days) => Days = days;

    public IReadOnlyList<int> Days { get; }

    public IReadOnlyList<(Guid Organisation, int Column)> Nodes { get; private set; } = [];

    public IReadOnlyList<LineageFlow> Flows { get; private set; } = [];

    /// <summary>Indexes of nodes that an event ends.</summary>
    public HashSet<int> Ends { get; } = [];

    public static LineageGraph Of(IReadOnlyList<ChangeEvent> events, Lineage lineage)
    {
        var graph = new LineageGraph([.. events.Select(e => e.Day).Distinct().Order()]);
        foreach (var change in events.OrderBy(e => e.Day).ThenBy(e => e.Id))
        {
            graph.Add(change);
        }

        graph.Join(events, lineage);
        return graph;
    }

    /// <summary>The day whose names a column shows.</summary>
    public int DayOf(int column) => Days.Count == 0 ? 0 : column == 0 ? Days[0] - 1 : Days[column - 1];

    private void Add(ChangeEvent change)
    {
        var column = ColumnOf(change.Day);
        foreach (var part in change.Parts.Where(p => p.Role != PartRole.Moved))
        {
            var stands = columns.TryGetValue(part.Organisation, out var known) ? known : columns[part.Organisation] = [];
            if (part.Role != PartRole.After && stands.Count == 0)
            {
                stands.Add(0);
            }

            if (part.Role is PartRole.After or PartRole.Continues or PartRole.To)
            {
                stands.Add(column);
            }
        }
    }

    private void Join(IReadOnlyList<ChangeEvent> events, Lineage lineage)
    {
        Nodes = [.. columns.SelectMany(c => c.Value.Select(column => (c.Key, column))).OrderBy(n => n.column).ThenBy(n => n.Key)];
        var index = Nodes.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        var ended = events.Where(e => e.Kind is not (ChangeKind.Transferred or ChangeKind.Extent)).SelectMany(e => e.Of(PartRole.Before).Select(o => (o, Column: ColumnOf(e.Day)))).ToLookup(e => e.o, e => e.Column);
        var flows = new List<LineageFlow>();
        foreach (var (organisation, stands) in columns.OrderBy(c => c.Key))
        {
            var at = stands.ToList();
            for (var i = 0; i < at.Count; i++)
            {
                var next = i + 1 < at.Count ? at[i + 1] : int.MaxValue;
                var ends = ended[organisation].Any(column => column > at[i] && column <= next);
                if (ends)
                {
                    Ends.Add(index[(organisation, at[i])]);
                }
                else if (next != int.MaxValue)
                {
                    flows.Add(new LineageFlow(index[(organisation, at[i])], index[(organisation, next)], FlowKind.GoesOn, DayOf(next)));
                }
            }
        }

        void Flow(Guid from, Guid to, int day, FlowKind kind)
        {
            // What began and ended on one day stands in no earlier column; the table has it.
            var column = ColumnOf(day);
            var earlier = columns[from].Where(c => c < column).Select(c => (int?)c).LastOrDefault();
            if (earlier is { } at && columns[to].Contains(column))
            {
                flows.Add(new LineageFlow(index[(from, at)], index[(to, column)], kind, day));
            }
        }

        foreach (var s in lineage.Successions)
        {
            Flow(s.Before, s.After, s.Day, FlowKind.Succeeds);
        }

        foreach (var t in lineage.Transfers)
        {
            Flow(t.From, t.To, t.Day, FlowKind.Transfer);
        }

        Flows = flows;
    }

    private int ColumnOf(int day) => ((List<int>)Days).BinarySearch(day) + 1;
}
