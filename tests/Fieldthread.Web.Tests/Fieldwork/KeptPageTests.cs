using System.IO.Compression;
using System.Net;
using Fieldthread.Testing;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Kept;

namespace Fieldthread.Web.Tests.Fieldwork;

public sealed class KeptPageTests
{
    [Fact]
    public async Task A_project_goes_out_in_each_profile_and_what_was_kept_is_shown_handed_over_and_erased()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        const string Page = "/studies/harbour/coded-projects";
        Assert.Contains("Nothing.", await browser.GetStringAsync(Page), StringComparison.Ordinal);
        await server.Workshop.DoAsync(study, new ImportProject("sample.qdpx", QdeSample.Bytes()), Actor.Program);
        var list = await browser.GetStringAsync(Page);
        Assert.Contains("Board room", list, StringComparison.Ordinal);
        Assert.Contains("value=\"nvivo\"", list, StringComparison.Ordinal);
        foreach (var (profile, folder) in new[] { ("standard", "sources/"), ("nvivo", "Sources/"), ("maxqda", "sources/") })
        {
            var bytes = await browser.GetByteArrayAsync($"/api/studies/harbour/project.qdpx?profile={profile}");
            using var zip = new ZipArchive(new MemoryStream(bytes));
            Assert.NotNull(zip.GetEntry(folder + "board.png"));
            Assert.Equal(QdeSample.Elements(QdeSample.Bytes()).Count, QdeSample.Elements(bytes).Count);
        }

        using var unknown = await browser.GetAsync("/api/studies/harbour/project.qdpx?profile=atlas");
        Assert.False(unknown.IsSuccessStatusCode);
        Assert.Contains("standard, nvivo, maxqda", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var things = await server.Workshop.AskAsync(study, new KeptThings(), Actor.Program);
        var picture = things.Single(t => t.Kind == "picture");
        var page = await browser.GetStringAsync($"{Page}/{picture.Id}");
        Assert.Contains("an empty chair", page, StringComparison.Ordinal);
        var file = (await server.Workshop.AskAsync(study, new KeptThing(picture.Id), Actor.Program)).Files[0].Id;
        Assert.Contains($"<img src=\"/api/studies/harbour/kept/{file}\"", page, StringComparison.Ordinal);
        using var shown = await browser.GetAsync($"/api/studies/harbour/kept/{file}");
        Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);

        // A recording that is no picture is handed over, not shown, whatever its name says.
        var video = await server.Workshop.AskAsync(study, new KeptThing(things.Single(t => t.Kind == "video recording").Id), Actor.Program);
        using var handed = await browser.GetAsync($"/api/studies/harbour/kept/{video.Files[0].Id}");
        Assert.Equal(("application/octet-stream", "attachment"), (handed.Content.Headers.ContentType!.MediaType, handed.Content.Headers.ContentDisposition!.DispositionType));
        foreach (var thing in things)
        {
            Assert.Contains("kept as it came with sample.qdpx", await browser.GetStringAsync($"{Page}/{thing.Id}"), StringComparison.Ordinal);
        }

        using var posted = await Server.PostFormAsync(browser, $"{Page}/{picture.Id}", "/studies/harbour/acts/erase-kept", ("piece", picture.Id.ToString()), ("return", Page));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.Contains("were erased", await browser.GetStringAsync($"{Page}/{picture.Id}"), StringComparison.Ordinal);
        using var gone = await browser.GetAsync($"/api/studies/harbour/kept/{file}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }
}
