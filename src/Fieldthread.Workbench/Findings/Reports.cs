using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Findings;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Begins a report.</summary>
/// <param name="Title">Title.</param>
/// <param name="Text">Its text in the report language.</param>
/// <param name="Slug">Short name in addresses; made from the title where null.</param>
[Act("add-report", Permission.WriteFindings, Tells = "reports")]
[Refuses("empty", "the title is empty")]
[Refuses("name-taken", "the study has a report of that short name")]
public sealed record AddReport(string Title, string Text = "", string? Slug = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var title = Acting.Given(Title, "The title");
        var slug = Core.Basics.Slug.Of(string.IsNullOrWhiteSpace(Slug) ? title : Slug);
        slug = slug.Length > 0 ? slug : "report";
        if (await acting.Context.Set<Report>().AnyAsync(r => r.Slug == slug, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a report “{slug}”.", "Choose another title or short name.");
        }

        return new Added(acting.Add(new Report { Slug = slug, Title = title, Text = ReportTexts.Clean(Text) }).Id, slug);
    }
}

/// <summary>Saves a report’s title and text.</summary>
/// <param name="Report">Short name.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">Its text in the report language.</param>
/// <param name="Base">Number of the act on whose text the writer worked; null to save whatever stands there.</param>
[Act("edit-report", Permission.WriteFindings, Tells = "reports")]
[Refuses("unknown", "there is no such report")]
[Refuses("empty", "the title is empty")]
[Refuses("changed-meanwhile", "somebody else saved it after the writer opened it")]
public sealed record EditReport(string Report, string Title, string Text, long? Base = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var report = await ReportTexts.FindAsync(acting, Report);
        if (Base is { } based && report.RecordedIn > based)
        {
            Acting.Refuse("changed-meanwhile", $"Somebody else saved this report in act {report.RecordedIn}, after you opened it (act {based}).", "Copy your text, open the report again and bring the two together; nothing of theirs was overwritten.");
        }

        (report.Title, report.Text) = (Acting.Given(Title, "The title"), ReportTexts.Clean(Text));
        return new Added(report.Id, report.Slug);
    }
}

/// <summary>What acts on reports share.</summary>
internal static class ReportTexts
{
    public static string Clean(string text) => WellFormedText.Repair(text.ReplaceLineEndings("\n"), out _);

    public static async Task<Report> FindAsync(Acting acting, string slug) =>
        await acting.Context.Set<Report>().AsTracking().FirstOrDefaultAsync(r => r.Slug == slug, acting.Cancel)
        ?? throw new RefusedException(new Refusal("unknown", $"There is no report “{slug}” in this study.", "List the reports with: fieldthread report list."));
}

/// <summary>The reports of the study.</summary>
[Question("reports", Permission.ReadMaterial)]
public sealed record ReportList : Question<IReadOnlyList<ReportLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ReportLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return await asking.Context.All<Report>().OrderBy(r => r.Slug).Select(r => new ReportLine(r.Slug, r.Title, r.Text, r.RecordedIn)).ToListAsync(asking.Cancel);
    }
}

/// <summary>A report being written.</summary>
/// <param name="Slug">Short name.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">Its text in the report language.</param>
/// <param name="Act">The act that last saved it.</param>
public sealed record ReportLine(string Slug, string Title, string Text, long Act);

/// <summary>Checks every quotation, number and word of quantity of a report. Texts, codings and encounters are read as the cut holds them; definitions, claims and consent as they are now.</summary>
/// <param name="Report">Short name of the report.</param>
/// <param name="Cut">Name of the cut; null for the study as it is.</param>
/// <param name="Text">A text to check in its place, as when it is being written; null for what is saved.</param>
[Question("report-check", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such report")]
[Refuses("unknown-cut", "there is no such cut")]
public sealed record CheckReport(string Report, string? Cut = null, string? Text = null) : Question<CheckedReport>
{
    /// <inheritdoc/>
    public override async Task<CheckedReport> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var saved = await asking.Context.All<Report>().Where(r => r.Slug == Report).Select(r => r.Text).FirstOrDefaultAsync(asking.Cancel);
        if (saved is null)
        {
            Asking.Refuse("unknown", $"There is no report “{Report}” in this study.", "List the reports with: fieldthread report list.");
        }

        var reading = ReportReader.Read(Text ?? saved);
        var ledger = await Ledger.OfAsync(asking, await CutView.OfAsync(asking.Context, Cut, asking.Cancel));
        var lines = ReportVerifier.Check(reading.Report, ledger.Evidence, ledger.Claims);
        IReadOnlyList<Remark> remarks = lines.Count > 0 ? reading.Remarks : [new Remark(RemarkWeight.Guessed, "report", CheckedReport.OpensOntoNothing), .. reading.Remarks];
        return new CheckedReport(lines.Count(l => l.Stops), lines, remarks, ledger.Act, ReportPreview.Write(reading.Report, lines, ledger.Evidence));
    }
}

/// <summary>A report with its check.</summary>
/// <param name="Stops">How many things stop its publication.</param>
/// <param name="Lines">A line for each quotation, number, word of quantity and claim.</param>
/// <param name="Remarks">What else the reader saw.</param>
/// <param name="Act">The act up to which the evidence was read.</param>
/// <param name="Preview">The report as it will read, a fragment of HTML with the state of each line in its place.</param>
public sealed record CheckedReport(int Stops, IReadOnlyList<ReportCheck> Lines, IReadOnlyList<Remark> Remarks, long Act, string Preview)
{
    /// <summary>The remark on a report without a line of evidence: it may be published, and whoever publishes it is told.</summary>
    public const string OpensOntoNothing = "Nothing in this report opens onto evidence: no quotation, number, word of quantity or claim in it is bound to any.";
}
