using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Sampling;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Choices of sites, from a table of candidates.</summary>
internal static class ChoiceRoutes
{
    /// <summary>Maps the form and the route that choose.</summary>
    public static void MapChoices(this IEndpointRouteBuilder routes) => routes.MapUpload(
        "choose-sites", "sites/choices", "sites/choices", "choose sites among candidates: one CSV file or .xlsx workbook with a line for each; kinds, rules, with, without, leaveOut and published are lists, one a line",
        (files, form) => new ChooseSites(
            One(files), form["title"].ToString(), form["reason"].ToString(), Number(form["size"].ToString()), Objective(form["objective"].ToString()), form["kinds"].ToString(), form["rules"].ToString(), form["with"].ToString(), form["without"].ToString(),
            form["leaveOut"].ToString(), form["published"].ToString()),
        "title", "reason", "size", "objective", "kinds", "rules", "with", "without", "leaveOut", "published");

    private static GivenFile? One(IReadOnlyList<Upload> files) => files.Where(f => f.Bytes.Length > 0).ToList() switch
    {
        [] => null,
        [var one] => new GivenFile(one.Name, one.Bytes),
        var many => throw new RefusedException(new Refusal("bad-field", $"{many.Count} files were sent, and a choice is made among the candidates of one.", "Choose one.")),
    };

    private static int Number(string text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new RefusedException(new Refusal("bad-field", $"“{text}” is not a number of sites.", "Write a whole number, 2 or more."));

    private static SampleObjective Objective(string text) => text.Length == 0
        ? SampleObjective.MaxSum
        : Enum.TryParse<SampleObjective>(text, ignoreCase: true, out var objective) && Enum.IsDefined(objective)
            ? objective
            : throw new RefusedException(new Refusal("bad-field", $"“{text}” is no way to choose.", "Write maxSum, maxMin or representative."));
}
