using Fieldthread.Workbench.Acts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fieldthread.Web.Api;

/// <summary>The multipart form that an act with files is sent as.</summary>
/// <param name="Files">Name of the field that holds the file or files.</param>
/// <param name="Many">Whether it may stand several times.</param>
/// <param name="Fields">The other fields, all of words, none of which must be there.</param>
internal sealed record UploadForm(string Files, bool Many, params IReadOnlyList<string> Fields)
{
    /// <summary>Puts the form into the description of the interface.</summary>
    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<UploadForm>().FirstOrDefault() is not { } form)
        {
            return Task.CompletedTask;
        }

        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var properties = new Dictionary<string, IOpenApiSchema> { [form.Files] = form.Many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = file } : file };
        foreach (var field in form.Fields)
        {
            properties.Add(field, new OpenApiSchema { Type = JsonSchemaType.String });
        }

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = properties, Required = new HashSet<string> { form.Files } } } },
        };
        return Task.CompletedTask;
    }
}

/// <summary>Routes of acts that are fed with files, described as other acts are.</summary>
internal static class UploadDescriptions
{
    /// <summary>Says of a route what act it does and with what form.</summary>
    public static RouteHandlerBuilder TakesForm<TAnswer>(this RouteHandlerBuilder route, string act, string summary, UploadForm form) =>
        route.WithName(act).WithTags("Acts").WithSummary(summary).WithMetadata(form).Produces<TAnswer>().Produces<Refusal>(StatusCodes.Status422UnprocessableEntity);
}
