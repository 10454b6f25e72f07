using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Surveys;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Surveys;

/// <summary>The tables of a survey, in.</summary>
public static class SurveyRoutes
{
    /// <summary>Maps the form and the route that take the tables of a survey.</summary>
    public static void MapSurveys(this IEndpointRouteBuilder routes) =>
        routes.MapUpload("import-survey", "surveys", "surveys", "import a survey: the CSV tables, one .xlsx workbook or one zip",
            (files, _) => new ImportSurvey(string.Join(", ", files.Select(f => f.Name)), [.. files.Select(f => new GivenFile(f.Name, f.Bytes))]));
}
