using System.CommandLine;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Fieldwork.Answers;

namespace Fieldthread.Commands;

/// <summary><c>answers</c>: open answers of surveys and their codes.</summary>
internal static class AnswerCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("answers", "Open answers of surveys with their codes.") { Items(), List(), Code() };
    }

    private static Command Items()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("items", "List open items and how far they are coded.") { study, cut, csv }.Does(async session =>
        {
            session.Table(AutoCodeTables.Items(await session.AskAsync(await session.StudyAsync(study), new OpenItems(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command List()
    {
        var (item, study, cut, csv) = (Item(), Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var wave = new Option<string?>("--wave") { Description = "Only of this wave.", HelpName = "N" };
        var columns = new Option<string[]>("--column") { Description = "What stands beside: organisation, type, role, site, or the key of an item; repeat for more.", HelpName = "COLUMN" };
        var uncoded = new Option<bool>("--uncoded") { Description = "Only answers without a code." };
        var code = new Option<string?>("--code") { Description = "Only answers with this code or one below it.", HelpName = "CODE" };
        var words = new Option<string?>("--words") { Description = "Only answers found by these words.", HelpName = "WORDS" };
        var (by, value) = (new Option<string?>("--where") { Description = "Only where this column has --value.", HelpName = "COLUMN" }, new Option<string?>("--value") { Description = "The value.", HelpName = "VALUE" });
        return new Command("list", "List the answers to an open item with their codes.") { item, wave, columns, uncoded, code, words, by, value, study, cut, csv }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var grid = await session.AskAsync(at, new AnswerGrid(p.GetValue(item)!, p.GetValue(wave), p.GetValue(columns), p.GetValue(uncoded), await AutoCodeCommands.CodeAsync(session, at, p.GetValue(code)), p.GetValue(words), p.GetValue(by), p.GetValue(value), Take: int.MaxValue, Leaving: true), p.GetValue(cut));
            session.Table(AutoCodeTables.Answers(grid), p.GetValue(csv));
            return 0;
        });
    }

    private static Command Code()
    {
        var (item, study) = (Item(), Common.Study());
        var codes = new Argument<string>("CODES") { Description = "Names or paths of codes, parted by semicolons." };
        var (wave, words, respondent) = (new Option<string?>("--wave") { Description = "Only of this wave.", HelpName = "N" }, new Option<string?>("--words") { Description = "Only answers found by these words.", HelpName = "WORDS" }, new Option<string[]>("--respondent") { Description = "Only of this post; repeat for more.", HelpName = "CODE" });
        var off = new Option<bool>("--off") { Description = "Take your codings with these codes off instead." };
        return new Command("code", "Put codes on whole answers: of the respondents named, or on those found by words.") { item, codes, wave, words, respondent, off, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var wanted = p.GetValue(respondent) ?? [];
            var grid = await session.AskAsync(at, new AnswerGrid(p.GetValue(item)!, p.GetValue(wave), Words: p.GetValue(words), Take: int.MaxValue));
            var rows = grid.Rows.Where(r => wanted.Length > 0 ? wanted.Contains(r.Respondent, StringComparer.Ordinal) : p.GetValue(words) is not null || p.GetValue(wave) is not null).Select(r => r.Id).ToList();
            session.Tell(await session.DoAsync(at, new CodeAnswers(rows, Named: p.GetValue(codes), Remove: p.GetValue(off))), d => $"Done as act {d.Act}: {Counted.Of(d.Answer.Answers, "answer")}, {Counted.Of(d.Answer.Added, "coding")} added, {d.Answer.Removed} taken off.");
            return 0;
        });
    }

    private static Argument<string> Item() => new("ITEM") { Description = "Key of the open item." };
}
