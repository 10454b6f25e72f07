using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>One bringing-in of a file: what came, what was guessed, what could not be taken.</summary>
[Table("imports", "import")]
public sealed class Import : Evidence
{
    /// <summary>Name of the file.</summary>
    public string FileName { get; set; } = "";

    /// <summary>Format: qdpx, or documents.</summary>
    public string Format { get; set; } = "";

    /// <summary>Name of the project inside, where the format has one.</summary>
    public string? ProjectName { get; set; }

    /// <summary>Program that wrote it, as it says.</summary>
    public string? Origin { get; set; }

    /// <summary>The reader's remarks as JSON; a remark may repeat a name from the file.</summary>
    [Words(Erased = "[]")]
    public string Remarks { get; set; } = "[]";
}

/// <summary>On what ground the words of a source may be quoted.</summary>
public enum QuotingBasis
{
    /// <summary>On the consent of the participants heard in it.</summary>
    Participants,

    /// <summary>It is a public record.</summary>
    PublicRecord,

    /// <summary>Consent is held on paper for the whole source.</summary>
    ConsentHeld,
}

/// <summary>A text of the study: transcript, field note, document. Its words are in its revisions.</summary>
[Table("sources", "source")]
public sealed class Source : Evidence
{
    /// <summary>Name as listed.</summary>
    [Words(Verbatim = true)]
    public string Name { get; set; } = "";

    /// <summary>The encounter that it records, where it records one.</summary>
    [RefersTo(typeof(Encounter))]
    public Guid? EncounterId { get; set; }

    /// <summary>On what ground it may be quoted.</summary>
    public QuotingBasis QuotingBasis { get; set; }

    /// <summary>The file as it came.</summary>
    public Guid? BlobId { get; set; }

    /// <summary>The import that brought it.</summary>
    [RefersTo(typeof(Import))]
    public Guid? ImportId { get; set; }

    /// <summary>Id in the project that it was imported from, as written there.</summary>
    public string? ForeignId { get; set; }
}

/// <summary>That a source belongs to a site, beside what its encounter says.</summary>
[Table("source_sites", "link of a source to a site")]
public sealed class SourceSite : Evidence
{
    /// <summary>Which source.</summary>
    [RefersTo(typeof(Source))]
    public Guid SourceId { get; set; }

    /// <summary>Which site.</summary>
    [RefersTo(typeof(Site))]
    public Guid SiteId { get; set; }
}

/// <summary>An immutable text in a source's chain of revisions; codings point into one revision.</summary>
[Table("revisions", "revision")]
public sealed class Revision : Evidence
{
    /// <summary>Which source.</summary>
    [RefersTo(typeof(Source))]
    public Guid SourceId { get; set; }

    /// <summary>1 for the text as it came.</summary>
    public int Number { get; set; }

    /// <summary>Length in UTF-16 code units. It stands before the text, so that the database finds it without reading past the text.</summary>
    public int Length { get; set; }

    /// <summary>The text, LF line ends, no U+0000, no lone surrogate.</summary>
    [Words(KeepsLength = true, Verbatim = true)]
    public string Text { get; set; } = "";
}

/// <summary>A speaker turn or a paragraph of a revision.</summary>
[Table("passages", "passage")]
public sealed class Passage : Evidence
{
    /// <summary>Which revision.</summary>
    [RefersTo(typeof(Revision))]
    public Guid RevisionId { get; set; }

    /// <summary>From 1, in the order of the text.</summary>
    public int Ordinal { get; set; }

    /// <summary>First code unit, label included.</summary>
    public int Start { get; set; }

    /// <summary>One past the last code unit.</summary>
    public int End { get; set; }

    /// <summary>First code unit of the words after the speaker's label.</summary>
    public int WordsStart { get; set; }

    /// <summary>Label of the speaker, where there is one.</summary>
    [Words(Verbatim = true)]
    public string? Speaker { get; set; }

    /// <summary>Row in the full-text index; unique in the installation, never reused.</summary>
    public long SearchRow { get; set; }
}
