using Fieldthread.Core.Studies;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Findings;

namespace Fieldthread.Web.Findings;

/// <summary>The claims that words selected at the desk can be added to.</summary>
public sealed class ClaimsForDesk : IDeskData
{
    /// <inheritdoc/>
    public string Name => "claims";

    /// <inheritdoc/>
    public async Task<object> GetAsync(Visit visit, StudyHere here)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(here);
        if (!here.May(Permission.WriteFindings))
        {
            return Array.Empty<object>();
        }

        var claims = await visit.AskAsync(here.Id, new ClaimList(), here.Known);
        return claims.Select(c => new { key = c.Key, statement = c.Statement }).ToList();
    }
}
