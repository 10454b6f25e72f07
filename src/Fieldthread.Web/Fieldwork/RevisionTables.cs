using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Fieldwork.Revisions;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Revisions and what they carry, as files.</summary>
public static class RevisionTables
{
    /// <summary>Every table of revisions.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<RevisionsOfSource, SourceRevisions>("revisions", "The revisions of a source", Revisions),
        TableExport.Of<CompareRevisions, RevisionComparison>("revision-changes", "Lines of two revisions that differ", Changes),
        TableExport.Of<CompareRevisions, RevisionComparison>("revision-carried", "Codings and memos that a revision carried with changed words, or did not carry", Carried),
        TableExport.Of<WaitingStretches, IReadOnlyList<WaitingLine>>("waiting-stretches", "Codings and memos that wait to be placed after a revision", Waiting),
        TableExport.Of<PseudonymList, PseudonymsOfStudy>("pseudonyms", "The pseudonyms of the study, without the names that they stand for", Pseudonyms),
    ];

    /// <summary>A revision a row.</summary>
    public static PlainTable Revisions(SourceRevisions revisions)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        return PlainTable.Of(
            "revisions", revisions.Revisions, ("source", _ => revisions.Name), ("revision", r => r.Number), ("why", r => CarriedWords.Of(r.Kind)), ("reason", r => r.Reason), ("by", r => r.By),
            ("when", r => r.At?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)), ("characters", r => r.Length), ("changes", r => r.Changes));
    }

    /// <summary>Lines that differ, a place a row.</summary>
    public static PlainTable Changes(RevisionComparison compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        return PlainTable.Of("revision-changes", compared.Lines, ("line", l => l.Line), ("before", l => Words(l.Before)), ("after", l => Words(l.After)), ("taken out", l => Marked(l.Before)), ("put in", l => Marked(l.After)));
    }

    /// <summary>A coding or memo a row.</summary>
    public static PlainTable Carried(RevisionComparison compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        return PlainTable.Of(
            "revision-carried", [.. compared.Carried is { } report ? report.Waiting.Concat(report.Changed) : []], ("what", l => l.IsMemo ? "memo" : "coding"), ("code", l => l.Code), ("whose", l => l.Author), ("how", l => CarriedWords.Of(l.State)), ("carried", l => l.Becomes is null ? "no" : "yes"),
            ("start", l => l.Start), ("end", l => l.End), ("words before", l => l.Was), ("words after", l => l.Becomes), ("id", l => l.Id.ToString()));
    }

    /// <summary>A coding or memo a row.</summary>
    public static PlainTable Waiting(IReadOnlyList<WaitingLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return PlainTable.Of(
            "waiting-stretches", lines, ("source", l => l.SourceName), ("what", l => l.Code is null ? "memo" : "coding"), ("code", l => l.Code), ("whose", l => l.Author), ("why", l => CarriedWords.Of(l.Why)), ("on revision", l => l.On), ("start", l => l.Start), ("end", l => l.End),
            ("words", l => l.Was), ("newest revision", l => l.Newest), ("about there", l => l.Near), ("words there", l => l.NearWords), ("id", l => l.Id.ToString()));
    }

    /// <summary>A pseudonym a row.</summary>
    public static PlainTable Pseudonyms(PseudonymsOfStudy list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return PlainTable.Of("pseudonyms", list.Pseudonyms, ("pseudonym", p => p.Replacement), ("stands for", p => NameWords.Of(p.Kind)), ("id", p => p.Id.ToString()));
    }

    private static string Words(IEnumerable<DiffPart> parts) => string.Concat(parts.Select(p => p.Words));

    private static string Marked(IEnumerable<DiffPart> parts) => string.Join(" … ", parts.Where(p => p.Marked).Select(p => p.Words));
}
