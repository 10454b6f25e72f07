using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Recruitment;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The log of recruitment as a file, on its page and in the interface.</summary>
public static class RecruitmentRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapRecruitment(this IEndpointRouteBuilder routes) => routes.MapUpload(
        "import-recruitment", "recruitment", "recruitment", "import a log of recruitment: one CSV file or one .xlsx workbook, a step a row",
        (files, _) => files.Count == 1 ? new ImportRecruitment(new GivenFile(files[0].Name, files[0].Bytes)) : throw new RefusedException(new Refusal("unreadable", "One table is brought in at a time.", "Choose one file.")));
}
