using System.Net;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Tests.Hosting;

/// <summary>A page that says no: the study around it, the words of the form, and the step that helps.</summary>
public sealed class RefusalPageTests
{
    [Fact]
    public async Task A_refused_publication_leads_to_the_check_and_offers_no_second_try()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        var owner = await FirstSteward.EnsureAsync(server.Workshop);
        await server.Workshop.DoAsync(study, new AddReport("Loose", "# Found\n\n[words]{.quote ev=q9}\n", "loose"), owner);
        await server.Workshop.DoAsync(study, new FreezeCut("First"), owner);
        using var browser = await server.SignedInAsync();
        var refused = await Server.PostFormAsync(browser, "/studies/harbour/reports/loose", "/studies/harbour/acts/publish-report", ("report", "loose"), ("cut", "First"), ("return", "/studies/harbour/published"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("One thing stops publication", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"btn go\" href=\"/studies/harbour/reports/loose?cut=First\">Open the report’s check</a>", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Areas\"", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/studies/harbour/claims\" aria-current=\"true\">Findings", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Send it again", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_form_shows_what_was_typed_by_its_label_and_carries_the_rest()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        var owner = await FirstSteward.EnsureAsync(server.Workshop);
        var phase = (await server.Workshop.DoAsync(study, new AddPhase("Phase 1"), owner)).Answer.Id;
        using var browser = await server.SignedInAsync();
        var refused = await Server.PostFormAsync(browser, "/studies/harbour/phases", "/studies/harbour/acts/add-window", ("phase", phase.ToString()), ("name", "Spring"), ("plannedStarts", "soon"), ("return", "/studies/harbour/phases"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("“soon” is not a date.", page, StringComparison.Ordinal);
        Assert.Contains(">Planned from</label>", page, StringComparison.Ordinal);
        Assert.Contains($"<input type=\"hidden\" name=\"phase\" value=\"{phase}\" />", page, StringComparison.Ordinal);
        Assert.Contains("Send it again", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"btn\" href=\"/studies/harbour/phases\">Back to the page</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("plannedStarts</label>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_asked_so_keeps_what_was_asked_and_the_study()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        using var refused = await browser.GetAsync("/studies/harbour/register?at=tomorrow&words=fen&type=");
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("<form method=\"get\" action=\"/studies/harbour/register\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"at\" value=\"tomorrow\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"words\" value=\"fen\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Areas\"", page, StringComparison.Ordinal);
        using var nowhere = await browser.GetAsync("/studies/harbour/claims/C9");
        Assert.Contains("aria-label=\"Areas\"", await nowhere.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var noStudy = await browser.GetAsync("/studies/nowhere/claims");
        Assert.DoesNotContain("aria-label=\"Areas\"", await noStudy.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var stranger = server.Browser();
        using var closed = await stranger.GetAsync("/studies/harbour/claims");
        Assert.NotEqual(HttpStatusCode.OK, closed.StatusCode);
    }
}
