using System.CommandLine;
using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Findings;
using Fieldthread.Workbench.Findings.Checklists;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>checklist</c> and <c>stance</c>: what a report has to say, and the way of working that decides which list fits.</summary>
internal static class ChecklistCommands
{
    public static IEnumerable<Command> All() => [Checklist(), StanceOf()];

    private static Command Checklist()
    {
        var list = new Argument<ChecklistKind?>("LIST") { Description = "coreq, srqr or rtarg; without it, the one that fits the study’s way of working.", Arity = ArgumentArity.ZeroOrOne, CustomParser = r => Common.Word<ChecklistKind>(r, "checklist") };
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var docx = new Option<FileInfo?>("--docx") { Description = "Write it to this document for word processors.", HelpName = "FILE" };
        var item = new Option<string?>("--item") { Description = "Only this item; or with --write, the item to write to.", HelpName = "NUMBER" };
        var write = new Option<string?>("--write") { Description = "Keep these words to the item; empty words take them away.", HelpName = "WORDS" };
        var missing = new Option<bool>("--missing") { Description = "Only items that are open or said in part." };
        return new Command("checklist", "Fill a reporting checklist (COREQ, SRQR, RTARG) from what the study knows, with what is missing.") { list, item, write, missing, docx, study, cut, csv }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var (kind, known) = (p.GetValue(list), p.GetValue(cut));
            if (p.GetValue(write) is { } words)
            {
                kind ??= (await session.AskAsync(at, new ShowChecklist())).List;
                session.Tell(await session.DoAsync(at, new WriteChecklistItem(kind.Value, p.GetValue(item) ?? "", words)), d => $"Kept by act {d.Act}.");
                return 0;
            }

            if (p.GetValue(docx) is { } path)
            {
                var file = await session.AskAsync(at, new ChecklistFile(kind), known);
                await Whole.WriteAsync(path, stream => stream.Write(file.Bytes));
                session.Tell(new { file = path.FullName }, w => $"Written to {w.file}.");
                return 0;
            }

            var filled = await session.AskAsync(at, new ShowChecklist(kind), known);
            var whole = filled.InWords;
            filled = filled with { Items = [.. filled.Items.Where(i => (p.GetValue(item) is not { } one || i.Number.Equals(one, StringComparison.OrdinalIgnoreCase)) && (!p.GetValue(missing) || i.State != ChecklistState.Said))] };
            if (session.Json)
            {
                session.Tell(filled, _ => "");
            }
            else if (p.GetValue(csv))
            {
                session.Table(ChecklistTables.Items(filled), csv: true);
            }
            else
            {
                Console.Out.WriteLine(InWords(filled, whole));
            }

            return 0;
        });
    }

    private static string InWords(FilledChecklist filled, string whole)
    {
        var lines = new List<string> { $"{filled.Name}. {whole}" };
        if (filled.Misfit is { } misfit)
        {
            lines.Add($"This list fits the study badly. {misfit}");
        }

        foreach (var part in filled.Items.GroupBy(i => i.Domain))
        {
            lines.AddRange(["", part.Key]);
            foreach (var i in part)
            {
                lines.Add($"  {i.Number,-4}{i.Topic} ({ChecklistTables.Word(i.State)}). {i.Asks}");
                lines.AddRange(i.Known.Select(k => "        " + k));
                if (i.Own.Length > 0)
                {
                    lines.Add($"        {i.Own.ReplaceLineEndings("\n        ")}{(i.Author is null ? "" : $" [{i.Author}]")}");
                }

                lines.AddRange(i.Lacking.Select(m => "        missing: " + m.Words));
            }
        }

        return string.Join('\n', lines);
    }

    private static Command StanceOf()
    {
        var to = new Argument<Stance?>("STANCE") { Description = "framework, codebook, reflexive or realist: change to it.", Arity = ArgumentArity.ZeroOrOne, CustomParser = r => Common.Word<Stance>(r, "way of working") };
        var study = Common.Study();
        var why = new Option<string>("--why") { Description = "Why it is changed.", HelpName = "WORDS", DefaultValueFactory = _ => "" };
        var preview = new Option<bool>("--preview") { Description = "Only say what a change would bring." };
        return new Command("stance", "Say how the study works with its material and what that offers; change it.") { to, why, preview, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            if (p.GetValue(to) is not { } stance)
            {
                session.Tell(await session.AskAsync(at, new StanceOfStudy()), s => string.Join('\n', s.Offers.Select(o => $"  {(o.Offered ? "offered    " : "not offered")}  {o.InWords}{(o.Why.Length > 0 ? ": " + o.Why : o.Reckoned ? "" : " (the program does not reckon it yet)")}").Prepend($"The study works by {StanceOffers.InWords(s.Stance)}.")
                    .Concat(s.Changes.Select(c => $"  changed {c.ChangedAt:yyyy-MM-dd} from {StanceOffers.InWords(c.Former)}: {c.Reason}"))));
                return 0;
            }

            if (p.GetValue(preview))
            {
                var would = (await session.AskAsync(at, new StanceOfStudy())).Others.FirstOrDefault(o => o.To == stance);
                session.Tell(would, w => w is null ? "The study works so already." : Told(w));
                return 0;
            }

            var done = await session.DoAsync(at, new ChangeStance(stance, p.GetValue(why)!));
            session.Tell(done, d => $"Changed by act {d.Act}.\n{Told(d.Answer)}");
            return 0;
        });
    }

    private static string Told(StanceConsequences c) => string.Join('\n',
        c.Gained.Select(g => "  offered then: " + g).Concat(c.Lost.Select(l => "  no longer offered: " + l)).Concat(c.Stays.Select(s => "  " + s)).Concat(c.Stops.Select(s => "  stands against it: " + s)));
}
