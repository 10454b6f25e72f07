using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The structure of an organisation on a day: its bodies, their posts and who held them, and the measures. Names only of persons in public office, and only for roles that read the material or keep participants.</summary>
/// <param name="Organisation">Its key, a code of any time, or its id.</param>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
/// <param name="KnownOn">Partial date: only what lists known by its last day say; null for all.</param>
[Question("structure", Permission.ReadStudy)]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bore that code")]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("no-vintage", "no list of bodies was known so early")]
public sealed record StructureOf(string Organisation, string? At = null, string? KnownOn = null) : Question<StructureAbout>
{
    /// <inheritdoc/>
    public override async Task<StructureAbout> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var then = await BodiesThen.OfAsync(asking, KnownOn);
        var id = Guid.TryParse(Organisation, out var given) && then.Standing.Find(given) is not null ? given : await new OrganisationCalled(Organisation).AskAsync(asking);
        var (register, index) = (then.Register(id), then.Bodies);
        var (structure, named) = (index.StructureOf(id, day), await BodyIndex.NamedAsync(asking));
        var bodies = index.Of(id, day).ToList();
        var below = bodies.ToLookup(b => b.ParentId is { } p && structure.Depths.ContainsKey(p) ? p : Guid.Empty);
        var ordered = new List<Body>();
        var open = new Stack<Body>(below[Guid.Empty].Reverse());
        while (open.TryPop(out var body))
        {
            ordered.Add(body);
            foreach (var child in below[body.Id].Reverse())
            {
                open.Push(child);
            }
        }

        return new StructureAbout(
            date, OrganisationLine.Of(register, register.Find(id)!, day), StructureLine.Of(register, id, day, structure), [.. ordered.Select(b => About(index, structure, b, day, named))],
            [.. structure.Pairs.Select(p => new OverlapLine(index.Bodies[p.One].Called, index.Bodies[p.Other].Called, p.Shared, p.Either)).OrderByDescending(p => p.Shared).ThenBy(p => p.One, StringComparer.Ordinal).ThenBy(p => p.Other, StringComparer.Ordinal)],
            [.. structure.Voting.Select(v => new VotingLine(v.Kind, v.Bodies, v.Votes, v.Attends, v.NotSaid))], index.Bodies.Values.Count(b => b.OrganisationId == id));
    }

    private static BodyAbout About(BodyIndex index, Structure structure, Body b, int day, bool named) => new(
        b.Id, b.Key, b.Called, b.Kind, b.ParentId, structure.Depths[b.Id], b.FromDate, b.LastDate, b.Source,
        [.. index.PostsOf(b.Id, day).Select(p => new PostAbout(p.Key, p.Title, p.Voting, [.. index.HoldersOf(p.Id, day).Select(h => new HolderAbout(index.Persons[h.PersonId].Key, index.Persons[h.PersonId].Shown(named), h.FromDate, h.LastDate))]))], b.RecordedIn);
}

/// <summary>The measures of structure of every organisation on a day.</summary>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
/// <param name="Type">Only organisations of this type.</param>
/// <param name="KnownOn">Partial date: only what lists known by its last day say; null for all.</param>
[Question("structures", Permission.ReadStudy)]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("no-vintage", "no list of bodies was known so early")]
public sealed record Structures(string? At = null, string Type = "", string? KnownOn = null) : Question<StructureTable>
{
    /// <inheritdoc/>
    public override async Task<StructureTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var then = await BodiesThen.OfAsync(asking, KnownOn);
        var index = then.Bodies;
        var type = Type.Trim();
        bool Asked(Guid id) => then.Register(id).Find(id) is { } o && (type.Length == 0 || then.Register(id).TypeOn(id, day) == type);
        var lines = index.Organisations.Where(Asked).Select(o => StructureLine.Of(then.Register(o), o, day, index.StructureOf(o, day))).Where(l => l.Bodies > 0).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Key, StringComparer.Ordinal).ToList();
        var with = lines.Select(l => l.Organisation).ToHashSet();
        IReadOnlyList<string> types = [.. index.Organisations.Select(o => then.Register(o).TypeOn(o, day)).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new StructureTable(
            date, lines, then.Known.Organisations.Count(o => Asked(o.Id) && o.Period().Holds(day) && !with.Contains(o.Id)), index.Bodies.Count, types) { TypeNames = [.. types.Select(t => then.Standing.Rules.NameOn(t, day))] };
    }
}

/// <summary>Careers: the posts of each person through time, across organisations. Names only of persons in public office, and only for roles that read the material or keep participants.</summary>
/// <param name="Person">Only this person, by the study’s id; empty for all.</param>
/// <param name="Across">Only persons with posts in more than one organisation.</param>
/// <param name="KnownOn">Partial date: only what lists known by its last day say; null for all.</param>
[Question("careers", Permission.ReadStudy)]
[Refuses("unknown", "the register has no such person, or had none then")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-vintage", "no list of bodies was known so early")]
public sealed record Careers(string Person = "", bool Across = false, string? KnownOn = null) : Question<IReadOnlyList<Career>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Career>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (then, named) = (await BodiesThen.OfAsync(asking, KnownOn), await BodyIndex.NamedAsync(asking));
        var index = then.Bodies;
        var asked = (Person ?? "").Trim();
        if (asked.Length > 0 && index.Persons.Values.All(p => p.Key != asked))
        {
            Asking.Refuse("unknown", $"The register has no person “{asked}”{(string.IsNullOrWhiteSpace(KnownOn) ? "" : $" as known on {KnownOn.Trim()}")}.", "Write the id as the page of careers shows it.");
        }

        var of = index.Holdings.ToLookup(h => h.PersonId);
        return [.. index.Persons.Values.Where(p => asked.Length == 0 || p.Key == asked).OrderBy(p => p.Key, NaturalOrder.Instance).Select(p => Line(then, index, p, of[p.Id], named)).Where(c => !Across || c.Organisations > 1)];
    }

    private static Career Line(BodiesThen then, BodyIndex index, RegisterPerson person, IEnumerable<PostHolding> holdings, bool named)
    {
        var posts = holdings.OrderBy(h => h.FromDay ?? int.MinValue).ThenBy(h => h.EndDay ?? int.MaxValue).ThenBy(h => h.Id).Select(h =>
        {
            var post = index.Posts[h.PostId];
            var body = index.Bodies[post.BodyId];
            return new CareerPost(body.OrganisationId, then.Register(body.OrganisationId).NameOf(body.OrganisationId, h.FromDay ?? body.FromDay ?? 0), body.Called, post.Title, h.FromDate, h.LastDate, h.Source, h.FromDay, h.EndDay);
        }).ToList();
        return new Career(person.Key, person.Shown(named), person.PublicOffice, posts.Select(p => p.Organisation).Distinct().Count(), posts);
    }
}
