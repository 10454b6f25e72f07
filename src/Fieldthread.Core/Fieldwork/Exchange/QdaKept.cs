namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>A part of a project that has no other home here, kept as it was written: a picture, PDF document or recording with its selections, a text whose file is missing, a link, a set, a graph.</summary>
/// <param name="Element">What the standard calls it: <c>PictureSource</c>, <c>PDFSource</c>, <c>AudioSource</c>, <c>VideoSource</c>, <c>TextSource</c>, <c>Link</c>, <c>Set</c>, <c>Graph</c>.</param>
/// <param name="ForeignId">Its id as written; may be empty.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Xml">The element.</param>
public sealed record QdaKept(string Element, string ForeignId, string Name, string Xml)
{
    /// <summary>Elements that stand among the sources.</summary>
    public static IReadOnlyList<string> SourceElements { get; } = ["TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"];

    /// <summary>True for one that stands among the sources.</summary>
    public bool IsSource => SourceElements.Contains(Element, StringComparer.Ordinal);

    /// <summary>The text source whose words it repeats, as a recording does those of its transcript; null where the file names none.</summary>
    public string? TextForeignId { get; init; }

    /// <summary>Its files, those that the archive holds.</summary>
    public IReadOnlyList<QdaFile> Files { get; init; } = [];
}

/// <summary>A file of a project archive.</summary>
/// <param name="Path">The path as the project file writes it: <c>internal://…</c>.</param>
/// <param name="Bytes">What it holds.</param>
public sealed record QdaFile(string Path, ReadOnlyMemory<byte> Bytes);
