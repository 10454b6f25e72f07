using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Publishing;

/// <summary>What the study has published, newest first.</summary>
[Question("publications", Permission.ReadPublished)]
public sealed record PublicationList : Question<IReadOnlyList<PublicationLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<PublicationLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var reports = await asking.Context.All<Report>().ToDictionaryAsync(r => r.Id, r => r.Slug, asking.Cancel);
        var cuts = await asking.Context.All<Cut>().ToDictionaryAsync(c => c.Id, asking.Cancel);
        var published = await asking.Context.All<Publication>().Select(p => new { p.ReportId, p.CutId, p.Version, p.Title, p.PublishedAt, p.HeadHash }).ToListAsync(asking.Cancel);
        return published.OrderByDescending(p => p.PublishedAt)
            .Select(p => new PublicationLine(reports[p.ReportId], p.Version, p.Title, cuts[p.CutId].Name, cuts[p.CutId].Act, p.PublishedAt, Convert.ToHexStringLower(p.HeadHash))).ToList();
    }
}

/// <summary>A published version.</summary>
/// <param name="Report">Short name of the report.</param>
/// <param name="Version">From 1.</param>
/// <param name="Title">Title.</param>
/// <param name="Cut">Name of the cut.</param>
/// <param name="Act">The last act that the cut holds.</param>
/// <param name="PublishedAt">When, UTC.</param>
/// <param name="LogHead">Hash of the log’s head before publication, hexadecimal.</param>
public sealed record PublicationLine(string Report, int Version, string Title, string Cut, long Act, DateTimeOffset PublishedAt, string LogHead);

/// <summary>What the public reads, without an account.</summary>
public static class PublicReading
{
    /// <summary>A published page by its address; null where there is none.</summary>
    /// <param name="database">The installation.</param>
    /// <param name="study">Short name of the study.</param>
    /// <param name="report">Short name of the report.</param>
    /// <param name="version">Version; null for the newest.</param>
    /// <param name="textOnly">True for the variant without pictures and styles.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<string?> PageAsync(Database database, string study, string report, int? version, bool textOnly, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (await StudyDirectory.FindAsync(database, study, cancel) is not { } id)
        {
            return null;
        }

        await using var context = database.Live(new View(id));
        var slug = await context.All<Report>().Where(r => r.Slug == report).Select(r => r.Id).FirstOrDefaultAsync(cancel);
        return await context.All<Publication>().Where(p => p.ReportId == slug && (version == null || p.Version == version)).OrderByDescending(p => p.Version)
            .Select(p => textOnly ? p.TextOnlyPage : p.Page).FirstOrDefaultAsync(cancel);
    }
}
