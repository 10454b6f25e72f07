using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Acts.Jobs;

/// <summary>A job as its study sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Name of its kind.</param>
/// <param name="State">How it stands.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 where not known.</param>
/// <param name="Message">What is being done, or how it ended, in words.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
public sealed record JobLine(Guid Id, string Kind, JobState State, long Done, long Total, string Message, DateTimeOffset CreatedAt)
{
    internal static JobLine Of(Job job)
    {
        var now = JobRows.Now(job);
        return new JobLine(now.Id, now.Kind, now.State, now.Done, now.Total, now.Message, now.CreatedAt);
    }
}

/// <summary>Asks how a job stands.</summary>
/// <param name="Id">The job.</param>
[Question("job", Permission.ReadStudy)]
[Refuses("unknown", "there is no such job in this study")]
public sealed record JobById(Guid Id) : Question<JobLine>
{
    /// <inheritdoc/>
    public override async Task<JobLine> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var found = await asking.Context.ReadAsync($"SELECT {JobRows.Columns} FROM jobs WHERE study_id = @study AND id = @id", JobRows.Read, asking.Cancel, ("study", asking.Context.Study), ("id", Id));
        return found.Count == 1 ? JobLine.Of(found[0]) : throw new RefusedException(new Refusal("unknown", "There is no such job in this study."));
    }
}

/// <summary>Lists the jobs of a study, newest first.</summary>
/// <param name="Before">Only those older than this one; null from the newest.</param>
/// <param name="Limit">How many at most; 1 to 200.</param>
[Question("jobs", Permission.ReadStudy)]
public sealed record JobsOfStudy(Guid? Before = null, int Limit = 50) : Question<IReadOnlyList<JobLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<JobLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        // Ids carry the time at which they were made, and both databases order them by their bytes.
        var older = Before is null ? "" : " AND id < @before";
        var found = await asking.Context.ReadAsync($"SELECT {JobRows.Columns} FROM jobs WHERE study_id = @study{older} ORDER BY id DESC LIMIT @limit", JobRows.Read, asking.Cancel,
            [("study", asking.Context.Study), ("limit", Math.Clamp(Limit, 1, 200)), .. Before is { } before ? [("before", before)] : Array.Empty<(string, object?)>()]);
        return [.. found.Select(JobLine.Of)];
    }
}
