using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Answers;
using Fieldthread.Workbench.Fieldwork.AutoCoding;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Coding by rule and the grid of answers, as files.</summary>
public static class AutoCodeTables
{
    /// <summary>Every table of them.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<AutoRuns, IReadOnlyList<AutoRunLine>>("auto-runs", "Runs of coding by rule", Runs),
        TableExport.Of<AutoRunCodings, AutoRunPage>("auto-run", "The codings of a run of coding by rule", Codings),
        TableExport.Of<OpenItems, IReadOnlyList<OpenItem>>("open-items", "Open items and how far they are coded", Items),
        new TableExport("auto-preview", "What a rule would code, before anything is coded", async (http, workshop, actor) =>
        {
            var question = (AutoCodePreview)FormReader.Read(typeof(AutoCodePreview), http.Request.Query) with { Leaving = true, Show = int.MaxValue, After = null };
            return Preview(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), question, actor, ActRoutes.KnownOf(http), http.RequestAborted));
        }),
        new TableExport("answer-grid", "Answers to an open item with their codes", async (http, workshop, actor) =>
        {
            var question = (AnswerGrid)FormReader.Read(typeof(AnswerGrid), http.Request.Query) with { Leaving = true, Take = int.MaxValue };
            return Answers(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), question, actor, ActRoutes.KnownOf(http), http.RequestAborted));
        }),
    ];

    /// <summary>A row a stretch that would be coded, those that are passed over included.</summary>
    public static PlainTable Preview(AutoPreview shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return PlainTable.Of(
            "auto-preview", shown.Hits, ("number", h => h.Number), ("source", h => h.SourceName), ("site", h => h.Site), ("speaker", h => h.Speaker), ("place", h => h.Place.Length > 0 ? h.Place : null), ("start", h => h.Start), ("end", h => h.End),
            ("before", h => h.Before), ("words", h => h.Words), ("behind", h => h.Behind), ("code", h => h.Code.Length > 0 ? h.Code : null), ("question", h => h.Asked), ("state", h => h.Already ? "coded so already" : "would be coded"));
    }

    /// <summary>A row a run.</summary>
    public static PlainTable Runs(IReadOnlyList<AutoRunLine> runs) => PlainTable.Of(
        "auto-runs", runs, ("looked for", r => r.InWords), ("into", r => r.Into), ("by", r => r.Author), ("at", r => r.At), ("act", r => r.Act), ("made", r => r.Made), ("confirmed", r => r.Confirmed), ("proposed", r => r.Proposed), ("dropped", r => r.Dropped), ("why", r => r.Note));

    /// <summary>A row a coding.</summary>
    public static PlainTable Codings(AutoRunPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return PlainTable.Of(
            "auto-run", page.Codings, ("source", c => c.SourceName), ("site", c => c.Site), ("start", c => c.Start), ("end", c => c.End), ("words", c => c.Words), ("code", c => c.Code), ("coder", c => c.Coder),
            ("state", c => c.ConfirmedAt is null ? "proposed" : "confirmed"), ("confirmed by", c => c.ConfirmedBy), ("id", c => c.Id.ToString()));
    }

    /// <summary>A row an answer: what is known of the respondent, then the codes.</summary>
    public static PlainTable Answers(AnswerPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new PlainTable(
            "answers", ["wave", "respondent", "answer", .. page.Columns.Select(c => c.Name), "codes", "coders"],
            [.. page.Rows.Select(r => (IReadOnlyList<object?>)[r.Wave, r.Respondent, r.Words, .. r.About, string.Join("; ", r.Codings.Select(c => c.Path).Distinct(StringComparer.Ordinal)), string.Join("; ", r.Codings.Select(c => c.Coder).Distinct(StringComparer.Ordinal))])]);
    }

    /// <summary>A row an item and wave.</summary>
    public static PlainTable Items(IReadOnlyList<OpenItem> items) => PlainTable.Of(
        "open-items", items.SelectMany(i => i.Waves.Select(w => (i, w))), ("item", x => x.i.Key), ("question", x => x.i.Question), ("wave", x => x.w.Name), ("answers", x => x.w.Answers), ("coded", x => x.w.Coded));
}
