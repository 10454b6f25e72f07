using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Approvals;

/// <summary>Records an approval: of the whole study, or of one site or participant. A renewal is recorded as another one.</summary>
/// <param name="Kind">Ethics, research governance, or an access agreement.</param>
/// <param name="Body">Who gave it.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="From">Partial date of its first day; null where not known.</param>
/// <param name="Until">Partial date of its last day; null where none is set.</param>
/// <param name="Conditions">On what conditions.</param>
/// <param name="Site">The site that it is of; null for none.</param>
/// <param name="Participant">The participant that it is of; null for none.</param>
[Act("record-approval", Permission.KeepParticipants, Tells = "approvals")]
[Refuses("empty", "neither the body nor the reference was given")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("unknown", "there is no such site or participant")]
[Refuses("two-scopes", "both a site and a participant were named")]
[Refuses("recorded-already", "an approval of that kind, reference, scope and time is recorded already")]
public sealed record RecordApproval(ApprovalKind Kind, string Body, string Reference, string? From = null, string? Until = null, string Conditions = "", Guid? Site = null, Guid? Participant = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = new ApprovalRecord { Kind = Kind, SiteId = Site, ParticipantId = Participant };
        await ApprovalFields.FillAsync(acting, row, Body, Reference, From, Until, Conditions);
        return new Added(acting.Add(row).Id);
    }
}

/// <summary>Corrects what is recorded of an approval; kind, site and participant stay.</summary>
/// <param name="Approval">Which approval.</param>
/// <param name="Body">Who gave it.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="From">Partial date of its first day; null where not known.</param>
/// <param name="Until">Partial date of its last day; null where none is set.</param>
/// <param name="Conditions">On what conditions.</param>
[Act("correct-approval", Permission.KeepParticipants, Tells = "approvals")]
[Refuses("empty", "neither the body nor the reference was given")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("unknown", "there is no such approval")]
[Refuses("recorded-already", "another approval says the same")]
public sealed record CorrectApproval(Guid Approval, string Body, string Reference, string? From = null, string? Until = null, string Conditions = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<ApprovalRecord>(Approval);
        await ApprovalFields.FillAsync(acting, row, Body, Reference, From, Until, Conditions);
        return new Added(row.Id);
    }
}

/// <summary>Takes away an approval that was recorded by mistake; its history stays. One that has ended is kept, since what was done under it stands on it.</summary>
/// <param name="Approval">Which approval.</param>
[Act("remove-approval", Permission.KeepParticipants, Tells = "approvals")]
[Refuses("unknown", "there is no such approval")]
public sealed record RemoveApproval(Guid Approval) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<ApprovalRecord>(Approval);
        (await acting.Context.Set<ApprovalCheck>().AsTracking().Where(c => c.ApprovalId == row.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(row);
        return new Added(row.Id);
    }
}

/// <summary>Says that somebody looked again whether an approval still holds, as after its site became part of another organisation.</summary>
/// <param name="Approval">Which approval.</param>
/// <param name="Day">When they looked; not in the future.</param>
/// <param name="Note">What came of it.</param>
[Act("recheck-approval", Permission.KeepParticipants, Tells = "approvals")]
[Refuses("unknown", "there is no such approval")]
[Refuses("empty", "the day or what came of it was not given")]
[Refuses("bad-date", "the day is no date of the calendar, or lies in the future")]
public sealed record RecheckApproval(Guid Approval, string Day, string Note) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<ApprovalRecord>(Approval);
        Acting.Given(Day, "The day");
        var day = Consent.ConsentChecks.Past(acting, Day)!.Value;
        return new Added(acting.Add(new ApprovalCheck { ApprovalId = row.Id, Day = day.ToString(), Note = Acting.Given(Note, "What came of it"), CheckedById = acting.Me }).Id);
    }
}

/// <summary>What recording and correcting check alike.</summary>
internal static class ApprovalFields
{
    public static async Task FillAsync(Acting acting, ApprovalRecord row, string body, string reference, string? from, string? until, string conditions)
    {
        (row.Body, row.Reference, row.Conditions) = (Acting.Clean(body), Acting.Clean(reference), Acting.Clean(conditions));
        if (row.Body.Length == 0 && row.Reference.Length == 0)
        {
            Acting.Refuse("empty", "Neither who gave the approval nor its reference was given.", "Write at least one of them, as it stands on the letter.");
        }

        if (row.SiteId is not null && row.ParticipantId is not null)
        {
            Acting.Refuse("two-scopes", "An approval is of the study, of a site or of a participant, not of two of them.", "Name the participant alone: their site is known.");
        }

        var when = Dates.ReadPeriod(from, until);
        (row.FromDate, row.UntilDate) = (when.From?.ToString(), when.Last?.ToString());
        if (row.SiteId is { } site)
        {
            await acting.FindAsync<Site>(site);
        }

        if (row.ParticipantId is { } participant)
        {
            await acting.FindAsync<Participant>(participant);
        }

        if (await acting.Context.Set<ApprovalRecord>().AnyAsync(a => a.Id != row.Id && a.Kind == row.Kind && a.Reference == row.Reference && a.Body == row.Body && a.SiteId == row.SiteId && a.ParticipantId == row.ParticipantId && a.FromDate == row.FromDate && a.UntilDate == row.UntilDate, acting.Cancel))
        {
            Acting.Refuse("recorded-already", "This approval is recorded already, with the same time.", "A renewal has another time; look in the list.");
        }
    }
}
