using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Names somebody who contributed to the study, after those who are there.</summary>
/// <param name="Name">Name as it is cited: “Given Family”, or “Family, Given”.</param>
/// <param name="Orcid">ORCID iD, with or without hyphens, or its address; may be empty.</param>
/// <param name="Roles">What they contributed, by the roles of CRediT.</param>
/// <param name="Person">The person of the team that they are, where they are one.</param>
[Act("add-contributor", Permission.KeepPeople, Tells = "team")]
[Refuses("empty", "the name is empty")]
[Refuses("bad-orcid", "the ORCID iD has not sixteen digits, or its last digit does not fit the others")]
[Refuses("orcid-taken", "another contributor has that ORCID iD")]
[Refuses("unknown", "there is no such person in the team")]
public sealed record AddContributor(string Name, string Orcid = "", IReadOnlyList<CreditRole>? Roles = null, Guid? Person = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var ordinal = 1 + (await acting.Context.Set<Contributor>().MaxAsync(c => (int?)c.Ordinal, acting.Cancel) ?? 0);
        var row = acting.Add(new Contributor { Ordinal = ordinal });
        await SetAsync(acting, row, Name, Orcid, Roles, Person);
        return new Added(row.Id);
    }

    internal static async Task SetAsync(Acting acting, Contributor row, string name, string orcid, IReadOnlyList<CreditRole>? roles, Guid? person)
    {
        row.Name = Acting.Given(name, "The name");
        row.Orcid = await ReadAsync(acting, orcid, row.Id);
        row.Roles = Json.Write((roles ?? []).Distinct().Order().ToList());
        row.PersonId = person is { } id ? (await acting.FindAsync<Person>(id)).Id : null;
    }

    private static async Task<string> ReadAsync(Acting acting, string? orcid, Guid own)
    {
        if (string.IsNullOrWhiteSpace(orcid))
        {
            return "";
        }

        if (!Core.Studies.Orcid.TryRead(orcid, out var id, out var fault))
        {
            Acting.Refuse("bad-orcid", fault, "Look it up on the person’s page at orcid.org, or leave it empty.");
        }

        if (await acting.Context.Set<Contributor>().Where(c => c.Orcid == id && c.Id != own).Select(c => c.Name).FirstOrDefaultAsync(acting.Cancel) is { } other)
        {
            Acting.Refuse("orcid-taken", $"The ORCID iD {id} is that of {other}.", "An iD belongs to one person; correct one of the two.");
        }

        return id;
    }
}

/// <summary>Corrects what is said of a contributor.</summary>
/// <param name="Contributor">Who.</param>
/// <param name="Name">Name as it is cited.</param>
/// <param name="Orcid">ORCID iD; may be empty.</param>
/// <param name="Roles">What they contributed, by the roles of CRediT.</param>
/// <param name="Person">The person of the team that they are, where they are one.</param>
[Act("edit-contributor", Permission.KeepPeople, Tells = "team")]
[Refuses("unknown", "there is no such contributor, or no such person in the team")]
[Refuses("empty", "the name is empty")]
[Refuses("bad-orcid", "the ORCID iD has not sixteen digits, or its last digit does not fit the others")]
[Refuses("orcid-taken", "another contributor has that ORCID iD")]
public sealed record EditContributor(Guid Contributor, string Name, string Orcid = "", IReadOnlyList<CreditRole>? Roles = null, Guid? Person = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Contributor>(Contributor);
        await AddContributor.SetAsync(acting, row, Name, Orcid, Roles, Person);
        return new Added(row.Id);
    }
}

/// <summary>Puts a contributor at another place in the order; the others move up or down.</summary>
/// <param name="Contributor">Who.</param>
/// <param name="Place">The new place, from 1; beyond the last counts as last.</param>
[Act("move-contributor", Permission.KeepPeople, Tells = "team")]
[Refuses("unknown", "there is no such contributor")]
[Refuses("bad-place", "the place is less than one")]
public sealed record MoveContributor(Guid Contributor, int Place) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        if (Place < 1)
        {
            Acting.Refuse("bad-place", $"There is no place {Place}.", "The first is 1.");
        }

        var row = await acting.FindAsync<Contributor>(Contributor);
        var others = await acting.Context.Set<Contributor>().AsTracking().Where(c => c.Id != row.Id).OrderBy(c => c.Ordinal).ThenBy(c => c.Id).ToListAsync(acting.Cancel);
        others.Insert(Math.Min(Place - 1, others.Count), row);
        for (var i = 0; i < others.Count; i++)
        {
            others[i].Ordinal = i + 1;
        }

        return new Added(row.Id);
    }
}

/// <summary>Takes a contributor away, with where they worked.</summary>
/// <param name="Contributor">Who.</param>
[Act("remove-contributor", Permission.KeepPeople, Tells = "team")]
[Refuses("unknown", "there is no such contributor")]
public sealed record RemoveContributor(Guid Contributor) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Contributor>(Contributor);
        foreach (var affiliation in await acting.Context.Set<Affiliation>().AsTracking().Where(a => a.ContributorId == row.Id).ToListAsync(acting.Cancel))
        {
            acting.Remove(affiliation);
        }

        acting.Remove(row);
        return new Added(row.Id);
    }
}

/// <summary>Says where a contributor works, or worked over a time.</summary>
/// <param name="Contributor">Who.</param>
/// <param name="Institution">Where.</param>
/// <param name="From">Partial date from which; null where not known.</param>
/// <param name="To">Partial date of the last day; null while it is so.</param>
[Act("add-affiliation", Permission.KeepPeople, Tells = "team")]
[Refuses("unknown", "there is no such contributor")]
[Refuses("empty", "the institution is empty")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("there-already", "the contributor is at that institution in some of that time already")]
public sealed record AddAffiliation(Guid Contributor, string Institution, string? From = null, string? To = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var who = await acting.FindAsync<Contributor>(Contributor);
        var institution = Acting.Given(Institution, "The institution");
        var when = Dates.ReadPeriod(From, To);
        var there = await acting.Context.Set<Affiliation>().Where(a => a.ContributorId == who.Id && a.Institution == institution).ToListAsync(acting.Cancel);
        if (there.Exists(a => new Core.Basics.WrittenPeriod(Dates.Kept(a.FromDate), Dates.Kept(a.LastDate)).Period.Overlaps(when.Period)))
        {
            Acting.Refuse("there-already", $"{who.Name} is at {institution} in some of that time already.", "Take that away first, or give another time.");
        }

        return new Added(acting.Add(new Affiliation { ContributorId = who.Id, Institution = institution, FromDate = when.From?.ToString(), LastDate = when.Last?.ToString() }).Id);
    }
}

/// <summary>Takes away where a contributor worked.</summary>
/// <param name="Affiliation">Which.</param>
[Act("remove-affiliation", Permission.KeepPeople, Tells = "team")]
[Refuses("unknown", "there is no such affiliation")]
public sealed record RemoveAffiliation(Guid Affiliation) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Remove(await acting.FindAsync<Affiliation>(Affiliation));
        return new Added(Affiliation);
    }
}
