using System.CommandLine;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Sheets;

namespace Fieldthread.Commands;

/// <summary>Tables of fieldwork, in.</summary>
internal static class TableCommands
{
    /// <summary><c>import table FILE</c>.</summary>
    public static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A table as it goes out: .xlsx, or text with commas, semicolons or tabs; headings in its first row." };
        var of = new Option<FieldSheet>("--of") { Description = "Which table: sites, participants, encounters, appointments, consents, approvals, targets or transcription.", HelpName = "TABLE", Required = true, CustomParser = r => Common.Word<FieldSheet>(r, "table") };
        var sheet = new Option<string>("--sheet") { Description = "Name of the sheet in a workbook; without it, the first.", DefaultValueFactory = _ => "", HelpName = "NAME" };
        var dry = new Option<bool>("--preview") { Description = "Say what would change, and change nothing." };
        var study = Common.Study();
        return new Command("table", "Bring in a table of the fieldwork that was taken out and worked at: new rows are added, cells that differ are changed.") { file, of, sheet, dry, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var path = p.GetValue(file)!;
            var given = new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel));
            if (p.GetValue(dry))
            {
                session.Tell(await session.AskAsync(at, new PreviewTable(given, p.GetValue(of), p.GetValue(sheet)!)), v => string.Join('\n', [
                    $"{Counted.Of(v.Plan.New.Count, "row")} new, {v.Plan.Changed.Count} changed, {v.Plan.Same} as they stand. Nothing was changed.",
                    .. v.Plan.New.Select(n => $"  new: {n.Name}"), .. v.Plan.Changed.SelectMany(c => c.Changes.Select(x => $"  {c.Name}: {x.Column}: {Or(x.Was)} → {Or(x.Becomes)}")), .. Common.Lines(v.Plan.Remarks)]));
                return 0;
            }

            var done = await session.DoAsync(at, new ImportTable(given, p.GetValue(of), p.GetValue(sheet)!), $"Reading {path.Name}");
            var import = (await session.AskAsync(at, new ImportList())).First(i => i.Id == done.Answer.Import);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, d => string.Join('\n', Common.Lines(d.Remarks).Prepend($"Brought in as act {d.Act}: {Counted.Of(d.Answer.Added, "row")} added, {d.Answer.Changed} changed ({Counted.Of(d.Answer.Cells, "cell")}), {d.Answer.Same} as they stood.")));
            return 0;
        });
    }

    private static string Or(string word) => word.Length > 0 ? word : "–";
}
