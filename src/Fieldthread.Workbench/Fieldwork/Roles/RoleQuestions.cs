using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Roles;

/// <summary>Roles of participants through time.</summary>
[Question("roles-held", Permission.ReadStudy)]
public sealed record RolesOfStudy : Question<IReadOnlyList<RoleLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<RoleLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var people = await context.All<Participant>().ToDictionaryAsync(p => p.Id, p => p.Pseudonym, cancel);
        var sites = await context.All<Site>().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var rows = (await context.All<RoleHeld>().AsNoTracking().ToListAsync(cancel)).Where(r => people.ContainsKey(r.ParticipantId));
        return [.. rows.OrderBy(r => people[r.ParticipantId], NaturalOrder.Instance).ThenBy(r => r.FromDay ?? int.MinValue).ThenBy(r => r.Id)
            .Select(r => new RoleLine(r.Id, r.ParticipantId, people[r.ParticipantId], r.Role, r.SiteId is { } site ? sites.GetValueOrDefault(site) : null, r.SiteId, r.FromDate, r.LastDate))];
    }
}

/// <summary>A role that somebody held.</summary>
/// <param name="Id">The role held.</param>
/// <param name="Participant">Who.</param>
/// <param name="Pseudonym">Their pseudonym.</param>
/// <param name="Role">The role.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="SiteId">The site, or null.</param>
/// <param name="From">Partial date from which, or null where not known.</param>
/// <param name="To">Partial date of the last day, or null while it is so.</param>
public sealed record RoleLine(Guid Id, Guid Participant, string Pseudonym, string Role, string? Site, Guid? SiteId, string? From, string? To);

/// <summary>A participant with their roles and all times they were heard.</summary>
/// <param name="Participant">Who.</param>
[Question("participant", Permission.ReadStudy)]
[Refuses("unknown", "there is no such participant")]
public sealed record ShowParticipant(Guid Participant) : Question<ParticipantPage>
{
    /// <inheritdoc/>
    public override async Task<ParticipantPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var person = await context.All<Participant>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == Participant, cancel)
            ?? throw new RefusedException(new Refusal("unknown", "There is no such participant in this study.", "Look in the list under Sites and people."));
        var field = await new Field().AskAsync(asking);
        var then = await RolesThen.OfAsync(context, cancel);
        var sites = await context.All<Site>().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var met = (await context.All<Attendance>().Where(a => a.ParticipantId == Participant).Select(a => a.EncounterId).ToListAsync(cancel)).ToHashSet();
        var heard = field.Encounters.Where(e => met.Contains(e.Id)).Select(e =>
        {
            var (role, site) = then.Of(person, e.Date);
            return new HeardThen(e.Id, e.Name, e.Kind, e.Date, e.Phase, role, site is { } at ? sites.GetValueOrDefault(at) : null);
        }).ToList();
        var attributes = !await asking.MayAsync(Permission.ReadMaterial) ? [] : (await context.All<Classifying.ParticipantAttribute>().AsNoTracking().Where(a => a.ParticipantId == Participant && a.Value != "").ToListAsync(cancel)).OrderBy(a => a.Name, NaturalOrder.Instance).Select(a => new NamedValue(a.Name, a.Value)).ToList();
        return new ParticipantPage(field.Participants.Single(p => p.Id == Participant), person.SiteId, [.. (await new RolesOfStudy().AskAsync(asking)).Where(r => r.Participant == Participant)], heard, attributes);
    }
}

/// <summary>A participant.</summary>
/// <param name="Line">As they are listed.</param>
/// <param name="Site">Their site, or null.</param>
/// <param name="Roles">Their roles through time, the first first.</param>
/// <param name="Heard">When they were heard, in time.</param>
/// <param name="Attributes">What else is said of them; nothing for who does not read the material.</param>
public sealed record ParticipantPage(ParticipantLine Line, Guid? Site, IReadOnlyList<RoleLine> Roles, IReadOnlyList<HeardThen> Heard, IReadOnlyList<NamedValue> Attributes);

/// <summary>A time at which somebody was heard.</summary>
/// <param name="Id">The encounter.</param>
/// <param name="Encounter">Its name.</param>
/// <param name="Kind">Its kind in words.</param>
/// <param name="Date">Its partial date, or null.</param>
/// <param name="Phase">Name of the phase, or null.</param>
/// <param name="Role">Their role then; empty where none is said.</param>
/// <param name="Site">Name of their site then, or null.</param>
public sealed record HeardThen(Guid Id, string Encounter, string Kind, string? Date, string? Phase, string Role, string? Site);

/// <summary>An attribute with its value.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Value">Its value.</param>
public sealed record NamedValue(string Name, string Value);
