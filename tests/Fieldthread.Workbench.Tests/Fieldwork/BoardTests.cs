using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Board;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class BoardTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("move-work", "unknown")]
    [ShowsRefusal("move-work", "not-of-study")]
    [ShowsRefusal("move-work", "bad-date")]
    [ShowsRefusal("move-work", "known-already")]
    [ShowsRefusal("work-board", "bad-number")]
    public async Task What_is_known_is_known_and_the_rest_is_said_by_a_person(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (site, phase) = (await scene.Add(new AddSite("Site 3")), await scene.Add(new AddPhase("Phase 1")));
        var meeting = await scene.Add(new AddEncounter("The board", EncounterKind.Meeting, Site: site, Phase: phase));
        var waiting = await scene.Add(new AddRecording(new GivenFile("a.wav", Tones.Wave(1)), meeting));
        var (text, notes, code) = (await scene.SourceAsync("Interview", "Chair: We begin. We begin again."), await scene.SourceAsync("Notes", "Nothing."), await scene.Add(new AddCode("Begun")));
        await scene.CodeAsync(text, "We begin.", code);
        await scene.CodeAsync(text, "We begin again.", code);
        await scene.Do(new Workbench.Fieldwork.Revisions.ReviseSource(notes.Line.Id, 1, "Nothing!", "Slip."));
        var survey = await scene.Place.MemberAsync(scene.Study, Role.SurveyManager);
        var team = await scene.Ask(new TeamList());
        var (coder, surveyor) = (team.Single(t => t.Name == scene.Coder.Name).Id, team.Single(t => t.Name == survey.Name).Id);

        var board = await scene.Ask(new BoardOfStudy());
        Assert.Equal([WorkKind.Transcribe, WorkKind.Clean, WorkKind.Code], board.Kinds);
        Assert.Equal(["Interview", "Notes", "The board (recording)"], board.Lines.Select(l => l.Name));
        WorkCell At(Board of, string line, WorkKind kind) => of.Lines.Single(l => l.Name == line).Cells.Single(c => c.Kind == kind);
        Assert.Equal((WorkState.Done, "a text is there"), (At(board, "Interview", WorkKind.Transcribe).State, At(board, "Interview", WorkKind.Transcribe).Known));
        Assert.Equal((WorkState.UnderWay, "2 codings", "today", false), (At(board, "Interview", WorkKind.Code).State, At(board, "Interview", WorkKind.Code).Known, At(board, "Interview", WorkKind.Code).AgeInWords, At(board, "Interview", WorkKind.Code).IsSaid));
        Assert.Equal((WorkState.UnderWay, "one further revision"), (At(board, "Notes", WorkKind.Clean).State, At(board, "Notes", WorkKind.Clean).Known));
        Assert.Equal((WorkState.NotBegun, "waiting"), (At(board, "The board (recording)", WorkKind.Transcribe).State, At(board, "The board (recording)", WorkKind.Transcribe).Known));

        await scene.RefusesAsync("unknown", new MoveWork(Guid.NewGuid(), WorkKind.Code, WorkState.Done));
        await scene.RefusesAsync("unknown", new MoveWork(text.Line.Id, WorkKind.Code, Owner: Guid.NewGuid()));
        await scene.RefusesAsync("not-of-study", new MoveWork(text.Line.Id, WorkKind.Code, Owner: surveyor));
        await scene.RefusesAsync("bad-date", new MoveWork(text.Line.Id, WorkKind.Code, Due: "soon"));
        await scene.RefusesAsync("known-already", new MoveWork(text.Line.Id, WorkKind.Transcribe, WorkState.Done));
        await scene.RefusesAsync("bad-number", new BoardOfStudy(Days: 0));
        await scene.Do(new MoveWork(text.Line.Id, WorkKind.Code, Owner: coder, Due: "2021-06-14", Note: "Twice."));
        await scene.Do(new MoveWork(notes.Line.Id, WorkKind.Chart, WorkState.NotNeeded), scene.Coder);
        board = await scene.Ask(new BoardOfStudy());
        var coding = At(board, "Interview", WorkKind.Code);
        Assert.Equal((WorkState.UnderWay, scene.Coder.Name, "2021-06-14", "Twice.", true, false), (coding.State, coding.Owner, coding.Due, coding.Note, coding.IsOverdue, coding.IsStalled));
        Assert.Equal((WorkState.NotNeeded, true, scene.Coder.Name), (At(board, "Notes", WorkKind.Chart).State, At(board, "Notes", WorkKind.Chart).IsSaid, At(board, "Notes", WorkKind.Chart).SaidBy));
        Assert.Equal("Transcribe: 2 of 3 done; clean: 0 of 3 done; code: 0 of 3 done; chart: 0 of 2 done. 1 past their day.", board.InWords);
        Assert.Contains(await scene.Ask(new Attention()), a => a.InWords == "One piece of work on a source is past its day.");
        Assert.Equal(["Interview"], (await scene.Ask(new BoardOfStudy(Owner: scene.Coder.Name))).Lines.Select(l => l.Name));
        Assert.Equal(["The board (recording)"], (await scene.Ask(new BoardOfStudy("Site 3", "Phase 1"))).Lines.Select(l => l.Name));

        // Said done; then somebody codes on.
        await scene.Do(new MoveWork(text.Line.Id, WorkKind.Code, WorkState.Done));
        Assert.Equal((WorkState.Done, "", false), (At(await scene.Ask(new BoardOfStudy()), "Interview", WorkKind.Code).State, At(await scene.Ask(new BoardOfStudy()), "Interview", WorkKind.Code).Doubt, At(await scene.Ask(new BoardOfStudy()), "Interview", WorkKind.Code).IsOverdue));
        await scene.CodeAsync(text, "begin again", code);
        Assert.Equal("said done, and moved since: 3 codings", At(await scene.Ask(new BoardOfStudy()), "Interview", WorkKind.Code).Doubt);
        await scene.Do(new MoveWork(text.Line.Id, WorkKind.Code));
        Assert.False(At(await scene.Ask(new BoardOfStudy()), "Interview", WorkKind.Code).IsSaid);

        // The queue moves the board.
        await scene.Do(new AssignTranscription(waiting, coder, Due: "2021-06-14"));
        await scene.Do(new FinishTranscription(waiting, notes.Line.Id));
        board = await scene.Ask(new BoardOfStudy());
        Assert.Equal(2, board.Lines.Count);
        Assert.Equal((WorkState.Done, "not checked yet", scene.Coder.Name), (At(board, "Notes", WorkKind.Transcribe).State, At(board, "Notes", WorkKind.Transcribe).Known, At(board, "Notes", WorkKind.Transcribe).Owner));
    }

    [Fact]
    public async Task Charting_stands_on_the_board_where_the_stance_is_framework_and_a_blind_coder_sees_their_own_codings()
    {
        await using var scene = await Scene.NewAsync(Provider.Sqlite);
        var (text, code) = (await scene.SourceAsync("Interview", "We begin."), await scene.Add(new AddCode("Begun")));
        await scene.CodeAsync(text, "We begin", code);
        var blind = await scene.Place.MemberAsync(scene.Study, Role.Coder, blind: true);
        Assert.Equal(3, (await scene.Ask(new BoardOfStudy())).Kinds.Count);
        await scene.Do(new ChangeStance(Stance.Framework, "Charted now."));
        Assert.Equal(WorkKind.Chart, (await scene.Ask(new BoardOfStudy())).Kinds[3]);
        Assert.Equal(WorkState.UnderWay, (await scene.Ask(new BoardOfStudy())).Lines[0].Cells[2].State);
        Assert.Equal(WorkState.NotBegun, (await scene.Ask(new BoardOfStudy(), blind)).Lines[0].Cells[2].State);
    }
}
