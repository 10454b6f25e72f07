using System.Text;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Frameworks;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class FrameworkTests
{
    private const string Words = "P1: We trust them. We have no money.\n\nP2: Trust is slow.\n\nP1: Yes.\n\nP2: Quite.\n";

    [Theory]
    [OnBoth]
    [ShowsRefusal("make-framework", "empty")]
    [ShowsRefusal("make-framework", "name-taken")]
    [ShowsRefusal("make-framework", "unknown")]
    [ShowsRefusal("make-framework", "unknown-name")]
    [ShowsRefusal("change-framework", "unknown")]
    [ShowsRefusal("change-framework", "empty")]
    [ShowsRefusal("change-framework", "name-taken")]
    [ShowsRefusal("change-framework", "unknown-name")]
    [ShowsRefusal("change-framework", "written")]
    [ShowsRefusal("drop-framework", "unknown")]
    [ShowsRefusal("framework", "unknown")]
    [ShowsRefusal("framework-cell", "unknown")]
    [ShowsRefusal("write-cell", "unknown")]
    [ShowsRefusal("write-cell", "changed-since")]
    [ShowsRefusal("write-cell", "same")]
    public async Task A_cell_is_written_beside_its_quotations_and_says_when_they_changed(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var at = await FillAsync(scene);
        await scene.RefusesAsync("empty", new MakeFramework(" ", Named: "Trust"));
        await scene.RefusesAsync("empty", new MakeFramework("M"));
        await scene.RefusesAsync("unknown-name", new MakeFramework("M", Named: "Trust; Nothing"));
        await scene.RefusesAsync("unknown", new MakeFramework("M", Codes: [at.Site]));
        var id = await scene.Add(new MakeFramework("By person", Classified.Participants, Named: "Money; Trust"), scene.Coder);
        await scene.RefusesAsync("name-taken", new MakeFramework("By person", Named: "Trust"));
        foreach (var (code, act) in new (string, ChangeFramework)[] { ("unknown", new(at.Site, "X", Named: "Trust")), ("empty", new(id, "", Named: "Trust")), ("empty", new(id, "X")), ("unknown-name", new(id, "X", Named: "Nothing")) })
        {
            await scene.RefusesAsync(code, act);
        }

        await scene.Add(new MakeFramework("Other", Named: "Trust"));
        await scene.RefusesAsync("name-taken", new ChangeFramework(id, "Other", Named: "Trust"));
        await scene.RefusesAsync("unknown", new DropFramework(at.Site));
        await scene.RefusesAsync("unknown", new FrameworkOf(at.Site));
        await scene.RefusesAsync("unknown", new FrameworkCellOf(id, at.Site, at.Trust));

        // The speaker of a turn has its codings, a code below its parent's column, a joint source goes to nobody else.
        var grid = await scene.Ask(new FrameworkOf(id));
        Assert.Equal(["Money", "Trust"], grid.Columns.Select(c => c.Path));
        Assert.Equal([("P1", "1,2"), ("P2", "0,1")], grid.Rows.Select(r => (r.Name, string.Join(',', r.Cells.Select(c => c.Codings)))));
        Assert.Equal([true, true, false, true], grid.Rows.SelectMany(r => r.Cells).Select(c => c.IsToChart));

        var page = await scene.Ask(new FrameworkCellOf(id, at.P1, at.Trust));
        Assert.Equal(["We trust them.", "We have no money."], page.Quotations.Select(q => q.Words));
        Assert.Equal(["Trust", "Trust / Lost"], page.Quotations.Select(q => q.Path));
        Assert.Equal((at.P2, at.Trust), (page.Next!.Row, page.Next.Code));
        await scene.RefusesAsync("unknown", new WriteCell(id, at.Site, at.Trust, "x"));
        await scene.RefusesAsync("unknown", new WriteCell(id, at.P1, at.Trust, "x", 0, [(await scene.Ask(new FrameworkCellOf(id, at.P2, at.Trust))).Quotations[0].Coding]));
        await scene.RefusesAsync("same", new WriteCell(id, at.P1, at.Trust, " "));
        await scene.Do(new WriteCell(id, at.P1, at.Trust, "Trusts, at a price.", 0, [page.Quotations[1].Coding]), scene.Coder);
        var refusal = await scene.RefusesAsync("changed-since", new WriteCell(id, at.P1, at.Trust, "Other words."));
        Assert.Contains("“Trusts, at a price.”", refusal.Message, StringComparison.Ordinal);
        var cell = (await scene.Ask(new FrameworkOf(id))).Rows[0].Cells[1];
        Assert.Equal(("Trusts, at a price.", scene.Coder.Name, 1, 0, 0), (cell.Summary, cell.Author, cell.Linked, cell.Since, cell.Gone));
        await scene.RefusesAsync("same", new WriteCell(id, at.P1, at.Trust, "Trusts, at a price.", cell.Act, [page.Quotations[1].Coding]));
        await scene.RefusesAsync("written", new ChangeFramework(id, "By person", Named: "Money"));

        // Codings that come and go are told; written again in the same words, the cell is up with them.
        await scene.CodeAsync(at.Page, "trust them", at.Trust);
        await scene.Do(new RemoveCoding(page.Quotations[1].Coding), scene.Coder);
        cell = (await scene.Ask(new FrameworkOf(id))).Rows[0].Cells[1];
        Assert.Equal((2, 1, 1, 0), (cell.Codings, cell.Since, cell.Gone, cell.Linked));
        Assert.Equal([false, true], (await scene.Ask(new FrameworkCellOf(id, at.P1, at.Trust))).Quotations.Select(q => q.IsNew));
        await scene.Do(new WriteCell(id, at.P1, at.Trust, "Trusts, at a price.", cell.Act));
        Assert.False((await scene.Ask(new FrameworkOf(id))).Rows[0].Cells[1].IsBehind);
        Assert.Equal((1, 2), (await scene.Ask(new FrameworkList())).Where(f => f.Name == "By person").Select(f => (f.Written, f.ToChart)).Single());

        // Two codes become one: their columns do, and no word is lost.
        cell = (await scene.Ask(new FrameworkOf(id))).Rows[0].Cells[0];
        await scene.Do(new WriteCell(id, at.P1, at.Money, "No money.", cell.Act));
        var before = await scene.TablesAsync();
        var merged = (await scene.Place.Do(scene.Study, new MergeCodes(at.Money, at.Trust), scene.Lead)).Act;
        grid = await scene.Ask(new FrameworkOf(id));
        Assert.Equal("Trust", Assert.Single(grid.Columns).Path);
        Assert.Equal("Trusts, at a price.\n\nNo money.", grid.Rows[0].Cells[0].Summary);
        await scene.Do(new UndoAct(merged));
        Scene.Same(before, await scene.TablesAsync());
        var dropped = (await scene.Place.Do(scene.Study, new DropFramework(id), scene.Lead)).Act;
        Assert.Equal("Other", Assert.Single(await scene.Ask(new FrameworkList())).Name);
        await scene.Do(new UndoAct(dropped));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("preview-framework", "unknown")]
    [ShowsRefusal("preview-framework", "unreadable")]
    [ShowsRefusal("preview-framework", "empty")]
    [ShowsRefusal("import-framework", "unknown")]
    [ShowsRefusal("import-framework", "unreadable")]
    [ShowsRefusal("import-framework", "empty")]
    [ShowsRefusal("import-framework", "nothing-new")]
    public async Task Summaries_come_in_as_NVivo_writes_them_and_what_went_out_brings_nothing(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var at = await FillAsync(scene);
        var id = await scene.Add(new MakeFramework("By person", Classified.Participants, Named: "Money; Trust"));
        foreach (var (code, act) in new (string, ImportFramework)[] { ("unknown", new(File("Case,Trust\nP1,x\n"), at.Site)), ("unreadable", new(new("a.xlsx", "PK no workbook"u8.ToArray()), id)), ("empty", new(File("Case,Trust\n"), id)), ("nothing-new", new(File("Case,Trust\nP9,x\n"), id)) })
        {
            await scene.RefusesAsync(code, act);
            if (code != "nothing-new")
            {
                await scene.RefusesAsync(code, new PreviewFramework(act.File, act.Framework));
            }
        }

        var table = File("\tA : Trust\tB : Money\tC : Weather\r\n1 : P1\t\"Trusts,\r\nat a price.\"\tNone.\tFine.\r\n2 : p2\tSlowly.\t\t\r\n3 : P9\tx\ty\tz\r\n");
        var plan = await scene.Ask(new PreviewFramework(table, id));
        Assert.Equal([("P1", "Trust", "Trusts,\nat a price.", 2), ("P1", "Money", "None.", 1), ("P2", "Trust", "Slowly.", 1)], plan.Cells.Select(c => (c.RowName, c.Path, c.Becomes, c.Codings)));
        Assert.Equal(2, plan.Remarks.Count(r => r.Message.Contains("of the matrix", StringComparison.Ordinal)));
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new ImportFramework(table, id), scene.Lead);
        Assert.Equal((3, 0, 2), (done.Answer.Cells, done.Answer.Same, done.Answer.Remarks));
        await scene.RefusesAsync("nothing-new", new ImportFramework(table, id));
        await scene.RefusesAsync("nothing-new", new ImportFramework(File("Case,Trust\nP2,Fast.\n"), id, Keep: true));
        Assert.Equal((1, 0), (await scene.Do(new ImportFramework(File("Case,Trust\nP2,Fast.\n"), id))) is var again ? (again.Cells, again.Same) : default);
        await scene.Do(new UndoAct(done.Act + 1));
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task Rows_are_sites_sources_or_people_of_a_phase_and_an_erasure_takes_what_was_written_of_a_person(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var at = await FillAsync(scene);
        var phase = await scene.Add(new AddPhase("One"));
        var sites = await scene.Add(new MakeFramework("Sites", Named: "Trust", Below: false));
        Assert.Equal([("Site 1", 2), ("Site 2", 0)], (await scene.Ask(new FrameworkOf(sites))).Rows.Select(r => (r.Name, r.Cells[0].Codings)));
        var of = await scene.Add(new MakeFramework("Of one", Classified.Sources, Named: "Trust", Phase: phase));
        Assert.Empty((await scene.Ask(new FrameworkOf(of))).Rows);
        var sources = await scene.Add(new MakeFramework("Sources", Classified.Sources, Named: "Trust", Site: at.Site));
        Assert.Equal(("Talk", "Site 1", 3), (await scene.Ask(new FrameworkOf(sources))).Rows.Select(r => (r.Name, r.About, r.Cells[0].Codings)).Single());
        var people = await scene.Add(new MakeFramework("People", Classified.Participants, Named: "Trust"));
        await scene.Do(new WriteCell(people, at.P1, at.Trust, "Zwetschgenmus is what they said."));
        await scene.Do(new WriteCell(people, at.P2, at.Trust, "Slowly."));
        await scene.Do(new WriteCell(sites, at.Site, at.Trust, "Two of them trusted."));
        var reach = (await scene.Ask(new WithdrawalPreview(at.P1, WithdrawalLevel.Erase))).Lines.Single(l => l.What.StartsWith("cells of framework matrices", StringComparison.Ordinal));
        Assert.Equal(["People: P1, Trust", "Sites: Site 1, Trust"], reach.Which);
        Assert.Contains("Read the others", reach.Becomes, StringComparison.Ordinal);
        Assert.Equal("Not touched.", (await scene.Ask(new WithdrawalPreview(at.P1, WithdrawalLevel.NoContact))).Lines.Single(l => l.What == reach.What).Becomes);
        await scene.Do(new WithdrawConsent(at.P1, WithdrawalLevel.Erase, "2021-06", scene.Lead.Name, "They asked."));
        Assert.Equal("Two of them trusted.", (await scene.Ask(new FrameworkOf(sites))).Rows[0].Cells[0].Summary);
        Assert.Equal([(true, false), (false, true)], (await scene.Ask(new FrameworkOf(people))).Rows.Select(r => (r.Cells[0].Summary == Erasure.Withdrawn, r.Cells[0].Summary == "Slowly.")));
        foreach (var name in new[] { "framework_cells", "framework_cells_history" })
        {
            Assert.DoesNotContain(await scene.Place.SqlAsync($"SELECT summary FROM {name}"), r => $"{r[0]}".Contains("Zwetsch", StringComparison.Ordinal));
        }
    }

    private sealed record Filled(Guid Site, Guid P1, Guid P2, Guid Trust, Guid Money, SourcePage Page);

    private static async Task<Filled> FillAsync(Scene scene)
    {
        var site = await scene.Add(new AddSite("Site 1"));
        await scene.Add(new AddSite("Site 2"));
        var (p1, p2) = (await scene.Add(new AddParticipant("P1", "Chair", site)), await scene.Add(new AddParticipant("P2")));
        var page = await scene.SourceAsync("Talk", Words, site);
        await scene.Add(new AddEncounter("Talk", EncounterKind.FocusGroup, Site: site, Participants: [p1, p2], Sources: [page.Line.Id]));
        var (trust, money) = (await scene.Add(new AddCode("Trust")), await scene.Add(new AddCode("Money")));
        var lost = await scene.Add(new AddCode("Lost", trust));
        await scene.CodeAsync(page, "We trust them.", trust);
        await scene.CodeAsync(page, "We have no money.", lost);
        await scene.CodeAsync(page, "no money", money);
        await scene.CodeAsync(page, "Trust is slow.", trust);
        return new Filled(site, p1, p2, trust, money, page);
    }

    private static GivenFile File(string text) => new("matrix.csv", Encoding.UTF8.GetBytes(text));
}
