using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Roles;

/// <summary>Says which role a participant held over a time. A role that is still open and began before ends where this one begins.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Role">The role.</param>
/// <param name="Site">Where they held it; null for no site.</param>
/// <param name="From">Partial date from which; null where not known.</param>
/// <param name="To">Partial date of the last day; null while it is so.</param>
[Act("add-role", Permission.KeepParticipants, Tells = "participants")]
[Refuses("unknown", "there is no such participant or site")]
[Refuses("empty", "the role is empty, or no date is said: then the role belongs with the participant")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("held-already", "the participant held another role in some of that time")]
public sealed record AddRole(Guid Participant, string Role, Guid? Site = null, string? From = null, string? To = null) : Act<RoleAdded>
{
    /// <inheritdoc/>
    public override async Task<RoleAdded> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = new RoleHeld { ParticipantId = (await acting.FindAsync<Participant>(Participant)).Id };
        var when = await RoleFields.FillAsync(acting, row, Role, Site, From, To);
        var others = await acting.Context.Set<RoleHeld>().AsTracking().Where(r => r.ParticipantId == row.ParticipantId).OrderBy(r => r.Id).ToListAsync(acting.Cancel);
        var open = when.From is { } from && RoleTerms.Before(from) is { } before
            ? others.Find(o => o.LastDate is null && (o.Term.When.From is not { } began || began.First < from.First)) is { } found ? (Row: found, Last: before) : default
            : default;
        RoleFields.RefuseHeld(others.Where(o => o.Id != open.Row?.Id), when);
        if (open.Row is not null)
        {
            open.Row.When(RoleHeld.Written(open.Row.FromDate, open.Last.ToString()));
        }

        return new RoleAdded(acting.Add(row).Id, open.Row?.Role, open.Row is null ? null : open.Last.ToString());
    }
}

/// <summary>A role was added.</summary>
/// <param name="Id">The role.</param>
/// <param name="Ended">The role that was still open and ends by it, or null.</param>
/// <param name="Last">Its last day then, or null.</param>
public sealed record RoleAdded(Guid Id, string? Ended, string? Last);

/// <summary>Corrects a role that a participant held. Everything is said anew: what is not named is taken away.</summary>
/// <param name="Held">Which role held.</param>
/// <param name="Role">The role.</param>
/// <param name="Site">Where they held it; null for no site.</param>
/// <param name="From">Partial date from which; null where not known.</param>
/// <param name="To">Partial date of the last day; null while it is so.</param>
[Act("edit-role", Permission.KeepParticipants, Tells = "participants")]
[Refuses("unknown", "there is no such role held, or no such site")]
[Refuses("empty", "the role is empty, or no date is said")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("held-already", "the participant held another role in some of that time")]
public sealed record EditRole(Guid Held, string Role, Guid? Site = null, string? From = null, string? To = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<RoleHeld>(Held);
        var when = await RoleFields.FillAsync(acting, row, Role, Site, From, To);
        RoleFields.RefuseHeld(await acting.Context.Set<RoleHeld>().AsNoTracking().Where(r => r.ParticipantId == row.ParticipantId && r.Id != row.Id).OrderBy(r => r.Id).ToListAsync(acting.Cancel), when);
        return new Added(row.Id);
    }
}

/// <summary>Takes away that a participant held a role for a time.</summary>
/// <param name="Held">Which role held.</param>
[Act("remove-role", Permission.KeepParticipants, Tells = "participants")]
[Refuses("unknown", "there is no such role held")]
public sealed record RemoveRole(Guid Held) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<RoleHeld>(Held);
        acting.Remove(row);
        return new Added(row.Id);
    }
}

/// <summary>Corrects what stands with a participant. Everything is said anew. Consent has acts of its own.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Pseudonym">As it stands before their turns in a transcript; unique in the study.</param>
/// <param name="Role">Role that counts on days for which no dated role is said.</param>
/// <param name="Site">Site that counts on such days.</param>
[Act("edit-participant", Permission.KeepParticipants, Tells = "participants")]
[Refuses("unknown", "there is no such participant or site")]
[Refuses("empty", "the pseudonym is empty")]
[Refuses("name-taken", "the study has another participant of that pseudonym")]
[Refuses("labelled", "turns in texts bear the pseudonym, and would be nobody’s")]
public sealed record EditParticipant(Guid Participant, string Pseudonym, string Role = "", Guid? Site = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Participant>(Participant);
        var pseudonym = Acting.Given(Pseudonym, "The pseudonym");
        if (pseudonym != row.Pseudonym)
        {
            if (await acting.Context.Set<Participant>().AnyAsync(p => p.Pseudonym == pseudonym && p.Id != row.Id, acting.Cancel))
            {
                Acting.Refuse("name-taken", $"There is already a participant “{pseudonym}”.", "Choose another pseudonym.");
            }

            var turns = (await acting.Context.Set<Passage>().Where(p => p.Speaker != null && p.Speaker.Contains(row.Pseudonym)).Select(p => p.Speaker!).ToListAsync(acting.Cancel)).Count(s => s.Trim() == row.Pseudonym);
            if (turns > 0)
            {
                Acting.Refuse("labelled", $"{(turns == 1 ? "One turn" : $"{turns} turns")} in the texts of the study bear the label “{row.Pseudonym}”; they would be nobody’s.", "Leave the pseudonym, or enter the new one as a participant of their own.");
            }
        }

        (row.Pseudonym, row.Role, row.SiteId) = (pseudonym, Acting.Clean(Role), Site is { } site ? (await acting.FindAsync<Site>(site)).Id : null);
        return new Added(row.Id);
    }
}

/// <summary>What adding and correcting a role do alike.</summary>
internal static class RoleFields
{
    public static async Task<WrittenPeriod> FillAsync(Acting acting, RoleHeld row, string role, Guid? site, string? from, string? to)
    {
        var when = RegisterDates.Read(from, to);
        if (when.From is null && when.Last is null)
        {
            Acting.Refuse("empty", "No date is said of this role.", "Say from when or until when; a role without dates stands with the participant.");
        }

        (row.Role, row.SiteId) = (Acting.Given(role, "The role"), site is { } id ? (await acting.FindAsync<Site>(id)).Id : null);
        row.When(when);
        return when;
    }

    public static void RefuseHeld(IEnumerable<RoleHeld> others, WrittenPeriod when)
    {
        if (RoleTerms.Against(others.Select(o => o.Term), when) is { } other)
        {
            Acting.Refuse("held-already", $"They were {other.Role} {other.When.InWords}, which is some of that time.", "One role counts at a time: correct that one first, or give another time.");
        }
    }
}
