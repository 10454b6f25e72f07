using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>A measure of members rolled up to groups by a named policy, with what became of every figure.</summary>
/// <param name="Measure">Short name of the measure.</param>
/// <param name="Policy">as-published, member-then, carried, frozen or apportioned.</param>
/// <param name="To">Partial date, of which the first day counts, on whose groups figures are restated.</param>
/// <param name="Basis">register or published.</param>
/// <param name="Orphans">drop, last-known or via-successor; asked by frozen.</param>
/// <param name="Day">first, middle or last: the day of a period on which memberships are looked up.</param>
/// <param name="ShareBy">members or equal; asked by apportioned.</param>
/// <param name="KnownOn">Partial date: only files that were known by then. Null for all.</param>
/// <param name="Group">Only the figures of this group: its code. The reconciliation is of all.</param>
/// <param name="Register">Groups and members as one list has them (“eccg 2016-02-11”), or as known on a partial date; as they stand where empty.</param>
/// <param name="By">Breakdowns by which each group’s figure is given, parted by commas; it is summed over the others. Empty for the totals.</param>
[Question("indicator-rollup", Permission.ReadStudy)]
[Refuses("unknown", "there is no such measure")]
[Refuses("unknown-policy", "the policy, or a word that goes with it, is none that there is")]
[Refuses("no-date", "the policy restates figures on the groups of a day and none was given")]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("ratio-only", "the measure holds ratios without numerator and denominator")]
[Refuses("too-many-digits", "a sum has more digits than can be held exactly")]
[Refuses("no-vintage", "there is no such list of the register, or none was known so early")]
[Refuses("unknown-breakdown", "the measure is not broken down so")]
public sealed record IndicatorRollUp(
    string Measure, string Policy = "as-published", string? To = null, string Basis = "register", string Orphans = "last-known", string Day = "last", string ShareBy = "members", string? KnownOn = null,
    string Group = "", string Register = "", string By = "") : Question<RollUpTable>
{
    /// <inheritdoc/>
    public override async Task<RollUpTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var rolled = await RolledUp.OfAsync(asking, Measure, RollUpWords.Read(Policy, To, Basis, Orphans, Day, ShareBy), KnownOn, Register);
        var by = rolled.Index.Asked(By);
        var parts = new List<(string Part, RolledUp Rolled)>();
        foreach (var part in by.Count == 0 ? [] : rolled.Index.PartsBy(by))
        {
            parts.Add((PartFigures.InWords(rolled.Index.Breakdowns, part), await RolledUp.OfAsync(asking, Measure, rolled.Result.Policy, KnownOn, Register, part)));
        }

        var shown = by.Count == 0 ? [("", rolled)] : parts;
        var order = shown.Select((s, i) => (s.Item1, i)).ToDictionary(s => s.Item1, s => s.i);
        var lines = shown.SelectMany(s => s.Item2.Result.Cells.Select(c =>
        {
            var (id, code, name) = s.Item2.Called(c.Group, c.Period);
            return new RollUpLine(id, code, name, s.Item2.Result.Periods[c.Period].Name, c.Period, c.Amount, s.Item1);
        })).Where(l => Group.Trim().Length == 0 || l.Code == Group.Trim()).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Code, StringComparer.Ordinal).ThenBy(l => l.Id).ThenBy(l => order[l.Part]).ThenBy(l => l.At).ToList();
        var m = rolled.Index.Measure;
        return new RollUpTable(
            m.Key, m.Title, m.Unit, m.Kind, rolled.Told, [.. rolled.Result.Periods.Select(p => p.Name)], lines,
            [.. shown.SelectMany(s => s.Item2.Result.Lines.Select(l => ReconciliationLine.Of(l) with { Part = s.Item1 }))], [.. by.Select(i => rolled.Index.Breakdowns[i])], Sums(rolled, parts));
    }

    /// <summary>Sets the sum of the parts against the totals, period by period.</summary>
    private static List<PartSum> Sums(RolledUp whole, List<(string Part, RolledUp Rolled)> parts) =>
    [
        .. parts.Count == 0 ? [] : whole.Result.Lines.Select((total, at) =>
        {
            var sum = parts.Select(p => p.Rolled.Result.Lines[at].In).Aggregate((a, b) => a + b);
            var period = total.Period;
            var given = whole.Index.Periods[period].Keys.Count(m => whole.Index.PartsOf(period, m) is null);
            return new PartSum(period.Name, total.In, sum with { Members = total.In.Members - given }, given, (total.In.Numerator, total.In.Denominator) == (sum.Numerator, sum.Denominator));
        }),
    ];
}

/// <summary>A measure rolled up.</summary>
/// <param name="Measure">Short name of the measure.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Kind">Counts, or ratios.</param>
/// <param name="Policy">By what policy.</param>
/// <param name="Periods">The periods, by time.</param>
/// <param name="Lines">Figures of groups, by name and time.</param>
/// <param name="Reconciliation">What became of the figures of each period, and of each part of them.</param>
/// <param name="By">Breakdowns by which it was asked.</param>
/// <param name="Sums">The sum of the parts set against the totals, period by period; empty where it was not asked by any breakdown.</param>
public sealed record RollUpTable(
    string Measure, string Title, string Unit, MeasureKind Kind, PolicyTold Policy, IReadOnlyList<string> Periods, IReadOnlyList<RollUpLine> Lines, IReadOnlyList<ReconciliationLine> Reconciliation,
    IReadOnlyList<string> By, IReadOnlyList<PartSum> Sums);

/// <summary>The parts of all members in a period, set against their totals.</summary>
/// <param name="Period">The period.</param>
/// <param name="Total">Sum of the totals.</param>
/// <param name="Parts">Sum of the parts, and how many members have any.</param>
/// <param name="Without">Members that have a total and no part.</param>
/// <param name="Holds">True where both are the same to the last unit.</param>
public sealed record PartSum(string Period, Amount Total, Amount Parts, int Without, bool Holds);

/// <summary>The figure of a group in a period.</summary>
/// <param name="Id">The group; null where the register does not know its code.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Period">The period.</param>
/// <param name="At">Index of the period.</param>
/// <param name="Amount">The figure.</param>
/// <param name="Part">Of which part, in words; empty for the total.</param>
public sealed record RollUpLine(Guid? Id, string Code, string Name, string Period, int At, Amount Amount, string Part = "");

/// <summary>What became of the figures of a period: in + counted again = out + unassigned.</summary>
/// <param name="Period">The period.</param>
/// <param name="In">Figures of members.</param>
/// <param name="Out">Figures of groups.</param>
/// <param name="Unassigned">Figures that went to no group.</param>
/// <param name="CountedAgain">By how much groups hold more because members stood under several.</param>
/// <param name="Shared">Figures that were shared between groups.</param>
/// <param name="Holds">True where both sides agree to the last unit.</param>
/// <param name="Why">The unassigned by reason.</param>
/// <param name="Part">Of which part, in words; empty for the total.</param>
public sealed record ReconciliationLine(string Period, Amount In, Amount Out, Amount Unassigned, Amount CountedAgain, Amount Shared, bool Holds, IReadOnlyList<ReasonLine> Why, string Part = "")
{
    internal static ReconciliationLine Of(Reconciliation r) => new(r.Period.Name, r.In, r.Out, r.Unassigned, r.CountedAgain, r.Shared, r.Holds, [.. r.Why.Select(w => new ReasonLine(w.Why, RollUpWords.InWords(w.Why), w.Amount))]);
}

/// <summary>Figures that went to no group for one reason.</summary>
/// <param name="Why">The reason.</param>
/// <param name="InWords">The same in words.</param>
/// <param name="Amount">The figures.</param>
public sealed record ReasonLine(Unplaced Why, string InWords, Amount Amount);

/// <summary>The members whose figures went to no group, or whole to several.</summary>
/// <param name="Measure">Short name of the measure.</param>
/// <param name="Policy">As for the roll-up.</param>
/// <param name="To">As for the roll-up.</param>
/// <param name="Basis">As for the roll-up.</param>
/// <param name="Orphans">As for the roll-up.</param>
/// <param name="Day">As for the roll-up.</param>
/// <param name="ShareBy">As for the roll-up.</param>
/// <param name="KnownOn">As for the roll-up.</param>
/// <param name="Take">How many at most, the largest first; 0 for all.</param>
/// <param name="Register">As for the roll-up.</param>
[Question("indicator-unassigned", Permission.ReadStudy)]
[Refuses("unknown", "there is no such measure")]
[Refuses("unknown-policy", "the policy, or a word that goes with it, is none that there is")]
[Refuses("no-date", "the policy restates figures on the groups of a day and none was given")]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("ratio-only", "the measure holds ratios without numerator and denominator")]
[Refuses("too-many-digits", "a sum has more digits than can be held exactly")]
[Refuses("no-vintage", "there is no such list of the register, or none was known so early")]
public sealed record IndicatorUnassigned(
    string Measure, string Policy = "as-published", string? To = null, string Basis = "register", string Orphans = "last-known", string Day = "last", string ShareBy = "members", string? KnownOn = null,
    int Take = 0, string Register = "") : Question<IReadOnlyList<UnassignedLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<UnassignedLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var rolled = await RolledUp.OfAsync(asking, Measure, RollUpWords.Read(Policy, To, Basis, Orphans, Day, ShareBy), KnownOn, Register);
        UnassignedLine Line(int period, Figure f, string why) => new(
            rolled.Result.Periods[period].Name, f.Member, f.Organisation is { } id ? rolled.Register.NameOf(id, rolled.Result.Policy.DayIn(rolled.Result.Periods[period])) : f.Member, f.Published, f.Numerator, f.Denominator, why);
        var lines = rolled.Result.Unassigned.Select(u => (At: u.Period, Line: Line(u.Period, u.Figure, RollUpWords.InWords(u.Why))))
            .Concat(rolled.Result.Doubled.Select(d => (At: d.Period, Line: Line(d.Period, d.Figure, "counted in each of " + string.Join(", ", d.Groups.Select(g => rolled.Called(g, d.Period).Code))))));
        return Take > 0
            ? [.. lines.OrderByDescending(l => l.Line.Denominator ?? l.Line.Numerator).ThenBy(l => l.At).ThenBy(l => l.Line.Member, StringComparer.Ordinal).Take(Take).Select(l => l.Line)]
            : [.. lines.OrderBy(l => l.At).ThenBy(l => l.Line.Member, StringComparer.Ordinal).Select(l => l.Line)];
    }
}

/// <summary>The figure of a member that went to no group, or to several.</summary>
/// <param name="Period">The period.</param>
/// <param name="Member">Code of the member.</param>
/// <param name="Name">Its name; its code where the register does not know it.</param>
/// <param name="Group">Its group as published; may be empty.</param>
/// <param name="Numerator">The value or numerator.</param>
/// <param name="Denominator">The denominator, or null.</param>
/// <param name="Why">What became of it, in words.</param>
public sealed record UnassignedLine(string Period, string Member, string Name, string Group, decimal Numerator, decimal? Denominator, string Why);
