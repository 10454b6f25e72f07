using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Money and staff, as files.</summary>
public static class MoneyTables
{
    /// <summary>Every table of money and staff.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<MoneyAmounts, IReadOnlyList<MoneyLine>>("money-amounts", "Amounts of money and staff, as sources give them", Lines),
        TableExport.Of<MoneyPerHead, PerHeadTable>("money-per-head", "Amounts per head", PerHead),
        TableExport.Of<MoneyShare, ShareTable>("money-share", "One amount as a share of another", Share),
        TableExport.Of<MoneyReal, RealTable>("money-real", "Amounts in real terms", Real),
        TableExport.Of<MoneyConflicts, IReadOnlyList<MoneyConflictLine>>("money-conflicts", "Amounts that sources give differently", Conflicts),
    ];

    /// <summary>Amounts.</summary>
    public static PlainTable Lines(IReadOnlyList<MoneyLine> lines) => PlainTable.Of(
        "amounts", lines, ("organisation", l => l.Key), ("name", l => l.Name), ("what", l => l.What), ("period", l => l.Period), ("kind", l => MoneyWords.Kind(l.Kind)), ("amount", l => l.Amount), ("unit", l => l.Unit), ("exactness", l => Exactness(l.Approximate)),
        ("source", l => l.Source), ("known", l => l.Known), ("stands", l => State(l.State)), ("note", l => l.Note), ("file", l => l.File), ("act", l => l.Act));

    /// <summary>Amounts per head, each with its numerator and denominator.</summary>
    public static PlainTable PerHead(PerHeadTable answer) => PlainTable.Of(
        "per-head", answer.Lines, ("organisation", l => l.Said.Key), ("name", l => l.Said.Name), ("what", _ => answer.What), ("kind", _ => MoneyWords.Kind(answer.Kind)), ("period", _ => answer.Period), ("amount", l => l.Said.Amount), ("unit", l => l.Said.Unit),
        ("exactness", l => Exactness(l.Said.Approximate)), ("source", l => l.Said.Source), ("otherwise", l => l.Said.Otherwise), ("measure", _ => answer.Measure), ("of period", _ => answer.MeasurePeriod), ("denominator", l => l.Denominator),
        ("members", l => l.Members), ("members without figure", l => l.Without), ("per", _ => answer.Per), ("rate", l => (double?)l.Rate));

    /// <summary>Shares.</summary>
    public static PlainTable Share(ShareTable answer) => PlainTable.Of(
        "share", answer.Lines, ("organisation", l => l.Part.Key), ("name", l => l.Part.Name), ("period", _ => answer.Period), ("part", _ => answer.What), ("amount", l => l.Part.Amount), ("whole", _ => answer.Of), ("of", l => l.Whole.Amount), ("unit", l => l.Part.Unit),
        ("share", l => l.Share), ("exactness", l => Exactness(l.Approximate)), ("source", l => l.Part.Source), ("source of the whole", l => l.Whole.Source));

    /// <summary>Amounts in real terms.</summary>
    public static PlainTable Real(RealTable answer) => PlainTable.Of(
        "real", answer.Lines, ("organisation", l => l.Said.Key), ("name", l => l.Said.Name), ("what", _ => answer.What), ("period", l => l.Period), ("nominal", l => l.Said.Amount), ("unit", l => l.Said.Unit), ("index", l => l.Index), ("base index", _ => answer.BaseIndex),
        ("real", l => l.Real), ("prices of", _ => answer.Base), ("exactness", l => Exactness(l.Said.Approximate)), ("deflator", _ => answer.Deflator), ("deflator known", _ => answer.DeflatorKnown), ("source", l => l.Said.Source));

    /// <summary>Differences.</summary>
    public static PlainTable Conflicts(IReadOnlyList<MoneyConflictLine> lines) => PlainTable.Of(
        "conflicts", lines, ("organisation", l => l.Said.Key), ("name", l => l.Said.Name), ("what", l => l.What), ("period", l => l.Period), ("kind", l => MoneyWords.Kind(l.Kind)), ("amount", l => l.Said.Amount), ("unit", l => l.Said.Unit), ("gone by", l => l.Said.Source),
        ("otherwise", l => l.Said.Otherwise), ("apart", l => l.Apart));

    internal static string State(AmountState state) => state switch { AmountState.GoneBy => "gone by", AmountState.Agrees => "agrees", AmountState.Differs => "differs", _ => "replaced by the source" };

    private static string Exactness(bool approximate) => approximate ? "approximate" : "exact";
}
