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

/// <summary>What a published version says of the study behind it: funders, owners, contributors and disclaimer as they were that day.</summary>
[Table("publication_credits", "credits of a publication")]
public sealed class PublicationCredit : Evidence
{
    /// <summary>Which version.</summary>
    [RefersTo(typeof(Publication))]
    public Guid PublicationId { get; set; }

    /// <summary><see cref="Core.Publishing.StudyCredits"/> as JSON.</summary>
    public string Content { get; set; } = "";
}

/// <summary>The public page of a study as the lead let it out; one row a study, none where it is not public.</summary>
[Table("study_pages", "public page of the study")]
public sealed class PublicStudyPage : Evidence
{
    /// <summary><see cref="Core.Publishing.PublicStudy"/> as JSON.</summary>
    public string Content { get; set; } = "";

    /// <summary>When it was let out, UTC.</summary>
    public DateTimeOffset PublishedAt { get; set; }
}
