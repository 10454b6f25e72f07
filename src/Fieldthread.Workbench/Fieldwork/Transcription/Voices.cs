using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Transcription;

/// <summary>Whose voices an encounter holds, and whether they agreed to being recorded. A voice cannot be masked in a recording, so one that says no speaks for all of it.</summary>
internal sealed class Voices
{
    private readonly ILookup<Guid, (string Pseudonym, ConsentState State)> heard;

    private Voices(ILookup<Guid, (string, ConsentState)> heard) => this.heard = heard;

    /// <summary>Reads them, with consent as it stands now.</summary>
    /// <param name="context">The study, through any view.</param>
    /// <param name="services">The database and the clock.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<Voices> OfAsync(StudyContext context, ActServices services, CancellationToken cancel)
    {
        var consents = await Consents.OfAsync(context, services, cancel);
        var people = await context.Set<Participant>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Pseudonym, cancel);
        return new Voices((await context.Set<Attendance>().AsNoTracking().ToListAsync(cancel)).Where(a => people.ContainsKey(a.ParticipantId))
            .ToLookup(a => a.EncounterId, a => (people[a.ParticipantId], consents[a.ParticipantId][ConsentScope.Audio])));
    }

    /// <summary>Why a recording of an encounter is not kept and not heard; null where nobody refused or withdrew.</summary>
    public string? Against(Guid encounter)
    {
        var no = heard[encounter].Where(p => p.State is ConsentState.Refused or ConsentState.Withdrawn).OrderBy(p => p.Pseudonym, Core.Basics.NaturalOrder.Instance)
            .Select(p => $"{p.Pseudonym} {(p.State == ConsentState.Refused ? "refused to be recorded" : "withdrew consent to being recorded")}").ToList();
        return no.Count > 0 ? string.Join(", ", no) + "." : null;
    }

    /// <summary>Pseudonyms of those of whom no answer to being recorded is written down.</summary>
    public IReadOnlyList<string> Unrecorded(Guid encounter) =>
        [.. heard[encounter].Where(p => p.State is ConsentState.NoRecord or ConsentState.NotAsked).Select(p => p.Pseudonym).Order(Core.Basics.NaturalOrder.Instance)];

    /// <summary>Recordings of encounters in which somebody was ever heard, those that were taken back included: for an erasure.</summary>
    public static async Task<List<Guid>> RecordingsAsync(StudyContext context, Guid participant, CancellationToken cancel) => await context.ReadAsync(
        """
        SELECT DISTINCT r.id FROM (SELECT id, study_id, encounter_id FROM recordings UNION ALL SELECT id, study_id, encounter_id FROM recordings_history) r
          JOIN (SELECT study_id, encounter_id, participant_id FROM attendances UNION ALL SELECT study_id, encounter_id, participant_id FROM attendances_history) a
          ON a.study_id = r.study_id AND a.encounter_id = r.encounter_id
          WHERE r.study_id = @study AND a.participant_id = @participant
        """,
        row => row.ReadId(0), cancel, ("study", context.Study), ("participant", participant));
}
