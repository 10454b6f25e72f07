using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>What recording and correcting an encounter do alike.</summary>
internal static class EncounterFields
{
    public static async Task FillAsync(Acting acting, Encounter row, string name, EncounterKind kind, string? date, int? minutes, Guid? site, Guid? phase)
    {
        row.Name = Acting.Given(name, "The name of the encounter");
        if (await acting.Context.Set<Encounter>().AnyAsync(e => e.Name == row.Name && e.Id != row.Id, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already an encounter “{row.Name}”.", "Choose another name, such as one with the date in it.");
        }

        if (minutes is < 1 or > 1440)
        {
            Acting.Refuse("bad-length", $"An encounter of {minutes} minutes cannot be.", "Give its length in minutes, from 1 to 1,440, or leave it out.");
        }

        (row.Kind, row.Date, row.Minutes) = (kind, Dates.Read(date)?.ToString(), minutes);
        row.SiteId = site is { } where ? (await acting.FindAsync<Site>(where)).Id : null;
        row.PhaseId = phase is { } when ? (await acting.FindAsync<Phase>(when)).Id : null;
    }

    /// <summary>Puts down who was heard, and takes away who was not.</summary>
    public static async Task<List<Participant>> HeardAsync(Acting acting, Encounter row, IReadOnlyList<Guid>? participants)
    {
        var heard = new List<Participant>();
        var there = await acting.Context.Set<Attendance>().AsTracking().Where(a => a.EncounterId == row.Id).ToListAsync(acting.Cancel);
        foreach (var id in (participants ?? []).Distinct())
        {
            heard.Add(await acting.FindAsync<Participant>(id));
            if (!there.Exists(a => a.ParticipantId == id))
            {
                acting.Add(new Attendance { EncounterId = row.Id, ParticipantId = id });
            }
        }

        there.Where(a => !heard.Exists(p => p.Id == a.ParticipantId)).ToList().ForEach(acting.Remove);
        return heard;
    }

    /// <summary>Refuses what consent or the approvals do not allow.</summary>
    public static async Task RefuseAsync(Acting acting, Encounter row, List<Participant> heard, List<Participant> asked)
    {
        await Consent.ConsentChecks.RefuseContactAsync(acting, asked, Dates.Kept(row.Date));
        await Approvals.ApprovalsKept.RefuseUncoveredAsync(acting, Dates.Kept(row.Date), row.SiteId is { } at ? (await acting.FindAsync<Site>(at)).Name : null, heard.ConvertAll(p => p.Pseudonym));
    }

    /// <summary>Puts down how it was held. A row is kept only where something is said.</summary>
    public static async Task DetailAsync(Acting acting, Encounter encounter, EncounterDetail said, IReadOnlyList<Guid>? observers)
    {
        if (said.GuideVersionId is { } id)
        {
            var version = await acting.FindAsync<GuideVersion>(id);
            if (Dates.Kept(version.Day) is { } from && Dates.Kept(encounter.Date) is { } met && from.First > met.Last)
            {
                Acting.Refuse("guide-later", $"Version {version.Number} of the guide is of {version.Day}, and the encounter was {encounter.Date}.", "Name the version that was used then, or correct one of the days.");
            }
        }

        var there = await acting.Context.Set<EncounterDetail>().AsTracking().FirstOrDefaultAsync(d => d.EncounterId == encounter.Id, acting.Cancel);
        var (type, others) = (Acting.Clean(said.MeetingType), Acting.Clean(said.OthersThere));
        if (said is { Channel: Core.Fieldwork.EncounterChannel.NotSaid, Mode: Core.Fieldwork.EncounterMode.NotSaid, Kept: Core.Fieldwork.EncounterKept.NotSaid, GuideVersionId: null } && type.Length == 0 && others.Length == 0)
        {
            if (there is not null)
            {
                acting.Remove(there);
            }
        }
        else
        {
            there ??= acting.Add(new EncounterDetail { EncounterId = encounter.Id });
            (there.Channel, there.Mode, there.Kept, there.MeetingType, there.OthersThere, there.GuideVersionId) = (said.Channel, said.Mode, said.Kept, type, others, said.GuideVersionId);
        }

        var rows = await acting.Context.Set<EncounterObserver>().AsTracking().Where(o => o.EncounterId == encounter.Id).ToListAsync(acting.Cancel);
        var wanted = (observers ?? []).ToHashSet();
        rows.Where(o => !wanted.Contains(o.PersonId)).ToList().ForEach(acting.Remove);
        foreach (var person in wanted.Where(w => !rows.Exists(o => o.PersonId == w)))
        {
            acting.Add(new EncounterObserver { EncounterId = encounter.Id, PersonId = (await acting.FindAsync<Person>(person)).Id });
        }
    }
}
