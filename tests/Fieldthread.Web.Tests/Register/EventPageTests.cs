using System.Net;
using System.Text;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Tests.Register;

/// <summary>The pages of change events as a browser without a script meets them.</summary>
public sealed class EventPageTests
{
    private const string Register = "/studies/harbour/register";

    [Fact]
    public async Task An_event_is_recorded_by_a_form_shown_in_full_and_linked_from_where_it_stands()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        Assert.Contains("No change event yet", await browser.GetStringAsync(Register + "/events"), StringComparison.Ordinal);
        await server.Workshop.DoAsync(study, new ImportRegister(
        [
            File("organisations.csv", "id,type,opened,closed\na,group,2013,\nb,group,2013,\nc,group,,\np1,practice,,\np2,practice,,\n"), File("names.csv", "organisation,name,from,to\na,Ash & <b>Oak</b>,,\n"),
            File("relations.csv", "subject,relation,object,from,to\np1,member of,a,2013,2015-03-31\np1,member of,c,2015-04-01,\np2,member of,b,2013,\n"),
        ]), Actor.Program);
        using var reform = await Server.PostFormAsync(browser, Register + "/events", "/studies/harbour/acts/add-reform", ("name", "The <b>Act</b>"), ("kind", "reform"), ("announced", "2010-07"), ("enacted", "2012"), ("effective", ""), ("return", Register + "/events"));
        Assert.Equal(HttpStatusCode.Redirect, reform.StatusCode);
        (string, string)[] fields =
        [
            ("date", "2015-04-01"), ("kind", "merged"), ("legal", "2015-03-01"), ("operational", ""), ("cause", "money"), ("initiator", ""), ("pressure", "<b>the board</b>"), ("evidence", "Order 12"), ("reform", "r1"), ("key", "2015/1"),
            ("parts.1.organisation", "a"), ("parts.1.role", "Before"), ("parts.1.attitudeBefore", "opposed"), ("parts.1.share", "1/1"), ("parts.1.basis", "practices"), ("parts.2.organisation", "b"), ("parts.2.role", "Before"),
            ("parts.2.share", "50%"), ("parts.2.basis", "practices"), ("parts.3.organisation", "c"), ("parts.3.role", "After"), ("parts.4.organisation", ""), ("parts.4.role", "Before"), ("return", Register + "/events"),
        ];
        using var posted = await Server.PostFormAsync(browser, Register + "/events", "/studies/harbour/acts/add-event", fields);
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        var events = await browser.GetStringAsync(posted.Headers.Location);
        Assert.Contains("Done: add event", events, StringComparison.Ordinal);
        Assert.Contains("The &lt;b&gt;Act&lt;/b&gt;", events, StringComparison.Ordinal);
        Assert.Contains("Announced 2010-07, enacted 2012.", events, StringComparison.Ordinal);
        Assert.Contains("/register/events/2015%2F1\"", events, StringComparison.Ordinal);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(Register + "/events/2015%2F1"));
        Assert.Contains("Merger of 2015-04-01", page, StringComparison.Ordinal);
        Assert.Contains("2015-03-01, 31 days before the date that counts", page, StringComparison.Ordinal);
        Assert.Contains("memberships agree", page, StringComparison.Ordinal);
        Assert.Contains("memberships differ", page, StringComparison.Ordinal);
        Assert.Contains("The event names no member; by their memberships 1 member went on its day.", page, StringComparison.Ordinal);
        Assert.Contains("It was recorded by hand", page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        var raw = await browser.GetStringAsync(Register + "/events/2015%2F1");
        Assert.Contains("&lt;b&gt;the board&lt;/b&gt;", raw, StringComparison.Ordinal);
        foreach (var from in new[] { "/changes", "/lineage", "/events" })
        {
            Assert.Contains("/register/events/2015%2F1", await browser.GetStringAsync(Register + from), StringComparison.Ordinal);
        }

        Assert.All(new[] { events, raw }, html => Assert.DoesNotMatch("<style|\\sstyle=\"|\\son\\w+=\"|<b>Oak|<b>Act|<b>the", html));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Register + "/events/none")).StatusCode);

        // Refused: what was typed comes back, line by line.
        using var refused = await Server.PostFormAsync(browser, Register + "/events", "/studies/harbour/acts/add-event", [.. fields.Where(f => f.Item1 is not ("key" or "parts.3.organisation")), ("parts.3.organisation", "nobody")]);
        var says = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("There is no organisation “nobody” in the register.", says, StringComparison.Ordinal);
        Assert.Contains("Organisation, line 3", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_comes_by_the_data_interface_as_an_object_with_its_parts()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        await server.Workshop.DoAsync(study, new AddOrganisation("Elm", Key: "x"), Actor.Program);
        await server.Workshop.DoAsync(study, new AddEvent("2020", Core.Register.ChangeKind.Extent, [new PartOfEvent("x", Core.Register.PartRole.Continues, "glad", "", "3", "patients")]), Actor.Program);
        var answer = await browser.GetStringAsync("/api/studies/harbour/questions/register-event?event=e1");
        Assert.Contains("\"attitudeBefore\":\"glad\"", answer.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"extent\"", answer.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("event,date,kind,organisation,name,as,attitude before,attitude after,share,basis,share agrees", await browser.GetStringAsync("/api/studies/harbour/tables/event-parts.csv?event=e1"), StringComparison.Ordinal);
    }

    private static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}
