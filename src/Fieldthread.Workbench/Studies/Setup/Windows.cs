using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Studies;

/// <summary>Adds a time in the field to a phase. It may lie outside the phase: that is told on the page, not refused.</summary>
/// <param name="Phase">Which phase.</param>
/// <param name="Name">What it is called; may be empty.</param>
/// <param name="PlannedStarts">Partial date of its planned first day.</param>
/// <param name="PlannedEnds">Partial date of its planned last day.</param>
/// <param name="Starts">Partial date of its first day as it was.</param>
/// <param name="Ends">Partial date of its last day as it was; null while it runs.</param>
[Act("add-window", Permission.KeepStudy)]
[Refuses("unknown", "there is no such phase")]
[Refuses("empty", "no date was given")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
public sealed record AddWindow(Guid Phase, string Name = "", string? PlannedStarts = null, string? PlannedEnds = null, string? Starts = null, string? Ends = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var phase = await acting.FindAsync<Phase>(Phase);
        var row = new FieldworkWindow { PhaseId = phase.Id };
        Set(row, Name, (PlannedStarts, PlannedEnds), (Starts, Ends));
        return new Added(acting.Add(row).Id);
    }

    internal static void Set(FieldworkWindow row, string name, (string? Starts, string? Ends) planned, (string? Starts, string? Ends) actual)
    {
        var (plan, fact) = (Dates.ReadPeriod(planned.Starts, planned.Ends), Dates.ReadPeriod(actual.Starts, actual.Ends));
        if (plan.From is null && plan.Last is null && fact.From is null && fact.Last is null)
        {
            Acting.Refuse("empty", "No date was given.", "Write when it was planned, when it was, or both.");
        }

        row.Name = Acting.Clean(name);
        (row.PlannedStarts, row.PlannedEnds, row.Starts, row.Ends) = (plan.From?.ToString(), plan.Last?.ToString(), fact.From?.ToString(), fact.Last?.ToString());
    }
}

/// <summary>Corrects a time in the field, or writes down when it began or ended.</summary>
/// <param name="Window">Which.</param>
/// <param name="Name">What it is called; may be empty.</param>
/// <param name="PlannedStarts">Partial date of its planned first day.</param>
/// <param name="PlannedEnds">Partial date of its planned last day.</param>
/// <param name="Starts">Partial date of its first day as it was.</param>
/// <param name="Ends">Partial date of its last day as it was; null while it runs.</param>
[Act("edit-window", Permission.KeepStudy)]
[Refuses("unknown", "there is no such time in the field")]
[Refuses("empty", "no date was given")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
public sealed record EditWindow(Guid Window, string Name = "", string? PlannedStarts = null, string? PlannedEnds = null, string? Starts = null, string? Ends = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<FieldworkWindow>(Window);
        AddWindow.Set(row, Name, (PlannedStarts, PlannedEnds), (Starts, Ends));
        return new Added(row.Id);
    }
}

/// <summary>Takes a time in the field away. What was done in it stays.</summary>
/// <param name="Window">Which.</param>
[Act("remove-window", Permission.KeepStudy)]
[Refuses("unknown", "there is no such time in the field")]
public sealed record RemoveWindow(Guid Window) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Remove(await acting.FindAsync<FieldworkWindow>(Window));
        return new Added(Window);
    }
}

/// <summary>Records what a text says of a phase’s dates. The study goes on going by the dates of the phase.</summary>
/// <param name="Phase">Which phase.</param>
/// <param name="Text">Which text: “Protocol, version 2”.</param>
/// <param name="Starts">Partial date on which the phase starts, by that text.</param>
/// <param name="Ends">Partial date on which it ends.</param>
[Act("add-phase-saying", Permission.KeepStudy)]
[Refuses("unknown", "there is no such phase")]
[Refuses("empty", "the text is not named, or no date was given")]
[Refuses("bad-date", "a date is no date of the calendar, or the phase would end before it starts")]
public sealed record AddPhaseSaying(Guid Phase, string Text, string? Starts = null, string? Ends = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var phase = await acting.FindAsync<Phase>(Phase);
        var text = Acting.Given(Text, "The name of the text");
        var when = Dates.ReadPeriod(Starts, Ends);
        if (when.From is null && when.Last is null)
        {
            Acting.Refuse("empty", "No date was given.", "Write when the phase starts or ends by that text.");
        }

        return new Added(acting.Add(new PhaseSaying { PhaseId = phase.Id, Text = text, Starts = when.From?.ToString(), Ends = when.Last?.ToString() }).Id);
    }
}

/// <summary>Takes away what a text was recorded to say of a phase.</summary>
/// <param name="Saying">Which.</param>
[Act("remove-phase-saying", Permission.KeepStudy)]
[Refuses("unknown", "nothing of the kind is recorded")]
public sealed record RemovePhaseSaying(Guid Saying) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Remove(await acting.FindAsync<PhaseSaying>(Saying));
        return new Added(Saying);
    }
}
