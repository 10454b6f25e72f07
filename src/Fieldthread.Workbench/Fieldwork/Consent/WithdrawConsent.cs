using System.Text.Json.Serialization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Recruitment;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>Records that a participant withdrew consent, and how far. It is not undone: another level or a new consent follows it. Erasing takes their words out of every place that the program keeps, history included.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Level">How far; each level holds those before it.</param>
/// <param name="Day">Partial date on which they said so; not in the future.</param>
/// <param name="DecidedBy">Name of the person of the study who decided it.</param>
/// <param name="Reason">Why this level.</param>
/// <param name="CutOff">The last day on which the data are kept; for that level alone.</param>
[Act("withdraw-consent", Permission.KeepParticipants, CanBeUndone = false, Tells = "everything")]
[Refuses("unknown", "there is no such participant")]
[Refuses("bad-date", "the day is missing, no date of the calendar, or lies in the future")]
[Refuses("bad-cut-off", "the last day is missing, is no whole day or comes before the withdrawal; or a level was given that has none")]
[Refuses("not-of-study", "whoever is said to have decided is nobody of the study")]
[Refuses("empty", "no reason was given")]
[Refuses("erased", "the words of the participant were erased already")]
public sealed record WithdrawConsent(Guid Participant, WithdrawalLevel Level, string Day, string DecidedBy, string Reason, string? CutOff = null) : Act<Withdrew>
{
    /// <summary>True where an erasure is done again after a restore: whoever decided it may not be in the study yet. Never taken from outside.</summary>
    [JsonIgnore]
    public bool Again { get; init; }

    private Pseudonyms.ForgottenNames? forgotten;

    /// <inheritdoc/>
    public override async Task<Withdrew> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var participant = await acting.FindAsync<Participant>(Participant);
        await ConsentChecks.RefuseErasedAsync(acting, participant);
        if (Level == WithdrawalLevel.Erase)
        {
            await Authority.RequireAsync(acting.Context, acting.Actor, Permission.Erase, "erase a participant’s words", acting.Cancel);
        }

        if (ConsentChecks.Past(acting, Day) is not { } day)
        {
            throw new RefusedException(new Refusal("bad-date", "The day of the withdrawal is missing.", "Write the day on which they said so, as 2021-06-14."));
        }

        var decided = Again ? null : await DeciderAsync(acting);
        var row = acting.Add(new Withdrawal
        {
            ParticipantId = participant.Id, Level = Level, Day = day.ToString(), CutOff = LastDay(day)?.ToString(), DecidedById = decided?.Id, Reason = Acting.Given(Reason, "The reason"), RecordedById = acting.Me,
        });
        if (Level != WithdrawalLevel.Erase)
        {
            return new Withdrew(row.Id, 0, 0, 0, []);
        }

        forgotten = await Pseudonyms.ForgottenNames.OfAsync(acting, participant.Pseudonym);
        return await EraseParticipant.RunAsync(acting, participant.Id, row.Id) with { NameLeft = !forgotten.KeyIsThere };
    }

    private async Task<Person> DeciderAsync(Acting acting)
    {
        var name = Acting.Clean(DecidedBy);
        return await acting.Context.Set<Person>().FirstOrDefaultAsync(p => p.Name == name, acting.Cancel)
            ?? throw new RefusedException(new Refusal("not-of-study", name.Length == 0 ? "Nobody is named who decided it." : $"“{name}” is nobody of this study.", "Write the name of somebody of the team, as the page of the team has it."));
    }

    /// <inheritdoc/>
    public override async Task AfterCommitAsync(ActServices services, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(services);
        // What was read from a cut is kept in memory without an end, for a cut does not change: except here.
        services.Cache.Clear();
        if (Level == WithdrawalLevel.Erase)
        {
            await Wiping.RunAsync(services.Database, cancel);
            await (forgotten?.ForgetAsync(services.Database) ?? Task.CompletedTask);
        }
    }

    private PartialDate? LastDay(PartialDate day)
    {
        var given = string.IsNullOrWhiteSpace(CutOff) ? (PartialDate?)null
            : PartialDate.TryParse(CutOff, out var date) && date.Day is not null ? date
            : throw new RefusedException(new Refusal("bad-cut-off", $"“{CutOff}” is no day on which something ends.", "Write a whole date, as 2022-12-31."));
        if (Level != WithdrawalLevel.KeptUntil && given is not null)
        {
            Acting.Refuse("bad-cut-off", "A last day belongs to the level “kept until” alone.", "Leave it out, or choose that level.");
        }

        if (Level == WithdrawalLevel.KeptUntil && (given is null || given.Value.First < day.First))
        {
            Acting.Refuse("bad-cut-off", given is null ? "The last day on which the data are kept is missing." : $"The last day, {given}, comes before the withdrawal, {day}.", "Write a whole date on or after the day of the withdrawal.");
        }

        return given;
    }
}

/// <summary>Consent was withdrawn.</summary>
/// <param name="Id">The withdrawal.</param>
/// <param name="Sources">Sources that lost all their words.</param>
/// <param name="Turns">Turns that lost their words in sources where others speak too.</param>
/// <param name="Rows">Rows that lost words, history included.</param>
/// <param name="Left">Sources in which they were heard with others and where no turn bears their pseudonym: these were left, and somebody must look.</param>
/// <param name="NameLeft">True where their name is still in the sealed store, because its key was not there.</param>
/// <param name="Recordings">Recordings in which they were heard; their sound is gone.</param>
public sealed record Withdrew(Guid Id, int Sources, int Turns, int Rows, IReadOnlyList<Guid> Left, bool NameLeft = false, int Recordings = 0);

/// <summary>Takes the words of one participant, and nobody else’s.</summary>
internal static class EraseParticipant
{
    public const string Kind = "participant";

    public static async Task<Withdrew> RunAsync(Acting acting, Guid participant, Guid withdrawal)
    {
        var words = await ParticipantWords.OfAsync(acting.Context, [participant], acting.Cancel);
        var touched = words.Whole.Keys.Concat(words.TurnSources).ToHashSet();
        var sources = (await acting.Context.Set<Source>().AsNoTracking().ToListAsync(acting.Cancel)).Where(s => touched.Contains(s.Id)).ToList();
        var also = sources.Where(s => s.ImportId is not null).Select(s => (typeof(Import), s.ImportId!.Value)).Distinct().ToList();
        foreach (var source in words.Whole.Keys)
        {
            also.AddRange(await EraseSource.AnswersAsync(acting, source));
        }

        // The file as it came cannot be masked in place, so it goes whole, and so do the rows of the index.
        foreach (var blob in sources.Where(s => s.BlobId is not null && !words.Whole.ContainsKey(s.Id)).Select(s => s.BlobId))
        {
            await acting.Context.ExecuteAsync("DELETE FROM blobs WHERE study_id = @study AND id = @blob", acting.Cancel, ("study", acting.Context.Study), ("blob", blob));
        }

        foreach (var turn in words.Turns.Values.SelectMany(t => t))
        {
            await acting.Context.ExecuteAsync("DELETE FROM passage_terms WHERE study_id = @study AND search_row = @row", acting.Cancel, ("study", acting.Context.Study), ("row", turn.SearchRow));
        }

        // A recording or a formatted copy of a text cannot be masked in part either.
        var kept = (await acting.Context.Set<KeptPiece>().AsNoTracking().Where(p => p.TargetKind == "sources" && p.Part != KeptParts.Source).Select(p => new { p.Id, p.TargetId }).ToListAsync(acting.Cancel)).Where(p => touched.Contains(p.TargetId)).ToList();
        var recruits = await acting.Context.Set<Recruit>().Where(r => r.ParticipantId == participant).Select(r => r.Id).ToListAsync(acting.Cancel);

        var attributes = await acting.Context.Set<Classifying.ParticipantAttribute>().Where(a => a.ParticipantId == participant).Select(a => a.Id).ToListAsync(acting.Cancel);

        var charted = words.Whole.Keys.Append(participant).ToList();
        var cells = await acting.Context.Set<Frameworks.FrameworkCell>().Where(c => charted.Contains(c.RowId)).Select(c => c.Id).ToListAsync(acting.Cancel);

        var appointments = await acting.Context.Set<Appointments.AppointmentParticipant>().Where(a => a.ParticipantId == participant).Select(a => a.AppointmentId).ToListAsync(acting.Cancel);

        // A voice cannot be taken out of a recording, so every recording in which they are heard goes whole.
        var recordings = await Transcription.Voices.RecordingsAsync(acting.Context, participant, acting.Cancel);
        var rows = await Erasure.RunAsync(acting, new ErasureAsked(Kind, participant)
        {
            Roots = [.. kept.Select(p => (typeof(KeptPiece), p.Id)), .. recordings.Select(id => (typeof(Transcription.Recording), id)), .. words.Whole.Keys.Select(id => (typeof(Source), id)), .. words.OtherLabels.Select(id => (typeof(Passage), id)), .. recruits.Select(id => (typeof(Recruit), id)), .. attributes.Select(id => (typeof(Classifying.ParticipantAttribute), id)), .. cells.Select(id => (typeof(Frameworks.FrameworkCell), id)), .. appointments.Select(id => (typeof(Appointments.Appointment), id))],
            Also = also,
            Parts = [.. words.Turns.Select(t => new ErasedPart(typeof(Revision), t.Key, [.. t.Value.Select(s => s.Words)]))],
            Memos = [participant],
        });
        return new Withdrew(withdrawal, words.Whole.Count, words.TurnCount, rows, words.Unnamed, Recordings: recordings.Count);
    }
}
