using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Board;

/// <summary>The work board: every source, and every recording that has no text yet, by transcribe, clean, code and chart. What the study knows is known; the rest was said by a person.</summary>
/// <param name="Site">Only of that site, by name; null for all.</param>
/// <param name="Phase">Only of that phase, by name; null for all.</param>
/// <param name="Owner">Only where that person has a piece of work, by name; null for all.</param>
/// <param name="Days">A piece of work that has not moved for more days than this is pointed out; 1 to 3,650.</param>
[Question("work-board", Permission.ReadStudy)]
[Refuses("bad-number", "the number of days is below 1 or above 3,650")]
public sealed record BoardOfStudy(string? Site = null, string? Phase = null, string? Owner = null, int Days = WorkBoard.UsualDays) : Question<Board>
{
    /// <inheritdoc/>
    public override async Task<Board> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        if (Days is < 1 or > 3650)
        {
            Asking.Refuse("bad-number", $"{Days} days cannot be.", "Write a number of days from 1 to 3,650.");
        }

        var (context, cancel) = (asking.Context, asking.Cancel);
        var (clock, today) = (asking.Services.Clock.GetUtcNow(), Dates.Today(asking.Services));
        var sources = await new SourceList().AskAsync(asking);
        var people = await context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var recordings = (await new TranscriptionsOfStudy().AskAsync(asking)).Recordings;
        var items = (await context.All<WorkItem>().AsNoTracking().ToListAsync(cancel)).ToLookup(w => w.SourceId);
        var coded = await asking.Cache.UnlessChangedAsync("board-codings", asking, [typeof(Coding), typeof(Revision)], () => CodedAsync(context, cancel));
        var revised = await RevisedAsync(context, cancel);
        var showsChart = await context.All<StudyDetail>().AnyAsync(d => d.Stance == Stance.Framework, cancel) || items.SelectMany(g => g).Any(w => w.Kind == WorkKind.Chart);
        IReadOnlyList<WorkKind> kinds = [.. Enum.GetValues<WorkKind>().Where(k => k != WorkKind.Chart || showsChart)];
        WorkCell Cell(WorkKind kind, KnownWork known, WorkItem? item, string? owner = null, string? due = null)
        {
            var standing = WorkBoard.Of(known, item is null ? null : new SaidWork(item.State, item.SaidAt));
            var (who, last, age) = (item?.OwnerId is { } id ? people.GetValueOrDefault(id) : owner, item?.Due ?? due, WorkBoard.Age(standing.Moved, clock));
            return new WorkCell(
                kind, standing.State, standing.IsSaid, item?.SaidById is { } by ? people.GetValueOrDefault(by) : null, who, item?.OwnerId, last, age, known.InWords, standing.Doubt, item?.Note ?? "",
                WorkBoard.IsStalled(standing.State, who is not null, age, Days), WorkBoard.IsOverdue(standing.State, Dates.Kept(last)?.Last, today));
        }

        var lines = new List<BoardLine>();
        foreach (var r in recordings.Where(r => r.SourceId is null))
        {
            lines.Add(new BoardLine(null, r.Id, $"{r.Encounter} (recording)", r.Site, r.Phase,
                [.. kinds.Select(k => k == WorkKind.Transcribe ? Cell(k, Of(r), null, r.Transcriber, r.Due) : Cell(k, new KnownWork(WorkState.NotBegun, null, ""), null))]));
        }

        var queue = recordings.Where(r => r.SourceId is not null).ToLookup(r => r.SourceId!.Value);
        foreach (var s in sources)
        {
            var own = items[s.Id].ToDictionary(w => w.Kind);
            var heard = queue[s.Id].OrderBy(r => r.State).FirstOrDefault();
            var (codings, revisions) = (coded.GetValueOrDefault(s.Id), revised.GetValueOrDefault(s.Id));
            lines.Add(new BoardLine(s.Id, heard?.Id, s.Name, s.Site, s.Phase,
            [
                .. kinds.Select(k => k switch
                {
                    WorkKind.Transcribe => heard is null ? Cell(k, new KnownWork(WorkState.Done, null, "a text is there", IsCertain: true), null) : Cell(k, Of(heard), null, heard.Transcriber, heard.Due),
                    WorkKind.Clean => Cell(k, revisions is { } steps ? new KnownWork(WorkState.UnderWay, steps.Last, steps.Count == 1 ? "one further revision" : $"{steps.Count} further revisions") : new KnownWork(WorkState.NotBegun, null, ""), own.GetValueOrDefault(k)),
                    WorkKind.Code => Cell(k, codings is { } some ? new KnownWork(WorkState.UnderWay, some.Last, some.Count == 1 ? "one coding" : $"{some.Count:N0} codings") : new KnownWork(WorkState.NotBegun, null, ""), own.GetValueOrDefault(k)),
                    _ => Cell(k, new KnownWork(WorkState.NotBegun, null, ""), own.GetValueOrDefault(k)),
                }),
            ]));
        }

        var shown = lines.Where(l => (Empty(Site) || l.Site == Site) && (Empty(Phase) || l.Phase == Phase) && (Empty(Owner) || l.Cells.Any(c => c.Owner == Owner))).OrderBy(l => l.Name, NaturalOrder.Instance).ToList();
        return new Board(kinds, shown, [.. lines.SelectMany(l => l.Cells).Select(c => c.Owner).OfType<string>().Distinct().Order(NaturalOrder.Instance)], Days);
    }

    private static bool Empty(string? filter) => string.IsNullOrWhiteSpace(filter);

    private static KnownWork Of(TranscriptionLine r) => new(
        r.State switch { TranscriptionState.Waiting => WorkState.NotBegun, TranscriptionState.BeingTranscribed => WorkState.UnderWay, _ => WorkState.Done }, r.MovedAt,
        r.State == TranscriptionState.Transcribed ? "not checked yet" : Transcribing.InWords(r.State), IsCertain: true);

    /// <summary>By source, how many codings its newest text carries as the asker sees them, and when the last was made.</summary>
    private static async Task<Dictionary<Guid, (int Count, DateTimeOffset? Last)?>> CodedAsync(StudyContext context, CancellationToken cancel)
    {
        var newest = (await context.All<Revision>().Select(r => new { r.Id, r.SourceId, r.Number }).ToListAsync(cancel)).GroupBy(r => r.SourceId).ToDictionary(g => g.MaxBy(r => r.Number)!.Id, g => g.Key);
        var codings = await context.All<Coding>().GroupBy(c => c.RevisionId).Select(g => new { Revision = g.Key, Count = g.Count(), Last = g.Max(c => c.CodedAt) }).ToListAsync(cancel);
        return codings.Where(c => newest.ContainsKey(c.Revision)).ToDictionary(c => newest[c.Revision], c => ((int, DateTimeOffset?)?)(c.Count, c.Last));
    }

    /// <summary>By source, how many further revisions it has, and when the last was made.</summary>
    private static async Task<Dictionary<Guid, (int Count, DateTimeOffset Last)?>> RevisedAsync(StudyContext context, CancellationToken cancel)
    {
        var of = await context.All<Revision>().Select(r => new { r.Id, r.SourceId }).ToDictionaryAsync(r => r.Id, r => r.SourceId, cancel);
        var steps = await context.All<RevisionStep>().Select(s => new { s.RevisionId, s.MadeAt }).ToListAsync(cancel);
        return steps.Where(s => of.ContainsKey(s.RevisionId)).GroupBy(s => of[s.RevisionId]).ToDictionary(g => g.Key, g => ((int, DateTimeOffset)?)(g.Count(), g.Max(s => s.MadeAt)));
    }
}

/// <summary>The work board.</summary>
/// <param name="Kinds">Its columns. Charting stands there in a study whose stance is framework, or where somebody spoke of it.</param>
/// <param name="Lines">Its lines, by name.</param>
/// <param name="Owners">Everybody who has a piece of work, whatever is filtered.</param>
/// <param name="Days">After how many days a piece of work is pointed out.</param>
public sealed record Board(IReadOnlyList<WorkKind> Kinds, IReadOnlyList<BoardLine> Lines, IReadOnlyList<string> Owners, int Days)
{
    /// <summary>The sentence at the head of the page.</summary>
    public string InWords => Lines.Count == 0 ? "Nothing to work at." : string.Join("; ", Kinds.Select((k, i) => $"{(i == 0 ? char.ToUpperInvariant(WorkBoard.InWords(k)[0]) + WorkBoard.InWords(k)[1..] : WorkBoard.InWords(k))}: {Lines.Count(l => l.Cells[i].State == WorkState.Done)} of {Lines.Count(l => l.Cells[i].State != WorkState.NotNeeded)} done")) + "."
        + (Lines.Sum(l => l.Cells.Count(c => c.IsStalled)) is > 0 and var still ? $" {still} not moved for more than {Days} days." : "") + (Lines.Sum(l => l.Cells.Count(c => c.IsOverdue)) is > 0 and var late ? $" {late} past their day." : "");
}

/// <summary>A line of the board.</summary>
/// <param name="Source">The source; null for a recording without a text.</param>
/// <param name="Recording">The recording, where there is one.</param>
/// <param name="Name">Name.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="Phase">Name of the phase, or null.</param>
/// <param name="Cells">A piece of work a column.</param>
public sealed record BoardLine(Guid? Source, Guid? Recording, string Name, string? Site, string? Phase, IReadOnlyList<WorkCell> Cells);

/// <summary>A piece of work.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="State">How far it is.</param>
/// <param name="IsSaid">True where a person said so; false where the study shows it.</param>
/// <param name="SaidBy">Who said something of it last, or null.</param>
/// <param name="Owner">Whose it is, or null.</param>
/// <param name="OwnerId">The same by id, where it was said here.</param>
/// <param name="Due">The last day, or null.</param>
/// <param name="Age">Days since it last moved; null where it never did.</param>
/// <param name="Known">What the study knows of it; empty for nothing.</param>
/// <param name="Doubt">What speaks against what was said; empty for nothing.</param>
/// <param name="Note">What is to be known of it.</param>
/// <param name="IsStalled">True where it has not moved for too long.</param>
/// <param name="IsOverdue">True where its day is past.</param>
public sealed record WorkCell(
    WorkKind Kind, WorkState State, bool IsSaid, string? SaidBy, string? Owner, Guid? OwnerId, string? Due, int? Age, string Known, string Doubt, string Note, bool IsStalled, bool IsOverdue)
{
    /// <summary>Age in words: “today”, “3 days ago”; empty where it never moved.</summary>
    public string AgeInWords => Age switch { null => "", 0 => "today", 1 => "yesterday", { } days => $"{days:N0} days ago" };
}

/// <summary>Work on sources that is past its day.</summary>
internal sealed class BoardAttention : IAttention
{
    public int Place => 37;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        if (!await asking.Context.All<WorkItem>().AnyAsync(w => w.Due != null, asking.Cancel))
        {
            return [];
        }

        // Transcripts that are late are told by the queue.
        var late = (await new BoardOfStudy().AskAsync(asking)).Lines.Sum(l => l.Cells.Count(c => c.IsOverdue && c.Kind != WorkKind.Transcribe));
        return late == 0 ? [] : [new AttentionLine(AttentionKind.Late, late == 1 ? "One piece of work on a source is past its day." : $"{late} pieces of work on sources are past their days.", "See who has it, or set another day.", "board", "Work board")];
    }
}
