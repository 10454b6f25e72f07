using System.IO.Compression;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Store;

/// <summary>A whole study, out of one installation and into another.</summary>
public sealed class StudyArchiveTests : Archives
{
    [Theory]
    [MemberData(nameof(FromAndTo))]
    public async Task A_study_moves_to_another_installation_with_its_log_and_its_cuts(Provider from, Provider to)
    {
        await using var place = await Place.NewAsync(from);
        await place.StudyAsync("Before it");
        var study = await FillAsync(place, "The study");
        var coder = await place.MemberAsync(study, Role.Coder);
        await place.Do(study, new FreezeCut("Report"));
        var path = Path.Combine(Folder, "study.zip");
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
        var good = Path.Combine(Folder, "study.zip");
        await ExportStudy.RunAsync(place.Database, study, Actor.Program, good);
        await Backup.WriteAsync(place.Database, Path.Combine(Folder, "all.zip"));
        await using var other = await Place.NewAsync(provider);
        await other.StudyAsync("The study");
        var bytes = await File.ReadAllBytesAsync(good);
        (string Code, Action<string> Make, string? Slug)[] plants =
        [
            ("name-taken", p => File.Copy(good, p), null),
            ("bad-name", p => File.Copy(good, p), "No Slug!"),
            ("whole-installation", p => File.Copy(Path.Combine(Folder, "all.zip"), p), "new"),
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
        var before = (await Backup.WriteAsync(other.Database, Path.Combine(Folder, "before.zip"))).Parts;
        foreach (var (code, make, slug) in plants)
        {
            var path = Path.Combine(Folder, "bad.zip");
            File.Delete(path);
            make(path);
            var refusal = await Place.RefusedAsync(async () => await other.Do(0, await ImportStudy.OfAsync(path, slug)));
            Assert.True(code == refusal.Code, $"{code}: {refusal.Code}, {refusal.Message}");
        }

        Assert.Equal(before, (await Backup.WriteAsync(other.Database, Path.Combine(Folder, "after.zip"))).Parts);

        Assert.Equal("no-file", (await Place.RefusedAsync(() => other.Do(0, new ImportStudy("00")))).Code);
        Assert.Equal("no-file", (await Place.RefusedAsync(() => ImportStudy.OfAsync(Path.Combine(Folder, "none.zip")))).Code);
        Assert.Equal("the-study-2", (await other.Do(0, await ImportStudy.OfAsync(good, "the-study-2"))).Answer.Slug);
    }

    [Theory]
    [OnBoth]
    public async Task An_exported_study_reads_without_the_program(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await FillAsync(place, "The study");
        var path = Path.Combine(Folder, "study.zip");
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
}
