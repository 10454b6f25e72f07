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

    [Fact]
    public async Task A_list_is_looked_at_brought_in_asked_by_itself_and_its_conflicts_are_told()
    {
        await using var server = await Server.StartAsync(pages: true);
        await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        Assert.Contains("No list yet", await browser.GetStringAsync("/studies/harbour/register/lists"), StringComparison.Ordinal);
        Assert.Contains("No list yet", await browser.GetStringAsync("/studies/harbour/register/conflicts"), StringComparison.Ordinal);
        await UploadAsync(browser, "csv", Tables);

        const string Mapping = """{ "source": "<b>contacts</b>", "columns": { "code": "Group", "name": "Called", "opened": "Since" } }""";
        using var look = await PostAsync(browser, "bring-in", [("layout", "mapped"), ("mapping", Mapping), ("known", "2014"), ("step", "preview")], ("contacts.csv", "Group,Called,Since\na,Ash,2012\nz,Zelkova,2013\n"));
        var seen = await look.Content.ReadAsStringAsync();
        Assert.Contains("What “&lt;b&gt;contacts&lt;/b&gt; 2014” would bring", seen, StringComparison.Ordinal);
        Assert.Contains("It would add 1 organisation, close 0", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Zelkova", await browser.GetStringAsync("/studies/harbour/register?at=2013-06"), StringComparison.Ordinal);

        // What was looked at goes with the form again, file and mapping.
        var carried = HiddenField().Matches(seen).Where(m => m.Groups[1].Value is "layout" or "known" or "source" or "mapping" or "name" or "content").Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).ToArray();
        Assert.Equal(["layout", "known", "mapping", "name", "content"], carried.Select(c => c.Item1));
        using var taken = await PostAsync(browser, "bring-in", carried);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains("Zelkova", await browser.GetStringAsync("/studies/harbour/register?at=2013-06"), StringComparison.Ordinal);
        Assert.Contains("<option value=\"{ &quot;source", await browser.GetStringAsync("/studies/harbour/register/bring-in"), StringComparison.Ordinal);

        var alone = await browser.GetStringAsync("/studies/harbour/register?at=2020&vintage=" + Uri.EscapeDataString("<b>contacts</b> 2014"));
        Assert.Contains("2 organisations on 2020 by the list “<b>contacts</b> 2014” alone", WebUtility.HtmlDecode(alone), StringComparison.Ordinal);
        Assert.Contains("2 organisations on 2020 as known on 2014", await browser.GetStringAsync("/studies/harbour/register?at=2020&knownon=2014"), StringComparison.Ordinal);
        var page = await browser.GetStringAsync(OrganisationLink().Match(alone).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal));
        Assert.Contains("Who says so", page, StringComparison.Ordinal);
        Assert.Contains("and it exists still", page, StringComparison.Ordinal);
        var conflicts = await browser.GetStringAsync("/studies/harbour/register/conflicts");
        Assert.Contains("sources disagree", conflicts, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;contacts&lt;/b&gt; 2014: 2012", conflicts, StringComparison.Ordinal);
        var lists = await browser.GetStringAsync("/studies/harbour/register/lists?from=" + Uri.EscapeDataString("<b>contacts</b> 2014"));
        Assert.Contains("differences:", lists, StringComparison.Ordinal);
        foreach (var path in new[] { "changes", "lineage", "compare?from=2013&to=2016" })
        {
            Assert.Contains("As known on", await browser.GetStringAsync("/studies/harbour/register/" + path), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.GetAsync("/studies/harbour/register?vintage=none")).StatusCode);
        Assert.All(new[] { seen, alone, page, conflicts, lists }, html => Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>contacts", html));
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient browser, string layout, params (string Name, string Text)[] files) => PostAsync(browser, "bring-in", [("layout", layout)], files);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, (string Name, string Value)[] fields, params (string Name, string Text)[] files)
    {
        var token = TokenField().Match(await browser.GetStringAsync("/studies/harbour/register/" + page)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), FormTokens.Field } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name);
        }

        return await browser.PostAsync("/studies/harbour/register/import", form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    [GeneratedRegex("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();

    [GeneratedRegex("<th scope=\"row\"><a href=\"([^\"]+)\">Ash")]
    private static partial Regex OrganisationLink();

    [GeneratedRegex("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig")]
    private static partial Regex SvgElement();
}
