using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Adds somebody who was heard, under a pseudonym.</summary>
/// <param name="Pseudonym">As it stands before their turns in a transcript; unique in the study.</param>
/// <param name="Role">Role in their organisation.</param>
/// <param name="Site">Site that they belong to, where there is one.</param>
/// <param name="ConsentToQuote">Whether they may be quoted; not recorded counts as no.</param>
[Act("add-participant", Permission.KeepParticipants, Tells = "participants")]
[Refuses("empty", "the pseudonym is empty")]
[Refuses("name-taken", "the study has a participant of that pseudonym")]
[Refuses("unknown", "there is no such site")]
public sealed record AddParticipant(string Pseudonym, string Role = "", Guid? Site = null, QuotingConsent ConsentToQuote = QuotingConsent.NotRecorded) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var pseudonym = Acting.Given(Pseudonym, "The pseudonym");
        if (await acting.Context.Set<Participant>().AnyAsync(p => p.Pseudonym == pseudonym, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a participant “{pseudonym}”.", "Choose another pseudonym.");
        }

        var site = Site is { } id ? (await acting.FindAsync<Site>(id)).Id : (Guid?)null;
        return new Added(acting.Add(new Participant { Pseudonym = pseudonym, Role = Acting.Clean(Role), SiteId = site, ConsentToQuote = ConsentToQuote }).Id);
    }
}
