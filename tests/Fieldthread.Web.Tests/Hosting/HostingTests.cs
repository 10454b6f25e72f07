using System.Net;
using Fieldthread.Web.Hosting;

namespace Fieldthread.Web.Tests.Hosting;

public sealed class HostingTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("localhost:1")]
    [InlineData("127.0.0.1")]
    public async Task In_personal_mode_other_hosts_are_refused(string host)
    {
        await using var server = await Server.StartAsync();
        using var browser = server.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = host;
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await browser.SendAsync(request)).StatusCode);
        foreach (var ours in new[] { "localhost", "127.0.0.1", "[::1]" })
        {
            using var good = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
            good.Headers.Host = $"{ours}:{server.Address.Port}";
            Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(good)).StatusCode);
        }
    }

    [Fact]
    public async Task In_team_mode_the_named_hosts_are_answered()
    {
        await using var server = await Server.StartAsync(s => s with { Team = true, Address = IPAddress.Loopback, HostNames = ["study.example"] });
        using var browser = server.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "study.example";
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await browser.GetAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_policy()
    {
        await using var server = await Server.StartAsync();
        using var browser = await server.SignedInAsync();
        using var stranger = server.Browser();
        var answers = new List<HttpResponseMessage> { await stranger.GetAsync("/"), await stranger.GetAsync("/api/none"), await stranger.PostAsync("/sign-in", null), await stranger.GetAsync(server.OneTimeLink) };
        foreach (var path in new[] { "/", "/sign-in", "/join?link=x", "/none", "/api/none", "/fails", "/api/fails", "/assets/probe.css", "/assets/none.css", "/error/404" })
        {
            answers.Add(await browser.GetAsync(path));
        }

        Assert.All(answers, answer =>
        {
            Assert.Equal(Headers.Policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.False(answer.Headers.Contains("Server"));
        });
    }

    [Fact]
    public async Task A_failure_is_answered_in_words_that_are_not_the_exceptions()
    {
        await using var server = await Server.StartAsync();
        using var browser = await server.SignedInAsync();
        foreach (var (path, type, status) in new[] { ("/fails", "text/html", 500), ("/api/fails", "application/json", 500), ("/none", "text/html", 404), ("/api/none", "application/json", 404), ("/api/studies/none/live", "application/json", 404) })
        {
            var answer = await browser.GetAsync(path);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Equal((path, status, type), (path, (int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.NotEqual("", body);
            Assert.DoesNotContain("participant", body, StringComparison.Ordinal);
        }

        Assert.Contains("InvalidOperationException", server.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain("participant", server.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_are_sent_small_and_kept_by_their_hash()
    {
        await using var server = await Server.StartAsync();
        using var browser = server.Browser();
        var store = new AssetStore(typeof(HostingTests).Assembly);
        var url = store.Url("probe.css");
        var plain = await browser.GetAsync(url);
        Assert.Equal("text/css; charset=utf-8", plain.Content.Headers.ContentType!.ToString());
        Assert.Contains("immutable", plain.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-cache", (await browser.GetAsync("/assets/probe.css")).Headers.CacheControl!.ToString());
        var length = (await plain.Content.ReadAsByteArrayAsync()).Length;
        foreach (var encoding in new[] { "br", "gzip" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            var answer = await browser.SendAsync(request);
            Assert.Equal(encoding, Assert.Single(answer.Content.Headers.ContentEncoding));
            Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1, length / 2);
            using var again = new HttpRequestMessage(HttpMethod.Get, url);
            again.Headers.AcceptEncoding.ParseAdd(encoding);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await browser.SendAsync(again)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/assets/../appsettings.json")).StatusCode switch { HttpStatusCode.Redirect => HttpStatusCode.NotFound, var s => s });
        Assert.Throws<FileNotFoundException>(() => store.Url("none.css"));
    }
}
