using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>An event that was entered by hand bounds the life of those that it began or ended, where nothing else does; taken back, it lets go of what it had bounded.</summary>
internal sealed class EventBounds(Acting acting)
{
    /// <summary>Bounds one that took part.</summary>
    public static void Set(Organisation organisation, PartRole role, PartialDate date)
    {
        var day = date.First;
        var (from, last) = (EventRows.Date(organisation.FromDate), EventRows.Date(organisation.LastDate));
        if (role == PartRole.After && from is null && (last is null || last.Value.Last >= day))
        {
            organisation.When(new WrittenPeriod(date, last));
        }
        else if (role == PartRole.Before && last is null && day > DateOnly.MinValue && (from is null || from.Value.First < day))
        {
            organisation.When(new WrittenPeriod(from, PartialDate.Parse(Before(day))));
        }
    }

    /// <summary>Bounds all that took part.</summary>
    public async Task SetAsync(GivenEvent change)
    {
        var rows = await RowsAsync(change.Parts.Select(p => p.Organisation));
        foreach (var part in change.Parts)
        {
            Set(rows[part.Organisation], part.Role, change.Date);
        }
    }

    /// <summary>Lets go of the beginnings and ends that the act which recorded the event gave to organisations.</summary>
    public async Task LoosenAsync(string key)
    {
        if (await acting.Context.Set<RegisteredEvent>().FirstOrDefaultAsync(e => e.Key == key, acting.Cancel) is not { } change)
        {
            return;
        }

        foreach (var part in await acting.Context.Set<RegisteredPart>().Where(p => p.EventId == change.Id).ToListAsync(acting.Cancel))
        {
            var row = await acting.Context.Set<Organisation>().AsTracking().SingleAsync(o => o.Id == part.OrganisationId, acting.Cancel);
            if (row.RecordedIn != change.RecordedIn)
            {
                continue;
            }

            var (from, last) = (EventRows.Date(row.FromDate), EventRows.Date(row.LastDate));
            if (part.Role == PartRole.After && row.FromDate == change.Date)
            {
                row.When(new WrittenPeriod(null, last));
            }
            else if (part.Role == PartRole.Before && row.LastDate == Before(DateOnly.FromDayNumber(change.Day)))
            {
                row.When(new WrittenPeriod(from, null));
            }
        }
    }

    private static string Before(DateOnly day) => day.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<Dictionary<string, Organisation>> RowsAsync(IEnumerable<string> keys)
    {
        var named = keys.Distinct().ToList();
        return await acting.Context.Set<Organisation>().AsTracking().Where(o => named.Contains(o.Key)).ToDictionaryAsync(o => o.Key, StringComparer.Ordinal, acting.Cancel);
    }
}
