using System.CommandLine;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>study export</c> and <c>study import</c>: a whole study leaves and arrives.</summary>
internal static class ArchiveCommands
{
    public static void AddTo(Command study)
    {
        study.Subcommands.Add(Export());
        study.Subcommands.Add(Import());
    }

    private static Command Export()
    {
        var name = new Argument<string>("STUDY") { Description = "Short name, title or id." };
        var file = new Option<FileInfo>("--out", "-o") { Description = "Archive to write (.zip).", Required = true, HelpName = "FILE" };
        var deposit = new Option<bool>("--deposit") { Description = "Only what may be given to an archive: texts without what consent does not cover, codebook, codings, claims, reports; no tables, history, memos, register or survey." };
        return new Command("export", "Write a whole study into one archive, readable without this program, history and log included; or what of it may be deposited.") { name, file, deposit }.Does(async session =>
        {
            var study = await session.StudyAsync(session.Parsed.GetValue(name)!);
            var path = session.Parsed.GetValue(file)!.FullName;
            var manifest = await ExportStudy.RunAsync(session.Workshop.Database, study, session.Actor, path, session.Parsed.GetValue(deposit), cancel: session.Cancel);
            session.Tell(new { file = path, manifest.Studies[0].Slug, manifest.Studies[0].Act, manifest.Studies[0].Hash }, m => $"Written to {m.file}. The log ends with act {m.Act}, hash {m.Hash}. WITHHELD.txt says whose words are covered in the texts{(session.Parsed.GetValue(deposit) ? "." : "; data/ holds everything, so do not deposit this archive: use --deposit.")}");
            return 0;
        });
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "An archive that “study export” wrote." };
        var slug = new Option<string?>("--name") { Description = "Another short name, where the study’s own is taken.", HelpName = "NAME" };
        return new Command("import", "Bring in a study that another installation exported.") { file, slug }.Does(async session =>
        {
            var act = await ImportStudy.OfAsync(session.Parsed.GetValue(file)!.FullName, session.Parsed.GetValue(slug), session.Cancel);
            var done = await session.DoAsync(0, act, "Reading the archive");
            if (session.Actor.AccountId is { } account)
            {
                // Its people are of another installation; whoever brings it in leads it here, and the log says so.
                await session.Workshop.DoAsync(done.Answer.Study, new Seat(account, session.Actor.Name, Role.Lead), Actor.Program, cancel: session.Cancel);
            }

            // An archive may be older than an erasure that this installation knows of.
            var again = session.Workshop.Database.Ledger is { } ledger ? await ErasuresAgain.RunAsync(session.Workshop, ErasureLedger.Read(ledger), session.Cancel) : 0;
            session.Tell(done.Answer, a => $"Brought in as “{a.Slug}”: {a.Acts} acts, {a.Rows} rows.{(again > 0 ? $" Erasures done again: {again}." : "")}");
            return 0;
        });
    }
}
