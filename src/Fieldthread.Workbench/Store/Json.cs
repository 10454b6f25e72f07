using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fieldthread.Workbench.Store;

/// <summary>How the workbench writes JSON: camel case, enumerations by name, unknown fields refused, readable letters kept.</summary>
public static class Json
{
    /// <summary>The one set of options for payloads, answers, cuts and archives.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <summary>The same for what goes into the log, payloads' digests included: what is marked <see cref="SecretAttribute"/> is left out.</summary>
    public static JsonSerializerOptions ForLog { get; } = new(Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutSecrets } } };

    /// <summary>Writes a value.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a value that this program wrote.</summary>
    /// <exception cref="JsonException">The text is not such JSON.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("null where a value was expected");

    private static void LeaveOutSecrets(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(SecretAttribute), inherit: true) == true)
            {
                // Not removed: a record is still read through its constructor, with nothing in the secret's place.
                property.ShouldSerialize = static (_, _) => false;
            }
        }
    }
}

/// <summary>Says that a property holds a password or a token: it may come in and go out once, but is never written into the log.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
