using Fieldthread.Workbench.Acts;
using Microsoft.AspNetCore.Http;

namespace Fieldthread.Web.Hosting;

/// <summary>Who asks. Injected into pages, or read from the request with <see cref="HttpContextActors.Actor"/>.</summary>
public sealed class CurrentActor(IHttpContextAccessor accessor)
{
    /// <summary>Who is signed in; null where nobody is.</summary>
    public Actor? SignedIn => accessor.HttpContext?.SignedIn();

    /// <summary>Who is signed in.</summary>
    /// <exception cref="RefusedException">Nobody is: <c>not-signed-in</c>.</exception>
    public Actor Actor => SignedIn ?? throw new RefusedException(HttpContextActors.NobodySignedIn);
}

/// <summary>The actor of a request.</summary>
public static class HttpContextActors
{
    private static readonly object Key = new();

    internal static Refusal NobodySignedIn { get; } = new("not-signed-in", "Nobody is signed in.", "Sign in first.");

    /// <summary>Who is signed in; null where nobody is.</summary>
    public static Actor? SignedIn(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(Key, out var actor) ? actor as Actor : null;
    }

    /// <summary>Who is signed in.</summary>
    /// <exception cref="RefusedException">Nobody is: <c>not-signed-in</c>.</exception>
    public static Actor Actor(this HttpContext context) => context.SignedIn() ?? throw new RefusedException(NobodySignedIn);

    internal static void SetActor(this HttpContext context, Actor? actor) => context.Items[Key] = actor;
}
