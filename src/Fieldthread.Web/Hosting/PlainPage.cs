using System.Net;
using Microsoft.AspNetCore.Http;

namespace Fieldthread.Web.Hosting;

/// <summary>A bare page for what must be there before any other: signing in, joining, errors. A Razor page at the same address takes its place.</summary>
internal static class PlainPage
{
    /// <summary>Order of these endpoints: a page of ours without an order comes first.</summary>
    public const int LastOrder = 1000;

    public static IResult Of(AssetStore assets, int status, string title, string body)
    {
        var styles = string.Concat(new[] { "tokens.css", "base.css", "plain.css" }.Where(assets.Names.Contains).Select(name => $"<link rel=\"stylesheet\" href=\"{assets.Url(name)}\">"));
        return Results.Content(
            $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Text(title)} — Fieldthread</title>{styles}</head>" +
            $"<body><main><h1>{Text(title)}</h1>{body}</main></body></html>",
            "text/html; charset=utf-8", statusCode: status);
    }

    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    public static string Paragraph(string? text) => string.IsNullOrWhiteSpace(text) ? "" : $"<p>{Text(text)}</p>";

    public static string Alert(string? text) => string.IsNullOrWhiteSpace(text) ? "" : $"<p role=\"alert\">{Text(text)}</p>";

    public static string Hidden(string name, string? value) => $"<input type=\"hidden\" name=\"{name}\" value=\"{Text(value)}\">";

    public static string Field(string label, string name, string type, string autocomplete, string? value = null) =>
        $"<p><label for=\"{name}\">{Text(label)}</label><br><input id=\"{name}\" name=\"{name}\" type=\"{type}\" autocomplete=\"{autocomplete}\" value=\"{Text(value)}\" required></p>";

    public static string Form(string action, string token, string fields, string button) =>
        $"<form method=\"post\" action=\"{action}\">{Hidden(FormTokens.Field, token)}{fields}<p><button type=\"submit\">{Text(button)}</button></p></form>";
}
