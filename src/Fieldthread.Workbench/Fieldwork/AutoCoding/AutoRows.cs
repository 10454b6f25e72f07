using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>One run in which texts were coded by rule: what was asked, by whom and when.</summary>
[Table("auto_runs", "run of coding by rule")]
public sealed class AutoRun : Evidence
{
    /// <summary>What was asked, as JSON of <see cref="AutoAsked"/>; the words that were looked for may be a participant’s.</summary>
    [Words(Erased = "{}")]
    public string Asked { get; set; } = "{}";

    /// <summary>Why it was run; may repeat a participant’s words.</summary>
    [Words]
    public string Note { get; set; } = "";

    /// <summary>Who ran it, and whose codings came of it.</summary>
    [RefersTo(typeof(Person))]
    public Guid AuthorId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>How many codings it made.</summary>
    public int Made { get; set; }
}

/// <summary>That a coding came of a run, and whether somebody has read and confirmed it since.</summary>
[Table("auto_codings", "origin of a coding")]
public sealed class AutoCoding : Evidence
{
    /// <summary>The coding; not held fast, for it may be removed like any other and come back by an undo.</summary>
    public Guid CodingId { get; set; }

    /// <summary>The run.</summary>
    [RefersTo(typeof(AutoRun))]
    public Guid RunId { get; set; }

    /// <summary>Who confirmed it; null while it is as the rule proposed it.</summary>
    [RefersTo(typeof(Person))]
    public Guid? ConfirmedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }
}
