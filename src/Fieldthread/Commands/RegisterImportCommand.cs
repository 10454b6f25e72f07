using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>import register PATH</c>.</summary>
internal static class RegisterImportCommand
{
    internal static readonly string[] Tables = ["organisations.csv", "names.csv", "codes.csv", "relations.csv", "events.csv", "reforms.csv", "attributes.csv", "terms.csv"];

    public static Command Import()
    {
        var path = new Argument<string>("PATH") { Description = "Folder of the tables (organisations.csv and others), a zip of them, an .xlsx workbook with a sheet for each, organisations.csv alone, or a list of another layout." };
        var layout = new Option<RegisterLayout?>("--layout") { Description = "csv: the documented tables; epcmem, eccg, epraccur, succ: lists of the NHS Organisation Data Service. With --mapping, a table of any layout.", CustomParser = result => Common.Word<RegisterLayout>(result, "layout of a register", "Files of the kind .xlsx are told from the others by themselves; save other workbooks as .xlsx first.") };
        var known = new Option<string?>("--known") { Description = "Day of the list: what was known then. Without it, today.", HelpName = "DATE" };
        var source = new Option<string?>("--source") { Description = "Name of the list, by which later ones of it are known. Without it, the layout’s or the mapping’s.", HelpName = "NAME" };
        var mapping = new Option<string?>("--mapping") { Description = "File that says what the columns mean (docs/formats/register-mapping.md).", HelpName = "FILE" };
        var preview = new Option<bool>("--preview") { Description = "Say what would come in and what would change, and bring in nothing." };
        var study = Common.Study();
        return new Command("register", "Bring in a register: organisations, dated names, codes and relations, change events.") { path, layout, known, source, mapping, preview, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var given = session.Parsed.GetValue(path)!;
            var files = new List<GivenFile>();
            foreach (var file in Directory.Exists(given) ? Tables.Select(t => Path.Combine(given, t)).Where(File.Exists) : [given])
            {
                files.Add(new GivenFile(Path.GetFileName(file), await File.ReadAllBytesAsync(file, session.Cancel)));
            }

            var map = session.Parsed.GetValue(mapping) is { } mapped ? await File.ReadAllTextAsync(mapped, session.Cancel) : null;
            var of = session.Parsed.GetValue(layout) ?? (map is null ? RegisterLayout.Csv : RegisterLayout.Mapped);
            var (day, name) = (session.Parsed.GetValue(known), session.Parsed.GetValue(source));
            if (session.Parsed.GetValue(preview))
            {
                session.Tell(await session.AskAsync(at, new PreviewRegister(files, of, day, name, map)), Words);
                return 0;
            }

            var done = await session.DoAsync(at, new ImportRegister(files, of, day, name, map), $"Reading {Path.GetFileName(Path.TrimEndingDirectorySeparator(given))}");
            var import = (await session.AskAsync(at, new RegisterImports())).First(i => i.Id == done.Answer.Import);
            var slug = await session.SlugAsync(at);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, all =>
            {
                var a = all.Answer;
                var words = $"Brought in as act {all.Act}: {Counted.Of(a.Organisations, "organisation")}, {Counted.Of(a.Names, "name")}, {Counted.Of(a.Codes, "code")}, {Counted.Of(a.Relations, "relation")}, {Counted.Of(a.Events, "event")}; {Counted.Of(a.Met, "organisation")} met again, {Counted.Of(a.Changed, "value")} changed. {(a.Vintage is null ? "A list of this source and day says just the same and is kept already." : $"Kept as the list “{a.Vintage}”.")} Take it back with: fieldthread do undo-act act={all.Act} --study {slug}";
                return string.Join('\n', Common.Lines(all.Remarks).Prepend(words));
            });
            return 0;
        });
    }

    private static string Words(RegisterPreview p)
    {
        var lines = new List<string>
        {
            p.IsNew ? $"“{p.Key}” names {Counted.Of(p.Named, "organisation")}, {p.Met} of them in the register already." : $"“{p.Key}” is kept already and says just the same; nothing would come in.",
            $"Would add {Counted.Of(p.New, "organisation")}, close {p.Closed}, change {Counted.Of(p.Changed, "fact")} and take {p.Gone} out; {Counted.Of(p.All, "difference")} in all. Nothing was changed.",
        };
        lines.AddRange(p.Lines.Where(l => l.Before.Length > 0).Take(40).Select(l => $"  {l.Organisation}, {l.What}: {l.Before} → {(l.After.Length > 0 ? l.After : "taken out")}"));
        lines.AddRange(p.Troubles.Take(40).Select(t => $"  look at    {t.Place}: {t.Message}"));
        if (p.AllTroubles > 40)
        {
            lines.Add($"  and {p.AllTroubles - 40} more to look at; --json has them all.");
        }

        return string.Join('\n', lines.Concat(Common.Lines(p.Remarks)));
    }
}
