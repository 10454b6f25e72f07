using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Hosting;

/// <summary>Signing in and out, and joining a study by an invitation.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/sign-in", ShowSignIn).WithOrder(PlainPage.LastOrder);
        group.MapGet("/sign-in/link", ByLinkAsync).RequireRateLimiting(Limits.SignIn);
        group.MapPost("/sign-in", SignInAsync).RequireRateLimiting(Limits.SignIn).WithOrder(-1);
        group.MapPost("/sign-out", (Delegate)SignOutAsync).WithOrder(-1);
        group.MapGet("/join", ShowJoinAsync).WithOrder(PlainPage.LastOrder);
        group.MapPost("/join", JoinAsync).RequireRateLimiting(Limits.SignIn).WithOrder(-1);
        routes.MapGet("/error/{code:int}", ShowError).AllowAnonymous().ExcludeFromDescription().WithOrder(PlainPage.LastOrder);
    }

    /// <summary>A page of ours only: whatever else is asked for would send the reader elsewhere.</summary>
    public static string Local(string? path) => path is ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl) ? path : "/";

    private static IResult ShowSignIn(HttpContext context, IAntiforgery antiforgery, WebSettings settings, string? @return, string? refused)
    {
        var told = Refusals.TryGetValue(refused ?? "", out var words) ? PlainPage.Alert(words) : "";
        var help = settings.Team ? "" : PlainPage.Paragraph("On your own computer, open the link that Fieldthread printed when it started. It works once; start Fieldthread again for a new one.");
        var fields = PlainPage.Hidden("return", Local(@return)) + PlainPage.Field("E-mail", "email", "email", "username") + PlainPage.Field("Password", "password", "password", "current-password");
        return PlainPage.Of(settings.Assets, 200, "Sign in", told + help + PlainPage.Form("/sign-in", FormTokens.Of(context, antiforgery), fields, "Sign in"));
    }

    private static readonly Dictionary<string, string> Refusals = new(StringComparer.Ordinal)
    {
        ["link"] = "This link was used already or its time is over. Ask for a new one.",
        ["password"] = "E-mail and password do not fit together.",
    };

    private static async Task<IResult> ByLinkAsync(HttpContext context, SignIn signIn, string? link, string? @return)
    {
        // A browser that reads ahead must not use up a link that nobody has followed yet.
        if (context.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase))
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (await signIn.ByLinkAsync(link, context.RequestAborted) is not { } who)
        {
            return Results.LocalRedirect("/sign-in?refused=link");
        }

        await Sessions.BeginAsync(context, who);
        return Results.LocalRedirect(Local(@return));
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignIn signIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var to = Local(form["return"]);
        if (await signIn.ByPasswordAsync(form["email"], form["password"], context.RequestAborted) is not { } who)
        {
            return Results.LocalRedirect("/sign-in?refused=password&return=" + Uri.EscapeDataString(to));
        }

        await Sessions.BeginAsync(context, who);
        return Results.LocalRedirect(to);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(Sessions.CookieScheme);
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> ShowJoinAsync(HttpContext context, IAntiforgery antiforgery, WebSettings settings, string? link)
    {
        await Invitations.StudyOfAsync(settings.Database, link ?? "", context.RequestAborted);
        return JoinPage(context, antiforgery, settings, link, "", "", null);
    }

    private static IResult JoinPage(HttpContext context, IAntiforgery antiforgery, WebSettings settings, string? link, string? name, string? email, Refusal? refusal)
    {
        var token = FormTokens.Of(context, antiforgery);
        var told = refusal is null ? "" : PlainPage.Alert($"{refusal.Message} {refusal.WhatToDo}");
        var form = context.SignedIn() is { } actor
            ? PlainPage.Form("/join", token, PlainPage.Hidden("link", link) + PlainPage.Paragraph($"You are signed in as {actor.Name}."), "Join the study")
            : PlainPage.Form("/join", token, PlainPage.Hidden("link", link) + PlainPage.Field("Name", "name", "text", "name", name) + PlainPage.Field("E-mail", "email", "email", "username", email)
                + PlainPage.Field("Password, at least 12 characters", "password", "password", "new-password"), "Make an account and join")
                + $"<p><a href=\"/sign-in?return={PlainPage.Text(Uri.EscapeDataString("/join?link=" + Uri.EscapeDataString(link ?? "")))}\">I have an account: sign in first</a></p>";
        return PlainPage.Of(settings.Assets, refusal is null ? 200 : Failures.StatusOf(refusal), "Join a study", told + form);
    }

    private static async Task<IResult> JoinAsync(HttpContext context, Workshop workshop, SignIn signIn, IAntiforgery antiforgery, WebSettings settings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var link = form["link"].ToString();
        try
        {
            if (context.SignedIn() is { } actor)
            {
                await workshop.DoAsync(await Invitations.StudyOfAsync(settings.Database, link, context.RequestAborted), new Join(link), actor, cancel: context.RequestAborted);
                return Results.LocalRedirect("/");
            }

            var joined = await Invitations.AcceptAsync(workshop, link, form["name"].ToString(), form["email"].ToString(), form["password"].ToString(), context.RequestAborted);
            await Sessions.BeginAsync(context, (await signIn.ByAccountAsync(joined.AccountId!.Value, stamp: null, context.RequestAborted))!);
            return Results.LocalRedirect("/");
        }
        catch (RefusedException refused)
        {
            return JoinPage(context, antiforgery, settings, link, form["name"], form["email"], refused.Refusal);
        }
    }

    private static IResult ShowError(int code, HttpContext context, WebSettings settings)
    {
        var status = code is >= 400 and <= 599 ? code : 404;
        var refusal = context.Features.Get<Refused>()?.Refusal ?? Failures.InWords(status);
        return PlainPage.Of(settings.Assets, status, refusal.Message, PlainPage.Paragraph(refusal.WhatToDo) + "<p><a href=\"/\">To the first page</a></p>");
    }
}
