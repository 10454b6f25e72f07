using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Transcription;

/// <summary>The queue of transcription: every recording, how far it is, who works at it, and what was found when somebody listened again.</summary>
[Question("transcriptions", Permission.ReadStudy)]
public sealed record TranscriptionsOfStudy : Question<TranscriptionQueue>
{
    /// <inheritdoc/>
    public override async Task<TranscriptionQueue> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var recordings = await context.All<Recording>().AsNoTracking().ToListAsync(cancel);
        if (recordings.Count == 0)
        {
            return new TranscriptionQueue([]);
        }

        var encounters = (await new Field().AskAsync(asking)).Encounters.ToDictionary(e => e.Id);
        var people = await context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var sources = await context.All<Source>().AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var checks = (await context.All<TranscriptCheck>().AsNoTracking().ToListAsync(cancel)).ToLookup(c => c.RecordingId);
        var hours = (await context.All<TranscriptionHours>().AsNoTracking().ToListAsync(cancel)).ToLookup(h => h.RecordingId);
        var (readsAll, reads) = (await asking.MayAsync(Permission.HearRecordings), await asking.MayAsync(Permission.ReadMaterial));
        await using var now = asking.Services.Database.Live(new View(context.Study));
        var (present, voices, today) = (await Sounds.PresentAsync(now, cancel), await Voices.OfAsync(now, asking.Services, cancel), Dates.Today(asking.Services));

        // Whom the study names today hears today, whatever cut is shown.
        var mine = asking.Me is { } me ? (await now.Set<Recording>().AsNoTracking().Where(r => r.TranscriberId == me || r.CheckerId == me).Select(r => r.Id).ToListAsync(cancel)).ToHashSet() : [];
        string? Named(Guid? id) => id is { } known ? people.GetValueOrDefault(known) : null;
        return new TranscriptionQueue([.. recordings.Where(r => encounters.ContainsKey(r.EncounterId)).Select(r =>
        {
            var (encounter, hears) = (encounters[r.EncounterId], readsAll || mine.Contains(r.Id));
            return new TranscriptionLine(
                r.Id, encounter.Name, r.EncounterId, encounter.Kind, encounter.Date, encounter.Site, encounter.Phase, hears ? r.FileName : null, r.Kind, r.Size, r.Milliseconds is { } ms ? RecordingLength.InWords(TimeSpan.FromMilliseconds(ms)) : null,
                r.Milliseconds is { } millis ? RecordingLength.Hours(TimeSpan.FromMilliseconds(millis)) : null, r.LengthFromFile, r.State, r.TranscriberId, Named(r.TranscriberId), r.CheckerId, Named(r.CheckerId), r.Due,
                Transcribing.IsOverdue(r.State, Dates.Kept(r.Due)?.Last, today), r.SourceId, r.SourceId is { } source ? sources.GetValueOrDefault(source) : null, r.BlobId is { } blob && present.Contains(blob), hears,
                voices.Against(r.EncounterId), voices.Unrecorded(r.EncounterId), r.ErasedOn, r.ErasedWhy, r.MovedAt,
                [.. hours[r.Id].OrderBy(h => h.Day, StringComparer.Ordinal).ThenBy(h => h.Id).Select(h => new HoursLine(Named(h.PersonId) ?? "Fieldthread", h.Day, RecordingLength.Hours(TimeSpan.FromMinutes(h.Minutes)), hears || reads ? h.Note : ""))],
                [.. checks[r.Id].OrderBy(c => c.Id).Select(c => new CheckLine(Named(c.PersonId) ?? "Fieldthread", c.Day, c.Outcome, hears || reads ? c.Found : "", hears || reads ? c.WhySamePerson : ""))]);
        }).OrderBy(l => l.State).ThenBy(l => l.Due ?? "9999", StringComparer.Ordinal).ThenBy(l => l.Encounter, NaturalOrder.Instance)]);
    }
}

/// <summary>The queue.</summary>
/// <param name="Recordings">Recordings, those that wait first, within each state by the day on which they are due.</param>
public sealed record TranscriptionQueue(IReadOnlyList<TranscriptionLine> Recordings)
{
    /// <summary>The sentence at the head of the page.</summary>
    public string InWords => Recordings.Count == 0 ? "No recording is kept yet."
        : $"{(Recordings.Count == 1 ? "One recording" : $"{Recordings.Count} recordings")}{(Hours > 0 ? $", {Hours:0.##} hours of sound" : "")}: {string.Join(", ", Enum.GetValues<TranscriptionState>().Select(s => (State: s, Count: Recordings.Count(r => r.State == s))).Where(s => s.Count > 0).Select(s => $"{s.Count} {Transcribing.InWords(s.State)}"))}.{(Worked > 0 ? $" {Worked:0.##} hours of work went into them." : "")}{(Recordings.Count(r => r.IsOverdue) is > 0 and var late ? $" {late} overdue." : "")}";

    /// <summary>Hours of sound, where lengths are known.</summary>
    public decimal Hours => Recordings.Sum(r => r.Hours ?? 0);

    /// <summary>Hours of work.</summary>
    public decimal Worked => Recordings.Sum(r => r.Worked);
}

/// <summary>A recording in the queue.</summary>
/// <param name="Id">The recording.</param>
/// <param name="Encounter">Name of the encounter.</param>
/// <param name="EncounterId">The encounter.</param>
/// <param name="Kind">Kind of the encounter, in words.</param>
/// <param name="Date">Its partial date, or null.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="Phase">Name of the phase, or null.</param>
/// <param name="FileName">Name of the file, for those who may hear it; null for others.</param>
/// <param name="Sound">Kind of sound: “MP3”.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Length">How long it plays, as 1:15:30; null where nobody knows.</param>
/// <param name="Hours">The same in hours.</param>
/// <param name="LengthFromFile">True where the file itself says it.</param>
/// <param name="State">How far it is.</param>
/// <param name="TranscriberId">Who writes it down, or null.</param>
/// <param name="Transcriber">Their name.</param>
/// <param name="CheckerId">Who is asked to listen again, or null.</param>
/// <param name="Checker">Their name.</param>
/// <param name="Due">The last day on which the transcript is to be there, or null.</param>
/// <param name="IsOverdue">True where that day is past.</param>
/// <param name="SourceId">The source that stands for it, or null.</param>
/// <param name="Source">Its name.</param>
/// <param name="HasSound">False once the sound was erased.</param>
/// <param name="MayHear">True where the asker’s role or part lets them hear it.</param>
/// <param name="Withheld">Why nobody hears it: who refused to be recorded or withdrew; null where nobody did.</param>
/// <param name="Unrecorded">Pseudonyms of those of whom no answer to being recorded is written down.</param>
/// <param name="ErasedOn">Day on which the sound was erased by itself, or null.</param>
/// <param name="ErasedWhy">Why.</param>
/// <param name="MovedAt">When its state last changed, UTC.</param>
/// <param name="Work">Hours that were worked at it.</param>
/// <param name="Checks">Who listened again, the first first.</param>
public sealed record TranscriptionLine(
    Guid Id, string Encounter, Guid EncounterId, string Kind, string? Date, string? Site, string? Phase, string? FileName, string Sound, long Size, string? Length, decimal? Hours, bool LengthFromFile, TranscriptionState State,
    Guid? TranscriberId, string? Transcriber, Guid? CheckerId, string? Checker, string? Due, bool IsOverdue, Guid? SourceId, string? Source, bool HasSound, bool MayHear, string? Withheld, IReadOnlyList<string> Unrecorded,
    string? ErasedOn, string ErasedWhy, DateTimeOffset MovedAt, IReadOnlyList<HoursLine> Work, IReadOnlyList<CheckLine> Checks)
{
    /// <summary>Hours of work, together.</summary>
    public decimal Worked => Work.Sum(w => w.Hours);

    /// <summary>True where the asker can listen now.</summary>
    public bool CanListen => HasSound && MayHear && Withheld is null;
}

/// <summary>Hours of work.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Day">When.</param>
/// <param name="Hours">How many.</param>
/// <param name="Note">What was done or was hard; empty for those who may not read it.</param>
public sealed record HoursLine(string Person, string Day, decimal Hours, string Note);

/// <summary>A check.</summary>
/// <param name="Person">Who listened again.</param>
/// <param name="Day">When.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Found">What was found; empty for those who may not read it.</param>
/// <param name="WhySamePerson">Why the transcriber checked it too; empty where another did.</param>
public sealed record CheckLine(string Person, string Day, CheckOutcome Outcome, string Found, string WhySamePerson);

/// <summary>Transcripts that are late, and recordings that somebody does not agree to any more.</summary>
internal sealed class TranscriptionAttention : IAttention
{
    public int Place => 36;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        var all = (await new TranscriptionsOfStudy().AskAsync(asking)).Recordings;
        var lines = new List<AttentionLine>();
        if (all.Count(r => r.IsOverdue) is > 0 and var late)
        {
            lines.Add(new(AttentionKind.Late, late == 1 ? "The transcript of one recording is past its day." : $"The transcripts of {late} recordings are past their days.", "See who works at it, or set another day.", "transcription", "Transcription"));
        }

        if (all.Count(r => r is { HasSound: true, Withheld: not null }) is > 0 and var held)
        {
            lines.Add(new(AttentionKind.Conflict, held == 1 ? "One recording is kept, and somebody heard in it refused to be recorded or withdrew." : $"{held} recordings are kept, and somebody heard in them refused to be recorded or withdrew.", "Nobody hears it any more. Erase it.", "transcription", "Transcription"));
        }

        return lines;
    }
}
