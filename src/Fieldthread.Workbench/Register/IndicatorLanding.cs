using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns a read file of figures into rows: its measure where that is new, the import, and a sheet for each period.</summary>
internal sealed class IndicatorLanding(Acting acting, ImportIndicator act, IndicatorData data)
{
    private const int RevisionsNamed = 200;
    private readonly List<Remark> remarks = [.. data.Remarks];

    public async Task<IndicatorImported> LandAsync()
    {
        var key = Acting.Clean(act.Measure);
        var known = Studies.Dates.Read(act.Known) ?? PartialDate.Parse(Studies.Dates.Today(acting.Services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var measure = (await acting.Context.Set<Measure>().ToListAsync(acting.Cancel)).Find(m => string.Equals(m.Key, key, StringComparison.OrdinalIgnoreCase));
        var (fresh, revised, same) = (data.Figures.Count, 0, 0);
        IndicatorImport? twin = null;
        if (measure is null)
        {
            measure = acting.Add(new Measure { Key = key, Title = Acting.Clean(act.Title) is { Length: > 0 } title ? title : key, Unit = Acting.Clean(act.Unit), Kind = data.Columns.Kind, Span = data.Span });
        }
        else
        {
            RefuseOther(measure);
            var index = await IndicatorIndex.ReadAsync(acting.Context, measure, known.Last.DayNumber, acting.Cancel);
            (fresh, revised, same) = Compare(index);
            var columns = Json.Write(data.Columns);
            twin = index.Imports.LastOrDefault(i => i.Sha256 == act.File!.Sha256 && i.Columns == columns && i.SameAsId is null);
        }

        if (twin is not null)
        {
            remarks.Add(new Remark(RemarkWeight.Note, act.File!.Name, $"The very same file was brought in before, by act {twin.RecordedIn}. {(fresh + revised == 0 ? "Nothing of it is new." : "")}".TrimEnd()));
        }

        var import = acting.Add(new IndicatorImport
        {
            MeasureId = measure.Id, FileName = Acting.Clean(act.File!.Name), Sha256 = act.File.Sha256, Known = known.ToString(), KnownDay = known.Last.DayNumber, Columns = Json.Write(data.Columns),
            Figures = data.Figures.Count, Fresh = fresh, Revised = revised, SameAsId = twin?.Id, Remarks = Json.Write(remarks),
        });
        var periods = data.Figures.GroupBy(f => f.Period).ToList();
        if (twin is null)
        {
            await acting.AddManyAsync(periods.ConvertAll(p => new IndicatorSheet { ImportId = import.Id, MeasureId = measure.Id, FirstDay = p.Key.First.DayNumber, Figures = IndicatorSheets.Write(p) }));
        }

        return new IndicatorImported(
            import.Id, measure.Id, measure.Kind, periods.Count, data.Figures.Select(f => f.Member).Distinct(StringComparer.Ordinal).Count(), data.Figures.Count, fresh, revised, same, twin is not null,
            remarks.Count(r => r.Weight != RemarkWeight.Note));
    }

    private void RefuseOther(Measure measure)
    {
        if (measure.Kind != data.Columns.Kind)
        {
            Acting.Refuse("kind-differs", $"“{measure.Key}” holds {InWords(measure.Kind)}, and the file {InWords(data.Columns.Kind)}.", "Give these figures a measure of their own, or name the columns that are meant.");
        }

        if (measure.Span != data.Span)
        {
            Acting.Refuse("kind-differs", $"The periods of “{measure.Key}” are of another length than those of the file.", "Give these figures a measure of their own.");
        }
    }

    /// <summary>Sets the file against what was known by its day.</summary>
    private (int Fresh, int Revised, int Same) Compare(IndicatorIndex index)
    {
        var (fresh, revised, same) = (0, 0, 0);
        foreach (var given in data.Figures)
        {
            if (!index.Periods.TryGetValue(given.Period, out var figures) || !figures.TryGetValue(given.Member, out var known))
            {
                fresh++;
            }
            else if (known.Figure == new SheetFigure(given.Member, given.Group, given.Numerator, given.Denominator))
            {
                same++;
            }
            else if (++revised <= RevisionsNamed)
            {
                remarks.Add(new Remark(RemarkWeight.Guessed, $"{given.Member}, {given.Period.Name}", $"Was {Of(known.Figure.Group, known.Figure.Numerator, known.Figure.Denominator)} as known on {index.Imports[known.Import].Known}, and is {Of(given.Group, given.Numerator, given.Denominator)} now. Both are kept."));
            }
        }

        if (revised > RevisionsNamed)
        {
            remarks.Add(new Remark(RemarkWeight.Guessed, act.File!.Name, $"{revised - RevisionsNamed:N0} more figures were revised than are written out here; the page of the measure counts them all."));
        }

        return (fresh, revised, same);
    }

    private static string Of(string group, decimal numerator, decimal? denominator) => string.Create(CultureInfo.InvariantCulture, $"{numerator}{(denominator is { } d ? $" of {d}" : "")}{(group.Length > 0 ? $" in {group}" : "")}");

    private static string InWords(MeasureKind kind) => kind switch { MeasureKind.Count => "counts or amounts", MeasureKind.Ratio => "ratios with numerator and denominator", _ => "ratios without numerator and denominator" };
}
