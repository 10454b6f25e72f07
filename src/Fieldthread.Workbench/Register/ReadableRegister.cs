using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The register in the tables in which it can be brought in again, for people.</summary>
internal sealed class ReadableRegister : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "register/*.csv   organisations, names, codes, relations and change events, as “import register --layout csv” reads them",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var keys = await context.Set<Organisation>().ToDictionaryAsync(o => o.Id, o => o.Key, cancel);
        await TableAsync<Organisation>(context, archive, "organisations", ["id", "type", "opened", "closed"], o => [o.Key, o.Type, o.FromDate, o.LastDate], cancel);
        await TableAsync<OrganisationName>(context, archive, "names", ["organisation", "name", "from", "to"], n => [keys[n.OrganisationId], n.Name, n.FromDate, n.LastDate], cancel);
        await TableAsync<OrganisationCode>(context, archive, "codes", ["organisation", "scheme", "code", "from", "to"], c => [keys[c.OrganisationId], c.Scheme, c.Code, c.FromDate, c.LastDate], cancel);
        await TableAsync<Relation>(context, archive, "relations", ["subject", "relation", "object", "from", "to"], r => [keys[r.SubjectId], r.Kind, keys[r.ObjectId], r.FromDate, r.LastDate], cancel);
        var events = await context.Set<RegisteredEvent>().ToDictionaryAsync(e => e.Id, cancel);
        await TableAsync<RegisteredPart>(
            context, archive, "events", ["event", "date", "kind", "organisation", "role", "note"],
            p => [events[p.EventId].Key, events[p.EventId].Date, events[p.EventId].Kind.ToString().ToLowerInvariant(), keys[p.OrganisationId], p.Role.ToString().ToLowerInvariant(), p.Note], cancel);
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
