using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Records a time in the field.</summary>
/// <param name="Name">Name as listed, unique in the study.</param>
/// <param name="Kind">Interview, meeting, focus group or document visit.</param>
/// <param name="Date">Partial date.</param>
/// <param name="Minutes">Length, where known; 1 to 1,440.</param>
/// <param name="Site">Where.</param>
/// <param name="Phase">In which phase.</param>
/// <param name="Participants">Who was heard.</param>
/// <param name="Sources">The texts that record it.</param>
[Act("add-encounter", Permission.KeepMaterial, Tells = "encounters")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has an encounter of that name")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("bad-length", "the length is not between one minute and a day")]
[Refuses("unknown", "there is no such site, phase, participant or source")]
[Refuses("not-approved", "an approval of the study, the site or a participant is recorded, and none of its kind covers the date")]
[Refuses("no-contact", "a participant withdrew from further contact, and the encounter is not from before")]
public sealed record AddEncounter(
    string Name, EncounterKind Kind, string? Date = null, int? Minutes = null, Guid? Site = null, Guid? Phase = null,
    IReadOnlyList<Guid>? Participants = null, IReadOnlyList<Guid>? Sources = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name of the encounter");
        if (await acting.Context.Set<Encounter>().AnyAsync(e => e.Name == name, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already an encounter “{name}”.", "Choose another name, such as one with the date in it.");
        }

        if (Minutes is < 1 or > 1440)
        {
            Acting.Refuse("bad-length", $"An encounter of {Minutes} minutes cannot be.", "Give its length in minutes, from 1 to 1,440, or leave it out.");
        }

        var encounter = acting.Add(new Encounter
        {
            Name = name,
            Kind = Kind,
            Date = Dates.Read(Date)?.ToString(),
            Minutes = Minutes,
            SiteId = Site is { } site ? (await acting.FindAsync<Site>(site)).Id : null,
            PhaseId = Phase is { } phase ? (await acting.FindAsync<Phase>(phase)).Id : null,
        });
        var heard = new List<Participant>();
        foreach (var participant in (Participants ?? []).Distinct())
        {
            heard.Add(await acting.FindAsync<Participant>(participant));
            acting.Add(new Attendance { EncounterId = encounter.Id, ParticipantId = heard[^1].Id });
        }

        await Consent.ConsentChecks.RefuseContactAsync(acting, heard, Dates.Read(Date));
        await Approvals.ApprovalsKept.RefuseUncoveredAsync(acting, Dates.Read(Date), Site is { } at ? (await acting.FindAsync<Site>(at)).Name : null, heard.ConvertAll(p => p.Pseudonym));

        foreach (var source in (Sources ?? []).Distinct())
        {
            (await acting.FindAsync<Source>(source)).EncounterId = encounter.Id;
        }

        return new Added(encounter.Id);
    }
}

/// <summary>Says where a source belongs: which encounter it records, or which site it comes from.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Encounter">The encounter that it records; null for none.</param>
/// <param name="Site">The site that it comes from where it records no encounter; null for none.</param>
[Act("place-source", Permission.KeepMaterial, Tells = "sources")]
[Refuses("unknown", "there is no such source, encounter or site")]
public sealed record PlaceSource(Guid Source, Guid? Encounter = null, Guid? Site = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var source = await acting.FindAsync<Source>(Source);
        source.EncounterId = Encounter is { } encounter ? (await acting.FindAsync<Encounter>(encounter)).Id : null;
        var site = Site is { } id ? await acting.FindAsync<Site>(id) : null;
        var links = await acting.Context.Set<SourceSite>().AsTracking().Where(l => l.SourceId == source.Id).ToListAsync(acting.Cancel);
        links.Where(l => l.SiteId != site?.Id).ToList().ForEach(acting.Remove);
        if (site is not null && links.TrueForAll(l => l.SiteId != site.Id))
        {
            acting.Add(new SourceSite { SourceId = source.Id, SiteId = site.Id });
        }

        return new Added(source.Id);
    }
}

/// <summary>Says on what ground a source may be quoted.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Basis">The consent of its participants, a public record, or consent held on paper for the whole source.</param>
[Act("set-quoting-basis", Permission.KeepParticipants, Tells = "sources")]
[Refuses("unknown", "there is no such source")]
public sealed record SetQuotingBasis(Guid Source, QuotingBasis Basis) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var source = await acting.FindAsync<Source>(Source);
        source.QuotingBasis = Basis;
        return new Added(source.Id);
    }
}

/// <summary>Gives a source another name.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Name">Its new name.</param>
[Act("rename-source", Permission.KeepMaterial, Tells = "sources")]
[Refuses("unknown", "there is no such source")]
[Refuses("empty", "the name is empty")]
public sealed record RenameSource(Guid Source, string Name) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var source = await acting.FindAsync<Source>(Source);
        source.Name = Acting.Given(Name, "The name of the source");
        return new Added(source.Id);
    }
}
