using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Memos;

/// <summary>Something that a memo is on, or is linked to.</summary>
/// <param name="Id">The row.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Page">Page of the study that shows it.</param>
public sealed record MemoThing(Guid Id, string Name, string Page);

/// <summary>A room says which of its rows memos can be written on, so that memos need not know the room.</summary>
internal interface IMemoPlace
{
    /// <summary>Place among the kinds, upwards.</summary>
    int Order { get; }

    /// <summary>Table of the rows: “codes”.</summary>
    string Kind { get; }

    /// <summary>What a person calls one: “code”.</summary>
    string InWords { get; }

    /// <summary>Classes of the rows from which they are read.</summary>
    IReadOnlyList<Type> Rows { get; }

    /// <summary>True where all of them can be offered in a list.</summary>
    bool CanBeListed => true;

    /// <summary>The rows as the view shows them.</summary>
    /// <param name="context">The study.</param>
    /// <param name="only">These alone; null for all.</param>
    /// <param name="cancel">Stops it.</param>
    Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel);

    /// <summary>The words of a stretch, as the asker may read them; null where the thing has none.</summary>
    Task<string?> WordsAsync(Asking asking, Guid thing, int start, int end) => Task.FromResult<string?>(null);

    /// <summary>Refuses what must not be written on.</summary>
    /// <param name="acting">The act.</param>
    /// <param name="thing">The row; it is there.</param>
    /// <param name="start">First code unit of a stretch, where one was given.</param>
    /// <param name="end">One past its last.</param>
    Task CheckAsync(Acting acting, Guid thing, int? start, int? end)
    {
        if (start is not null || end is not null)
        {
            Acting.Refuse("range-outside", $"A {InWords} has no stretch of words.", "Give the stretch with a text.");
        }

        return Task.CompletedTask;
    }
}

/// <summary>The study itself.</summary>
internal sealed class MemosOnStudy : IMemoPlace
{
    public const string Table = "study_details";

    public int Order => 0;

    public string Kind => Table;

    public string InWords => "study";

    public IReadOnlyList<Type> Rows => [typeof(StudyDetail)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel)
    {
        var rows = await context.All<StudyDetail>().AsNoTracking().ToListAsync(cancel);
        return [.. rows.Where(s => only?.Contains(s.Id) != false).Select(s => new MemoThing(s.Id, "the study", ""))];
    }
}

/// <summary>All kinds of things on which memos stand.</summary>
internal static class MemoPlaces
{
    public static IReadOnlyList<IMemoPlace> All { get; } = [.. Contributions.To<IMemoPlace>().OrderBy(p => p.Order)];

    /// <summary>The place and the thing, once both are known to be there.</summary>
    /// <param name="acting">The act.</param>
    /// <param name="on">“codes:ID”, “claims:C4”, “sites:Site 3”; empty or “study” for the study itself.</param>
    /// <exception cref="RefusedException">No memo is written there: <c>bad-place</c>; there is no such row: <c>unknown</c>.</exception>
    public static Task<(IMemoPlace Place, MemoThing Thing)> FindAsync(Acting acting, string? on) => FindAsync(acting.Context, on, acting.Cancel);

    /// <summary>The same, in any view.</summary>
    public static async Task<(IMemoPlace Place, MemoThing Thing)> FindAsync(StudyContext context, string? on, CancellationToken cancel)
    {
        var given = (on ?? "").Trim();
        if (given is "" or "study")
        {
            var study = All.First(p => p.Kind == MemosOnStudy.Table);
            return (study, (await study.ReadAsync(context, null, cancel)).Single());
        }

        var colon = given.IndexOf(':', StringComparison.Ordinal);
        var place = All.FirstOrDefault(p => colon > 0 && p.Kind == given[..colon]);
        if (place is null)
        {
            throw new RefusedException(new Refusal("bad-place", $"“{given}” is nothing that a memo is written on.", $"Write study, or one of {string.Join(", ", All.Select(p => p.Kind).Where(k => k != MemosOnStudy.Table))}, a colon and the id, or what it is called."));
        }

        var called = given[(colon + 1)..].Trim();
        var isId = Guid.TryParse(called, out var id);
        var found = (await place.ReadAsync(context, isId ? [id] : null, cancel)).Where(t => isId || t.Name == called || t.Page.EndsWith('/' + called, StringComparison.Ordinal)).Take(2).ToList();
        return found.Count == 1 ? (place, found[0])
            : throw new RefusedException(found.Count == 0
                ? new Refusal("unknown", $"There is no {place.InWords} “{called}” in this study.", "It may have been removed; read the page again.")
                : new Refusal("unknown", $"More than one {place.InWords} is called “{called}”.", "Name it by its id."));
    }
}

/// <summary>What the places share.</summary>
internal static class MemoChoice
{
    /// <summary>Only the rows of these ids, or all; many ids are looked for in memory, since a statement holds only so many.</summary>
    public static IQueryable<T> Chosen<T>(this IQueryable<T> rows, IReadOnlyCollection<Guid>? only)
        where T : Evidence => only is null or { Count: > 500 } ? rows : rows.Where(r => only.Contains(r.Id));
}
