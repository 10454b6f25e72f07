using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Api;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Field = Fieldthread.Workbench.Fieldwork.Field;

namespace Fieldthread.Web.Tests.Analysis;

public sealed class TableFileTests
{
    [Fact]
    public async Task Every_table_comes_as_csv_and_as_a_valid_workbook_of_as_many_rows_now_and_at_a_cut()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        var display = await FillAsync(server.Workshop, study);
        var group = await server.Workshop.AskAsync(study, new OrganisationCalled("a"), Actor.Program);
        var chair = (await server.Workshop.AskAsync(study, new Field(), Actor.Program)).Participants.Single(p => p.Pseudonym == "P1").Id;
        var revised = (await server.Workshop.AskAsync(study, new SourceList(), Actor.Program)).Single(s => s.Name == "Slips").Id;
        var fields = new Dictionary<string, string>
        {
            ["revisions"] = "source=" + revised,
            ["revision-changes"] = "source=" + revised,
            ["revision-carried"] = "source=" + revised,
            ["kept-selections"] = "piece=" + (await server.Workshop.AskAsync(study, new Workbench.Fieldwork.Kept.KeptThings(), Actor.Program)).Single(k => k.Kind == "picture").Id,
            ["survey-wave"] = "key=1",
            ["auto-preview"] = "way=words&look=twice&take=sentence",
            ["item-frequencies"] = "key=Q1",
            ["claim-evidence"] = "key=C1",
            ["joint-display"] = "display=" + display,
            ["register-flows"] = "from=2020-06-30&to=2020-07-01",
            ["register-diff"] = "from=old+list+2015",
            ["organisation-facts"] = "organisation=" + group,
            ["event-parts"] = "event=e1",
            ["event-members"] = "event=e1",
            ["event-said"] = "event=e1",
            ["indicator-series"] = "measure=lists&organisation=p",
            ["indicator-rollup"] = "measure=lists",
            ["indicator-reconciliation"] = "measure=lists&policy=carried&to=2021",
            ["indicator-unassigned"] = "measure=lists&policy=member-then",
            ["indicator-distortion"] = "measure=lists&to=2021",
            ["count-test"] = "topic=seen&columns=yes,the+rest",
            ["money-per-head"] = "what=costs&measure=lists&period=2014",
            ["money-share"] = "what=costs&of=budget&period=2014",
            ["money-real"] = "what=costs&deflator=prices&base=2014",
            ["responsibility-take-over"] = "organisation=" + group,
            ["responsibility-adoption"] = "level=joint&since=2013-01-01&until=2016-12",
            ["chosen-sites"] = "choice=sc1",
            ["site-balance"] = "choice=sc1", ["site-candidates"] = "type=group",
            ["consent-history"] = "participant=" + chair,
            ["withdrawal-reach"] = "level=notQuoted&participant=" + chair,
            ["structure"] = "organisation=a&at=2021",
            ["structure-overlaps"] = "organisation=a&at=2021",
            ["body-diff"] = "from=2014",
            ["code-history"] = "code=" + (await server.Workshop.AskAsync(study, new CodebookTree(), Actor.Program)).Single(c => c.Name == "Met").Id,
            ["codebook-differences"] = "from=act+1",
            ["retrieval"] = "query=coded",
            ["retrieval-matrix"] = "query=coded&by=site",
            ["structure-voting"] = "organisation=a&at=2021",
        };
        fields["auto-run"] = "run=" + (await server.Workshop.AskAsync(study, new Workbench.Fieldwork.AutoCoding.AutoRuns(), Actor.Program))[0].Id;
        fields["framework"] = fields["framework-cells"] = "framework=" + (await server.Workshop.AskAsync(study, new Workbench.Fieldwork.Frameworks.FrameworkList(), Actor.Program))[0].Id;
        fields["answer-grid"] = "item=Q4&columns=type,Q1";
        fields["guide-questions"] = "guide=" + (await server.Workshop.AskAsync(study, new Workbench.Fieldwork.Guides.TopicGuides(), Actor.Program))[0].Id;
        foreach (var table in TableRoutes.All)
        {
            foreach (var cut in new[] { "", "&known=Then" })
            {
                var address = $"/api/studies/harbour/tables/{table.Name}";
                var query = "?" + fields.GetValueOrDefault(table.Name, "") + cut;
                var csv = (await browser.GetStringAsync(address + ".csv" + query)).TrimEnd().Split("\r\n");
                using var book = SpreadsheetDocument.Open(new MemoryStream(await browser.GetByteArrayAsync(address + ".xlsx" + query)), isEditable: false);
                Assert.Empty(new OpenXmlValidator().Validate(book));
                var rows = ((WorksheetPart)book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook.Descendants<Sheet>().First().Id!)).Worksheet.Descendants<Row>().ToList();
                Assert.True(rows.Count > 1, $"{table.Name}{cut} has no row");
                Assert.Equal(csv.Length, rows.Count);
                Assert.Equal(Regex.Replace(csv[0], "\"[^\"]*\"", "quoted").Split(',').Length, rows[0].Elements<Cell>().Count());
                Assert.All(rows, r => Assert.Equal(rows[0].Elements<Cell>().Count(), r.Elements<Cell>().Count()));
            }
        }

        using var unknown = await browser.GetAsync("/api/studies/harbour/tables/claims.csv?known=Never");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_claim_is_judged_on_its_page_and_its_evidence_stands_by_site_and_phase()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        var study = await server.StudyAsync();
        var display = await FillAsync(server.Workshop, study);
        var claim = WebUtility.HtmlDecode(await browser.GetStringAsync("/studies/harbour/claims/C1"));
        Assert.Contains("No verdict yet", claim, StringComparison.Ordinal);
        Assert.Contains("+1 for", claim, StringComparison.Ordinal);
        Assert.Contains("/studies/harbour/claims/C1?site=Northside&phase=First%20phase#evidence", claim, StringComparison.Ordinal);
        var phase = (await server.Workshop.AskAsync(study, new PhaseList(), Actor.Program))[0].Id;
        using var posted = await Server.PostFormAsync(browser, "/studies/harbour/claims/C1", "/studies/harbour/acts/record-verdict", ("claim", "C1"), ("phase", phase.ToString()), ("verdict", "notObserved"), ("reason", "We <b>asked</b> nobody."), ("return", "/studies/harbour/claims/C1"));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        claim = await browser.GetStringAsync("/studies/harbour/claims/C1");
        Assert.Contains("We &lt;b&gt;asked&lt;/b&gt; nobody.", claim, StringComparison.Ordinal);
        Assert.Contains("Not observed", await browser.GetStringAsync("/studies/harbour/claims"), StringComparison.Ordinal);
        var narrowed = await browser.GetStringAsync("/studies/harbour/claims/C1?site=&phase=First%20phase");
        Assert.Contains("Only evidence of no one site, First phase.", narrowed, StringComparison.Ordinal);
        Assert.DoesNotContain("<blockquote", narrowed, StringComparison.Ordinal);

        var joint = await browser.GetStringAsync("/studies/harbour/joint/" + display);
        Assert.Contains("We met on", joint, StringComparison.Ordinal);
        Assert.Contains("<p class=\"voice\">Agree</p>", joint, StringComparison.Ordinal);
        Assert.Contains("class=\"fig keep evmap\"", await browser.GetStringAsync("/studies/harbour/claims"), StringComparison.Ordinal);
        Assert.Contains("class=\"fig keep dots\"", await browser.GetStringAsync("/studies/harbour/surveys"), StringComparison.Ordinal);
        Assert.Contains("class=\"fig keep lines\"", await browser.GetStringAsync("/studies/harbour/surveys/items/Q1"), StringComparison.Ordinal);
        foreach (var page in new[] { claim, narrowed, joint })
        {
            Assert.DoesNotMatch(" style=| onclick=|<script>", page);
        }
    }

    /// <summary>Something for every table: sources and codes, a survey of two waves bound to a register, a claim with evidence, a joint display, a cut.</summary>
    private static async Task<Guid> FillAsync(Workshop workshop, int study)
    {
        async Task<T> DoAsync<T>(Act<T> act) => (await workshop.DoAsync(study, act, Actor.Program)).Answer;
        var code = await MatrixPageTests.FillAsync(workshop, study);
        var other = (await DoAsync(new AddCode("Met"))).Id;
        var source = (await workshop.AskAsync(study, new SourceList(), Actor.Program)).Single(s => s.Name == "Notes");
        var text = await workshop.AskAsync(study, new SourceText(source.Id), Actor.Program);
        await workshop.DoAsync(study, new AddCoding(text.Revision, 0, 6, other), await FirstSteward.EnsureAsync(workshop));
        var (chair, clerk) = ((await DoAsync(new AddParticipant("P1", "Chair"))).Id, (await DoAsync(new AddParticipant("P2", "Clerk"))).Id);
        await DoAsync(new Workbench.Fieldwork.Roles.AddRole(chair, "Member", From: "2030"));
        var talk = new GivenFile("Talk.txt", "P1: We met twice.\n\nP2: So we did.\n\nP1: Yes.\n\nP2: Quite.\n"u8.ToArray());
        await DoAsync(new ImportDocuments([talk]));
        var spoken = (await workshop.AskAsync(study, new SourceList(), Actor.Program)).Single(s => s.Name == "Talk").Id;
        await workshop.DoAsync(study, new Workbench.Fieldwork.AutoCoding.AutoCode(Core.Fieldwork.AutoCoding.AutoWay.Words, ["twice"], Code: other), await FirstSteward.EnsureAsync(workshop));
        await DoAsync(new KeepSearch("Meetings", "met OR meeting"));
        await DoAsync(new Workbench.Fieldwork.Guides.AddLineOfInquiry("meeting", "How often they meet"));
        var guide = (await DoAsync(new Workbench.Fieldwork.Guides.AddGuide("Boards"))).Id;
        var version = (await DoAsync(new Workbench.Fieldwork.Guides.AddGuideVersion(guide, "How often do you meet? [meeting]"))).Version;
        await DoAsync(new AddEncounter("The board", EncounterKind.Meeting, Participants: [chair, clerk], Sources: [spoken], Version: version));
        await DoAsync(new AddEncounter("The board again", EncounterKind.Meeting, Participants: [chair]));
        await DoAsync(new Workbench.Fieldwork.Appointments.PlanAppointment("The board once more", EncounterKind.Meeting, "2190-06-14 10:30"));
        await DoAsync(new Workbench.Fieldwork.Consent.RecordConsent(chair, ConsentAnswer.Given));
        await DoAsync(new Workbench.Fieldwork.Consent.FlagSource(source.Id, Core.Fieldwork.SpecialCategory.Health));
        await DoAsync(new SetQuotingBasis(source.Id, QuotingBasis.PublicRecord));
        await DoAsync(new ImportProject("sample.qdpx", Fieldthread.Testing.QdeSample.Bytes()));
        await DoAsync(new ImportDocuments([File("Slips.txt", "It was sayd twice. It was never asked for.")]));
        var slips = await workshop.AskAsync(study, new SourceText((await workshop.AskAsync(study, new SourceList(), Actor.Program)).Single(s => s.Name == "Slips").Id), Actor.Program);
        await workshop.DoAsync(study, new AddCoding(slips.Revision, 19, 42, other), await FirstSteward.EnsureAsync(workshop));
        workshop.Database.NamesKey = Path.Combine(Directory.CreateTempSubdirectory("fieldthread-key-").FullName, "names.key");
        await DoAsync(new Workbench.Fieldwork.Pseudonyms.SetUpNames());
        await DoAsync(new Workbench.Fieldwork.Pseudonyms.KeepPseudonym("[a harbour]", "Elm Quay", Core.Fieldwork.Pseudonyms.NamedKind.Place));
        await DoAsync(new Workbench.Fieldwork.Revisions.ReviseSource(slips.Line.Id, 1, "It was said twice. Nobody had wished to hear of such things.", "Slips."));
        await DoAsync(new ImportRegister([File("organisations.csv", "id,type,opened,closed\na,group,2013,\nb,group,2013,2020-06-30\np,practice,,\n"), File("relations.csv", "subject,relation,object,from,to\np,member of,b,2013,2020-06-30\np,member of,a,2020-07-01,\n"), File("codes.csv", "organisation,scheme,code,from,to\na,own,G01,2013,\nb,own,G02,2013,\n"), File("events.csv", "event,date,kind,organisation,role,note\ne1,2020-07-01,absorbed,b,before,\ne1,2020-07-01,absorbed,a,continues,\n"), File("reforms.csv", "id,name,kind,announced,enacted,effective,note\nr1,The Act,reform,2019,,2020,\n"), File("attributes.csv", "organisation,attribute,value,from,to\na,status,whole,2013,\nb,type,club,2013,2014\n"), File("terms.csv", "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\np,member of,a,2020-07-01,,2,votes,,,,\n")]));
        await DoAsync(new ImportRegister([File("old.csv", "code,from\nG01,2012\n")], RegisterLayout.Mapped, "2015", Mapping: """{ "source": "old list", "columns": { "code": "code", "opened": "from" } }"""));
        await DoAsync(new ImportBodies([new GivenFile("bodies.csv", "id,organisation,kind,name,parent,from,to\nb1,a,board,,,,\nb2,a,committee,,b1,,\n"u8.ToArray()), new GivenFile("posts.csv", "id,body,title,voting,from,to\np1,b1,chair,yes,,\np2,b2,chair,no,,\n"u8.ToArray()), new GivenFile("holdings.csv", "post,person,from,to\np1,h1,,\np2,h1,,\n"u8.ToArray())]));
        await DoAsync(new StateType("group", Core.Register.TypeSays.Lead, "accountable officer", "the act", "the act, section 1"));
        await DoAsync(new ImportBodies([new GivenFile("bodies.csv", "id,organisation,kind,name,parent,from,to\nb1,a,board,Table,,,\n"u8.ToArray())], "2014"));
        await DoAsync(new Workbench.Fieldwork.Classifying.SetAttribute(Workbench.Fieldwork.Classifying.Classified.Sites, (await workshop.AskAsync(study, new Field(), Actor.Program)).Sites[0].Id, "Size", "9"));
        await DoAsync(new Workbench.Fieldwork.Frameworks.MakeFramework("Sites", Codes: [code]));
        await DoAsync(new ImportIndicator(new GivenFile("lists.csv", "member,period,group,value\np,2014,G02,10.5\nq,2014,G02,1\n"u8.ToArray()), "lists"));
        await DoAsync(new ImportResponsibilities([new GivenFile("duties.csv", "organisation,activity,level,from,source,known\na,Budget,joint,2014,Board,2015\na,Budget,full,2014,Paper,2014\n"u8.ToArray())], "joint, full"));
        await DoAsync(new ImportMoney(new GivenFile("money.csv", "organisation,what,amount,unit,period,kind,source,known\na,costs,10,GBP,2014,spent,Board,2015\na,costs,11,GBP,2014,spent,Paper,2014\na,budget,40,GBP,2014,spent,Board,2015\n"u8.ToArray())));
        await DoAsync(new ImportDeflator(new GivenFile("prices.csv", "period,index\n2014,100\n"u8.ToArray()), "prices"));
        await DoAsync(new JudgeType("a", "governance", "open", "Rules."));
        await DoAsync(new Workbench.Fieldwork.Sampling.ChooseSites(new GivenFile("groups.csv", "group,region\nx,north\ny,south\nz,south\n"u8.ToArray()), "Sites", "Two.", 2));
        await DoAsync(new StateFact("a", FactKind.Name, "The Ash", "Called so.", "Rules."));
        await DoAsync(new AddDocument("Rules", "Archive 1", "a"));
        await DoAsync(new ImportCounts(new GivenFile("counts.csv", "topic,date,count,source,row,category,type\ngroups,2014,3,Board,,,group\nseen,2014,10,Board,a,,\nseen,2014,4,Board,a,yes,\nseen,2014,20,Board,b,,\nseen,2014,5,Board,b,yes,\n"u8.ToArray())));
        (string Name, string Text)[] tables =
        [
            ("items.csv", "key,type,question_w1,question_w2,options\nQ1,scale,We trust the board.,We trust the board.,Agree | Disagree\nQ4,text,What else?,What else?,\n"), ("waves.csv", "wave,name,reference\n1,First wave,2020-03-01\n2,Second wave,2021-03-01\n"),
            ("posts.csv", "respondent,organisation\nP1,G01\n"), ("wave1.csv", "respondent,Q1,Q4\nP1,Agree,Nothing else.\n"), ("wave2.csv", "respondent,Q1\nP1,Disagree\n"),
        ];
        await DoAsync(new ImportSurvey("survey", [.. tables.Select(t => new GivenFile(t.Name, System.Text.Encoding.UTF8.GetBytes(t.Text)))]));
        await DoAsync(new BindSite((await workshop.AskAsync(study, new Field(), Actor.Program)).Sites[0].Id, "a"));
        await DoAsync(new AddClaim("They met."));
        await DoAsync(new AddEvidence("C1", (await DoAsync(new QuoteWords(source.Id, "We met on"))).Key!, Side.For));
        await DoAsync(new AddStatistic("Sources", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Sources)));
        var display = (await DoAsync(new AddJointDisplay("Both", [code], ["Q1"]))).Id;
        await DoAsync(new Workbench.Fieldwork.Approvals.RecordApproval(Core.Fieldwork.ApprovalKind.Ethics, "Committee", "R1", "2010"));
        await DoAsync(new Workbench.Fieldwork.Recruitment.ApproachRecruit("R1", "Chair", "2020"));
        var recording = (await DoAsync(new Workbench.Fieldwork.Transcription.AddRecording(new GivenFile("board.wav", Fieldthread.Testing.Tones.Wave(2)), (await workshop.AskAsync(study, new Field(), Actor.Program)).Encounters.Single(e => e.Name == "The board").Id))).Id;
        await DoAsync(new Workbench.Fieldwork.Transcription.NoteListening(recording));
        await DoAsync(new Workbench.Fieldwork.Transcription.RecordTranscriptionHours(recording, "1:15"));
        await DoAsync(new Workbench.Fieldwork.Retrieving.KeepRetrieval("All", "coded"));
        await DoAsync(new Workbench.Studies.Memos.WriteMemo("To be asked."));
        await DoAsync(new Workbench.Studies.Minutes.WriteMinutes("2024-05-17", "Codebook day", Decisions: "Merge nothing yet."));
        await DoAsync(new FreezeCut("Then"));
        return display;
    }

    private static GivenFile File(string name, string text) => new(name, System.Text.Encoding.UTF8.GetBytes(text));
}
