using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Merging;

namespace Fieldthread.Commands;

/// <summary><c>import</c>, <c>export</c>, <c>search</c>: material in and out.</summary>
internal static class MaterialCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("import", "Bring in a coded project, documents, a register, a survey, a tracker sheet, a classification sheet, a framework matrix or a table of the fieldwork, whole or not at all.") { Project(), Documents(), RegisterImportCommand.Import(), SurveyCommands.Import(), TrackerCommands.Import(), ClassificationCommands.Import(), FrameworkCommands.Import(), TableCommands.Import() };
        yield return new Command("export", "Take material out in open formats.") { ExportProject(), ExportCodings() };
        yield return SearchWords();
    }

    private static Command Project()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A REFI-QDA project (.qdpx) from NVivo, ATLAS.ti, MAXQDA, QualCoder or Fieldthread." };
        var study = Common.Study();
        var merging = new MergeOptions();
        return new Command("qdpx", "Bring in a coded project: texts, codebook, codings, cases, memos, coders. One that was changed elsewhere is merged with --preview, --merge or --take.") { file, study, merging.Preview, merging.Merge, merging.Take, merging.Choose, merging.Before }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var path = session.Parsed.GetValue(file)!;
            if (merging.IsAsked(session.Parsed))
            {
                await merging.DoAsync(session, at, new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel)));
                return 0;
            }

            var done = await session.DoAsync(at, new ImportProject(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel)), $"Reading {path.Name}");
            await TellAsync(session, at, done);
            return 0;
        });
    }

    private static Command Documents()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Documents: .docx, .odt, .rtf, .txt, .md, .html, .pdf (where pdftotext is installed), .vtt, .srt.", Arity = ArgumentArity.OneOrMore };
        var study = Common.Study();
        var site = new Option<string?>("--site") { Description = "Name of the site that they come from.", HelpName = "NAME" };
        var old = new Option<bool>("--windows-1252") { Description = "Text files that are not UTF-8 come from an older Windows program." };
        return new Command("documents", "Bring in documents as sources.") { files, study, site, old }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var from = session.Parsed.GetValue(site) is { } name
                ? (await session.AskAsync(at, new Field())).Sites.FirstOrDefault(s => s.Name == name)?.Id ?? throw new RefusedException(new Refusal("unknown", $"There is no site “{name}”.", "List the sites with: fieldthread ask field."))
                : (Guid?)null;
            var read = new List<GivenFile>();
            foreach (var path in session.Parsed.GetValue(files)!)
            {
                read.Add(new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel)));
            }

            await TellAsync(session, at, await session.DoAsync(at, new ImportDocuments(read, from, session.Parsed.GetValue(old)), "Reading documents"));
            return 0;
        });
    }

    private static async Task TellAsync(Session session, int study, Done<Imported> done)
    {
        var import = (await session.AskAsync(study, new ImportList())).First(i => i.Id == done.Answer.Import);
        var slug = await session.SlugAsync(study);
        session.Tell(new { done.Act, done.Answer, import.Remarks }, all =>
        {
            var a = all.Answer;
            var words = $"Brought in as act {all.Act}: {Counted.Of(a.Sources, "source")}, {Counted.Of(a.Codes, "code")}, {Counted.Of(a.Codings, "coding")}, {Counted.Of(a.Sites, "site")}, {Counted.Of(a.Memos, "memo")}. Take it back with: fieldthread do undo-act act={all.Act} --study {slug}";
            return string.Join('\n', Common.Lines(all.Remarks).Prepend(words));
        });
    }

    private static Command ExportProject()
    {
        var (study, file, cut) = (Common.Study(), Out(), Cut());
        var profile = new Option<string>("--profile") { Description = "For which program: standard, nvivo or maxqda.", HelpName = "NAME", DefaultValueFactory = _ => "standard" };
        var reuse = Common.Reuse();
        var whom = new Option<string?>("--for") { Description = "For whom it goes out, to know it again when it comes back.", HelpName = "NAME" };
        return new Command("qdpx", "Write the study’s texts, codebook, codings, sites and memos as REFI-QDA, with what was kept from imported projects. It is noted what went out, without words, unless it is a cut.") { study, file, cut, profile, whom, reuse }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var chosen = KeptRoutes.Profile(session.Parsed.GetValue(profile));
            var project = await session.AskAsync(at, new ProjectForExport(Files: true, session.Parsed.GetValue(reuse)), session.Parsed.GetValue(cut));
            var path = session.Parsed.GetValue(file)!;
            await Whole.WriteAsync(path, stream => Formats.Fieldwork.Refi.RefiWriter.Write(project, stream, chosen));
            if (session.Parsed.GetValue(cut) is null)
            {
                try
                {
                    await session.DoAsync(at, new NoteSentProject(session.Parsed.GetValue(whom) ?? chosen.Name));
                }
                catch (RefusedException blind) when (blind.Refusal.Code == "blind")
                {
                    // A part of the project goes out as well; only nothing could be told of it when it comes back.
                }
            }

            session.Tell(
                new { file = path.FullName, profile = chosen.Key, sources = project.Sources.Count, codes = project.Codes.Count, codings = project.Sources.Sum(s => s.PlacedCodings().Count()), kept = project.Kept.Count, project.Withheld, project.LeftOut },
                w => $"Written to {w.file}: {Counted.Of(w.sources, "source")}, {Counted.Of(w.codes, "code")}, {Counted.Of(w.codings, "coding")}{(w.kept == 0 ? "" : $", {Counted.Of(w.kept, "thing")} kept as they came")}.{(w.Withheld is null ? "" : " " + w.Withheld)}{(w.LeftOut is null ? "" : " " + w.LeftOut)}");
            return 0;
        });
    }

    private static Command ExportCodings()
    {
        var (study, file, cut) = (Common.Study(), Out(), Cut());
        var reuse = Common.Reuse();
        var sheets = new Option<bool>("--for-spreadsheets") { Description = "Put an apostrophe before a cell that a spreadsheet would run as a formula." };
        return new Command("codings", "Write every coding as a row of CSV: source, start, end, text, code path, coder, time, id, pages, said at, origin (by hand, proposed by a rule, confirmed).") { study, file, cut, sheets, reuse }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var project = await session.AskAsync(at, new ProjectForExport(Reuse: session.Parsed.GetValue(reuse)), session.Parsed.GetValue(cut));
            var path = session.Parsed.GetValue(file)!;
            var rows = CodingRows.Of(project).ToList();
            await Whole.WriteAsync(path, stream => Formats.Fieldwork.CodingsCsv.Write(rows, stream, session.Parsed.GetValue(sheets)));
            session.Tell(new { file = path.FullName, codings = rows.Count, project.Withheld }, w => $"Written to {w.file}: {Counted.Of(w.codings, "coding")}.{(w.Withheld is null ? "" : " " + w.Withheld)}");
            return 0;
        });
    }

    private static Command SearchWords()
    {
        var words = new Argument<string[]>("WORDS") { Description = "Words that must all occur; “a phrase” in quotation marks; OR; -without (after --); begin*; *inside*; m?rger; one NEAR/5 other; or /a regular expression/ alone. Without them, --kept.", Arity = ArgumentArity.ZeroOrMore };
        var kept = new Option<string?>("--kept", "--saved") { Description = "Name of a search that the study keeps.", HelpName = "NAME" };
        var (study, cut) = (Common.Study(), Cut());
        var take = new Option<int>("--take") { Description = "How many passages to show.", DefaultValueFactory = _ => 20 };
        return new Command("search", "Find passages by their words.") { words, kept, study, cut, take }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var typed = session.Parsed.GetValue(words) is { Length: > 0 } written ? written : [session.Parsed.GetValue(kept) is { } name
                ? (await session.AskAsync(at, new KeptSearches(), session.Parsed.GetValue(cut))).FirstOrDefault(k => k.Name == name)?.Words ?? throw new RefusedException(new Refusal("unknown", $"The study keeps no search “{name}”.", "List them with: fieldthread ask kept-searches."))
                : throw new RefusedException(new Refusal("bad-field", "Neither words nor a kept search were named.", "Write words, or --kept NAME."))];
            var asked = typed.Length == 1 ? typed[0] : string.Join(' ', typed.Select(w => w.Contains(' ', StringComparison.Ordinal) && !w.Contains('"', StringComparison.Ordinal) ? $"\"{w}\"" : w));
            var hits = await session.AskAsync(at, new Search(asked, Take: session.Parsed.GetValue(take)), session.Parsed.GetValue(cut));
            session.Tell(hits, h => string.Join('\n', h.Hits.Select(x => $"{x.SourceName}, {x.Speaker ?? "passage"} {x.Ordinal}{(x.Where.Length > 0 ? ", " + x.Where : "")}\n    {x.Words.ReplaceLineEndings(" ")}").Prepend($"{Counted.Of(h.Total, "passage")} in {Counted.Of(h.Sources, "source")}.").Concat(h.Elsewhere.SelectMany(k => k.Hits.Select(x => $"{x.Title}\n    {x.Words.ReplaceLineEndings(" ")}").Prepend($"{k.Kind}: {k.Total}")))));
            return 0;
        });
    }

    private static Option<FileInfo> Out() => new("--out", "-o") { Description = "File to write.", Required = true, HelpName = "FILE" };

    private static Option<string?> Cut() => new("--cut") { Description = "Name of a cut; without it, the study as it is.", HelpName = "NAME" };
}

/// <summary>Files that are there whole or not at all.</summary>
internal static class Whole
{
    public static async Task WriteAsync(FileInfo file, Action<Stream> write)
    {
        file.Directory?.Create();
        var part = file.FullName + ".part";
        try
        {
            await using (var stream = File.Create(part))
            {
                write(stream);
                await stream.FlushAsync();
            }

            File.Move(part, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
