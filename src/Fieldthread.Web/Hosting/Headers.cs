using Microsoft.AspNetCore.Http;

namespace Fieldthread.Web.Hosting;

/// <summary>Headers that every answer carries.</summary>
internal sealed class Headers(RequestDelegate next)
{
    /// <summary>Everything from ourselves; no inline script or style, no plug-ins, no frames.</summary>
    public const string Policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        context.Response.OnStarting(() =>
        {
            // A published page lets its own style sheet through, by its hash, and nothing else.
            if (!headers.ContainsKey("Content-Security-Policy"))
            {
                headers.ContentSecurityPolicy = Policy;
            }

            headers.XContentTypeOptions = "nosniff";
            // Addresses of this program can hold a link's secret; no other site is told them.
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            if (!headers.ContainsKey("Cache-Control"))
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}

/// <summary>Answers only to our own names: in personal mode to this computer's, so that no page elsewhere can reach us through a name that it points here.</summary>
internal sealed class OwnHosts(RequestDelegate next, WebSettings settings)
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public Task InvokeAsync(HttpContext context)
    {
        if (IsOurs(context.Request.Host, context.Connection.LocalPort))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("Fieldthread does not answer under this name. Use the address that it printed when it started.\n");
    }

    private bool IsOurs(HostString host, int port) => settings.Team
        ? settings.HostNames.Count == 0 || settings.HostNames.Contains(host.Host, StringComparer.OrdinalIgnoreCase)
        : Loopback.Contains(host.Host, StringComparer.OrdinalIgnoreCase) && (host.Port ?? 80) == port;
}
