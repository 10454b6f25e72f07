using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fieldthread.Web.Hosting;

/// <summary>The refusal that an error page shows: <c>HttpContext.Features.Get&lt;Refused&gt;()</c>.</summary>
/// <param name="Refusal">What happened and what to do.</param>
public sealed record Refused(Refusal Refusal);

/// <summary>Turns refusals and failures into answers: JSON for programs, the page <c>/error/{code}</c> for people. Never an exception's own words.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> logger)
{
    /// <summary>Under which the page that says no finds how the refused address was asked.</summary>
    internal const string Method = "method of the refused request";

    /// <summary>True for requests of scripts and programs.</summary>
    public static bool IsForPrograms(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext context)
    {
        var (path, query) = (context.Request.Path, context.Request.QueryString);
        try
        {
            await next(context);
        }
        catch (RefusedException refused) when (!context.Response.HasStarted)
        {
            Refuse(context, refused.Refusal);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = bad.StatusCode;
        }
#pragma warning disable CA1031 // The last place where a failure can be answered in words.
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            // The message of an exception can hold words of a participant; its kind and its place cannot.
            Failed(failure.GetBaseException().GetType().Name, failure.StackTrace ?? "");
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
#pragma warning restore CA1031

        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null or 0, ContentType: null })
        {
            await (IsForPrograms(context) ? WriteJsonAsync(context) : ShowPageAsync(context, path, query));
        }
    }

    /// <summary>Status by which a refusal is answered.</summary>
    public static int StatusOf(Refusal refusal) => refusal.Code switch
    {
        "not-signed-in" => StatusCodes.Status401Unauthorized,
        "not-allowed" or "withheld" => StatusCodes.Status403Forbidden,
        "unknown" or "unknown-cut" => StatusCodes.Status404NotFound,
        "client-id-conflict" => StatusCodes.Status409Conflict,
        "busy" or "disk-full" or "read-only" or "damaged" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>Answers with a refusal.</summary>
    public static void Refuse(HttpContext context, Refusal refusal)
    {
        context.Response.Clear();
        context.Response.StatusCode = StatusOf(refusal);
        context.Features.Set(new Refused(refusal));
    }

    private static Task WriteJsonAsync(HttpContext context)
    {
        var refusal = context.Features.Get<Refused>()?.Refusal ?? InWords(context.Response.StatusCode);
        return context.Response.WriteAsJsonAsync(refusal, Json.Options);
    }

    private async Task ShowPageAsync(HttpContext context, PathString path, QueryString query)
    {
        var (method, status) = (context.Request.Method, context.Response.StatusCode);
        context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature { OriginalPath = path, OriginalQueryString = query.Value, OriginalPathBase = context.Request.PathBase });
        context.Items[Method] = method;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        (context.Request.Path, context.Request.QueryString, context.Request.Method) = ($"/error/{status}", QueryString.Empty, HttpMethods.Get);
        // The page that refused has used up its renderer; the page that says so needs one of its own, or nothing is written.
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await next(context);
        }
        catch (RefusedException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
        }
        finally
        {
            context.RequestServices = services;
            (context.Request.Path, context.Request.QueryString, context.Request.Method) = (path, query, method);
            context.Features.Set<IStatusCodeReExecuteFeature>(null);
        }
    }

    /// <summary>A status in words, for errors that are no refusal of an act.</summary>
    public static Refusal InWords(int status) => status switch
    {
        400 => new("bad-request", "The request was not understood, or its form had grown old.", "Read the page again and send it once more."),
        401 => HttpContextActors.NobodySignedIn,
        403 => new("not-allowed", "You may not see or do this.", "Ask the study’s lead."),
        404 => new("unknown", "There is nothing at this address.", "Look whether it is written as it was given to you."),
        405 => new("bad-method", "This address does not take that kind of request."),
        413 => new("too-large", "What was sent is too large.", "Send it in smaller parts."),
        429 => new("too-many", "Too many requests in a short time.", "Wait a minute and try again."),
        >= 500 => new("failed", "The program failed at this. What was being done is not kept.", "Try again; if it happens again, the log of the server says where."),
        _ => new("refused", "This cannot be done."),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed with {Kind} at {Trace}")]
    private partial void Failed(string kind, string trace);
}
