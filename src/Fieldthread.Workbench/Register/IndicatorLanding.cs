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
    private IndicatorData data = data;
    private IndicatorIndex? before;

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
            await RefuseOtherBreakdownsAsync(measure);
            var index = await IndicatorIndex.ReadAsync(acting.Context, measure, known.Last.DayNumber, acting.Cancel);
            before = index;
            (fresh, revised, same) = Compare(index);
            var columns = Json.Write(data.Columns);
            twin = index.Imports.LastOrDefault(i => i.Sha256 == act.File!.Sha256 && i.Columns == columns && i.SameAsId is null);
        }

        TellParts();
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
            if (Known(index, given) is not { } known)
            {
                fresh++;
            }
            else if (known.Figure == Of(given))
            {
                same++;
            }
            else if (++revised <= RevisionsNamed)
            {
                remarks.Add(new Remark(RemarkWeight.Guessed, $"{given.Member}, {given.Period.Name}{(given.Part.Length > 0 ? ", " + PartFigures.InWords(Names, given.Part) : "")}", $"Was {Of(known.Figure.Group, known.Figure.Numerator, known.Figure.Denominator)} as known on {index.Imports[known.Import].Known}, and is {Of(given.Group, given.Numerator, given.Denominator)} now. Both are kept."));
            }
        }

        if (revised > RevisionsNamed)
        {
            remarks.Add(new Remark(RemarkWeight.Guessed, act.File!.Name, $"{revised - RevisionsNamed:N0} more figures were revised than are written out here; the page of the measure counts them all."));
        }

        return (fresh, revised, same);
    }

    private string[] Names => [.. data.Columns.Breakdowns.Select(b => b.Name)];

    private static SheetFigure Of(GivenFigure f) => new(f.Member, f.Group, f.Numerator, f.Denominator, f.Part);

    private static KnownFigure? Known(IndicatorIndex index, GivenFigure given)
    {
        if (given.Part.Length > 0)
        {
            return index.Parts.TryGetValue(given.Period, out var members) && members.TryGetValue(given.Member, out var parts) && parts.TryGetValue(given.Part, out var part) ? part : null;
        }

        return index.Periods.TryGetValue(given.Period, out var figures) && figures.TryGetValue(given.Member, out var known) && !index.Summed.Contains((given.Period, given.Member)) ? known : null;
    }

    /// <summary>A measure has one set of breakdowns; a file may give totals alone, or the same in another order.</summary>
    private async Task RefuseOtherBreakdownsAsync(Measure measure)
    {
        var there = IndicatorIndex.BreakdownsOf((await acting.Context.Set<IndicatorImport>().AsNoTracking().Where(i => i.MeasureId == measure.Id).ToListAsync(acting.Cancel)).OrderBy(i => i.KnownDay).ThenBy(i => i.Id));
        if (there.Count == 0 || Names.Length == 0 || there.SequenceEqual(Names, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        int[] order = [.. there.Select(t => Array.FindIndex(Names, n => string.Equals(n, t, StringComparison.OrdinalIgnoreCase)))];
        if (order.Contains(-1) || order.Length != Names.Length)
        {
            Acting.Refuse("other-breakdowns", $"“{measure.Key}” is broken down by {string.Join(", ", there)}, and the file by {string.Join(", ", Names)}.", "Give these figures a measure of their own, or name the columns that are meant.");
        }

        var figures = data.Figures.Select(f => f with { Part = f.Part.Length == 0 ? "" : PartFigures.Of([.. order.Select(i => PartFigures.Values(f.Part, order.Length)[i])]) }).ToList();
        data = data with { Columns = data.Columns with { Breakdowns = [.. order.Select(i => data.Columns.Breakdowns[i])] }, Figures = figures };
    }

    /// <summary>Sets parts against what they should make, in the file and with what was known by its day.</summary>
    private void TellParts()
    {
        IReadOnlyList<string> names = Names.Length > 0 ? Names : before?.Breakdowns ?? [];
        if (names.Count == 0 || data.Columns.Kind == MeasureKind.RatioOnly)
        {
            return;
        }

        var (told, without) = (new List<string>(), 0);
        foreach (var of in data.Figures.GroupBy(f => (f.Period, f.Member)))
        {
            var all = new Dictionary<string, (decimal, decimal?)>(StringComparer.Ordinal);
            if (before is not null && before.Parts.TryGetValue(of.Key.Period, out var members) && members.TryGetValue(of.Key.Member, out var parts))
            {
                foreach (var (part, known) in parts)
                {
                    all[part] = (known.Figure.Numerator, known.Figure.Denominator);
                }
            }

            if (before is not null && !before.Summed.Contains(of.Key) && before.Periods.TryGetValue(of.Key.Period, out var totals) && totals.TryGetValue(of.Key.Member, out var total))
            {
                all[""] = (total.Figure.Numerator, total.Figure.Denominator);
            }

            foreach (var given in of)
            {
                all[given.Part] = (given.Numerator, given.Denominator);
            }

            without += all.ContainsKey("") ? 0 : 1;
            told.AddRange(new PartFigures(names.Count, all.Select(a => (a.Key, a.Value.Item1, a.Value.Item2))).Differences()
                .Select(d => $"{of.Key.Member}, {of.Key.Period.Name}, {PartFigures.InWords(names, d.Part)}: {Of("", d.Given.Numerator, d.Given.Denominator)} is given, and its parts by {string.Join(" and ", d.By.Select(i => names[i]))} make {Of("", d.Sum.Numerator, d.Sum.Denominator)}."));
        }

        if (told.Count > 0 && !act.PartsMayDiffer)
        {
            Acting.Refuse("parts-differ", string.Join(' ', told.Take(3)) + (told.Count > 3 ? $" And {told.Count - 3:N0} more." : ""), "Nothing was imported. Correct the file; or say that parts may differ, as rounding and suppression leave them, and both are kept and each difference is told.");
        }

        remarks.AddRange(told.Take(RevisionsNamed).Select(t => new Remark(RemarkWeight.Guessed, act.File!.Name, t + " Both are kept.")));
        if (told.Count > RevisionsNamed)
        {
            remarks.Add(new Remark(RemarkWeight.Guessed, act.File!.Name, $"{told.Count - RevisionsNamed:N0} more figures differ from the sum of their parts than are written out here."));
        }

        if (without > 0)
        {
            remarks.Add(new Remark(RemarkWeight.Note, act.File!.Name, $"{without:N0} of the members in a period have parts and no total; theirs is the sum of the parts where these make one, and whether it is whole could not be looked at."));
        }
    }

    private static string Of(string group, decimal numerator, decimal? denominator) => string.Create(CultureInfo.InvariantCulture, $"{numerator}{(denominator is { } d ? $" of {d}" : "")}{(group.Length > 0 ? $" in {group}" : "")}");

    private static string InWords(MeasureKind kind) => kind switch { MeasureKind.Count => "counts or amounts", MeasureKind.Ratio => "ratios with numerator and denominator", _ => "ratios without numerator and denominator" };
}
