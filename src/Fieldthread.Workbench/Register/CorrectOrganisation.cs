using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Register;

/// <summary>Corrects of what type an organisation is, when it opened or when it closed. Only what is given is stated; a list that says something else of it later is heard.</summary>
/// <param name="Organisation">Its key, or a code that it bore.</param>
/// <param name="Reason">Why it is corrected.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Type">Its type; null as it stands, empty for none.</param>
/// <param name="Opened">Partial date from which it existed; null as it stands, empty for not known.</param>
/// <param name="Closed">Partial date of its last day; null as it stands, empty while it exists.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
[Act("correct-organisation", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the organisation, the reason or the source is empty")]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("bad-date", "a date is no date of the calendar, or it would close before it opened")]
[Refuses("same", "it corrects nothing")]
[Refuses("known-before", "it was known before what it corrects")]
public sealed record CorrectOrganisation(string Organisation, string Reason, string Source, string? Type = null, string? Opened = null, string? Closed = null, string? Known = null) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Organisation>(await OrganisationLookup.FindAsync(acting, Acting.Given(Organisation, "The organisation")));
        var was = OrganisationFacts.Given(row);
        var becomes = was with { Type = Type is null ? was.Type : Acting.Clean(Type), When = RegisterDates.Read(Opened ?? row.FromDate, Closed ?? row.LastDate) };
        if (becomes == was)
        {
            Acting.Refuse("same", $"The register has {row.Key} so already: {(was.Type.Length > 0 ? was.Type + ", " : "")}{was.When.InWords}.", "Write what is otherwise.");
        }

        var correcting = await Correcting.OfAsync(acting);
        return await correcting.MakeAsync(CorrectedThing.Organisation, row.Key, row.Id, RegisterData.None with { Organisations = [was] }, RegisterData.None with { Organisations = [becomes] }, Reason, Source, Known);
    }
}

/// <summary>Withdraws what the study stated of the register: what lists say stands again, or what was entered by hand. The correction stays in history.</summary>
/// <param name="Correction">Which correction.</param>
[Act("withdraw-correction", Permission.KeepMaterial, Tells = "register")]
[Refuses("unknown", "there is no such correction")]
[Refuses("built-on", "a later correction corrects what it states")]
public sealed record WithdrawCorrection(Guid Correction) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<RegisterCorrection>(Correction);
        return await (await Correcting.OfAsync(acting)).WithdrawAsync(row);
    }
}
