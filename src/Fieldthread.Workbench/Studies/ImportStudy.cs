using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Brings in a study that another installation exported: same id, same history, same log, under a local number of its own.</summary>
/// <param name="Sha256">SHA-256 of the archive, by which the log remembers which one it was.</param>
/// <param name="Slug">Another short name; null for the one that it had.</param>
[Act("import-study", Permission.KeepInstallation, Scope = ActScope.Installation, CanBeUndone = false, Tells = "studies")]
[Refuses("no-file", "there is no archive at hand")]
[Refuses("no-archive", "the file is no archive of this program")]
[Refuses("damaged-archive", "the archive breaks off, or its rows contradict each other")]
[Refuses("tampered", "a file in the archive is not what its contents page says")]
[Refuses("newer-archive", "a newer version of the program wrote it")]
[Refuses("path-outside", "it names a path outside itself")]
[Refuses("too-large", "it would unpack to far more than it should")]
[Refuses("broken-log", "the study’s log does not verify")]
[Refuses("deposit", "it is a deposit, to be read and not brought in")]
[Refuses("whole-installation", "it holds an installation, not one study")]
[Refuses("already-here", "that study is here already")]
[Refuses("name-taken", "another study here has its short name")]
[Refuses("bad-name", "the short name given is none")]
public sealed record ImportStudy(string Sha256, string? Slug = null) : Act<StudyImported>
{
    /// <summary>The archive on disk. Never taken from outside, for it would let a caller read any file.</summary>
    [JsonIgnore]
    public string? File { get; init; }

    /// <summary>The act for an archive on disk.</summary>
    public static async Task<ImportStudy> OfAsync(string file, string? slug = null, CancellationToken cancel = default)
    {
        if (!System.IO.File.Exists(file))
        {
            Acting.Refuse("no-file", $"There is no file “{file}”.", "Check the path.");
        }

        await using var stream = System.IO.File.OpenRead(file);
        return new ImportStudy(Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel)), slug) { File = file };
    }

    /// <inheritdoc/>
    public override Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        using var archive = Open();
        archive.VerifyParts(progress, cancel);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<StudyImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        using var archive = Open();
        var archived = archive.Manifest.Studies[0];
        var (local, slug) = await PlaceAsync(acting, archived);
        var accounts = (await acting.Context.ReadAsync("SELECT id FROM accounts WHERE study_id = 0", row => row.ReadId(0), acting.Cancel)).ToHashSet();
        var load = new ArchiveLoad(archive, acting.Context, acting.Progress, acting.Cancel)
        {
            Change = (table, column, value) => (table, column.Name, value) switch
            {
                ("studies", "id", _) or (_, "study_id", _) => local,
                ("studies", "slug", _) => slug,
                (_, "search_row", long row) => ((long)local << BulkInsert.SearchRowBits) | (row & ((1L << BulkInsert.SearchRowBits) - 1)),
                ("people" or "people_history", "account_id", Guid account) when !accounts.Contains(account) => null,
                _ => value,
            },
        };
        await load.RunAsync();
        await using (var study = Transactions.Share(acting.Services.Database, acting.Context, acting.Context.Database.CurrentTransaction!, new View(local)))
        {
            await new ArchiveLoad(archive, study, acting.Progress, acting.Cancel).VerifyAsync(local, archived);
        }

        return new StudyImported(local, archived.Uid, slug, archived.Act, archive.Manifest.Rows);
    }

    private ArchiveReader Open()
    {
        if (File is null)
        {
            Acting.Refuse("no-file", "No archive came with the act.", "Choose the file and send it again.");
        }

        var archive = ArchiveReader.Open(File);
        if (archive.Manifest is { Kind: ArchiveKind.Study, Studies: [{ Local: not 0 }] })
        {
            return archive;
        }

        var deposit = archive.Manifest.Kind == ArchiveKind.Deposit;
        archive.Dispose();
        if (deposit)
        {
            Acting.Refuse("deposit", "The archive is a deposit: it holds files to read, and no tables.", "Ask for a whole archive, made with: fieldthread study export.");
        }

        throw new RefusedException(new Refusal("whole-installation", "The archive holds a whole installation, not one study.", "Restore it into an empty database with: fieldthread restore."));
    }

    private async Task<(int Local, string Slug)> PlaceAsync(Acting acting, ArchivedStudy archived)
    {
        var slug = Slug ?? archived.Slug;
        if (slug.Length == 0 || slug != Core.Basics.Slug.Of(slug))
        {
            Acting.Refuse("bad-name", $"“{slug}” is no short name for an address.", "Use lower-case letters, digits and hyphens.");
        }

        if (acting.Context.Database.IsNpgsql())
        {
            await acting.Context.ExecuteAsync("LOCK TABLE studies IN SHARE ROW EXCLUSIVE MODE", acting.Cancel);
        }

        var heads = await acting.Context.Set<StudyHead>().Select(h => new { h.Id, h.Uid, h.Slug }).ToListAsync(acting.Cancel);
        if (heads.Find(h => h.Uid == archived.Uid) is { } here)
        {
            Acting.Refuse("already-here", $"That study is here already, as “{here.Slug}”.", "Nothing was changed.");
        }

        if (heads.Exists(h => h.Slug == slug))
        {
            var free = Enumerable.Range(2, heads.Count + 1).Select(n => $"{slug}-{n}").First(s => heads.TrueForAll(h => h.Slug != s));
            Acting.Refuse("name-taken", $"There is already another study “{slug}” here.", $"Bring it in under another short name, as “{free}”.");
        }

        return (heads.Max(h => h.Id) + 1, slug);
    }
}

/// <summary>A study was brought in.</summary>
/// <param name="Study">Its local number here.</param>
/// <param name="Uid">The id by which installations know it.</param>
/// <param name="Slug">Its short name here.</param>
/// <param name="Acts">How many acts its log holds.</param>
/// <param name="Rows">Rows in all tables.</param>
public sealed record StudyImported(int Study, Guid Uid, string Slug, long Acts, long Rows);
