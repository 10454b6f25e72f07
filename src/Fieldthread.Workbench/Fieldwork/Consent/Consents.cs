using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>The consent of every participant as it stands today. Always as it is now, never as a cut knew it: who withdrew since is not quoted from an old cut.</summary>
internal sealed class Consents
{
    private readonly Dictionary<Guid, ConsentStanding> standing;

    private Consents(Dictionary<Guid, ConsentStanding> standing, UnrecordedConsent unrecorded) => (this.standing, Unrecorded) = (standing, unrecorded);

    /// <summary>What the study does with words without a record.</summary>
    public UnrecordedConsent Unrecorded { get; }

    /// <summary>How the consent of a participant stands.</summary>
    public ConsentStanding this[Guid participant] => standing.TryGetValue(participant, out var found) ? found : ConsentStanding.Of([], DateOnly.MinValue);

    /// <summary>Reads it for a question or an act.</summary>
    /// <param name="context">The study, through any view.</param>
    /// <param name="services">The database and the clock.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<Consents> OfAsync(StudyContext context, ActServices services, CancellationToken cancel)
    {
        if (context.View.Known is null)
        {
            return await ReadAsync(context, Dates.Today(services), cancel);
        }

        await using var now = services.Database.Live(new View(context.Study));
        return await ReadAsync(now, Dates.Today(services), cancel);
    }

    /// <summary>Reads it from the study as it is.</summary>
    public static async Task<Consents> ReadAsync(StudyContext now, DateOnly today, CancellationToken cancel)
    {
        var steps = (await now.Set<ConsentRecord>().AsNoTracking().Select(c => new { c.ParticipantId, c.Id, Step = new ConsentStep(c.Scope, c.Answer, null, null) }).ToListAsync(cancel))
            .Concat((await now.Set<Withdrawal>().AsNoTracking().Select(w => new { w.ParticipantId, w.Id, w.Level, w.CutOff }).ToListAsync(cancel))
                .ConvertAll(w => new { w.ParticipantId, w.Id, Step = new ConsentStep(null, default, w.Level, Dates.Kept(w.CutOff)?.Last) }))
            .ToLookup(s => s.ParticipantId);
        var rule = await now.Set<ConsentRule>().AsNoTracking().OrderByDescending(r => r.RecordedIn).Select(r => (UnrecordedConsent?)r.Unrecorded).FirstOrDefaultAsync(cancel);
        var read = new Dictionary<Guid, ConsentStanding>();
        foreach (var p in await now.Set<Participant>().AsNoTracking().Select(p => new { p.Id, p.ConsentToQuote }).ToListAsync(cancel))
        {
            // What was said when the participant was entered comes before all that was recorded later.
            var first = p.ConsentToQuote == QuotingConsent.NotRecorded ? Array.Empty<ConsentStep>() : [new(ConsentScope.Quotation, p.ConsentToQuote == QuotingConsent.Given ? ConsentAnswer.Given : ConsentAnswer.Refused)];
            read[p.Id] = ConsentStanding.Of(first.Concat(steps[p.Id].OrderBy(s => s.Id).Select(s => s.Step)), today);
        }

        return new Consents(read, rule ?? UnrecordedConsent.Refuse);
    }
}
