using System.Xml.Linq;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>Takes a project apart into items. Times of making and changing are no part of what is compared: programs write them anew.</summary>
public sealed class ExchangeItems
{
    private const int Most = 160;
    private readonly QdaProject project;
    private readonly Func<string, string, TextSpan, TextSpan?> place;
    private readonly Dictionary<string, string> codes;
    private readonly Dictionary<string, string> users;
    private readonly Dictionary<string, string> variables;
    private readonly Dictionary<string, List<(string Value, string Shown)>> on = new(StringComparer.Ordinal);
    private readonly List<ExchangeItem> items = [];

    private ExchangeItems(QdaProject project, Func<string, string, TextSpan, TextSpan?> place)
    {
        (this.project, this.place) = (project, place);
        var paths = QdaCode.Paths(project.Codes);
        codes = ById(project.Codes, c => c.ForeignId, c => paths[c.ForeignId]);
        users = ById(project.Users, u => u.ForeignId, u => u.Name);
        variables = ById(project.Variables, v => v.ForeignId, v => v.Name);
    }

    /// <summary>The items, each once.</summary>
    /// <param name="project">The project.</param>
    /// <param name="place">Takes the id of an item, of its source and a stretch of that source’s text to the stretch of the text in which two states are compared, or to null where it has none there; null to leave every stretch as it is.</param>
    public static IReadOnlyList<ExchangeItem> Of(QdaProject project, Func<string, string, TextSpan, TextSpan?>? place = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        var made = new ExchangeItems(project, place ?? ((_, _, span) => span));
        made.Make();
        return [.. made.items.DistinctBy(i => (i.Kind, i.Id))];
    }

    private void Make()
    {
        foreach (var user in project.Users)
        {
            Add(ExchangeKind.Coder, user.ForeignId, user.Name, ("name", user.Name, null));
        }

        Noted(project.NoteForeignIds, "study", "the study");
        foreach (var code in project.Codes)
        {
            Add(ExchangeKind.Code, code.ForeignId, codes[Id(code.ForeignId)],
                ("name", code.Name, null), ("above", code.ParentForeignId is { } above ? Id(above) : "", code.ParentForeignId is { } of ? codes.GetValueOrDefault(Id(of)) : null),
                ("colour", code.Colour?.ToUpperInvariant(), null), ("description", code.Description?.Trim().ReplaceLineEndings("\n"), null), ("heading only", code.IsCodable ? "" : "yes", null));
            Noted(code.NoteForeignIds, "code:" + Id(code.ForeignId), $"the code {codes[Id(code.ForeignId)]}");
        }

        foreach (var variable in project.Variables)
        {
            Add(ExchangeKind.Variable, variable.ForeignId, variable.Name, ("name", variable.Name, null));
        }

        foreach (var source in project.Sources)
        {
            Source(source);
        }

        foreach (var one in project.Cases)
        {
            Add(ExchangeKind.Case, one.ForeignId, one.Name ?? "case without a name", [
                ("name", one.Name, null), ("description", one.Description, null), ("texts", Ids(one.SourceForeignIds), $"{one.SourceForeignIds.Count} texts"),
                ("codes", Ids(one.CodeForeignIds), $"{one.CodeForeignIds.Count} codes"), ("passages", Ids(one.SelectionForeignIds), $"{one.SelectionForeignIds.Count} passages"), .. Values(one.Values)]);
        }

        foreach (var note in project.Notes)
        {
            var where = on.GetValueOrDefault(Id(note.ForeignId), []).OrderBy(w => w.Value, StringComparer.Ordinal).ToList();
            Add(ExchangeKind.Memo, note.ForeignId, note.Name is { Length: > 0 } title ? title : Short(note.Text), ("title", note.Name, null), ("words", note.Text, null), ("on", string.Join('\n', where.Select(w => w.Value)), string.Join("; ", where.Select(w => w.Shown))));
        }

        foreach (var kept in project.Kept.Where(k => k.ForeignId.Length > 0))
        {
            Add(ExchangeKind.Kept, kept.ForeignId, kept.Name.Length > 0 ? kept.Name : kept.Element, ("content", Canonical(kept.Xml), kept.Element));
        }
    }

    private void Source(QdaSource source)
    {
        var id = Id(source.ForeignId);
        Add(ExchangeKind.Source, source.ForeignId, source.Name.Length > 0 ? source.Name : "source without a name", [("name", source.Name, null), ("text", source.Text, $"{source.Text.Length:N0} characters"), ("description", source.Description, null), .. Values(source.Values)]);
        Noted(source.NoteForeignIds, "source:" + id, source.Name);
        foreach (var selection in source.Selections)
        {
            if (selection.Codings.Count == 0 ? selection.NoteForeignIds.Count == 0 || selection.Description is { Length: > 0 } : selection.Description is { Length: > 0 })
            {
                Add(ExchangeKind.Passage, selection.ForeignId, Short(selection.Span.Of(source.Text)), ("text", id, source.Name), Place(selection.ForeignId, id, selection.Span, source.Text), ("comment", selection.Description, null));
            }

            if (selection.NoteForeignIds.Count > 0)
            {
                Noted(selection.NoteForeignIds, $"words:{id} {Value(place("", id, selection.Span), selection.Span)}", $"“{Short(selection.Span.Of(source.Text))}”");
            }
        }

        foreach (var (coding, span, selection) in source.PlacedCodings())
        {
            var by = coding.CreatedByForeignId ?? selection?.Stamp.CreatedByForeignId;
            var words = Short(span.Of(source.Text));
            Add(ExchangeKind.Coding, coding.ForeignId, $"{source.Name}: “{words}”", ("text", id, source.Name), Place(coding.ForeignId, id, span, source.Text), ("code", Id(coding.CodeForeignId), codes.GetValueOrDefault(Id(coding.CodeForeignId))), ("coder", by is null ? null : Id(by), by is null ? null : users.GetValueOrDefault(Id(by))));
            Noted(coding.NoteForeignIds, "coding:" + Id(coding.ForeignId), $"the coding “{words}”");
        }
    }

    private (string, string?, string?) Place(string item, string source, TextSpan span, string text) => ("place", Value(place(Id(item), source, span), span), $"“{Short(span.Of(text))}”");

    /// <summary>A stretch without a counterpart stands by its own positions, marked so that it equals no other.</summary>
    private static string Value(TextSpan? there, TextSpan own) => there is { } span ? $"{span.Start}-{span.End}" : $"nowhere {own.Start}-{own.End}";

    private IEnumerable<(string, string?, string?)> Values(IEnumerable<QdaValue> values) => values.Where(v => v.Text is { Length: > 0 })
        .GroupBy(v => Id(v.VariableForeignId)).Select(g => ("value " + (variables.GetValueOrDefault(g.Key) ?? g.Key), g.First().Text, (string?)null));

    private void Noted(IEnumerable<string> notes, string where, string shown)
    {
        foreach (var note in notes.Distinct())
        {
            (on.TryGetValue(Id(note), out var known) ? known : on[Id(note)] = []).Add((where, shown));
        }
    }

    private void Add(ExchangeKind kind, string id, string name, params (string Name, string? Value, string? Shown)[] fields) =>
        items.Add(new ExchangeItem(kind, Id(id), name, [.. fields.Where(f => f.Value is { Length: > 0 }).Select(f => new ExchangeField(f.Name, f.Value!, f.Shown ?? (f.Value!.Length > Most * 4 ? f.Value[..(Most * 4)] + "…" : f.Value))).DistinctBy(f => f.Name)]));

    private static string Id(string written) => ExchangeItem.Plain(written);

    private static string Ids(IEnumerable<string> written) => string.Join(' ', written.Select(Id).Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> ById<T>(IEnumerable<T> all, Func<T, string> id, Func<T, string> name) =>
        all.GroupBy(x => Id(id(x)), StringComparer.Ordinal).ToDictionary(g => g.Key, g => name(g.First()), StringComparer.Ordinal);

    private static string Short(string words)
    {
        var line = words.ReplaceLineEndings(" ");
        return line.Length <= Most ? line : line[..(Most - 1)] + "…";
    }

    /// <summary>An element with its attributes in order and its ids plain; where its files lie, and when it was changed, is no part of it.</summary>
    private static string Canonical(string xml)
    {
        var element = XElement.Parse(xml);
        return string.Join('\n', element.DescendantsAndSelf().Select(e => e.Name.LocalName + " " + string.Join(' ', e.Attributes()
            .Where(a => !a.IsNamespaceDeclaration && !a.Name.LocalName.EndsWith("ath", StringComparison.Ordinal) && !a.Name.LocalName.EndsWith("DateTime", StringComparison.Ordinal))
            .OrderBy(a => a.Name.LocalName, StringComparer.Ordinal).Select(a => $"{a.Name.LocalName}={(Guid.TryParse(a.Value, out var id) ? id.ToString("D").ToUpperInvariant() : a.Value)}")) + " " + string.Concat(e.Nodes().OfType<XText>().Select(t => t.Value.Trim()))));
    }
}
