using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The figures of members in the table in which they can be brought in again, for people.</summary>
internal sealed class ReadableIndicators : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "indicators/*.csv   figures of members, a table for each measure, as “indicator import” reads them; as known last",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var number = 0;
        foreach (var measure in await context.Set<Measure>().AsNoTracking().OrderBy(m => m.Id).ToListAsync(cancel))
        {
            var index = await IndicatorIndex.ReadAsync(context, measure, null, cancel);
            await archive.WriteTextAsync(string.Create(CultureInfo.InvariantCulture, $"indicators/{++number:00}-{Slug.Of(measure.Key)}.csv"), async text =>
            {
                object[] headings = measure.Kind switch
                {
                    MeasureKind.Ratio => ["member", "period", "group", "numerator", "denominator"],
                    MeasureKind.RatioOnly => ["member", "period", "group", "ratio"],
                    _ => ["member", "period", "group", "value"],
                };
                await Csv.LineAsync(text, [.. headings, .. index.Breakdowns]);
                foreach (var (period, figures) in index.Periods)
                {
                    var given = figures.Values.Select(k => k.Figure).Where(f => !index.Summed.Contains((period, f.Member)));
                    var parts = index.Parts.TryGetValue(period, out var broken) ? broken.Values.SelectMany(p => p.Values).Select(k => k.Figure) : [];
                    foreach (var f in given.Concat(parts).OrderBy(f => f.Member, StringComparer.Ordinal).ThenBy(f => f.Part, StringComparer.Ordinal))
                    {
                        object?[] cells = [f.Member, period.Name, f.Group, f.Numerator.ToString(CultureInfo.InvariantCulture)];
                        object?[] values = index.Breakdowns.Count == 0 ? [] : [.. PartFigures.Values(f.Part, index.Breakdowns.Count)];
                        await Csv.LineAsync(text, measure.Kind == MeasureKind.Ratio ? [.. cells, f.Denominator?.ToString(CultureInfo.InvariantCulture), .. values] : [.. cells, .. values]);
                    }
                }
            });
        }
    }
}
