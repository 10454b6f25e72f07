using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Hosting;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Tests.Register;

/// <summary>The pages of structure and careers as a browser without a script meets them.</summary>
public sealed partial class BodyPageTests
{
    private const string Structure = "/studies/harbour/register/structure";

    [Fact]
    public async Task Bodies_are_uploaded_measured_drawn_and_opened_and_a_name_is_shown_only_of_public_office()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        await server.Workshop.DoAsync(study, new AddOrganisation("Ash & <b>Oak</b>", "group", "2013", Key: "a"), Actor.Program);
        Assert.Contains("No body yet", await browser.GetStringAsync(Structure), StringComparison.Ordinal);
        Assert.Contains("No person yet", await browser.GetStringAsync("/studies/harbour/register/careers"), StringComparison.Ordinal);
        using var uploaded = await UploadAsync(browser,
            ("bodies.csv", "id,organisation,kind,name,parent,from,to\nb1,a,governing body,The <b>table</b>,,2013,\nb2,a,locality committee,East,b1,2013,\n"), ("posts.csv", "id,body,title,voting,from,to\np1,b1,chair,yes,,\np2,b2,member,,,\n"),
            ("holdings.csv", "post,person,from,to\np1,h1,2013,\np2,h1,2014,\np1,h2,2015,\n"), ("persons.csv", "id,name,public_office\nh1,Wilma <b>Test</b>,yes\nh2,Hidden Harry,no\n"));
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        var after = await browser.GetStringAsync(uploaded.Headers.Location);
        Assert.Contains("Done: import bodies", after, StringComparison.Ordinal);
        Assert.Contains("The name of person h2 was not kept", WebUtility.HtmlDecode(after), StringComparison.Ordinal);
        Assert.Contains("1 organisation with bodies", after, StringComparison.Ordinal);
        var one = OneLink().Match(after).Groups[1].Value;
        var page = await browser.GetStringAsync(WebUtility.HtmlDecode(one));
        Assert.Contains("<title id=\"bodies-t\">Bodies of Ash &amp; &lt;b&gt;Oak", page, StringComparison.Ordinal);
        Assert.Contains("2, the longest chain of bodies", page, StringComparison.Ordinal);
        Assert.Contains("1 of 2 persons sat in two bodies or more.", page, StringComparison.Ordinal);
        Assert.Contains("Wilma &lt;b&gt;Test&lt;/b&gt;</a>", page, StringComparison.Ordinal);
        Assert.Contains("person h2</a>", page, StringComparison.Ordinal);
        var id = Regex.Match(one, "structure/([0-9a-f-]+)").Groups[1].Value;
        var organisation = await browser.GetStringAsync($"/studies/harbour/register/{id}?at=2016");
        Assert.Contains("Structure on 2016", organisation, StringComparison.Ordinal);
        Assert.Contains("None of its 2 bodies is known for that day", await browser.GetStringAsync($"/studies/harbour/register/{id}?at=2010"), StringComparison.Ordinal);
        var career = await browser.GetStringAsync("/studies/harbour/register/careers?person=h1&across=");
        Assert.Contains("Posts of Wilma &lt;b&gt;Test", career, StringComparison.Ordinal);
        Assert.Contains("No person of the kind is known", await browser.GetStringAsync("/studies/harbour/register/careers?across=true"), StringComparison.Ordinal);
        Assert.All(new[] { after, page, organisation, career }, html => Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>Oak|<b>table|<b>Test|Harry", html));
        Assert.DoesNotContain("Harry", await browser.GetStringAsync("/api/studies/harbour/tables/careers.csv"), StringComparison.Ordinal);

        // What an older list knew, and what it says otherwise.
        using var older = await UploadAsync(browser, "2014", ("bodies.csv", "id,organisation,kind,name,parent,from,to\nb1,a,governing body,The <b>old</b> table,,2013,\n"), ("holdings.csv", "post,person,from,to\np1,h1,2013,2020\n"));
        Assert.Equal(HttpStatusCode.Redirect, older.StatusCode);
        var then = await browser.GetStringAsync($"/studies/harbour/register/structure/{id}?at=2016&knownon=2014");
        Assert.Contains("So it was known on 2014.", then, StringComparison.Ordinal);
        Assert.Contains("The &lt;b&gt;old&lt;/b&gt; table</h3>", then, StringComparison.Ordinal);
        Assert.DoesNotContain("East", then, StringComparison.Ordinal);
        Assert.Contains("as known on 2014", await browser.GetStringAsync("/studies/harbour/register/structure?at=2016&knownon=2014"), StringComparison.Ordinal);
        var lists = await browser.GetStringAsync("/studies/harbour/register/structure/lists?from=2014");
        Assert.Contains("known on 2014", lists, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<td data-h=\"Of\">body b1</td><td data-h=\"What\">name</td><td data-h=\"Known on 2014\">The &lt;b&gt;old&lt;/b&gt; table</td>", lists, StringComparison.Ordinal);
        Assert.DoesNotMatch("<b>old|Wilma|Harry", lists);
        using var refused = await UploadAsync(browser, ("bodies.csv", "id,organisation,kind,name,parent,from,to\nb9,nobody,x,,,,\n"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("the register has no organisation “nobody”", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Structure + "/" + Guid.NewGuid())).StatusCode);
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient browser, params (string Name, string Text)[] files) => UploadAsync(browser, "", files);

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, string known, params (string Name, string Text)[] files)
    {
        var token = TokenField().Match(await browser.GetStringAsync(Structure)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), FormTokens.Field }, { new StringContent(known), "known" } };
        foreach (var (name, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name);
        }

        return await browser.PostAsync(Structure + "/import", form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    [GeneratedRegex("<th scope=\"row\"><a href=\"(/studies/harbour/register/structure/[^\"]+)\"")]
    private static partial Regex OneLink();
}
