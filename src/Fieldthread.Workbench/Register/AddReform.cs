using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Adds a reform, or an event of the context, on which change events can hang.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">A reform, or what happened around.</param>
/// <param name="Announced">Partial date on which it was made known; null where not known.</param>
/// <param name="Enacted">Partial date on which it was passed; null where not known.</param>
/// <param name="Effective">Partial date from which it was in force; null where not known.</param>
/// <param name="Note">What else is said; may be empty.</param>
/// <param name="Key">Its key in the register; a number of ours where empty.</param>
[Act("add-reform", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the name is empty")]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("key-taken", "the register has a reform of that key")]
public sealed record AddReform(string Name, ReformKind Kind = ReformKind.Reform, string? Announced = null, string? Enacted = null, string? Effective = null, string Note = "", string Key = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (name, key) = (Acting.Given(Name, "The name of the reform"), Acting.Clean(Key));
        if (key.Length == 0)
        {
            key = await Keys.NextAsync<Reform>(acting, "r");
        }
        else if (await acting.Context.Set<Reform>().AnyAsync(r => r.Key == key, acting.Cancel))
        {
            Acting.Refuse("key-taken", $"The register has a reform “{key}” already.", "Give another key, or leave it empty.");
        }

        return new Added(acting.Add(new Reform().Fill(new GivenReform(key, name, Kind, Dates.Read(Announced), Dates.Read(Enacted), Dates.Read(Effective), Acting.Clean(Note)))).Id, key);
    }
}
