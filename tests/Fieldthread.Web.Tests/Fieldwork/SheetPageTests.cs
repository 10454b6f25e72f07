using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Appointments;

namespace Fieldthread.Web.Tests.Rooms;

/// <summary>Tables and calendars, by the pages that take them.</summary>
public sealed class SheetPageTests
{
    [Fact]
    public async Task A_table_and_a_calendar_are_shown_first_and_then_brought_in()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        await server.Workshop.DoAsync(study, new AddSite("Site 1", "A <b>town</b>"), Actor.Program);
        var token = TokenOf(await browser.GetStringAsync("/studies/harbour/import/table?of=sites"));
        const string table = "site,about\nSite 1,A city\nSite 2,A village\nSite 2,Again\n";
        using var shown = await browser.PostAsync("/studies/harbour/table", Form(token, "preview", "sites.csv", table, ("of", "sites")));
        var page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
        Assert.True(page.Contains("1 row new, 1 changed, 0 as they stand", StringComparison.Ordinal), page);
        Assert.Contains("A city", page, StringComparison.Ordinal);
        Assert.Contains("stands in row 3 already", page, StringComparison.Ordinal);
        Assert.Single((await server.Workshop.AskAsync(study, new Field(), Actor.Program)).Sites);
        using var landed = await browser.PostAsync("/studies/harbour/table", Form(TokenOf(page), "land", null, "", ("of", "sites"), ("name", "sites.csv"), ("content", Convert.ToBase64String(Encoding.UTF8.GetBytes(table)))));
        Assert.Equal(HttpStatusCode.Redirect, landed.StatusCode);
        Assert.Equal([("Site 1", "A city"), ("Site 2", "A village")], (await server.Workshop.AskAsync(study, new Field(), Actor.Program)).Sites.Select(s => (s.Name, s.About)));
        using var refused = await browser.PostAsync("/studies/harbour/table", Form(token, "preview", "sites.csv", table, ("of", "boats")));
        Assert.Contains("is no table that comes in", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        await server.Workshop.DoAsync(study, new PlanAppointment("Board", EncounterKind.Meeting, "2190-06-14 10:30", 60), Actor.Program);
        var list = await browser.GetStringAsync("/studies/harbour/appointments");
        Assert.Contains("2190-06-14 10:30", list, StringComparison.Ordinal);
        using var file = await browser.GetAsync("/api/studies/harbour/calendar.ics?due=true");
        Assert.Equal("text/calendar", file.Content.Headers.ContentType!.MediaType);
        var moved = (await file.Content.ReadAsStringAsync()).Replace("SUMMARY:Board", "SUMMARY:The board", StringComparison.Ordinal);
        using var plan = await browser.PostAsync("/studies/harbour/appointments/import", Form(TokenOf(list), "preview", "a.ics", moved));
        page = WebUtility.HtmlDecode(await plan.Content.ReadAsStringAsync());
        Assert.Contains("0 new, 1 changed, 0 as they stand", page, StringComparison.Ordinal);
        using var asked = await browser.PostAsync("/api/studies/harbour/questions/preview-calendar", Form(token, "", "a.ics", moved));
        Assert.Contains("\"becomes\":\"The board\"", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var done = await browser.PostAsync("/studies/harbour/appointments/import", Form(TokenOf(page), "land", null, "", ("name", "a.ics"), ("content", Convert.ToBase64String(Encoding.UTF8.GetBytes(moved)))));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("The board", Assert.Single((await server.Workshop.AskAsync(study, new AppointmentsOfStudy(), Actor.Program)).Lines).Name);
    }

    private static MultipartFormDataContent Form(string token, string step, string? name, string text, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(step), "step" } };
        if (name is not null)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name);
        }

        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return form;
    }

    private static string TokenOf(string page) => Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
}
