namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>A coded project as it travels between programs: what a reader hands in and a writer sends out.</summary>
/// <remarks>
/// Foreign ids stand exactly as they were written, braces and case included. A reference inside the project (a coding's code, a case's
/// source) carries the id as its target spells it, so that plain equality finds it.
/// </remarks>
public sealed record QdaProject
{
    /// <summary>The project's name; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The program that wrote the file that was read, in its own words, or null. A written file names its own writer instead.</summary>
    public string? Origin { get; init; }

    /// <summary>What the project says of itself, or null.</summary>
    public string? Description { get; init; }

    /// <summary>What of the texts is covered for want of consent, named and counted; null for nothing.</summary>
    public string? Withheld { get; init; }

    /// <summary>What was kept from an import and does not go out now, counted, in words; null for nothing.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Who made and last changed the project, and when.</summary>
    public QdaStamp Stamp { get; init; } = QdaStamp.None;

    /// <summary>Notes on the project as a whole, by foreign id.</summary>
    public IReadOnlyList<string> NoteForeignIds { get; init; } = [];

    /// <summary>The people named in the file, in its order.</summary>
    public IReadOnlyList<QdaUser> Users { get; init; } = [];

    /// <summary>The codes in document order, a parent always before its children.</summary>
    public IReadOnlyList<QdaCode> Codes { get; init; } = [];

    /// <summary>The variables that cases and sources have values of, in document order.</summary>
    public IReadOnlyList<QdaVariable> Variables { get; init; } = [];

    /// <summary>The text sources that could be taken, in document order.</summary>
    public IReadOnlyList<QdaSource> Sources { get; init; } = [];

    /// <summary>The cases, in document order.</summary>
    public IReadOnlyList<QdaCase> Cases { get; init; } = [];

    /// <summary>The notes (memos), in document order.</summary>
    public IReadOnlyList<QdaNote> Notes { get; init; } = [];

    /// <summary>What has no other home, in document order: pictures, documents and recordings; then links, sets and graphs.</summary>
    public IReadOnlyList<QdaKept> Kept { get; init; } = [];
}

/// <summary>Who made a thing and who changed it last, with the instants; any of them may be unknown.</summary>
/// <param name="CreatedByForeignId">The maker, or null.</param>
/// <param name="CreatedAt">When it was made; a time written without a zone was read as UTC.</param>
/// <param name="ModifiedByForeignId">Who changed it last, or null.</param>
/// <param name="ModifiedAt">When it was last changed, or null.</param>
public sealed record QdaStamp(string? CreatedByForeignId, DateTimeOffset? CreatedAt, string? ModifiedByForeignId = null, DateTimeOffset? ModifiedAt = null)
{
    /// <summary>Nothing is known.</summary>
    public static QdaStamp None { get; } = new(null, null);
}

/// <summary>A person of the file.</summary>
/// <param name="ForeignId">As written.</param>
/// <param name="Name">As written; may be empty.</param>
/// <param name="ShortName">Initials or account name, or null.</param>
public sealed record QdaUser(string ForeignId, string Name, string? ShortName = null);

/// <summary>A variable of cases and sources.</summary>
/// <param name="ForeignId">As written.</param>
/// <param name="Name">As written.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Description">What it means, or null.</param>
public sealed record QdaVariable(string ForeignId, string Name, QdaValueKind Kind, string? Description = null);

/// <summary>What the values of a variable are.</summary>
public enum QdaValueKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number.</summary>
    Float,

    /// <summary>A day.</summary>
    Date,

    /// <summary>An instant.</summary>
    DateTime,
}

/// <summary>One value of a variable.</summary>
/// <param name="VariableForeignId">Which variable.</param>
/// <param name="Kind">The kind under which the value was written, which need not be the variable's.</param>
/// <param name="Text">The value as written, or null where the file says that there is none.</param>
public sealed record QdaValue(string VariableForeignId, QdaValueKind Kind, string? Text);

/// <summary>A case: what sources and passages are about, with its values.</summary>
public sealed record QdaCase
{
    /// <summary>As written.</summary>
    public required string ForeignId { get; init; }

    /// <summary>The case's name, or null: some programs write nameless cases to carry a file's variables.</summary>
    public string? Name { get; init; }

    /// <summary>What the case is, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Codes that stand for the case.</summary>
    public IReadOnlyList<string> CodeForeignIds { get; init; } = [];

    /// <summary>Its values.</summary>
    public IReadOnlyList<QdaValue> Values { get; init; } = [];

    /// <summary>Sources that belong to it, kept pictures and recordings among them.</summary>
    public IReadOnlyList<string> SourceForeignIds { get; init; } = [];

    /// <summary>Passages that belong to it, those of kept pictures and recordings among them.</summary>
    public IReadOnlyList<string> SelectionForeignIds { get; init; } = [];
}

/// <summary>A note (memo).</summary>
/// <param name="ForeignId">As written.</param>
/// <param name="Name">Its title, or null.</param>
/// <param name="Text">Its words, line ends as LF; may be empty.</param>
/// <param name="Stamp">Who wrote it and when.</param>
/// <param name="Description">A comment upon the note, or null.</param>
public sealed record QdaNote(string ForeignId, string? Name, string Text, QdaStamp Stamp, string? Description = null)
{
    /// <summary>What else the file says of the note, as the element that it stands in: passages marked in it, codings, values; null for nothing.</summary>
    public string? Rest { get; init; }

    /// <summary>The files of <see cref="Rest"/>.</summary>
    public IReadOnlyList<QdaFile> Files { get; init; } = [];
}
