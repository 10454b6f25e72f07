using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Finds an organisation by what a person types: its key, one of its codes, or its id.</summary>
public static class OrganisationLookup
{
    /// <summary>The organisation’s id.</summary>
    /// <exception cref="RefusedException">There is none (<c>unknown</c>), or several bear the code (<c>ambiguous</c>).</exception>
    public static async Task<Guid> FindAsync(Acting acting, string? typed)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var given = Acting.Clean(typed);
        var id = Guid.TryParse(given, out var parsed) ? parsed : Guid.Empty;
        var found = await acting.Context.Set<Organisation>().Where(o => o.Key == given || o.Id == id).Select(o => o.Id).ToListAsync(acting.Cancel);
        if (found.Count == 0)
        {
            found = await acting.Context.Set<OrganisationCode>().Where(c => c.Code == given).Select(c => c.OrganisationId).Distinct().ToListAsync(acting.Cancel);
        }

        if (found.Count == 0)
        {
            Acting.Refuse("unknown", $"There is no organisation “{given}” in the register.", "Write its key or one of its codes as the register shows it.");
        }

        if (found.Count > 1)
        {
            Acting.Refuse("ambiguous", $"{found.Count} organisations bear the code “{given}”.", "Write the key of the one that is meant.");
        }

        return found[0];
    }
}
