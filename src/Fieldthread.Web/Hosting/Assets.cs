using System.Collections.Concurrent;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Fieldthread.Web.Hosting;

/// <summary>Addresses of styles, scripts and pictures.</summary>
public static class Asset
{
    /// <summary>The files inside this assembly.</summary>
    public static AssetStore Store { get; } = new(typeof(Asset).Assembly);

    /// <summary>Address of a file, with its content's hash so that browsers keep it for good: <c>/assets/shell.css?v=…</c>.</summary>
    public static string Url(string path) => Store.Url(path);
}

/// <summary>Files embedded in an assembly under <c>wwwroot/</c>, held in memory as they are sent.</summary>
public sealed class AssetStore
{
    private const string Root = "wwwroot/";
    private readonly Assembly assembly;
    private readonly Dictionary<string, string> resources;
    private readonly ConcurrentDictionary<string, File> files = new(StringComparer.Ordinal);

    /// <summary>The files of an assembly.</summary>
    public AssetStore(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        this.assembly = assembly;
        // Built on Windows, names of resources carry that system's separator.
        resources = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal))
            .ToDictionary(name => name[Root.Length..].Replace('\\', '/'), StringComparer.Ordinal);
    }

    /// <summary>Paths of all files.</summary>
    public IReadOnlyCollection<string> Names => resources.Keys;

    /// <summary>Address of a file with its content's hash.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public string Url(string path) => Find(path) is { } file ? $"/assets/{path}?v={file.Hash}" : throw new FileNotFoundException($"No file {path} is embedded under {Root}.", path);

    internal File? Find(string path) => resources.ContainsKey(path) ? files.GetOrAdd(path, Load) : null;

    private File Load(string path)
    {
        using var stream = assembly.GetManifestResourceStream(resources[path])!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var (type, text) = AssetTypes.Of(path);
        return new File(type, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], bytes,
            text ? Compress(bytes, to => new BrotliStream(to, CompressionLevel.Optimal)) : null, text ? Compress(bytes, to => new GZipStream(to, CompressionLevel.Optimal)) : null);
    }

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> with)
    {
        using var compressed = new MemoryStream();
        using (var through = with(compressed))
        {
            through.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>A file as sent.</summary>
    internal sealed record File(string Type, string Hash, byte[] Plain, byte[]? Brotli, byte[]? GZip);
}

/// <summary>Media types by the ends of names.</summary>
internal static class AssetTypes
{
    public static (string Type, bool Text) Of(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".css" => ("text/css; charset=utf-8", true),
        ".js" or ".mjs" => ("text/javascript; charset=utf-8", true),
        ".json" or ".map" => ("application/json", true),
        ".svg" => ("image/svg+xml", true),
        ".txt" or ".md" => ("text/plain; charset=utf-8", true),
        ".webmanifest" => ("application/manifest+json", true),
        ".wasm" => ("application/wasm", true),
        ".png" => ("image/png", false),
        ".jpg" or ".jpeg" => ("image/jpeg", false),
        ".ico" => ("image/x-icon", false),
        ".woff2" => ("font/woff2", false),
        _ => ("application/octet-stream", false),
    };
}

/// <summary>Sends the files.</summary>
internal static class AssetEndpoint
{
    public static void MapAssets(this IEndpointRouteBuilder routes, AssetStore store)
    {
        // A published report names no icon, and browsers ask for one here.
        routes.MapGet("/favicon.ico", (HttpContext context) => SendAsync(store, "favicon.svg", null, context)).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods("/assets/{**path}", [HttpMethods.Get, HttpMethods.Head], (string path, string? v, HttpContext context) => SendAsync(store, path, v, context)).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task SendAsync(AssetStore store, string path, string? version, HttpContext context)
    {
        if (store.Find(path) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var (body, encoding) = (file.Plain, (string?)null);
        if (file.Brotli is { } brotli && accepted.Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            (body, encoding) = (brotli, "br");
        }
        else if (file.GZip is { } gzip && accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            (body, encoding) = (gzip, "gzip");
        }

        var tag = new EntityTagHeaderValue($"\"{file.Hash}{(encoding is null ? "" : "-" + encoding)}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        context.Response.Headers.Vary = "Accept-Encoding";
        context.Response.Headers.CacheControl = version == file.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = body.Length;
        if (encoding is not null)
        {
            context.Response.Headers.ContentEncoding = encoding;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
