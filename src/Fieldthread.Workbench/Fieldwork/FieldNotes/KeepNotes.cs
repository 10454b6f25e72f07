using Fieldthread.Core.Fieldwork.Guides;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.FieldNotes;

/// <summary>Adds a template for field notes.</summary>
/// <param name="Name">Name, unique in the study; that of a template of the program takes its headings where none are given.</param>
/// <param name="Headings">Headings, a line each; what to write below one stands behind a bar.</param>
/// <param name="About">When to use it.</param>
[Act("add-note-template", Permission.KeepMaterial, Tells = "guides")]
[Refuses("empty", "the name is empty, or no heading is given and the program has no template of that name")]
[Refuses("too-long", "it has more than forty headings")]
[Refuses("name-taken", "the study has a template of that name, or one heading stands twice")]
public sealed record AddNoteTemplate(string Name, string Headings = "", string About = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = new NoteTemplate();
        await FillAsync(acting, row, Name, Headings, About);
        return new Added(acting.Add(row).Id);
    }

    internal static async Task FillAsync(Acting acting, NoteTemplate row, string name, string given, string about)
    {
        row.Name = Acting.Given(name, "The name of the template");
        var starter = NoteTemplates.Starters.FirstOrDefault(s => s.Name.Equals(row.Name, StringComparison.OrdinalIgnoreCase));
        var headings = NoteTemplates.Parse(Acting.Clean(given)) is { Count: > 0 } own ? own : starter?.Headings ?? [];
        if (headings.Count == 0 || headings.Any(h => h.Heading.Length == 0))
        {
            Acting.Refuse("empty", headings.Count == 0 ? "The template has no heading." : "A line begins with a bar, without a heading before it.", "Write a heading a line; what to write below it stands behind a bar, as: Decisions | What was decided, and how.");
        }

        if (headings.Count > NoteTemplates.MostHeadings)
        {
            Acting.Refuse("too-long", $"A template of {headings.Count} headings is filled by nobody.", $"Take at most {NoteTemplates.MostHeadings}, or make two templates.");
        }

        if (headings.GroupBy(h => h.Heading, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            Acting.Refuse("name-taken", $"The heading “{twice.Key}” stands twice.", "Give each heading words of its own.");
        }

        if (await acting.Context.Set<NoteTemplate>().AnyAsync(t => t.Name == row.Name && t.Id != row.Id, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a template “{row.Name}”.", "Choose another name.");
        }

        (row.Headings, row.About) = (NoteTemplates.Write(headings), Acting.Clean(about) is { Length: > 0 } said ? said : starter?.About ?? "");
    }
}

/// <summary>Changes a template by which no note was written yet.</summary>
/// <param name="Template">Which template.</param>
/// <param name="Name">Its name.</param>
/// <param name="Headings">Headings, a line each.</param>
/// <param name="About">When to use it.</param>
[Act("edit-note-template", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such template")]
[Refuses("in-use", "notes were written by it, and its headings would change")]
[Refuses("empty", "the name is empty, or there is no heading")]
[Refuses("too-long", "it has more than forty headings")]
[Refuses("name-taken", "the study has another template of that name, or one heading stands twice")]
public sealed record EditNoteTemplate(Guid Template, string Name, string Headings, string About = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<NoteTemplate>(Template);
        var before = row.Headings;
        await AddNoteTemplate.FillAsync(acting, row, Name, Headings, About);
        if (row.Headings != before && await acting.Context.Set<FieldNote>().CountAsync(n => n.TemplateId == row.Id, acting.Cancel) is > 0 and var written)
        {
            Acting.Refuse("in-use", $"{(written == 1 ? "One field note was" : $"{written} field notes were")} written by “{row.Name}”, so its headings stay.", "Add another template.");
        }

        return new Added(row.Id);
    }
}

/// <summary>Takes a template away by which no note was written.</summary>
/// <param name="Template">Which template.</param>
[Act("remove-note-template", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such template")]
[Refuses("in-use", "notes were written by it")]
public sealed record RemoveNoteTemplate(Guid Template) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<NoteTemplate>(Template);
        if (await acting.Context.Set<FieldNote>().AnyAsync(n => n.TemplateId == row.Id, acting.Cancel))
        {
            Acting.Refuse("in-use", $"Field notes were written by “{row.Name}”.", "It stays, so that it can be read by what they were written.");
        }

        acting.Remove(row);
        return new Added(Template);
    }
}

/// <summary>A heading with what was written below it.</summary>
/// <param name="Heading">Heading of the template.</param>
/// <param name="Words">What was written; empty for nothing.</param>
public sealed record NoteEntry(string Heading, string Words);

/// <summary>Writes the field note of an encounter by a template. It becomes a source of the encounter, with the headings that were filled: it is coded, searched, revised and erased as other sources are.</summary>
/// <param name="Encounter">Of which encounter.</param>
/// <param name="Template">By which template.</param>
/// <param name="Entries">What was written, by heading.</param>
/// <param name="Day">When it was written; a partial date, today where empty.</param>
/// <param name="Name">Name of the source; made from that of the encounter where empty.</param>
[Act("write-field-note", Permission.KeepMaterial, Tells = "sources")]
[Refuses("unknown", "there is no such encounter or template, or the template has no such heading")]
[Refuses("empty", "nothing was written below any heading")]
[Refuses("bad-date", "the day is no date of the calendar, or lies in the future")]
[Refuses("name-taken", "the study has a source of that name")]
public sealed record WriteFieldNote(Guid Encounter, Guid Template, IReadOnlyList<NoteEntry> Entries, string Day = "", string Name = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (encounter, template) = (await acting.FindAsync<Encounter>(Encounter), await acting.FindAsync<NoteTemplate>(Template));
        var headings = NoteTemplates.Parse(template.Headings);
        var written = Entries.Where(e => Acting.Clean(e.Words).Length > 0).ToList();
        if (written.Find(e => !headings.Any(h => h.Heading == e.Heading)) is { } odd)
        {
            Acting.Refuse("unknown", $"The template “{template.Name}” has no heading “{odd.Heading}”.", $"It has: {string.Join("; ", headings.Select(h => h.Heading))}.");
        }

        if (written.Count == 0)
        {
            Acting.Refuse("empty", "Nothing was written below any heading.", "Write below one of them at least.");
        }

        var day = Consent.ConsentChecks.Past(acting, Day)?.ToString() ?? Dates.Today(acting.Services).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var name = Acting.Clean(Name);
        var taken = (await acting.Context.Set<Source>().Select(s => s.Name).ToListAsync(acting.Cancel)).ToHashSet(StringComparer.Ordinal);
        if (name.Length == 0)
        {
            // Two observers of one meeting write a note each.
            name = "Field note, " + encounter.Name;
            for (var next = 2; taken.Contains(name); next++)
            {
                name = $"Field note {next}, {encounter.Name}";
            }
        }
        else if (taken.Contains(name))
        {
            Acting.Refuse("name-taken", $"There is already a source “{name}”.", "Choose another name, or leave it empty.");
        }

        var text = NoteTemplates.Fill(headings.SelectMany(h => written.Where(e => e.Heading == h.Heading)).Select(e => (e.Heading, Acting.Clean(e.Words).ReplaceLineEndings("\n"))));
        var source = acting.Add(new Source { Name = name, EncounterId = encounter.Id });
        await TextLanding.LandAsync(acting, [(source.Id, PreparedText.Of(text))]);
        acting.Add(new FieldNote { SourceId = source.Id, TemplateId = template.Id, AuthorId = acting.Me, Day = day });
        return new Added(source.Id);
    }
}
