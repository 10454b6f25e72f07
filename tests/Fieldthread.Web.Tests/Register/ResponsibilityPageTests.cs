using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Hosting;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Tests.Register;

/// <summary>The page of responsibilities as a browser without a script meets it.</summary>
public sealed partial class ResponsibilityPageTests
{
    private const string Page = "/studies/harbour/register/responsibilities";
    private const string Sheet = "organisation,activity,level,from,to,source,known\ng1,Budget,joint,2013-04-01,2015-03-31,Board,2015\ng1,Budget,<b>full</b>,2014-04-01,,Paper <i>,2014\ng1,Budget,<b>full</b>,2015-04-01,,Board,2015\ng2,Contracts,joint,2013-04-01,,Board,2015\n";

    [Fact]
    public async Task A_sheet_is_uploaded_and_asked_and_its_guesses_are_shown()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        await server.Workshop.DoAsync(study, new ImportRegister(
        [
            File("organisations.csv", "id,type,opened,closed\ng1,group,2013,\ng2,group,2013,2014\np1,practice,,\n"), File("names.csv", "organisation,name,from,to\ng1,Ash & <b>Oak</b>,,\n"), File("relations.csv", "subject,relation,object,from,to\np1,member of,g1,2013,\n"),
        ]), Actor.Program);
        Assert.Contains("No responsibilities yet", await browser.GetStringAsync(Page), StringComparison.Ordinal);
        var uploaded = await UploadAsync(browser, Sheet, ("levels", "joint, <b>full</b>"));
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        var after = WebUtility.HtmlDecode(await browser.GetStringAsync(uploaded.Headers.Location));
        Assert.Contains("Done: import responsibilities", after, StringComparison.Ordinal);
        Assert.Contains("“Board” says joint, “Paper <i>” says <b>full</b> for the same time. Both stand.", after, StringComparison.Ordinal);

        var asked = await browser.GetStringAsync(Page + "?dates=2014-06,2016&at=2014-06&of=any&track=operational&interval=year&since=2013-04-01&level=%3Cb%3Efull%3C/b%3E");
        Assert.Contains("class=\"fig keep makeup\"", asked, StringComparison.Ordinal);
        Assert.Contains("Sources disagree about 1 organisation. On 2014-06.", asked, StringComparison.Ordinal);
        Assert.Contains("/tables/responsibility-uptake.csv?track=operational&amp;of=any&amp;dates=2014-06%2C2016", asked, StringComparison.Ordinal);
        Assert.Contains("Adopted by then", asked, StringComparison.Ordinal);
        Assert.Contains("Ash &amp; &lt;b&gt;Oak&lt;/b&gt;", asked, StringComparison.Ordinal);
        var paper = WebUtility.HtmlDecode(await browser.GetStringAsync(Page + "?source=Paper+%3Ci%3E&at=2014-06"));
        Assert.Contains("<option value=\"Paper <i>\" selected", paper, StringComparison.Ordinal);
        var organisation = await browser.GetStringAsync("/studies/harbour/register/" + await server.Workshop.AskAsync(study, new OrganisationCalled("g1"), Actor.Program));
        Assert.Contains("What it took over, activity by activity", organisation, StringComparison.Ordinal);
        Assert.Contains("dissent-edge", organisation, StringComparison.Ordinal);
        var practice = await browser.GetStringAsync("/studies/harbour/register/" + await server.Workshop.AskAsync(study, new OrganisationCalled("p1"), Actor.Program));
        Assert.DoesNotContain("h-takeover", practice, StringComparison.Ordinal);
        Assert.All(new[] { asked, organisation }, html => Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>Oak|<b>full|Paper <i>", html));
        Assert.Contains("There are “Board”, “Paper <i>”.", WebUtility.HtmlDecode(await (await browser.GetAsync(Page + "?source=hearsay")).Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_that_cannot_come_in_is_refused_with_its_lines()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        var refused = await UploadAsync(browser, Sheet, ("levels", "joint, <b>full</b>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("duties.csv, line 2: The register has no organisation “g1”", await ReadAsync(refused), StringComparison.Ordinal);
        Assert.Contains("The order of the levels is not said.", await ReadAsync(await UploadAsync(browser, Sheet)), StringComparison.Ordinal);
        Assert.Contains("The heading “organisation” is missing.", await ReadAsync(await UploadAsync(browser, "x,y\n1,2\n")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(browser, Sheet, ("levels", "joint, <b>full</b>"), ("leaveOutUnknown", "true"))).StatusCode);
        Assert.Contains("No source says anything of this track.", await browser.GetStringAsync(Page), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response) => WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

    private static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, string text, params (string Name, string Value)[] fields)
    {
        var token = TokenField().Match(await browser.GetStringAsync(Page)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), FormTokens.Field }, { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", "duties.csv" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return await browser.PostAsync(Page + "/import", form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
