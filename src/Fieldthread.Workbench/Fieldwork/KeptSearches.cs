using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A search that the study keeps, for everybody who works on it.</summary>
[Table("kept_searches", "kept search")]
[NoTwoAlike(nameof(KeptSearch.Name))]
public sealed class KeptSearch : Evidence
{
    /// <summary>Name, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>What is searched, as typed; may be a participant’s words.</summary>
    [Words]
    public string Asked { get; set; } = "";

    /// <summary>What it is for; may repeat a participant’s words.</summary>
    [Words]
    public string Note { get; set; } = "";

    /// <summary>Who keeps it.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }
}

/// <summary>Keeps a search under a name, or changes a kept one.</summary>
/// <param name="Name">Name, unique in the study.</param>
/// <param name="Words">What is searched, as for a search.</param>
/// <param name="Note">What it is for.</param>
/// <param name="Search">The kept one that is changed; null for a new one.</param>
[Act("keep-search", Permission.Code, Tells = "searches")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "another kept search has that name")]
[Refuses("bad-search", "the words are no query")]
[Refuses("unknown", "there is no such kept search")]
public sealed record KeepSearch(string Name, string Words, string? Note = null, Guid? Search = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name");
        var words = Acting.Clean(Words);
        _ = SearchAsked.Of(words);
        if (await acting.Context.Set<KeptSearch>().AnyAsync(k => k.Name == name && k.Id != Search, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"A search is kept under “{name}” already.", "Choose another name, or change that one.");
        }

        var kept = Search is { } id ? await acting.FindAsync<KeptSearch>(id) : acting.Add(new KeptSearch { AuthorId = acting.Me });
        (kept.Name, kept.Asked, kept.Note) = (name, words, Acting.Clean(Note));
        return new Added(kept.Id);
    }
}

/// <summary>Keeps a search no longer.</summary>
/// <param name="Search">Which.</param>
[Act("drop-search", Permission.Code, Tells = "searches")]
[Refuses("unknown", "there is no such kept search")]
public sealed record DropSearch(Guid Search) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var kept = await acting.FindAsync<KeptSearch>(Search);
        acting.Remove(kept);
        return new Added(kept.Id);
    }
}

/// <summary>The searches that the study keeps, by name.</summary>
[Question("kept-searches", Permission.ReadMaterial)]
public sealed record KeptSearches : Question<IReadOnlyList<KeptSearchLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<KeptSearchLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var people = await asking.Context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        return [.. (await asking.Context.All<KeptSearch>().ToListAsync(asking.Cancel)).OrderBy(k => k.Name, NaturalOrder.Instance).Select(k => new KeptSearchLine(k.Id, k.Name, k.Asked, k.Note, k.AuthorId is { } by ? people.GetValueOrDefault(by) : null))];
    }
}

/// <summary>A kept search.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Words">What is searched.</param>
/// <param name="Note">What it is for.</param>
/// <param name="Author">Who keeps it.</param>
public sealed record KeptSearchLine(Guid Id, string Name, string Words, string Note, string? Author);
