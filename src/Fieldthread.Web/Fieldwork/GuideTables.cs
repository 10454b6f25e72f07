using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Guides;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Topic guides and lines of inquiry, as files.</summary>
public static class GuideTables
{
    /// <summary>Every table of them.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<LinesOfInquiry, InquiryOfStudy>("lines-of-inquiry", "Lines of inquiry with how far each was asked after", Lines),
        TableExport.Of<LinesOfInquiry, InquiryOfStudy>("asked-after", "Each line of inquiry with each encounter whose guide asks after it", Asked),
        TableExport.Of<TopicGuides, IReadOnlyList<GuideLine>>("topic-guides", "Topic guides with their versions", Guides),
        TableExport.Of<ShowGuide, GuideAsWritten>("guide-questions", "The questions of a version of a topic guide", Questions),
    ];

    /// <summary>Lines of inquiry.</summary>
    public static PlainTable Lines(InquiryOfStudy inquiry) => PlainTable.Of(
        "lines-of-inquiry", inquiry?.Lines ?? [], ("line", l => l.Label), ("sought", l => l.Sought), ("questions", l => l.Questions), ("encounters", l => l.Reach.Encounters), ("people", l => l.Reach.People), ("sites", l => l.Reach.Sites),
        ("sites without", l => string.Join("; ", l.Reach.Missing)));

    /// <summary>What was asked after, and where.</summary>
    public static PlainTable Asked(InquiryOfStudy inquiry) => PlainTable.Of(
        "asked-after", inquiry?.Asked ?? [], ("line", a => a.Line), ("encounter", a => a.Encounter), ("date", a => a.Date), ("site", a => a.Site), ("phase", a => a.Phase), ("guide", a => a.Guide), ("version", a => a.Version), ("questions", a => a.Questions),
        ("people", a => string.Join("; ", a.People)));

    /// <summary>Guides and versions.</summary>
    public static PlainTable Guides(IReadOnlyList<GuideLine> guides) => PlainTable.Of(
        "topic-guides", guides.SelectMany(g => g.Versions.Select(v => (Guide: g, Version: v))).ToList(), ("guide", r => r.Guide.Title), ("version", r => r.Version.Number), ("day", r => r.Version.Day), ("author", r => r.Version.Author),
        ("questions", r => r.Version.Questions), ("with a line", r => r.Version.Linked), ("encounters", r => r.Version.Used), ("note", r => r.Version.Note));

    /// <summary>Questions of a version.</summary>
    public static PlainTable Questions(GuideAsWritten guide) => PlainTable.Of(
        "guide-questions", guide?.Questions ?? [], ("number", q => q.Ordinal), ("section", q => q.Section), ("question", q => q.Words), ("prompts", q => string.Join("; ", q.Prompts)), ("lines of inquiry", q => string.Join("; ", q.Lines)));
}
