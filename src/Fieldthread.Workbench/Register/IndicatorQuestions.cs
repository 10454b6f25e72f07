using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The measures of the study, by title.</summary>
[Question("indicators", Permission.ReadStudy)]
public sealed record Indicators : Question<IReadOnlyList<MeasureLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<MeasureLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var lines = new List<MeasureLine>();
        foreach (var measure in await asking.Context.All<Measure>().AsNoTracking().ToListAsync(asking.Cancel))
        {
            lines.Add(MeasureLine.Of(await IndicatorIndex.OfAsync(asking, measure, null)));
        }

        return [.. lines.OrderBy(l => l.Title, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Id)];
    }
}

/// <summary>A measure in a list.</summary>
/// <param name="Id">The measure.</param>
/// <param name="Key">Its short name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">What is counted; may be empty.</param>
/// <param name="Kind">What kind of figures.</param>
/// <param name="Span">How long its periods are.</param>
/// <param name="Members">How many members have a figure in any period.</param>
/// <param name="Periods">How many periods there are.</param>
/// <param name="First">The first period, or null.</param>
/// <param name="Last">The last, or null.</param>
/// <param name="Figures">How many figures there are.</param>
/// <param name="Imports">How many files were brought in.</param>
/// <param name="Revised">How many figures were revised by a later file.</param>
/// <param name="Breakdowns">By what its figures are broken down; empty where they are not.</param>
public sealed record MeasureLine(Guid Id, string Key, string Title, string Unit, MeasureKind Kind, PeriodSpan Span, int Members, int Periods, string? First, string? Last, int Figures, int Imports, int Revised, IReadOnlyList<string> Breakdowns)
{
    internal static MeasureLine Of(IndicatorIndex index)
    {
        var m = index.Measure;
        var names = index.Periods.Keys.Select(p => p.Name).ToList();
        var members = index.Periods.Values.SelectMany(p => p.Keys).Concat(index.Parts.Values.SelectMany(p => p.Keys)).Distinct(StringComparer.Ordinal).Count();
        return new(
            m.Id, m.Key, m.Title, m.Unit, m.Kind, m.Span, members, names.Count, names.FirstOrDefault(), names.LastOrDefault(),
            index.Periods.Values.Sum(p => p.Count) - index.Summed.Count + index.Parts.Values.Sum(p => p.Values.Sum(m => m.Count)), index.Imports.Count, index.Revisions.Count, index.Breakdowns);
    }
}

/// <summary>A measure with the files that it came from, and what was revised.</summary>
/// <param name="Measure">Its short name, or its id.</param>
[Question("indicator", Permission.ReadStudy)]
[Refuses("unknown", "there is no such measure")]
public sealed record IndicatorCalled(string Measure) : Question<MeasureAbout>
{
    private const int MostRevisions = 500;

    /// <inheritdoc/>
    public override async Task<MeasureAbout> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var index = await IndicatorIndex.OfAsync(asking, await IndicatorIndex.FindAsync(asking.Context, Measure, asking.Cancel), null);
        var spread = index.Periods.Select(p =>
        {
            var values = p.Value.Values.Select(k => k.Figure.Denominator is { } d ? d == 0 ? (decimal?)null : k.Figure.Numerator / d : k.Figure.Numerator).OfType<decimal>().Order().ToList();
            return new PeriodSpread(p.Key.Name, p.Value.Count, values.Count == 0 ? null : values[0], values.Count == 0 ? null : values[values.Count / 2], values.Count == 0 ? null : values[^1]);
        });
        return new MeasureAbout(
            MeasureLine.Of(index),
            [.. spread],
            [.. index.Imports.Reverse().Select(i => new IndicatorImportLine(i.Id, i.FileName, i.Known, i.Figures, i.Fresh, i.Revised, i.SameAsId is not null, i.RecordedIn, Json.Read<IndicatorColumns>(i.Columns), Json.Read<List<Remark>>(i.Remarks)))],
            [.. index.Revisions.Take(MostRevisions).Select(r => new RevisionLine(r.Was.Figure.Member, r.Period.Name, KnownValue.Of(index, r.Was), KnownValue.Of(index, r.Became), r.Was.Figure.Part.Length > 0 ? PartFigures.InWords(index.Breakdowns, r.Was.Figure.Part) : ""))]);
    }
}

/// <summary>A measure with its files and revisions.</summary>
/// <param name="Line">What a list says of it.</param>
/// <param name="Spread">Its figures period by period.</param>
/// <param name="Imports">Its files, the one known last first.</param>
/// <param name="Revisions">Figures that a later file gave otherwise, at most 500.</param>
public sealed record MeasureAbout(MeasureLine Line, IReadOnlyList<PeriodSpread> Spread, IReadOnlyList<IndicatorImportLine> Imports, IReadOnlyList<RevisionLine> Revisions);

/// <summary>How the figures of members lie in a period.</summary>
/// <param name="Period">The period.</param>
/// <param name="Members">How many members have one.</param>
/// <param name="Lowest">The lowest; null where there is none.</param>
/// <param name="Middle">The median, of two the higher.</param>
/// <param name="Highest">The highest.</param>
public sealed record PeriodSpread(string Period, int Members, decimal? Lowest, decimal? Middle, decimal? Highest);

/// <summary>A file of figures that was brought in.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Known">When it was known so.</param>
/// <param name="Figures">Figures in it.</param>
/// <param name="Fresh">Figures that the measure did not have.</param>
/// <param name="Revised">Figures that it had otherwise.</param>
/// <param name="Repeats">True where the very same file had been brought in before.</param>
/// <param name="Act">The act that brought it in.</param>
/// <param name="Columns">From which columns it was read.</param>
/// <param name="Remarks">What was guessed, revised or not taken.</param>
public sealed record IndicatorImportLine(Guid Id, string FileName, string Known, int Figures, int Fresh, int Revised, bool Repeats, long Act, IndicatorColumns Columns, IReadOnlyList<Remark> Remarks);

/// <summary>A figure with the day on which it was known so.</summary>
/// <param name="Numerator">The value or numerator.</param>
/// <param name="Denominator">The denominator, or null.</param>
/// <param name="Group">The group as published; may be empty.</param>
/// <param name="Known">When it was known so.</param>
/// <param name="File">The file that says so.</param>
public sealed record KnownValue(decimal Numerator, decimal? Denominator, string Group, string Known, string File)
{
    internal static KnownValue Of(IndicatorIndex index, KnownFigure k) => new(k.Figure.Numerator, k.Figure.Denominator, k.Figure.Group, index.Imports[k.Import].Known, index.Imports[k.Import].FileName);
}

/// <summary>A figure that a later file gave otherwise.</summary>
/// <param name="Member">Code of the member.</param>
/// <param name="Period">The period.</param>
/// <param name="Was">As it was known before.</param>
/// <param name="Became">As it was known after.</param>
/// <param name="Part">Of which part, in words; empty for the total.</param>
public sealed record RevisionLine(string Member, string Period, KnownValue Was, KnownValue Became, string Part = "");

/// <summary>The figures of one member through time, each with the day on which it was known so and what was known before.</summary>
/// <param name="Measure">Short name of the measure.</param>
/// <param name="Organisation">Code of the member as the files have it, or another of its codes or its key in the register.</param>
/// <param name="KnownOn">Partial date: only files that were known by then. Null for all.</param>
/// <param name="By">Breakdowns by which the figures are given, parted by commas; they are summed over the others. Empty for the totals.</param>
[Question("indicator-series", Permission.ReadStudy)]
[Refuses("unknown", "there is no such measure, or it has no figure of that member")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("unknown-breakdown", "the measure is not broken down so")]
public sealed record IndicatorSeries(string Measure, string Organisation, string? KnownOn = null, string By = "") : Question<SeriesAnswer>
{
    /// <inheritdoc/>
    public override async Task<SeriesAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var known = Studies.Dates.Read(KnownOn);
        var index = await IndicatorIndex.OfAsync(asking, await IndicatorIndex.FindAsync(asking.Context, Measure, asking.Cancel), known?.Last.DayNumber);
        var codes = new IndicatorCodes(await RegisterIndex.OfAsync(asking));
        var (given, points, last) = ((Organisation ?? "").Trim(), new List<SeriesPoint>(), 0);
        var by = index.Asked(By);
        IReadOnlyList<string> parts = by.Count == 0 ? [""] : index.PartsBy(by);
        foreach (var (part, period, figures) in parts.SelectMany(part => index.Periods.Select(p => (part, p.Key, p.Value))))
        {
            var day = period.Last.DayNumber;
            var member = codes.Meant(given, day);
            var others = member is { } id ? codes.Register.CodesOf(id).Select(c => c.Code).Append(codes.Register.Find(id)!.Key).Where(c => codes.Meant(c, day) == id) : [];
            KnownFigure? Of(string code) => part.Length > 0 ? index.PartOf(period, code, part) : figures.TryGetValue(code, out var total) ? total : null;
            foreach (var code in others.Prepend(given).Distinct().Where(c => Of(c) is not null).Take(1))
            {
                var now = Of(code)!.Value;
                last = Math.Max(last, day);
                points.Add(new SeriesPoint(
                    period.Name, code, KnownValue.Of(index, now), now.Figure.Denominator is { } d && d != 0 ? now.Figure.Numerator / d : null,
                    [.. index.Revisions.Where(r => r.Period == period && r.Was.Figure.Member == code && r.Was.Figure.Part == part).Select(r => KnownValue.Of(index, r.Was))],
                    part.Length > 0 ? PartFigures.InWords(index.Breakdowns, part) : "", part.Length > 0 ? !index.Parts[period][code].ContainsKey(part) : index.Summed.Contains((period, code))));
            }
        }

        if (points.Count == 0)
        {
            Asking.Refuse("unknown", $"“{index.Measure.Key}” has no figure of a member “{given}”.", "Write a code as the file of the figures has it. Figures of groups are made by rolling up.");
        }

        var name = codes.Meant(given, last) is { } organisation ? codes.Register.NameOf(organisation, last) : given;
        return new SeriesAnswer(index.Measure.Key, index.Measure.Title, index.Measure.Unit, index.Measure.Kind, given, name, points);
    }
}

/// <summary>The figures of a member.</summary>
/// <param name="Measure">Short name of the measure.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Kind">What kind of figures.</param>
/// <param name="Organisation">The code that was asked for.</param>
/// <param name="Name">Name of the member; its code where the register does not know it.</param>
/// <param name="Points">Its figures, by time.</param>
public sealed record SeriesAnswer(string Measure, string Title, string Unit, MeasureKind Kind, string Organisation, string Name, IReadOnlyList<SeriesPoint> Points);

/// <summary>The figure of a member in a period.</summary>
/// <param name="Period">The period.</param>
/// <param name="Member">Its code in the file.</param>
/// <param name="Value">The figure.</param>
/// <param name="Ratio">Numerator over denominator; null where there is none.</param>
/// <param name="Earlier">What was known before, the earliest first.</param>
/// <param name="Part">Of which part, in words; empty for the total.</param>
/// <param name="Summed">True where no file gives it, and it is the sum of its parts.</param>
public sealed record SeriesPoint(string Period, string Member, KnownValue Value, decimal? Ratio, IReadOnlyList<KnownValue> Earlier, string Part = "", bool Summed = false);
