namespace Fieldthread.Core.Fieldwork;

/// <summary>What is done to a source between the field and the findings.</summary>
public enum WorkKind
{
    /// <summary>A recording becomes a text.</summary>
    Transcribe,

    /// <summary>The text is corrected and its names are replaced.</summary>
    Clean,

    /// <summary>It is coded.</summary>
    Code,

    /// <summary>It is charted: summarised by case and theme.</summary>
    Chart,
}

/// <summary>How far a piece of work is.</summary>
public enum WorkState
{
    /// <summary>Nobody has begun.</summary>
    NotBegun,

    /// <summary>Somebody is at it.</summary>
    UnderWay,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It is not done to this source.</summary>
    NotNeeded,
}

/// <summary>What the study itself knows of a piece of work.</summary>
/// <param name="State">How far that shows it to be: texts, revisions and codings tell that something was begun, hardly ever that it is finished.</param>
/// <param name="Moved">When the last of it came about, or null for nothing.</param>
/// <param name="InWords">What it is: “34 codings”; empty for nothing.</param>
/// <param name="IsCertain">True where nothing that a person says can be added, as that a text is there.</param>
public sealed record KnownWork(WorkState State, DateTimeOffset? Moved, string InWords, bool IsCertain = false);

/// <summary>What a person said of a piece of work.</summary>
/// <param name="State">How far it is; null where only an owner or a day was said.</param>
/// <param name="At">When it was said.</param>
public sealed record SaidWork(WorkState? State, DateTimeOffset At);

/// <summary>A piece of work as it stands, from what is known and what was said.</summary>
/// <param name="State">How far it is.</param>
/// <param name="IsSaid">True where a person said so, and it is not only seen.</param>
/// <param name="Moved">When it last moved; null where it never did.</param>
/// <param name="Doubt">What speaks against what was said; empty for nothing.</param>
public sealed record StandingWork(WorkState State, bool IsSaid, DateTimeOffset? Moved, string Doubt);

/// <summary>The rules of the work board.</summary>
public static class WorkBoard
{
    /// <summary>How many days a piece of work may stand before it is pointed out, where nobody sets another number.</summary>
    public const int UsualDays = 14;

    /// <summary>A kind of work, as the head of a column.</summary>
    public static string InWords(WorkKind kind) => kind switch { WorkKind.Transcribe => "transcribe", WorkKind.Clean => "clean", WorkKind.Code => "code", _ => "chart" };

    /// <summary>A state as people say it.</summary>
    public static string InWords(WorkState state) => state switch { WorkState.NotBegun => "not begun", WorkState.UnderWay => "under way", WorkState.Done => "done", _ => "not needed" };

    /// <summary>Where a piece of work stands. What is certain stands over what was said; otherwise what was said stands, and what is known since speaks against it where it does.</summary>
    /// <param name="known">What the study knows.</param>
    /// <param name="said">What a person said last, or null.</param>
    public static StandingWork Of(KnownWork known, SaidWork? said)
    {
        ArgumentNullException.ThrowIfNull(known);
        var moved = said is null ? known.Moved : known.Moved is { } seen && seen > said.At ? seen : said.At;
        if (known.IsCertain || said?.State is not { } state)
        {
            return new StandingWork(known.State, false, moved, "");
        }

        var since = known.Moved > said.At;
        var doubt = state switch
        {
            WorkState.NotBegun when known.State != WorkState.NotBegun => $"said not begun, yet {known.InWords}",
            WorkState.NotNeeded when known.State != WorkState.NotBegun => $"said not needed, yet {known.InWords}",
            WorkState.Done when since => $"said done, and moved since: {known.InWords}",
            _ => "",
        };
        return new StandingWork(state, true, moved, doubt);
    }

    /// <summary>Days since a piece of work last moved; null where it never did.</summary>
    public static int? Age(DateTimeOffset? moved, DateTimeOffset now) => moved is { } at ? Math.Max(0, (int)(now - at).TotalDays) : null;

    /// <summary>True where somebody is at it, or is to be, and it has not moved for longer than that.</summary>
    /// <param name="state">How far it is.</param>
    /// <param name="hasOwner">True where somebody is to do it.</param>
    /// <param name="age">Days since it last moved.</param>
    /// <param name="days">How many are borne.</param>
    public static bool IsStalled(WorkState state, bool hasOwner, int? age, int days) => (state == WorkState.UnderWay || (state == WorkState.NotBegun && hasOwner)) && age > days;

    /// <summary>True where its day is past and it is not done.</summary>
    public static bool IsOverdue(WorkState state, DateOnly? due, DateOnly today) => state is WorkState.NotBegun or WorkState.UnderWay && due is { } last && today > last;
}
