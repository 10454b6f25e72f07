using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Adds a phase to the study.</summary>
/// <param name="Name">Name as shown.</param>
/// <param name="Starts">Partial date: 2021, 2021-03 or 2021-03-01; null where not known.</param>
/// <param name="Ends">Partial date; null while it runs.</param>
[Act("add-phase", Permission.KeepStudy)]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has a phase of that name")]
[Refuses("bad-date", "a date is no date of the calendar, or the phase would end before it starts")]
public sealed record AddPhase(string Name, string? Starts = null, string? Ends = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name of the phase");
        await Phases.RefuseTakenAsync(acting, name, null);
        return new Added(acting.Add(new Phase { Name = name }.When(Dates.ReadPeriod(Starts, Ends))).Id);
    }
}

/// <summary>Gives a phase another name or other dates. Cuts that were narrowed to it stay as they are.</summary>
/// <param name="Phase">Which phase.</param>
/// <param name="Name">Name as shown, unique in the study.</param>
/// <param name="Starts">Partial date; null where not known.</param>
/// <param name="Ends">Partial date; null while it runs.</param>
[Act("edit-phase", Permission.KeepStudy)]
[Refuses("unknown", "there is no such phase")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "another phase has that name")]
[Refuses("bad-date", "a date is no date of the calendar, or the phase would end before it starts")]
public sealed record EditPhase(Guid Phase, string Name, string? Starts = null, string? Ends = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var phase = await acting.FindAsync<Phase>(Phase);
        var name = Acting.Given(Name, "The name of the phase");
        await Phases.RefuseTakenAsync(acting, name, phase.Id);
        phase.Name = name;
        phase.When(Dates.ReadPeriod(Starts, Ends));
        return new Added(phase.Id);
    }
}

/// <summary>Takes away a phase on which nothing stands: no encounter, no time in the field, no saying.</summary>
/// <param name="Phase">Which phase.</param>
[Act("remove-phase", Permission.KeepStudy)]
[Refuses("unknown", "there is no such phase")]
[Refuses("in-use", "something of the study stands on the phase")]
public sealed record RemovePhase(Guid Phase) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var phase = await acting.FindAsync<Phase>(Phase);
        if (await StandsOn.FirstAsync(acting, typeof(Phase), phase.Id) is { } what)
        {
            Acting.Refuse("in-use", $"Of the phase “{phase.Name}” there is a {what}.", "Take that away first, or give it another phase.");
        }

        acting.Remove(phase);
        return new Added(phase.Id);
    }
}

/// <summary>What phases have in common.</summary>
internal static class Phases
{
    public static async Task RefuseTakenAsync(Acting acting, string name, Guid? except)
    {
        if (await acting.Context.Set<Phase>().AnyAsync(p => p.Name == name && p.Id != except, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a phase “{name}”.", "Choose another name.");
        }
    }

    public static Phase When(this Phase phase, WrittenPeriod when)
    {
        (phase.Starts, phase.Ends, phase.StartsDay, phase.EndsDay) = (when.From?.ToString(), when.Last?.ToString(), when.From?.First.DayNumber, when.Last?.Last.DayNumber);
        return phase;
    }

    /// <summary>In time; those without a date last.</summary>
    public static List<Phase> InOrder(IEnumerable<Phase> phases) => [.. phases.OrderBy(p => p.StartsDay ?? int.MaxValue).ThenBy(p => p.Name, NaturalOrder.Instance)];
}

/// <summary>A row was added.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its short key, where it has one: <c>q12</c>.</param>
/// <param name="Note">What whoever added it should know, where there is something; a sentence.</param>
public sealed record Added(Guid Id, string? Key = null, string? Note = null);

/// <summary>Reading of dates that a person typed.</summary>
internal static class Dates
{
    /// <summary>A partial date; null for nothing.</summary>
    /// <exception cref="RefusedException">It is no date: <c>bad-date</c>.</exception>
    public static PartialDate? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!PartialDate.TryParse(text, out var date))
        {
            Acting.Refuse("bad-date", $"“{text}” is not a date.", "Write 2021, 2021-06 or 2021-06-14.");
        }

        return date;
    }

    /// <summary>A stretch from two partial dates.</summary>
    /// <exception cref="RefusedException">One is no date, or it would end before it begins: <c>bad-date</c>.</exception>
    public static WrittenPeriod ReadPeriod(string? from, string? last)
    {
        var when = new WrittenPeriod(Read(from), Read(last));
        if (when.Period.IsEmpty)
        {
            Acting.Refuse("bad-date", $"It would end ({when.Last}) before it begins ({when.From}).", "Correct one of the dates.");
        }

        return when;
    }

    /// <summary>What a row keeps as text.</summary>
    public static PartialDate? Kept(string? text) => PartialDate.TryParse(text, out var date) ? date : null;

    /// <summary>Today, by the clock of the program.</summary>
    public static DateOnly Today(ActServices services) => DateOnly.FromDateTime(services.Clock.GetUtcNow().UtcDateTime);
}
