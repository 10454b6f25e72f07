using System.Globalization;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Fieldthread.Web.Hosting;

/// <summary>What is done in a study, as Server-Sent Events: the id is the act's number, so that a reader who was away resumes where they were.</summary>
internal static class LiveEndpoint
{
    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/api/studies/{study}/live", SendAsync).WithName("live");

    private static async Task SendAsync(HttpContext context, string study, long? after, Workshop workshop, Watch watch, SignIn signIn, WebSettings settings, IHostApplicationLifetime lifetime)
    {
        var actor = context.Actor();
        var number = await StudyDirectory.FindAsync(workshop.Database, study, context.RequestAborted) ?? throw new RefusedException(new Refusal("unknown", "There is no such study."));
        var newest = await workshop.AskAsync(number, new NewestAct(), actor, cancel: context.RequestAborted);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var from = long.TryParse(context.Request.Headers["Last-Event-ID"], CultureInfo.InvariantCulture, out var last) ? last : after ?? newest;
        await context.Response.WriteAsync("retry: 2000\n: act " + newest.ToString(CultureInfo.InvariantCulture) + "\n\n", ending.Token);
        await context.Response.Body.FlushAsync(ending.Token);
        try
        {
            await FollowAsync(context, stop => watch.ActsAsync(number, from, stop), settings.Heartbeat, () => MayStillReadAsync(workshop, signIn, number, actor, ending.Token), ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader left, or the server stops; the reader comes back by itself.
        }
    }

    private static async Task FollowAsync(HttpContext context, Func<CancellationToken, IAsyncEnumerable<Told>> acts, TimeSpan heartbeat, Func<Task<bool>> mayStillRead, CancellationToken cancel)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var told = acts(watching.Token).GetAsyncEnumerator(watching.Token);
        var next = told.MoveNextAsync().AsTask();
        var looked = TimeProvider.System.GetTimestamp();
        try
        {
            while (true)
            {
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                var came = await Task.WhenAny(next, Task.Delay(heartbeat, waiting.Token)) == next;
                await waiting.CancelAsync();
                if (TimeProvider.System.GetElapsedTime(looked) >= heartbeat)
                {
                    // A role taken away or an account closed ends the stream too.
                    looked = TimeProvider.System.GetTimestamp();
                    if (!await mayStillRead())
                    {
                        return;
                    }
                }

                if (!came)
                {
                    await context.Response.WriteAsync(":\n\n", cancel);
                }
                else if (await next)
                {
                    var act = told.Current;
                    await context.Response.WriteAsync($"id: {act.Act.ToString(CultureInfo.InvariantCulture)}\nevent: act\ndata: {Json.Write(new Event(act.Act, act.Name, act.Tells.Split(' ')))}\n\n", cancel);
                    next = told.MoveNextAsync().AsTask();
                }

                await context.Response.Body.FlushAsync(cancel);
            }
        }
        finally
        {
            // An enumerator is not put away while it is under way.
            await watching.CancelAsync();
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static async Task<bool> MayStillReadAsync(Workshop workshop, SignIn signIn, int study, Actor actor, CancellationToken cancel)
    {
        try
        {
            await workshop.AskAsync(study, new NewestAct(), actor, cancel: cancel);
            return actor.AccountId is not { } account || await signIn.ByAccountAsync(account, stamp: null, cancel) is not null;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    /// <summary>Data of an event.</summary>
    private sealed record Event(long Act, string Name, IReadOnlyList<string> Tells);
}
