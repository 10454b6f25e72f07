using System.Reflection;
using System.Text.Json;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Api;

/// <summary>The JSON API: one route an act and one a question, made from the catalogue, so that none can be forgotten.</summary>
public static class ActRoutes
{
    private static readonly MethodInfo MapActMethod = typeof(ActRoutes).GetMethod(nameof(MapAct), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo MapQuestionMethod = typeof(ActRoutes).GetMethod(nameof(MapQuestion), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Acts that need files have routes of their own (<see cref="FileRoutes"/>).</summary>
    public static IReadOnlySet<Type> WithFiles { get; } = new HashSet<Type> { typeof(ImportProject), typeof(ImportDocuments) };

    /// <summary>Maps every act and question.</summary>
    public static void MapActsAndQuestions(this IEndpointRouteBuilder routes)
    {
        foreach (var act in Catalogue.Acts.Values.Where(a => !WithFiles.Contains(a.Type)))
        {
            MapActMethod.MakeGenericMethod(act.Type, act.Answer).Invoke(null, [routes, act]);
        }

        foreach (var question in Catalogue.Questions.Values)
        {
            MapQuestionMethod.MakeGenericMethod(question.Type, question.Answer).Invoke(null, [routes, question]);
        }
    }

    private static void MapAct<TAct, TAnswer>(IEndpointRouteBuilder routes, Described described)
        where TAct : Act<TAnswer>
    {
        var scope = described.Act!.Scope;
        var pattern = scope == ActScope.Study ? $"/api/studies/{{study}}/acts/{described.Name}" : $"/api/acts/{described.Name}";
        routes.MapPost(pattern, async (HttpContext http, TAct body, Workshop workshop, Visit visit) =>
            {
                var study = scope == ActScope.Study ? await StudyOfAsync(http, workshop) : 0;
                var client = Guid.TryParse(http.Request.Headers["X-Client-Id"], out var id) ? id : (Guid?)null;
                return TypedResults.Json(await workshop.DoAsync(study, body, visit.Actor, client, cancel: http.RequestAborted), Json.Options);
            })
            .WithName(described.Name).WithTags("Acts").WithSummary(described.Name.Replace('-', ' ')).Produces<Done<TAnswer>>().Produces<Refusal>(StatusCodes.Status422UnprocessableEntity);
    }

    private static void MapQuestion<TQuestion, TAnswer>(IEndpointRouteBuilder routes, Described described)
        where TQuestion : Question<TAnswer>
    {
        var scope = described.Type.GetCustomAttribute<QuestionAttribute>()!.Scope;
        var pattern = scope == ActScope.Study ? $"/api/studies/{{study}}/questions/{described.Name}" : $"/api/questions/{described.Name}";
        routes.MapGet(pattern, async (HttpContext http, Workshop workshop, Visit visit) =>
            {
                var study = scope == ActScope.Study ? await StudyOfAsync(http, workshop) : 0;
                var question = (TQuestion)FormReader.Read(typeof(TQuestion), http.Request.Query);
                return TypedResults.Json(await workshop.AskAsync(study, question, visit.Actor, KnownOf(http), http.RequestAborted), Json.Options);
            })
            .WithName("ask-" + described.Name).WithTags("Questions").WithSummary(described.Name.Replace('-', ' ')).Produces<TAnswer>().Produces<Refusal>(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The study named in the address.</summary>
    /// <exception cref="RefusedException">There is none of that name.</exception>
    public static async Task<int> StudyOfAsync(HttpContext http, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(workshop);
        var name = (string?)http.Request.RouteValues["study"] ?? "";
        return await StudyDirectory.FindAsync(workshop.Database, name, http.RequestAborted) ?? throw new RefusedException(new Refusal("unknown", $"There is no study “{name}” here."));
    }

    /// <summary>The cut named in the address, or null.</summary>
    public static string? KnownOf(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Request.Query["known"].ToString() is { Length: > 0 } known && known != "now" ? known : null;
    }
}
