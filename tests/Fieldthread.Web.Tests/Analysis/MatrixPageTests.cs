using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Tests.Analysis;

public sealed class MatrixPageTests
{
    [Fact]
    public async Task Codes_are_crossed_on_the_page_opened_behind_a_number_and_taken_as_files()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        Assert.Contains("Nothing to cross yet", await browser.GetStringAsync("/studies/harbour/matrix"), StringComparison.Ordinal);
        var code = await FillAsync(server.Workshop, study);

        var page = await browser.GetStringAsync("/studies/harbour/matrix?by=phase&count=sources");
        Assert.Contains("Codes by phase", page, StringComparison.Ordinal);
        Assert.Contains("1 <span class=\"mute\">(100%)</span>", page, StringComparison.Ordinal);
        Assert.Contains("1 coded source without a value of “phase” is in no column.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotMatch(" style=| onclick=|<script>", page);
        Assert.Contains($"/studies/harbour/codes/{code}?by=phase&amp;value=First%20phase", page, StringComparison.Ordinal);
        var behind = await browser.GetStringAsync($"/studies/harbour/codes/{code}?by=phase&value=First%20phase");
        Assert.Contains("1 coding, phase: First phase, with the codes below it", behind, StringComparison.Ordinal);
        Assert.Contains("We met", behind, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody came", behind, StringComparison.Ordinal);

        var csv = await browser.GetStringAsync("/api/studies/harbour/tables/code-matrix.csv?by=phase&count=codings");
        Assert.Equal("code,First phase,First phase (% of base)\r\n'=Trust,1,100\r\nBase: codings with anything coded,1,\r\n", csv);
        using var book = SpreadsheetDocument.Open(new MemoryStream(await browser.GetByteArrayAsync("/api/studies/harbour/tables/code-matrix.xlsx?by=phase")), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book));
        var about = string.Join('\n', book.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<Row>()).Select(r => string.Join(": ", r.Elements<Cell>().Select(c => c.InnerText))));
        Assert.Contains("Study: Harbour", about, StringComparison.Ordinal);
        Assert.Contains("Cut: none: the study as it was", about, StringComparison.Ordinal);
        Assert.Contains("Asked with: by: phase", about, StringComparison.Ordinal);
        using var unknown = await browser.GetAsync("/api/studies/harbour/tables/code-matrix.csv?by=colour");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var stranger = server.Browser();
        using var refused = await stranger.GetAsync("/api/studies/harbour/tables/code-matrix.xlsx");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    /// <summary>Two sources, one of them recorded in a phase, with a code that bears a hostile name on both.</summary>
    internal static async Task<Guid> FillAsync(Workshop workshop, int study)
    {
        async Task<Guid> AddAsync(Act<Added> act) => (await workshop.DoAsync(study, act, Actor.Program)).Answer.Id;
        var (site, phase) = (await AddAsync(new AddSite("Northside")), await AddAsync(new AddPhase("First phase", "2021")));
        var code = await AddAsync(new AddCode("=Trust"));
        foreach (var (name, text) in new[] { ("Notes", "We met on a Tuesday."), ("Other", "Nobody came.") })
        {
            await workshop.DoAsync(study, new ImportDocuments([new GivenFile(name + ".txt", Encoding.UTF8.GetBytes(text))], null), Actor.Program);
            var source = (await workshop.AskAsync(study, new SourceList(), Actor.Program)).Single(s => s.Name == name);
            var shown = await workshop.AskAsync(study, new SourceText(source.Id), Actor.Program);
            await workshop.DoAsync(study, new AddCoding(shown.Revision, 0, shown.Text.IndexOf(' ', StringComparison.Ordinal) + 4, code), (await FirstStewardAsync(workshop)));
            if (name == "Notes")
            {
                await AddAsync(new AddEncounter("E1", EncounterKind.Interview, "2021", 30, site, phase, [], [source.Id]));
            }
        }

        return code;
    }

    private static Task<Actor> FirstStewardAsync(Workshop workshop) => FirstSteward.EnsureAsync(workshop);
}
