using System.CommandLine;
using Fieldthread.Core.Fieldwork.Tracker;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary>The tracker’s part of <c>import</c>.</summary>
internal static class TrackerCommands
{
    /// <summary><c>import tracker FILE</c>.</summary>
    public static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A sheet of any layout: .xlsx, or text with commas, semicolons or tabs." };
        var map = new Option<string[]>("--map") { Description = "What a column means, as site=Organisation: site, participant, role, date (may be given several times), kind, phase, minutes, encounter. A column is named by its heading or its letter; without any, the headings are guessed at.", AllowMultipleArgumentsPerToken = true, HelpName = "FIELD=COLUMN" };
        var sheet = new Option<string>("--sheet") { Description = "Name of the sheet in a workbook; without it, the first.", DefaultValueFactory = _ => "", HelpName = "NAME" };
        var dry = new Option<bool>("--preview") { Description = "Say what would come in, and bring in nothing." };
        var study = Common.Study();
        return new Command("tracker", "Bring in sites, participants and encounters from a tracker sheet.") { file, map, sheet, dry, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var path = session.Parsed.GetValue(file)!;
            var given = new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel));
            var name = session.Parsed.GetValue(sheet)!;
            var mapping = Read(session.Parsed.GetValue(map) ?? [], () => TrackerFiles.Sheet(given, name).Head?.Cells ?? []);
            if (session.Parsed.GetValue(map) is not { Length: > 0 })
            {
                var guessed = string.Join(", ", TrackerMap.Fields.SelectMany(f => mapping.Of(f.Name).Select(column => $"{f.Name}={column}")));
                await Console.Error.WriteLineAsync($"Guessed from the headings: {(guessed.Length > 0 ? guessed : "nothing")}. Where it is wrong, say it with --map; with --preview nothing is brought in.");
            }

            if (session.Parsed.GetValue(dry))
            {
                var plan = TrackerFiles.Plan(given, mapping, name, await session.AskAsync(at, new Field()), await session.AskAsync(at, new PhaseList()), await session.AskAsync(at, new Workbench.Fieldwork.Approvals.ApprovalsOfStudy()));
                session.Tell(plan, p => string.Join('\n', Common.Lines(p.Remarks).Prepend($"Would come in: {Counted.Of(p.Sites.Count, "site")}, {Counted.Of(p.Participants.Count, "participant")}, {Counted.Of(p.Encounters.Count, "encounter")}; {p.Met} met again. Nothing was changed.")));
                return 0;
            }

            var done = await session.DoAsync(at, new ImportTracker(given, mapping, name), $"Reading {path.Name}");
            var import = (await session.AskAsync(at, new ImportList())).First(i => i.Id == done.Answer.Import);
            var slug = await session.SlugAsync(at);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, all => string.Join('\n', Common.Lines(all.Remarks)
                .Prepend($"Brought in as act {all.Act}: {Counted.Of(all.Answer.Sites, "site")}, {Counted.Of(all.Answer.Participants, "participant")}, {Counted.Of(all.Answer.Encounters, "encounter")}; {all.Answer.Met} met again. Take it back with: fieldthread do undo-act act={all.Act} --study {slug}")));
            return 0;
        });
    }

    private static TrackerMap Read(string[] pairs, Func<IReadOnlyList<string>> headings)
    {
        if (pairs.Length == 0)
        {
            return TrackerMap.Guess(headings());
        }

        try
        {
            return TrackerMap.Read(pairs.Select(p => p.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (p[..at], p[(at + 1)..]) : throw new FormatException($"“{p}” is no mapping: write site=Organisation.")));
        }
        catch (FormatException failure)
        {
            throw new RefusedException(new Refusal("bad-field", failure.Message, "Nothing was imported."));
        }
    }
}
