using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Tests.Fieldwork;

/// <summary>Revising, placing and pseudonymising as a browser without a script meets them.</summary>
public sealed class RevisionPageTests
{
    private const string Text = "Wanda Elm: We did recieve it.\n\nWanda Elm: It was on a Tuesday.\n\nChair: So it was.\n\nChair: Quite.";

    [Fact]
    public async Task A_text_is_revised_side_by_side_and_what_waits_is_placed()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        var page = await SourceAsync(server, study);
        var at = $"/studies/harbour/sources/{page.Line.Id}";
        var code = (await server.Workshop.DoAsync(study, new AddCode("Told"), Actor.Program)).Answer.Id;
        var owner = await FirstSteward.EnsureAsync(server.Workshop);
        var start = page.Text.IndexOf("It was on a Tuesday.", StringComparison.Ordinal);
        await server.Workshop.DoAsync(study, new AddCoding(page.Revision, start, start + 20, code), owner);
        var form = await browser.GetStringAsync(at + "/revise");
        // A browser drops the first line end of a box, so one is put before the text.
        Assert.Contains(">\nWanda Elm: We did recieve it.", WebUtility.HtmlDecode(form), StringComparison.Ordinal);
        var next = Text.Replace("recieve", "receive", StringComparison.Ordinal).Replace("It was on a Tuesday.", "Nobody knew when <b>that</b> had been.", StringComparison.Ordinal);
        (string, string)[] fields = [("source", page.Line.Id.ToString()), ("number", "1"), ("kind", "Corrected"), ("reason", "Typing."), ("text", next.Replace("\n", "\r\n", StringComparison.Ordinal))];
        using var shown = await Server.PostFormAsync(browser, at + "/revise", "/studies/harbour/revise", [.. fields, ("step", "preview")]);
        var preview = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
        Assert.Contains("<del>recieve</del>", preview, StringComparison.Ordinal);
        Assert.Contains("<ins>receive</ins>", preview, StringComparison.Ordinal);
        Assert.Contains("Make it revision 2", preview, StringComparison.Ordinal);
        Assert.Contains("These would wait", preview, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;that&lt;/b&gt;", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var question = new HttpRequestMessage(HttpMethod.Post, "/api/studies/harbour/questions/revision-preview") { Content = JsonContent.Create(new { source = page.Line.Id, number = 1, text = next }) };
        question.Headers.Add(Web.Hosting.FormTokens.Header, Regex.Match(form, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value);
        using var asked = await browser.SendAsync(question);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        using var landed = await Server.PostFormAsync(browser, at + "/revise", "/studies/harbour/revise", [.. fields, ("step", "land")]);
        Assert.Equal(HttpStatusCode.Redirect, landed.StatusCode);
        Assert.StartsWith(at + "/diff?did=", landed.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Not carried", await browser.GetStringAsync(at + "/diff"), StringComparison.Ordinal);
        using var stale = await Server.PostFormAsync(browser, at + "/revise", "/studies/harbour/revise", [.. fields, ("step", "preview")]);
        Assert.Contains("was made from revision 1", WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("Nothing is coded here any more", await browser.GetStringAsync(at + "?revision=1"), StringComparison.Ordinal);
        Assert.DoesNotContain("islands/desk.js", await browser.GetStringAsync(at + "?revision=1"), StringComparison.Ordinal);

        var waiting = await browser.GetStringAsync("/studies/harbour/waiting");
        Assert.Contains("It was on a Tuesday.", waiting, StringComparison.Ordinal);
        var item = Regex.Match(waiting, "name=\"item\" value=\"([^\"]+)\"").Groups[1].Value;
        using var placed = await Server.PostFormAsync(browser, "/studies/harbour/waiting", "/studies/harbour/acts/place-waiting", ("item", item), ("words", "Nobody knew when"), ("return", "/studies/harbour/waiting"));
        Assert.Equal(HttpStatusCode.Redirect, placed.StatusCode);
        Assert.Contains("Nothing waits", await browser.GetStringAsync("/studies/harbour/waiting"), StringComparison.Ordinal);

        using var file = new MultipartFormDataContent { { new StringContent(Regex.Match(form, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value), Web.Hosting.FormTokens.Field }, { new StringContent(page.Line.Id.ToString()), "source" }, { new StringContent("2"), "number" }, { new StringContent("Retranscribed"), "kind" }, { new StringContent("Anew."), "reason" }, { new StringContent("preview"), "step" } };
        file.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(next + " From a file.")), "file", "anew.txt");
        using var fromFile = await browser.PostAsync("/studies/harbour/revise", file);
        Assert.Contains("<ins> From a file.</ins>", await fromFile.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_shown_in_answer_to_a_form_and_nowhere_else()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        const string Names = "/studies/harbour/names";
        var key = Directory.CreateTempSubdirectory("fieldthread-key-").FullName;
        server.Workshop.Database.NamesKey = Path.Combine(key, "names.key");
        try
        {
            var page = await SourceAsync(server, study);
            Assert.Contains("No names are kept yet", await browser.GetStringAsync(Names), StringComparison.Ordinal);
            using var made = await Server.PostFormAsync(browser, Names, Names + "/set-up");
            Assert.Matches("<code>[0-9A-Z]{4}(-[0-9A-Z]{4}){13}</code>", await made.Content.ReadAsStringAsync());
            Assert.True(made.Headers.CacheControl!.NoStore);
            Assert.DoesNotMatch("<code>[0-9A-Z]{4}-", await browser.GetStringAsync(Names));
            using var added = await Server.PostFormAsync(browser, Names, "/studies/harbour/acts/keep-pseudonym", ("replacement", "GP01"), ("kind", "Person"), ("words", "Wanda Elm\r\nWanda"), ("return", Names));
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
            var list = await browser.GetStringAsync(Names);
            Assert.Contains("GP01", list, StringComparison.Ordinal);
            Assert.DoesNotContain("Wanda", list, StringComparison.Ordinal);
            using var look = await Server.PostFormAsync(browser, Names, Names + "/look", ("sources", page.Line.Id.ToString()));
            var seen = await look.Content.ReadAsStringAsync();
            Assert.Contains("Wanda Elm; Wanda", seen, StringComparison.Ordinal);
            Assert.Contains("<ins>GP01</ins>", seen, StringComparison.Ordinal);
            Assert.Contains("Put them into 1 text", seen, StringComparison.Ordinal);
            using var applied = await Server.PostFormAsync(browser, Names, "/studies/harbour/acts/pseudonymise-sources", ("sources", page.Line.Id.ToString()), ("asOf", Regex.Match(seen, "name=\"asOf\" value=\"([0-9]+)\"").Groups[1].Value), ("reason", "Before coding."), ("return", "/studies/harbour/sources"));
            Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
            Assert.StartsWith("GP01: We did recieve it.", (await server.Workshop.AskAsync(study, new SourceText(page.Line.Id), Actor.Program)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Wanda", await browser.GetStringAsync("/studies/harbour/log"), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(key, recursive: true);
        }
    }

    private static async Task<SourcePage> SourceAsync(Server server, int study)
    {
        await server.Workshop.DoAsync(study, new ImportDocuments([new GivenFile("Talk.txt", Encoding.UTF8.GetBytes(Text))]), Actor.Program);
        var line = (await server.Workshop.AskAsync(study, new SourceList(), Actor.Program)).Single(s => s.Name == "Talk");
        return await server.Workshop.AskAsync(study, new SourceText(line.Id), Actor.Program);
    }
}
