using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class BackupTests : Archives
{
    [Theory]
    [MemberData(nameof(FromAndTo))]
    public async Task A_backup_restores_into_either_database_row_for_row(Provider from, Provider to)
    {
        await using var place = await Place.NewAsync(from);
        await FillAsync(place);
        var manifest = await Backup.WriteAsync(place.Database, Path.Combine(Folder, "a.zip"));
        var target = to == Provider.Sqlite ? Path.Combine(Folder, "restored.db") : await Place.NewPostgresAsync();
        await Backup.RestoreAsync(Path.Combine(Folder, "a.zip"), target);
        await using (var restored = await Database.OpenAsync(target))
        {
            var again = await Backup.WriteAsync(restored, Path.Combine(Folder, "b.zip"));
            Assert.Equal(manifest.Parts, again.Parts);
            Assert.Equal(manifest.Studies, again.Studies);
            Assert.Empty((await LogVerify.VerifyAsync(restored, 1, manifest.Studies[1].Head())).Faults);
            // The restored installation works on, words in its index and undo in its history.
            await new Workshop(restored).DoAsync(1, new UndoAct(2), Actor.Program);
            Assert.Equal("not-empty", (await Place.RefusedAsync(() => Backup.RestoreAsync(Path.Combine(Folder, "a.zip"), target))).Code);
        }

        await Backup.VerifyAsync(Path.Combine(Folder, "a.zip"), Folder);
        Assert.DoesNotContain(Directory.GetFiles(Folder), f => f.Contains("verify", StringComparison.Ordinal) || f.Contains("restoring", StringComparison.Ordinal));
    }

    [Theory]
    [OnBoth]
    public async Task A_backup_is_one_moment_while_others_write(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await FillAsync(place);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                await place.Do(study, new AddPhase($"While {n}"));
            }
        });
        for (var round = 0; round < 3; round++)
        {
            var path = Path.Combine(Folder, $"{round}.zip");
            var manifest = await Backup.WriteAsync(place.Database, path);
            Assert.Equal(manifest.Studies.Sum(s => s.Act), manifest.Parts.Single(p => p.Table == "acts").Rows);
            await Backup.VerifyAsync(path, Folder);
        }

        await stop.CancelAsync();
        await writing;
    }

    [Theory]
    [OnBoth]
    public async Task A_hostile_or_damaged_backup_is_refused_and_leaves_nothing(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        await FillAsync(place);
        var good = Path.Combine(Folder, "good.zip");
        await Backup.WriteAsync(place.Database, good);
        var bytes = await File.ReadAllBytesAsync(good);
        (string What, string Code, Action<string> Make)[] plants =
        [
            ("truncated", "damaged-archive", p => File.WriteAllBytes(p, bytes[..(bytes.Length / 2)])),
            ("empty", "damaged-archive", p => File.WriteAllBytes(p, [])),
            ("no zip", "damaged-archive", p => File.WriteAllText(p, "This is no archive.")),
            ("another zip", "no-archive", p => Change(bytes, p, zip => zip.GetEntry("manifest.json")!.Delete())),
            ("a changed row", "tampered", p => Change(bytes, p, zip => Rewrite(zip, "data/phases.jsonl", t => t.Replace("Phase 1", "Phase 7", StringComparison.Ordinal)))),
            ("a removed table", "tampered", p => Change(bytes, p, zip => zip.GetEntry("data/phases.jsonl")!.Delete())),
            ("a file too many", "tampered", p => Change(bytes, p, zip => zip.CreateEntry("data/more.jsonl"))),
            ("newer format", "newer-archive", p => Manifest(bytes, p, m => m["version"] = 2)),
            ("newer schema", "newer-archive", p => Manifest(bytes, p, m => m["schema"]!.AsArray().Add("9999_future"))),
            ("a contents page of rubbish", "damaged-archive", p => Change(bytes, p, zip => Rewrite(zip, "manifest.json", _ => "{\"format\":\"fieldthread-archive\",\"version\":1,\"parts\":7}"))),
            ("a path outside", "path-outside", p => Change(bytes, p, zip => zip.CreateEntry("../outside.txt"))),
            ("an absolute path", "path-outside", p => Change(bytes, p, zip => zip.CreateEntry("/etc/outside"))),
            ("a bomb", "too-large", p => Manifest(bytes, p, m => m["parts"]![0]!["bytes"] = 1L << 40)),
            ("a part longer than it says", "tampered", p => Change(bytes, p, zip => Rewrite(zip, "data/phases.jsonl", t => t + new string('\n', 1 << 23)))),
            ("a forged head", "broken-log", p => Manifest(bytes, p, m => m["studies"]![1]!["hash"] = new string('0', 64))),
        ];
        // One target for all: whatever a refused backup leaves in it, the next one and the last look would find.
        var target = provider == Provider.Sqlite ? Path.Combine(Folder, "target.db") : await Place.NewPostgresAsync();
        foreach (var (what, code, make) in plants)
        {
            var path = Path.Combine(Folder, "bad.zip");
            make(path);
            var refusal = await Place.RefusedAsync(() => Backup.RestoreAsync(path, target));
            Assert.True(code == refusal.Code, $"{what}: {refusal.Code}, {refusal.Message}");
            Assert.Equal(["bad.zip", "good.zip"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        }

        await using var untouched = await Database.OpenAsync(target);
        Assert.Equal(1, (await Backup.WriteAsync(untouched, Path.Combine(Folder, "x.zip"))).Rows);
    }

    [Theory]
    [OnBoth]
    public async Task A_cancelled_backup_or_restore_leaves_nothing(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await FillAsync(place);
        await place.InActAsync(study, acting => Material.FillAsync(acting, 3_000, 3_000));
        using var cancel = new CancellationTokenSource();
        var early = new At(1_000, cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backup.WriteAsync(place.Database, Path.Combine(Folder, "a.zip"), early, cancel.Token));
        Assert.Empty(Directory.GetFiles(Folder));
        await Backup.WriteAsync(place.Database, Path.Combine(Folder, "a.zip"));
        using var second = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backup.RestoreAsync(Path.Combine(Folder, "a.zip"), Path.Combine(Folder, "new.db"), new At(2_000, second), cancel: second.Token));
        Assert.Single(Directory.GetFiles(Folder));
    }
}
