using System.Net;
using System.Net.Http.Headers;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Tests.Hosting;

public sealed class SignInTests
{
    private const string Password = "three birds on a wire";

    [Fact]
    public async Task The_link_printed_at_start_signs_in_once()
    {
        await using var server = await Server.StartAsync();
        using var browser = server.Browser();
        Assert.Equal("/sign-in?return=%2F", (await browser.GetAsync("/")).Headers.Location!.PathAndQuery);
        using var ahead = new HttpRequestMessage(HttpMethod.Get, server.OneTimeLink);
        ahead.Headers.Add("Sec-Purpose", "prefetch;prerender");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.SendAsync(ahead)).StatusCode);

        var answer = await browser.GetAsync(server.OneTimeLink);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("fieldthread=", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Researcher", await browser.GetStringAsync("/"));

        using var second = server.Browser();
        Assert.Equal("/sign-in?refused=link", (await second.GetAsync(server.OneTimeLink)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await second.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task By_password_then_out_again_and_a_new_password_ends_the_session()
    {
        await using var server = await Server.StartAsync(s => s with { Team = true, Address = IPAddress.Loopback });
        var ada = await AdaAsync(server);
        using var browser = server.Browser();
        var wrong = await Server.PostFormAsync(browser, "/sign-in", "/sign-in", ("email", "ada@example.org"), ("password", "not that one"));
        Assert.StartsWith("/sign-in?refused=password", wrong.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var right = await Server.PostFormAsync(browser, "/sign-in", "/sign-in", ("email", "Ada@example.org"), ("password", Password), ("return", "//evil.example/"));
        Assert.Equal("/", right.Headers.Location!.OriginalString);
        Assert.Equal("Ada", await browser.GetStringAsync("/"));
        await server.Workshop.DoAsync(0, new ChangePassword(Password, "another good password"), ada);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);

        await Server.PostFormAsync(browser, "/sign-in", "/sign-in", ("email", "ada@example.org"), ("password", "another good password"));
        Assert.Equal("Ada", await browser.GetStringAsync("/"));
        Assert.Equal(HttpStatusCode.Redirect, (await Server.PostFormAsync(browser, "/sign-in", "/sign-out")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Behind_https_the_cookie_is_secure()
    {
        await using var server = await Server.StartAsync(s => s with { Team = true, Address = IPAddress.Loopback });
        using var browser = server.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.OneTimeLink);
        request.Headers.Add("X-Forwarded-Proto", "https");
        Assert.Contains("; secure", Assert.Single((await browser.SendAsync(request)).Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Knocking_too_often_is_answered_with_429()
    {
        await using var server = await Server.StartAsync(s => s with { SignInsPerMinute = 3, TokenRequestsPerMinute = 2 });
        using var browser = server.Browser();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await Server.PostFormAsync(browser, "/sign-in", "/sign-in", ("email", "a@b"), ("password", "x"))).StatusCode);
        }

        var answer = await Server.PostFormAsync(browser, "/sign-in", "/sign-in", ("email", "a@b"), ("password", "x"));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter is not null);
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "made-up");
        await browser.GetAsync("/api/echo");
        await browser.GetAsync("/api/echo");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync("/api/echo")).StatusCode);
    }

    [Fact]
    public async Task What_changes_something_needs_the_token_of_our_own_form_or_script()
    {
        await using var server = await Server.StartAsync();
        using var browser = await server.SignedInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-in", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-out", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/api/echo", new StringContent("{}"))).StatusCode);
        var page = await browser.GetStringAsync("/sign-in");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/echo");
        request.Headers.Add(FormTokens.Header, page.Split($"name=\"{FormTokens.Field}\" value=\"")[1].Split('"')[0]);
        Assert.Equal("Researcher", await (await browser.SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_program_comes_with_a_token_until_it_is_revoked()
    {
        await using var server = await Server.StartAsync();
        var ada = await AdaAsync(server);
        var made = (await server.Workshop.DoAsync(0, new MakeApiToken("A script"), ada)).Answer;
        using var program = server.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/studies/x/live")).StatusCode);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Token);
        Assert.Equal("Ada", await (await program.PostAsync("/api/echo", null)).Content.ReadAsStringAsync());
        await server.Workshop.DoAsync(0, new RevokeApiToken(made.Id), ada);
        var refused = await program.PostAsync("/api/echo", null);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        Assert.Contains("not-signed-in", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_leads_into_the_study()
    {
        await using var server = await Server.StartAsync();
        var study = await server.StudyAsync();
        var link = (await server.Workshop.DoAsync(study, new Invite("Bob", Role.Coder), Actor.Program)).Answer.Token!;
        using var browser = server.Browser();
        (string, string)[] fields = [("link", link), ("name", "Bob"), ("email", "bob@example.org")];
        var weak = await Server.PostFormAsync(browser, "/join?link=" + link, "/join", [.. fields, ("password", "short")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        Assert.Contains("value=\"bob@example.org\"", await weak.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Server.PostFormAsync(browser, "/join?link=" + link, "/join", [.. fields, ("password", Password)])).StatusCode);
        Assert.Equal("Bob", await browser.GetStringAsync("/"));
        var used = await browser.GetAsync("/join?link=" + link);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, used.StatusCode);
        Assert.Contains("Ask the one who invited you", await used.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var second = (await server.Workshop.DoAsync(await OtherStudyAsync(server), new Invite("Bob", Role.Coder), Actor.Program)).Answer.Token!;
        Assert.Equal(HttpStatusCode.Redirect, (await Server.PostFormAsync(browser, "/join?link=" + second, "/join", ("link", second))).StatusCode);
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_a_changed_password_keeps_this_session()
    {
        await using var server = await Server.StartAsync();
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        var invitation = await (await Server.PostFormAsync(browser, "/sign-in", "/studies/harbour/invitations", ("name", "Bob"), ("role", "coder"))).Content.ReadAsStringAsync();
        Assert.Contains("/join?link=", invitation, StringComparison.Ordinal);
        var token = (await (await Server.PostFormAsync(browser, "/sign-in", "/account/tokens", ("name", "A script"))).Content.ReadAsStringAsync()).Split("<code>")[1].Split('<')[0];
        using var program = server.Browser();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal("Researcher", await (await program.PostAsync("/api/echo", null)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await Server.PostFormAsync(browser, "/sign-in", "/account/password", ("new", Password))).StatusCode);
        Assert.Equal("Researcher", await browser.GetStringAsync("/"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Server.PostFormAsync(browser, "/sign-in", "/studies/harbour/invitations", ("name", "Bob"), ("role", "king"))).StatusCode);
    }

    [Fact]
    public async Task No_secret_is_in_the_log()
    {
        await using var server = await Server.StartAsync();
        var study = await server.StudyAsync();
        var ada = await AdaAsync(server);
        var token = (await server.Workshop.DoAsync(0, new MakeApiToken("A script"), ada)).Answer.Token!;
        var invitation = (await server.Workshop.DoAsync(study, new Invite("Bob", Role.Coder), Actor.Program)).Answer.Token!;
        var link = server.OneTimeLink.Query.Split('=')[1];
        using var browser = server.Browser();
        await browser.GetAsync(server.OneTimeLink);
        await browser.GetAsync(server.OneTimeLink);
        var signedIn = await Server.PostFormAsync(browser, "/sign-in", "/sign-in", ("email", "ada@example.org"), ("password", Password));
        await Server.PostFormAsync(browser, "/join?link=" + invitation, "/join", ("link", invitation));
        using var program = server.Browser();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await program.GetAsync("/api/echo");
        var session = signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0].Split('=')[1];
        Assert.NotEqual("", server.Log.All);
        Assert.All(new[] { Password, token, invitation, link, session }, secret => Assert.DoesNotContain(secret, server.Log.All, StringComparison.Ordinal));
    }

    private static async Task<int> OtherStudyAsync(Server server) => (await server.Workshop.DoAsync(0, new StartStudy("Another"), Actor.Program)).Study;

    private static async Task<Actor> AdaAsync(Server server)
    {
        var ada = new Actor((await server.Workshop.DoAsync(0, new AddAccount("Ada", "ada@example.org"), Actor.Program)).Answer.Id, "Ada", Steward: false);
        await server.Workshop.DoAsync(0, new ChangePassword(null, Password), ada);
        return ada;
    }
}
