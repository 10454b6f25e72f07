using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Board;

/// <summary>What a person said of a piece of work on a source.</summary>
[Table("work_items", "piece of work")]
[NoTwoAlike(nameof(WorkItem.SourceId), nameof(WorkItem.Kind))]
public sealed class WorkItem : Evidence
{
    /// <summary>On which source.</summary>
    [RefersTo(typeof(Source))]
    public Guid SourceId { get; set; }

    /// <summary>What is done to it.</summary>
    public WorkKind Kind { get; set; }

    /// <summary>How far it is; null where it is left to what the study knows.</summary>
    public WorkState? State { get; set; }

    /// <summary>Who does it, or is to.</summary>
    [RefersTo(typeof(Person))]
    public Guid? OwnerId { get; set; }

    /// <summary>The last day on which it is to be done; a partial date, or null.</summary>
    public string? Due { get; set; }

    /// <summary>What is to be known of it.</summary>
    [Words]
    public string Note { get; set; } = "";

    /// <summary>When it was said, UTC.</summary>
    public DateTimeOffset SaidAt { get; set; }

    /// <summary>Who said it; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? SaidById { get; set; }
}
