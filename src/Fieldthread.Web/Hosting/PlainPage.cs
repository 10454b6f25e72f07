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
            $"<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><title>{Text(title)} · Fieldthread</title>{styles}</head>" +
            $"<body class=\"plain\"><a class=\"skip\" href=\"#main\">Skip to content</a><header><a class=\"brand\" href=\"/\">{Thread}Fieldthread</a></header><main id=\"main\"><h1>{Text(title)}</h1>{body}</main></body></html>",
            "text/html; charset=utf-8", statusCode: status);
    }

    private const string Thread = "<svg class=\"i\" viewBox=\"0 0 20 20\" aria-hidden=\"true\"><path d=\"M2 5h5c5 0 3 10 8 10h3M2 10h3M2 15h4c4 0 4-5 7-5h5\" stroke-linecap=\"round\"/></svg>";

    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    public static string Paragraph(string? text) => string.IsNullOrWhiteSpace(text) ? "" : $"<p>{Text(text)}</p>";

    public static string Alert(string? text) => string.IsNullOrWhiteSpace(text) ? "" : $"<div class=\"note stop\" role=\"alert\"><p>{Text(text)}</p></div>";

    public static string Hidden(string name, string? value) => $"<input type=\"hidden\" name=\"{name}\" value=\"{Text(value)}\">";

    public static string Field(string label, string name, string type, string autocomplete, string? value = null) =>
        $"<p class=\"field\"><label for=\"{name}\">{Text(label)}</label><input id=\"{name}\" name=\"{name}\" type=\"{type}\" autocomplete=\"{autocomplete}\" value=\"{Text(value)}\" required></p>";

    public static string Form(string action, string token, string fields, string button) =>
        $"<form method=\"post\" action=\"{action}\">{Hidden(FormTokens.Field, token)}{fields}<p><button class=\"go\" type=\"submit\">{Text(button)}</button></p></form>";
}
