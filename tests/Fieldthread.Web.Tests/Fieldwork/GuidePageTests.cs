using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.FieldNotes;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Tests.Fieldwork;

/// <summary>Guides, encounters, checklists and the way of working as a browser without a script and another program meet them.</summary>
public sealed class GuidePageTests
{
    [Fact]
    public async Task A_guide_is_typed_brought_in_used_and_a_note_is_written_below_its_headings()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        async Task<T> DoAsync<T>(Act<T> act) => (await server.Workshop.DoAsync(study, act, Actor.Program)).Answer;
        const string home = "/studies/harbour";
        Assert.Contains("No topic guide yet", await browser.GetStringAsync(home + "/guides"), StringComparison.Ordinal);
        using var line = await Server.PostFormAsync(browser, home + "/guides", home + "/acts/add-line-of-inquiry", ("label", "money"), ("sought", "What became of <b>it</b>"), ("return", home + "/guides"));
        Assert.Equal(HttpStatusCode.Redirect, line.StatusCode);
        using var begun = await Server.PostFormAsync(browser, home + "/guides", home + "/acts/add-guide", ("title", "Managers"), ("return", home + "/guides"));
        var guide = (await server.Workshop.AskAsync(study, new TopicGuides(), Actor.Program))[0].Id;
        var at = $"{home}/guides/{guide}";
        using var typed = await Server.PostFormAsync(browser, at, home + "/acts/add-guide-version", ("guide", guide.ToString()), ("text", "# Start\r\nWhere did it go? [money]\r\n- And who said so?"), ("day", "2021-03"), ("return", at));
        Assert.Equal(HttpStatusCode.Redirect, typed.StatusCode);
        var page = await browser.GetStringAsync(at);
        Assert.Contains("Where did it go?", page, StringComparison.Ordinal);
        Assert.Contains("Write version 1 anew", page, StringComparison.Ordinal);

        using var upload = new MultipartFormDataContent
        {
            { new StringContent(Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value), "__RequestVerificationToken" }, { new StringContent(guide.ToString()), "guide" }, { new StringContent("2022"), "day" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("# Start\nWhere did it go?\nWho decides?\n")), "files", "guide.md" },
        };
        using var brought = await browser.PostAsync(home + "/guides/import", upload);
        Assert.Equal(HttpStatusCode.Redirect, brought.StatusCode);
        Assert.Contains("<ins>", await browser.GetStringAsync(at + "/compare"), StringComparison.Ordinal);

        var encounter = (await DoAsync(new AddEncounter("Talk", EncounterKind.Interview, "2021-04"))).Id;
        await DoAsync(new AddNoteTemplate("Observed meeting"));
        var versions = (await server.Workshop.AskAsync(study, new ShowGuide(guide), Actor.Program)).Guide.Versions;
        var meeting = $"{home}/encounters/{encounter}";
        using var edited = await Server.PostFormAsync(browser, meeting, home + "/acts/edit-encounter", ("encounter", encounter.ToString()), ("name", "Talk"), ("kind", "Interview"), ("date", "2021-04"), ("minutes", ""), ("site", ""), ("version", versions[0].Id.ToString()), ("channel", "Video"), ("return", meeting));
        Assert.Equal(HttpStatusCode.Redirect, edited.StatusCode);
        var template = (await server.Workshop.AskAsync(study, new NoteTemplateList(), Actor.Program)).First(t => t.Id is not null);
        using var noted = await Server.PostFormAsync(browser, meeting, home + "/acts/write-field-note", ("encounter", encounter.ToString()), ("template", template.Id.ToString()!), ("entries.0.heading", template.Headings[0].Heading), ("entries.0.words", ""), ("entries.1.heading", template.Headings[1].Heading), ("entries.1.words", "Nothing <i>came</i> of it."), ("return", meeting));
        Assert.Equal(HttpStatusCode.Redirect, noted.StatusCode);
        var shown = WebUtility.HtmlDecode(await browser.GetStringAsync(meeting));
        Assert.Contains("Managers, version 1", shown, StringComparison.Ordinal);
        Assert.Contains("field note by “Observed meeting”", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Write version 1 anew", await browser.GetStringAsync(at + "?number=1"), StringComparison.Ordinal);
        using var late = await Server.PostFormAsync(browser, meeting, home + "/acts/edit-encounter", ("encounter", encounter.ToString()), ("name", "Talk"), ("kind", "Interview"), ("date", "2021-04"), ("version", versions[1].Id.ToString()), ("return", meeting));
        Assert.Contains("Version 2 of the guide is of 2022", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var asked = JsonNode.Parse(await browser.GetStringAsync("/api/studies/harbour/questions/lines-of-inquiry"))!;
        Assert.Equal("Talk", asked["asked"]![0]!["encounter"]!.GetValue<string>());
        foreach (var seen in new[] { page, shown, await browser.GetStringAsync(home + "/guides"), await browser.GetStringAsync(home + "/note-templates") })
        {
            Assert.DoesNotMatch(" style=| onclick=|<script>", seen);
        }
    }

    [Fact]
    public async Task A_checklist_says_what_is_missing_and_a_reflexive_study_is_shown_its_own()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        const string home = "/studies/harbour";
        var coreq = WebUtility.HtmlDecode(await browser.GetStringAsync(home + "/checklists"));
        Assert.Contains("<h1>COREQ</h1>", coreq, StringComparison.Ordinal);
        Assert.Contains("Missing: No encounter is entered.", coreq, StringComparison.Ordinal);
        using var kept = await Server.PostFormAsync(browser, home + "/checklists", home + "/acts/write-checklist-item", ("list", "coreq"), ("item", "4"), ("text", "Both are <b>women</b>."), ("return", home + "/checklists/coreq"));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Contains("Both are &lt;b&gt;women&lt;/b&gt;.", await browser.GetStringAsync(home + "/checklists/coreq"), StringComparison.Ordinal);
        using var docx = await browser.GetAsync("/api/studies/harbour/checklist.docx?list=srqr");
        Assert.Equal(("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "srqr.docx"), (docx.Content.Headers.ContentType!.MediaType, docx.Content.Headers.ContentDisposition!.FileName));
        using var none = await browser.GetAsync(home + "/checklists/jars");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        using var changed = await Server.PostFormAsync(browser, home + "/stance", home + "/acts/change-stance", ("stance", "Reflexive"), ("reason", "We read."), ("return", home + "/stance"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains("<h1>RTARG</h1>", await browser.GetStringAsync(home + "/checklists"), StringComparison.Ordinal);
        Assert.Contains("fits the study badly", await browser.GetStringAsync(home + "/checklists/coreq"), StringComparison.Ordinal);
        Assert.Contains("We read.", await browser.GetStringAsync(home + "/stance"), StringComparison.Ordinal);
        var account = (await FirstSteward.EnsureAsync(server.Workshop)).AccountId;
        using var seat = new HttpRequestMessage(HttpMethod.Post, "/api/studies/harbour/acts/seat") { Content = JsonContent.Create(new { account, name = "Me", role = "lead", blind = true }) };
        seat.Headers.Add(Web.Hosting.FormTokens.Header, Regex.Match(await browser.GetStringAsync(home + "/stance"), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value);
        using var refused = await browser.SendAsync(seat);
        Assert.Contains("not-offered", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var stance = JsonNode.Parse(await browser.GetStringAsync("/api/studies/harbour/questions/stance"))!;
        Assert.Equal(nameof(Stance.Reflexive), stance["stance"]!.GetValue<string>(), ignoreCase: true);
    }
}
