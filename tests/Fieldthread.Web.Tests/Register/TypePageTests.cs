using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Hosting;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Tests.Register;

/// <summary>The page of types as a browser without a script meets it, and the names of types on other pages.</summary>
public sealed partial class TypePageTests
{
    private const string Types = "/studies/harbour/register/types";

    [Fact]
    public async Task Types_are_stated_brought_in_shown_by_their_names_of_the_day_and_withdrawn()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        Assert.Contains("No type yet", await browser.GetStringAsync(Types), StringComparison.Ordinal);
        await server.Workshop.DoAsync(study, new AddOrganisation("Ash", "group", "2010", Key: "a"), Actor.Program);
        await server.Workshop.DoAsync(study, new AddOrganisation("Oak", "practice", "2010", Key: "o"), Actor.Program);
        var empty = await browser.GetStringAsync(Types);
        Assert.Contains("as lists have it", empty, StringComparison.Ordinal);
        using var stated = await PostAsync(browser, "state-type", empty, ("type", "group"), ("says", "label"), ("value", "shadow <b>group</b>"), ("from", "2012"), ("to", "2013"), ("reason", "the order"), ("source", "Order 3"));
        Assert.Equal(HttpStatusCode.Redirect, stated.StatusCode);
        using var refused = await PostAsync(browser, "state-type", empty, ("type", "group"), ("says", "label"), ("value", "another"), ("from", "2013"), ("reason", "the order"), ("source", "Order 4"));
        Assert.Contains("It cannot be that group is called “another”", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var file = new MultipartFormDataContent { { new StringContent(Token().Match(empty).Groups[1].Value), FormTokens.Field }, { new StringContent("why"), "reason" }, { new StringContent("who"), "source" } };
        file.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("type,says,value\ngroup,member,practice\ngroup,sole,yes\n")), "files", "types.csv");
        using var brought = await browser.PostAsync(Types + "/import", file);
        Assert.Equal(HttpStatusCode.Redirect, brought.StatusCode);
        var then = await browser.GetStringAsync(Types + "?at=2012");
        Assert.Contains("shadow &lt;b&gt;group&lt;/b&gt;</a>", then, StringComparison.Ordinal);
        Assert.Contains("in one at a time", then, StringComparison.Ordinal);
        Assert.Contains("What the register has otherwise", then, StringComparison.Ordinal);
        Assert.Contains("not on 2015", await browser.GetStringAsync(Types + "?at=2015"), StringComparison.Ordinal);
        Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>group", then);

        // The same name on the list, in its filter, in its file, and on the page of the organisation.
        var list = await browser.GetStringAsync("/studies/harbour/register?at=2012");
        Assert.Contains("<td>shadow &lt;b&gt;group&lt;/b&gt;</td>", list, StringComparison.Ordinal);
        Assert.Contains("<option value=\"group\">shadow &lt;b&gt;group", list, StringComparison.Ordinal);
        Assert.Contains("<td>group</td>", await browser.GetStringAsync("/studies/harbour/register?at=2015"), StringComparison.Ordinal);
        Assert.Contains(",group,shadow <b>group</b>,2010", await browser.GetStringAsync("/api/studies/harbour/tables/register-at.csv?at=2012"), StringComparison.Ordinal);
        Assert.Contains("shadow &lt;b&gt;group", await browser.GetStringAsync(Organisation().Match(list).Groups[1].Value + "?at=2012"), StringComparison.Ordinal);

        // Withdrawn by its form, the word of the register is back.
        var id = Regex.Match(then, "name=\"statement\" value=\"([^\"]+)\"").Groups[1].Value;
        using var withdrawn = await PostAsync(browser, "withdraw-type-statement", then, ("statement", id));
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.DoesNotContain("shadow", await browser.GetStringAsync("/studies/harbour/register?at=2012"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string act, string page, params (string Name, string Value)[] fields) => browser.PostAsync(
        "/studies/harbour/acts/" + act, new FormUrlEncodedContent(fields.Append((FormTokens.Field, Token().Match(page).Groups[1].Value)).Append(("return", Types)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<th scope=\"row\"><a href=\"(/studies/harbour/register/[0-9a-f-]+)")]
    private static partial Regex Organisation();
}
