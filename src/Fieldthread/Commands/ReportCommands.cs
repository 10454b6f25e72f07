using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Store;
using ReportList = Fieldthread.Workbench.Findings.ReportList;

namespace Fieldthread.Commands;

/// <summary><c>report</c>: bring in, verify, build, publish.</summary>
internal static class ReportCommands
{
    public static Command Command() => new("report", "Bring in, verify, build and publish reports.") { Add(), List(), Verify(), BuildPages(), Publish() };

    private static Command Add()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A text in the report language (Markdown)." };
        var title = new Option<string?>("--title") { Description = "Title; without it, the one at the head of the text.", HelpName = "TITLE" };
        var study = Common.Study();
        return new Command("add", "Bring in the text of a report, or save it anew under the same name.") { file, title, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var path = session.Parsed.GetValue(file)!;
            var text = await TextAsync(path, session.Cancel);
            var name = session.Parsed.GetValue(title) ?? Formats.Findings.ReportReader.Read(text).Report.Head.Title;
            var slug = Core.Basics.Slug.Of(Path.GetFileNameWithoutExtension(path.Name)) is { Length: > 0 } given ? given : "report";
            var there = (await session.AskAsync(at, new ReportList())).Any(r => r.Slug == slug);
            var done = there ? await session.DoAsync(at, new EditReport(slug, name, text)) : await session.DoAsync(at, new AddReport(name.Length > 0 ? name : slug, text, slug));
            session.Tell(done.Answer, a => $"Saved as “{a.Key}”.");
            return 0;
        });
    }

    private static Command List()
    {
        var study = Common.Study();
        return new Command("list", "List the reports.") { study }.Does(async session =>
        {
            session.Table(await session.AskAsync(await session.StudyAsync(study), new ReportList()), ("Report", r => r.Slug), ("Saved in act", r => r.Act), ("Title", r => r.Title));
            return 0;
        });
    }

    private static Command Verify()
    {
        var (report, study, cut) = (Report(), Common.Study(), Cut());
        return new Command("verify", "Check every quotation, number and word of quantity on a cut; exit code 1 where one stops publication.") { report, study, cut }.Does(async session =>
        {
            var check = await session.AskAsync(await session.StudyAsync(study), new CheckReport(session.Parsed.GetValue(report)!, session.Parsed.GetValue(cut)));
            session.Tell(check, c => string.Join('\n', c.Lines.Select(l => $"{(l.Stops ? "STOPS" : l.NeedsSecondPerson ? "LOOK" : "holds"),-6} line {l.Line,4}  {l.Key,-5} {ReportCheckWords.Of(l.State),-18} {l.Message}")
                .Concat(Remarks(c)).Append($"{Counted.Of(c.Lines.Count, "line")} of evidence, {c.Stops} {(c.Stops == 1 ? "stops" : "stop")} publication. Material as of act {c.Act}.")));
            return check.Stops > 0 ? 1 : 0;
        });
    }

    private static Command BuildPages()
    {
        var (report, study, cut) = (Report(), Common.Study(), Cut(required: true));
        var folder = new Option<DirectoryInfo>("--out", "-o") { Description = "Folder to write into.", Required = true, HelpName = "DIR" };
        return new Command("build", "Write the report as pages that stand alone, with its check; refused where something stops publication.") { report, study, cut, folder }.Does(async session =>
        {
            var built = await session.AskAsync(await session.StudyAsync(study), new BuildReport(session.Parsed.GetValue(report)!, session.Parsed.GetValue(cut)!));
            if (built.Checks.FirstOrDefault(c => c.Stops) is { } stop)
            {
                throw new RefusedException(new Refusal("does-not-hold", $"{built.Checks.Count(c => c.Stops)} things stop publication. Line {stop.Line}: {stop.Message}", "See them all with: fieldthread report verify."));
            }

            var to = session.Parsed.GetValue(folder)!;
            to.Create();
            foreach (var (name, text) in new[] { ("index.html", built.Page), ("text.html", built.TextOnlyPage), ("report.md", built.Text), ("check.json", Json.Write(built.Checks)) })
            {
                await File.WriteAllTextAsync(Path.Combine(to.FullName, name), text, session.Cancel);
            }

            session.Tell(new { folder = to.FullName, built.Title, checks = built.Checks.Count }, b => $"“{b.Title}” written to {b.folder}: index.html, text.html, report.md, check.json. {b.checks} lines of evidence hold.");
            return 0;
        });
    }

    private static Command Publish()
    {
        var (report, study, cut) = (Report(), Common.Study(), Cut(required: true));
        var second = new Option<string?>("--second-person") { Description = "Who else read the lines where an omission takes away a negation.", HelpName = "NAME" };
        return new Command("publish", "Publish the report on a cut at a stable address, once every line holds.") { report, study, cut, second }.Does(async session =>
        {
            var (at, name) = (await session.StudyAsync(study), session.Parsed.GetValue(report)!);
            foreach (var remark in Remarks(await session.AskAsync(at, new CheckReport(name, session.Parsed.GetValue(cut)))))
            {
                await Console.Error.WriteLineAsync(remark);
            }

            var done = await session.DoAsync(at, new PublishReport(name, session.Parsed.GetValue(cut)!, session.Parsed.GetValue(second)));
            session.Tell(done.Answer, a => $"Published: version {a.Version} at {a.Address}. {(a.Checked == 0 ? "No line of evidence was there to be checked." : a.Checked == 1 ? "1 line of evidence was checked." : $"{a.Checked} lines of evidence were checked.")}");
            return 0;
        });
    }

    /// <summary>What a person should look at; it stops nothing.</summary>
    private static IEnumerable<string> Remarks(CheckedReport check) => check.Remarks.Where(r => r.Weight != RemarkWeight.Note).Select(r => $"look   {r.Place}: {r.Message}");

    private static Argument<string> Report() => new("REPORT") { Description = "Short name of the report." };

    private static Option<string?> Cut(bool required = false) => new("--cut") { Description = required ? "Name of the cut that the numbers are made on." : "Name of the cut; without it, the study as it is.", HelpName = "NAME", Required = required };

    /// <summary>A report is a text; whatever else it is was chosen by mistake.</summary>
    private static async Task<string> TextAsync(FileInfo path, CancellationToken cancel)
    {
        var bytes = await File.ReadAllBytesAsync(path.FullName, cancel);
        try
        {
            return bytes.AsSpan().Contains((byte)0)
                ? throw new Formats.Hostile.ReadException(path.Name, "The file is no text.")
                : Formats.Hostile.TextDecoder.Decode(bytes, path.Name, Formats.Hostile.PlainBytes.Utf8, new Formats.Hostile.RemarkList(10)).Text;
        }
        catch (Formats.Hostile.ReadException failure)
        {
            throw new RefusedException(new Refusal("unreadable", $"{failure.Place}: {failure.Message}", "A report is a text file in UTF-8. A coded project comes in with: fieldthread import qdpx."));
        }
    }
}
