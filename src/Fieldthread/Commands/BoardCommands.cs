using System.CommandLine;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Board;

namespace Fieldthread.Commands;

/// <summary><c>board</c>: what is done to each source, by whom, and for how long it has stood.</summary>
internal static class BoardCommands
{
    public static IEnumerable<Command> All()
    {
        var (study, csv, cut, site, phase, owner) = (Common.Study(), Common.Csv(), RegisterCommands.Cut(), Words("--site", "Only of that site."), Words("--phase", "Only of that phase."), Words("--owner", "Only where that person has a piece of work."));
        var days = new Option<int>("--days") { Description = "Point out what has not moved for more days than this.", HelpName = "N", DefaultValueFactory = _ => WorkBoard.UsualDays };
        var board = new Command("board", "Show the work board: sources by transcribe, clean, code, chart.") { Move(), site, phase, owner, days, study, cut, csv };
        board.Does(async session =>
        {
            var p = session.Parsed;
            session.Table(BoardTables.Work(await session.AskAsync(await session.StudyAsync(study), new BoardOfStudy(p.GetValue(site), p.GetValue(phase), p.GetValue(owner), p.GetValue(days)), p.GetValue(cut))), p.GetValue(csv));
            return 0;
        });
        return [board];
    }

    private static Command Move()
    {
        var study = Common.Study();
        var source = new Argument<string>("SOURCE") { Description = "Name or id of the source." };
        var kind = new Argument<WorkKind>("WORK") { Description = "clean, code or chart.", CustomParser = r => Common.Word<WorkKind>(r, "kind of work") };
        var state = new Option<WorkState?>("--state") { Description = "notBegun, underWay, done or notNeeded.", HelpName = "STATE", CustomParser = r => Common.Word<WorkState>(r, "state of work") };
        var known = new Option<bool>("--as-known") { Description = "Leave the state to what the study knows." };
        var (owner, due, note) = (Words("--owner", "Whose it is; empty for nobody."), Words("--due", "The last day; empty for none."), Words("--note", "What is to be known of it; empty for nothing."));
        return new Command("move", "Say how far a piece of work is, whose it is and until when. What is left out stays.") { source, kind, state, known, owner, due, note, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var id = await SourceCommands.FindAsync(session, at, p.GetValue(source)!);
            var cell = (await session.AskAsync(at, new BoardOfStudy())).Lines.Single(l => l.Source == id).Cells.FirstOrDefault(c => c.Kind == p.GetValue(kind));
            var done = await session.DoAsync(at, new MoveWork(
                id, p.GetValue(kind), p.GetValue(known) ? null : p.GetValue(state) ?? (cell is { IsSaid: true } ? cell.State : null),
                p.GetValue(owner) is { } name ? await TranscriptionCommands.PersonAsync(session, at, name) : cell?.OwnerId, p.GetValue(due) ?? cell?.Due ?? "", p.GetValue(note) ?? cell?.Note ?? ""));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Option<string?> Words(string name, string description) => new(name) { Description = description, HelpName = "WORDS" };
}
