using Fieldthread.Core.Studies;
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

        return Only(found, given);
    }

    /// <summary>The one that was found.</summary>
    internal static Guid Only(IReadOnlyList<Guid> found, string given) => found.Count switch
    {
        1 => found[0],
        0 => throw new RefusedException(new Refusal("unknown", $"There is no organisation “{given}” in the register.", "Write its key or one of its codes as the register shows it.")),
        _ => throw new RefusedException(new Refusal("ambiguous", $"{found.Count} organisations bear the code “{given}”.", "Write the key of the one that is meant.")),
    };
}

/// <summary>The organisation that a person means by a key or a code.</summary>
/// <param name="Code">Its key, or a code that it bore at any time.</param>
[Question("organisation-called", Permission.ReadStudy)]
[Refuses("unknown", "no organisation has that key or ever bore that code")]
[Refuses("ambiguous", "several organisations bore that code")]
public sealed record OrganisationCalled(string Code) : Question<Guid>
{
    /// <inheritdoc/>
    public override async Task<Guid> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var register = await RegisterIndex.OfAsync(asking);
        var given = (Code ?? "").Trim();
        var found = register.Organisations.Where(o => o.Key == given).Select(o => o.Id).ToList();
        if (found.Count == 0)
        {
            found = [.. register.Organisations.Where(o => register.CodesOf(o.Id).Any(c => c.Code == given)).Select(o => o.Id)];
        }

        return OrganisationLookup.Only(found, given);
    }
}
