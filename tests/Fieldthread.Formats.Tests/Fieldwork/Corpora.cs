using System.Text.Json;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>The reference corpora and what is known to be true of them.</summary>
internal static class Corpora
{
    internal static string Folder { get; } = Path.Combine(Project.Reference ?? "", "qda", "corpora");

    internal static RefiReading Read(string name, string? folder = null)
    {
        var path = Path.Combine(folder ?? Folder, name);
        using var file = File.OpenRead(name.EndsWith(".qdpx", StringComparison.Ordinal) ? path : Path.Combine(path, "project.qdpx"));
        return RefiReader.Read(file);
    }

    /// <summary>Source, coded text, code path, coder: sorted.</summary>
    internal static IReadOnlyList<string> Truth(string name, string? folder = null)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder ?? Folder, name, "truth.json")));
        return [.. json.RootElement.GetProperty("codings").EnumerateArray().Select(row => string.Join('|', row.EnumerateArray().Select(cell => cell.GetString()))).Order(StringComparer.Ordinal)];
    }

    internal static IReadOnlyList<string> CodePaths(string name, string? folder = null)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder ?? Folder, name, "truth.json")));
        return [.. json.RootElement.GetProperty("codes").EnumerateArray().Select(cell => cell.GetString()!).Order(StringComparer.Ordinal)];
    }

    internal static IReadOnlyList<string> Codings(QdaProject project)
    {
        var paths = QdaCode.Paths(project.Codes);
        var coders = project.Users.ToDictionary(user => user.ForeignId, user => user.Name, StringComparer.Ordinal);
        return
        [
            .. (from source in project.Sources
                from placed in source.PlacedCodings()
                select string.Join('|', source.Name, placed.Span.Of(source.Text), paths[placed.Coding.CodeForeignId], coders[placed.Coding.CreatedByForeignId!]))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Everything of a project that a round trip must keep, as lines.</summary>
    internal static IReadOnlyList<string> Everything(QdaProject project)
    {
        var paths = QdaCode.Paths(project.Codes);
        var lines = new List<string> { $"project {project.Name} {project.Description} {project.Stamp} {string.Join(',', project.NoteForeignIds)}" };
        lines.AddRange(project.Users.Select(user => user.ToString()));
        lines.AddRange(project.Codes.Select(code => $"{code.ForeignId} {paths[code.ForeignId]} {code.Colour} {code.IsCodable} {code.Description} {string.Join(',', code.NoteForeignIds)}"));
        lines.AddRange(project.Variables.Select(variable => variable.ToString()));
        lines.AddRange(project.Cases.Select(one => $"{one.ForeignId} {one.Name} {one.Description} {string.Join(',', one.CodeForeignIds)} {string.Join(',', one.SourceForeignIds)} {string.Join(',', one.SelectionForeignIds)} {string.Join(',', one.Values)}"));
        foreach (var source in project.Sources)
        {
            lines.Add($"{source.ForeignId} {source.Name} {source.Text} {source.Description} {source.Stamp} {string.Join(',', source.NoteForeignIds)} {string.Join(',', source.Values)}");
            lines.AddRange(source.Selections.Select(s => $"{s.ForeignId} {s.Name} {s.Span} {s.Description} {s.Stamp} {string.Join(',', s.NoteForeignIds)}"));
            lines.AddRange(source.PlacedCodings().Select(p => $"{p.Selection?.ForeignId} {p.Span.Of(source.Text)} {p.Coding.ForeignId} {p.Coding.CodeForeignId} {p.Coding.CreatedByForeignId} {p.Coding.CreatedAt:o} {string.Join(',', p.Coding.NoteForeignIds)}"));
        }

        lines.AddRange(project.Notes.Select(note => note.ToString()));
        return lines;
    }
}
