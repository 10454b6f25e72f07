using System.Net;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Tests.Hosting;

public sealed class LiveTests
{
    [Fact]
    public async Task A_reader_who_was_away_resumes_after_the_last_act_they_saw()
    {
        await using var server = await Server.StartAsync(s => s with { Heartbeat = TimeSpan.FromMilliseconds(300) });
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        await server.Workshop.DoAsync(study, new AddPhase("Phase 1"), Actor.Program);
        var first = await ReadAsync(browser, "/api/studies/harbour/live?after=0", null, until: "id: 2");
        Assert.Contains("id: 1\nevent: act\ndata: {\"act\":1,\"name\":\"start-study\",\"tells\":[\"study\"]}\n", first, StringComparison.Ordinal);
        Assert.Contains("data: {\"act\":2,\"name\":\"add-phase\",\"tells\":[\"study\"]}", first, StringComparison.Ordinal);

        await server.Workshop.DoAsync(study, new AddPhase("Phase 2"), Actor.Program);
        var resumed = ReadAsync(browser, "/api/studies/harbour/live?after=0", "2", until: "id: 4");
        await server.Workshop.DoAsync(study, new AddPhase("Phase 3"), Actor.Program);
        var second = await resumed;
        Assert.DoesNotContain("id: 2\n", second, StringComparison.Ordinal);
        Assert.Contains("id: 3\n", second, StringComparison.Ordinal);
        Assert.Contains("\n:\n", await ReadAsync(browser, "/api/studies/harbour/live", null, until: "\n:\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_the_study_is_refused_and_whose_role_is_taken_is_cut_off()
    {
        await using var server = await Server.StartAsync(s => s with { Heartbeat = TimeSpan.FromMilliseconds(200) });
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        var other = (await server.Workshop.DoAsync(0, new StartStudy("Not theirs"), Actor.Program)).Study;
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/studies/not-theirs/live")).StatusCode);

        var owner = await FirstSteward.EnsureAsync(server.Workshop);
        var person = (await server.Workshop.DoAsync(other, new Seat(owner.AccountId!.Value, owner.Name, Role.Coder), Actor.Program)).Answer.Id;
        var begun = new TaskCompletionSource();
        var reading = ReadAsync(browser, "/api/studies/not-theirs/live?after=0", null, until: "never", begun);
        await Task.WhenAny(begun.Task, reading); // the stream is open before the role is taken, however slow the machine
        await server.Workshop.DoAsync(other, new Leave(person), Actor.Program);
        Assert.Contains("\"seat\"", await reading, StringComparison.Ordinal);
        Assert.NotEqual(other, study);
    }

    /// <summary>Reads a stream until a text appears or it ends.</summary>
    private static async Task<string> ReadAsync(HttpClient browser, string path, string? lastEventId, string until, TaskCompletionSource? begun = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        var read = "";
        var buffer = new char[1024];
        while (!read.Contains(until, StringComparison.Ordinal))
        {
            var count = await reader.ReadAsync(buffer, patience.Token);
            if (count == 0)
            {
                break;
            }

            read += new string(buffer, 0, count);
            begun?.TrySetResult();
        }

        return read + (read.EndsWith('\n') ? "" : await reader.ReadLineAsync(patience.Token) + "\n");
    }
}
