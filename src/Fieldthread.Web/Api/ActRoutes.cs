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
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fieldthread.Web.Api;

/// <summary>The JSON API: one route an act and one a question, made from the catalogue, so that none can be forgotten.</summary>
public static class ActRoutes
{
    private static readonly MethodInfo MapActMethod = typeof(ActRoutes).GetMethod(nameof(MapAct), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo MapQuestionMethod = typeof(ActRoutes).GetMethod(nameof(MapQuestion), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Acts and questions that need files have routes of their own (<see cref="FileRoutes"/>).</summary>
    public static IReadOnlySet<Type> WithFiles { get; } = new HashSet<Type> { typeof(ImportProject), typeof(ImportDocuments), typeof(Workbench.Register.ImportRegister), typeof(Workbench.Register.PreviewRegister), typeof(Workbench.Register.ImportIndicator), typeof(Workbench.Register.ImportBodies), typeof(Workbench.Surveys.ImportSurvey), typeof(ImportTracker) };

    /// <summary>Maps every act and question.</summary>
    public static void MapActsAndQuestions(this IEndpointRouteBuilder routes)
    {
        foreach (var act in Catalogue.Acts.Values.Where(a => !WithFiles.Contains(a.Type)))
        {
            MapActMethod.MakeGenericMethod(act.Type, act.Answer).Invoke(null, [routes, act]);
        }

        foreach (var question in Catalogue.Questions.Values.Where(q => !WithFiles.Contains(q.Type)))
        {
            MapQuestionMethod.MakeGenericMethod(question.Type, question.Answer).Invoke(null, [routes, question]);
        }
    }

    private static void MapAct<TAct, TAnswer>(IEndpointRouteBuilder routes, Described described)
        where TAct : Act<TAnswer>
    {
        var scope = described.Act!.Scope;
        var pattern = scope == ActScope.Study ? $"/api/studies/{{study}}/acts/{described.Name}" : $"/api/acts/{described.Name}";
        routes.MapPost(pattern, http => AnswerAsync(http, async (workshop, actor) =>
            {
                var study = scope == ActScope.Study ? await StudyOfAsync(http, workshop) : 0;
                var client = Guid.TryParse(http.Request.Headers["X-Client-Id"], out var id) ? id : (Guid?)null;
                return await workshop.DoAsync(study, await BodyAsync<TAct>(http), actor, client, cancel: http.RequestAborted);
            }))
            .WithMetadata([Described, described, new AcceptsMetadata(["application/json"], typeof(TAct)), .. Answers(typeof(Done<TAnswer>))]).WithName(described.Name).WithTags("Acts").WithSummary(described.Name.Replace('-', ' '));
    }

    private static void MapQuestion<TQuestion, TAnswer>(IEndpointRouteBuilder routes, Described described)
        where TQuestion : Question<TAnswer>
    {
        var scope = described.Type.GetCustomAttribute<QuestionAttribute>()!.Scope;
        var pattern = scope == ActScope.Study ? $"/api/studies/{{study}}/questions/{described.Name}" : $"/api/questions/{described.Name}";
        routes.MapGet(pattern, http => AnswerAsync(http, async (workshop, actor) =>
            {
                var study = scope == ActScope.Study ? await StudyOfAsync(http, workshop) : 0;
                var question = (TQuestion)FormReader.Read(typeof(TQuestion), http.Request.Query);
                return await workshop.AskAsync(study, question, actor, KnownOf(http), http.RequestAborted);
            }))
            .WithMetadata([Described, described, .. Answers(typeof(TAnswer))]).WithName("ask-" + described.Name).WithTags("Questions").WithSummary(described.Name.Replace('-', ' '));
    }

    // A handler of plain requests needs no code made at the start, as one with typed parameters does: ninety of these were a second of it.
    private static async Task AnswerAsync<T>(HttpContext http, Func<Workshop, Actor, Task<T>> answer)
    {
        var services = http.RequestServices;
        var made = await answer(services.GetRequiredService<Workshop>(), services.GetRequiredService<Visit>().Actor);
        await http.Response.WriteAsJsonAsync(made, Json.Options, http.RequestAborted);
    }

    private static async Task<T> BodyAsync<T>(HttpContext http)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("Send the act as application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await http.Request.ReadFromJsonAsync<T>(http.RequestAborted) ?? throw new BadHttpRequestException("The request has no act in it.");
        }
        catch (JsonException failure)
        {
            throw new BadHttpRequestException("The request does not hold this act as JSON.", failure);
        }
    }

    private static object[] Answers(Type answer) =>
    [
        new ProducesResponseTypeMetadata(StatusCodes.Status200OK, answer, ["application/json"]),
        new ProducesResponseTypeMetadata(StatusCodes.Status422UnprocessableEntity, typeof(Refusal), ["application/json"]),
    ];

    /// <summary>Stands for the handler in the description of the API, which lists only what has a method.</summary>
    private static MethodInfo Described { get; } = ((Func<HttpContext, Task>)(_ => Task.CompletedTask)).Method;

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
