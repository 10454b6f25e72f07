using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Takes the name of a person of the register out of the study and its history. The person stays, by id, with the posts that were held. It cannot be undone.</summary>
/// <param name="Person">The study’s id for the person.</param>
[Act("erase-person", Permission.Erase, CanBeUndone = false, Tells = "register")]
[Refuses("unknown", "the register has no such person")]
public sealed record ErasePerson(string Person) : Act<PersonErased>
{
    /// <inheritdoc/>
    public override async Task<PersonErased> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var key = Acting.Clean(Person);
        var person = await acting.Context.Set<RegisterPerson>().AsTracking().FirstOrDefaultAsync(p => p.Key == key, acting.Cancel)
            ?? throw new RefusedException(new Refusal("unknown", $"The register has no person “{key}”.", "Write the id as the page of careers shows it."));
        return new PersonErased(person.Id, await Erasure.RunAsync(acting, "person", typeof(RegisterPerson), person.Id));
    }

    /// <inheritdoc/>
    public override Task AfterCommitAsync(ActServices services, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(services);
        // What was read from a cut is kept in memory without an end: the name must not be.
        services.Cache.Clear();
        return Wiping.RunAsync(services.Database, cancel);
    }
}

/// <summary>What an erasure of a name reached.</summary>
/// <param name="Person">The person.</param>
/// <param name="Rows">Rows that lost words.</param>
public sealed record PersonErased(Guid Person, int Rows);
