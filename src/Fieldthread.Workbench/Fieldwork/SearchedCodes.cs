using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Codes by name and by what is said of them.</summary>
internal sealed class SearchedCodes : ISearched
{
    public int Place => 20;

    public string Kind => "codes";

    public Permission Needs => Permission.ReadStudy;

    public IReadOnlyList<Type> Rows => [typeof(Code), typeof(CodeGuide)];

    public async Task<IReadOnlyList<SearchedWords>> ReadAsync(Asking asking)
    {
        var facts = await Facts.OfAsync(asking);
        var guides = await asking.Context.All<CodeGuide>().ToDictionaryAsync(g => g.CodeId, asking.Cancel);
        return [.. facts.Codes.Select((c, i) => new SearchedWords(c.Id, facts.Study.Codes[i].Path, "codes/" + c.Id, string.Join('\n', new[] { c.Name, c.Definition, guides.GetValueOrDefault(c.Id)?.IncludeWhen, guides.GetValueOrDefault(c.Id)?.ExcludeWhen, guides.GetValueOrDefault(c.Id)?.Example }.Where(w => !string.IsNullOrEmpty(w)))))];
    }
}
