using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The register in the tables in which it can be brought in again, for people.</summary>
internal sealed class ReadableRegister : IReadablePart
{
    private static readonly object[] EventColumns = ["legal", "operational", "cause", "initiator", "pressure", "evidence", "reform", "attitude_before", "attitude_after", "share", "basis"];

    public IReadOnlyList<string> Contents =>
    [
        "register/*.csv   organisations, names, codes, relations, change events and reforms, as “import register --layout csv” reads them",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var keys = await context.Set<Organisation>().ToDictionaryAsync(o => o.Id, o => o.Key, cancel);
        await TableAsync<Organisation>(context, archive, "organisations", ["id", "type", "opened", "closed"], o => [o.Key, o.Type, o.FromDate, o.LastDate], cancel);
        await TableAsync<OrganisationName>(context, archive, "names", ["organisation", "name", "from", "to"], n => [keys[n.OrganisationId], n.Name, n.FromDate, n.LastDate], cancel);
        await TableAsync<OrganisationCode>(context, archive, "codes", ["organisation", "scheme", "code", "from", "to"], c => [keys[c.OrganisationId], c.Scheme, c.Code, c.FromDate, c.LastDate], cancel);
        await TableAsync<Relation>(context, archive, "relations", ["subject", "relation", "object", "from", "to"], r => [keys[r.SubjectId], r.Kind, keys[r.ObjectId], r.FromDate, r.LastDate], cancel);
        var events = await context.Set<RegisteredEvent>().ToDictionaryAsync(e => e.Id, cancel);
        var reforms = await context.Set<Reform>().ToDictionaryAsync(r => r.Id, r => r.Key, cancel);
        var told = await context.Set<EventTold>().ToDictionaryAsync(t => t.EventId, cancel);
        var toldOfParts = await context.Set<PartTold>().ToDictionaryAsync(t => t.PartId, cancel);
        object?[] Told(RegisteredPart p)
        {
            var (e, part) = (told.GetValueOrDefault(p.EventId), toldOfParts.GetValueOrDefault(p.Id));
            return [e?.LegalDate, e?.OperationalDate, e?.Cause, e?.Initiator, e?.Pressure, e?.Evidence, e?.ReformId is { } reform ? reforms[reform] : "", part?.AttitudeBefore, part?.AttitudeAfter, part?.Share, part?.Basis];
        }

        await TableAsync<RegisteredPart>(
            context, archive, "events", ["event", "date", "kind", "organisation", "role", "note", .. EventColumns],
            p => [events[p.EventId].Key, events[p.EventId].Date, events[p.EventId].Kind.ToString().ToLowerInvariant(), keys[p.OrganisationId], p.Role.ToString().ToLowerInvariant(), p.Note, .. Told(p)], cancel);
        await TableAsync<Reform>(context, archive, "reforms", ["id", "name", "kind", "announced", "enacted", "effective", "note"], r => [r.Key, r.Name, r.Kind.ToString().ToLowerInvariant(), r.Announced, r.Enacted, r.Effective, r.Note], cancel);
    }

    private static Task TableAsync<T>(StudyContext context, ArchiveWriter archive, string name, object[] headings, Func<T, object?[]> cells, CancellationToken cancel)
        where T : Evidence => archive.WriteTextAsync($"register/{name}.csv", async text =>
    {
        await Csv.LineAsync(text, headings);
        foreach (var row in await context.Set<T>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel))
        {
            await Csv.LineAsync(text, cells(row));
        }
    });
}
