using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Fieldthread.Web.Hosting;

/// <summary>Marks an endpoint whose posts need no antiforgery token because it acts for nobody signed in, as a respondent's answers under their own link.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowCrossSiteAttribute : Attribute;

/// <summary>Refuses what changes something without the token of our own form, or the header <c>RequestVerificationToken</c> of our own script. Programs with a bearer token need none: a browser never adds that by itself.</summary>
internal sealed class CrossSite(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        var safe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        if (safe || BearerTokens.Of(context) is not null || context.GetEndpoint()?.Metadata.GetMetadata<AllowCrossSiteAttribute>() is not null
            || await antiforgery.IsRequestValidAsync(context))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }
}

/// <summary>Tokens for our own forms and scripts.</summary>
public static class FormTokens
{
    /// <summary>Name of the hidden field.</summary>
    public const string Field = "__RequestVerificationToken";

    /// <summary>Name of the header for scripts.</summary>
    public const string Header = "RequestVerificationToken";

    /// <summary>The request's token; sets its cookie, so it is called before the answer begins.</summary>
    public static string Of(HttpContext context, IAntiforgery antiforgery)
    {
        ArgumentNullException.ThrowIfNull(antiforgery);
        return antiforgery.GetAndStoreTokens(context).RequestToken!;
    }
}
