using System.Reflection;
using System.Text.Json;
using Fieldthread.Workbench.Acts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fieldthread.Web.Api;

/// <summary>Describes what a question can be asked with: its own parameters, and the cut that it is asked of.</summary>
internal static class QuestionParameters
{
    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var described = context.Description.ActionDescriptor.EndpointMetadata.OfType<Described>().FirstOrDefault();
        if (described is not { Act: null })
        {
            return Task.CompletedTask;
        }

        operation.Parameters ??= [];
        foreach (var parameter in described.Type.GetConstructors()[0].GetParameters())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!),
                In = ParameterLocation.Query,
                Required = !parameter.HasDefaultValue,
                Schema = Schema(parameter.ParameterType),
            });
        }

        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "known",
            In = ParameterLocation.Query,
            Description = "Name of a cut; without it, the study as it is.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        return Task.CompletedTask;
    }

    private static OpenApiSchema Schema(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(bool) ? new() { Type = JsonSchemaType.Boolean }
            : plain == typeof(int) || plain == typeof(long) ? new() { Type = JsonSchemaType.Integer }
            : plain == typeof(Guid) ? new() { Type = JsonSchemaType.String, Format = "uuid" }
            : plain.IsEnum ? new() { Type = JsonSchemaType.String, Enum = [.. plain.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => JsonValueOf(f.Name))] }
            : new() { Type = JsonSchemaType.String };
    }

    private static System.Text.Json.Nodes.JsonNode JsonValueOf(string name) => System.Text.Json.Nodes.JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(name))!;
}
