using Fieldthread.Core.Fieldwork;
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
/// <param name="Version">The version of a topic guide that was used.</param>
/// <param name="Observers">Who of the team asked or observed.</param>
/// <param name="Channel">By what way people met.</param>
/// <param name="Mode">In what manner it was held.</param>
/// <param name="Kept">How it was kept.</param>
/// <param name="MeetingType">Kind of meeting, as the study calls it.</param>
/// <param name="OthersThere">Who was there beside participants and team, without names.</param>
[Act("add-encounter", Permission.KeepMaterial, Tells = "encounters")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has an encounter of that name")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("bad-length", "the length is not between one minute and a day")]
[Refuses("unknown", "there is no such site, phase, participant, source, version of a guide or person")]
[Refuses("not-approved", "an approval of the study, the site or a participant is recorded, and none of its kind covers the date")]
[Refuses("no-contact", "a participant withdrew from further contact, and the encounter is not from before")]
[Refuses("guide-later", "the version of the guide is of a later day than the encounter")]
public sealed record AddEncounter(
    string Name, EncounterKind Kind, string? Date = null, int? Minutes = null, Guid? Site = null, Guid? Phase = null,
    IReadOnlyList<Guid>? Participants = null, IReadOnlyList<Guid>? Sources = null, Guid? Version = null, IReadOnlyList<Guid>? Observers = null,
    EncounterChannel Channel = EncounterChannel.NotSaid, EncounterMode Mode = EncounterMode.NotSaid, EncounterKept Kept = EncounterKept.NotSaid, string MeetingType = "", string OthersThere = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var encounter = new Encounter();
        await EncounterFields.FillAsync(acting, encounter, Name, Kind, Date, Minutes, Site, Phase);
        acting.Add(encounter);
        var heard = await EncounterFields.HeardAsync(acting, encounter, Participants);
        await EncounterFields.RefuseAsync(acting, encounter, heard, heard);
        foreach (var source in (Sources ?? []).Distinct())
        {
            (await acting.FindAsync<Source>(source)).EncounterId = encounter.Id;
        }

        await EncounterFields.DetailAsync(acting, encounter, new EncounterDetail { Channel = Channel, Mode = Mode, Kept = Kept, MeetingType = MeetingType, OthersThere = OthersThere, GuideVersionId = Version }, Observers);
        return new Added(encounter.Id);
    }
}

/// <summary>Corrects what is said of an encounter. Everything is said anew: what is not named is taken away. Its sources stay where they are.</summary>
/// <param name="Encounter">Which encounter.</param>
/// <param name="Name">Name as listed, unique in the study.</param>
/// <param name="Kind">Interview, meeting, focus group or document visit.</param>
/// <param name="Date">Partial date.</param>
/// <param name="Minutes">Length, where known; 1 to 1,440.</param>
/// <param name="Site">Where.</param>
/// <param name="Phase">In which phase.</param>
/// <param name="Participants">Who was heard.</param>
/// <param name="Version">The version of a topic guide that was used.</param>
/// <param name="Observers">Who of the team asked or observed.</param>
/// <param name="Channel">By what way people met.</param>
/// <param name="Mode">In what manner it was held.</param>
/// <param name="Kept">How it was kept.</param>
/// <param name="MeetingType">Kind of meeting, as the study calls it.</param>
/// <param name="OthersThere">Who was there beside participants and team, without names.</param>
[Act("edit-encounter", Permission.KeepMaterial, Tells = "encounters")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has another encounter of that name")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("bad-length", "the length is not between one minute and a day")]
[Refuses("unknown", "there is no such encounter, site, phase, participant, version of a guide or person")]
[Refuses("not-approved", "date, site or people change, and no approval of a kind that is recorded covers them")]
[Refuses("no-contact", "somebody who withdrew from further contact is added, or the date moved behind their withdrawal")]
[Refuses("guide-later", "the version of the guide is of a later day than the encounter")]
public sealed record EditEncounter(
    Guid Encounter, string Name, EncounterKind Kind, string? Date = null, int? Minutes = null, Guid? Site = null, Guid? Phase = null, IReadOnlyList<Guid>? Participants = null, Guid? Version = null, IReadOnlyList<Guid>? Observers = null,
    EncounterChannel Channel = EncounterChannel.NotSaid, EncounterMode Mode = EncounterMode.NotSaid, EncounterKept Kept = EncounterKept.NotSaid, string MeetingType = "", string OthersThere = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Encounter>(Encounter);
        var before = (row.Date, row.SiteId);
        var met = (await acting.Context.Set<Attendance>().Where(a => a.EncounterId == row.Id).Select(a => a.ParticipantId).ToListAsync(acting.Cancel)).ToHashSet();
        await EncounterFields.FillAsync(acting, row, Name, Kind, Date, Minutes, Site, Phase);
        var heard = await EncounterFields.HeardAsync(acting, row, Participants);
        var came = heard.FindAll(p => !met.Contains(p.Id));
        if (row.Date != before.Date || row.SiteId != before.SiteId || came.Count > 0)
        {
            // Who was rightly met stays so when a length is mended after they withdrew; a new date is judged for everybody.
            await EncounterFields.RefuseAsync(acting, row, heard, row.Date == before.Date ? came : heard);
        }

        await EncounterFields.DetailAsync(acting, row, new EncounterDetail { Channel = Channel, Mode = Mode, Kept = Kept, MeetingType = MeetingType, OthersThere = OthersThere, GuideVersionId = Version }, Observers);
        return new Added(row.Id);
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
