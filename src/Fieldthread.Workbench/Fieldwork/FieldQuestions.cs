using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Sites, participants and encounters of the study.</summary>
[Question("field", Permission.ReadStudy)]
public sealed record Field : Question<FieldLists>
{
    /// <inheritdoc/>
    public override async Task<FieldLists> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var facts = await Facts.OfAsync(asking);
        var sites = await asking.Context.All<Site>().ToListAsync(asking.Cancel);
        var names = sites.ToDictionary(s => s.Id, s => s.Name);
        var consents = await Consent.Consents.OfAsync(asking.Context, asking.Services, asking.Cancel);
        var phases = await asking.Context.All<Phase>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var people = await asking.Context.All<Participant>().ToListAsync(asking.Cancel);
        var pseudonyms = people.ToDictionary(p => p.Id, p => p.Pseudonym);
        var heard = (await asking.Context.All<Attendance>().ToListAsync(asking.Cancel)).ToLookup(a => a.EncounterId, a => a.ParticipantId);
        var encounters = await asking.Context.All<Encounter>().ToListAsync(asking.Cancel);
        var held = await HeldEncounters.OfAsync(asking.Context, asking.Cancel);
        return new FieldLists(
            sites.OrderBy(s => s.Name, NaturalOrder.Instance).Select(s => new SiteLine(s.Id, s.Name, s.About, facts.SiteOfSource.Count(at => at >= 0 && facts.Sites[at] == s.Id))).ToList(),
            people.OrderBy(p => p.Pseudonym, NaturalOrder.Instance).Select(p => new ParticipantLine(p.Id, p.Pseudonym, p.Role, Of(names, p.SiteId), consents[p.Id][ConsentScope.Quotation])).ToList(),
            encounters.OrderBy(e => e.Date, StringComparer.Ordinal).ThenBy(e => e.Name, NaturalOrder.Instance)
                .Select(e => new EncounterLine(e.Id, e.Name, Facts.KindInWords(e.Kind), e.Date, e.Minutes, Of(names, e.SiteId), Of(phases, e.PhaseId), heard[e.Id].Select(p => pseudonyms[p]).Order(NaturalOrder.Instance).ToList()) { Held = held[e.Id] }).ToList());
    }

    private static string? Of(Dictionary<Guid, string> names, Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
}

/// <summary>The field of a study.</summary>
/// <param name="Sites">Sites.</param>
/// <param name="Participants">Participants.</param>
/// <param name="Encounters">Encounters, in time.</param>
public sealed record FieldLists(IReadOnlyList<SiteLine> Sites, IReadOnlyList<ParticipantLine> Participants, IReadOnlyList<EncounterLine> Encounters);

/// <summary>A site.</summary>
/// <param name="Id">The site.</param>
/// <param name="Name">Pseudonym.</param>
/// <param name="About">What it is.</param>
/// <param name="Sources">How many sources it has.</param>
public sealed record SiteLine(Guid Id, string Name, string About, int Sources);

/// <summary>A participant.</summary>
/// <param name="Id">The participant.</param>
/// <param name="Pseudonym">Pseudonym.</param>
/// <param name="Role">Role.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="Consent">How consent to quote them stands now.</param>
public sealed record ParticipantLine(Guid Id, string Pseudonym, string Role, string? Site, ConsentState Consent);

/// <summary>An encounter.</summary>
/// <param name="Id">The encounter.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind in words.</param>
/// <param name="Date">Partial date, or null.</param>
/// <param name="Minutes">Length, or null.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="Phase">Name of the phase, or null.</param>
/// <param name="Participants">Pseudonyms of those heard.</param>
public sealed record EncounterLine(Guid Id, string Name, string Kind, string? Date, int? Minutes, string? Site, string? Phase, IReadOnlyList<string> Participants)
{
    /// <summary>How it was held.</summary>
    public required HeldAs Held { get; init; }
}

/// <summary>What was brought in, newest first, with every remark.</summary>
[Question("imports", Permission.ReadMaterial)]
public sealed record ImportList : Question<IReadOnlyList<ImportLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ImportLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var imports = await asking.Context.All<Import>().ToListAsync(asking.Cancel);
        return imports.OrderByDescending(i => i.Id).Select(i => new ImportLine(i.Id, i.FileName, i.Format, i.ProjectName, i.Origin, i.RecordedIn, Json.Read<List<Remark>>(i.Remarks))).ToList();
    }
}

/// <summary>An import.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">File.</param>
/// <param name="Format">Format.</param>
/// <param name="ProjectName">Name of the project inside, or null.</param>
/// <param name="Origin">Program that wrote it, or null.</param>
/// <param name="Act">The act that brought it in.</param>
/// <param name="Remarks">What was guessed, changed or not taken.</param>
public sealed record ImportLine(Guid Id, string FileName, string Format, string? ProjectName, string? Origin, long Act, IReadOnlyList<Remark> Remarks);
