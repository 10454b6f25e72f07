using System.CommandLine;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Classifying;

namespace Fieldthread.Commands;

/// <summary><c>classification</c>: attributes of sites, participants and sources, as sheets.</summary>
internal static class ClassificationCommands
{
    public static IEnumerable<Command> All() => [new Command("classification", "Attributes of sites, participants and sources: a row each, a column for each attribute.") { Show(), Set() }];

    /// <summary><c>import classification FILE</c>.</summary>
    public static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A sheet as NVivo writes it: .xlsx, or text with commas, semicolons or tabs; names in the first column, attributes in the first row." };
        var of = new Option<Classified?>("--of") { Description = "What its rows are: sites, participants or sources; without it, whatever most of the names are.", HelpName = "KIND", CustomParser = r => Common.Word<Classified>(r, "kind") };
        var sheet = new Option<string>("--sheet") { Description = "Name of the sheet in a workbook; without it, the first.", DefaultValueFactory = _ => "", HelpName = "NAME" };
        var (add, keep) = (new Option<bool>("--add") { Description = "Add sites or participants that the study has not." }, new Option<bool>("--keep") { Description = "Leave values that stand where the sheet has others." });
        var dry = new Option<bool>("--preview") { Description = "Say what would change, and change nothing." };
        var study = Common.Study();
        return new Command("classification", "Bring in attributes of sites, participants or sources from a classification sheet.") { file, of, sheet, add, keep, dry, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var path = p.GetValue(file)!;
            var given = new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel));
            if (p.GetValue(dry))
            {
                var preview = await session.AskAsync(at, new PreviewClassification(given, p.GetValue(of), p.GetValue(sheet)!, p.GetValue(add), p.GetValue(keep)));
                session.Tell(preview, v => string.Join('\n', [
                    $"{Counted.Of(v.Rows, "row")}, read as {v.Of.ToString().ToLowerInvariant()}: {v.Plan.Met} known, {v.Plan.NewThings.Count} new, {v.Plan.Unknown.Count} unknown. {Counted.Of(v.Plan.Changes.Count, "value")} would be set or changed, {v.Plan.Same} stand already. Nothing was changed.",
                    .. v.Plan.Changes.Select(c => $"  {c.Thing}: {c.Attribute}: {c.Was ?? "–"} → {c.Becomes ?? "taken away"}"), .. v.Plan.Unknown.Select(u => $"  unknown: {u}"), .. Common.Lines(v.Plan.Remarks)]));
                return 0;
            }

            var done = await session.DoAsync(at, new ImportClassification(given, p.GetValue(of), p.GetValue(sheet)!, p.GetValue(add), p.GetValue(keep)), $"Reading {path.Name}");
            var import = (await session.AskAsync(at, new ImportList())).First(i => i.Id == done.Answer.Import);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, d => string.Join('\n', Common.Lines(d.Remarks)
                .Prepend($"Brought in as act {d.Act}: {Counted.Of(d.Answer.Values, "value")} of {d.Answer.Of.ToString().ToLowerInvariant()}, {Counted.Of(d.Answer.Attributes, "new attribute")}, {d.Answer.Added} added, {d.Answer.Same} stood already, {d.Answer.Unknown} unknown.")));
            return 0;
        });
    }

    private static Command Show()
    {
        var (kind, study, cut, csv) = (Kind(), Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var known = new Option<bool>("--known") { Description = "With what the study keeps elsewhere: site, phase, kind, date and minutes of a source." };
        return new Command("show", "The classification sheet; with --csv as NVivo reads it.") { kind, known, study, cut, csv }.Does(async session =>
        {
            session.Table(ClassificationTables.Sheet(await session.AskAsync(await session.StudyAsync(study), new ClassificationOf(session.Parsed.GetValue(kind), session.Parsed.GetValue(known)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Set()
    {
        var (kind, study) = (Kind(), Common.Study());
        var (thing, name) = (new Argument<string>("NAME") { Description = "Name of the site, participant or source." }, new Argument<string>("ATTRIBUTE") { Description = "The attribute; a new name makes a new one." });
        var value = new Argument<string>("VALUE") { Description = "The value; without it, what stands is taken away.", DefaultValueFactory = _ => "" };
        return new Command("set", "Set an attribute, change it, or take it away.") { kind, thing, name, value, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var rows = (await session.AskAsync(at, new ClassificationOf(p.GetValue(kind)))).Rows.Where(r => r.Name == p.GetValue(thing)!.Trim()).ToList();
            if (rows.Count != 1)
            {
                throw new RefusedException(new Refusal("unknown", rows.Count == 0 ? $"“{p.GetValue(thing)}” is none of the {p.GetValue(kind).ToString().ToLowerInvariant()} of this study." : $"{rows.Count} are called “{p.GetValue(thing)}”.", "List them with: fieldthread classification show."));
            }

            session.Tell(await session.DoAsync(at, new SetAttribute(p.GetValue(kind), rows[0].Id, p.GetValue(name)!, p.GetValue(value)!)), d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Argument<Classified> Kind() => new("KIND") { Description = "sites, participants or sources.", CustomParser = r => Common.Word<Classified>(r, "kind") };
}
