using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Studies;

/// <summary>Memos, as files.</summary>
public static class MemoTables
{
    /// <summary>Every table of memos.</summary>
    public static IReadOnlyList<TableExport> All { get; } = [TableExport.Of<MemoRows, IReadOnlyList<MemoLine>>("memos", "Memos with what they are on and linked to", Memos)];

    /// <summary>A memo a row.</summary>
    public static PlainTable Memos(IReadOnlyList<MemoLine> memos)
    {
        ArgumentNullException.ThrowIfNull(memos);
        return PlainTable.Of(
            "memos", memos, ("title", m => m.Title.Length > 0 ? m.Title : null), ("memo", m => m.Words), ("kind", m => m.Kind), ("on", m => m.On), ("links", m => m.Links.Count == 0 ? null : string.Join("; ", m.Links.Select(l => $"{l.Kind} {l.Name}"))),
            ("author", m => m.Author), ("written", m => m.WrittenAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)), ("id", m => m.Id));
    }

    /// <summary>Maps the document.</summary>
    internal static void MapMemos(this IEndpointRouteBuilder routes) => routes.MapGet("/api/studies/{study}/memos.docx", async (HttpContext http, Workshop workshop, Visit visit) => Results.File(
            (await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), (MemoFile)FormReader.Read(typeof(MemoFile), http.Request.Query), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted)).Bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "memos.docx"))
        .WithName("memos-docx").WithTags("Tables").WithSummary("memos, as a document for word processors");
}
