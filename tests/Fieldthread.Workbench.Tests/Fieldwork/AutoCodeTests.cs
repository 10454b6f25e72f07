using Fieldthread.Core.Fieldwork.AutoCoding;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.AutoCoding;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Fieldwork.Retrieving;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Tests.Surveys;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class AutoCodeTests
{
    private const string Board = "INT: What changed for you when the groups merged?\n\nChair: We trusted the money people. They came late.\n\nClerk: Nobody trusted us at all.\n\nINT: How was the money shared?\n\nChair: The money came later still.\n\nClerk: That is all.";
    private const string Call = "INT: What changed for you when the groups merged?\n\nClerk: It was the money and nothing else.\n\nINT: Thank you.\n\nClerk: Goodbye.";

    [Theory]
    [OnBoth]
    [ShowsRefusal("auto-code", "nothing-found")]
    [ShowsRefusal("auto-code", "nothing-left")]
    [ShowsRefusal("auto-code", "no-code")]
    [ShowsRefusal("auto-code", "unseen")]
    public async Task Words_are_looked_at_first_coded_as_one_act_and_taken_back_by_one_undo(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (money, _, board, _) = await FillAsync(scene);
        await scene.CodeAsync(board, "The money came later still.", money);
        var shown = await scene.Ask(new AutoCodePreview(AutoWay.Words, ["money*\nlate"], AutoTake.Sentence, money), scene.Coder);
        Assert.Equal((5, 4, 1), (shown.Total, shown.New, shown.Already));
        Assert.Equal(["How was the money shared?", "It was the money and nothing else.", "They came late.", "We trusted the money people."], shown.Hits.Where(h => !h.Already).Select(h => h.Words).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal([("The call", 1, 0), ("The meeting", 3, 1)], shown.Sources.Select(s => (s.Name, s.New, s.Already)));
        var hit = shown.Hits.Single(h => h.Words == "They came late.");
        Assert.Equal(("Chair", "late", "Money"), (hit.Speaker, hit.Marks[0].Of(hit.Words), hit.Code));
        Assert.EndsWith("We trusted the money people. ", hit.Before, StringComparison.Ordinal);
        var pages = await scene.Ask(new AutoCodePreview(AutoWay.Words, ["money*", "late"], AutoTake.Sentence, money, Show: 4), scene.Coder);
        var rest = await scene.Ask(new AutoCodePreview(AutoWay.Words, ["money*", "late"], AutoTake.Sentence, money, After: pages.Next, Show: 4), scene.Coder);
        Assert.Equal(shown.Hits.Select(h => (h.Number, h.Words)), pages.Hits.Concat(rest.Hits).Select(h => (h.Number, h.Words)));
        Assert.Null(rest.Next);

        var before = await scene.TablesAsync();
        AutoCode Act(IReadOnlyList<int>? except = null, string? seen = null, Guid? code = null) => new(AutoWay.Words, ["money*", "late"], AutoTake.Sentence, code ?? money, Seen: seen, Except: except, Note: "A first look.");
        await scene.RefusesAsync("unseen", Act([1]), scene.Coder);
        await scene.RefusesAsync("nothing-left", Act([.. shown.Hits.Select(h => h.Number)], shown.Seen), scene.Coder);
        await scene.RefusesAsync("nothing-found", new AutoCode(AutoWay.Words, ["pension"], Code: money), scene.Coder);
        await scene.RefusesAsync("no-code", new AutoCode(AutoWay.Words, ["money"]), scene.Coder);
        var done = await scene.Place.Do(scene.Study, Act([hit.Number], shown.Seen), scene.Coder);
        Assert.Equal((3, 2, 1, 1), (done.Answer.Codings, done.Answer.Sources, done.Answer.Already, done.Answer.LeftOut));
        var codings = (await scene.Ask(new CodingsOfSource(board.Revision))).Codings;
        Assert.Equal(3, codings.Count);
        Assert.DoesNotContain(codings, c => board.Text[c.Start..c.End] == "They came late.");
        var run = Assert.Single(await scene.Ask(new AutoRuns()));
        Assert.Equal((done.Act, 3, 0, 3, 0, "Money", "A first look."), (run.Act, run.Made, run.Confirmed, run.Proposed, run.Dropped, run.Into, run.Note));
        Assert.Equal("by words: money*; late, the sentence", run.InWords);

        // The same once more finds all of it coded but what was left out.
        Assert.Equal((1, 4), ((await scene.Ask(new AutoCodePreview(AutoWay.Words, ["money*", "late"], AutoTake.Sentence, money), scene.Coder)).New, (await scene.Ask(new AutoCodePreview(AutoWay.Words, ["money*", "late"], AutoTake.Sentence, money), scene.Coder)).Already));
        await scene.Do(new UndoAct(done.Act), scene.Coder);
        Scene.Same(before, await scene.TablesAsync());
        Assert.Empty(await scene.Ask(new AutoRuns()));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("auto-code", "changed-since-preview")]
    public async Task What_moved_since_the_preview_is_not_coded(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (money, trust, board, _) = await FillAsync(scene);
        async Task<AutoCode> SeenAsync() => new(AutoWay.Words, ["money"], AutoTake.Words, money, Seen: (await scene.Ask(new AutoCodePreview(AutoWay.Words, ["money"], AutoTake.Words, money), scene.Coder)).Seen);
        var act = await SeenAsync();
        await scene.Do(new ReviseSource(board.Line.Id, board.Number, board.Text.Replace("That is all.", "That is all the money.", StringComparison.Ordinal), "Misheard."));
        await scene.RefusesAsync("changed-since-preview", act, scene.Coder);
        act = await SeenAsync();
        await scene.Do(new EditCode(money, "Finance"));
        await scene.RefusesAsync("changed-since-preview", act, scene.Coder);
        act = await SeenAsync();

        // What others code meanwhile changes nothing of what is found.
        var newest = await scene.Ask(new SourceText(board.Line.Id));
        await scene.CodeAsync(newest, "Nobody trusted us", trust, scene.Lead);
        Assert.Equal(5, (await scene.Do(act, scene.Coder)).Codings);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("auto-code-preview", "empty")]
    [ShowsRefusal("auto-code-preview", "bad-search")]
    [ShowsRefusal("auto-code-preview", "too-slow")]
    [ShowsRefusal("auto-code-preview", "too-many")]
    [ShowsRefusal("auto-code-preview", "unknown-name")]
    [ShowsRefusal("auto-code-preview", "unknown")]
    [ShowsRefusal("auto-code-preview", "no-code")]
    [ShowsRefusal("auto-code-preview", "heading")]
    [ShowsRefusal("auto-code-preview", "retired")]
    [ShowsRefusal("auto-code-preview", "name-taken")]
    [ShowsRefusal("auto-code", "empty")]
    [ShowsRefusal("auto-code", "bad-search")]
    [ShowsRefusal("auto-code", "too-slow")]
    [ShowsRefusal("auto-code", "too-many")]
    [ShowsRefusal("auto-code", "unknown-name")]
    [ShowsRefusal("auto-code", "unknown")]
    [ShowsRefusal("auto-code", "heading")]
    [ShowsRefusal("auto-code", "retired")]
    [ShowsRefusal("auto-code", "name-taken")]
    [ShowsRefusal("auto-code", "no-coder")]
    public async Task What_cannot_be_looked_for_or_coded_with_is_told(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (money, trust, _, _) = await FillAsync(scene);
        await scene.Do(new EditCode(trust, "Trust", IsCodable: false));
        var old = await scene.Add(new AddCode("Old"));
        await scene.Do(new RetireCode(old, "Not used."));
        async Task BothAsync(string code, AutoCodePreview p)
        {
            await scene.RefusesAsync(code, p);
            await scene.RefusesAsync(code, new AutoCode(p.Way, p.Look, p.Take, p.Code, p.NewCode, p.Under, p.Each, p.Guide, p.ToQuestion, p.Site, p.Phase, p.Kind, p.Role, p.Participant, p.Source, p.Attribute, p.Value));
        }

        await BothAsync("empty", new(AutoWay.Words, [" \n "], Code: money));
        await BothAsync("bad-search", new(AutoWay.Words, ["a*"], Code: money));
        await BothAsync("bad-search", new(AutoWay.Pattern, ["(a"], Code: money));
        Assert.Contains("offset 2", (await scene.RefusesAsync("bad-search", new AutoCodePreview(AutoWay.Pattern, ["(a"], Code: money))).Message, StringComparison.Ordinal);
        await BothAsync("unknown-name", new(AutoWay.Words, ["money"], Code: money, Site: ["West"]));
        Assert.StartsWith("There is no site “West”", (await scene.RefusesAsync("unknown-name", new AutoCodePreview(AutoWay.Words, ["money"], Site: ["West"]))).Message, StringComparison.Ordinal);
        await BothAsync("unknown", new(AutoWay.Words, ["money"], Code: Guid.NewGuid()));
        await BothAsync("unknown", new(AutoWay.Item, ["Q9"], Code: money));
        await BothAsync("unknown", new(AutoWay.Question, [], Code: money, Guide: Guid.NewGuid()));
        await BothAsync("no-code", new(AutoWay.Words, ["money"], Code: money, NewCode: "Other"));
        await BothAsync("heading", new(AutoWay.Words, ["money"], Code: trust));
        await BothAsync("retired", new(AutoWay.Words, ["money"], Code: old));
        await BothAsync("name-taken", new(AutoWay.Words, ["money"], NewCode: "Money"));
        Assert.Equal("unknown-name", (await Place.RefusedAsync(() => scene.Ask(new AutoCodePreview(AutoWay.Words, ["money"], Attribute: "register:type", Value: ["group"]), scene.Coder))).Code);
        await scene.RefusesAsync("unknown-name", new AutoCode(AutoWay.Words, ["money"], Code: money, Attribute: "register:type", Value: ["group"]), scene.Coder);
        await scene.RefusesAsync("no-coder", new AutoCode(AutoWay.Words, ["money"], Code: money), Actor.Program);

        var letters = string.Join(' ', Enumerable.Repeat("aa", 60_000));
        await scene.SourceAsync("Long", letters);
        await BothAsync("too-many", new(AutoWay.Words, ["aa"], Code: money));
        var random = new Random(7);
        await scene.SourceAsync("Slow", string.Concat(Enumerable.Range(0, 200_000).Select(_ => "ac"[random.Next(2)])));
        await BothAsync("too-slow", new(AutoWay.Pattern, ["/(a|c)*a(a|c){24}[x-z]|c(a|c){24}[u-w]/"], Code: money));
    }

    [Theory]
    [OnBoth]
    public async Task Speakers_questions_headings_patterns_and_items_are_coded(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (money, trust, board, _) = await FillAsync(scene);
        async Task<string> FindsAsync(AutoCodePreview p) => string.Join('|', (await scene.Ask(p)).Hits.Select(h => h.Words));
        Assert.Equal("We trusted the money people. They came late.|The money came later still.", await FindsAsync(new(AutoWay.Speaker, ["chair"], AutoTake.Turn)));
        Assert.Equal("Nobody trusted us at all.|That is all.", await FindsAsync(new(AutoWay.Speaker, [], AutoTake.Turn, Role: ["Clerk"], Site: ["North"])));
        Assert.Equal("We trusted the money people.|They came late.|The money came later still.", await FindsAsync(new(AutoWay.Speaker, [], AutoTake.Sentence, Participant: ["Chair"])));
        Assert.Equal("came late|came later", await FindsAsync(new(AutoWay.Pattern, ["came late[r]?"], AutoTake.Words)));
        Assert.Equal("It was the money and nothing else.", await FindsAsync(new(AutoWay.Words, ["money"], AutoTake.Turn, Kind: ["interview"])));
        Assert.Equal("It was the money and nothing else.", await FindsAsync(new(AutoWay.Words, ["money"], AutoTake.Paragraph, Source: ["The call"])));
        Assert.Equal("It was the money and nothing else.", await FindsAsync(new(AutoWay.Words, ["money"], AutoTake.Paragraph, Attribute: "year", Value: ["2022"])));
        Assert.Equal("We trusted the money people. They came late.\n\nClerk: Nobody trusted us at all.|It was the money and nothing else.", await FindsAsync(new(AutoWay.Question, ["what changed when groups merged"], AutoTake.Answer)));
        Assert.Equal("We trusted the money people. They came late.|Nobody trusted us at all.", await FindsAsync(new(AutoWay.Question, ["what changed when groups merged"], AutoTake.Turn, Source: ["The meeting"])));
        Assert.Equal("It was the money and nothing else.\n\nINT: Thank you.\n\nClerk: Goodbye.", await FindsAsync(new(AutoWay.Question, ["what changed when groups merged"], AutoTake.Answer, ToQuestion: true, Source: ["The call"])));
        var labels = await scene.Ask(new SpeakersOfStudy());
        Assert.Equal([("Chair", 2, false), ("Clerk", 4, false), ("INT", 4, true)], labels.Select(l => (l.Label, l.Turns, l.IsTeam)));

        var guide = await scene.Add(new AddGuide("Talks"));
        var version = (await scene.Do(new AddGuideVersion(guide, "What changed when groups merged?\n\nHow was the money shared?\n"))).Version;
        var answers = await scene.Do(new AutoCode(AutoWay.Question, Take: AutoTake.Turn, Guide: version, Each: true, Under: trust));
        Assert.Equal(5, answers.Codings);
        Assert.Equal(["Trust / How was the money shared?", "Trust / What changed when groups merged?"], (await scene.Ask(new CodebookTree())).Where(c => c.Parent == trust).Select(c => c.Path).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await scene.Ask(new CodingsOfSource(board.Revision))).Codings.Count(c => board.Text[c.Start..c.End].StartsWith("The money came", StringComparison.Ordinal) || board.Text[c.Start..c.End] == "That is all."));

        // A code for each speaker; one that is there is used.
        await scene.Add(new AddCode("Chair", money));
        var speakers = await scene.Do(new AutoCode(AutoWay.Speaker, ["Chair", "Clerk"], AutoTake.Turn, Each: true, Under: money));
        Assert.Equal(6, speakers.Codings);
        Assert.Equal([("Chair", 2), ("Clerk", 4)], (await scene.Ask(new CodebookTree())).Where(c => c.Parent == money).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => (c.Name, c.Codings)));

        await scene.Do(SurveyTables.Import());
        var said = await scene.Do(new AutoCode(AutoWay.Item, ["Q4"], AutoTake.Turn, NewCode: "What else"));
        Assert.Equal((2, 1), (said.Codings, said.Sources));
        Assert.DoesNotContain((await scene.Ask(new SpeakersOfStudy())).Select(l => l.Label), l => l.StartsWith('P'));
        var coder = (await scene.Ask(new AutoRuns(), scene.Coder)).Count;
        Assert.Equal(3, coder);
        var blind = await scene.Place.MemberAsync(scene.Study, Role.Coder, blind: true);
        Assert.Empty(await scene.Ask(new AutoRuns(), blind));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("confirm-auto-codings", "empty")]
    [ShowsRefusal("confirm-auto-codings", "unknown")]
    [ShowsRefusal("confirm-auto-codings", "not-yours")]
    [ShowsRefusal("confirm-auto-codings", "same")]
    [ShowsRefusal("drop-auto-codings", "empty")]
    [ShowsRefusal("drop-auto-codings", "unknown")]
    [ShowsRefusal("drop-auto-codings", "not-yours")]
    [ShowsRefusal("auto-run", "unknown")]
    public async Task Codings_of_a_run_are_read_confirmed_and_dropped(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (money, trust, board, _) = await FillAsync(scene);
        var byHand = await scene.CodeAsync(board, "Nobody trusted us", trust);
        var run = (await scene.Do(new AutoCode(AutoWay.Words, ["money"], AutoTake.Words, money), scene.Coder)).Run;
        var page = await scene.Ask(new AutoRunCodings(run));
        Assert.Equal((4, 4), (page.Codings.Count, page.Run.Proposed));
        Assert.All(page.Codings, c => Assert.Equal(("money", "Money", scene.Coder.Name, null), (c.Words, c.Code, c.Coder, c.ConfirmedBy)));
        var (first, second) = (page.Codings[0].Id, page.Codings[1].Id);
        var other = await scene.Place.MemberAsync(scene.Study, Role.Coder);
        await scene.RefusesAsync("empty", new ConfirmAutoCodings([]), scene.Coder);
        await scene.RefusesAsync("unknown", new ConfirmAutoCodings([byHand]), scene.Coder);
        await scene.RefusesAsync("not-yours", new ConfirmAutoCodings([first]), other);
        await scene.RefusesAsync("empty", new DropAutoCodings(), scene.Coder);
        await scene.RefusesAsync("unknown", new DropAutoCodings([byHand]), scene.Coder);
        await scene.RefusesAsync("unknown", new DropAutoCodings(Run: Guid.NewGuid()), scene.Coder);
        await scene.RefusesAsync("not-yours", new DropAutoCodings([first]), other);
        await scene.RefusesAsync("unknown", new AutoRunCodings(Guid.NewGuid()));
        await scene.Do(new ConfirmAutoCodings([first]), scene.Coder);
        await scene.RefusesAsync("same", new ConfirmAutoCodings([first]), scene.Coder);
        async Task<int> FindsAsync(string line) => (await scene.Ask(new Retrieve(line))).Stretches;
        Assert.Equal((5, 1, 3, 1, 4), (await FindsAsync("coded"), await FindsAsync("coded [origin = hand]"), await FindsAsync("coded [origin = proposed]"), await FindsAsync("coded [origin = confirmed]"), await FindsAsync("coded [origin != hand]")));
        await scene.RefusesAsync("unknown-name", new Retrieve("coded [origin = chance]"));
        // The desk and the table of codings say of each how it came.
        var origins = (await scene.Ask(new CodingsOfSource(board.Revision))).Codings.ToDictionary(c => c.Id, c => c.Origin);
        Assert.Equal(CodingOrigin.Hand, origins[byHand]);
        Assert.All(page.Codings.Where(c => origins.ContainsKey(c.Id)), c => Assert.Equal(c.Id == first ? CodingOrigin.Confirmed : CodingOrigin.Proposed, origins[c.Id]));
        Assert.Equal([("Confirmed", 1), ("Hand", 1), ("Proposed", 3)], CodingRows.Of(await scene.Ask(new ProjectForExport())).GroupBy(r => r.Origin.ToString()).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count())));
        await scene.Do(new SetCodingMemo(second, "A doubt."), scene.Coder);
        Assert.Equal(1, (await scene.Do(new DropAutoCodings([second]))).Codings);
        page = await scene.Ask(new AutoRunCodings(run, Proposed: true));
        Assert.Equal((2, 4, 1, 2, 1), (page.Codings.Count, page.Run.Made, page.Run.Confirmed, page.Run.Proposed, page.Run.Dropped));
        Assert.Equal(2, (await scene.Do(new DropAutoCodings(Run: run), scene.Coder)).Codings);
        await scene.RefusesAsync("empty", new DropAutoCodings(Run: run), scene.Coder);
        page = await scene.Ask(new AutoRunCodings(run));
        Assert.Equal((scene.Coder.Name, first), (page.Codings.Single().ConfirmedBy, page.Codings.Single().Id));
    }

    private static async Task<(Guid Money, Guid Trust, SourcePage Board, SourcePage Call)> FillAsync(Scene scene)
    {
        var (north, south) = (await scene.Add(new AddSite("North")), await scene.Add(new AddSite("South")));
        var (chair, clerk) = (await scene.Add(new AddParticipant("Chair", "Chair", north)), await scene.Add(new AddParticipant("Clerk", "Clerk")));
        var meeting = await scene.Add(new AddEncounter("The board", EncounterKind.Meeting, "2021-05", Site: north, Participants: [chair, clerk]));
        var interview = await scene.Add(new AddEncounter("The talk", EncounterKind.Interview, "2022-02-01", Site: south, Participants: [clerk]));
        var (board, call) = (await scene.SourceAsync("The meeting", Board), await scene.SourceAsync("The call", Call));
        await scene.Do(new PlaceSource(board.Line.Id, meeting));
        await scene.Do(new PlaceSource(call.Line.Id, interview));
        return (await scene.Add(new AddCode("Money")), await scene.Add(new AddCode("Trust")), board, call);
    }
}
