using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Approvals;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.FieldNotes;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Fieldwork.Recruitment;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Fieldwork.Sampling;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings.Checklists;

/// <summary>Reads what a checklist asks after, through whatever view is asked.</summary>
internal static class ChecklistReading
{
    public static async Task<ChecklistFacts> ReadAsync(Asking asking)
    {
        var (context, cancel) = (asking.Context, asking.Cancel);
        var about = await new AboutStudy().AskAsync(asking);
        var setup = await new StudySetup().AskAsync(asking);
        var field = await new Field().AskAsync(asking);
        var roles = await new Fieldthread.Workbench.Fieldwork.Roles.RolesOfStudy().AskAsync(asking);
        var stance = await new StanceOfStudy().AskAsync(asking);
        var recruitment = await new RecruitmentOfStudy().AskAsync(asking);
        var sources = await new SourceList().AskAsync(asking);
        var codes = await new CodebookTree().AskAsync(asking);
        var claims = await new ClaimList().AskAsync(asking);
        var quotations = await new QuotationList().AskAsync(asking);
        var consents = (await new ConsentsOfStudy().AskAsync(asking)).People;
        var facts = await Facts.OfAsync(asking);
        var seen = facts.Sources.ToHashSet();
        var steps = (await context.All<RevisionStep>().AsNoTracking().Join(context.All<Revision>(), s => s.RevisionId, r => r.Id, (s, r) => new { s.Kind, r.SourceId }).ToListAsync(cancel)).Where(s => seen.Contains(s.SourceId)).ToList();
        var notes = (await context.All<FieldNote>().AsNoTracking().Select(n => n.SourceId).ToListAsync(cancel)).Count(seen.Contains);
        return new ChecklistFacts
        {
            Title = about.Name, Summary = about.Summary, Purpose = setup.Purpose, Approach = setup.Approach, Stance = about.Stance,
            StanceChanges = [.. stance.Changes.Select(c => $"Until {c.ChangedAt:yyyy-MM-dd} it worked by {StanceOffers.InWords(c.Former)}; changed because: {c.Reason}")],
            Encounters = [.. field.Encounters.Select(e => new FactEncounter(e.Kind, e.Date, e.Minutes, e.Site, e.Participants, e.Held.Channel, e.Held.Mode, e.Held.Kept, e.Held.OthersThere, e.Held.Guide, e.Held.Observers))],
            Roles = [.. field.Participants.Select(p => p.Role)], RolesChanged = roles.Select(r => r.Participant).Distinct().Count(), Sites = field.Sites.Count,
            Contributors = [.. setup.Contributors.Select(c => c.Name + (c.Roles.Count > 0 ? $" ({string.Join(", ", c.Roles.Select(r => r.InWords()))})" : "") + (c.Institutions.Count > 0 ? ", " + string.Join(", ", c.Institutions) : ""))],
            Funders = [.. setup.Funders.Select(f => f.GrantNumber.Length > 0 ? $"{f.Name}, grant {f.GrantNumber}" : f.Name)],
            SiteChoices = await context.All<SiteChoice>().AsNoTracking().CountAsync(cancel),
            Approached = recruitment.All.Approached, Recruitment = recruitment.InWords, Ways = Counted(recruitment.People.SelectMany(p => p.Steps).Where(s => s.Step == Core.Fieldwork.RecruitmentStep.Approached && s.How.Length > 0).Select(s => s.How)),
            Reasons = [.. recruitment.Reasons.Select(r => $"{r.Reason} ({r.People})")],
            Guides = [.. (await new TopicGuides().AskAsync(asking)).Where(g => g.Versions.Count > 0).Select(g => $"{g.Title} ({(g.Versions.Count == 1 ? "1 version" : $"{g.Versions.Count} versions")}, {g.Versions[^1].Questions} questions in the newest)")],
            Lines = await context.All<LineOfInquiry>().AsNoTracking().CountAsync(cancel), FieldNotes = notes, Memos = await context.All<Memo>().AsNoTracking().CountAsync(cancel),
            Sources = (sources.Count, sources.Count(s => s.Codings > 0)), Coding = (facts.Stretches.Select(s => s.Coder).Distinct().Count(), facts.Stretches.Count),
            Codes = (codes.Count, codes.Count(c => c.Depth == 0), codes.Count == 0 ? 0 : codes.Max(c => c.Depth) + 1), Defined = codes.Count(c => c.Definition.Length > 0),
            Revised = (Texts(RevisionKind.Corrected), Texts(RevisionKind.Retranscribed), Texts(RevisionKind.Pseudonymised)),
            Claims = (claims.Count, claims.Count(c => c.For > 0), claims.Count(c => c.Against > 0), claims.Sum(c => c.Verdicts.Count(v => v.Verdict is not null))),
            Quotations = (quotations.Count, quotations.Count(q => q.MayBePrinted)),
            Approvals = [.. (await new ApprovalsOfStudy().AskAsync(asking)).Approvals.Where(a => a.Site is null && a.Participant is null).Select(a => string.Join(", ", new[] { a.Body, a.Reference }.Where(w => w.Length > 0)))],
            Consent = (consents.Count, consents.Count(c => c.Audio != ConsentState.NoRecord || c.Quotation != ConsentState.NoRecord || c.Reuse != ConsentState.NoRecord || c.Archive != ConsentState.NoRecord), consents.Count(c => c.Quotation == ConsentState.Given)),
            Software = $"Coded, kept and reported with Fieldthread {typeof(ChecklistReading).Assembly.GetName().Version?.ToString(3)}",
        };

        int Texts(RevisionKind kind) => steps.Where(s => s.Kind == kind).Select(s => s.SourceId).Distinct().Count();
    }

    private static List<string> Counted(IEnumerable<string> all) => [.. all.CountBy(a => a, StringComparer.OrdinalIgnoreCase).OrderByDescending(c => c.Value).ThenBy(c => c.Key, NaturalOrder.Instance).Select(c => $"{c.Key} ({c.Value})")];
}
