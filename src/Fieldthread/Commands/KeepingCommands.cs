using System.CommandLine;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>log</c>, <c>backup</c>, <c>restore</c>, <c>user</c>: keeping an installation.</summary>
internal static class KeepingCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("log", "Verify the log.") { Verify() };
        yield return BackUp();
        yield return Restore();
        yield return new Command("user", "Add people, make sign-in links.") { AddUser(), UserLink() };
    }

    private static Command Verify()
    {
        var study = new Option<string?>("--study", "-s") { Description = "Only this study; without it, all.", HelpName = "S" };
        var against = new Option<FileInfo?>("--against") { Description = "A head that was written down earlier: a file with study, act and hash as JSON.", HelpName = "FILE" };
        var heads = new Option<FileInfo?>("--write-head") { Description = "Write the head down, to be compared later.", HelpName = "FILE" };
        return new Command("verify", "Follow the hash chain of the log; exit code 1 where a line was changed or is missing.") { study, against, heads }.Does(async session =>
        {
            var database = session.Workshop.Database;
            var head = session.Parsed.GetValue(against) is { } file ? LogHead.Read(await File.ReadAllTextAsync(file.FullName, session.Cancel)) : null;
            var studies = await StudyDirectory.ListAsync(database, session.Actor, session.Cancel);
            var chosen = session.Parsed.GetValue(study) is { } name ? [await session.StudyAsync(name)]
                : head is not null ? studies.Where(s => s.Uid == head.Study).Select(s => s.Id).ToArray() : [0, .. studies.Select(s => s.Id)];
            if (chosen.Length == 0)
            {
                throw new RefusedException(new Refusal("unknown", "The study that the file speaks of is not in this installation."));
            }

            var verdicts = new List<(string Study, LogVerdict Verdict)>();
            foreach (var id in chosen)
            {
                verdicts.Add((id == 0 ? "(installation)" : studies.First(s => s.Id == id).Slug, await LogVerify.VerifyAsync(database, id, head, session.Cancel)));
            }

            if (session.Parsed.GetValue(heads) is { } to && verdicts.Count == 1)
            {
                await Whole.WriteAsync(to, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Json.Write(verdicts[0].Verdict.Head))));
            }

            session.Tell(verdicts.ConvertAll(v => new { v.Study, v.Verdict.Acts, v.Verdict.Head, v.Verdict.Faults }), all => string.Join('\n', all.Select(v =>
                v.Faults.Count == 0 ? $"{v.Study}: {v.Acts} acts, unbroken. Head {v.Head.Hash}" : $"{v.Study}: BROKEN. {string.Join(" ", v.Faults)}")));
            return verdicts.Exists(v => v.Verdict.Faults.Count > 0) ? 1 : 0;
        });
    }

    private static Command BackUp()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Archive to write (.zip)." };
        var quick = new Option<bool>("--no-proof") { Description = "Do not prove it by restoring it into a scratch file." };
        return new Command("backup", "Back up the whole installation while it is in use, and prove it by restoring it.") { file, quick }.Does(async session =>
        {
            var path = session.Parsed.GetValue(file)!.FullName;
            var manifest = await Backup.WriteAsync(session.Workshop.Database, path, cancel: session.Cancel);
            var proven = !session.Parsed.GetValue(quick);
            if (proven)
            {
                await Backup.VerifyAsync(path, Path.GetTempPath(), cancel: session.Cancel);
            }

            session.Tell(new { file = path, studies = manifest.Studies, proven }, b => $"Backed up to {b.file}: {b.studies.Count(s => s.Local > 0)} studies. {(b.proven ? "Restored into a scratch file and compared: it is whole." : "Not proven.")}");
            return 0;
        });
    }

    private static Command Restore()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A backup." };
        var ledger = new Option<FileInfo?>("--erasures") { Description = "The ledger of erasures of the installation that the backup is of; without it, the one in the data folder.", HelpName = "FILE" };
        var command = new Command("restore", "Restore a backup into an empty data folder or database of either kind, and do again what was erased since.") { file, ledger };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                if (parsed.GetValue(ledger) is { Exists: false } missing)
                {
                    return await Common.RefuseAsync(parsed, new Refusal("file", $"There is no file “{missing.FullName}”.", "Nothing was changed."));
                }

                var database = Common.ConnectionString(parsed);
                var from = parsed.GetValue(ledger)?.FullName ?? Common.Ledger(parsed);
                var restored = await Backup.RestoreAsync(parsed.GetValue(file)!.FullName, database, ledger: from, cancel: cancel);
                await Console.Out.WriteLineAsync($"Restored: {restored.Manifest.Studies.Count(s => s.Local > 0)} studies. " + (restored.LedgerFound
                    ? $"Erasures done again: {restored.ErasedAgain}."
                    : "No ledger of erasures was found, so nothing that was erased since the backup could be erased again. If there is one, empty the folder and name it with --erasures."));
                return 0;
            }
            catch (Exception failure) when (Common.Refused(failure) is { } refusal)
            {
                return await Common.RefuseAsync(parsed, refusal);
            }
        });
        return command;
    }

    private static Command AddUser()
    {
        var name = new Argument<string>("NAME") { Description = "Name as shown to others." };
        var email = new Argument<string>("E-MAIL") { Description = "Address by which they sign in." };
        var steward = new Option<bool>("--steward") { Description = "They keep the installation: add people, begin studies." };
        return new Command("add", "Add somebody, and print a link by which they sign in once and choose a password.") { name, email, steward }.Does(async session =>
        {
            var added = await session.DoAsync(0, new AddAccount(session.Parsed.GetValue(name)!, session.Parsed.GetValue(email)!, session.Parsed.GetValue(steward)));
            var link = await session.DoAsync(0, new MakeSignInLink(added.Answer.Id));
            session.Tell(new { account = added.Answer.Id, link = "/sign-in?link=" + link.Answer.Token, link.Answer.Expires }, a => $"Added. Give them this address of your server, once: {a.link}");
            return 0;
        });
    }

    private static Command UserLink()
    {
        var email = new Argument<string>("E-MAIL") { Description = "Address of the account." };
        return new Command("link", "Print a new one-time sign-in link for an account.") { email }.Does(async session =>
        {
            await using var context = session.Workshop.Database.Live(new View(0));
            var wanted = session.Parsed.GetValue(email)!.Trim().ToLowerInvariant();
            var account = context.All<Account>().FirstOrDefault(a => a.Email == wanted) ?? throw new RefusedException(new Refusal("unknown", $"There is no account {wanted}."));
            var link = await session.DoAsync(0, new MakeSignInLink(account.Id));
            session.Tell(new { link = "/sign-in?link=" + link.Answer.Token, link.Answer.Expires }, a => $"Once: {a.link}");
            return 0;
        });
    }
}
