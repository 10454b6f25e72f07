using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Gives an account a role in the study, or another role.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">Name as shown beside their codings.</param>
/// <param name="Role">What they are in the study.</param>
/// <param name="Blind">True where they see only their own codings; only where the study’s way of working offers it.</param>
[Act("seat", Permission.KeepPeople, Tells = "team")]
[Refuses("empty", "the name is empty")]
[Refuses("not-offered", "they would code blind, which the study’s way of working does not offer")]
[Refuses("last-lead", "the study would be left without a lead")]
public sealed record Seat(Guid Account, string Name, Role Role, bool Blind = false) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name");
        var person = await acting.Context.Set<Person>().AsTracking().FirstOrDefaultAsync(p => p.AccountId == Account, acting.Cancel);
        if (Blind)
        {
            await StanceGate.RefuseAsync(acting.Context, Offer.BlindCoding, acting.Cancel);
        }

        if (person is { Role: Core.Studies.Role.Lead } && Role != Core.Studies.Role.Lead)
        {
            await Leads.RefuseNoneAsync(acting, person.Id);
        }

        person ??= acting.Add(new Person { AccountId = Account });
        person.Name = name;
        person.Role = Role;
        person.Blind = Blind;
        return new Added(person.Id);
    }
}

/// <summary>Takes a person's role in the study. Their codings stay, under their name.</summary>
/// <param name="Person">Who leaves.</param>
[Act("leave", Permission.KeepPeople, Tells = "team")]
[Refuses("unknown", "there is no such person")]
[Refuses("last-lead", "the study would be left without a lead")]
public sealed record Leave(Guid Person) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var person = await acting.FindAsync<Person>(Person);
        if (person.Role == Role.Lead)
        {
            await Leads.RefuseNoneAsync(acting, person.Id);
        }

        person.Role = null;
        return new Added(person.Id);
    }
}

/// <summary>A study is never left without a lead.</summary>
internal static class Leads
{
    /// <summary>True where somebody leads the study, the one who is leaving not counted.</summary>
    public static Task<bool> AnyAsync(Acting acting, Guid? leaving = null) => acting.Context.Set<Person>().AnyAsync(p => p.Role == Role.Lead && p.Id != leaving, acting.Cancel);

    public static async Task RefuseNoneAsync(Acting acting, Guid? leaving = null)
    {
        if (!await AnyAsync(acting, leaving))
        {
            Acting.Refuse("last-lead", "The study would be left without a lead.", "Make somebody else lead first.");
        }
    }
}
