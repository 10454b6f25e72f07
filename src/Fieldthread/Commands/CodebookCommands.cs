using System.CommandLine;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Formats.Sheets;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;

namespace Fieldthread.Commands;

/// <summary><c>codebook</c>: list, take out, bring in, compare, history, split, retire, order.</summary>
internal static class CodebookCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("codebook", "The codebook: list it, take it out, bring one in, compare two moments, split, retire, order.") { List(), Export(), Import(), Diff(), History(), Split(), Retire(), BringBack(), Order() };
    }

    private static Command List()
    {
        var (study, cut, csv, at) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), At());
        return new Command("list", "List the codes with what is said of each, codings and sources.") { study, at, cut, csv }.Does(async session =>
        {
            session.Table(CodebookTables.Codebook(await session.AskAsync(await session.StudyAsync(study), new CodebookTree(session.Parsed.GetValue(at)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "File to write; its ending says in which format: .qdc, .docx, .csv or .xlsx." };
        var (study, cut, at) = (Common.Study(), RegisterCommands.Cut(), At());
        return new Command("export", "Take the codebook out, as it is or as it was recorded at a moment.") { file, study, at, cut }.Does(async session =>
        {
            var (p, of) = (session.Parsed, await session.StudyAsync(study));
            var (path, moment, known) = (p.GetValue(file)!, p.GetValue(at), p.GetValue(cut));
            var codes = await session.AskAsync(of, new CodebookTree(moment), known);
            var bytes = path.Extension.ToLowerInvariant() switch
            {
                ".qdc" => (await session.AskAsync(of, new CodebookFile(CodebookFormat.Qdc, moment), known)).Bytes,
                ".docx" => (await session.AskAsync(of, new CodebookFile(CodebookFormat.Docx, moment), known)).Bytes,
                ".csv" => CsvSheet.Write(CodebookTables.Codebook(codes)),
                ".xlsx" => XlsxSheet.Write(CodebookTables.Codebook(codes), [("Study", await session.SlugAsync(of)), ("Cut", known ?? "none: the study as it was"), ("Moment", moment ?? "now")]),
                _ => throw new RefusedException(new Refusal("bad-field", $"“{path.Name}” has none of the endings .qdc, .docx, .csv and .xlsx.", "Give the file one of them.")),
            };
            await Whole.WriteAsync(path, stream => stream.Write(bytes));
            session.Tell(new { file = path.FullName, codes = codes.Count }, w => $"Written to {w.file}: {Counted.Of(w.codes, "code")}.");
            return 0;
        });
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A REFI-QDA codebook (.qdc), or a project (.qdpx), of which the codebook alone is read." };
        var preview = new Option<bool>("--preview") { Description = "Say which codes are new, the same or say otherwise, and bring in nothing." };
        var take = new Option<bool>("--take") { Description = "Where the file says otherwise of a code that is there, take what it says; without it, the codebook stays." };
        var (study, reason) = (Common.Study(), Words("--reason", "Why."));
        return new Command("import", "Bring in a codebook, whole or not at all.") { file, preview, take, reason, study }.Does(async session =>
        {
            var (p, of) = (session.Parsed, await session.StudyAsync(study));
            var path = p.GetValue(file)!;
            var given = new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel));
            var met = await session.AskAsync(of, new PreviewCodebook(given));
            if (p.GetValue(preview))
            {
                session.Tell(met, m => string.Join('\n', m.Lines.Where(l => l.Meeting != CodeMeeting.Same).Select(Line).Prepend($"{Counted.Of(m.New, "new code")}, {m.Same} the same, {m.Changed} of which the file says otherwise. Nothing was changed.").Concat(Common.Lines(m.Remarks))));
                return 0;
            }

            var done = await session.DoAsync(of, new ImportCodebook(given, p.GetValue(take) ? WhereOtherwise.Take : WhereOtherwise.Keep, p.GetValue(reason)), $"Reading {path.Name}");
            var slug = await session.SlugAsync(of);
            session.Tell(new { done.Act, done.Answer, met.Remarks }, d => string.Join('\n', Common.Lines(d.Remarks).Prepend(
                $"Brought in as act {d.Act}: {Counted.Of(d.Answer.Added, "code")} added, {d.Answer.Same} the same, {d.Answer.Changed} changed, {d.Answer.Kept} kept as they were though the file says otherwise. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}")));
            return 0;
        });
    }

    private static string Line(MetLine line) => line.Meeting == CodeMeeting.New
        ? $"  new        {line.Path}"
        : $"  otherwise  {line.Path}: {string.Join("; ", line.Fields.Select(f => $"{f.Field}: {Short(f.Before)} → {Short(f.After)}"))}";

    private static string Short(string text) => text.Length == 0 ? "nothing" : text.Length <= 60 ? text.ReplaceLineEndings(" ") : text[..60].ReplaceLineEndings(" ") + "…";

    private static Command Diff()
    {
        var from = new Argument<string>("FROM") { Description = "A moment: a date (its end), an instant, act 17, or the name of a cut." };
        var to = new Argument<string?>("TO") { Description = "Another; without it, now.", Arity = ArgumentArity.ZeroOrOne };
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("diff", "Say what became of the codes between two moments.") { from, to, study, cut, csv }.Does(async session =>
        {
            var p = session.Parsed;
            session.Table(CodebookTables.Differences(await session.AskAsync(await session.StudyAsync(study), new CodebookCompared(p.GetValue(from)!, p.GetValue(to)), p.GetValue(cut))), p.GetValue(csv));
            return 0;
        });
    }

    private static Command History()
    {
        var (code, study, cut, csv) = (Code(), Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("history", "Say all that was ever done to a code.") { code, study, cut, csv }.Does(async session =>
        {
            var of = await session.StudyAsync(study);
            session.Table(CodebookTables.History(await session.AskAsync(of, new CodeHistory(await IdAsync(session, of, session.Parsed.GetValue(code)!)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Split()
    {
        var (code, study) = (Code(), Common.Study());
        var into = new Option<string?>("--into") { Description = "Path of the code that they go to.", HelpName = "CODE" };
        var named = new Option<string?>("--new") { Description = "Or the name of a new code beside it.", HelpName = "NAME" };
        var reason = new Option<string>("--reason") { Description = "Why it is split.", Required = true, HelpName = "WORDS" };
        var codings = new Option<Guid[]>("--coding") { Description = "A coding that goes; several times.", HelpName = "ID" };
        var sources = new Option<string[]>("--source") { Description = "All codings with it in this source go; several times.", HelpName = "NAME" };
        var coder = Words("--coder", "Only those of this person go.", "NAME");
        var words = Words("--words", "Only those whose words hold these go.", "WORDS");
        return new Command("split", "Give codings of a code to another or a new one.") { code, into, named, reason, codings, sources, coder, words, study }.Does(async session =>
        {
            var (p, of) = (session.Parsed, await session.StudyAsync(study));
            var id = await IdAsync(session, of, p.GetValue(code)!);
            var chosen = (p.GetValue(codings) ?? []).ToList();
            if (p.GetValue(sources) is { Length: > 0 } || p.GetValue(coder) is not null || p.GetValue(words) is not null)
            {
                var all = new List<CodedPassage>();
                for (string? after = null; ;)
                {
                    var some = await session.AskAsync(of, new CodingsOfCode(id, Below: false, After: after, Take: 500));
                    all.AddRange(some.Passages);
                    if ((after = some.Next) is null)
                    {
                        break;
                    }
                }

                chosen.AddRange(all.Where(c => (p.GetValue(sources) is not { Length: > 0 } of1 || of1.Contains(c.SourceName)) && (p.GetValue(coder) is not { } by || c.Coder == by) && (p.GetValue(words) is not { } held || c.Words.Contains(held, StringComparison.CurrentCultureIgnoreCase))).Select(c => c.Coding));
            }

            var done = await session.DoAsync(of, new SplitCode(id, chosen, p.GetValue(reason)!, p.GetValue(into) is { } other ? await IdAsync(session, of, other) : null, p.GetValue(named)));
            session.Tell(done, d => $"Split as act {d.Act}: {Counted.Of(d.Answer.Codings, "coding")} went to {(d.Answer.IsNew ? "the new code" : "the other code")} {d.Answer.Code}.");
            return 0;
        });
    }

    private static Command Retire()
    {
        var (code, study) = (Code(), Common.Study());
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true, HelpName = "WORDS" };
        var instead = new Option<string?>("--instead") { Description = "Path of the code that takes its place.", HelpName = "CODE" };
        return new Command("retire", "Retire a code: its codings stay, nothing more is coded with it.") { code, reason, instead, study }.Does(async session =>
        {
            var (p, of) = (session.Parsed, await session.StudyAsync(study));
            session.Tell(await session.DoAsync(of, new RetireCode(await IdAsync(session, of, p.GetValue(code)!), p.GetValue(reason)!, p.GetValue(instead) is { } other ? await IdAsync(session, of, other) : null)), d => $"Retired as act {d.Act}.");
            return 0;
        });
    }

    private static Command BringBack()
    {
        var (code, study, reason) = (Code(), Common.Study(), Words("--reason", "Why."));
        return new Command("bring-back", "Bring a retired code back into use.") { code, reason, study }.Does(async session =>
        {
            var of = await session.StudyAsync(study);
            session.Tell(await session.DoAsync(of, new BringBackCode(await IdAsync(session, of, session.Parsed.GetValue(code)!), session.Parsed.GetValue(reason))), d => $"Brought back as act {d.Act}.");
            return 0;
        });
    }

    private static Command Order()
    {
        var (code, study) = (Code(), Common.Study());
        var to = new Argument<SiblingPlace>("PLACE") { Description = "up, down, first, last, before or after.", CustomParser = result => Common.Word<SiblingPlace>(result, "place among siblings") };
        var beside = new Argument<string?>("CODE2") { Description = "Path of the sibling, for before and after.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("order", "Give a code another place among its siblings.") { code, to, beside, study }.Does(async session =>
        {
            var (p, of) = (session.Parsed, await session.StudyAsync(study));
            session.Tell(await session.DoAsync(of, new OrderCode(await IdAsync(session, of, p.GetValue(code)!), p.GetValue(to), p.GetValue(beside) is { } other ? await IdAsync(session, of, other) : null)), d => $"Put there as act {d.Act}.");
            return 0;
        });
    }

    /// <summary>The code of a path, of a name that only one code has, or of an id.</summary>
    internal static async Task<Guid> IdAsync(Session session, int study, string named)
    {
        if (Guid.TryParse(named, out var id))
        {
            return id;
        }

        var codes = await session.AskAsync(study, new CodebookTree());
        var found = codes.Where(c => c.Path == named).Concat(codes.Where(c => c.Path != named && c.Name == named)).ToList();
        return found switch
        {
            [var one] => one.Id,
            [var exact, ..] when exact.Path == named => exact.Id,
            [] => throw new RefusedException(new Refusal("unknown", $"There is no code “{named}” in this study.", "List them with: fieldthread codebook list.")),
            _ => throw new RefusedException(new Refusal("ambiguous", $"More than one code is called “{named}”: {string.Join("; ", found.Take(5).Select(c => c.Path))}.", "Name it by its path.")),
        };
    }

    private static Argument<string> Code() => new("CODE") { Description = "Path of the code as “Deciding / Trust”, its name where no other has it, or its id." };

    private static Option<string?> At() => Words("--at", "As recorded at a moment: a date (its end), an instant, act 17, or the name of a cut.", "MOMENT");

    private static Option<string?> Words(string name, string description, string help = "WORDS") => new(name) { Description = description, HelpName = help };
}
