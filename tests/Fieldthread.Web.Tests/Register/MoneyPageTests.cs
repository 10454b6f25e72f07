using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Hosting;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Tests.Register;

/// <summary>The page of money and staff as a browser without a script meets it.</summary>
public sealed partial class MoneyPageTests
{
    private const string Page = "/studies/harbour/register/money";
    private const string Sheet = "organisation,what,amount,unit,period,kind,source,exactness,known\ng1,costs <b>,1000,GBP,2013-14,spent,Board,approximate,2014\ng1,costs <b>,1010,GBP,2013-14,spent,Paper <i>,exact,2013\ng1,costs <b>,1200,GBP,2014-15,spent,Board,exact,2015\ng1,budget,5000,GBP,2013-14,spent,Board,exact,2014\n";

    [Fact]
    public async Task A_sheet_is_uploaded_divided_shared_and_put_into_real_terms()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        await server.Workshop.DoAsync(study, new ImportRegister([File("organisations.csv", "id,type,opened,closed\ng1,group,2013,\np1,practice,,\n"), File("names.csv", "organisation,name,from,to\ng1,Ash & <b>Oak</b>,,\n"), File("relations.csv", "subject,relation,object,from,to\np1,member of,g1,2013,\n")]), Actor.Program);
        await server.Workshop.DoAsync(study, new ImportIndicator(new GivenFile("l.csv", "member,period,value\np1,2013-14,40\n"u8.ToArray()), "lists"), Actor.Program);
        Assert.Contains("No amounts yet", await browser.GetStringAsync(Page), StringComparison.Ordinal);
        var uploaded = await UploadAsync(browser, "/import", Sheet);
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        var after = WebUtility.HtmlDecode(await browser.GetStringAsync(uploaded.Headers.Location));
        Assert.Contains("“Board” says about GBP 1,000; “Paper <i>” says GBP 1,010. All stand.", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(browser, "/prices/import", "period,index\n2013-14,100\n2014-15,120\n", ("name", "gdp"))).StatusCode);

        var heads = WebUtility.HtmlDecode(await browser.GetStringAsync(Page + "?ask=per-head&what=costs+%3Cb%3E&period=2013-14&measure=lists"));
        Assert.Contains("<td class=\"num\">about GBP 1,000</td><td class=\"num\">40</td><td class=\"num\">about GBP 25</td>", heads, StringComparison.Ordinal);
        var share = WebUtility.HtmlDecode(await browser.GetStringAsync(Page + "?ask=share&what=costs+%3Cb%3E&of=budget&period=2013-14"));
        Assert.Contains("about 20.0%", share, StringComparison.Ordinal);
        var real = await browser.GetStringAsync(Page + "?ask=real&what=costs+%3Cb%3E&deflator=gdp&base=2013-14");
        Assert.Contains("<td class=\"num\">GBP 1,200</td><td class=\"num\">120</td><td class=\"num\">GBP 1,000</td>", real, StringComparison.Ordinal);
        Assert.Contains("class=\"fig keep lines\"", real, StringComparison.Ordinal);
        var organisation = await browser.GetStringAsync("/studies/harbour/register/" + await server.Workshop.AskAsync(study, new OrganisationCalled("g1"), Actor.Program));
        Assert.Contains("Table of money and staff", organisation, StringComparison.Ordinal);
        Assert.All(new[] { real, organisation }, html => Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>Oak|costs <b>|Paper <i>", html));
        Assert.Contains("no period that holds 2015-03-31", await (await browser.GetAsync(Page + "?ask=per-head&what=costs+%3Cb%3E&period=2014-15&measure=lists")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_come_in_is_refused_with_its_lines()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        var refused = await UploadAsync(browser, "/import", Sheet);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("money.csv, line 2: The register has no organisation “g1”", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UploadAsync(browser, "/prices/import", "period,index\n2014,0\n", ("name", "gdp"))).StatusCode);
        Assert.Contains("No amounts yet", await browser.GetStringAsync(Page), StringComparison.Ordinal);
    }

    private static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, string to, string text, params (string Name, string Value)[] fields)
    {
        var token = TokenField().Match(await browser.GetStringAsync(Page)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), FormTokens.Field }, { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", "money.csv" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return await browser.PostAsync(Page + to, form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
