using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Transcription;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The queue of transcription, as files.</summary>
public static class TranscriptionTables
{
    /// <summary>Every table of the queue.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<TranscriptionsOfStudy, TranscriptionQueue>("transcription", "The queue of transcription, one recording a row", Queue),
        TableExport.Of<TranscriptionsOfStudy, TranscriptionQueue>("transcription-work", "Hours worked at recordings and checks of transcripts, one a row", Work),
        TableExport.Of<ListeningsOf, IReadOnlyList<ListeningLine>>("recordings-heard", "Who heard which recording, and when", Heard),
    ];

    /// <summary>A recording a row.</summary>
    public static PlainTable Queue(TranscriptionQueue queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return PlainTable.Of(
            "transcription", queue.Recordings, ("encounter", r => r.Encounter), ("date", r => r.Date), ("site", r => r.Site), ("phase", r => r.Phase), ("sound", r => r.Sound), ("length", r => r.Length), ("hours", r => r.Hours),
            ("state", r => Transcribing.InWords(r.State)), ("transcriber", r => r.Transcriber), ("checker", r => r.Checker), ("due", r => r.Due), ("overdue", r => r.IsOverdue ? "yes" : "no"), ("hours worked", r => r.Worked), ("source", r => r.Source),
            ("checked by", r => r.Checks.Count > 0 ? r.Checks[^1].Person : null), ("checked on", r => r.Checks.Count > 0 ? r.Checks[^1].Day : null), ("last check", r => r.Checks.Count > 0 ? Transcribing.InWords(r.Checks[^1].Outcome) : null),
            ("consent to recording", r => r.Withheld ?? (r.Unrecorded.Count > 0 ? "no answer of " + string.Join(", ", r.Unrecorded) : "")), ("sound kept", r => r.HasSound ? "yes" : "no"), ("recording", r => r.Id.ToString()));
    }

    /// <summary>A hearing a row.</summary>
    public static PlainTable Heard(IReadOnlyList<ListeningLine> list) => PlainTable.Of(
        "recordings-heard", list, ("encounter", l => l.Encounter), ("person", l => l.Person), ("how", l => l.WayInWords), ("at", l => l.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), ("recording", l => l.Recording.ToString("D", CultureInfo.InvariantCulture)));

    /// <summary>Hours and checks, recording by recording.</summary>
    public static PlainTable Work(TranscriptionQueue queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        var rows = queue.Recordings.SelectMany(r => r.Work.Select(w => (r, w.Person, w.Day, What: "hours", Hours: (decimal?)w.Hours, Said: w.Note))
            .Concat(r.Checks.Select(c => (r, c.Person, c.Day, What: "check: " + Transcribing.InWords(c.Outcome), Hours: (decimal?)null, Said: c.WhySamePerson.Length > 0 ? $"{c.Found} (by the transcriber: {c.WhySamePerson})" : c.Found))));
        return PlainTable.Of("transcription-work", rows, ("encounter", x => x.r.Encounter), ("person", x => x.Person), ("day", x => x.Day), ("what", x => x.What), ("hours", x => x.Hours), ("said", x => x.Said), ("recording", x => x.r.Id.ToString("D", CultureInfo.InvariantCulture)));
    }
}
