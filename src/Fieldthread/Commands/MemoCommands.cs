using System.CommandLine;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Studies;
using Fieldthread.Workbench.Studies.Memos;

namespace Fieldthread.Commands;

/// <summary><c>memo</c>: what the team thinks along the way, on anything of the study.</summary>
internal static class MemoCommands
{
    public static IEnumerable<Command> All() => [new Command("memo", "Write, list, link and take out memos on anything of a study.") { List(), Write(), Change(), Remove(), Link(), Unlink() }];

    private static Command List()
    {
        var (study, cut, csv, on) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), On("Only those on this or linked to it."));
        var kind = new Option<string>("--kind") { Description = "Only those on this kind of thing: codes, sources, codings, claims, study_details …", DefaultValueFactory = _ => "" };
        var author = new Option<string>("--author") { Description = "Only those of this person.", DefaultValueFactory = _ => "" };
        var words = new Option<string>("--words") { Description = "Only those that hold these words.", DefaultValueFactory = _ => "" };
        var docx = new Option<FileInfo?>("--docx") { Description = "Write them into a document.", HelpName = "FILE" };
        return new Command("list", "List memos, newest first.") { on, kind, author, words, docx, study, cut, csv }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            if (p.GetValue(docx) is { } file)
            {
                var bytes = (await session.AskAsync(at, new MemoFile(p.GetValue(on)!, p.GetValue(kind)!, p.GetValue(author)!, p.GetValue(words)!), p.GetValue(cut))).Bytes;
                await Whole.WriteAsync(file, stream => stream.Write(bytes));
                session.Tell(new { file = file.FullName }, w => $"Written to {w.file}.");
                return 0;
            }

            session.Table(MemoTables.Memos(await session.AskAsync(at, new MemoRows(p.GetValue(on)!, p.GetValue(kind)!, p.GetValue(author)!, p.GetValue(words)!), p.GetValue(cut))), p.GetValue(csv));
            return 0;
        });
    }

    private static Command Write()
    {
        var (study, on, title) = (Common.Study(), On("What it is on; without it, the study."), Title());
        var words = Words();
        var (start, end) = (new Option<int?>("--start") { Description = "First character of a stretch, with --on revisions:ID." }, new Option<int?>("--end") { Description = "One past its last." });
        return new Command("write", "Write a memo.") { words, on, title, start, end, study }.Does(async session =>
        {
            var p = session.Parsed;
            var done = await session.DoAsync(await session.StudyAsync(study), new WriteMemo(p.GetValue(words)!, p.GetValue(on)!, p.GetValue(title)!, p.GetValue(start), p.GetValue(end)));
            session.Tell(done, d => $"Written by act {d.Act}: {d.Answer.Id}");
            return 0;
        });
    }

    private static Command Change()
    {
        var (study, memo, words, title) = (Common.Study(), Memo(), Words(), Title());
        return new Command("change", "Change a memo; history keeps what it said.") { memo, words, title, study }.Does(async session =>
        {
            var done = await session.DoAsync(await session.StudyAsync(study), new ChangeMemo(session.Parsed.GetValue(memo), session.Parsed.GetValue(words)!, session.Parsed.GetValue(title)!));
            session.Tell(done, d => $"Changed by act {d.Act}.");
            return 0;
        });
    }

    private static Command Remove()
    {
        var (study, memo) = (Common.Study(), Memo());
        return new Command("remove", "Take a memo away; history keeps it.") { memo, study }.Does(async session =>
        {
            var done = await session.DoAsync(await session.StudyAsync(study), new RemoveMemo(session.Parsed.GetValue(memo)));
            session.Tell(done, d => $"Removed by act {d.Act}.");
            return 0;
        });
    }

    private static Command Link()
    {
        var (study, memo) = (Common.Study(), Memo());
        var to = new Argument<string>("TO") { Description = "What it is linked to: claims:C4, codes:Trust, sites:Site 3, or an id behind the colon." };
        return new Command("link", "Link a memo to something beside what it is on.") { memo, to, study }.Does(async session =>
        {
            var done = await session.DoAsync(await session.StudyAsync(study), new LinkMemo(session.Parsed.GetValue(memo), session.Parsed.GetValue(to)!));
            session.Tell(done, d => $"Linked by act {d.Act}: {d.Answer.Id}");
            return 0;
        });
    }

    private static Command Unlink()
    {
        var study = Common.Study();
        var link = new Argument<Guid>("LINK") { Description = "Id of the link, as “ask memos” gives it." };
        return new Command("unlink", "Take a link of a memo away.") { link, study }.Does(async session =>
        {
            var done = await session.DoAsync(await session.StudyAsync(study), new UnlinkMemo(session.Parsed.GetValue(link)));
            session.Tell(done, d => $"Taken away by act {d.Act}.");
            return 0;
        });
    }

    private static Argument<Guid> Memo() => new("MEMO") { Description = "Id of the memo, as the list gives it." };

    private static Argument<string> Words() => new("WORDS") { Description = "What is to be remembered." };

    private static Option<string> Title() => new("--title") { Description = "A title.", DefaultValueFactory = _ => "" };

    private static Option<string> On(string about) => new("--on") { Description = about + " As codes:Trust, sources:Interview 1, sites:Site 3, claims:C4, waves:1, or an id behind the colon.", DefaultValueFactory = _ => "" };
}
