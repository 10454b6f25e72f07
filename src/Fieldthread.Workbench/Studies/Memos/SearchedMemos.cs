using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Studies.Memos;

/// <summary>Memos on whatever they are on.</summary>
internal sealed class SearchedMemos : ISearched
{
    public int Place => 10;

    public string Kind => "memos";

    public Permission Needs => Permission.ReadMaterial;

    public IReadOnlyList<Type> Rows => [typeof(Memo), typeof(Person), .. MemoPlaces.All.SelectMany(p => p.Rows).Distinct()];

    public async Task<IReadOnlyList<SearchedWords>> ReadAsync(Asking asking) =>
        [.. (await MemosRead.OfAsync(asking, "", "", "", "")).OrderBy(m => m.Id).Select(m => new SearchedWords(m.Id, $"Memo on {m.Where}{(m.Author is { } who ? ", " + who : "")}", m.Page, m.Title.Length > 0 ? m.Title + "\n" + m.Words : m.Words))];
}
