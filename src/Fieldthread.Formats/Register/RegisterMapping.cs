using System.Text.Json;
using System.Text.Json.Serialization;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Says what the columns of a table of any layout mean for a register (docs/formats/register-mapping.md), so that the same table comes in the same way the next time.</summary>
/// <param name="Source">Who says so: the name of the list, by which later lists of it are known.</param>
/// <param name="Columns">Heading by meaning; the meanings are <see cref="Meanings"/>.</param>
/// <param name="Constants">For a meaning that is the same on every line, its value: the type, the scheme, the relation.</param>
/// <param name="Sheet">Name of the sheet in a workbook; the first where null.</param>
/// <param name="Whole">True where the list claims to hold everything of its kind, so that who is missing from the next is missed.</param>
/// <param name="Sole">True where a member stands under one group at a time, so that two at once are refused.</param>
public sealed record RegisterMapping(
    string Source, IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<string, string>? Constants = null, string? Sheet = null, bool Whole = false, bool Sole = false)
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What a column can mean, with what each is.</summary>
    public static IReadOnlyList<(string Name, string Is)> Meanings { get; } =
    [
        ("code", "code of the organisation that the line is of; it stands for it"), ("scheme", "who gives such codes"), ("name", "its name"), ("type", "its type"),
        ("opened", "day on which it opened"), ("closed", "its last day"), ("other-code", "another code that it bears"), ("other-scheme", "who gives those"),
        ("group", "code of the organisation that it belongs to"), ("group-name", "that one’s name"), ("group-type", "that one’s type"), ("relation", "what it is to it, “member of” where nothing is said"),
        ("joined", "day from which"), ("left", "last day on which"),
        ("before", "code of an organisation that ended in a succession"), ("after", "code of the one that came after"), ("date", "day of the succession"),
        ("successor", "code of the one that came after it on the day after it closed"),
    ];

    /// <summary>What stands before the name of an attribute that a column holds: “attribute:region”.</summary>
    public const string OfAttribute = "attribute:";

    /// <summary>The words in which the meanings are listed.</summary>
    public static string Words => string.Join(", ", Meanings.Select(m => m.Name)) + ", and attribute:NAME for anything else";

    /// <summary>Reads a mapping.</summary>
    /// <param name="json">The mapping as JSON.</param>
    /// <exception cref="ReadException">It is none; the words say what is wrong.</exception>
    public static RegisterMapping Read(string json)
    {
        RegisterMapping? mapping;
        try
        {
            mapping = JsonSerializer.Deserialize<RegisterMapping>(json, Reading);
        }
        catch (JsonException failure)
        {
            throw new ReadException(
                failure.LineNumber is { } line ? $"mapping, line {line + 1}" : "mapping",
                "It is not a mapping: an object with “source”, “columns” and, where needed, “constants”, “sheet”, “whole” and “sole”; texts in quotation marks, a comma between two.", failure);
        }

        if (mapping is not { Source.Length: > 0, Columns.Count: > 0 })
        {
            throw new ReadException("mapping", "It names no source or no column. “source” is the name of the list; “columns” says for each meaning which heading has it.");
        }

        foreach (var (meaning, _) in mapping.Columns.Concat(mapping.Constants ?? new Dictionary<string, string>()))
        {
            if (!Meanings.Any(m => m.Name == meaning) && (!meaning.StartsWith(OfAttribute, StringComparison.Ordinal) || meaning.AsSpan(OfAttribute.Length).IsWhiteSpace()))
            {
                throw new ReadException("mapping", $"“{CsvTable.Short(meaning)}” is nothing that a column can mean. There are {Words}.");
            }
        }

        bool Has(string meaning) => mapping.Columns.ContainsKey(meaning);
        if (!Has("code") && !(Has("before") && Has("after") && Has("date")))
        {
            throw new ReadException("mapping", "It says neither which column is the code of an organisation, nor which three are before, after and date of a succession.");
        }

        if (Has("successor") && !Has("closed"))
        {
            throw new ReadException("mapping", "A successor comes on the day after closing, and the mapping does not say which column that is.");
        }

        return mapping;
    }

    /// <summary>What a meaning is on a line: the cell of its column, else what is the same on every line, else nothing.</summary>
    internal string Of(string meaning, CsvLine line, IReadOnlyList<string> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == meaning && line.Cells[i].Length > 0)
            {
                return line.Cells[i];
            }
        }

        return Constants?.GetValueOrDefault(meaning) ?? "";
    }
}
