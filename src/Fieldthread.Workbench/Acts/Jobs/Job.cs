using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Acts.Jobs;

/// <summary>How a job stands.</summary>
public enum JobState
{
    /// <summary>It waits for a runner.</summary>
    Waiting,

    /// <summary>A runner holds it until its lease ends.</summary>
    Running,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>Its act refused; nothing was kept.</summary>
    Refused,

    /// <summary>Somebody stopped it; nothing was kept.</summary>
    Cancelled,

    /// <summary>The program failed at it; nothing was kept.</summary>
    Failed,
}

/// <summary>A piece of long work.</summary>
/// <param name="Study">Local number of the study; 0 for the installation.</param>
/// <param name="Id">Its id; acts that it does are done under it as client id, so that a second try never does them twice.</param>
/// <param name="Kind">Name of its kind: <c>import-project</c>.</param>
/// <param name="Payload">What the kind needs, as text; for a job with a file, <see cref="FilePayload"/> as JSON.</param>
/// <param name="Account">Who asked for it; null for the program itself.</param>
/// <param name="State">How it stands.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 where not known.</param>
/// <param name="Message">What is being done, or how it ended, in words.</param>
/// <param name="Cancel">True where somebody asked to stop it.</param>
/// <param name="LeasedUntil">Until when its runner holds it, UTC.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
public sealed record Job(int Study, Guid Id, string Kind, string Payload, Guid? Account, JobState State, long Done, long Total, string Message, bool Cancel, DateTimeOffset LeasedUntil, int Attempts, DateTimeOffset CreatedAt)
{
    /// <summary>True where it has ended, well or not.</summary>
    public bool Ended => State is not (JobState.Waiting or JobState.Running);
}

/// <summary>The payload of a job that works on a file.</summary>
/// <param name="Blob">The file, in <c>blobs</c>; removed when the job ends unless a source keeps it.</param>
/// <param name="FileName">Its name as it came.</param>
/// <param name="Options">What else the kind needs.</param>
public sealed record FilePayload(Guid Blob, string FileName, string? Options = null);

/// <summary>Reading of rows of jobs.</summary>
internal static class JobRows
{
    public const string Columns = "study_id, id, name, payload, account_id, state, done, total, message, cancel, leased_until, attempts, created_at";

    public static Job Read(System.Data.Common.DbDataReader row) => new(
        row.GetInt32(0), row.ReadId(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.ReadId(4), Enum.Parse<JobState>(row.GetString(5)),
        row.GetInt64(6), row.GetInt64(7), row.GetString(8), row.GetBoolean(9), Dialect.Instant(row.GetInt64(10)), row.GetInt32(11), Dialect.Instant(row.GetInt64(12)));

    /// <summary>The job with what its runner, where it is in this process, last said.</summary>
    public static Job Now(Job job) => job.State == JobState.Running && RunningJobs.Find(job.Id) is { Said: { } said } ? job with { Done = said.Done, Total = said.Total, Message = said.Doing } : job;
}
