using System.CommandLine;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Revisions;

namespace Fieldthread.Commands;

/// <summary><c>source</c>: revisions of a text, what they carry, and what waits to be placed.</summary>
internal static class SourceCommands
{
    public static IEnumerable<Command> All() => [new Command("source", "Revise a text; see its revisions; place what could not be carried.") { Revise(), Revisions(), Diff(), Queue(), Place(), LetGo(), Text(), Page() }];

    private static Command Revise()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The whole text of the further revision: .docx, .odt, .rtf, .txt, .md, .html, .pdf, .vtt, .srt." };
        var (study, source, reason) = (Common.Study(), Source(), new Option<string>("--reason") { Description = "What was done and why.", HelpName = "WORDS", DefaultValueFactory = _ => "" });
        var kind = new Option<RevisionKind>("--kind") { Description = "corrected, retranscribed or pseudonymised.", HelpName = "KIND", DefaultValueFactory = _ => RevisionKind.Corrected, CustomParser = r => Common.Word<RevisionKind>(r, "kind of revision") };
        var number = new Option<int?>("--from") { Description = "Number of the revision that the file was made from; without it, the newest.", HelpName = "N" };
        var preview = new Option<bool>("--preview") { Description = "Only say what would change and be carried." };
        return new Command("revise", "Give a text a further revision; codings are carried to where their words stand.") { file, source, kind, reason, number, preview, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var id = await FindAsync(session, at, p.GetValue(source)!);
            var path = p.GetValue(file)!;
            var text = RevisedText.Read(new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel)));
            var from = p.GetValue(number) ?? (await session.AskAsync(at, new RevisionsOfSource(id))).Newest;
            if (p.GetValue(preview))
            {
                session.Tell(await session.AskAsync(at, new PreviewRevision(id, from, text, p.GetValue(kind))), c => InWords(c, would: true) + "\nNothing was changed.");
                return 0;
            }

            var done = await session.DoAsync(at, new ReviseSource(id, from, text, p.GetValue(reason)!, p.GetValue(kind)), "Carrying codings");
            var slug = await session.SlugAsync(at);
            session.Tell(done, d => $"Revision {d.Answer.Number}, made by act {d.Act}: {Counted.Of(d.Answer.Carried, "coding")} carried, {d.Answer.Changed} of them with changed words; {d.Answer.Waiting} not carried{(d.Answer.Waiting > 0 ? $", see: fieldthread source queue --study {slug}" : "")}. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}");
            return 0;
        });
    }

    private static Command Revisions()
    {
        var (study, source, csv, cut) = (Common.Study(), Source(), Common.Csv(), RegisterCommands.Cut());
        return new Command("revisions", "List the revisions of a text.") { source, study, cut, csv }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Table(RevisionTables.Revisions(await session.AskAsync(at, new RevisionsOfSource(await FindAsync(session, at, session.Parsed.GetValue(source)!)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Diff()
    {
        var (study, source, cut) = (Common.Study(), Source(), RegisterCommands.Cut());
        var from = new Option<int?>("--from") { Description = "Number of the former revision; without it, the one before the later.", HelpName = "N" };
        var to = new Option<int?>("--to") { Description = "Number of the later; without it, the newest.", HelpName = "N" };
        return new Command("diff", "Show where two revisions of a text differ, and what was carried.") { source, from, to, study, cut }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            session.Tell(await session.AskAsync(at, new CompareRevisions(await FindAsync(session, at, p.GetValue(source)!), p.GetValue(from), p.GetValue(to)), p.GetValue(cut)), c => InWords(c, would: false));
            return 0;
        });
    }

    private static Command Queue()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        var source = new Option<string?>("--source") { Description = "Only of this source.", HelpName = "NAME" };
        return new Command("queue", "List codings and memos that wait to be placed after a revision.") { source, study, csv }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var of = session.Parsed.GetValue(source) is { } name ? await FindAsync(session, at, name) : (Guid?)null;
            session.Table(RevisionTables.Waiting(await session.AskAsync(at, new WaitingStretches(of))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Place()
    {
        var (study, item) = (Common.Study(), Item());
        var words = new Option<string>("--words") { Description = "The words of the newest revision that it belongs on.", HelpName = "WORDS", DefaultValueFactory = _ => "" };
        var start = new Option<int?>("--start") { Description = "First position, or from where the words are looked for.", HelpName = "N" };
        var end = new Option<int?>("--end") { Description = "One past the last.", HelpName = "N" };
        return new Command("place", "Put a waiting coding or memo onto words of the newest revision.") { item, words, start, end, study }.Does(async session =>
        {
            var p = session.Parsed;
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new PlaceWaiting(p.GetValue(item), p.GetValue(start), p.GetValue(end), p.GetValue(words)!)), d => $"Placed by act {d.Act}.");
            return 0;
        });
    }

    private static Command LetGo()
    {
        var (study, item, reason) = (Common.Study(), Item(), new Option<string>("--reason") { Description = "Why.", HelpName = "WORDS", DefaultValueFactory = _ => "" });
        return new Command("let-go", "Let a waiting coding or memo go; history keeps it.") { item, reason, study }.Does(async session =>
        {
            var p = session.Parsed;
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new LetGoWaiting(p.GetValue(item), p.GetValue(reason)!)), d => $"Let go by act {d.Act}.");
            return 0;
        });
    }

    private static Command Text()
    {
        var (study, source, cut) = (Common.Study(), Source(), RegisterCommands.Cut());
        var number = new Option<int?>("--revision") { Description = "Number of the revision; without it, the newest.", HelpName = "N" };
        return new Command("text", "Print the text of a source, to mend it in an editor and revise it.") { source, number, study, cut }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Tell(await session.AskAsync(at, new SourceText(await FindAsync(session, at, session.Parsed.GetValue(source)!), session.Parsed.GetValue(number)), session.Parsed.GetValue(cut)), t => t.Text);
            return 0;
        });
    }

    private static Command Page()
    {
        var (study, source, cut) = (Common.Study(), Source(), RegisterCommands.Cut());
        var number = new Argument<int>("PAGE") { Description = "Number of the page, from 1 as viewers count." };
        var output = new Option<FileInfo>("--out", "-o") { Description = "File to write, .png.", Required = true, HelpName = "FILE" };
        return new Command("page", "Write a page of the PDF that a source came as, as a picture.") { source, number, output, study, cut }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var page = await session.AskAsync(at, new PdfPage(await FindAsync(session, at, p.GetValue(source)!), p.GetValue(number)), p.GetValue(cut));
            await File.WriteAllBytesAsync(p.GetValue(output)!.FullName, page.Picture, session.Cancel);
            session.Tell(new { page.Name, page.Page, File = p.GetValue(output)!.Name }, x => $"Page {x.Page} of “{x.Name}” written to {x.File}.");
            return 0;
        });
    }

    internal static string InWords(RevisionComparison c, bool would)
    {
        var lines = new List<string> { $"Revision {c.From} and {c.To}: {Counted.Of(c.Changes, "change")}." };
        lines.AddRange(c.Lines.SelectMany(l => new[] { $"  {l.Line}", "  - " + Marked(l.Before), "  + " + Marked(l.After) }));
        if (c.Lines.Count < c.LinesInAll)
        {
            lines.Add($"  … {c.LinesInAll - c.Lines.Count} more");
        }

        if (c.Carried is { } report)
        {
            lines.Add($"Codings and memos: {report.Same} on the same words, {report.Changed.Count} carried with changed words, {report.Waiting.Count} {(would ? "would not be" : "were not")} carried.");
            lines.AddRange(report.Waiting.Select(w => $"  not carried  {w.Code ?? "memo"} ({w.Author}): {CarriedWords.Of(w.State)}: {Short(w.Was)}"));
            lines.AddRange(report.Changed.Select(w => $"  changed      {w.Code ?? "memo"} ({w.Author}): {Short(w.Was)} → {Short(w.Becomes!)}"));
            lines.AddRange(report.Others.Select(o => $"  {o.What}: {o.Follow} follow{(o.Left.Count > 0 ? $", not {string.Join(", ", o.Left)}" : "")}."));
        }

        return string.Join('\n', lines);
    }

    private static string Marked(IEnumerable<DiffPart> parts) => string.Concat(parts.Select(p => p.Marked ? $"[{p.Words}]" : p.Words)).ReplaceLineEndings("⏎");

    private static string Short(string words) => (words.Length <= 70 ? words : words[..(char.IsHighSurrogate(words[69]) ? 69 : 70)] + "…").ReplaceLineEndings(" ");

    private static Argument<Guid> Item() => new("ID") { Description = "Id of the coding or memo, as the queue lists it." };

    private static Option<string> Source() => new("--source") { Description = "Name or id of the source.", Required = true, HelpName = "NAME" };

    internal static async Task<Guid> FindAsync(Session session, int study, string name)
    {
        if (Guid.TryParse(name, out var id))
        {
            return id;
        }

        var found = (await session.AskAsync(study, new SourceList())).Where(s => s.Name == name.Trim()).Take(2).ToList();
        return found.Count == 1 ? found[0].Id
            : throw new RefusedException(found.Count == 0 ? new Refusal("unknown", $"There is no source “{name}” in this study.", "List them with: fieldthread ask sources.") : new Refusal("ambiguous", $"More than one source is called “{name}”.", "Name it by its id, which “ask sources” gives."));
    }
}
