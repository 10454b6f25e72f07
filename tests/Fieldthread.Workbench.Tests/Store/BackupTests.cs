using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fieldthread-backup-").FullName;

    public static IEnumerable<object[]> FromAndTo =>
        from a in Enum.GetValues<Provider>() from b in Enum.GetValues<Provider>() select new object[] { a, b };

    [Theory]
    [MemberData(nameof(FromAndTo))]
    public async Task A_backup_restores_into_either_database_row_for_row(Provider from, Provider to)
    {
        await using var place = await Place.NewAsync(from);
        await FillAsync(place);
        var manifest = await Backup.WriteAsync(place.Database, Path.Combine(folder, "a.zip"));
        var target = to == Provider.Sqlite ? Path.Combine(folder, "restored.db") : await Place.NewPostgresAsync();
        await Backup.RestoreAsync(Path.Combine(folder, "a.zip"), target);
        await using (var restored = await Database.OpenAsync(target))
        {
            var again = await Backup.WriteAsync(restored, Path.Combine(folder, "b.zip"));
            Assert.Equal(manifest.Parts, again.Parts);
            Assert.Equal(manifest.Studies, again.Studies);
            Assert.Empty((await LogVerify.VerifyAsync(restored, 1, manifest.Studies[1].Head())).Faults);
            // The restored installation works on, words in its index and undo in its history.
            await new Workshop(restored).DoAsync(1, new UndoAct(2), Actor.Program);
            Assert.Equal("not-empty", (await Place.RefusedAsync(() => Backup.RestoreAsync(Path.Combine(folder, "a.zip"), target))).Code);
        }

        await Backup.VerifyAsync(Path.Combine(folder, "a.zip"), folder);
        Assert.DoesNotContain(Directory.GetFiles(folder), f => f.Contains("verify", StringComparison.Ordinal) || f.Contains("restoring", StringComparison.Ordinal));
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
            var path = Path.Combine(folder, $"{round}.zip");
            var manifest = await Backup.WriteAsync(place.Database, path);
            Assert.Equal(manifest.Studies.Sum(s => s.Act), manifest.Parts.Single(p => p.Table == "acts").Rows);
            await Backup.VerifyAsync(path, folder);
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
        var good = Path.Combine(folder, "good.zip");
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
        foreach (var (what, code, make) in plants)
        {
            var path = Path.Combine(folder, "bad.zip");
            make(path);
            var target = provider == Provider.Sqlite ? Path.Combine(folder, "target.db") : await Place.NewPostgresAsync();
            var refusal = await Place.RefusedAsync(() => Backup.RestoreAsync(path, target));
            Assert.True(code == refusal.Code, $"{what}: {refusal.Code}, {refusal.Message}");
            if (provider == Provider.Sqlite)
            {
                Assert.Equal(["bad.zip", "good.zip"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            }
            else
            {
                await using var untouched = await Database.OpenAsync(target);
                Assert.Equal(1, (await Backup.WriteAsync(untouched, Path.Combine(folder, "x.zip"))).Rows);
            }
        }
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
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backup.WriteAsync(place.Database, Path.Combine(folder, "a.zip"), early, cancel.Token));
        Assert.Empty(Directory.GetFiles(folder));
        await Backup.WriteAsync(place.Database, Path.Combine(folder, "a.zip"));
        using var second = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backup.RestoreAsync(Path.Combine(folder, "a.zip"), Path.Combine(folder, "new.db"), new At(2_000, second), second.Token));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Theory]
    [MemberData(nameof(FromAndTo))]
    public async Task A_study_moves_to_another_installation_with_its_log_and_its_cuts(Provider from, Provider to)
    {
        await using var place = await Place.NewAsync(from);
        await place.StudyAsync("Before it");
        var study = await FillAsync(place, "The study");
        var coder = await place.MemberAsync(study, Role.Coder);
        await place.Do(study, new FreezeCut("Report"));
        var path = Path.Combine(folder, "study.zip");
        var manifest = await ExportStudy.RunAsync(place.Database, study, Actor.Program, path);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => ExportStudy.RunAsync(place.Database, study, coder, path + "2"))).Code);

        await using var other = await Place.NewAsync(to);
        await other.StudyAsync("One");
        await other.StudyAsync("Two");
        var act = await ImportStudy.OfAsync(path);
        var imported = (await other.Do(0, act)).Answer;
        Assert.Equal((3, "the-study"), (imported.Study, imported.Slug));
        Assert.Empty((await LogVerify.VerifyAsync(other.Database, imported.Study, manifest.Studies[0].Head())).Faults);
        Assert.Equal(await AnswersAsync(place, study, "Report"), await AnswersAsync(other, imported.Study, "Report"));
        Assert.Equal(0L, Convert.ToInt64((await other.SqlAsync($"SELECT count(*) FROM people WHERE study_id = {imported.Study} AND account_id IS NOT NULL"))[0][0]));
        Assert.Equal(Convert.ToInt64((await other.SqlAsync("SELECT count(*) FROM passages"))[0][0]),
            Convert.ToInt64((await other.SqlAsync("SELECT count(*) FROM passages p JOIN passage_terms t ON t.search_row = p.search_row AND t.study_id = p.study_id"))[0][0]));
        await other.Do(imported.Study, new AddPhase("It goes on"));
        Assert.Empty((await LogVerify.VerifyAsync(other.Database, imported.Study, manifest.Studies[0].Head())).Faults);
        Assert.Equal("already-here", (await Place.RefusedAsync(() => other.Do(0, act))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-study", "name-taken")]
    [ShowsRefusal("import-study", "already-here")]
    [ShowsRefusal("import-study", "bad-name")]
    [ShowsRefusal("import-study", "no-file")]
    [ShowsRefusal("import-study", "no-archive")]
    [ShowsRefusal("import-study", "damaged-archive")]
    [ShowsRefusal("import-study", "tampered")]
    [ShowsRefusal("import-study", "newer-archive")]
    [ShowsRefusal("import-study", "path-outside")]
    [ShowsRefusal("import-study", "too-large")]
    [ShowsRefusal("import-study", "broken-log")]
    [ShowsRefusal("import-study", "whole-installation")]
    public async Task A_study_that_cannot_come_in_leaves_no_trace(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await FillAsync(place, "The study");
        var good = Path.Combine(folder, "study.zip");
        await ExportStudy.RunAsync(place.Database, study, Actor.Program, good);
        await Backup.WriteAsync(place.Database, Path.Combine(folder, "all.zip"));
        await using var other = await Place.NewAsync(provider);
        await other.StudyAsync("The study");
        var bytes = await File.ReadAllBytesAsync(good);
        (string Code, Action<string> Make, string? Slug)[] plants =
        [
            ("name-taken", p => File.Copy(good, p), null),
            ("bad-name", p => File.Copy(good, p), "No Slug!"),
            ("whole-installation", p => File.Copy(Path.Combine(folder, "all.zip"), p), "new"),
            ("damaged-archive", p => File.WriteAllBytes(p, bytes[..^200]), "new"),
            ("damaged-archive", p => Forge(bytes, p, "data/links.jsonl", ""), "new"),
            ("damaged-archive", p => Forge(bytes, p, "data/codings.jsonl", "{\"a\":1}\n"), "new"),
            ("damaged-archive", p => Forge(bytes, p, "data/codes.jsonl", ""), "new"),
            ("no-archive", p => Change(bytes, p, zip => Rewrite(zip, "manifest.json", _ => "{}")), "new"),
            ("tampered", p => Change(bytes, p, zip => Rewrite(zip, "data/codes.jsonl", t => t.Replace("code 1", "code 9", StringComparison.Ordinal))), "new"),
            ("newer-archive", p => Manifest(bytes, p, m => m["version"] = 99), "new"),
            ("path-outside", p => Change(bytes, p, zip => zip.CreateEntry("data/../../x")), "new"),
            ("too-large", p => Manifest(bytes, p, m => m["parts"]![0]!["bytes"] = 1L << 40), "new"),
            ("broken-log", p => Forge(bytes, p, "data/acts.jsonl", null), "new"),
        ];
        var before = (await Backup.WriteAsync(other.Database, Path.Combine(folder, "before.zip"))).Parts;
        foreach (var (code, make, slug) in plants)
        {
            var path = Path.Combine(folder, "bad.zip");
            File.Delete(path);
            make(path);
            var refusal = await Place.RefusedAsync(async () => await other.Do(0, await ImportStudy.OfAsync(path, slug)));
            Assert.True(code == refusal.Code, $"{code}: {refusal.Code}, {refusal.Message}");
            Assert.Equal(before, (await Backup.WriteAsync(other.Database, Path.Combine(folder, "after.zip"))).Parts);
        }

        Assert.Equal("no-file", (await Place.RefusedAsync(() => other.Do(0, new ImportStudy("00")))).Code);
        Assert.Equal("no-file", (await Place.RefusedAsync(() => ImportStudy.OfAsync(Path.Combine(folder, "none.zip")))).Code);
        Assert.Equal("the-study-2", (await other.Do(0, await ImportStudy.OfAsync(good, "the-study-2"))).Answer.Slug);
    }

    [Theory]
    [OnBoth]
    public async Task An_exported_study_reads_without_the_program(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await FillAsync(place, "The study");
        var path = Path.Combine(folder, "study.zip");
        await ExportStudy.RunAsync(place.Database, study, Actor.Program, path);
        using var zip = ZipFile.OpenRead(path);
        string Text(string name) => new StreamReader(zip.GetEntry(name)!.Open()).ReadToEnd();
        Assert.StartsWith("The study\n", Text("README.txt"), StringComparison.Ordinal);
        Assert.Contains("codings.csv", Text("README.txt"), StringComparison.Ordinal);
        Assert.Contains(",code 1,code 1,yes,", Text("codebook.csv"), StringComparison.Ordinal);
        Assert.StartsWith("Speaker: what was said", Text("sources/001 Interview 1 1.txt"), StringComparison.Ordinal);
        Assert.Contains("Coder two", Text("codings.csv"), StringComparison.Ordinal);
        Assert.Contains("said in the place of turn 3", Text("codings.csv"), StringComparison.Ordinal);
        Assert.Contains("4,freeze-cut,", Text("log.csv"), StringComparison.Ordinal);
        Assert.Contains("claim,statement", Text("claims.csv"), StringComparison.Ordinal);
        Assert.NotNull(zip.GetEntry("memos.md"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<int> FillAsync(Place place, string name = "A study")
    {
        var study = await place.StudyAsync(name);
        await place.Do(study, new AddPhase("Phase 1", "2021"));
        await place.InActAsync(study, acting => Material.FillAsync(acting, 30, 40));
        await place.Do(study, new FreezeCut("First"));
        await place.InActAsync(study, acting =>
        {
            acting.Context.Set<Coding>().Take(5).ToList().ForEach(acting.Remove);
            return Task.CompletedTask;
        });
        return study;
    }

    private static async Task<string> AnswersAsync(Place place, int study, string cut) => string.Join('\n',
        Json.Write(await place.Ask(study, new CutsOfStudy(), cut: cut)), Json.Write(await place.Ask(study, new ShowCut("First"), cut: cut)),
        Json.Write(await place.Ask(study, new CompareCuts("First"), cut: cut)), Json.Write((await place.Ask(study, new LogOfStudy(), cut: cut)).Lines.Select(l => l with { Actor = "" })));

    private static void Change(byte[] bytes, string path, Action<ZipArchive> change)
    {
        File.WriteAllBytes(path, bytes);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        change(zip);
    }

    private static void Rewrite(ZipArchive zip, string name, Func<string, string> change)
    {
        var entry = zip.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(change(text));
    }

    private static void Manifest(byte[] bytes, string path, Action<JsonObject> change) => Change(bytes, path, zip => Rewrite(zip, "manifest.json", text =>
    {
        var manifest = JsonNode.Parse(text)!.AsObject();
        change(manifest);
        return manifest.ToJsonString();
    }));

    /// <summary>Replaces a part and makes the contents page fit, as somebody would who knows the format.</summary>
    private static void Forge(byte[] bytes, string path, string name, string? content) => Change(bytes, path, zip =>
    {
        var text = content;
        if (text is null)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            text = reader.ReadToEnd().Replace("add-phase", "add-site!", StringComparison.Ordinal);
        }

        zip.GetEntry(name)?.Delete();
        using (var writer = new StreamWriter(zip.CreateEntry(name).Open()))
        {
            writer.Write(text);
        }

        Rewrite(zip, "manifest.json", page =>
        {
            var manifest = JsonNode.Parse(page)!.AsObject();
            var parts = manifest["parts"]!.AsArray();
            if (parts.FirstOrDefault(p => (string)p!["name"]! == name) is { } old)
            {
                parts.Remove(old);
            }

            var raw = Encoding.UTF8.GetBytes(text);
            parts.Add(JsonNode.Parse(Json.Write(new ArchivePart(name, raw.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(raw)), text.Count(c => c == '\n'))).Replace(",\"table\":\"" + Path.GetFileNameWithoutExtension(name) + "\"", "", StringComparison.Ordinal)));
            return manifest.ToJsonString();
        });
    });

    private sealed class At(long rows, CancellationTokenSource cancel) : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
            if (value.Done >= rows)
            {
                cancel.Cancel();
            }
        }
    }
}
