using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Guides;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>A version of a topic guide as a document, on its page and in the interface.</summary>
public static class GuideRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapGuides(this IEndpointRouteBuilder routes) => routes.MapUpload(
        "import-guide-version", "guides", "guides", "import a version of a topic guide: one document; guide: the id of the guide; day; note",
        (files, form) => new ImportGuideVersion(
            Guid.TryParse(form["guide"].ToString(), out var guide) ? guide : throw new RefusedException(new Refusal("unknown", "No topic guide was named.", "Choose one and send it again.")),
            files.Count == 1 ? new GivenFile(files[0].Name, files[0].Bytes) : throw new RefusedException(new Refusal("unreadable", "One document is brought in at a time.", "Choose one file.")), form["day"].ToString(), form["note"].ToString()),
        "guide", "day", "note");
}
