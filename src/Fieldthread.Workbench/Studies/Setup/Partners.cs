using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Adds an institution that carries the study, after those who are there.</summary>
/// <param name="Name">Its name, unique in the study.</param>
/// <param name="Does">What it does in the study; may be empty.</param>
/// <param name="Owner">True where the study is its own; several partners may own it together.</param>
[Act("add-partner", Permission.KeepStudy)]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has a partner of that name")]
public sealed record AddPartner(string Name, string Does = "", bool Owner = false) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name of the partner");
        await RefuseTakenAsync(acting, name, null);
        var ordinal = 1 + (await acting.Context.Set<Partner>().MaxAsync(p => (int?)p.Ordinal, acting.Cancel) ?? 0);
        return new Added(acting.Add(new Partner { Name = name, Does = Acting.Clean(Does), Owner = Owner, Ordinal = ordinal }).Id);
    }

    internal static async Task RefuseTakenAsync(Acting acting, string name, Guid? except)
    {
        if (await acting.Context.Set<Partner>().AnyAsync(p => p.Name == name && p.Id != except, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a partner “{name}”.", "Correct the one that is there, or choose another name.");
        }
    }
}

/// <summary>Corrects what is said of a partner.</summary>
/// <param name="Partner">Which partner.</param>
/// <param name="Name">Its name, unique in the study.</param>
/// <param name="Does">What it does in the study; may be empty.</param>
/// <param name="Owner">True where the study is its own.</param>
[Act("edit-partner", Permission.KeepStudy)]
[Refuses("unknown", "there is no such partner")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "another partner has that name")]
public sealed record EditPartner(Guid Partner, string Name, string Does = "", bool Owner = false) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Partner>(Partner);
        var name = Acting.Given(Name, "The name of the partner");
        await AddPartner.RefuseTakenAsync(acting, name, row.Id);
        (row.Name, row.Does, row.Owner) = (name, Acting.Clean(Does), Owner);
        return new Added(row.Id);
    }
}

/// <summary>Takes a partner away.</summary>
/// <param name="Partner">Which partner.</param>
[Act("remove-partner", Permission.KeepStudy)]
[Refuses("unknown", "there is no such partner")]
public sealed record RemovePartner(Guid Partner) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Remove(await acting.FindAsync<Partner>(Partner));
        return new Added(Partner);
    }
}
