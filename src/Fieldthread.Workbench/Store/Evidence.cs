using Fieldthread.Core.Basics;
namespace Fieldthread.Workbench.Store;

/// <summary>A row that the study stands on: written by an act, kept in history when changed, readable as recorded at any cut.</summary>
/// <remarks>The study's local number begins every key. <see cref="RecordedIn"/> is stamped when the act is saved, never by hand.</remarks>
public abstract class Evidence
{
    /// <summary>Local number of the study; 0 is the installation itself (accounts).</summary>
    public int StudyId { get; set; }

    /// <summary>Our own id, never reused; an imported id is kept apart as a foreign id.</summary>
    public Guid Id { get; set; } = OrderedId.Next();

    /// <summary>Number of the act that wrote this version of the row.</summary>
    public long RecordedIn { get; set; }
}

/// <summary>Names the table of a row class.</summary>
/// <param name="name">Table name, lower case with underscores; the history table and the view derive from it.</param>
/// <param name="calledInWords">What a person calls such a row, for refusals and the log: “coding”.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableAttribute(string name, string calledInWords) : Attribute
{
    /// <summary>Table name.</summary>
    public string Name { get; } = name;

    /// <summary>What a person calls it.</summary>
    public string CalledInWords { get; } = calledInWords;
}

/// <summary>Says that a property holds the id of another row, so that nothing is removed from under what stands on it.</summary>
/// <param name="target">Row class referred to.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RefersToAttribute(Type target) : Attribute
{
    /// <summary>Row class referred to.</summary>
    public Type Target { get; } = target;

    /// <summary>False where the row only names the other, and its words are about something else: an erasure of the other leaves them.</summary>
    public bool IsErasedWith { get; init; } = true;
}

/// <summary>Says that no two rows of a study may agree in these properties: the acts see to it one by one, and an undo must not undo it.</summary>
/// <param name="properties">Names of the properties.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NoTwoAlikeAttribute(params string[] properties) : Attribute
{
    /// <summary>Names of the properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}

/// <summary>Says that a column can hold participants' words, and so must be reached by an erasure.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordsAttribute : Attribute
{
    /// <summary>What stands in the place of erased words where the column may not be empty.</summary>
    public string Erased { get; init; } = Erasure.Withdrawn;

    /// <summary>True where positions count into the text, so that as many characters must stand in it as before.</summary>
    public bool KeepsLength { get; init; }

    /// <summary>True where the words are taken from one source: what somebody else said in the same words stays theirs.</summary>
    public bool Verbatim { get; init; }
}
