using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.Extensions.Primitives;

namespace Fieldthread.Web.Api;

/// <summary>Makes the record of an act or a question from the fields of a form or the query of an address.</summary>
public static class FormReader
{
    /// <summary>Reads a record. Fields that it does not have are passed over; an empty field counts as absent unless the property is a text.</summary>
    /// <param name="type">The act or question.</param>
    /// <param name="fields">Fields by name, upper or lower case.</param>
    /// <exception cref="RefusedException">A field cannot be read as what it should be: <c>bad-field</c>.</exception>
    public static object Read(Type type, IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        ArgumentNullException.ThrowIfNull(type);
        var given = new Dictionary<string, StringValues>(fields, StringComparer.OrdinalIgnoreCase);
        var json = Record(type, given, "");
        try
        {
            return json.Deserialize(type, Json.Options)!;
        }
        catch (JsonException failure)
        {
            var field = failure.Path?.TrimStart('$', '.') ?? "";
            var kind = TypeOf(type, field);
            var written = given.TryGetValue(field, out var value) ? value.ToString() : "";
            throw new RefusedException(new Refusal(
                "bad-field", field.Length == 0 ? "What was sent cannot be read." : $"“{written}” cannot be read as {FieldWords.Of(field).ToLowerInvariant()}.", kind is { IsEnum: true } ? $"It can be: {string.Join(", ", GivenJson.WordsOf(kind))}." : kind == typeof(Guid) ? "It wants the id, as the lists of the data interface give it." : "Correct it and send it again."));
        }
    }

    /// <summary>What a field is, inside records too; null where there is none of that name.</summary>
    private static Type? TypeOf(Type type, string field)
    {
        foreach (var part in field.Split('.', '['))
        {
            var parameter = type.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters().FirstOrDefault(p => p.Name!.Equals(part, StringComparison.OrdinalIgnoreCase));
            if (parameter is null)
            {
                return null;
            }

            type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        }

        return type;
    }

    /// <summary>A record inside a record has its fields under its name and a dot: <c>filter.sites</c>; one of a list under its name, a number and a dot: <c>parts.1.role</c>.</summary>
    private static JsonObject Record(Type type, Dictionary<string, StringValues> given, string prefix)
    {
        var json = new JsonObject();
        foreach (var parameter in type.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters())
        {
            var name = prefix + parameter.Name;
            if (given.TryGetValue(name, out var values) && Node(parameter, values) is { } node)
            {
                json[JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)] = node;
            }
            else if (RecordsOf(parameter.ParameterType) is { } element && Numbers(given.Keys, name) is { Count: > 0 } numbers)
            {
                json[JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)] = new JsonArray([.. numbers.Where(n => Says(element, given, $"{name}.{n}.")).Select(n => (JsonNode?)Record(element, given, $"{name}.{n}."))]);
            }
            else if (given.Keys.Any(key => key.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase)))
            {
                json[JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)] = Record(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, given, name + ".");
            }
        }

        return json;
    }

    /// <summary>What a list of records is a list of; null for anything else.</summary>
    private static Type? RecordsOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && type.GetGenericArguments()[0] is { IsClass: true } element && element != typeof(string) ? element : null;

    /// <summary>The numbers under which records of a list stand: <c>parts.1.organisation</c>.</summary>
    private static List<int> Numbers(IEnumerable<string> keys, string name) =>
    [
        .. keys.Where(k => k.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase)).Select(k => int.TryParse(k[(name.Length + 1)..].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : -1)
            .Where(n => n >= 0).Distinct().Order(),
    ];

    /// <summary>A row of a form in which nothing was typed is none, whatever its lists have chosen by themselves.</summary>
    private static bool Says(Type type, Dictionary<string, StringValues> given, string prefix) =>
        type.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters().Any(p => p.ParameterType == typeof(string) && given.TryGetValue(prefix + p.Name, out var value) && !string.IsNullOrWhiteSpace(value));

    private static JsonNode? Node(ParameterInfo parameter, StringValues values)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
        {
            return new JsonArray([.. values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => (JsonNode?)v)]);
        }

        var value = values.LastOrDefault(v => v is not null) ?? "";
        if (type == typeof(string))
        {
            return value.Replace("\r\n", "\n", StringComparison.Ordinal);
        }

        if (type.IsEnum)
        {
            // “not observed” and “not-observed” are what a person calls notObserved.
            value = value.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        }

        return value.Length == 0 ? null : type == typeof(bool) ? value is "true" or "on" or "True" or "1" : value.Trim();
    }
}
