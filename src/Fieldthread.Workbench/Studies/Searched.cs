using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Studies;

/// <summary>Words of a study beside its texts, which a search goes through too.</summary>
/// <param name="Id">The row.</param>
/// <param name="Title">What it is called where it is found.</param>
/// <param name="Page">Page of the study that shows it.</param>
/// <param name="Words">The words.</param>
public sealed record SearchedWords(Guid Id, string Title, string Page, string Words);

/// <summary>A room says which words of its own are searched, so that the search need not know the room.</summary>
public interface ISearched
{
    /// <summary>Place among the kinds, upwards.</summary>
    int Place { get; }

    /// <summary>What they are, plural: “memos”.</summary>
    string Kind { get; }

    /// <summary>What the asker must be allowed to see them.</summary>
    Permission Needs { get; }

    /// <summary>Kinds of rows that they are read from; while none of them changes, what was read stands.</summary>
    IReadOnlyList<Type> Rows { get; }

    /// <summary>All of them, in their order, as the asker sees them.</summary>
    /// <param name="asking">The question, through the asker’s view.</param>
    Task<IReadOnlyList<SearchedWords>> ReadAsync(Asking asking);
}
