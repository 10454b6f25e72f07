using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Hosting;
using Fieldthread.Web.Tests.Hosting;

namespace Fieldthread.Web.Tests.Register;

/// <summary>The pages of the register as a browser without a script meets them.</summary>
public sealed partial class RegisterPageTests
{
    private static readonly (string Name, string Text)[] Tables =
    [
        ("organisations.csv", "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nb,group,2013-04-01,2015-03-31\nc,group,2015-04-01,\nd,board,,\n"),
        ("names.csv", "organisation,name,from,to\na,\"Ash & <b>Oak</b>\",2013-04-01,2015-03-31\nc,Cedar,2015-04-01,\n"),
        ("relations.csv", "subject,relation,object,from,to\nc,accountable to,d,2015-04-01,\n"),
        ("events.csv", "event,date,kind,organisation,role,note\ne1,2015-04-01,merged,a,before,\ne1,2015-04-01,merged,b,before,\ne1,2015-04-01,merged,c,after,by order\n"),
    ];

    [Fact]
    public async Task A_register_is_uploaded_listed_as_at_a_date_and_opened()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        Assert.Contains("No organisation yet", await browser.GetStringAsync("/studies/harbour/register"), StringComparison.Ordinal);
        Assert.Contains("No change event yet", await browser.GetStringAsync("/studies/harbour/register/lineage"), StringComparison.Ordinal);

        var uploaded = await UploadAsync(browser, "csv", Tables);
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        var after = await browser.GetStringAsync(uploaded.Headers.Location);
        Assert.Contains("Done: import register", after, StringComparison.Ordinal);
        Assert.Contains("without a date of opening", after, StringComparison.Ordinal);

        var then = await browser.GetStringAsync("/studies/harbour/register?at=2014");
        Assert.Contains("3 organisations on 2014", then, StringComparison.Ordinal);
        Assert.Contains("Ash &amp; &lt;b&gt;Oak&lt;/b&gt;", then, StringComparison.Ordinal);
        Assert.DoesNotContain("Cedar", then, StringComparison.Ordinal);
        Assert.Contains("Cedar", await browser.GetStringAsync("/studies/harbour/register?words=ced"), StringComparison.Ordinal);
        Assert.Contains("aria-current=\"true\">Register", then, StringComparison.Ordinal);

        var page = await browser.GetStringAsync(OrganisationLink().Match(then).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal));
        Assert.Contains("After all events Cedar stands in its place", page, StringComparison.Ordinal);
        Assert.Equal(2, SvgElement().Count(page));
        var lineage = await browser.GetStringAsync("/studies/harbour/register/lineage");
        Assert.Contains("by order", lineage, StringComparison.Ordinal);
        Assert.Contains("Before 1 Apr 2015", lineage, StringComparison.Ordinal);
        Assert.All(new[] { after, then, page, lineage }, html => Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>Oak", html));
    }

    [Fact]
    public async Task A_refused_upload_says_why_and_a_mistyped_date_too()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        var refused = await UploadAsync(browser, "csv", ("organisations.csv", "id,type,opened,closed\na,\"group,2013,\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Quotation marks do not match", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var other = await UploadAsync(browser, "xml", Tables);
        Assert.Contains("is no layout of a register", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("is not a date", await (await browser.GetAsync("/studies/harbour/register?at=soon")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/studies/harbour/register/" + Guid.NewGuid())).StatusCode);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, string layout, params (string Name, string Text)[] files)
    {
        var token = TokenField().Match(await browser.GetStringAsync("/studies/harbour/register/bring-in")).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), FormTokens.Field }, { new StringContent(layout), "layout" } };
        foreach (var (name, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name);
        }

        return await browser.PostAsync("/studies/harbour/register/import", form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    [GeneratedRegex("<th scope=\"row\"><a href=\"([^\"]+)\">Ash")]
    private static partial Regex OrganisationLink();

    [GeneratedRegex("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig")]
    private static partial Regex SvgElement();
}
