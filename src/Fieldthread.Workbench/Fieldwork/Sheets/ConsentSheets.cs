using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Approvals;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Sheets;

/// <summary>Consent of participants, a column a scope. What differs from what stands is recorded as an answer, with the day, form and note of its row; a withdrawal is no matter of a sheet.</summary>
internal sealed class ConsentSheet(IReadOnlyList<Participant> people) : OpenSheet
{
    private static readonly (string Column, ConsentScope Scope)[] Scopes = [("recording", ConsentScope.Audio), ("quotation", ConsentScope.Quotation), ("use again", ConsentScope.Reuse), ("archive", ConsentScope.Archive)];

    public static async Task<OpenSheet> OpenAsync(StudyContext context, ActServices services, CancellationToken cancel)
    {
        var people = await context.All<Participant>().AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
        var consents = await Consents.OfAsync(context, services, cancel);
        return new ConsentSheet(people)
        {
            Ground = new SheetGround(
                [
                    SheetColumn.Text("participant") with { IsKey = true },
                    .. Scopes.Select(s => SheetColumn.OneOf(s.Column, Words<ConsentState>(ConsentWords.Of)) with { LeavesWhenEmpty = true, Against = Against }),
                    SheetColumn.Day("day") with { IsBeside = true }, SheetColumn.Text("form") with { IsBeside = true }, SheetColumn.Text("note") with { IsBeside = true },
                ],
                [.. people.Select(p => (IReadOnlyList<string>)[p.Pseudonym, .. Scopes.Select(s => ConsentWords.Of(consents[p.Id][s.Scope])), "", "", ""])],
                Derive("site", "encounters", "withdrawal", "kept until", "may be contacted", "due"))
            { CanAdd = false },
        };
    }

    public override async Task LandAsync(Acting acting, SheetRowPlan row)
    {
        for (var i = 0; i < Scopes.Length; i++)
        {
            if (row.Changes.Any(c => c.Column == Scopes[i].Column))
            {
                await new RecordConsent(people[row.Standing!.Value].Id, Word<ConsentAnswer>(row.Cells[i + 1], ConsentWords.Of), Scopes[i].Scope, row.Cells[5].Length > 0 ? row.Cells[5] : null, row.Cells[6], row.Cells[7]).DoAsync(acting);
            }
        }
    }

    private static string? Against(string was, string becomes) => becomes is "given" or "refused" or "not asked" ? null
        : becomes == ConsentWords.Of(ConsentState.Withdrawn) ? "Who withdraws is written down on their own page, with the level, the day and who decided." : $"What is recorded (“{was}”) is not taken back by a sheet.";
}

/// <summary>Approvals: of the study, a site or a participant.</summary>
internal sealed class ApprovalSheet(IReadOnlyList<ApprovalRecord> approvals, NamesOfField names) : OpenSheet
{
    private const string Study = "the study";

    public static async Task<OpenSheet> OpenAsync(StudyContext context, CancellationToken cancel)
    {
        var names = await NamesOfField.OfAsync(context, cancel);
        var approvals = (await ApprovalsKept.ReadAsync(context, cancel)).ConvertAll(a => a.Row);
        var of = names.Sites.Keys.Concat(names.People.Keys).Append(Study).ToHashSet(StringComparer.Ordinal);
        return new ApprovalSheet(approvals, names)
        {
            Ground = new SheetGround(
                [
                    SheetColumn.Known("of", "site or participant", of) with { IsKey = true, IsNeeded = true }, SheetColumn.OneOf("kind", Words<ApprovalKind>(Approval.InWords)) with { IsKey = true, IsNeeded = true }, SheetColumn.Text("reference") with { IsKey = true },
                    SheetColumn.Day("from") with { IsKey = true }, SheetColumn.Text("given by"), SheetColumn.Day("until"), SheetColumn.Text("conditions"),
                ],
                [.. approvals.Select(a => (IReadOnlyList<string>)[Of(a, names), Approval.InWords(a.Kind), a.Reference, a.FromDate ?? "", a.Body, a.UntilDate ?? "", a.Conditions])],
                Derive("state", "to be checked again", "checked on", "what came of it", "checked by")),
        };
    }

    public override Task LandAsync(Acting acting, SheetRowPlan row)
    {
        var c = row.Cells;
        var (from, until) = (c[3].Length > 0 ? c[3] : null, c[5].Length > 0 ? c[5] : null);
        var site = names.Sites.TryGetValue(c[0], out var at) ? at : (Guid?)null;
        var participant = site is null && names.People.TryGetValue(c[0], out var who) ? who : (Guid?)null;
        return row.Standing is { } standing
            ? new CorrectApproval(approvals[standing].Id, c[4], c[2], from, until, c[6]).DoAsync(acting)
            : new RecordApproval(Word<ApprovalKind>(c[1], Approval.InWords), c[4], c[2], from, until, c[6], site, participant).DoAsync(acting);
    }

    private static string Of(ApprovalRecord row, NamesOfField names) => (row.SiteId ?? row.ParticipantId) is { } id ? names.Of(id) : Study;
}

/// <summary>Who transcribes and checks which recording, until when.</summary>
internal sealed class TranscriptionSheet(IReadOnlyList<Transcription.Recording> recordings, NamesOfField names) : OpenSheet
{
    public static async Task<OpenSheet> OpenAsync(StudyContext context, CancellationToken cancel)
    {
        var names = await NamesOfField.OfAsync(context, cancel);
        var recordings = await context.All<Transcription.Recording>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel);
        var team = NamesOfField.Known(names.Team);
        return new TranscriptionSheet(recordings, names)
        {
            Ground = new SheetGround(
                [new SheetColumn("recording", cell => new SheetCell(Guid.TryParse(cell, out var id) ? id.ToString() : cell)) { IsKey = true }, SheetColumn.Known("transcriber", "person of the team", team), SheetColumn.Known("checker", "person of the team", team), SheetColumn.Day("due")],
                [.. recordings.Select(r => new[] { r.Id.ToString(), names.Of(r.TranscriberId), names.Of(r.CheckerId), r.Due ?? "" })],
                Derive("encounter", "date", "site", "phase", "sound", "length", "hours", "state", "overdue", "hours worked", "source", "checked by", "checked on", "last check", "consent to recording", "sound kept"))
            { CanAdd = false },
        };
    }

    public override Task LandAsync(Acting acting, SheetRowPlan row) =>
        new Transcription.AssignTranscription(recordings[row.Standing!.Value].Id, NamesOfField.One(names.Team, row.Cells[1]), NamesOfField.One(names.Team, row.Cells[2]), row.Cells[3]).DoAsync(acting);
}
