using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Responsibilities, as files.</summary>
public static class ResponsibilityTables
{
    /// <summary>Every table of responsibilities.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<Responsibilities, IReadOnlyList<ResponsibilityLine>>("responsibilities", "What sources say of responsibilities", Statements),
        TableExport.Of<ResponsibilityUptake, UptakeTable>("responsibility-uptake", "Organisations by level on some days, in counts and shares", Uptake),
        TableExport.Of<ResponsibilityScopeAt, ScopeTable>("responsibility-scope", "Activities by level on a day", Scope),
        TableExport.Of<ResponsibilityScopeAt, ScopeTable>("responsibility-matrix", "Organisations with their level in each activity on a day", Matrix),
        TableExport.Of<ResponsibilityAdoption, AdoptionTable>("responsibility-adoption", "Time to adoption, interval by interval", AdoptionLines),
        TableExport.Of<ResponsibilityTakeOver, TakeOverAnswer>("responsibility-take-over", "What one organisation took over, in steps", TakeOver),
        TableExport.Of<ResponsibilityConflicts, IReadOnlyList<ResponsibilityConflictLine>>("responsibility-conflicts", "Where sources disagree about responsibilities", Conflicts),
    ];

    /// <summary>Statements.</summary>
    public static PlainTable Statements(IReadOnlyList<ResponsibilityLine> lines) => PlainTable.Of(
        "responsibilities", lines, ("organisation", l => l.Key), ("name", l => l.Name), ("activity", l => l.Activity), ("level", l => l.Level), ("from", l => l.From), ("to", l => l.To), ("source", l => l.Source),
        ("track", l => l.Track.ToString().ToLowerInvariant()), ("known", l => l.Known), ("replaced by the source", l => l.Replaced ? "yes" : "no"), ("outside its life", l => l.OutsideLife ? "yes" : "no"), ("note", l => l.Note), ("file", l => l.File), ("act", l => l.Act));

    /// <summary>Uptake: a line for each day and level, the empty level for none.</summary>
    public static PlainTable Uptake(UptakeTable answer) => PlainTable.Of(
        "uptake", answer.Dates.SelectMany(d => d.Levels.Select(l => (Date: d, Level: l))), ("date", x => x.Date.Date), ("level", x => x.Level.Level.Length == 0 ? "none" : x.Level.Level), ("organisations", x => x.Level.Organisations), ("of", x => x.Date.Organisations),
        ("share", x => x.Level.Share), ("members", x => x.Level.Members), ("of members", x => x.Date.Members), ("share of members", x => x.Level.MembersShare), ("measure", _ => answer.Measure), ("size", x => x.Level.Size), ("of size", x => x.Date.Size),
        ("share of size", x => x.Level.SizeShare), ("period", x => x.Date.SizePeriod), ("disputed on the day", x => x.Date.Disputed), ("outside life on the day", x => x.Date.OutsideLife), ("reach", _ => answer.Of), ("track", _ => answer.Track.ToString().ToLowerInvariant()),
        ("source", _ => answer.Source), ("type", _ => string.Join("; ", answer.Types)), ("by lineage", _ => answer.Lineage ? "yes" : "no"), ("as known on", _ => answer.KnownOn));

    /// <summary>Activities by level.</summary>
    public static PlainTable Scope(ScopeTable answer) => PlainTable.Of(
        "scope", answer.Activities,
        [
            ("date", _ => answer.At), ("activity", a => a.Activity), ("state", a => a.State.ToString().ToLowerInvariant()), ("who says so", a => a.InWords),
            .. answer.Levels.Select((l, i) => (l, (Func<ScopeActivity, object?>)(a => a.Counts[i]))), ("none", a => a.None), ("disputed", a => a.Disputed),
        ]);

    /// <summary>Organisations with their levels: a line for each organisation and activity.</summary>
    public static PlainTable Matrix(ScopeTable answer) => PlainTable.Of(
        "matrix", answer.Organisations.SelectMany(o => o.Cells.Select((c, i) => (o.Line, Activity: answer.Activities[i].Activity, Cell: c))), ("date", _ => answer.At), ("organisation", x => x.Line.Key), ("name", x => x.Line.Name), ("activity", x => x.Activity),
        ("level", x => x.Cell.Level.Length == 0 ? "none" : x.Cell.Level), ("rank", x => x.Cell.Rank + 1), ("source", x => x.Cell.Source), ("disputed", x => x.Cell.Disputed ? "yes" : "no"));

    /// <summary>Time to adoption.</summary>
    public static PlainTable AdoptionLines(AdoptionTable answer) => PlainTable.Of(
        "adoption", answer.Lines, ("from", l => l.From), ("to", l => l.To), ("at risk", l => l.AtRisk), ("adopted", l => l.Adopted), ("merged before", l => l.Merged), ("closed before", l => l.Closed), ("hazard", l => l.Hazard), ("incidence", l => l.Incidence),
        ("incidence of ending", l => l.EndIncidence), ("neither yet", l => l.Waiting), ("survivor", l => l.Survivor), ("1 - survivor", l => l.Naive), ("level", _ => answer.Level), ("reach", _ => answer.Of));

    /// <summary>What one organisation took over.</summary>
    public static PlainTable TakeOver(TakeOverAnswer answer) => PlainTable.Of(
        "take-over", answer.Steps, ("organisation", _ => answer.Name), ("activity", s => s.Activity), ("level", s => s.Level), ("from", s => s.From), ("to", s => s.To), ("source", s => s.Source), ("disputed", s => s.Disputed ? "yes" : "no"), ("otherwise", s => s.Otherwise));

    /// <summary>Disagreements.</summary>
    public static PlainTable Conflicts(IReadOnlyList<ResponsibilityConflictLine> lines) => PlainTable.Of(
        "conflicts", lines, ("organisation", l => l.Key), ("name", l => l.Name), ("activity", l => l.Activity), ("track", l => l.Track.ToString().ToLowerInvariant()), ("about", l => l.What), ("from", l => l.From), ("to", l => l.To), ("source", l => l.One),
        ("says", l => l.OneSays), ("other source", l => l.Other), ("other says", l => l.OtherSays), ("gone by", l => l.GoneBy));
}
