using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Hosting;

/// <summary>Forms whose answer is a secret that is shown once, or that take one: they do not go back to their page with the answer in its address.</summary>
internal static class SecretEndpoints
{
    public static void MapSecrets(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").ExcludeFromDescription();
        group.MapPost("/studies/{study}/invitations", InviteAsync);
        group.MapPost("/account/tokens", MakeTokenAsync);
        group.MapPost("/accounts/{account:guid}/link", MakeLinkAsync);
        group.MapPost("/account/password", ChangePasswordAsync).RequireRateLimiting(Limits.SignIn);
    }

    private static async Task<IResult> InviteAsync(HttpContext context, string study, Workshop workshop, WebSettings settings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var number = await StudyDirectory.FindAsync(workshop.Database, study, context.RequestAborted) ?? throw new RefusedException(new Refusal("unknown", "There is no such study."));
        if (!Enum.TryParse<Role>(form["role"], ignoreCase: true, out var role) || !Enum.IsDefined(role))
        {
            throw new RefusedException(new Refusal("bad-field", $"“{form["role"]}” is not a role.", "Choose one of the roles."));
        }

        var made = await workshop.DoAsync(number, new Invite(form["name"].ToString(), role), context.Actor(), cancel: context.RequestAborted);
        return Shown(context, settings, "Invitation", "Send this link to the one you invite. It is shown only now.", Link(context, "/join?link=", made.Answer), made.Answer, $"/studies/{study}/team");
    }

    private static async Task<IResult> MakeTokenAsync(HttpContext context, Workshop workshop, WebSettings settings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var made = await workshop.DoAsync(0, new MakeApiToken(form["name"].ToString()), context.Actor(), cancel: context.RequestAborted);
        return Shown(context, settings, "Token", "Give this to the program as Authorization: Bearer. It is shown only now.", made.Answer.Token!, made.Answer, "/account");
    }

    private static async Task<IResult> MakeLinkAsync(HttpContext context, Guid account, Workshop workshop, WebSettings settings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var made = await workshop.DoAsync(0, new MakeSignInLink(account, form["forgetPassword"].ToString() is "true" or "on"), context.Actor(), cancel: context.RequestAborted);
        return Shown(context, settings, "One-time link", "Send this link to its owner. It signs in once, and is shown only now.", Link(context, "/sign-in?link=", made.Answer), made.Answer, "/accounts");
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, Workshop workshop, SignIn signIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var actor = context.Actor();
        await workshop.DoAsync(0, new ChangePassword(form["old"].ToString() is { Length: > 0 } old ? old : null, form["new"].ToString()), actor, cancel: context.RequestAborted);
        // Every other session has ended; this one goes on under the new stamp.
        await Sessions.BeginAsync(context, (await signIn.ByAccountAsync(actor.AccountId!.Value, stamp: null, context.RequestAborted))!);
        return Results.LocalRedirect(SignInEndpoints.Local(form["return"]));
    }

    private static string Link(HttpContext context, string path, LinkMade made) => $"{context.Request.Scheme}://{context.Request.Host}{path}{made.Token}";

    private static IResult Shown(HttpContext context, WebSettings settings, string title, string words, string secret, LinkMade made, string back)
    {
        context.Response.Headers.CacheControl = "no-store";
        return PlainPage.Of(settings.Assets, 200, title, PlainPage.Paragraph(words) + $"<p><code>{PlainPage.Text(secret)}</code></p>"
            + PlainPage.Paragraph($"It works until {made.Expires:yyyy-MM-dd HH:mm} UTC.") + $"<p><a href=\"{PlainPage.Text(back)}\">Back</a></p>");
    }
}
