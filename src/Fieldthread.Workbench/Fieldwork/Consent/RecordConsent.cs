using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>Records what a participant answered to one scope of consent. Earlier answers stay readable. What is published stays published; the next publication is judged anew.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Answer">Given, refused, or not asked.</param>
/// <param name="Scope">Recording, quotation, use again, or archive.</param>
/// <param name="Day">Partial date of the answer; not in the future.</param>
/// <param name="FormVersion">Version of the form that they were given.</param>
/// <param name="Note">Where it is kept, or how it was given.</param>
[Act("record-consent", Permission.KeepParticipants, Tells = "participants")]
[Refuses("unknown", "there is no such participant")]
[Refuses("bad-date", "the day is no date of the calendar, or lies in the future")]
[Refuses("erased", "the words of the participant were erased")]
public sealed record RecordConsent(Guid Participant, ConsentAnswer Answer, ConsentScope Scope = ConsentScope.Quotation, string? Day = null, string FormVersion = "", string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var participant = await acting.FindAsync<Participant>(Participant);
        await ConsentChecks.RefuseErasedAsync(acting, participant);
        var row = acting.Add(new ConsentRecord
        {
            ParticipantId = participant.Id, Scope = Scope, Answer = Answer, Day = ConsentChecks.Past(acting, Day)?.ToString(), FormVersion = Acting.Clean(FormVersion), Note = Acting.Clean(Note), RecordedById = acting.Me,
        });
        return new Added(row.Id);
    }
}

/// <summary>Says what the study does with words of whoever has no record of consent: they are not printed, or printed with a warning.</summary>
/// <param name="Unrecorded">What is done.</param>
/// <param name="Reason">Why, as an ethics committee would ask.</param>
[Act("set-consent-rule", Permission.KeepStudy, Tells = "participants")]
[Refuses("empty", "no reason was given")]
public sealed record SetConsentRule(UnrecordedConsent Unrecorded, string Reason) : Act<Added>
{
    /// <inheritdoc/>
    public override Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        return Task.FromResult(new Added(acting.Add(new ConsentRule { Unrecorded = Unrecorded, Reason = Acting.Given(Reason, "The reason") }).Id));
    }
}

/// <summary>What the acts on consent refuse alike.</summary>
internal static class ConsentChecks
{
    /// <summary>A partial date that is not in the future.</summary>
    /// <exception cref="RefusedException">It is none: <c>bad-date</c>.</exception>
    public static Core.Basics.PartialDate? Past(Acting acting, string? day)
    {
        var date = Dates.Read(day);
        if (date is { } given && given.First > Dates.Today(acting.Services))
        {
            Acting.Refuse("bad-date", $"{given} lies in the future.", "Write the day on which they said so.");
        }

        return date;
    }

    public static async Task RefuseErasedAsync(Acting acting, Participant participant)
    {
        if (await acting.Context.Set<Withdrawal>().AnyAsync(w => w.ParticipantId == participant.Id && w.Level == WithdrawalLevel.Erase, acting.Cancel))
        {
            Acting.Refuse("erased", $"The words of {participant.Pseudonym} were erased.", "Nothing follows an erasure. Somebody who takes part again is entered as a new participant.");
        }
    }

    /// <summary>Refuses to meet again whoever withdrew from contact.</summary>
    public static async Task RefuseContactAsync(Acting acting, IReadOnlyList<Participant> people, Core.Basics.PartialDate? when)
    {
        var consents = await Consents.OfAsync(acting.Context, acting.Services, acting.Cancel);
        foreach (var person in people.Where(p => !consents[p.Id].MayContact))
        {
            var since = await acting.Context.Set<Withdrawal>().Where(w => w.ParticipantId == person.Id).OrderByDescending(w => w.Id).Select(w => w.Day).FirstAsync(acting.Cancel);
            // What took place before may still be entered.
            if (when is not { } day || Dates.Kept(since) is not { } from || day.Last >= from.First)
            {
                Acting.Refuse("no-contact", $"{person.Pseudonym} withdrew from further contact, {since}.", "Enter an encounter from before that day, or leave them out of it. If they took part again of their own accord, record their new consent first.");
            }
        }
    }
}
