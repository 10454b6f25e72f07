using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.FieldNotes;

/// <summary>A template for field notes: headings with what to write below each.</summary>
[Table("note_templates", "field-note template")]
[NoTwoAlike(nameof(NoteTemplate.Name))]
public sealed class NoteTemplate : Evidence
{
    /// <summary>Name, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>When to use it.</summary>
    public string About { get; set; } = "";

    /// <summary>Headings, a line each, what to write behind a bar.</summary>
    public string Headings { get; set; } = "";
}

/// <summary>That a source is a field note that was written by a template. Its words are the source’s.</summary>
[Table("field_notes", "field note")]
[NoTwoAlike(nameof(FieldNote.SourceId))]
public sealed class FieldNote : Evidence
{
    /// <summary>The source that holds it.</summary>
    [RefersTo(typeof(Source))]
    public Guid SourceId { get; set; }

    /// <summary>By which template.</summary>
    [RefersTo(typeof(NoteTemplate))]
    public Guid TemplateId { get; set; }

    /// <summary>Who wrote it.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }

    /// <summary>When it was written; a partial date.</summary>
    public string? Day { get; set; }
}
