using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Testing;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

/// <summary>A test that runs with each of some corpora on both databases.</summary>
internal sealed class CorporaOnBothAttribute(params string[] names) : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => names.SelectMany(name => new object[][] { [Provider.Sqlite, name], [Provider.PostgreSql, name] });
}

/// <summary>The reference corpora, and a study read back from its tables for comparison with them.</summary>
internal static class Corpus
{
    public static byte[] Bytes(string name)
    {
        var path = Path.Combine(Project.Reference!, "qda", "corpora", name);
        return File.ReadAllBytes(name.EndsWith(".qdpx", StringComparison.Ordinal) ? path : Path.Combine(path, "project.qdpx"));
    }

    public static QdaProject Read(byte[] file) => RefiReader.Read(new MemoryStream(file)).Project;

    public static byte[] Write(QdaProject project)
    {
        using var stream = new MemoryStream();
        RefiWriter.Write(project, stream);
        return stream.ToArray();
    }

    /// <summary>Source, coded text, code path, coder: sorted.</summary>
    public static List<string> Truth(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Project.Reference!, "qda", "corpora", name, "truth.json")));
        return json.RootElement.GetProperty("codings").EnumerateArray().Select(row => string.Join('|', row.EnumerateArray().Select(cell => cell.GetString()))).Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>The same of a study, through the questions that its pages ask.</summary>
    public static async Task<List<string>> CodingsAsync(Scene scene)
    {
        var codes = (await scene.Ask(new CodebookTree())).ToDictionary(c => c.Id, c => c.Path);
        var people = (await scene.Ask(new TeamList())).ToDictionary(p => p.Id, p => p.Name);
        var lines = new List<string>();
        foreach (var source in await scene.Ask(new SourceList()))
        {
            var page = await scene.Ask(new SourceText(source.Id));
            lines.AddRange((await scene.Ask(new CodingsOfSource(page.Revision))).Codings.Select(c => string.Join('|', source.Name, page.Text[c.Start..c.End], codes[c.Code], people[c.Coder])));
        }

        return lines.Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>What a project must keep on its way in and out again, as lines in no order.</summary>
    public static List<string> Kept(QdaProject project)
    {
        var paths = QdaCode.Paths(project.Codes);
        var sources = project.Sources.ToDictionary(s => s.ForeignId, s => s.Name, StringComparer.Ordinal);
        var variables = project.Variables.ToDictionary(v => v.ForeignId, v => v.Name, StringComparer.Ordinal);
        var lines = new List<string>();
        lines.AddRange(project.Users.Select(u => $"user {u.ForeignId} {u.Name}"));
        lines.AddRange(project.Codes.Select(c => $"code {c.ForeignId} {paths[c.ForeignId]} {c.Colour?.ToUpperInvariant()} {c.IsCodable} {c.Description} [{Sorted(c.NoteForeignIds)}]"));
        foreach (var s in project.Sources)
        {
            lines.Add($"source {s.ForeignId} {s.Name} {s.Text} [{Sorted(s.NoteForeignIds)}]");
            lines.AddRange(s.Selections.Where(x => x.NoteForeignIds.Count > 0).Select(x => $"noted {s.ForeignId} {x.Span} [{Sorted(x.NoteForeignIds)}]"));
            lines.AddRange(s.PlacedCodings().Select(p => $"coding {p.Coding.ForeignId} {s.ForeignId} {p.Selection?.ForeignId} {p.Selection?.Name} {p.Span} {p.Span.Of(s.Text)} {p.Coding.CodeForeignId} {p.Coding.CreatedByForeignId ?? p.Selection?.Stamp.CreatedByForeignId} {p.Coding.CreatedAt ?? p.Selection?.Stamp.CreatedAt:o} [{Sorted(p.Coding.NoteForeignIds)}]"));
        }

        lines.AddRange(project.Cases.Select(c => $"case {c.ForeignId} {c.Name} {c.Description} [{Sorted(c.SourceForeignIds.Select(id => sources.GetValueOrDefault(id, id)))}] [{Sorted(c.Values.Select(v => $"{v.VariableForeignId} {variables[v.VariableForeignId]} {v.Kind} {v.Text}"))}]"));
        lines.AddRange(project.Notes.Select(n => $"note {n.ForeignId} {n.Name} {n.Text} {n.Stamp.CreatedByForeignId} {n.Stamp.CreatedAt:o}"));
        return lines.Order(StringComparer.Ordinal).ToList();
    }

    public static void SameLines(List<string> expected, List<string> actual) => Assert.True(
        expected.SequenceEqual(actual),
        $"{expected.Count} lines expected and {actual.Count} found.{Some('-', expected, actual)}{Some('+', actual, expected)}");

    /// <summary>Judged by a validator that is not ours, where there is one.</summary>
    public static void Valid(byte[] qdpx)
    {
        var schema = Path.Combine(Project.Reference!, "schemas", "refi", "Project-mrt2019.xsd");
        if (!File.Exists(schema) || !File.Exists("/usr/bin/xmllint"))
        {
            return;
        }

        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(qdpx));
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/xmllint", ["--nonet", "--noout", "--huge", "--schema", schema, "-"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        var says = process.StandardError.ReadToEndAsync();
        using (var qde = archive.GetEntry("project.qde")!.Open())
        {
            qde.CopyTo(process.StandardInput.BaseStream);
        }

        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, says.Result[..Math.Min(2000, says.Result.Length)]);
    }

    private static string Some(char sign, List<string> these, List<string> those) =>
        string.Concat(these.Except(those).Take(4).Select(line => $"\n{sign} {(line.Length > 300 ? line[..300] + "…" : line)}"));

    private static string Sorted(IEnumerable<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal));
}
