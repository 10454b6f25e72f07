using System.Net;
using System.Text.RegularExpressions;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Answers;
using Fieldthread.Workbench.Fieldwork.AutoCoding;
using Fieldthread.Workbench.Surveys;

namespace Fieldthread.Web.Tests.Fieldwork;

/// <summary>Coding by rule and the grid of answers, as pages without a script.</summary>
public sealed class AutoCodePageTests
{
    private const string Auto = "/studies/harbour/autocode";

    [Fact]
    public async Task What_would_be_coded_is_shown_some_left_out_coded_and_judged()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        await server.Workshop.DoAsync(study, new ImportDocuments([new GivenFile("Talk.txt", "P1: We met twice about <b>money</b>.\n\nP2: So we did.\n\nP1: Money again.\n\nP2: No money.\n"u8.ToArray())]), Actor.Program);
        async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));
        const string Asked = Auto + "?way=words&find=1&look=money*&take=Sentence&newCode=Money+talk";
        var page = await PageAsync(Asked);
        Assert.Contains("3 stretches would be coded", page, StringComparison.Ordinal);
        Assert.Contains("<mark>money</mark>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", await browser.GetStringAsync(Asked), StringComparison.Ordinal);
        Assert.Contains("Money talk (new): 3", page, StringComparison.Ordinal);
        var seen = Regex.Match(page, "name=\"seen\" value=\"([0-9a-f]+)\"").Groups[1].Value;
        using var posted = await Server.PostFormAsync(browser, Asked, "/studies/harbour/acts/auto-code", ("way", "words"), ("look", "money*"), ("take", "Sentence"), ("newCode", "Money talk"), ("seen", seen), ("except", "2"), ("note", "To begin with."), ("return", Auto + "/runs"));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        var runs = await PageAsync(Auto + "/runs");
        Assert.Contains("by words: money*, the sentence", runs, StringComparison.Ordinal);
        Assert.Contains("To begin with.", runs, StringComparison.Ordinal);
        var run = (await server.Workshop.AskAsync(study, new AutoRuns(), Actor.Program)).Single();
        var codings = (await server.Workshop.AskAsync(study, new AutoRunCodings(run.Id), Actor.Program)).Codings;
        Assert.Equal(2, codings.Count);
        var address = $"{Auto}/runs/{run.Id}";
        Assert.Contains("as the rule proposed", await PageAsync(address), StringComparison.Ordinal);
        using var confirmed = await Server.PostFormAsync(browser, address, "/studies/harbour/acts/confirm-auto-codings", ("codings", codings[0].Id.ToString()), ("return", address));
        using var dropped = await Server.PostFormAsync(browser, address, "/studies/harbour/acts/drop-auto-codings", ("codings", codings[1].Id.ToString()), ("return", address));
        var judged = await PageAsync(address);
        Assert.Contains("2 made: 1 confirmed, 0 as proposed, 1 dropped.", judged, StringComparison.Ordinal);
        Assert.Contains("offset 2", await PageAsync(Auto + "?way=pattern&find=1&look=(a&take=Words"), StringComparison.Ordinal);
        Assert.Contains("P2 (2 turns)", await PageAsync(Auto + "?way=speaker"), StringComparison.Ordinal);
        foreach (var each in new[] { Asked, Auto + "?way=speaker", Auto + "?way=question", Auto + "?way=item", Auto + "/runs", address })
        {
            Assert.DoesNotMatch(" style=| onclick=|<script>", await browser.GetStringAsync(each));
        }
    }

    [Fact]
    public async Task Long_previews_are_turned_over_and_what_is_left_out_is_kept()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        await server.Workshop.DoAsync(study, new ImportDocuments([new GivenFile("Long.txt", System.Text.Encoding.UTF8.GetBytes(string.Join("\n\n", Enumerable.Range(1, 230).Select(n => $"Paragraph {n} speaks of rent."))))]), Actor.Program);
        const string Asked = Auto + "?way=words&find=1&look=rent&take=Words&newCode=Rent";
        var first = await browser.GetStringAsync(Asked);
        Assert.Contains("Done choosing", first, StringComparison.Ordinal);
        var second = await browser.GetStringAsync(Asked + "&except=3&after=200");
        Assert.Contains("<input type=\"hidden\" name=\"except\" value=\"3\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"except\" value=\"4\"", second, StringComparison.Ordinal);
        var done = await browser.GetStringAsync(Asked + "&except=3&except=205&done=1");
        Assert.Contains("2 stretches left out", done, StringComparison.Ordinal);
        Assert.Contains("name=\"except\" value=\"205\"", done, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_coded_row_by_row_and_several_at_once()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        await server.Workshop.DoAsync(study, new AddCode("Trust"), Actor.Program);
        await server.Workshop.DoAsync(study, new ImportSurvey("survey",
        [
            new("items.csv", "key,type,question_w1\nQ4,text,What else?\n"u8.ToArray()), new("waves.csv", "wave,name,reference\n1,First wave,2020-03-01\n"u8.ToArray()),
            new("posts.csv", "respondent,organisation\nP1,G01\nP2,G02\n"u8.ToArray()), new("wave1.csv", "respondent,Q4\nP1,We trust <them>.\nP2,Not much.\n"u8.ToArray()),
        ]), Actor.Program);
        const string Grid = "/studies/harbour/answers/Q4";
        var page = await browser.GetStringAsync(Grid);
        Assert.Contains("0 of 2 answers coded", page, StringComparison.Ordinal);
        Assert.Contains("We trust &lt;them&gt;.", page, StringComparison.Ordinal);
        var rows = (await server.Workshop.AskAsync(study, new AnswerGrid("Q4"), Actor.Program)).Rows;
        using var one = await Server.PostFormAsync(browser, Grid, "/studies/harbour/acts/code-answers", ("answers", rows[0].Id.ToString()), ("named", "trust"), ("return", Grid + "?at=" + rows[1].Id));
        Assert.Equal(HttpStatusCode.Redirect, one.StatusCode);
        page = await browser.GetStringAsync(one.Headers.Location!);
        Assert.Contains("1 of 2 answers coded", page, StringComparison.Ordinal);
        Assert.Matches("autofocus", page[page.IndexOf("a" + rows[1].Id, StringComparison.Ordinal)..]);
        using var both = await Server.PostFormAsync(browser, Grid, "/studies/harbour/acts/code-answers", ("answers", rows[0].Id.ToString()), ("answers", rows[1].Id.ToString()), ("named", "Trust"), ("return", Grid));
        Assert.Contains("2 of 2 answers coded", await browser.GetStringAsync(Grid), StringComparison.Ordinal);
        Assert.Contains("No answer fits", await browser.GetStringAsync(Grid + "?uncoded=true"), StringComparison.Ordinal);
        Assert.Contains("2 of 2", await browser.GetStringAsync("/studies/harbour/answers"), StringComparison.Ordinal);
        var csv = await browser.GetStringAsync("/api/studies/harbour/tables/answer-grid.csv?item=Q4");
        Assert.Contains("P1,We trust <them>.,G01,Trust", csv, StringComparison.Ordinal);
        Assert.DoesNotMatch(" style=| onclick=|<script>", page);
    }
}
