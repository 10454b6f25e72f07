using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Store;

/// <summary>A study with something in it, and ways to damage what was written of it.</summary>
public abstract class Archives : IDisposable
{
    public static IEnumerable<object[]> FromAndTo =>
        from a in Enum.GetValues<Provider>() from b in Enum.GetValues<Provider>() select new object[] { a, b };

    /// <summary>A folder of the test’s own.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("fieldthread-backup-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal static async Task<int> FillAsync(Place place, string name = "A study")
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

    internal static async Task<string> AnswersAsync(Place place, int study, string cut) => string.Join('\n',
        Json.Write(await place.Ask(study, new CutsOfStudy(), cut: cut)), Json.Write(await place.Ask(study, new ShowCut("First"), cut: cut)),
        Json.Write(await place.Ask(study, new CompareCuts("First"), cut: cut)), Json.Write((await place.Ask(study, new LogOfStudy(), cut: cut)).Lines.Select(l => l with { Actor = "" })));

    internal static void Change(byte[] bytes, string path, Action<ZipArchive> change)
    {
        File.WriteAllBytes(path, bytes);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        change(zip);
    }

    internal static void Rewrite(ZipArchive zip, string name, Func<string, string> change)
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

    internal static void Manifest(byte[] bytes, string path, Action<JsonObject> change) => Change(bytes, path, zip => Rewrite(zip, "manifest.json", text =>
    {
        var manifest = JsonNode.Parse(text)!.AsObject();
        change(manifest);
        return manifest.ToJsonString();
    }));

    /// <summary>Replaces a part and makes the contents page fit, as somebody would who knows the format.</summary>
    internal static void Forge(byte[] bytes, string path, string name, string? content) => Change(bytes, path, zip =>
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

    internal sealed class At(long rows, CancellationTokenSource cancel) : IProgress<JobProgress>
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
