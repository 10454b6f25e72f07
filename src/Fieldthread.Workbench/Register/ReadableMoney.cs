using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Money and staff in the tables in which they can be brought in again, for people.</summary>
internal sealed class ReadableMoney : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "money/money.csv   amounts of money and staff, as “money import” reads them",
        "money/deflator-*.csv   indices of prices, an edition each, as “money deflator import” reads them",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var index = await MoneyIndex.ReadAsync(context, cancel);
        if (index.Rows.Count > 0)
        {
            var keys = await context.Set<Organisation>().AsNoTracking().ToDictionaryAsync(o => o.Id, o => o.Key, cancel);
            await archive.WriteTextAsync("money/money.csv", async text =>
            {
                await Csv.LineAsync(text, ["organisation", "what", "amount", "unit", "period", "kind", "source", "exactness", "known", "note"]);
                foreach (var r in index.Rows)
                {
                    await Csv.LineAsync(text, [keys[r.OrganisationId], r.What, Amounts.Of(r.Amount).ToString(CultureInfo.InvariantCulture), r.Unit, r.About.Period.Name, MoneyWords.Kind(r.Kind), r.Source, r.Approximate ? "approximate" : "exact", r.Known, r.Note]);
                }
            });
        }

        for (var i = 0; i < index.Deflators.Count; i++)
        {
            var edition = index.Deflators[i];
            await archive.WriteTextAsync(string.Create(CultureInfo.InvariantCulture, $"money/deflator-{i + 1:00}-{Slug.Of(edition.Name)}.csv"), async text =>
            {
                await Csv.LineAsync(text, ["period", "index"]);
                foreach (var value in Json.Read<List<PriceIndex>>(edition.Indices))
                {
                    await Csv.LineAsync(text, [value.Period.Name, value.Index.ToString(CultureInfo.InvariantCulture)]);
                }
            });
        }
    }
}
