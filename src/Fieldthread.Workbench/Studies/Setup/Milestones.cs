using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Plans something that the study owes: an interim report, a dataset, a meeting.</summary>
/// <param name="Name">What it is, unique in the study.</param>
/// <param name="Planned">When it is due: 2013, 2013-07, 2013-07-22, summer 2013, Q3 2013.</param>
/// <param name="Actual">Partial date on which it was done; null where it is not.</param>
/// <param name="Note">What is said of it; may be empty.</param>
[Act("add-milestone", Permission.KeepStudy)]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the plan has something of that name")]
[Refuses("bad-date", "a date is no date of the calendar, no season and no quarter of a year")]
public sealed record AddMilestone(string Name, string Planned, string? Actual = null, string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = new Milestone();
        await SetAsync(acting, row, Name, Planned, Actual, Note);
        return new Added(acting.Add(row).Id);
    }

    internal static async Task SetAsync(Acting acting, Milestone row, string name, string planned, string? actual, string note)
    {
        var given = Acting.Given(name, "The name");
        if (await acting.Context.Set<Milestone>().AnyAsync(m => m.Name == given && m.Id != row.Id, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"The plan has “{given}” already.", "Put the year or a number into the name.");
        }

        if (!PlannedDate.TryParse(planned, out var due))
        {
            Acting.Refuse("bad-date", $"“{planned}” is not a date, a season or a quarter.", "Write 2013, 2013-07, 2013-07-22, summer 2013 or Q3 2013. Winter lies in two years: write the month.");
        }

        (row.Name, row.Planned, row.Actual, row.Note) = (given, due.Text, Dates.Read(actual)?.ToString(), Acting.Clean(note));
    }
}

/// <summary>Corrects what is planned, or writes down when it was done.</summary>
/// <param name="Milestone">Which.</param>
/// <param name="Name">What it is, unique in the study.</param>
/// <param name="Planned">When it is due.</param>
/// <param name="Actual">Partial date on which it was done; null where it is not.</param>
/// <param name="Note">What is said of it; may be empty.</param>
[Act("edit-milestone", Permission.KeepStudy)]
[Refuses("unknown", "the plan has no such thing")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the plan has something else of that name")]
[Refuses("bad-date", "a date is no date of the calendar, no season and no quarter of a year")]
public sealed record EditMilestone(Guid Milestone, string Name, string Planned, string? Actual = null, string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Milestone>(Milestone);
        await AddMilestone.SetAsync(acting, row, Name, Planned, Actual, Note);
        return new Added(row.Id);
    }
}

/// <summary>Takes something out of the plan.</summary>
/// <param name="Milestone">Which.</param>
[Act("remove-milestone", Permission.KeepStudy)]
[Refuses("unknown", "the plan has no such thing")]
public sealed record RemoveMilestone(Guid Milestone) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Remove(await acting.FindAsync<Milestone>(Milestone));
        return new Added(Milestone);
    }
}
