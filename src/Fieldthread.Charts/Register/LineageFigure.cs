using Fieldthread.Core.Register;

namespace Fieldthread.Charts.Register;

/// <summary>An organisation in one column of a lineage: as it was from that column’s day on.</summary>
/// <param name="Organisation">Which.</param>
/// <param name="Label">Its name then.</param>
/// <param name="Href">Where its name leads, or null.</param>
/// <param name="Column">Which column, from 0.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Ends">True where an event ends it.</param>
/// <param name="Me">True for the one that the figure is about.</param>
public sealed record LineageNode(Guid Organisation, string Label, string? Href, int Column, double X, double Y, bool Ends, bool Me);

/// <summary>How a flow is drawn.</summary>
public enum FlowKind
{
    /// <summary>One came out of another.</summary>
    Succeeds,

    /// <summary>The same organisation goes on.</summary>
    GoesOn,

    /// <summary>Something was moved without a succession.</summary>
    Transfer,
}

/// <summary>A band from one node to a later one.</summary>
/// <param name="From">Index of the earlier node.</param>
/// <param name="To">Index of the later node.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Day">Day of the event.</param>
public sealed record LineageFlow(int From, int To, FlowKind Kind, int Day);

/// <summary>One line of the figure’s data table.</summary>
/// <param name="On">The day.</param>
/// <param name="From">The earlier organisation.</param>
/// <param name="To">The later organisation.</param>
/// <param name="Says">What the step was, in a word or two.</param>
public sealed record LineageRow(string On, string From, string To, string Says);

/// <summary>A lineage measured: organisations at the left, what came out of them at the right, a column for each day on which something changed. Drawing is <see cref="LineageSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Columns">Headings of the columns.</param>
/// <param name="ColumnWidth">From one column to the next.</param>
/// <param name="Nodes">Organisations.</param>
/// <param name="Flows">Bands.</param>
/// <param name="Rows">Its data table.</param>
public sealed record LineageFigure(
    string Title, string Description, int Width, int Height, IReadOnlyList<string> Columns, int ColumnWidth, IReadOnlyList<LineageNode> Nodes, IReadOnlyList<LineageFlow> Flows, IReadOnlyList<LineageRow> Rows)
{
    internal const int NodeHeight = 18;
    private const int Step = 26;
    private const int Top = 40;

    /// <summary>Measures a lineage.</summary>
    /// <param name="title">One line.</param>
    /// <param name="events">Events, in any order.</param>
    /// <param name="nameOf">Name of an organisation on a day.</param>
    /// <param name="href">Where a name leads, or null.</param>
    /// <param name="me">The organisation that the figure is about, or null.</param>
    public static LineageFigure Measure(string title, IReadOnlyList<ChangeEvent> events, Func<Guid, int, string> nameOf, Func<Guid, string?> href, Guid? me = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(nameOf);
        ArgumentNullException.ThrowIfNull(href);
        var lineage = Lineage.Of(events);
        var graph = LineageGraph.Of(events, lineage);
        var places = LineageLayout.Place(graph, (organisation, column) => nameOf(organisation, graph.DayOf(column)));
        var wide = graph.Days.Count < 4 ? 290 : 230;
        var nodes = graph.Nodes.Select((n, i) => new LineageNode(
            n.Organisation, nameOf(n.Organisation, graph.DayOf(n.Column)), href(n.Organisation), n.Column, n.Column * wide, Top + (places[i] * Step), graph.Ends.Contains(i), n.Organisation == me)).ToList();
        var height = nodes.Count == 0 ? Top : nodes.Max(n => n.Y) + Step + 4;
        return new(
            title, Describe(lineage, graph), ((graph.Days.Count + 1) * wide) + 10, (int)height, [.. Enumerable.Range(0, graph.Days.Count + 1).Select(c => Heading(graph, c))], wide, nodes, graph.Flows,
            [.. lineage.Successions.Select(s => new LineageRow(FigureText.Day(s.Day), nameOf(s.Before, s.Day - 1), nameOf(s.After, s.Day), "succeeded by"))
                .Concat(lineage.Transfers.Select(t => new LineageRow(FigureText.Day(t.Day), nameOf(t.From, t.Day), nameOf(t.To, t.Day), "transfer, no succession")))]);
    }

    private static string Heading(LineageGraph graph, int column) => graph.Days.Count == 0 ? "" : column == 0 ? "Before " + FigureText.Day(graph.Days[0]) : FigureText.Day(graph.Days[column - 1]);

    private static string Describe(Lineage lineage, LineageGraph graph) => lineage.Successions.Count == 0 && lineage.Transfers.Count == 0
        ? "No organisation came out of another."
        : $"{graph.Nodes.Select(n => n.Organisation).Distinct().Count()} organisations; {lineage.Successions.Count} steps from one to another and {lineage.Transfers.Count} transfers without a succession, on {graph.Days.Count} days. The table holds the same.";
}
