using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Fieldthread.Web.Tests.Analysis;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;

namespace Fieldthread.Web.Tests.Fieldwork;

public sealed class CodebookPageTests
{
    private const string Codes = "/studies/harbour/codes";

    [Fact]
    public async Task A_code_is_kept_on_its_pages_by_forms_alone()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        var code = await MatrixPageTests.FillAsync(server.Workshop, study);
        async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));
        async Task PostAsync(string page, string act, params (string, string)[] fields)
        {
            using var posted = await Server.PostFormAsync(browser, page, "/studies/harbour/acts/" + act, [.. fields, ("return", page)]);
            Assert.True(posted.StatusCode == HttpStatusCode.Redirect, act + ": " + await posted.Content.ReadAsStringAsync());
        }

        await PostAsync(Codes, "add-code", ("name", "Quiet"), ("parent", ""), ("colour", "teal"), ("definition", "Said <b>nothing</b>."), ("includeWhen", "They were silent."), ("draft", "true"), ("reason", "Needed."));
        var quiet = (await server.Workshop.AskAsync(study, new CodebookTree(), Actor.Program)).Single(c => c.Name == "Quiet");
        Assert.Equal("#149385", quiet.Colour);
        var page = await browser.GetStringAsync(Codes);
        Assert.Contains("Said &lt;b&gt;nothing&lt;/b&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("Include when:", page, StringComparison.Ordinal);
        Assert.Contains("draft", page, StringComparison.Ordinal);
        await PostAsync($"{Codes}/{quiet.Id}", "order-code", ("code", quiet.Id.ToString()), ("to", "Up"));
        Assert.Equal(["Quiet", "=Trust"], (await server.Workshop.AskAsync(study, new CodebookTree(), Actor.Program)).Select(c => c.Path));
        await PostAsync($"{Codes}/{code}", "retire-code", ("code", code.ToString()), ("reason", "Too wide."), ("successor", quiet.Id.ToString()));
        Assert.Contains("Bring back", await PageAsync($"{Codes}/{code}"), StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{code}\"", (await PageAsync($"/studies/harbour/sources/{(await server.Workshop.AskAsync(study, new SourceList(), Actor.Program))[0].Id}/sentences")), StringComparison.Ordinal);
        await PostAsync($"{Codes}/{code}", "bring-back-code", ("code", code.ToString()), ("reason", ""));
        var passage = (await server.Workshop.AskAsync(study, new CodingsOfCode(code), Actor.Program)).Passages[0];
        Assert.Contains(passage.Coding.ToString(), await PageAsync($"{Codes}/{code}/split"), StringComparison.Ordinal);
        await PostAsync($"{Codes}/{code}/split", "split-code", ("code", code.ToString()), ("codings", passage.Coding.ToString()), ("into", ""), ("newName", "Met"), ("definition", ""), ("reason", "Two things."));
        var history = await PageAsync($"{Codes}/{code}/history");
        foreach (var words in new[] { "Retired", "Too wide.", "Brought back", "Split: codings given to", "Two things.", "Met" })
        {
            Assert.Contains(words, history, StringComparison.Ordinal);
        }

        var compared = await PageAsync($"{Codes}/compare?from=act+4");
        Assert.Contains("gave codings to Met", compared, StringComparison.Ordinal);
        Assert.Contains("Nothing is otherwise.", await PageAsync($"{Codes}/compare?from=now"), StringComparison.Ordinal);
        Assert.Contains("No code then", await PageAsync($"{Codes}?at=1999"), StringComparison.Ordinal);
        using var never = await browser.GetAsync($"{Codes}?at=never");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, never.StatusCode);

        // Out as files, and in again with a look first.
        var qdc = await browser.GetStringAsync("/api/studies/harbour/codebook.qdc");
        Assert.StartsWith("<?xml", qdc, StringComparison.Ordinal);
        using (var document = WordprocessingDocument.Open(new MemoryStream(await browser.GetByteArrayAsync("/api/studies/harbour/codebook.docx")), isEditable: false))
        {
            Assert.Contains("They were silent.", document.MainDocumentPart!.Document.InnerText, StringComparison.Ordinal);
        }

        var token = System.Text.RegularExpressions.Regex.Match(await browser.GetStringAsync(Codes + "/bring-in"), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        async Task<HttpResponseMessage> SendAsync(string step, string file)
        {
            using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(step), "step" }, { new StringContent("take"), "otherwise" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "book.qdc" } };
            return await browser.PostAsync(Codes + "/import", form);
        }

        var changed = qdc.Replace("They were silent.", "They kept silent.", StringComparison.Ordinal);
        using var preview = await SendAsync("preview", changed);
        var shown = WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync());
        Assert.Contains("0 new codes, 2 the same, 1 that the codebook has and the file says otherwise of.", shown, StringComparison.Ordinal);
        Assert.Contains("They kept silent.", shown, StringComparison.Ordinal);
        using var landed = await SendAsync("land", changed);
        Assert.Equal(HttpStatusCode.Redirect, landed.StatusCode);
        Assert.Contains("They kept silent.", await PageAsync(Codes), StringComparison.Ordinal);
        using var refused = await SendAsync("preview", "<CodeBook");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        foreach (var address in new[] { Codes, $"{Codes}/{code}", $"{Codes}/{code}/history", $"{Codes}/{code}/split", $"{Codes}/compare?from=act+4", Codes + "/bring-in" })
        {
            Assert.DoesNotMatch(" style=| onclick=|<script>", await browser.GetStringAsync(address));
        }
    }

    [Fact]
    public async Task A_line_is_built_by_a_form_found_and_kept()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        await MatrixPageTests.FillAsync(server.Workshop, study);
        async Task<string> PageAsync(string query) => WebUtility.HtmlDecode(await browser.GetStringAsync("/studies/harbour/retrieval" + query));
        Assert.Contains("Build the line", await PageAsync(""), StringComparison.Ordinal);
        var built = await PageAsync("?build=1&code0=" + Uri.EscapeDataString("c:=Trust") + "&join1=not+near&far1=3&unit1=Words&code1=*&site=Northside&phase=&from=2021&to=");
        Assert.Contains("(\"=Trust\" not near 3 words coded) [site = \"Northside\", date from 2021]", built, StringComparison.Ordinal);
        var found = await PageAsync("?query=" + Uri.EscapeDataString("\"=Trust\" [phase = First phase]") + "&by=site");
        Assert.Contains("<mark>We met</mark>", found, StringComparison.Ordinal);
        Assert.Contains("1 coding touch", found, StringComparison.Ordinal);
        Assert.Contains("Northside", found, StringComparison.Ordinal);
        Assert.Contains("At character 10:", await PageAsync("?query=coded+and"), StringComparison.Ordinal);
        using var posted = await Server.PostFormAsync(browser, "/studies/harbour/retrieval?query=coded", "/studies/harbour/acts/keep-retrieval", ("name", "Everything"), ("line", "coded"), ("note", "For the appendix."), ("return", "/studies/harbour/retrieval"));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.Contains("For the appendix.", await PageAsync(""), StringComparison.Ordinal);
        using var document = WordprocessingDocument.Open(new MemoryStream(await browser.GetByteArrayAsync("/api/studies/harbour/retrieval.docx?query=coded")), isEditable: false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document));
        Assert.Contains("We met", document.MainDocumentPart!.Document.InnerText, StringComparison.Ordinal);
        Assert.DoesNotMatch(" style=| onclick=|<script>", found);
        Assert.Contains("<mark>Trust</mark>", await browser.GetStringAsync("/studies/harbour/search?words=trust"), StringComparison.Ordinal);
    }
}
