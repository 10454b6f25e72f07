using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>By how much each group’s figure of a period falls when members that have no group on a later day are dropped, against counting them in the last group that they had.</summary>
/// <param name="Measure">Short name of the measure.</param>
/// <param name="To">Partial date, of which the first day counts, to which membership is frozen.</param>
/// <param name="Basis">register or published.</param>
/// <param name="Period">Which period; the first where empty.</param>
/// <param name="KnownOn">Partial date: only files that were known by then. Null for all.</param>
/// <param name="Register">Groups and members as one list has them, or as known on a partial date; as they stand where empty.</param>
[Question("indicator-distortion", Permission.ReadStudy)]
[Refuses("unknown", "there is no such measure, or it has no such period")]
[Refuses("unknown-policy", "the basis is none that there is")]
[Refuses("no-date", "no date was given")]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("ratio-only", "the measure holds ratios without numerator and denominator")]
[Refuses("too-many-digits", "a sum has more digits than can be held exactly")]
[Refuses("no-vintage", "there is no such list of the register, or none was known so early")]
public sealed record IndicatorDistortion(string Measure, string To, string Basis = "register", string Period = "", string? KnownOn = null, string Register = "") : Question<DistortionTable>
{
    /// <inheritdoc/>
    public override async Task<DistortionTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var full = await RolledUp.OfAsync(asking, Measure, RollUpWords.Read("frozen", To, Basis, "last-known", "last", ""), KnownOn, Register);
        var dropped = await RolledUp.OfAsync(asking, Measure, RollUpWords.Read("frozen", To, Basis, "drop", "last", ""), KnownOn, Register);
        var at = Period.Trim().Length == 0 ? 0 : full.Result.Periods.ToList().FindIndex(p => p.Name == Period.Trim());
        if (at < 0 || full.Result.Periods.Count == 0)
        {
            Asking.Refuse("unknown", $"The measure has no period “{Period.Trim()}”.", $"There are {string.Join(", ", full.Result.Periods.Take(24).Select(p => p.Name))}.");
        }

        var without = dropped.Result.Cells.Where(c => c.Period == at).ToDictionary(c => c.Group, c => c.Amount);
        var lines = full.Result.Cells.Where(c => c.Period == at).Select(c =>
        {
            var (id, code, name) = full.Called(c.Group, at);
            var left = without.GetValueOrDefault(c.Group, new Amount(0, c.Amount.Denominator is null ? null : 0, 0));
            var (whole, rest) = (c.Amount.Denominator ?? c.Amount.Numerator, left.Denominator ?? left.Numerator);
            return new DistortionLine(id, code, name, c.Amount, left, c.Amount - left, whole == 0 ? null : (double)((rest - whole) / whole));
        }).OrderBy(l => l.Share ?? 0).ThenBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Id).ToList();
        return new DistortionTable(
            full.Index.Measure.Key, full.Index.Measure.Kind, full.Result.Periods[at].Name, full.Told.To!, full.Told.Basis, full.Told.FrozenAt, full.Result.Lines[at].Out, dropped.Result.Lines[at].Out, lines);
    }
}

/// <summary>What dropping members does to the figures of a period.</summary>
/// <param name="Measure">Short name of the measure.</param>
/// <param name="Kind">Counts, or ratios.</param>
/// <param name="Period">The period.</param>
/// <param name="To">The day to which membership is frozen.</param>
/// <param name="Basis">Where memberships were taken from.</param>
/// <param name="FrozenAt">The period whose published groups were taken; null where none were.</param>
/// <param name="Full">Sum of the groups with every member in the last group that it had.</param>
/// <param name="Left">Sum of the groups without those that are dropped.</param>
/// <param name="Lines">The groups, those that lose the largest share first.</param>
public sealed record DistortionTable(string Measure, MeasureKind Kind, string Period, string To, string Basis, string? FrozenAt, Amount Full, Amount Left, IReadOnlyList<DistortionLine> Lines);

/// <summary>What dropping members does to a group.</summary>
/// <param name="Id">The group; null where the register does not know its code.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Full">Its figure with every member in the last group that it had.</param>
/// <param name="Left">Its figure without those that are dropped.</param>
/// <param name="Lost">What is dropped.</param>
/// <param name="Share">By what share of the full figure it falls, −1 to 0; of a ratio, its denominator. Null where that is 0.</param>
public sealed record DistortionLine(Guid? Id, string Code, string Name, Amount Full, Amount Left, Amount Lost, double? Share);
