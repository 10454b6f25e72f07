using System.Text;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Answers;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Fieldthread.Workbench.Tests.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class AnswerGridTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("answer-grid", "unknown")]
    [ShowsRefusal("answer-grid", "not-open")]
    [ShowsRefusal("answer-grid", "bad-search")]
    [ShowsRefusal("answer-grid", "too-slow")]
    [ShowsRefusal("answer-grid", "sealed")]
    [ShowsRefusal("code-answers", "empty")]
    [ShowsRefusal("code-answers", "unknown")]
    [ShowsRefusal("code-answers", "unknown-name")]
    [ShowsRefusal("code-answers", "heading")]
    [ShowsRefusal("code-answers", "retired")]
    [ShowsRefusal("code-answers", "superseded")]
    [ShowsRefusal("code-answers", "same")]
    [ShowsRefusal("code-answers", "no-coder")]
    public async Task Answers_are_coded_in_a_grid_with_what_is_known_of_the_respondents(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new Workbench.Register.ImportRegister([new GivenFile("organisations.csv", "id,type,opened,closed\na,group,2013,\nb,practice,2013,\n"u8.ToArray()), new GivenFile("codes.csv", "organisation,scheme,code,from,to\na,own,G01,2013,\nb,own,G02,2013,\n"u8.ToArray())]));
        var site = await scene.Add(new AddSite("North"));
        await scene.Add(new AddParticipant("P1", "Chair", site));
        await scene.Do(SurveyTables.Import());
        var (money, trust) = (await scene.Add(new AddCode("Money")), await scene.Add(new AddCode("Trust")));
        var (late, other) = (await scene.Add(new AddCode("Late", money)), await scene.Add(new AddCode("Late", trust)));
        var grid = await scene.Ask(new AnswerGrid("Q4", Columns: ["organisation", "type", "role", "site", "Q1,Q3"]), scene.Coder);
        Assert.Equal(["P1", "P2"], grid.Rows.Select(r => r.Respondent));
        Assert.StartsWith(SurveyTables.Marked, grid.Rows[0].Words, StringComparison.Ordinal);
        Assert.Equal(["G01", "group", "Chair", "North", "Agree", "5"], grid.Rows[0].About);
        Assert.Equal(["G02", "practice", null, null, "Perhaps", "seven"], grid.Rows[1].About);
        Assert.Equal([("First wave", 2, 0)], grid.Waves.Select(w => (w.Name, w.Answers, w.Coded)));
        Assert.Equal("Organisation", Assert.Single((await scene.Ask(new AnswerGrid("Q4"))).Columns).Name);

        var (first, second) = (grid.Rows[0].Id, grid.Rows[1].Id);
        Assert.Equal((2, 4, 0), Of(await scene.Do(new CodeAnswers([first, second], Named: "trust; Money / Late"), scene.Coder)));
        Assert.Equal((2, 2, 0), Of(await scene.Do(new CodeAnswers([first, second], [money, trust]), scene.Coder)));
        grid = await scene.Ask(new AnswerGrid("Q4"), scene.Coder);
        Assert.Equal(["Money", "Money / Late", "Trust"], grid.Rows[0].Codings.Select(c => c.Path));
        Assert.All(grid.Rows[0].Codings, c => Assert.True(c is { Mine: true, Whole: true }));
        Assert.Equal(2, grid.Waves[0].Coded);

        // They are codings like others: at the desk, in counts, and for who takes them off.
        var source = await scene.Ask(new SourceText(grid.Rows[0].Source));
        Assert.Equal(6, (await scene.Ask(new CodingsOfSource(source.Revision))).Codings.Count);
        Assert.Equal((1, 0, 1), Of(await scene.Do(new CodeAnswers([second], Named: "Trust", Remove: true), scene.Coder)));
        await scene.CodeAsync(source, "nobody asked us", trust, scene.Lead);
        var byLead = await scene.Ask(new AnswerGrid("Q4", Code: trust), scene.Lead);
        Assert.Equal((1, false, false), (byLead.Total, byLead.Rows[0].Codings.Single(c => c.CoderId != byLead.Rows[0].Codings[0].CoderId).Whole, byLead.Rows[0].Codings[0].Mine));
        Assert.Equal([second], (await scene.Ask(new AnswerGrid("Q4", Words: "well"))).Rows.Select(r => r.Id));
        Assert.Equal([first], (await scene.Ask(new AnswerGrid("Q4", By: "type", Value: "GROUP"))).Rows.Select(r => r.Id));
        Assert.Equal([second], (await scene.Ask(new AnswerGrid("Q4", By: "Q1", Value: "Perhaps"))).Rows.Select(r => r.Id));
        Assert.Equal((2, 2), ((await scene.Ask(new AnswerGrid("Q4", Code: money))).Total, (await scene.Ask(new AnswerGrid("Q4", Wave: "1"))).Total));
        await scene.Do(new CodeAnswers([second], [money, late], Remove: true), scene.Coder);
        Assert.Equal([second], (await scene.Ask(new AnswerGrid("Q4", Uncoded: true))).Rows.Select(r => r.Id));
        var paged = await scene.Ask(new AnswerGrid("Q4", Take: 1));
        Assert.Equal([second], (await scene.Ask(new AnswerGrid("Q4", After: paged.Next))).Rows.Select(r => r.Id));
        Assert.Equal([("Q4", "First wave", 2, 1)], (await scene.Ask(new OpenItems())).SelectMany(i => i.Waves.Select(w => (i.Key, w.Name, w.Answers, w.Coded))));
        var blind = await scene.Place.MemberAsync(scene.Study, Role.Coder, blind: true);
        Assert.Empty((await scene.Ask(new AnswerGrid("Q4"), blind)).Rows[0].Codings);

        await scene.RefusesAsync("unknown", new AnswerGrid("Q9"));
        await scene.RefusesAsync("unknown", new AnswerGrid("Q4", Wave: "9"));
        await scene.RefusesAsync("unknown", new AnswerGrid("Q4", Code: Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new AnswerGrid("Q4", Columns: ["shoe size"]));
        await scene.RefusesAsync("unknown", new AnswerGrid("Q4", By: "shoe size"));
        await scene.RefusesAsync("not-open", new AnswerGrid("Q1"));
        await scene.RefusesAsync("bad-search", new AnswerGrid("Q4", Words: "(a"));
        await scene.RefusesAsync("empty", new CodeAnswers([], [money]), scene.Coder);
        await scene.RefusesAsync("empty", new CodeAnswers([first], Named: " ; "), scene.Coder);
        await scene.RefusesAsync("unknown", new CodeAnswers([Guid.NewGuid()], [money]), scene.Coder);
        await scene.RefusesAsync("unknown", new CodeAnswers([first], [Guid.NewGuid()]), scene.Coder);
        await scene.RefusesAsync("unknown-name", new CodeAnswers([first], Named: "Nothing"), scene.Coder);
        Assert.Contains("Money / Late; Trust / Late", (await scene.RefusesAsync("unknown-name", new CodeAnswers([first], Named: "Late"), scene.Coder)).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("same", new CodeAnswers([first], [money]), scene.Coder);
        await scene.RefusesAsync("same", new CodeAnswers([first], [other], Remove: true), scene.Coder);
        await scene.RefusesAsync("no-coder", new CodeAnswers([first], [money]), Actor.Program);
        await scene.Do(new EditCode(other, "Late", IsCodable: false));
        await scene.RefusesAsync("heading", new CodeAnswers([first], [other]), scene.Coder);
        await scene.Do(new RetireCode(trust, "Not used."));
        await scene.RefusesAsync("retired", new CodeAnswers([second], [trust]), scene.Coder);
        var transcriber = await scene.Place.MemberAsync(scene.Study, Role.Transcriber);
        Assert.Equal("sealed", (await Place.RefusedAsync(() => scene.Ask(new AnswerGrid("Q4", Columns: ["Q1"]), transcriber))).Code);

        // A text that is no answer, and a former text.
        var notes = await scene.SourceAsync("Notes", "A: One.\n\nB: Two.\n\nA: Three.");
        var passage = Guid.Empty;
        await scene.Place.InActAsync(scene.Study, async acting => passage = await acting.Context.Set<Passage>().Where(p => p.RevisionId == notes.Revision).Select(p => p.Id).FirstAsync());
        await scene.RefusesAsync("unknown", new CodeAnswers([passage], [money]), scene.Coder);
        await scene.Do(new ReviseSource(source.Line.Id, source.Number, source.Text.Replace("It went well", "It went very well", StringComparison.Ordinal), "Misheard."));
        await scene.RefusesAsync("superseded", new CodeAnswers([first], [late]), scene.Coder);
        Assert.Contains("very well", (await scene.Ask(new AnswerGrid("Q4"))).Rows[1].Words, StringComparison.Ordinal);

        // Letters that look like what is sought nearly everywhere make an expression slow, whatever carries it out.
        var letters = new Random(7);
        var words = string.Concat(Enumerable.Range(0, 200_000).Select(_ => "ac"[letters.Next(2)]));
        await scene.Do(new ImportSurvey("slow",
        [
            new("items.csv", "key,type,question_w7\nQ4,text,What else?\n"u8.ToArray()), new("waves.csv", "wave,name,reference\n7,Seventh wave,2023-03-01\n"u8.ToArray()),
            new("posts.csv", "respondent,organisation\nP3,G03\n"u8.ToArray()), new("wave7.csv", Encoding.UTF8.GetBytes("respondent,Q4\nP3," + words + "\n")),
        ]));
        await scene.RefusesAsync("too-slow", new AnswerGrid("Q4", Words: "/(a|c)*a(a|c){24}[x-z]|c(a|c){24}[u-w]/"));

        static (int, int, int) Of(AnswersCoded done) => (done.Answers, done.Added, done.Removed);
    }
}
