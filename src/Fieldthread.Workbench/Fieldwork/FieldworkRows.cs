using System.Linq.Expressions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>An organisation under study, under its pseudonym.</summary>
[Table("sites", "site")]
public sealed class Site : Evidence
{
    /// <summary>Pseudonym, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is, in a line.</summary>
    public string About { get; set; } = "";

    /// <summary>Id of the case in the project that it was imported from.</summary>
    public string? ForeignId { get; set; }

    internal static Expression<Func<StudyContext, Site, bool>> Visible { get; } =
        (context, site) => context.OnlySites.Count == 0 || context.OnlySites.Contains(site.Id);
}

/// <summary>A value of a site that came with an imported case, kept as it was written.</summary>
[Table("site_attributes", "attribute of a site")]
public sealed class SiteAttribute : Evidence
{
    /// <summary>Which site.</summary>
    [RefersTo(typeof(Site))]
    public Guid SiteId { get; set; }

    /// <summary>Name of the attribute.</summary>
    public string Name { get; set; } = "";

    /// <summary>Kind of value, as the file says: Text, Integer, Boolean, Float, Date, DateTime.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Value, as written.</summary>
    public string Value { get; set; } = "";

    /// <summary>Id of the variable in the project that it was imported from.</summary>
    public string? ForeignId { get; set; }
}

/// <summary>Whether a participant agreed to be quoted.</summary>
public enum QuotingConsent
{
    /// <summary>Nobody has recorded an answer; counts as no.</summary>
    NotRecorded,

    /// <summary>May be quoted under the pseudonym.</summary>
    Given,

    /// <summary>May not be quoted.</summary>
    Withheld,
}

/// <summary>Somebody who was heard, under a pseudonym.</summary>
[Table("participants", "participant")]
public sealed class Participant : Evidence
{
    /// <summary>Pseudonym, as it stands before their turns in a transcript; unique in the study.</summary>
    public string Pseudonym { get; set; } = "";

    /// <summary>Role in their organisation.</summary>
    public string Role { get; set; } = "";

    /// <summary>Site that they belong to, where there is one.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>Whether they may be quoted.</summary>
    public QuotingConsent ConsentToQuote { get; set; }
}

/// <summary>Kinds of encounter.</summary>
public enum EncounterKind
{
    /// <summary>One person, or a few, asked.</summary>
    Interview,

    /// <summary>A meeting observed.</summary>
    Meeting,

    /// <summary>A group asked together.</summary>
    FocusGroup,

    /// <summary>A visit to read documents.</summary>
    DocumentVisit,
}

/// <summary>A time in the field.</summary>
[Table("encounters", "encounter")]
public sealed class Encounter : Evidence
{
    /// <summary>Name as listed.</summary>
    public string Name { get; set; } = "";

    /// <summary>What kind.</summary>
    public EncounterKind Kind { get; set; }

    /// <summary>Partial date.</summary>
    public string? Date { get; set; }

    /// <summary>Length in minutes, where known.</summary>
    public int? Minutes { get; set; }

    /// <summary>Where.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>In which phase.</summary>
    [RefersTo(typeof(Phase))]
    public Guid? PhaseId { get; set; }

    internal static Expression<Func<StudyContext, Encounter, bool>> Visible { get; } = (context, encounter) =>
        (context.OnlySites.Count == 0 || (encounter.SiteId != null && context.OnlySites.Contains(encounter.SiteId.Value)))
        && (context.OnlyPhases.Count == 0 || (encounter.PhaseId != null && context.OnlyPhases.Contains(encounter.PhaseId.Value)));
}

/// <summary>Who was heard in an encounter.</summary>
[Table("attendances", "attendance")]
public sealed class Attendance : Evidence
{
    /// <summary>Which encounter.</summary>
    [RefersTo(typeof(Encounter))]
    public Guid EncounterId { get; set; }

    /// <summary>Who.</summary>
    [RefersTo(typeof(Participant))]
    public Guid ParticipantId { get; set; }
}

/// <summary>One bringing-in of a file: what came, what was guessed, what could not be taken.</summary>
[Table("imports", "import")]
public sealed class Import : Evidence
{
    /// <summary>Name of the file.</summary>
    public string FileName { get; set; } = "";

    /// <summary>Format: qdpx, docx, txt, md.</summary>
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

    /// <summary>The text, LF line ends, no U+0000, no lone surrogate.</summary>
    [Words(KeepsLength = true, Verbatim = true)]
    public string Text { get; set; } = "";

    /// <summary>Length in UTF-16 code units.</summary>
    public int Length { get; set; }
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

/// <summary>A code of the codebook.</summary>
[Table("codes", "code")]
public sealed class Code : Evidence
{
    /// <summary>The code above; null at the top.</summary>
    [RefersTo(typeof(Code))]
    public Guid? ParentId { get; set; }

    /// <summary>Name; two codes in different branches may share one.</summary>
    public string Name { get; set; } = "";

    /// <summary>Colour as <c>#RRGGBB</c>; null where none was chosen.</summary>
    public string? Colour { get; set; }

    /// <summary>When to use it and when not.</summary>
    [Words]
    public string Definition { get; set; } = "";

    /// <summary>False for a heading under which codes stand.</summary>
    public bool IsCodable { get; set; } = true;

    /// <summary>Place among its siblings, from 1.</summary>
    public int Ordinal { get; set; }

    /// <summary>Id in the project that it was imported from, as written there.</summary>
    public string? ForeignId { get; set; }
}

/// <summary>A code on a stretch of a revision, by a person.</summary>
[Table("codings", "coding")]
public sealed class Coding : Evidence
{
    /// <summary>Which revision.</summary>
    [RefersTo(typeof(Revision))]
    public Guid RevisionId { get; set; }

    /// <summary>First code unit.</summary>
    public int Start { get; set; }

    /// <summary>One past the last code unit.</summary>
    public int End { get; set; }

    /// <summary>Which code.</summary>
    [RefersTo(typeof(Code))]
    public Guid CodeId { get; set; }

    /// <summary>Who coded; stays when they leave.</summary>
    [RefersTo(typeof(Person))]
    public Guid CoderId { get; set; }

    /// <summary>When it was coded, UTC; from the file for an imported coding, null where the file does not say.</summary>
    public DateTimeOffset? CodedAt { get; set; }

    /// <summary>Id in the project that it was imported from, as written there.</summary>
    public string? ForeignId { get; set; }

    /// <summary>Id of the selection that it was imported from.</summary>
    public string? SelectionForeignId { get; set; }

    /// <summary>Name of that selection; some programs put the quoted words there.</summary>
    [Words(Verbatim = true)]
    public string? SelectionName { get; set; }

    internal static Expression<Func<StudyContext, Coding, bool>> Visible { get; } = (context, coding) =>
        (context.BlindTo == null || coding.CoderId == context.BlindTo)
        && (context.OnlyCoders.Count == 0 || context.OnlyCoders.Contains(coding.CoderId));
}
