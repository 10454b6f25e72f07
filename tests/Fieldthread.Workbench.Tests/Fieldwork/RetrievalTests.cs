using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Retrieving;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class RetrievalTests
{
    private const string Board = "Chair: We trusted the money people. They came late.\n\nClerk: Nobody trusted us at all.\n\nChair: The money came later still.\n\nClerk: That is all.";
    private const string Call = "Clerk: It was the money and nothing else.";

    [Theory]
    [OnBoth]
    [ShowsRefusal("retrieve", "bad-retrieval")]
    [ShowsRefusal("retrieve", "unknown-name")]
    [ShowsRefusal("retrieval-rows", "bad-retrieval")]
    [ShowsRefusal("retrieval-rows", "unknown-name")]
    [ShowsRefusal("retrieval-file", "bad-retrieval")]
    [ShowsRefusal("retrieval-file", "unknown-name")]
    [ShowsRefusal("retrieval-matrix", "bad-retrieval")]
    [ShowsRefusal("retrieval-matrix", "unknown-name")]
    [ShowsRefusal("retrieval-matrix", "unknown")]
    [ShowsRefusal("retrieval-matrix", "sealed")]
    [ShowsRefusal("retrieval-matrix", "bad-date")]
    public async Task Words_are_found_by_how_they_lie_and_by_where_they_were_said(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await FillAsync(scene);
        async Task FindsAsync(string line, params string[] words)
        {
            var found = await scene.Ask(new Retrieve(line));
            Assert.Equal((line, string.Join('|', words)), (line, string.Join('|', found.Quotations.Select(q => q.Words))));
            Assert.Equal(words.Length, found.Stretches);
        }

        await FindsAsync("Trust", "We trusted the money people.", "Nobody trusted us");
        await FindsAsync("Feeling", "We trusted the money people.", "Nobody trusted us");
        await FindsAsync("only Feeling");
        await FindsAsync("Trust and Money", "the money people");
        await FindsAsync("Trust not Money", "We trusted ", ".", "Nobody trusted us");
        await FindsAsync("Money within Trust", "the money people");
        await FindsAsync("Money not within Trust", "The money came", "the money");
        await FindsAsync("Trust overlapping Money", "We trusted the money people.");
        await FindsAsync("Trust followed by 0 words \"Late\"", "We trusted the money people.");
        await FindsAsync("Trust followed by 1 passage Money", "Nobody trusted us");
        await FindsAsync("Late near 0 words Trust", "They came late.");
        await FindsAsync("Late near 2 passages Money", "They came late.");
        await FindsAsync("Money [site = South]", "the money");
        await FindsAsync("Money [phase = First]", "the money people", "The money came");
        await FindsAsync("Money [phase != First]", "the money");
        await FindsAsync("Trust [role = Chair]", "We trusted the money people.");
        await FindsAsync("Trust [participant = Clerk]", "Nobody trusted us");
        await FindsAsync("Trust [role != chair]", "Nobody trusted us");
        await FindsAsync("Money [date from 2021 to 2021-06]", "the money people", "The money came");
        await FindsAsync("Money [date != 2021]", "the money");
        await FindsAsync("Money [kind = interview]", "the money");
        await FindsAsync("Money [source = \"The call\"]", "the money");
        await FindsAsync("Money [attribute year = 2022]", "the money");
        await FindsAsync("Money [coder = \"" + scene.Lead.Name + "\"]", "The money came");
        await FindsAsync("(Money and coded) [coder = \"" + scene.Coder.Name + "\"]", "the money people", "the money");
        await FindsAsync("(passages not coded) [source = \"The call\"]", "Clerk: It was ", " and nothing else.");

        var all = await scene.Ask(new Retrieve("Trust or Money"));
        Assert.Equal((5, 6, 2, 2, 2), (all.Stretches, all.Codings, all.Sources, all.Participants, all.Sites));
        var first = all.Quotations[0];
        Assert.Equal(("Chair", "Chair", "North", "First", "2021-05"), (first.Speaker, first.Role, first.Site, first.Phase, first.Date), Same);
        Assert.Equal(["Feeling / Trust", "Money"], first.Codes);
        Assert.Equal(("Chair: ", " They came late."), (first.Before, first.Behind.TrimEnd()));
        var page = await scene.Ask(new Retrieve("Trust or Money", Take: 2));
        Assert.Equal(all.Quotations.Select(q => q.Words), page.Quotations.Concat((await scene.Ask(new Retrieve("Trust or Money", page.Next, 500))).Quotations).Select(q => q.Words));

        var rows = await scene.Ask(new RetrievalRows("Money"));
        Assert.Equal(3, rows.Rows.Count);
        Assert.All(rows.Rows, r => Assert.Equal(rows.Attributes.Count, r.Values.Count));
        Assert.Equal(["2021", "2021", "2022"], rows.Rows.Select(r => r.Values[rows.Attributes.ToList().IndexOf("year of encounter")]));
        var matrix = await scene.Ask(new RetrievalMatrix("Trust or Money", "site"));
        Assert.Equal(["North", "South"], matrix.Values);
        Assert.Equal([("Feeling / Trust", "3,0"), ("Money", "3,1")], matrix.Rows.Select(r => (r.Path, string.Join(',', r.Stretches))));
        Assert.Equal([4, 1], matrix.All);

        foreach (var (code, line) in new[] { ("bad-retrieval", "Trust and"), ("unknown-name", "Truth"), ("unknown-name", "Trust [site = West]"), ("unknown-name", "Trust [attribute size = 3]"), ("unknown-name", "Trust [coder = Nobody]"), ("unknown-name", "Twin") })
        {
            await scene.RefusesAsync(code, new Retrieve(line));
            await scene.RefusesAsync(code, new RetrievalRows(line));
            await scene.RefusesAsync(code, new RetrievalFile(line));
            await scene.RefusesAsync(code, new RetrievalMatrix(line));
        }

        Assert.Contains("At character 11", (await scene.RefusesAsync("unknown-name", new Retrieve("Trust and Truth"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unknown", new RetrievalMatrix("Trust", "colour"));
        Assert.Equal("sealed", (await Place.RefusedAsync(() => scene.Ask(new RetrievalMatrix("Trust", "register:type"), scene.Coder))).Code);
        await scene.Do(new Workbench.Register.ImportRegister([new GivenFile("organisations.csv", "id,type,opened,closed\na,group,2013,\n"u8.ToArray())]));
        await scene.Do(new BindSite((await scene.Ask(new Field())).Sites.First(s => s.Name == "North").Id, "a"));
        await scene.RefusesAsync("bad-date", new RetrievalMatrix("Trust", "register:type", "soon"));
        Assert.Equal([2], (await scene.Ask(new RetrievalMatrix("Trust", "register:type"))).All);

        static bool Same((string?, string?, string?, string?, string?) a, (string?, string?, string?, string?, string?) b) => a == b;
    }

    [Theory]
    [OnBoth]
    public async Task Who_codes_blind_finds_their_own_and_a_cut_what_it_holds(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (_, money) = await FillAsync(scene);
        await scene.Do(new FreezeCut("Then"));
        var blind = await scene.Place.MemberAsync(scene.Study, Role.Coder, blind: true);
        var page = await scene.Ask(new SourceText((await scene.Ask(new SourceList())).Single(s => s.Name == "The call").Id));
        await scene.CodeAsync(page, "nothing else", money, blind);
        Assert.Equal(["nothing else"], (await scene.Ask(new Retrieve("Money"), blind)).Quotations.Select(q => q.Words));
        Assert.Equal((1, 1), ((await scene.Ask(new RetrievalMatrix("Money"), blind)).All.Sum(), (await scene.Ask(new RetrievalRows("Money"), blind)).Rows.Count));
        Assert.Equal(4, (await scene.Ask(new Retrieve("Money"))).Stretches);
        Assert.Equal(3, (await scene.Ask(new Retrieve("Money"), cut: "Then")).Stretches);
        await scene.Do(new RemoveCoding((await scene.Ask(new CodingsOfSource(page.Revision))).Codings.Single(c => page.Text[c.Start..c.End] == "the money").Id));
        Assert.Equal(3, (await scene.Ask(new Retrieve("Money"))).Stretches);
    }

    [Theory]
    [OnBoth]
    public async Task Words_of_whoever_withdrew_do_not_go_out(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await FillAsync(scene);
        var clerk = (await scene.Ask(new Field())).Participants.Single(p => p.Pseudonym == "Clerk").Id;
        Assert.Contains((await scene.Ask(new RetrievalRows("Trust"))).Rows, r => r.Quotation.Words == "Nobody trusted us");
        await scene.Do(new WithdrawConsent(clerk, WithdrawalLevel.NotQuoted, "2022-01-01", scene.Lead.Name, "Asked."));
        var rows = await scene.Ask(new RetrievalRows("Trust"));
        Assert.DoesNotContain(rows.Rows, r => r.Quotation.Words.Contains("Nobody", StringComparison.Ordinal) || r.Quotation.Before.Contains("Nobody", StringComparison.Ordinal));
        Assert.Contains(rows.Rows, r => r.Quotation.Words == "We trusted the money people.");
        Assert.Equal(["no", "yes"], rows.Rows.Select(r => r.Quotation.Withheld ? "yes" : "no"));
        Assert.Contains("Clerk", rows.Withheld, StringComparison.Ordinal);
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream((await scene.Ask(new RetrievalFile("Trust"))).Bytes), isEditable: false);
        Assert.DoesNotContain("Nobody", document.MainDocumentPart!.Document.InnerText, StringComparison.Ordinal);
        Assert.Contains("We trusted the money people.", document.MainDocumentPart.Document.InnerText, StringComparison.Ordinal);

        // Within the team they may be read and are marked; once nothing of theirs may leave at all, nothing is shown either.
        Assert.Equal([("We trusted the money people.", false), ("Nobody trusted us", true)], (await scene.Ask(new Retrieve("Trust"))).Quotations.Select(q => (q.Words, q.Withheld)));
        await scene.Do(new WithdrawConsent(clerk, WithdrawalLevel.NotArchived, "2022-01-02", scene.Lead.Name, "Asked."));
        Assert.DoesNotContain((await scene.Ask(new Retrieve("Trust"))).Quotations, q => q.Words.Contains("Nobody", StringComparison.Ordinal));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("keep-retrieval", "empty")]
    [ShowsRefusal("keep-retrieval", "name-taken")]
    [ShowsRefusal("keep-retrieval", "bad-retrieval")]
    [ShowsRefusal("keep-retrieval", "unknown")]
    [ShowsRefusal("drop-retrieval", "unknown")]
    public async Task A_line_is_kept_for_the_study(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new KeepRetrieval(" ", "Trust"));
        await scene.RefusesAsync("bad-retrieval", new KeepRetrieval("Both", "Trust and"));
        await scene.RefusesAsync("unknown", new KeepRetrieval("Both", "Trust", Retrieval: Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new DropRetrieval(Guid.NewGuid()));
        var kept = await scene.Add(new KeepRetrieval("Both", "Trust and Money", "For chapter 4."), scene.Coder);
        await scene.RefusesAsync("name-taken", new KeepRetrieval("Both", "Trust"));
        await scene.Do(new KeepRetrieval("Both codes", "Trust or Money", Retrieval: kept));
        Assert.Equal([("Both codes", "Trust or Money", scene.Coder.Name)], (await scene.Ask(new KeptRetrievals())).Select(k => (k.Name, k.Line, k.Author!)));
        var before = await scene.TablesAsync();
        var dropped = await scene.Place.Do(scene.Study, new DropRetrieval(kept), scene.Lead);
        Assert.Empty(await scene.Ask(new KeptRetrievals()));
        await scene.Do(new UndoAct(dropped.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    private static async Task<(Guid Trust, Guid Money)> FillAsync(Scene scene)
    {
        var (north, south) = (await scene.Add(new AddSite("North")), await scene.Add(new AddSite("South")));
        var (chair, clerk) = (await scene.Add(new AddParticipant("Chair", "Chair", north)), await scene.Add(new AddParticipant("Clerk", "Clerk")));
        var (firstPhase, second) = (await scene.Add(new AddPhase("First")), await scene.Add(new AddPhase("Second")));
        var meeting = await scene.Add(new AddEncounter("The board", EncounterKind.Meeting, "2021-05", Site: north, Phase: firstPhase, Participants: [chair, clerk]));
        var interview = await scene.Add(new AddEncounter("The talk", EncounterKind.Interview, "2022-02-01", Site: south, Phase: second, Participants: [clerk]));
        var (board, call) = (await scene.SourceAsync("The meeting", Board), await scene.SourceAsync("The call", Call));
        await scene.Do(new PlaceSource(board.Line.Id, meeting));
        await scene.Do(new PlaceSource(call.Line.Id, interview));
        var feeling = await scene.Add(new AddCode("Feeling"));
        var (trust, money, late) = (await scene.Add(new AddCode("Trust", feeling)), await scene.Add(new AddCode("Money")), await scene.Add(new AddCode("Late")));
        await scene.Add(new AddCode("Twin", feeling));
        await scene.Add(new AddCode("Twin", money));
        await scene.CodeAsync(board, "We trusted the money people.", trust);
        await scene.CodeAsync(board, "We trusted the money people.", trust, scene.Lead);
        await scene.CodeAsync(board, "the money people", money);
        await scene.CodeAsync(board, "They came late.", late);
        await scene.CodeAsync(board, "Nobody trusted us", trust);
        await scene.CodeAsync(board, "The money came", money, scene.Lead);
        await scene.CodeAsync(call, "the money", money);
        return (trust, money);
    }
}
