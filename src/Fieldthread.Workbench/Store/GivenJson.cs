using System.Collections;
using System.Text.Json;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Store;

/// <summary>Reads JSON that a person wrote, and says in plain words what is wrong with it and what may stand there instead.</summary>
public static class GivenJson
{
    /// <summary>Reads a record.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="what">What it is, with its article: “the definition”.</param>
    /// <param name="example">One that can be read.</param>
    /// <exception cref="RefusedException">It cannot be read: <c>bad-json</c>.</exception>
    public static T Read<T>(string text, string what, string example)
    {
        try
        {
            using var given = JsonDocument.Parse(text);
            if (Trouble(typeof(T), given.RootElement, what) is { } trouble)
            {
                throw Refused(what, trouble, example);
            }

            return Json.Read<T>(text);
        }
        catch (JsonException failure)
        {
            throw Refused(what, failure.LineNumber is { } line && failure.BytePositionInLine is { } at ? $"from character {at + 1} of line {line + 1} on it is no JSON" : "it is no JSON", example);
        }
    }

    /// <summary>The words by which a value of an enumeration is written, as “notObserved”.</summary>
    public static IReadOnlyList<string> WordsOf(Type kind) => [.. Enum.GetNames(kind).Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static RefusedException Refused(string what, string trouble, string example) =>
        new(new Refusal("bad-json", $"{char.ToUpperInvariant(what[0])}{what[1..]} cannot be read: {trouble}.", $"Write it as {example}"));

    private static string? Trouble(Type type, JsonElement given, string called)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
        {
            var words = WordsOf(plain);
            return given.ValueKind == JsonValueKind.String && words.Contains(given.GetString(), StringComparer.OrdinalIgnoreCase) ? null : $"“{given}” is no {called}; there {(words.Count == 1 ? "is" : "are")} {string.Join(", ", words)}";
        }

        if (plain == typeof(string))
        {
            return given.ValueKind is JsonValueKind.String or JsonValueKind.Null ? null : $"{called} is written between quotation marks";
        }

        if (typeof(IEnumerable).IsAssignableFrom(plain) && plain.IsGenericType)
        {
            return given.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Array => given.EnumerateArray().Select(one => Trouble(plain.GetGenericArguments()[0], one, called)).FirstOrDefault(t => t is not null),
                _ => $"{called} is a list, written [\"…\"]",
            };
        }

        return plain.IsClass ? OfRecord(plain, given, called) : null;
    }

    private static string? OfRecord(Type type, JsonElement given, string called)
    {
        if (given.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (given.ValueKind is not JsonValueKind.Object)
        {
            return $"{called} is written between braces";
        }

        var parts = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters();
        string Name(System.Reflection.ParameterInfo part) => JsonNamingPolicy.CamelCase.ConvertName(part.Name!);
        foreach (var property in given.EnumerateObject())
        {
            if (parts.FirstOrDefault(p => p.Name!.Equals(property.Name, StringComparison.OrdinalIgnoreCase)) is not { } part)
            {
                return $"{called} has no “{property.Name}”; there are {string.Join(", ", parts.Select(Name))}";
            }

            if (Trouble(part.ParameterType, property.Value, Name(part)) is { } trouble)
            {
                return trouble;
            }
        }

        return parts.FirstOrDefault(p => !p.HasDefaultValue && !given.EnumerateObject().Any(g => p.Name!.Equals(g.Name, StringComparison.OrdinalIgnoreCase))) is { } missing
            ? $"“{Name(missing)}” is missing{(missing.ParameterType.IsEnum ? $": {string.Join(", ", WordsOf(missing.ParameterType))}" : "")}"
            : null;
    }
}
