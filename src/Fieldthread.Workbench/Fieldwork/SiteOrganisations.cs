using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Which organisation of the register a site was, and over what time. It undoes the site’s pseudonym, so only those who keep participants see it.</summary>
[Table("site_organisations", "organisation of a site")]
public sealed class SiteOrganisation : Evidence, IDated
{
    /// <summary>Which site.</summary>
    [RefersTo(typeof(Site))]
    public Guid SiteId { get; set; }

    /// <summary>Which organisation.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }
}

/// <summary>Says which organisation of the register a site is, or was over a time.</summary>
/// <param name="Site">Which site.</param>
/// <param name="Organisation">The organisation: its key or one of its codes, as the register writes it, or its id.</param>
/// <param name="From">Partial date from which; null where not known.</param>
/// <param name="To">Partial date of the last day; null while it is so.</param>
[Act("bind-site", Permission.KeepParticipants, Tells = "sites")]
[Refuses("unknown", "there is no such site, or no such organisation in the register")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("bound-already", "the site stands for that organisation in some of that time already")]
public sealed record BindSite(Guid Site, string Organisation, string? From = null, string? To = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var site = await acting.FindAsync<Site>(Site);
        var organisation = await OrganisationLookup.FindAsync(acting, Organisation);
        var row = new SiteOrganisation { SiteId = site.Id, OrganisationId = organisation }.When(RegisterDates.Read(From, To));
        var there = await acting.Context.Set<SiteOrganisation>().Where(b => b.SiteId == site.Id && b.OrganisationId == organisation).ToListAsync(acting.Cancel);
        if (there.Exists(b => b.Period().Overlaps(row.Period())))
        {
            Acting.Refuse("bound-already", "The site stands for that organisation in some of that time already.", "Take that away first, or give another time.");
        }

        return new Added(acting.Add(row).Id);
    }
}

/// <summary>Takes away that a site stands for an organisation.</summary>
/// <param name="Binding">Which binding.</param>
[Act("unbind-site", Permission.KeepParticipants, Tells = "sites")]
[Refuses("unknown", "there is no such binding")]
public sealed record UnbindSite(Guid Binding) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<SiteOrganisation>(Binding);
        acting.Remove(row);
        return new Added(row.Id);
    }
}

/// <summary>Which organisations the sites are.</summary>
[Question("site-organisations", Permission.KeepParticipants)]
public sealed record SiteOrganisations : Question<IReadOnlyList<BoundSite>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<BoundSite>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var register = await RegisterIndex.OfAsync(asking);
        var sites = await asking.Context.All<Site>().ToDictionaryAsync(s => s.Id, s => s.Name, asking.Cancel);
        var bound = (await asking.Context.All<SiteOrganisation>().ToListAsync(asking.Cancel)).Where(b => sites.ContainsKey(b.SiteId));
        return [.. bound.OrderBy(b => sites[b.SiteId], NaturalOrder.Instance).ThenBy(b => b.FromDay ?? int.MinValue).ThenBy(b => b.Id)
            .Select(b => new BoundSite(b.Id, b.SiteId, sites[b.SiteId], b.OrganisationId, register.NameOf(b.OrganisationId, b.EndDay is { } end ? end - 1 : int.MaxValue), b.FromDate, b.LastDate))];
    }
}

/// <summary>A site that stands for an organisation.</summary>
/// <param name="Id">The binding.</param>
/// <param name="Site">The site.</param>
/// <param name="SiteName">Its pseudonym.</param>
/// <param name="Organisation">The organisation.</param>
/// <param name="OrganisationName">Its name, as it was at the end of that time.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
public sealed record BoundSite(Guid Id, Guid Site, string SiteName, Guid Organisation, string OrganisationName, string? From, string? To);

/// <summary>Which organisations the sites are, for people.</summary>
internal sealed class ReadableSiteOrganisations : IReadablePart
{
    public IReadOnlyList<string> Contents => ["site-organisations.csv  which organisation of the register a site is; it gives the pseudonyms of sites away"];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var sites = await context.Set<Site>().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var organisations = await context.Set<Organisation>().ToDictionaryAsync(o => o.Id, o => o.Key, cancel);
        await archive.WriteTextAsync("site-organisations.csv", async text =>
        {
            await Csv.LineAsync(text, "site", "organisation", "from", "to");
            foreach (var b in await context.Set<SiteOrganisation>().OrderBy(b => b.Id).ToListAsync(cancel))
            {
                await Csv.LineAsync(text, sites[b.SiteId], organisations[b.OrganisationId], b.FromDate, b.LastDate);
            }
        });
    }
}
