using System.CommandLine;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Fieldwork.Frameworks;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>framework</c>: matrices of cases by codes, with a summary in each cell.</summary>
internal static class FrameworkCommands
{
    public static IEnumerable<Command> All() => [new Command("framework", "Framework matrices: cases by codes, with a summary in each cell.") { List(), Make(), Show(), Cell(), Write(), Drop() }];

    /// <summary><c>import framework FILE</c>.</summary>
    public static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A table as NVivo writes a framework matrix: .xlsx, or text with commas, semicolons or tabs; cases in the first column, codes in the first row." };
        var into = new Option<string>("--framework") { Description = "Name of the matrix of the study.", Required = true, HelpName = "NAME" };
        var sheet = new Option<string>("--sheet") { Description = "Name of the sheet in a workbook; without it, the first.", DefaultValueFactory = _ => "", HelpName = "NAME" };
        var (keep, dry) = (new Option<bool>("--keep") { Description = "Leave what is written." }, new Option<bool>("--preview") { Description = "Say what would be written, and write nothing." });
        var study = Common.Study();
        return new Command("framework", "Bring summaries into the cells of a framework matrix.") { file, into, sheet, keep, dry, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var path = p.GetValue(file)!;
            var given = new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel));
            var id = await IdAsync(session, at, p.GetValue(into)!);
            if (p.GetValue(dry))
            {
                var plan = await session.AskAsync(at, new PreviewFramework(given, id, p.GetValue(sheet)!, p.GetValue(keep)));
                session.Tell(plan, v => string.Join('\n', [$"{Counted.Of(v.Cells.Count, "cell")} would be written, {v.Same} say so already. Nothing was changed.", .. v.Cells.Select(c => $"  {c.RowName}, {c.Path}: {c.Becomes}"), .. Common.Lines(v.Remarks)]));
                return 0;
            }

            var done = await session.DoAsync(at, new ImportFramework(given, id, p.GetValue(sheet)!, p.GetValue(keep)), $"Reading {path.Name}");
            var import = (await session.AskAsync(at, new ImportList())).First(i => i.Id == done.Answer.Import);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, d => string.Join('\n', Common.Lines(d.Remarks).Prepend($"Brought in as act {d.Act}: {Counted.Of(d.Answer.Cells, "cell")} written, {d.Answer.Same} said so already.")));
            return 0;
        });
    }

    private static Command List()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("list", "List the matrices and how far they are charted.") { study, cut, csv }.Does(async session =>
        {
            session.Table(FrameworkTables.List(await session.AskAsync(await session.StudyAsync(study), new FrameworkList(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Make()
    {
        var (name, study) = (Name(), Common.Study());
        var codes = new Argument<string>("CODES") { Description = "Names or paths of the codes that are its columns, parted by semicolons." };
        var rows = new Option<Classified>("--rows") { Description = "What its rows are: sites, participants or sources.", HelpName = "KIND", CustomParser = r => Common.Word<Classified>(r, "kind"), DefaultValueFactory = _ => Classified.Sites };
        var (phase, site, note) = (new Option<string?>("--phase") { Description = "Only sources of this phase.", HelpName = "NAME" }, new Option<string?>("--site") { Description = "Only rows of this site.", HelpName = "NAME" }, new Option<string>("--note") { Description = "What it is for.", HelpName = "WORDS", DefaultValueFactory = _ => "" });
        var alone = new Option<bool>("--each-alone") { Description = "Leave the codes below each out." };
        return new Command("make", "Make a matrix.") { name, codes, rows, phase, site, alone, note, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            Guid? when = p.GetValue(phase) is not { } ph ? null : (await session.AskAsync(at, new PhaseList())).FirstOrDefault(x => x.Name == ph)?.Id ?? throw new RefusedException(new Refusal("unknown", $"There is no phase “{ph}”.", "List the phases with: fieldthread ask phases."));
            Guid? where = p.GetValue(site) is not { } s ? null : (await session.AskAsync(at, new Field())).Sites.FirstOrDefault(x => x.Name == s)?.Id ?? throw new RefusedException(new Refusal("unknown", $"There is no site “{s}”.", "List the sites with: fieldthread ask field."));
            session.Tell(await session.DoAsync(at, new MakeFramework(p.GetValue(name)!, p.GetValue(rows), null, p.GetValue(codes), !p.GetValue(alone), when, where, p.GetValue(note))), d => $"Made by act {d.Act}.");
            return 0;
        });
    }

    private static Command Show()
    {
        var (name, study, cut, csv) = (Name(), Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var cells = new Option<bool>("--cells") { Description = "A row a cell, with who wrote it and what stands behind." };
        return new Command("show", "Show a matrix, a row a case.") { name, cells, study, cut, csv }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var page = await session.AskAsync(at, new FrameworkOf(await IdAsync(session, at, p.GetValue(name)!)), p.GetValue(cut));
            session.Table(p.GetValue(cells) ? FrameworkTables.Cells(page) : FrameworkTables.Grid(page), p.GetValue(csv));
            return 0;
        });
    }

    private static Command Cell()
    {
        var (name, row, code, study) = (Name(), Row(), Code(), Common.Study());
        return new Command("cell", "Show a cell with the quotations behind it.") { name, row, code, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Tell(await PageAsync(session, at, session.Parsed.GetValue(name)!, session.Parsed.GetValue(row)!, session.Parsed.GetValue(code)!), c => string.Join('\n', [
                $"{c.RowName}, {c.Path}: {(c.Cell.Summary.Length > 0 ? c.Cell.Summary : "nothing written")}", $"{Counted.Of(c.Cell.Codings, "coding")} in {Counted.Of(c.Cell.Sources, "source")}; {c.Cell.Since} new and {c.Cell.Gone} gone since.",
                .. c.Quotations.Select((q, i) => $"{i + 1}{(q.Behind ? "*" : "")}  “{q.Words}”  {q.SourceName}{(q.Place.Length > 0 ? ", " + q.Place : "")}, {q.Path}")]));
            return 0;
        });
    }

    private static Command Write()
    {
        var (name, row, code, study) = (Name(), Row(), Code(), Common.Study());
        var words = new Argument<string>("WORDS") { Description = "The summary; empty words empty the cell." };
        var behind = new Option<int[]>("--behind") { Description = "Numbers of the quotations that stand behind it, as “framework cell” counts them; without it, those that did.", AllowMultipleArgumentsPerToken = true, HelpName = "N" };
        return new Command("write", "Write the summary of a cell.") { name, row, code, words, behind, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var page = await PageAsync(session, at, p.GetValue(name)!, p.GetValue(row)!, p.GetValue(code)!);
            var numbers = p.GetValue(behind) is { Length: > 0 } given ? given : [.. page.Quotations.Select((q, i) => (q.Behind, i)).Where(q => q.Behind).Select(q => q.i + 1)];
            if (numbers.FirstOrDefault(n => n < 1 || n > page.Quotations.Count) is not 0 and var no)
            {
                throw new RefusedException(new Refusal("bad-number", $"The cell has no quotation {no}.", "Look at it with: fieldthread framework cell."));
            }

            session.Tell(await session.DoAsync(at, new WriteCell(page.Framework, page.Cell.Row, page.Cell.Code, p.GetValue(words)!, page.Cell.Act, [.. numbers.Select(n => page.Quotations[n - 1].Coding)])), d => $"Written by act {d.Act}.");
            return 0;
        });
    }

    private static Command Drop()
    {
        var (name, study) = (Name(), Common.Study());
        return new Command("drop", "Drop a matrix with all that was written in it; undo brings it back.") { name, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Tell(await session.DoAsync(at, new DropFramework(await IdAsync(session, at, session.Parsed.GetValue(name)!))), d => $"Dropped by act {d.Act}.");
            return 0;
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "Name of the matrix." };

    private static Argument<string> Row() => new("CASE") { Description = "Name of the site, participant or source." };

    private static Argument<string> Code() => new("CODE") { Description = "Name or path of the code of the column." };

    private static async Task<Guid> IdAsync(Session session, int study, string name) => (await session.AskAsync(study, new FrameworkList())).FirstOrDefault(f => f.Name == name)?.Id
        ?? throw new RefusedException(new Refusal("unknown", $"There is no framework matrix “{name}”.", "List them with: fieldthread framework list."));

    private static async Task<Fieldthread.Workbench.Fieldwork.Frameworks.FrameworkCellPage> PageAsync(Session session, int study, string name, string row, string code)
    {
        var page = await session.AskAsync(study, new FrameworkOf(await IdAsync(session, study, name)));
        var rows = page.Rows.Where(r => r.Name == row).ToList();
        var columns = page.Columns.Where(c => c.Path == code || c.Path.EndsWith(" / " + code, StringComparison.Ordinal)).ToList();
        return rows.Count == 1 && columns.Count == 1 ? await session.AskAsync(study, new FrameworkCellOf(page.Id, rows[0].Id, columns[0].Code))
            : throw new RefusedException(new Refusal("unknown", rows.Count != 1 ? $"“{row}” is {(rows.Count == 0 ? "no row" : "more than one row")} of “{name}”." : $"“{code}” is {(columns.Count == 0 ? "no column" : "more than one column")} of “{name}”.", "Look at it with: fieldthread framework show."));
    }
}
