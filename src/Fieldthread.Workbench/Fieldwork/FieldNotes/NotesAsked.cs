using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Guides;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.FieldNotes;

/// <summary>Templates for field notes, those of the study and those of the program that it has not taken.</summary>
[Question("note-templates", Permission.ReadStudy)]
public sealed record NoteTemplateList : Question<IReadOnlyList<NoteTemplateLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<NoteTemplateLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var rows = (await asking.Context.All<NoteTemplate>().AsNoTracking().ToListAsync(asking.Cancel)).OrderBy(t => t.Name, NaturalOrder.Instance).ToList();
        var written = (await asking.Context.All<FieldNote>().AsNoTracking().Select(n => n.TemplateId).ToListAsync(asking.Cancel)).CountBy(t => t).ToDictionary();
        return
        [
            .. rows.Select(t => new NoteTemplateLine(t.Id, t.Name, t.About, NoteTemplates.Parse(t.Headings), written.GetValueOrDefault(t.Id))),
            .. NoteTemplates.Starters.Where(s => !rows.Exists(t => t.Name.Equals(s.Name, StringComparison.OrdinalIgnoreCase))).Select(s => new NoteTemplateLine(null, s.Name, s.About, s.Headings, 0)),
        ];
    }
}

/// <summary>A template.</summary>
/// <param name="Id">The template; null for one of the program that the study has not taken.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">When to use it.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Notes">How many notes were written by it.</param>
public sealed record NoteTemplateLine(Guid? Id, string Name, string About, IReadOnlyList<NoteHeading> Headings, int Notes);

/// <summary>An encounter with all that is said of it.</summary>
/// <param name="Encounter">Which encounter.</param>
[Question("encounter", Permission.ReadStudy)]
[Refuses("unknown", "there is no such encounter")]
public sealed record ShowEncounter(Guid Encounter) : Question<EncounterPage>
{
    /// <inheritdoc/>
    public override async Task<EncounterPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var row = await asking.Context.All<Encounter>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == Encounter, asking.Cancel)
            ?? throw new RefusedException(new Refusal("unknown", "There is no such encounter in this study.", "Look in the list under Sites and people."));
        var line = (await new Field().AskAsync(asking)).Encounters.Single(e => e.Id == Encounter);
        var detail = await asking.Context.All<EncounterDetail>().AsNoTracking().FirstOrDefaultAsync(d => d.EncounterId == Encounter, asking.Cancel) ?? new EncounterDetail();
        var heard = await asking.Context.All<Attendance>().AsNoTracking().Where(a => a.EncounterId == Encounter).Select(a => a.ParticipantId).ToListAsync(asking.Cancel);
        var observers = await asking.Context.All<EncounterObserver>().AsNoTracking().Where(o => o.EncounterId == Encounter).Select(o => o.PersonId).ToListAsync(asking.Cancel);
        var people = await asking.Context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var templates = await asking.Context.All<NoteTemplate>().AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, asking.Cancel);
        var notes = (await asking.Context.All<FieldNote>().AsNoTracking().ToListAsync(asking.Cancel)).ToDictionary(n => n.SourceId);
        var sources = (await asking.Context.All<Source>().AsNoTracking().Where(s => s.EncounterId == Encounter).Select(s => new { s.Id, s.Name }).ToListAsync(asking.Cancel)).OrderBy(s => s.Name, NaturalOrder.Instance)
            .Select(s => new EncounterSource(s.Id, s.Name, notes.TryGetValue(s.Id, out var note) ? templates.GetValueOrDefault(note.TemplateId) : null, note?.AuthorId is { } who ? people.GetValueOrDefault(who) : null, note?.Day)).ToList();
        var asked = (await new LinesOfInquiry().AskAsync(asking)).Asked.Where(a => a.Encounter == row.Name).ToList();
        var (then, sites) = (await Roles.RolesThen.OfAsync(asking.Context, asking.Cancel), await asking.Context.All<Site>().AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Name, asking.Cancel));
        var there = (await asking.Context.All<Participant>().AsNoTracking().Where(p => heard.Contains(p.Id)).ToListAsync(asking.Cancel)).OrderBy(p => p.Pseudonym, NaturalOrder.Instance)
            .Select(p => then.Of(p, row.Date) is var (role, site) ? new HeardPerson(p.Id, p.Pseudonym, role, site is { } at ? sites.GetValueOrDefault(at) : null) : null!).ToList();
        return new EncounterPage(line, row.Kind, row.SiteId, row.PhaseId, heard, detail.GuideVersionId, observers, detail.Channel, detail.Mode, detail.Kept, sources, asked) { People = there };
    }
}

/// <summary>An encounter.</summary>
/// <param name="Line">As it is listed.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Site">Its site, or null.</param>
/// <param name="Phase">Its phase, or null.</param>
/// <param name="Heard">Who was heard.</param>
/// <param name="Version">The version of a guide that was used, or null.</param>
/// <param name="Observers">Who of the team asked or observed.</param>
/// <param name="Channel">By what way people met.</param>
/// <param name="Mode">In what manner it was held.</param>
/// <param name="Kept">How it was kept.</param>
/// <param name="Sources">The sources that record it.</param>
/// <param name="Asked">The lines of inquiry after which its guide asks.</param>
public sealed record EncounterPage(
    EncounterLine Line, EncounterKind Kind, Guid? Site, Guid? Phase, IReadOnlyList<Guid> Heard, Guid? Version, IReadOnlyList<Guid> Observers, EncounterChannel Channel, EncounterMode Mode, EncounterKept Kept,
    IReadOnlyList<EncounterSource> Sources, IReadOnlyList<AskedAfter> Asked)
{
    /// <summary>Who was heard, with role and site as they were then.</summary>
    public required IReadOnlyList<HeardPerson> People { get; init; }
}

/// <summary>Somebody who was heard.</summary>
/// <param name="Id">The participant.</param>
/// <param name="Pseudonym">Their pseudonym.</param>
/// <param name="Role">Their role then; empty where none is said.</param>
/// <param name="Site">Name of their site then, or null.</param>
public sealed record HeardPerson(Guid Id, string Pseudonym, string Role, string? Site);

/// <summary>A source of an encounter.</summary>
/// <param name="Id">The source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Template">The template by which it was written, where it is a field note; else null.</param>
/// <param name="Author">Who wrote the note, or null.</param>
/// <param name="Day">When it was written, or null.</param>
public sealed record EncounterSource(Guid Id, string Name, string? Template, string? Author, string? Day);
