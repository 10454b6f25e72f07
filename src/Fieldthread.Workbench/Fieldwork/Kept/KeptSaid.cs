using System.Text.Json.Serialization;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Kept;

/// <summary>Who made and changed a thing, people by our ids.</summary>
internal sealed record StampSaid(Guid? By, DateTimeOffset? At, Guid? ChangedBy, DateTimeOffset? ChangedAt)
{
    public static StampSaid Of(QdaStamp stamp, IReadOnlyDictionary<string, Guid> people) => new(
        stamp.CreatedByForeignId is { } by && people.TryGetValue(by, out var maker) ? maker : null, stamp.CreatedAt,
        stamp.ModifiedByForeignId is { } changed && people.TryGetValue(changed, out var changer) ? changer : null, stamp.ModifiedAt);

    public QdaStamp Out(IReadOnlyDictionary<Guid, string> user) => new(Id(By, user), At, Id(ChangedBy, user), ChangedAt);

    private static string? Id(Guid? person, IReadOnlyDictionary<Guid, string> user) => person is { } id && user.TryGetValue(id, out var found) ? found : null;
}

/// <summary>A selection beside its codings. Its own words stand in memos, which follow the text through its revisions.</summary>
/// <param name="Id">As written.</param>
/// <param name="Stamp">Who made and changed it.</param>
/// <param name="Memo">The memo that holds its description, or stands for it where nothing else does.</param>
/// <param name="Notes">Where it has no coding: ids of its notes, by which it is known again.</param>
internal sealed record SelectionSaid(string Id, StampSaid Stamp, Guid? Memo = null, IReadOnlyList<string>? Notes = null);

/// <summary>What a file says of a text.</summary>
internal sealed record SourceSaid(string? Description, StampSaid Stamp, IReadOnlyList<SelectionSaid> Selections, bool IsNameless = false)
{
    [JsonIgnore]
    public bool IsNothing => !IsNameless && Description is null && Stamp == new StampSaid(null, null, null, null) && Selections.Count == 0;
}

/// <summary>What a file says of a note beside its title and words; loose is one that nothing refers to, not even the project.</summary>
internal sealed record NoteSaid(string? Description, StampSaid Stamp, string? Rest, bool IsLoose = false);

/// <summary>What a file says of a case beside its name, values and texts: codes and codings by our ids, kept sources and selections by theirs.</summary>
internal sealed record CaseSaid(bool IsNameless, IReadOnlyList<Guid> Codes, IReadOnlyList<Guid> Selections, IReadOnlyList<string> KeptSources, IReadOnlyList<string> KeptSelections);

/// <summary>What a file says of a variable.</summary>
internal sealed record VariableSaid(string Id, string Name, string Kind, string? Description);

/// <summary>What a file says of itself.</summary>
internal sealed record ProjectSaid(string? Description, StampSaid Stamp);

/// <summary>Reads what was kept; null where it was erased.</summary>
internal static class KeptWords
{
    public static T? Read<T>(KeptPiece piece)
        where T : class
    {
        try
        {
            return piece.Said is "[]" or "" ? null : Json.Read<T>(piece.Said);
        }
        catch (System.Text.Json.JsonException)
        {
            // An erasure that covered a repetition may have left words that are no such record any more: nothing of it goes out.
            return null;
        }
    }
}
