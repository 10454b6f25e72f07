using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Findings.Checklists;

/// <summary>What somebody wrote to an item of a checklist.</summary>
[Table("checklist_texts", "text to an item of a checklist")]
[NoTwoAlike(nameof(ChecklistText.List), nameof(ChecklistText.Item))]
public sealed class ChecklistText : Evidence
{
    /// <summary>Which list.</summary>
    public ChecklistKind List { get; set; }

    /// <summary>Number of the item.</summary>
    public string Item { get; set; } = "";

    /// <summary>What was written; may repeat a participant’s words.</summary>
    [Words]
    public string Text { get; set; } = "";

    /// <summary>Who wrote it.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset WrittenAt { get; set; }
}
