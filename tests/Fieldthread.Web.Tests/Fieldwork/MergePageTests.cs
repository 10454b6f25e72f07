using System.Net;
using System.Text.RegularExpressions;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Testing;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies.Minutes;

namespace Fieldthread.Web.Tests.Rooms;

public sealed class MergePageTests
{
    [Fact]
    public async Task A_project_goes_out_comes_back_is_previewed_and_taken_in_on_the_page()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        await server.Workshop.DoAsync(study, new ImportProject("sample.qdpx", QdeSample.Bytes()), Actor.Program);
        var token = TokenOf(await browser.GetStringAsync("/studies/harbour/coded-projects"));
        using var sent = await browser.PostAsync("/studies/harbour/project/send", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("profile", "standard")]));
        Assert.Equal("application/zip", sent.Content.Headers.ContentType!.MediaType);
        var project = RefiReader.Read(new MemoryStream(await sent.Content.ReadAsByteArrayAsync())).Project;
        Assert.Contains("went out", await browser.GetStringAsync("/studies/harbour/coded-projects"), StringComparison.Ordinal);

        var there = project with { Codes = [.. project.Codes.Select((c, i) => i == 0 ? c with { Name = "So called there" } : c)] };
        token = TokenOf(await browser.GetStringAsync("/studies/harbour/import/merge"));
        using var shown = await browser.PostAsync("/studies/harbour/import/back", Form(token, "preview", File(there)));
        var page = await shown.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("So called there", page, StringComparison.Ordinal);
        Assert.Contains("changed there", page, StringComparison.Ordinal);
        var plan = Regex.Match(page, "name=\"plan\" value=\"([0-9a-f]+)\"").Groups[1].Value;
        Assert.Equal(32, plan.Length);
        using var landed = await browser.PostAsync("/studies/harbour/import/back", Form(TokenOf(page), "land", File(there), ("plan", plan), ("choices", "all=theirs"), ("choices", "")));
        Assert.True(landed.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.Found);
        Assert.Contains(await server.Workshop.AskAsync(study, new CodebookTree(), Actor.Program), c => c.Name == "So called there");

        // Through the data interface: there is nothing left to do.
        using var asked = await browser.PostAsync("/api/studies/harbour/questions/preview-merge", Form(token, "preview", File(there)));
        Assert.Contains("\"isNothing\":true", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_are_written_linked_and_shown_on_the_page_of_a_code()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        var code = (await server.Workshop.DoAsync(study, new AddCode("Harbour dues"), Actor.Program)).Answer.Id;
        using var written = await browser.PostAsync("/studies/harbour/acts/write-minutes", new FormUrlEncodedContent([new("__RequestVerificationToken", TokenOf(await browser.GetStringAsync("/studies/harbour/minutes"))), new("date", "2024-05-17"), new("title", "Codebook day"), new("decisions", "Keep it.\r\nSplit nothing.")]));
        var minutes = Assert.Single(await server.Workshop.AskAsync(study, new MinutesList(), Actor.Program));
        Assert.Equal(["Keep it.", "Split nothing."], minutes.Decisions.Select(d => d.Words));
        await server.Workshop.DoAsync(study, new LinkDecision(minutes.Decisions[0].Id, $"codes:{code}"), Actor.Program);
        Assert.Contains("Harbour dues", await browser.GetStringAsync($"/studies/harbour/minutes/{minutes.Id}"), StringComparison.Ordinal);
        var page = await browser.GetStringAsync($"/studies/harbour/codes/{code}");
        Assert.Contains("Decided in meetings", page, StringComparison.Ordinal);
        Assert.Contains("Keep it.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Split nothing.", page, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await browser.GetByteArrayAsync("/api/studies/harbour/minutes.docx"))[..2]);
    }

    private static byte[] File(QdaProject project)
    {
        using var bytes = new MemoryStream();
        RefiWriter.Write(project, bytes);
        return bytes.ToArray();
    }

    private static MultipartFormDataContent Form(string token, string step, byte[] file, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(step), "step" }, { new ByteArrayContent(file), "file", "back.qdpx" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private static string TokenOf(string page) => Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
}
