namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>What an item of a project is.</summary>
public enum ExchangeKind
{
    /// <summary>A person who coded.</summary>
    Coder,

    /// <summary>A code.</summary>
    Code,

    /// <summary>A variable of cases and sources.</summary>
    Variable,

    /// <summary>A text.</summary>
    Source,

    /// <summary>A case; a site here.</summary>
    Case,

    /// <summary>A code on a stretch of a text.</summary>
    Coding,

    /// <summary>A stretch that somebody marked with a comment, or without a code.</summary>
    Passage,

    /// <summary>A note; a memo here.</summary>
    Memo,

    /// <summary>A picture, document, recording, link, set or graph.</summary>
    Kept,
}

/// <summary>A thing of a project with what it says, so that two states of one project can be compared by its id.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id as <see cref="Plain"/> has it.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Fields">What it says, field by field; a field that says nothing is left out.</param>
public sealed record ExchangeItem(ExchangeKind Kind, string Id, string Name, IReadOnlyList<ExchangeField> Fields)
{
    /// <summary>Fields on which a file that says nothing leaves everything as it is; nothing said in any other field means that there is nothing.</summary>
    public static IReadOnlySet<string> Silent { get; } = new HashSet<string>(StringComparer.Ordinal) { "name", "coder" };

    /// <summary>Kind and id in one.</summary>
    public string Key => $"{Kind.ToString().ToLowerInvariant()}:{Id}";

    /// <summary>The field of that name, or null where nothing is said.</summary>
    /// <param name="name">Name of the field.</param>
    public ExchangeField? this[string name] => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>An id without braces and in capitals: programs write the same id in several ways.</summary>
    /// <param name="id">As written.</param>
    public static string Plain(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Trim().Trim('{', '}').ToUpperInvariant();
    }
}

/// <summary>One thing that an item says.</summary>
/// <param name="Name">What it is about: <c>name</c>, <c>colour</c>, <c>place</c>.</param>
/// <param name="Value">By which it is compared; never empty.</param>
/// <param name="Shown">As a person reads it.</param>
public sealed record ExchangeField(string Name, string Value, string Shown);
