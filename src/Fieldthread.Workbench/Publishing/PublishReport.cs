using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Findings;
using Fieldthread.Formats.Publishing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Publishing;

/// <summary>Publishes a report on a cut, once every quotation, number and word of quantity holds. A published version is never changed; another version follows it.</summary>
/// <param name="Report">Short name of the report.</param>
/// <param name="Cut">Name of the cut that every number is made on.</param>
/// <param name="SecondPerson">Name of the second person who read the omissions that take away a negation; needed only where there are any.</param>
[Act("publish-report", Permission.Publish, CanBeUndone = false, Tells = "publications")]
[Refuses("unknown", "there is no such report")]
[Refuses("unknown-cut", "there is no such cut")]
[Refuses("does-not-hold", "a quotation is altered, missing or not consented to, a number differs, a word of quantity is broken, or a key stands for no evidence")]
[Refuses("needs-second-person", "an omission or insertion takes away a negation, and nobody else has confirmed it")]
public sealed record PublishReport(string Report, string Cut, string? SecondPerson = null) : Act<Published>
{
    /// <inheritdoc/>
    public override async Task<Published> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var report = await ReportTexts.FindAsync(acting, Report);
        var cut = await acting.Context.Set<Cut>().FirstOrDefaultAsync(c => c.Name == Cut, acting.Cancel)
            ?? throw new RefusedException(new Refusal("unknown-cut", $"There is no cut called “{Cut}” in this study.", "Freeze one first: fieldthread cut freeze NAME."));
        var ledger = await Ledger.OfAsync(acting, Views.Of(acting.Context.Study, cut));
        var built = Build.Check(report.Text, ledger);
        await RefuseWhatDoesNotHoldAsync(acting, built.Checks);
        var version = 1 + (await acting.Context.Set<Publication>().Where(p => p.ReportId == report.Id).MaxAsync(p => (int?)p.Version, acting.Cancel) ?? 0);
        var head = await acting.Context.Set<StudyHead>().SingleAsync(h => h.Id == acting.Context.Study, acting.Cancel);
        var study = await acting.Context.Set<StudyDetail>().Select(d => d.Name).FirstAsync(acting.Cancel);
        var address = $"/p/{head.Slug}/{report.Slug}/v{version}";
        var credits = await StudyCreditsReading.ReadAsync(acting.Context, DateOnly.FromDateTime(acting.Now.UtcDateTime), acting.Cancel);
        var page = built.Page(ledger, study, $"Version {version}", cut.Name, cut.Act) with { Links = [new("Record", $"/p/{head.Slug}/{report.Slug}/record")], Foot = credits.InWords };
        var publication = acting.Add(new Publication
        {
            ReportId = report.Id,
            CutId = cut.Id,
            Version = version,
            Title = built.Report.Head.Title.Length > 0 ? built.Report.Head.Title : report.Title,
            Text = report.Text,
            Page = ReportHtml.Write(page with { OtherVariant = address + "/text" }),
            TextOnlyPage = ReportHtml.WriteTextOnly(page with { OtherVariant = address }),
            Checks = Json.Write(built.Checks),
            HeadHash = head.HeadHash,
            PublishedAt = acting.Now,
        });
        acting.Add(new PublicationCredit { PublicationId = publication.Id, Content = Json.Write(credits) });
        return new Published(report.Slug, version, address, built.Checks.Count);
    }

    private async Task RefuseWhatDoesNotHoldAsync(Acting acting, IReadOnlyList<ReportCheck> checks)
    {
        var stops = checks.Where(c => c.Stops).ToList();
        if (stops.Count > 0)
        {
            Acting.Refuse("does-not-hold", $"{(stops.Count == 1 ? "One thing stops" : $"{stops.Count} things stop")} publication. Line {stops[0].Line}: {stops[0].Message}", "Open the report’s check, mend each line that stops, and publish again.");
        }

        var doubtful = checks.Where(c => c.NeedsSecondPerson).ToList();
        if (doubtful.Count == 0)
        {
            return;
        }

        var second = (SecondPerson ?? "").Trim();
        var team = await acting.Context.Set<Person>().Where(p => p.Role != null && p.Id != acting.Me).Select(p => p.Name).ToListAsync(acting.Cancel);
        if (second == acting.Actor.Name || !team.Contains(second, StringComparer.Ordinal))
        {
            Acting.Refuse("needs-second-person", $"Line {doubtful[0].Line}: {doubtful[0].Message}", "Let somebody else of the team read it against the source, and publish with their name as the second person.");
        }
    }
}

/// <summary>A report was published.</summary>
/// <param name="Report">Short name of the report.</param>
/// <param name="Version">Its version.</param>
/// <param name="Address">Where it stands, for good.</param>
/// <param name="Checked">How many quotations, numbers, words of quantity and claims were checked.</param>
public sealed record Published(string Report, int Version, string Address, int Checked);

/// <summary>A report read and checked, ready to be written.</summary>
/// <param name="Report">The text.</param>
/// <param name="Checks">Its check.</param>
internal sealed record Build(ReportDocument Report, IReadOnlyList<ReportCheck> Checks)
{
    public static Build Check(string text, Ledger ledger)
    {
        var report = ReportReader.Read(text).Report;
        return new Build(report, ReportVerifier.Check(report, ledger.Evidence, ledger.Claims));
    }

    public ReportPage Page(Ledger ledger, string study, string version, string cut, long act) =>
        new(Report, ledger.Evidence, ledger.Claims, Checks, study, version, cut, act) { SiteOrder = ledger.Sites };
}

/// <summary>A report written out on a cut without publishing it: the same page, made again.</summary>
/// <param name="Report">Short name of the report.</param>
/// <param name="Cut">Name of the cut.</param>
[Question("report-build", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such report")]
[Refuses("unknown-cut", "there is no such cut")]
public sealed record BuildReport(string Report, string Cut) : Question<BuiltReport>
{
    /// <inheritdoc/>
    public override async Task<BuiltReport> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var report = await asking.Context.All<Report>().FirstOrDefaultAsync(r => r.Slug == Report, asking.Cancel);
        if (report is null)
        {
            Asking.Refuse("unknown", $"There is no report “{Report}” in this study.", "List the reports with: fieldthread report list.");
        }

        var view = await CutView.OfAsync(asking.Context, Cut, asking.Cancel);
        var ledger = await Ledger.OfAsync(asking, view);
        var built = Build.Check(report.Text, ledger);
        var study = await asking.Context.All<StudyDetail>().Select(d => d.Name).FirstAsync(asking.Cancel);
        var credits = await StudyCreditsReading.ReadAsync(asking.Context, DateOnly.FromDateTime(asking.Services.Clock.GetUtcNow().UtcDateTime), asking.Cancel);
        var page = built.Page(ledger, study, "Draft", Cut, ledger.Act) with { Foot = credits.InWords };
        return new BuiltReport(report.Title, report.Text, built.Checks, ReportHtml.Write(page), ReportHtml.WriteTextOnly(page));
    }
}

/// <summary>A report written out.</summary>
/// <param name="Title">Title.</param>
/// <param name="Text">Its text in the report language.</param>
/// <param name="Checks">Its check; a line that stops would refuse publication.</param>
/// <param name="Page">The page, self-contained.</param>
/// <param name="TextOnlyPage">The same without pictures and styles.</param>
public sealed record BuiltReport(string Title, string Text, IReadOnlyList<ReportCheck> Checks, string Page, string TextOnlyPage);
