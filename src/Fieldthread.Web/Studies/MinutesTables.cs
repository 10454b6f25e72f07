using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies.Minutes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Studies;

/// <summary>Minutes and decisions, as files.</summary>
public static class MinutesTables
{
    /// <summary>Every table of them.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<MinutesList, IReadOnlyList<MinutesLine>>("minutes", "Analysis meetings with who was there and how much was decided", Minutes),
        TableExport.Of<DecisionList, IReadOnlyList<DecisionLine>>("decisions", "Decisions of analysis meetings with what they touch", Decisions),
    ];

    /// <summary>A meeting a row.</summary>
    public static PlainTable Minutes(IReadOnlyList<MinutesLine> minutes)
    {
        ArgumentNullException.ThrowIfNull(minutes);
        return PlainTable.Of(
            "minutes", minutes, ("date", m => m.Date), ("meeting", m => m.Title), ("present", m => m.Present.Count == 0 ? null : string.Join("; ", m.Present)), ("others", m => m.Others.Length > 0 ? m.Others : null), ("discussed", m => m.Discussed.Length > 0 ? m.Discussed : null),
            ("decisions", m => m.Decisions.Count), ("written by", m => m.WrittenBy), ("written", m => m.WrittenAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)), ("id", m => m.Id));
    }

    /// <summary>A decision a row.</summary>
    public static PlainTable Decisions(IReadOnlyList<DecisionLine> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        return PlainTable.Of(
            "decisions", decisions, ("date", d => d.Date), ("meeting", d => d.Meeting), ("number", d => d.Ordinal), ("decision", d => d.Words), ("touches", d => d.Touches.Count == 0 ? null : string.Join("; ", d.Touches.Select(t => $"{t.Kind} {t.Name}"))), ("id", d => d.Id), ("minutes", d => d.Minutes));
    }

    /// <summary>Maps the document.</summary>
    internal static void MapMinutes(this IEndpointRouteBuilder routes) => routes.MapGet("/api/studies/{study}/minutes.docx", async (HttpContext http, Workshop workshop, Visit visit) => Results.File(
            (await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), (MinutesFile)FormReader.Read(typeof(MinutesFile), http.Request.Query), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted)).Bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "minutes.docx"))
        .WithName("minutes-docx").WithTags("Tables").WithSummary("minutes of analysis meetings, as a document for word processors; minutes: one meeting’s");
}
