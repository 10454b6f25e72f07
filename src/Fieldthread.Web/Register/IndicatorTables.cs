using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Figures of members and of groups, as files.</summary>
public static class IndicatorTables
{
    /// <summary>Every table of figures.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<IndicatorSeries, SeriesAnswer>("indicator-series", "Figures of one member through time", Series),
        TableExport.Of<IndicatorRollUp, RollUpTable>("indicator-rollup", "A measure rolled up to groups by a named policy", RollUp),
        TableExport.Of<IndicatorRollUp, RollUpTable>("indicator-reconciliation", "What became of the figures of each period in a roll-up", Reconciliation),
        TableExport.Of<IndicatorUnassigned, IReadOnlyList<UnassignedLine>>("indicator-unassigned", "Members whose figures went to no group, or to several", Unassigned),
        TableExport.Of<IndicatorDistortion, DistortionTable>("indicator-distortion", "What dropping members does to the figures of groups", Distortion),
    ];

    /// <summary>The figures of a member.</summary>
    public static PlainTable Series(SeriesAnswer answer) => PlainTable.Of(
        "series", answer.Points,
        [
        ("measure", _ => answer.Measure), ("member", p => p.Member), .. Where<SeriesPoint>(answer.Points.Any(p => p.Part.Length > 0 || p.Summed), ("part", p => p.Part), ("summed", p => p.Summed ? "yes" : "")), ("period", p => p.Period), ("group", p => p.Value.Group), ("value", p => answer.Kind == MeasureKind.Ratio ? (double?)p.Ratio : p.Value.Numerator),
        ("numerator", p => answer.Kind == MeasureKind.Ratio ? p.Value.Numerator : null), ("denominator", p => p.Value.Denominator), ("known", p => p.Value.Known), ("file", p => p.Value.File),
        ("before", p => p.Earlier.Count > 0 ? p.Earlier[^1].Numerator : null), ("before denominator", p => p.Earlier.Count > 0 ? p.Earlier[^1].Denominator : null), ("before known", p => p.Earlier.Count > 0 ? p.Earlier[^1].Known : null),
        ]);

    /// <summary>Figures of groups, each with the policy that made it.</summary>
    public static PlainTable RollUp(RollUpTable answer) => PlainTable.Of(
        "rollup", answer.Lines,
        [
            ("measure", _ => answer.Measure), ("group", l => l.Code), ("name", l => l.Name), .. Where<RollUpLine>(answer.By.Count > 0, ("part", l => l.Part)), ("period", l => l.Period), ("value", l => answer.Kind == MeasureKind.Ratio ? (double?)l.Amount.Ratio : Number(l.Amount.Numerator)),
            ("numerator", l => answer.Kind == MeasureKind.Ratio ? Number(l.Amount.Numerator) : null), ("denominator", l => Number(l.Amount.Denominator)), ("members", l => l.Amount.Members), .. By<RollUpLine>(answer.Policy),
        ]);

    /// <summary>What became of the figures: in + counted again = out + unassigned; a line for each period, and one for each reason.</summary>
    public static PlainTable Reconciliation(RollUpTable answer)
    {
        var lines = answer.Reconciliation.SelectMany(r => new (string Line, Amount Amount)[] { ("in", r.In), ("counted again", r.CountedAgain), ("out", r.Out), ("unassigned", r.Unassigned) }
            .Concat(r.Why.Select(w => ("unassigned: " + w.InWords, w.Amount))).Append(("shared, in out", r.Shared)).Select(l => new Row(r.Period, r.Part, l.Item1, l.Item2, r.Holds)))
            .Concat(answer.Sums.SelectMany(s => new[] { new Row(s.Period, "", "totals", s.Total, s.Holds), new Row(s.Period, "", "sum of the parts", s.Parts, s.Holds) }));
        return PlainTable.Of(
            "reconciliation", lines,
            [
                ("measure", _ => answer.Measure), ("period", l => l.Period), .. Where<Row>(answer.By.Count > 0, ("part", l => l.Part)), ("line", l => l.What), (answer.Kind == MeasureKind.Ratio ? "numerator" : "value", l => Number(l.Amount.Numerator)),
                ("denominator", l => Number(l.Amount.Denominator)), ("members", l => l.Amount.Members), ("reconciles", l => l.Holds ? "yes" : "no"), .. By<Row>(answer.Policy),
            ]);
    }

    /// <summary>Figures that went to no group, or to several.</summary>
    public static PlainTable Unassigned(IReadOnlyList<UnassignedLine> answer) => PlainTable.Of(
        "unassigned", answer, ("period", l => l.Period), ("member", l => l.Member), ("name", l => l.Name), ("group as published", l => l.Group), ("numerator", l => Number(l.Numerator)), ("denominator", l => Number(l.Denominator)), ("why", l => l.Why));

    /// <summary>What dropping members does.</summary>
    public static PlainTable Distortion(DistortionTable answer) => PlainTable.Of(
        "distortion", answer.Lines, ("measure", _ => answer.Measure), ("period", _ => answer.Period), ("group", l => l.Code), ("name", l => l.Name), ("full", l => Number(l.Full.Numerator)), ("dropped", l => Number(l.Left.Numerator)),
        ("lost", l => Number(l.Lost.Numerator)), ("full denominator", l => Number(l.Full.Denominator)), ("lost denominator", l => Number(l.Lost.Denominator)), ("members lost", l => l.Lost.Members), ("share", l => l.Share),
        ("to", _ => answer.To), ("basis", _ => answer.Basis), ("frozen at", _ => answer.FrozenAt));

    private sealed record Row(string Period, string Part, string What, Amount Amount, bool Holds);

    private static (string, Func<T, object?>)[] Where<T>(bool asked, params (string, Func<T, object?>)[] columns) => asked ? columns : [];

    private static object? Number(decimal? number) => number is { } n ? Exact.Plain(n) : null;

    private static (string, Func<T, object?>)[] By<T>(PolicyTold policy) =>
    [
        ("policy", _ => policy.Policy), ("basis", _ => policy.Basis), ("to", _ => policy.To), ("orphans", _ => policy.Orphans), ("day", _ => policy.Day), ("share by", _ => policy.ShareBy), ("frozen at", _ => policy.FrozenAt), ("as known on", _ => policy.KnownOn), ("register", _ => policy.Register),
    ];
}
