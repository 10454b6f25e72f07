using System.Net;

namespace Fieldthread.Web.Tests.Hosting;

/// <summary>The pages on which a study is set up and let out, as a browser without a script meets them.</summary>
public sealed class StudyPagesTests
{
    private const string Page = "/studies/harbour/setup";

    [Fact]
    public async Task A_study_is_set_up_by_forms_and_its_public_page_let_out_and_taken_back()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        using var stranger = server.Browser();
        foreach (var (page, says) in new[] { ("setup", "No funder yet"), ("contributors", "Nobody yet"), ("phases", "No phase yet"), ("plan", "Nothing is planned yet"), ("public-page", "has no public page"), ("", "Nothing has a date yet") })
        {
            Assert.Contains(says, await browser.GetStringAsync("/studies/harbour/" + page), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/p/harbour")).StatusCode);
        await DoAsync("present-study", ("name", "Harbour"), ("summary", "What became of the harbour."), ("purpose", "To learn <b>how</b>."), ("approach", "By asking."), ("disclaimer", ""), ("contact", ""));
        await DoAsync("add-funder", ("name", "Fen Trust"), ("grantNumber", "FT-12"));
        await DoAsync("add-partner", ("name", "University of Mere"), ("owner", "true"));
        await DoAsync("add-contributor", ("name", "Anna Lind"), ("orcid", "0000-0002-1825-0097"), ("roles", "Supervision"), ("roles", "Software"));
        await DoAsync("add-phase", ("name", "Phase 1"), ("starts", "2021"), ("ends", ""));
        await DoAsync("add-milestone", ("name", "Report"), ("planned", "summer 2021"), ("actual", "2021-09-10"), ("note", ""));

        var refused = await Server.PostFormAsync(browser, Page, "/studies/harbour/acts/add-contributor", ("name", "Otto Mere"), ("orcid", "0000-0002-1825-0098"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var words = await refused.Content.ReadAsStringAsync();
        Assert.Contains("does not fit them", words, StringComparison.Ordinal);
        Assert.Contains("Otto Mere", words, StringComparison.Ordinal);
        Assert.Contains(">ORCID iD</label>", words, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Areas\"", words, StringComparison.Ordinal);

        var setup = await browser.GetStringAsync(Page);
        Assert.Contains("FT-12", setup, StringComparison.Ordinal);
        Assert.Contains("Enter when you will be in the field", setup, StringComparison.Ordinal);
        Assert.Contains("Software; Supervision", await browser.GetStringAsync("/studies/harbour/contributors"), StringComparison.Ordinal);
        Assert.Contains("late by 10 days", await browser.GetStringAsync("/studies/harbour/plan"), StringComparison.Ordinal);
        var overview = await browser.GetStringAsync("/studies/harbour");
        Assert.Contains("A study of University of Mere. Funded by Fen Trust, grant FT-12. Anna Lind", overview, StringComparison.Ordinal);
        Assert.Contains("Phase 1 has begun, and no encounter belongs to it.", overview, StringComparison.Ordinal);
        Assert.Contains("Plan,Report,2021-09-10,2021-09-10,,due summer 2021; done 10 September 2021: late by 10 days", (await browser.GetStringAsync("/api/studies/harbour/timeline.csv")).Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);

        await DoAsync("publish-study-page");
        foreach (var address in new[] { "/p/harbour", "/p/harbour?variant=text" })
        {
            using var answer = await stranger.GetAsync(address);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("To learn &lt;b&gt;how&lt;/b&gt;.", page, StringComparison.Ordinal);
            Assert.Contains("Why are we doing this?", page, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        Assert.All(new[] { setup, overview }, html => Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>how", html));
        await DoAsync("withdraw-study-page");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/p/harbour")).StatusCode);

        async Task DoAsync(string act, params (string, string)[] fields) =>
            Assert.Equal(HttpStatusCode.Redirect, (await Server.PostFormAsync(browser, Page, "/studies/harbour/acts/" + act, fields)).StatusCode);
    }

    [Fact]
    public async Task A_tracker_sheet_is_looked_at_mapped_previewed_and_brought_in()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        const string page = "/studies/harbour/import/tracker";
        var token = System.Text.RegularExpressions.Regex.Match(await browser.GetStringAsync(page), "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["token"].Value;
        using var upload = new MultipartFormDataContent { { new StringContent(token), Fieldthread.Web.Hosting.FormTokens.Field }, { new ByteArrayContent("Site,Participant,Seen\nNorth <b>side,GP01,2021-06-14\n,,\n"u8.ToArray()), "file", "tracker.csv" } };
        var looked = await (await browser.PostAsync("/studies/harbour/tracker", upload)).Content.ReadAsStringAsync();
        Assert.Contains("North &lt;b&gt;side", looked, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Participant\" selected>", looked, StringComparison.Ordinal);
        Assert.DoesNotContain("What would come in</h2>", looked, StringComparison.Ordinal);
        var content = Convert.ToBase64String("Site,Participant,Seen\nNorth <b>side,GP01,2021-06-14\n"u8);
        (string, string)[] mapped = [("content", content), ("name", "tracker.csv"), ("sheet", ""), ("site", "Site"), ("participant", "Participant"), ("date", "Seen")];
        var preview = await (await Server.PostFormAsync(browser, page, "/studies/harbour/tracker", [.. mapped, ("step", "preview")])).Content.ReadAsStringAsync();
        Assert.Contains("1 site, 1 participant, 1 encounter.", preview, StringComparison.Ordinal);
        Assert.Contains("Interview with GP01, 2021-06-14", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("GP01", await browser.GetStringAsync("/studies/harbour/sites"), StringComparison.Ordinal);
        Assert.Contains("No column was mapped", await (await Server.PostFormAsync(browser, page, "/studies/harbour/tracker", ("content", content), ("name", "t.csv"), ("step", "preview"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var landed = await Server.PostFormAsync(browser, page, "/studies/harbour/tracker", [.. mapped, ("step", "land")]);
        Assert.Equal(HttpStatusCode.Redirect, landed.StatusCode);
        Assert.Contains("Done: import tracker", await browser.GetStringAsync(landed.Headers.Location), StringComparison.Ordinal);
        Assert.Contains("GP01", await browser.GetStringAsync("/studies/harbour/sites"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_study_begins_with_a_template_and_leads_to_its_setup()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        using var begun = await Server.PostFormAsync(browser, "/", "/studies", ("name", "Theories"), ("summary", ""), ("stance", ""), ("template", "Realist"));
        Assert.Equal("/studies/theories/setup", begun.Headers.Location!.ToString());
        var setup = await browser.GetStringAsync(begun.Headers.Location);
        Assert.Contains("3 phases, 3 without dates.", setup, StringComparison.Ordinal);
        Assert.Contains("How you work with the material: realist evaluation", setup, StringComparison.Ordinal);
        Assert.Contains("Mechanism", await browser.GetStringAsync("/studies/theories/codes"), StringComparison.Ordinal);
    }
}
