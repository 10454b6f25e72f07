using System.Globalization;
using System.Xml.Linq;
using Fieldthread.Formats.Fieldwork.Refi;

namespace Fieldthread.Workbench.Fieldwork.Kept;

/// <summary>What a kept element says, for a person to read.</summary>
internal static class KeptMedia
{
    /// <summary>The kind of a file, by its first bytes where they tell, so that nothing is shown as a picture that is none; else by its name.</summary>
    public static string TypeOf(ReadOnlySpan<byte> bytes, string path) => bytes switch
    {
        _ when bytes.StartsWith(new byte[] { 0x89, 0x50, 0x4E, 0x47 }) => "image/png",
        _ when bytes.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }) => "image/jpeg",
        _ when bytes.StartsWith("GIF8"u8) => "image/gif",
        _ when bytes.StartsWith("%PDF-"u8) => "application/pdf",
        _ => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".mp3" => "audio/mpeg",
            ".m4a" => "audio/mp4",
            ".wav" => "audio/wav",
            ".mp4" => "video/mp4",
            ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".txt" => "text/plain",
            _ => "application/octet-stream",
        },
    };

    /// <summary>What a person calls an element.</summary>
    public static string KindOf(string element) => element switch
    {
        "PictureSource" => "picture",
        "PDFSource" => "PDF document",
        "AudioSource" => "audio recording",
        "VideoSource" => "video recording",
        "TextSource" => "text whose file is missing",
        "Link" => "link",
        "Set" => "set",
        "Graph" => "graph",
        KeptParts.Formatted => "formatted copy of a text",
        _ => element,
    };

    /// <summary>Where a selection lies, in words.</summary>
    public static string PlaceOf(XElement selection)
    {
        string Of(string name) => selection.Attribute(name)?.Value ?? "?";
        return selection.Name.LocalName switch
        {
            "PDFSelection" => $"page {(long.TryParse(Of("page"), CultureInfo.InvariantCulture, out var page) ? (page + 1).ToString(CultureInfo.InvariantCulture) : Of("page"))}, from {Of("firstX")}, {Of("firstY")} to {Of("secondX")}, {Of("secondY")}",
            "PictureSelection" => $"from {Of("firstX")}, {Of("firstY")} to {Of("secondX")}, {Of("secondY")}",
            "AudioSelection" or "VideoSelection" => $"{Time(Of("begin"))} to {Time(Of("end"))}",
            "PlainTextSelection" => $"characters {Of("startPosition")} to {Of("endPosition")}",
            _ => "",
        };
    }

    /// <summary>The element; null where it was erased or is none.</summary>
    public static XElement? Read(string said)
    {
        try
        {
            return said.Length > 2 ? RefiKept.Parse(said) : null;
        }
        catch (Formats.Hostile.ReadException)
        {
            return null;
        }
    }

    private static string Time(string milliseconds) => long.TryParse(milliseconds, CultureInfo.InvariantCulture, out var ms) && ms is >= 0 and < 360_000_000
        ? TimeSpan.FromMilliseconds(ms).ToString(ms >= 3_600_000 ? @"h\:mm\:ss\.f" : @"m\:ss\.f", CultureInfo.InvariantCulture)
        : milliseconds;
}
