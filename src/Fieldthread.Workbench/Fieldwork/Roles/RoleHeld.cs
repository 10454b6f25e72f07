using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Roles;

/// <summary>A role that a participant held for a time, and where. On days that no such row holds, the role and the site with the participant stand.</summary>
[Table("roles_held", "role held")]
public sealed class RoleHeld : Evidence, IDated
{
    /// <summary>Who.</summary>
    [RefersTo(typeof(Participant))]
    public Guid ParticipantId { get; set; }

    /// <summary>The role.</summary>
    public string Role { get; set; } = "";

    /// <summary>Where they held it; null where they belonged to no site.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }

    internal RoleTerm Term => new(Role, SiteId, Written(FromDate, LastDate));

    internal static WrittenPeriod Written(string? from, string? last) => new(from is null ? null : PartialDate.Parse(from), last is null ? null : PartialDate.Parse(last));
}

/// <summary>The role and the site of participants as they were when they were heard.</summary>
internal sealed class RolesThen
{
    private readonly ILookup<Guid, RoleTerm> terms;

    private RolesThen(ILookup<Guid, RoleTerm> terms) => this.terms = terms;

    /// <summary>Every role that is dated.</summary>
    public IEnumerable<string> Roles => terms.SelectMany(t => t).Select(t => t.Role);

    /// <summary>Reads them, through any view.</summary>
    public static async Task<RolesThen> OfAsync(StudyContext context, CancellationToken cancel) =>
        new((await context.All<RoleHeld>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel)).ToLookup(r => r.ParticipantId, r => r.Term));

    /// <summary>Role and site on the first day of a partial date; those that stand with the participant where no dated role holds that day, or the date is not known.</summary>
    public (string Role, Guid? Site) Of(Participant person, string? date) =>
        date is not null && PartialDate.TryParse(date, out var day) && RoleTerms.On(terms[person.Id], day.First) is { } then ? (then.Role, then.Site) : (person.Role, person.SiteId);

    /// <summary>Roles of somebody that are dated.</summary>
    public IEnumerable<RoleTerm> Of(Guid person) => terms[person];
}
