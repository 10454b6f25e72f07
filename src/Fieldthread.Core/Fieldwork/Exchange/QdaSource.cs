using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Retrieval;

namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>A text with the passages that were marked in it.</summary>
public sealed record QdaSource
{
    /// <summary>As written.</summary>
    public required string ForeignId { get; init; }

    /// <summary>As written; several sources may share a name.</summary>
    public required string Name { get; init; }

    /// <summary>The words: line ends as LF, no byte order mark, well formed. Every span of the source points into this text.</summary>
    public required string Text { get; init; }

    /// <summary>What the source is, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Who brought it in and when.</summary>
    public QdaStamp Stamp { get; init; } = QdaStamp.None;

    /// <summary>Its pages or times, where it has any. They have no home in an exchange file and go out in tables.</summary>
    public IReadOnlyList<TextPlace> Places { get; init; } = [];

    /// <summary>The passages marked in it, in document order; those without a coding are comments.</summary>
    public IReadOnlyList<QdaSelection> Selections { get; init; } = [];

    /// <summary>Codings of the source as a whole.</summary>
    public IReadOnlyList<QdaCoding> WholeCodings { get; init; } = [];

    /// <summary>Notes upon the source.</summary>
    public IReadOnlyList<string> NoteForeignIds { get; init; } = [];

    /// <summary>Its values.</summary>
    public IReadOnlyList<QdaValue> Values { get; init; } = [];

    /// <summary>The formatted copy of the text, where the archive holds one.</summary>
    public QdaFile? Formatted { get; init; }

    /// <summary>How the file counted positions in this text, as it was found out; null where no file was read.</summary>
    public OffsetReading? Reading { get; init; }

    /// <summary>Every coding with the words it covers: those of passages in document order, then those of the whole source.</summary>
    public IEnumerable<QdaPlacedCoding> PlacedCodings()
    {
        foreach (var selection in Selections)
        {
            foreach (var coding in selection.Codings)
            {
                yield return new QdaPlacedCoding(coding, selection.Span, selection);
            }
        }

        foreach (var coding in WholeCodings)
        {
            yield return new QdaPlacedCoding(coding, new TextSpan(0, Text.Length), Selection: null);
        }
    }
}

/// <summary>A passage marked in a source.</summary>
public sealed record QdaSelection
{
    /// <summary>As written.</summary>
    public required string ForeignId { get; init; }

    /// <summary>As written: often the words themselves cut short, or a line number, or empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>A comment upon the passage, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Where it lies in the source's text; may be empty.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The first position as the file wrote it, in the file's own count; null where no file was read.</summary>
    public long? RawStart { get; init; }

    /// <summary>The last position as the file wrote it, in the file's own count; null where no file was read.</summary>
    public long? RawEnd { get; init; }

    /// <summary>Who marked it and when.</summary>
    public QdaStamp Stamp { get; init; } = QdaStamp.None;

    /// <summary>Notes upon the passage.</summary>
    public IReadOnlyList<string> NoteForeignIds { get; init; } = [];

    /// <summary>The codings of the passage; none for a comment.</summary>
    public IReadOnlyList<QdaCoding> Codings { get; init; } = [];
}

/// <summary>A code given to a passage or to a whole source.</summary>
/// <param name="ForeignId">As written.</param>
/// <param name="CodeForeignId">Which code.</param>
/// <param name="CreatedByForeignId">Who gave it, or null.</param>
/// <param name="CreatedAt">When, or null; a time written without a zone was read as UTC.</param>
/// <param name="NoteForeignIds">Notes upon the coding.</param>
public sealed record QdaCoding(
    string ForeignId,
    string CodeForeignId,
    string? CreatedByForeignId,
    DateTimeOffset? CreatedAt,
    IReadOnlyList<string> NoteForeignIds)
{
    /// <summary>How it came where a rule made it; by hand otherwise. Project files have no place for it and do not carry it.</summary>
    public CodingOrigin Origin { get; init; }
}

/// <summary>A coding with its place.</summary>
/// <param name="Coding">The coding.</param>
/// <param name="Span">The words it covers, in the source's text.</param>
/// <param name="Selection">The marked passage it hangs on, or null when it covers the whole source.</param>
public sealed record QdaPlacedCoding(QdaCoding Coding, TextSpan Span, QdaSelection? Selection);
