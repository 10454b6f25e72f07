using System.Xml.Linq;
using Fieldthread.Charts.Register;
using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Charts.Tests.Register;

public sealed class LineageFigureTest
{
    private static readonly string[] Names = ["Ash", "Birch", "Cedar", "Dell & Elm", "Fern", "Gorse", "Hazel", "Ivy"];
    private static readonly int First = new DateOnly(2015, 4, 1).DayNumber;

    [Fact]
    public void A_lineage_is_drawn_as_expected()
    {
        var drawn = LineageSvg.Draw(Small(), "l1") + "\n";
        Expected.Same("lineage.svg", drawn);
        Assert.Equal("svg", XDocument.Parse(drawn).Root!.Name.LocalName);
    }

    [Fact]
    public void Columns_are_days_and_what_ends_is_hollow()
    {
        var figure = Small();
        Assert.Equal(["Before 1 Apr 2015", "1 Apr 2015", "1 Jul 2018"], figure.Columns);
        Assert.Equal(["Ash", "Birch", "Fern"], figure.Nodes.Where(n => n.Column == 0).OrderBy(n => n.Y).Select(n => n.Label).Order());
        Assert.Equal(["Ash", "Birch"], figure.Nodes.Where(n => n.Ends).Select(n => n.Label).Order());
        Assert.Equal(["1 Apr 2015: Ash, succeeded by Cedar", "1 Apr 2015: Birch, succeeded by Cedar", "1 Jul 2018: Cedar, succeeded by Dell & Elm", "1 Jul 2018: Fern, transfer, no succession Cedar"], figure.Rows.Select(r => $"{r.On}: {r.From}, {r.Says} {r.To}"));
        Assert.Equal([FlowKind.GoesOn, FlowKind.Succeeds, FlowKind.Succeeds, FlowKind.Succeeds, FlowKind.Transfer], figure.Flows.Select(f => f.Kind).OrderBy(k => k != FlowKind.GoesOn).ThenBy(k => k));
    }

    [Fact]
    public void Whatever_the_events_nodes_never_overlap_and_flows_lead_to_the_right() => Properties.Hold(
        (from day in Gen.Choose(1, 6) from kind in Gen.Elements(Enum.GetValues<ChangeKind>()) from parts in Gen.Zip(Gen.Choose(0, 7), Gen.Elements(Enum.GetValues<PartRole>())).ListOf() select (day, kind, parts)).ListOf(),
        events =>
        {
            var figure = Of([.. events.Select(e => Event(e.day, e.kind, [.. e.parts]))]);
            Assert.Equal(figure.Nodes.Count, figure.Nodes.Select(n => (n.Column, n.Y)).Distinct().Count());
            Assert.All(figure.Nodes.GroupBy(n => n.Column), c => Assert.All(c.OrderBy(n => n.Y).Zip(c.OrderBy(n => n.Y).Skip(1)), p => Assert.True(p.Second.Y - p.First.Y >= 18)));
            Assert.All(figure.Flows, f => Assert.True(figure.Nodes[f.From].Column < figure.Nodes[f.To].Column));
            Assert.All(figure.Nodes, n => Assert.True(n.X < figure.Width && n.Y + 18 <= figure.Height));
            XDocument.Parse(LineageSvg.Draw(figure, "x"));
        });

    [Fact]
    public void No_events_are_still_a_drawing() => XDocument.Parse(LineageSvg.Draw(Of([]), "x"));

    private static LineageFigure Small() => Of(
    [
        Event(0, ChangeKind.Merged, (0, PartRole.Before), (1, PartRole.Before), (2, PartRole.After)),
        Event(1187, ChangeKind.Split, (2, PartRole.Continues), (3, PartRole.After)),
        Event(1187, ChangeKind.Transferred, (4, PartRole.From), (2, PartRole.To)),
    ]);

    private static LineageFigure Of(List<ChangeEvent> events) => LineageFigure.Measure("From two to two", events, (o, _) => Names[o.ToByteArray()[0]], o => "/o/" + o.ToByteArray()[0], Id(2));

    private static ChangeEvent Event(int day, ChangeKind kind, params (int Organisation, PartRole Role)[] parts) => new(Guid.Empty, First + day, kind, [.. parts.Select(p => new EventPart(Id(p.Organisation), p.Role))]);

    private static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
