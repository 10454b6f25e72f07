using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Retrieving;

/// <summary>A retrieval that the study keeps, for everybody who works on it.</summary>
[Table("kept_retrievals", "kept retrieval")]
[NoTwoAlike(nameof(KeptRetrieval.Name))]
public sealed class KeptRetrieval : Evidence
{
    /// <summary>Name, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>The line.</summary>
    public string Line { get; set; } = "";

    /// <summary>What it is for; may repeat a participant’s words.</summary>
    [Words]
    public string Note { get; set; } = "";

    /// <summary>Who keeps it.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }
}

/// <summary>Keeps a retrieval under a name, or gives a kept one another line.</summary>
/// <param name="Name">Name, unique in the study.</param>
/// <param name="Line">The line.</param>
/// <param name="Note">What it is for.</param>
/// <param name="Retrieval">The kept one that is changed; null for a new one.</param>
[Act("keep-retrieval", Permission.Code, Tells = "retrievals")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "another kept retrieval has that name")]
[Refuses("bad-retrieval", "the line cannot be read")]
[Refuses("unknown", "there is no such kept retrieval")]
public sealed record KeepRetrieval(string Name, string Line, string? Note = null, Guid? Retrieval = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name");
        if (!RetrievalQuery.TryParse(Acting.Clean(Line), out var query, out var problem))
        {
            Acting.Refuse("bad-retrieval", problem.InWords, "The handbook says how a line is written.");
        }

        if (await acting.Context.Set<KeptRetrieval>().AnyAsync(k => k.Name == name && k.Id != Retrieval, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"A retrieval is kept under “{name}” already.", "Choose another name, or change that one.");
        }

        var kept = Retrieval is { } id ? await acting.FindAsync<KeptRetrieval>(id) : acting.Add(new KeptRetrieval { AuthorId = acting.Me });
        (kept.Name, kept.Line, kept.Note) = (name, query.Line, Acting.Clean(Note));
        return new Added(kept.Id);
    }
}

/// <summary>Keeps a retrieval no longer.</summary>
/// <param name="Retrieval">Which.</param>
[Act("drop-retrieval", Permission.Code, Tells = "retrievals")]
[Refuses("unknown", "there is no such kept retrieval")]
public sealed record DropRetrieval(Guid Retrieval) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var kept = await acting.FindAsync<KeptRetrieval>(Retrieval);
        acting.Remove(kept);
        return new Added(kept.Id);
    }
}

/// <summary>The retrievals that the study keeps, by name.</summary>
[Question("kept-retrievals", Permission.ReadMaterial)]
public sealed record KeptRetrievals : Question<IReadOnlyList<KeptLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<KeptLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var people = await asking.Context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        return [.. (await asking.Context.All<KeptRetrieval>().ToListAsync(asking.Cancel)).OrderBy(k => k.Name, Core.Basics.NaturalOrder.Instance).Select(k => new KeptLine(k.Id, k.Name, k.Line, k.Note, k.AuthorId is { } by ? people.GetValueOrDefault(by) : null))];
    }
}

/// <summary>A kept retrieval.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Line">Its line.</param>
/// <param name="Note">What it is for.</param>
/// <param name="Author">Who keeps it.</param>
public sealed record KeptLine(Guid Id, string Name, string Line, string Note, string? Author);
