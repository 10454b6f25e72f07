using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Adds an organisation by hand, with the name and the code that it bears.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What kind of organisation; may be empty.</param>
/// <param name="Opened">Partial date from which it existed; null where not known.</param>
/// <param name="Closed">Partial date of its last day; null while it exists.</param>
/// <param name="Scheme">Who gave the code; may be empty.</param>
/// <param name="Code">Its code; may be empty.</param>
/// <param name="Key">Its key in the register, as files name it; a number of ours where empty.</param>
[Act("add-organisation", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the name is empty")]
[Refuses("bad-date", "a date is no date of the calendar, or it would close before it opened")]
[Refuses("key-taken", "the register has an organisation of that key")]
public sealed record AddOrganisation(string Name, string Type = "", string? Opened = null, string? Closed = null, string Scheme = "", string Code = "", string Key = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name of the organisation");
        var when = RegisterDates.Read(Opened, Closed);
        var key = Acting.Clean(Key);
        if (key.Length == 0)
        {
            key = await Keys.NextAsync<Organisation>(acting, "o");
        }
        else if (await acting.Context.Set<Organisation>().AnyAsync(o => o.Key == key, acting.Cancel))
        {
            Acting.Refuse("key-taken", $"The register has an organisation “{key}” already.", "Give another key, or leave it empty.");
        }

        var organisation = acting.Add(new Organisation { Key = key, Type = Acting.Clean(Type) }.When(when));
        acting.Add(new OrganisationName { OrganisationId = organisation.Id, Name = name }.When(when));
        var code = Acting.Clean(Code);
        if (code.Length > 0)
        {
            acting.Add(new OrganisationCode { OrganisationId = organisation.Id, Scheme = Acting.Clean(Scheme), Code = code }.When(when));
        }

        return new Added(organisation.Id, key);
    }
}
