using System.Reflection;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Web.Api;

/// <summary>Fields of acts as pages call them.</summary>
internal static class FieldWords
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["actual"] = "Done", ["planned"] = "Due", ["at"] = "As at", ["closed"] = "Last day", ["by"] = "Codes by", ["does"] = "What it does", ["statement"] = "The claim as a sentence", ["label"] = "What it says", ["orcid"] = "ORCID iD",
        ["summary"] = "What it is about", ["purpose"] = "Why is it done?", ["approach"] = "What is done, and how?", ["contact"] = "Whom to ask", ["slug"] = "Short name", ["secondPerson"] = "Second person", ["q"] = "Words", ["plannedStarts"] = "Planned from",
        ["plannedEnds"] = "Planned to", ["scheme"] = "Scheme of the code", ["newName"] = "Name of the new code", ["includeWhen"] = "Include when", ["excludeWhen"] = "Exclude when", ["definition.register.type"] = "Type of organisation", ["definition.register.kind"] = "Kind of change",
    };

    /// <summary>What names a thing instead of saying something of it: carried along, and never shown to be written.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "return", "base", "report", "claim", "key", "cut", "secondPerson", "act", "did", "definition.choice.item", "definition.choice.wave", "known", "after", "organisation",
    };

    /// <summary>The label of a field: “Grant number” for <c>grantNumber</c>.</summary>
    public static string Of(string field)
    {
        var last = field[(field.LastIndexOf('.') + 1)..];
        if (Known.TryGetValue(field, out var known) || Known.TryGetValue(last, out known))
        {
            return known;
        }

        var number = field.Split('.').FirstOrDefault(p => int.TryParse(p, out _));
        var words = string.Concat(last.Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
        return words.Length == 0 ? field : char.ToUpperInvariant(words[0]) + words[1..] + (number is null ? "" : ", line " + number);
    }

    /// <summary>True where a person typed the field of an act: words, numbers and dates, not what was chosen from a list or names the thing that is changed.</summary>
    public static bool IsTyped(Type act, string field)
    {
        var type = act;
        foreach (var part in field.Split('.'))
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && int.TryParse(part, out _))
            {
                type = type.GetGenericArguments()[0];
                continue;
            }

            if (type.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters().FirstOrDefault(p => p.Name!.Equals(part, StringComparison.OrdinalIgnoreCase)) is not { } parameter)
            {
                return false;
            }

            type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        }

        return !IsName(field) && (type == typeof(string) || (type.IsPrimitive && type != typeof(bool)));
    }

    /// <summary>True where a field names a thing.</summary>
    public static bool IsName(string field) => Names.Contains(field);
}
