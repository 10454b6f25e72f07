using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Claims by their statements.</summary>
internal sealed class SearchedClaims : ISearched
{
    public int Place => 30;

    public string Kind => "claims";

    public Permission Needs => Permission.ReadMaterial;

    public IReadOnlyList<Type> Rows => [typeof(Claim)];

    public async Task<IReadOnlyList<SearchedWords>> ReadAsync(Asking asking) =>
        [.. (await asking.Context.All<Claim>().ToListAsync(asking.Cancel)).OrderBy(c => c.Key, Core.Basics.NaturalOrder.Instance).Select(c => new SearchedWords(c.Id, c.Key, "claims/" + c.Key, c.Statement))];
}
