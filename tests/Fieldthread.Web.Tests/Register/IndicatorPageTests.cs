using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Hosting;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Tests.Register;

/// <summary>The pages of figures as a browser without a script meets them.</summary>
public sealed partial class IndicatorPageTests
{
    private const string Lists = "practice,fy_start,ccg_then,patients\np1,2013-04-01,G01,100\np2,2013-04-01,G01,20\np1,2014-04-01,G01,110\n<b>,2014-04-01,G02,1\n";

    [Fact]
    public async Task A_file_is_uploaded_rolled_up_by_each_policy_and_its_guesses_are_shown()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        await server.Workshop.DoAsync(study, new ImportRegister(
        [
            File("organisations.csv", "id,type,opened,closed\ng1,group,2013,\np1,practice,,\np2,practice,,2014\n"), File("names.csv", "organisation,name,from,to\ng1,Ash & <b>Oak</b>,,\n"), File("codes.csv", "organisation,scheme,code,from,to\ng1,own,G01,,\n"),
            File("relations.csv", "subject,relation,object,from,to\np1,member of,g1,2013,\np2,member of,g1,2013,2014-06\n"),
        ]), Actor.Program);
        Assert.Contains("No figures yet", await browser.GetStringAsync("/studies/harbour/register/indicators"), StringComparison.Ordinal);
        var uploaded = await UploadAsync(browser, Lists, ("measure", "list-sizes"), ("title", "List sizes"));
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        var after = await browser.GetStringAsync(uploaded.Headers.Location);
        Assert.Contains("Done: import indicator", after, StringComparison.Ordinal);
        var address = MeasureLink().Match(after).Groups[1].Value;

        var published = await browser.GetStringAsync(address);
        Assert.Contains("Every period reconciles to the last unit", published, StringComparison.Ordinal);
        Assert.Contains("members from “practice”, periods from “fy_start”", WebUtility.HtmlDecode(published), StringComparison.Ordinal);
        Assert.Contains("Ash &amp; &lt;b&gt;Oak&lt;/b&gt;", published, StringComparison.Ordinal);
        Assert.Contains("class=\"fig keep lines\"", published, StringComparison.Ordinal);
        Assert.Contains("/tables/indicator-rollup.csv?measure=list-sizes&amp;policy=as-published", published, StringComparison.Ordinal);
        var dropped = await browser.GetStringAsync(address + "?policy=frozen&to=2016-04-01&orphans=drop");
        Assert.Contains("no group on the day, dropped: 20", dropped, StringComparison.Ordinal);
        Assert.Contains("−16.7%", WebUtility.HtmlDecode(dropped), StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", dropped, StringComparison.Ordinal);
        var undated = await browser.GetStringAsync(address + "?policy=carried&to=");
        Assert.Contains("Give the day.", undated, StringComparison.Ordinal);
        var member = await browser.GetStringAsync(address + "?member=p1");
        Assert.Contains("Table of the member", member, StringComparison.Ordinal);
        Assert.All(new[] { after, published, dropped, undated, member }, html => Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>Oak", html));
        using var unknown = await browser.GetAsync(address + "?policy=best");
        Assert.Contains("There are as-published, member-then, carried, frozen, apportioned.", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_broken_down_are_shown_by_a_breakdown_and_set_against_their_totals()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        const string Sheet = "member,period,group,value,SEX\np1,2014,G01,100,\np1,2014,G01,60,f\np1,2014,G01,40,m\np2,2014,G01,7,\n";
        var uploaded = await UploadAsync(browser, Sheet, ("measure", "patients"), ("breakdowns", "sex=SEX"));
        var address = MeasureLink().Match(await browser.GetStringAsync(uploaded.Headers.Location)).Groups[1].Value;
        var totals = WebUtility.HtmlDecode(await browser.GetStringAsync(address));
        Assert.Contains("broken down by sex", totals, StringComparison.Ordinal);
        Assert.DoesNotContain("Parts and totals", totals, StringComparison.Ordinal);
        var parts = WebUtility.HtmlDecode(await browser.GetStringAsync(address + "?by=sex&member=p1"));
        Assert.Contains("The parts do not make the totals", parts, StringComparison.Ordinal);
        Assert.Contains("2014, sex f", parts, StringComparison.Ordinal);
        Assert.Contains("by=sex", parts, StringComparison.Ordinal);
        using var unknown = await browser.GetAsync(address + "?by=age");
        Assert.Contains("has no breakdown “age”", WebUtility.HtmlDecode(await unknown.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var api = await browser.GetStringAsync("/api/studies/harbour/questions/indicator-rollup?measure=patients&by=sex");
        Assert.Contains("\"part\":\"sex f\"", api, StringComparison.Ordinal);
        Assert.StartsWith("measure,group,name,part,period,value", await browser.GetStringAsync("/api/studies/harbour/tables/indicator-rollup.csv?measure=patients&by=sex"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ratios_alone_are_shown_with_the_reason_why_they_are_not_rolled_up_and_other_files_refused()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        var uploaded = await UploadAsync(browser, "practice,month,ratio\np1,2013-04-01,0.25\n", ("measure", "rates"));
        var page = await browser.GetStringAsync(MeasureLink().Match(await browser.GetStringAsync(uploaded.Headers.Location)).Groups[1].Value);
        Assert.Contains("These are not rolled up", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Policy of the roll-up", page, StringComparison.Ordinal);
        Assert.Contains("0.25", page, StringComparison.Ordinal);
        var refused = await UploadAsync(browser, "x,y\n1,2\n", ("measure", "rates"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("No column holds the members", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("is no length of a period", await (await UploadAsync(browser, Lists, ("measure", "m"), ("span", "fortnight"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/studies/harbour/register/indicators/" + Guid.NewGuid())).StatusCode);
    }

    private static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, string text, params (string Name, string Value)[] fields)
    {
        var token = TokenField().Match(await browser.GetStringAsync("/studies/harbour/register/indicators")).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), FormTokens.Field }, { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", "lists.csv" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return await browser.PostAsync("/studies/harbour/register/indicators/import", form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    [GeneratedRegex("<th scope=\"row\"><a href=\"(/studies/harbour/register/indicators/[^\"]+)\"")]
    private static partial Regex MeasureLink();
}
