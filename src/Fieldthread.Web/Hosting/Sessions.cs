using System.Security.Claims;
using System.Text.Encodings.Web;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fieldthread.Web.Hosting;

/// <summary>Who a request comes from: a session's cookie for people, a bearer token for programs.</summary>
internal static class Sessions
{
    public const string CookieName = "fieldthread";
    public const string CookieScheme = "session";
    public const string TokenScheme = "token";
    private const string Either = "either";
    private const string Stamp = "stamp";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context => BearerTokens.Of(context) is null ? CookieScheme : TokenScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(TokenScheme, null)
            .AddCookie(CookieScheme, options =>
            {
                options.Cookie.Name = CookieName;
                options.Cookie.HttpOnly = true;
                // Lax, not Strict: a link to a page in a colleague's message must find its reader signed in.
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = TimeSpan.FromDays(14);
                options.SlidingExpiration = true;
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "return";
                options.Events = new CookieAuthenticationEvents { OnValidatePrincipal = ValidateAsync, OnRedirectToLogin = Challenge, OnRedirectToAccessDenied = Forbid };
            });
        // Whatever does not say otherwise is for those who are signed in.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>Begins a session.</summary>
    public static async Task BeginAsync(HttpContext context, SignedIn who)
    {
        await context.SignInAsync(CookieScheme, Principal(who, CookieScheme), new AuthenticationProperties { IsPersistent = true });
        context.SetActor(who.Actor);
    }

    public static ClaimsPrincipal Principal(SignedIn who, string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, who.Actor.AccountId!.Value.ToString("D")), new Claim(Stamp, who.Stamp)], scheme));

    /// <summary>A session ends at once when its account is closed or its password changed, so every request asks.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignIn>();
        var who = Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
            ? await signIn.ByAccountAsync(account, context.Principal!.FindFirstValue(Stamp) ?? "", context.HttpContext.RequestAborted) : null;
        if (who is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieScheme);
            return;
        }

        context.HttpContext.SetActor(who.Actor);
    }

    private static Task Challenge(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (Failures.IsForPrograms(context.HttpContext))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>Signs programs in by <c>Authorization: Bearer</c>.</summary>
internal sealed class BearerTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SignIn signIn)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    /// <summary>The token of a request; null where it carries none.</summary>
    public static string? Of(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await signIn.ByApiTokenAsync(Of(Context), Context.RequestAborted) is not { } who)
        {
            return AuthenticateResult.Fail("The token is unknown, revoked or has ended.");
        }

        Context.SetActor(who.Actor);
        return AuthenticateResult.Success(new AuthenticationTicket(Sessions.Principal(who, Sessions.TokenScheme), Sessions.TokenScheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
