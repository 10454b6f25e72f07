using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Bodies, posts, holders and persons in the tables in which they can be brought in again, for people. Names only of persons in public office: no other is kept.</summary>
internal sealed class ReadableBodies : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "bodies/*.csv   bodies of organisations, posts, holdings and persons, as “body import” reads them",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var organisations = await context.Set<Organisation>().ToDictionaryAsync(o => o.Id, o => o.Key, cancel);
        var bodies = await context.Set<Body>().AsNoTracking().OrderBy(b => b.Id).ToListAsync(cancel);
        var posts = await context.Set<BodyPost>().AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
        var persons = await context.Set<RegisterPerson>().AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
        var holdings = await context.Set<PostHolding>().AsNoTracking().OrderBy(h => h.Id).ToListAsync(cancel);
        if (bodies.Count == 0 && persons.Count == 0)
        {
            return;
        }

        var (bodyKeys, postKeys, personKeys) = (bodies.ToDictionary(b => b.Id, b => b.Key), posts.ToDictionary(p => p.Id, p => p.Key), persons.ToDictionary(p => p.Id, p => p.Key));
        await TableAsync(archive, "bodies", ["id", "organisation", "kind", "name", "parent", "from", "to", "source"], bodies, b => [b.Key, organisations[b.OrganisationId], b.Kind, b.Name, b.ParentId is { } p ? bodyKeys[p] : "", b.FromDate, b.LastDate, b.Source]);
        await TableAsync(archive, "posts", ["id", "body", "title", "voting", "sole", "from", "to"], posts, p => [p.Key, bodyKeys[p.BodyId], p.Title, BodyWords.Of(p.Voting), p.Sole ? "yes" : "no", p.FromDate, p.LastDate]);
        await TableAsync(archive, "holdings", ["post", "person", "from", "to", "source"], holdings, h => [postKeys[h.PostId], personKeys[h.PersonId], h.FromDate, h.LastDate, h.Source]);
        await TableAsync(archive, "persons", ["id", "name", "public_office"], persons, p => [p.Key, p.Name == Erasure.Withdrawn ? "" : p.Name, p.PublicOffice ? "yes" : "no"]);
    }

    private static Task TableAsync<T>(ArchiveWriter archive, string name, object[] headings, IEnumerable<T> rows, Func<T, object?[]> cells) => archive.WriteTextAsync($"bodies/{name}.csv", async text =>
    {
        await Csv.LineAsync(text, headings);
        foreach (var row in rows)
        {
            await Csv.LineAsync(text, cells(row));
        }
    });
}
