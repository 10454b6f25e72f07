using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Adds a site under its pseudonym.</summary>
/// <param name="Name">Pseudonym, unique in the study.</param>
/// <param name="About">What it is, in a line that does not give it away.</param>
[Act("add-site", Permission.KeepMaterial, Tells = "sites")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has a site of that name")]
public sealed record AddSite(string Name, string About = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name of the site");
        await Sites.RefuseTakenAsync(acting, name, null);
        return new Added(acting.Add(new Site { Name = name, About = Acting.Clean(About) }).Id);
    }
}

/// <summary>Changes a site's pseudonym or what is said of it.</summary>
/// <param name="Site">Which site.</param>
/// <param name="Name">Pseudonym, unique in the study.</param>
/// <param name="About">What it is, in a line.</param>
[Act("edit-site", Permission.KeepMaterial, Tells = "sites")]
[Refuses("unknown", "there is no such site")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "another site has that name")]
public sealed record EditSite(Guid Site, string Name, string About = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var site = await acting.FindAsync<Site>(Site);
        var name = Acting.Given(Name, "The name of the site");
        await Sites.RefuseTakenAsync(acting, name, site.Id);
        (site.Name, site.About) = (name, Acting.Clean(About));
        return new Added(site.Id);
    }
}

internal static class Sites
{
    public static async Task RefuseTakenAsync(Acting acting, string name, Guid? except)
    {
        if (await acting.Context.Set<Site>().AnyAsync(s => s.Name == name && s.Id != except, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a site “{name}”.", "Choose another pseudonym.");
        }
    }
}
