using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;
using Rules = Fieldthread.Core.Fieldwork.ApprovalRules;

namespace Fieldthread.Workbench.Fieldwork.Approvals;

/// <summary>The approvals of the study, how they stand today, and which encounters none of them covers.</summary>
[Question("approvals", Permission.ReadStudy)]
public sealed record ApprovalsOfStudy : Question<ApprovalOverview>
{
    /// <inheritdoc/>
    public override async Task<ApprovalOverview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var today = Dates.Today(asking.Services);
        var rows = await ApprovalsKept.ReadAsync(context, cancel);
        var all = rows.ConvertAll(r => r.Approval);
        var checks = (await context.All<ApprovalCheck>().AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancel)).ToLookup(c => c.ApprovalId);
        var people = await context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var changes = await ChangesAsync(context, today, cancel);
        var lines = rows.Select(r =>
        {
            var last = checks[r.Row.Id].LastOrDefault();
            var looked = checks[r.Row.Id].Select(c => Dates.Kept(c.Day)?.Last.DayNumber).Max();
            var period = r.Approval.When.Period;
            var recheck = r.Row.SiteId is { } site && changes[site].Any(day => day >= (period.From ?? int.MinValue) && day < (period.End ?? int.MaxValue) && !(looked >= day));
            return new ApprovalLine(
                r.Row.Id, r.Row.Kind, r.Row.Body, r.Row.Reference, r.Row.FromDate, r.Row.UntilDate, r.Row.Conditions, r.Approval.Site, r.Approval.Participant, Rules.StateOf(r.Approval, all, today), recheck,
                last?.Day, last?.Note, last?.CheckedById is { } by ? people.GetValueOrDefault(by) : null);
        });
        var outside = (await new Field().AskAsync(asking)).Encounters.Select(e => (e.Name, Why: Rules.Blocks(all, Dates.Kept(e.Date), e.Site, e.Participants))).Where(e => e.Why is not null).Select(e => new UncoveredEncounter(e.Name, e.Why!));
        return new ApprovalOverview([.. lines.OrderBy(l => l.Site is not null || l.Participant is not null).ThenBy(l => l.Site ?? l.Participant ?? "", NaturalOrder.Instance).ThenBy(l => l.Kind).ThenBy(l => l.From, StringComparer.Ordinal)], [.. outside]);
    }

    /// <summary>Days on which the organisation that a site is became part of another, came out of others, or was divided.</summary>
    private static async Task<ILookup<Guid, int>> ChangesAsync(StudyContext context, DateOnly today, CancellationToken cancel)
    {
        var bound = await context.All<SiteOrganisation>().AsNoTracking().ToListAsync(cancel);
        var ids = bound.Select(b => b.OrganisationId).Distinct().ToList();
        var parts = await context.All<RegisteredPart>().AsNoTracking().Where(p => ids.Contains(p.OrganisationId) && (p.Role == PartRole.Before || p.Role == PartRole.After || p.Role == PartRole.Continues)).Select(p => new { p.EventId, p.OrganisationId }).ToListAsync(cancel);
        var events = await context.All<RegisteredEvent>().AsNoTracking().Where(e => e.Day <= today.DayNumber && (e.Kind == ChangeKind.Merged || e.Kind == ChangeKind.Absorbed || e.Kind == ChangeKind.Split)).ToDictionaryAsync(e => e.Id, e => e.Day, cancel);
        return (from b in bound
                from p in parts
                where p.OrganisationId == b.OrganisationId && events.ContainsKey(p.EventId)
                let day = events[p.EventId]
                where day >= (b.FromDay ?? int.MinValue) && day <= (b.EndDay ?? int.MaxValue)
                select (b.SiteId, day)).ToLookup(x => x.SiteId, x => x.day);
    }
}

/// <summary>Approvals of a study.</summary>
/// <param name="Approvals">Those of the whole study first.</param>
/// <param name="Uncovered">Encounters that lie outside every approval of a kind that they need.</param>
public sealed record ApprovalOverview(IReadOnlyList<ApprovalLine> Approvals, IReadOnlyList<UncoveredEncounter> Uncovered);

/// <summary>An encounter that no approval covers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Why">Which approvals do not reach, a sentence.</param>
public sealed record UncoveredEncounter(string Name, string Why);

/// <summary>An approval.</summary>
/// <param name="Id">The approval.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Body">Who gave it.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="From">Partial date of its first day, or null.</param>
/// <param name="Until">Partial date of its last day, or null.</param>
/// <param name="Conditions">On what conditions.</param>
/// <param name="Site">Name of the site that it is of, or null.</param>
/// <param name="Participant">Pseudonym of the participant that it is of, or null.</param>
/// <param name="State">How it stands today.</param>
/// <param name="ToRecheck">True where the site’s organisation merged, was taken in or divided while it ran, and nobody has looked since.</param>
/// <param name="CheckedOn">When somebody looked last, or null.</param>
/// <param name="CheckNote">What came of it, or null.</param>
/// <param name="CheckedBy">Who looked, or null.</param>
public sealed record ApprovalLine(
    Guid Id, ApprovalKind Kind, string Body, string Reference, string? From, string? Until, string Conditions, string? Site, string? Participant, ApprovalState State, bool ToRecheck, string? CheckedOn, string? CheckNote, string? CheckedBy)
{
    /// <summary>“the study”, or the name of the site or participant.</summary>
    public string Of => Site ?? Participant ?? "the study";

    /// <summary>As the rules of approvals take it.</summary>
    public Approval AsRule() => new(Kind, Body, Reference, new WrittenPeriod(Dates.Kept(From), Dates.Kept(Until)), Site, Participant);
}

/// <summary>Approvals as the rules take them.</summary>
internal static class ApprovalsKept
{
    public static async Task<List<(ApprovalRecord Row, Approval Approval)>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var sites = await context.Set<Site>().AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var people = await context.Set<Participant>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Pseudonym, cancel);
        var rows = await context.Set<ApprovalRecord>().AsNoTracking().OrderBy(a => a.Id).ToListAsync(cancel);
        return rows.Where(r => (r.SiteId is not { } s || sites.ContainsKey(s)) && (r.ParticipantId is not { } p || people.ContainsKey(p))).Select(r => (r, new Approval(
            r.Kind, r.Body, r.Reference, new WrittenPeriod(Dates.Kept(r.FromDate), Dates.Kept(r.UntilDate)), r.SiteId is { } site ? sites[site] : null, r.ParticipantId is { } who ? people[who] : null))).ToList();
    }

    /// <summary>Refuses what no approval covers.</summary>
    /// <exception cref="RefusedException"><c>not-approved</c>.</exception>
    public static async Task RefuseUncoveredAsync(Acting acting, PartialDate? date, string? site, IReadOnlyCollection<string> people)
    {
        var all = (await ReadAsync(acting.Context, acting.Cancel)).ConvertAll(a => a.Approval);
        if (Rules.Blocks(all, date, site, people) is { } why)
        {
            Acting.Refuse("not-approved", why, "Record the renewed approval first (Fieldwork → Approvals), or correct the date. What was done without approval belongs in a report to the body that gave it.");
        }
    }
}
