using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Transcription;

/// <summary>How a recording was taken out.</summary>
public enum ListeningWay
{
    /// <summary>It was played.</summary>
    Played,

    /// <summary>It was written into a file.</summary>
    Written,
}

/// <summary>That somebody began to hear a recording.</summary>
[Table("listenings", "hearing of a recording")]
public sealed class Listening : Evidence
{
    /// <summary>Which.</summary>
    [RefersTo(typeof(Recording))]
    public Guid RecordingId { get; set; }

    /// <summary>Who; null for the owner of the installation, who is nobody of the study.</summary>
    [RefersTo(typeof(Person))]
    public Guid? PersonId { get; set; }

    /// <summary>How.</summary>
    public ListeningWay Way { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>Writes down that somebody begins to hear a recording. A player asks for its sound in many pieces; what is heard within an hour is one hearing.</summary>
/// <param name="Recording">Which.</param>
/// <param name="Way">Played, or written into a file.</param>
[Act("note-listening", Permission.ReadStudy, CanBeUndone = false)]
[Refuses("unknown", "there is no such recording")]
[Refuses("not-yours", "neither the actor’s role nor their part in it lets them hear it")]
public sealed record NoteListening(Guid Recording, ListeningWay Way = ListeningWay.Played) : Act<Added>
{
    /// <summary>For how long what is heard counts as one hearing.</summary>
    internal static readonly TimeSpan One = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Recording>(Recording);
        if (!await Sounds.MayHearAsync(acting.Context, acting.Actor, acting.Me, row, acting.Cancel))
        {
            Acting.Refuse("not-yours", "This recording is not yours to hear.", "Those hear it who lead the study, keep its identities, or are named as its transcriber or checker.");
        }

        return new Added(acting.Add(new Listening { RecordingId = row.Id, PersonId = acting.Me, Way = Way, At = acting.Now }).Id);
    }

    /// <summary>True where it is written down already that somebody hears it now.</summary>
    internal static async Task<bool> IsNotedAsync(StudyContext now, Guid recording, Guid? person, DateTimeOffset at, CancellationToken cancel)
    {
        var newest = await now.Set<Listening>().AsNoTracking().Where(l => l.RecordingId == recording && l.PersonId == person && l.Way == ListeningWay.Played).OrderByDescending(l => l.Id).Select(l => (DateTimeOffset?)l.At).FirstOrDefaultAsync(cancel);
        return newest is { } last && at - last < One;
    }
}

/// <summary>Who heard which recording, newest first.</summary>
/// <param name="Recording">Of one recording; null for all.</param>
[Question("listenings", Permission.HearRecordings)]
public sealed record ListeningsOf(Guid? Recording = null) : Question<IReadOnlyList<ListeningLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ListeningLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var recordings = (await new TranscriptionsOfStudy().AskAsync(asking)).Recordings.ToDictionary(r => r.Id, r => r.Encounter);
        var people = await asking.Context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var rows = await asking.Context.All<Listening>().AsNoTracking().Where(l => Recording == null || l.RecordingId == Recording).OrderByDescending(l => l.Id).ToListAsync(asking.Cancel);
        return [.. rows.Where(l => recordings.ContainsKey(l.RecordingId)).Select(l => new ListeningLine(l.RecordingId, recordings[l.RecordingId], l.PersonId is { } who ? people.GetValueOrDefault(who, "") : "the owner of the installation", l.Way, l.At))];
    }
}

/// <summary>A hearing.</summary>
/// <param name="Recording">Of which recording.</param>
/// <param name="Encounter">Name of its encounter.</param>
/// <param name="Person">Who heard it.</param>
/// <param name="Way">Played, or written into a file.</param>
/// <param name="At">When, UTC.</param>
public sealed record ListeningLine(Guid Recording, string Encounter, string Person, ListeningWay Way, DateTimeOffset At)
{
    /// <summary>“played”, “written into a file”.</summary>
    public string WayInWords => Way == ListeningWay.Played ? "played" : "written into a file";
}
