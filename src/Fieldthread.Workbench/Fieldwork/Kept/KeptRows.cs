using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Kept;

/// <summary>Something that came with an imported project and has no other home: a picture, document or recording with its selections, a link, a set, a graph; or what the file said beside what a row holds.</summary>
[Table("kept_pieces", "piece kept from an import")]
public sealed class KeptPiece : Evidence
{
    /// <summary>The import that brought it.</summary>
    [RefersTo(typeof(Import))]
    public Guid ImportId { get; set; }

    /// <summary>What it is on: table of the row, as <c>sources</c> for the recording of a text; <c>imports</c> for a piece by itself.</summary>
    public string TargetKind { get; set; } = "";

    /// <summary>Which row it is on.</summary>
    public Guid TargetId { get; set; }

    /// <summary>The element of the standard (<c>PictureSource</c>, <c>Set</c>, …), or one of <see cref="KeptParts"/>.</summary>
    public string Part { get; set; } = "";

    /// <summary>Its id as written; may be empty.</summary>
    public string ForeignId { get; set; } = "";

    /// <summary>Its name; may be empty.</summary>
    [Words]
    public string Name { get; set; } = "";

    /// <summary>From 1, in the order of the file.</summary>
    public int Ordinal { get; set; }

    /// <summary>What it says: the element as it was written, its references to what the study took in spelt with our ids; or JSON for one of <see cref="KeptParts"/>. <c>[]</c> after an erasure.</summary>
    [Words(Erased = "[]")]
    public string Said { get; set; } = "";
}

/// <summary>A file of a kept piece: the picture, the recording, the formatted copy of a text.</summary>
[Table("kept_files", "file kept from an import")]
public sealed class KeptFile : Evidence
{
    /// <summary>Which piece.</summary>
    [RefersTo(typeof(KeptPiece))]
    public Guid PieceId { get; set; }

    /// <summary>Path as the project writes it.</summary>
    [Words(Verbatim = true)]
    public string Path { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Length { get; set; }

    /// <summary>What it holds.</summary>
    public Guid? BlobId { get; set; }
}

/// <summary>A value of a source that came with an imported project, kept as it was written.</summary>
[Table("source_values", "attribute of a source")]
public sealed class SourceValue : Evidence
{
    /// <summary>Which source.</summary>
    [RefersTo(typeof(Source))]
    public Guid SourceId { get; set; }

    /// <summary>Name of the attribute.</summary>
    public string Name { get; set; } = "";

    /// <summary>Kind of value, as the file says: Text, Integer, Boolean, Float, Date, DateTime.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Value, as written.</summary>
    [Words]
    public string Value { get; set; } = "";

    /// <summary>Id of the variable in the project that it was imported from.</summary>
    public string? ForeignId { get; set; }
}

/// <summary>Pieces that say of a row of ours what the row has no place for.</summary>
internal static class KeptParts
{
    public const string Project = "project";
    public const string User = "user";
    public const string Variable = "variable";
    public const string Case = "case";
    public const string Source = "source";
    public const string Note = "note";
    public const string Formatted = "formatted";

    public static bool IsOfRow(string part) => char.IsLower(part[0]);
}
