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
        if (await acting.Context.Set<Phase>().AnyAsync(p => p.Name == name, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a phase “{name}”.", "Choose another name.");
        }

        var (starts, ends) = (Dates.Read(Starts), Dates.Read(Ends));
        if (starts is { } first && ends is { } last && last.Last < first.First)
        {
            Acting.Refuse("bad-date", $"The phase would end ({ends}) before it starts ({starts}).", "Correct one of the dates.");
        }

        return new Added(acting.Add(new Phase
        {
            Name = name,
            Starts = starts?.ToString(),
            Ends = ends?.ToString(),
            StartsDay = starts?.First.DayNumber,
            EndsDay = ends?.Last.DayNumber,
        }).Id);
    }
}

/// <summary>A row was added.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its short key, where it has one: <c>q12</c>.</param>
public sealed record Added(Guid Id, string? Key = null);

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
}
