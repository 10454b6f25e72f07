using System.Text;
using Fieldthread.Core.Publishing;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Findings;
using Fieldthread.Formats.Publishing;
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

    /// <summary>The record of a published report; null where nothing is published under that name.</summary>
    /// <param name="database">The installation.</param>
    /// <param name="study">Short name of the study.</param>
    /// <param name="report">Short name of the report.</param>
    /// <param name="site">The installation’s own address, without a slash at its end.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<PublicRecord?> RecordAsync(Database database, string study, string report, string site, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (await StudyDirectory.FindAsync(database, study, cancel) is not { } id)
        {
            return null;
        }

        await using var context = database.Live(new View(id));
        var slug = await context.All<Report>().Where(r => r.Slug == report).Select(r => r.Id).FirstOrDefaultAsync(cancel);
        var published = await context.All<Publication>().Where(p => p.ReportId == slug).OrderByDescending(p => p.Version).ToListAsync(cancel);
        if (published.Count == 0)
        {
            return null;
        }

        var cuts = await context.All<Cut>().ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        var address = $"{site}/p/{study}/{report}";
        var versions = published.ConvertAll(p => new RecordVersion(p.Version, p.PublishedAt, $"{address}/v{p.Version}", cuts[p.CutId], Encoding.UTF8.GetByteCount(p.Page), Encoding.UTF8.GetByteCount(p.TextOnlyPage)));
        var head = ReportReader.Read(published[0].Text).Report.Head;
        string Other(string key) => head.Other.FirstOrDefault(o => o.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value ?? "";
        var work = new CitedWork(
            published[0].Title, head.Authors, head.Date, await context.All<StudyDetail>().Select(d => d.Name).FirstAsync(cancel), $"Version {published[0].Version}", versions[0].Address, Other("abstract").Trim(),
            [.. Other("keywords").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
        var newest = published[0].Id;
        var credits = await context.All<PublicationCredit>().Where(c => c.PublicationId == newest).Select(c => c.Content).FirstOrDefaultAsync(cancel);
        return new PublicRecord(work, head.Language, address + "/record", versions, credits is null ? null : Json.Read<StudyCredits>(credits));
    }
}

/// <summary>The record of a published report.</summary>
/// <param name="Work">The report as a citation needs it.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Address">Address of the record.</param>
/// <param name="Versions">Its versions, newest first.</param>
/// <param name="Credits">What the newest version said of the study; null for one published before that was kept.</param>
public sealed record PublicRecord(CitedWork Work, string Language, string Address, IReadOnlyList<RecordVersion> Versions, StudyCredits? Credits = null);
