using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Publishing;

/// <summary>A version of a report as it was published: its text, its page, its checks and the cut that its numbers stand on.</summary>
[Table("publications", "publication")]
public sealed class Publication : Evidence
{
    /// <summary>Which report.</summary>
    [RefersTo(typeof(Report))]
    public Guid ReportId { get; set; }

    /// <summary>The cut that every number was made on.</summary>
    [RefersTo(typeof(Cut))]
    public Guid CutId { get; set; }

    /// <summary>From 1.</summary>
    public int Version { get; set; }

    /// <summary>Title as published.</summary>
    public string Title { get; set; } = "";

    /// <summary>Text in the report language as published.</summary>
    [Words]
    public string Text { get; set; } = "";

    /// <summary>The page as published, self-contained.</summary>
    [Words]
    public string Page { get; set; } = "";

    /// <summary>The same without pictures and styles.</summary>
    [Words]
    public string TextOnlyPage { get; set; } = "";

    /// <summary>The verification that let it pass, as JSON.</summary>
    [Words]
    public string Checks { get; set; } = "";

    /// <summary>Hash of the log's head when it was published, 32 bytes.</summary>
    public byte[] HeadHash { get; set; } = [];

    /// <summary>When, UTC.</summary>
    public DateTimeOffset PublishedAt { get; set; }
}
