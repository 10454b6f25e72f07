using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Studies;

/// <summary>A time in the field of a phase: as it was planned and as it was.</summary>
/// <param name="Name">What it is called; may be empty.</param>
/// <param name="PlannedStarts">Planned first day, known to the year, the month or the day; null where nothing was planned.</param>
/// <param name="PlannedEnds">Planned last day.</param>
/// <param name="Starts">First day as it was; null where it has not begun, or nobody wrote it down.</param>
/// <param name="Ends">Last day as it was; null while it runs.</param>
public sealed record CalendarWindow(string Name, PartialDate? PlannedStarts, PartialDate? PlannedEnds, PartialDate? Starts, PartialDate? Ends)
{
    /// <summary>The time that counts: as it was, and as planned where that is not known.</summary>
    public WrittenPeriod Counts => Starts is null && Ends is null ? new(PlannedStarts, PlannedEnds) : new(Starts ?? PlannedStarts, Ends);

    /// <summary>True where no date is known of it.</summary>
    public bool HasNoDate => PlannedStarts is null && PlannedEnds is null && Starts is null && Ends is null;
}

/// <summary>What a text says of a phase: “Protocol, version 2: January 2011 to September 2012”.</summary>
/// <param name="Text">Which text.</param>
/// <param name="When">When the phase is, by that text.</param>
public sealed record CalendarSaying(string Text, WrittenPeriod When);

/// <summary>A phase with its times.</summary>
/// <param name="Id">Which phase.</param>
/// <param name="Name">Its name.</param>
/// <param name="When">The dates that the study goes by.</param>
/// <param name="Windows">Its times in the field.</param>
/// <param name="Sayings">What texts say of it.</param>
public sealed record CalendarPhase(Guid Id, string Name, WrittenPeriod When, IReadOnlyList<CalendarWindow> Windows, IReadOnlyList<CalendarSaying> Sayings);

/// <summary>Something that was done in the field on a date.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Date">When.</param>
/// <param name="Phase">The phase that it is said to belong to; null where to none.</param>
public sealed record CalendarEvent(string Name, PartialDate Date, Guid? Phase);

/// <summary>What does not fit together in a calendar.</summary>
public enum CalendarConflictKind
{
    /// <summary>A time in the field lies outside its phase.</summary>
    WindowOutsidePhase,

    /// <summary>Two phases share days.</summary>
    PhasesOverlap,

    /// <summary>Something was done outside every time in the field of its phase.</summary>
    OutsideWindows,

    /// <summary>Texts say different dates of a phase, or its name a year that it does not reach.</summary>
    TextsContradict,

    /// <summary>A time in the field begins after it ends, by what is written of it.</summary>
    WindowTurned,
}

/// <summary>One thing that does not fit. It is told and never refused: which date is wrong, people know.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Phase">The phase that it is about.</param>
/// <param name="InWords">As a sentence.</param>
public sealed record CalendarConflict(CalendarConflictKind Kind, Guid Phase, string InWords);

/// <summary>Compares the dates of phases, times in the field and what was done there.</summary>
/// <remarks>A partial date counts as the longest stretch that it can mean, so only what cannot fit in any reading is told.</remarks>
public static class StudyCalendar
{
    /// <summary>Everything that does not fit, phase by phase in the order given.</summary>
    public static IReadOnlyList<CalendarConflict> Conflicts(IReadOnlyList<CalendarPhase> phases, IReadOnlyList<CalendarEvent> done)
    {
        ArgumentNullException.ThrowIfNull(phases);
        ArgumentNullException.ThrowIfNull(done);
        var found = new List<CalendarConflict>();
        for (var i = 0; i < phases.Count; i++)
        {
            var phase = phases[i];
            found.AddRange(phase.Windows.SelectMany(w => Window(phase, w)).Select(says => new CalendarConflict(says.Kind, phase.Id, says.InWords)));
            found.AddRange(phases.Skip(i + 1).Where(other => Dated(phase) && Dated(other) && SharesDays(phase.When, other.When))
                .Select(other => new CalendarConflict(CalendarConflictKind.PhasesOverlap, phase.Id, $"“{phase.Name}” ({Said(phase.When)}) and “{other.Name}” ({Said(other.When)}) share days.")));
            found.AddRange(done.Where(d => d.Phase == phase.Id && Outside(phase, d.Date))
                .Select(d => new CalendarConflict(CalendarConflictKind.OutsideWindows, phase.Id, $"“{d.Name}” of {DateWords.Of(d.Date)} lies outside every time in the field of “{phase.Name}”.")));
            found.AddRange(Texts(phase).Select(says => new CalendarConflict(CalendarConflictKind.TextsContradict, phase.Id, says)));
        }

        return found;
    }

    private static IEnumerable<(CalendarConflictKind Kind, string InWords)> Window(CalendarPhase phase, CalendarWindow window)
    {
        var called = window.Name.Length > 0 ? $"The time in the field “{window.Name}”" : "A time in the field";
        foreach (var (when, says) in new[] { (new WrittenPeriod(window.PlannedStarts, window.PlannedEnds), "was planned"), (new WrittenPeriod(window.Starts, window.Ends), "was") })
        {
            if (when.Period.IsEmpty)
            {
                yield return (CalendarConflictKind.WindowTurned, $"{called} of “{phase.Name}” {says} to begin {DateWords.Of(when.From!.Value)} and to end before that, {DateWords.Of(when.Last!.Value)}.");
            }
            else if (!Within(when, phase.When))
            {
                yield return (CalendarConflictKind.WindowOutsidePhase, $"{called} {says} {Said(when)}, which reaches outside “{phase.Name}” ({Said(phase.When)}).");
            }
        }
    }

    private static IEnumerable<string> Texts(CalendarPhase phase)
    {
        foreach (var saying in phase.Sayings.Where(s => Differs(s.When, phase.When)))
        {
            yield return $"“{saying.Text}” has “{phase.Name}” {Said(saying.When)}; the study goes by {(Dated(phase) ? Said(phase.When) : "no dates")}.";
        }

        foreach (var (saying, other) in phase.Sayings.SelectMany((s, i) => phase.Sayings.Skip(i + 1).Select(o => (s, o))).Where(pair => Differs(pair.s.When, pair.o.When)))
        {
            yield return $"“{saying.Text}” has “{phase.Name}” {Said(saying.When)}, “{other.Text}” has it {Said(other.When)}.";
        }

        var named = Years(phase.Name).Where(y => !phase.When.Period.Overlaps(new(new DateOnly(y, 1, 1).DayNumber, new DateOnly(y, 12, 31).DayNumber + 1))).ToList();
        if (Dated(phase) && named.Count > 0)
        {
            yield return $"The name “{phase.Name}” speaks of {string.Join(" and ", named)}; the phase is {Said(phase.When)}.";
        }
    }

    /// <summary>Years that a name speaks of: four digits by themselves, 1900 to 2099.</summary>
    private static IEnumerable<int> Years(string name) =>
        name.Split([.. name.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length == 4 && word.All(char.IsAsciiDigit)).Select(word => int.Parse(word, System.Globalization.CultureInfo.InvariantCulture)).Where(y => y is >= 1900 and < 2100);

    private static bool Dated(CalendarPhase phase) => phase.When.From is not null || phase.When.Last is not null;

    /// <summary>True where no reading of the dates keeps the two apart: “2021” may end before “2021-06” begins only if both are wholly read so.</summary>
    private static bool SharesDays(WrittenPeriod one, WrittenPeriod other) => Sure(one).Overlaps(Sure(other));

    /// <summary>The shortest stretch that it can mean.</summary>
    private static Period Sure(WrittenPeriod when) => new(when.From?.Last.DayNumber, when.Last?.First.DayNumber + 1);

    /// <summary>True where some reading of the dates lets the one lie in the other; an unknown end never sticks out.</summary>
    private static bool Within(WrittenPeriod inner, WrittenPeriod outer) =>
        !(inner.From is { } from && ((outer.From is { } starts && from.Last < starts.First) || (outer.Last is { } ends && from.First > ends.Last)))
        && !(inner.Last is { } last && ((outer.Last is { } closes && last.First > closes.Last) || (outer.From is { } opens && last.Last < opens.First)));

    private static bool Outside(CalendarPhase phase, PartialDate date)
    {
        var windows = phase.Windows.Where(w => !w.HasNoDate).Select(w => w.Counts.Period).ToList();
        var own = new Period(date.First.DayNumber, date.Last.DayNumber + 1);
        return windows.Count > 0 && !windows.Exists(w => w.Overlaps(own));
    }

    /// <summary>True where what one says cannot be what the other says, to the precision of the rougher.</summary>
    private static bool Differs(WrittenPeriod one, WrittenPeriod other) => Apart(one.From, other.From) || Apart(one.Last, other.Last);

    private static bool Apart(PartialDate? one, PartialDate? other) => one is { } a && other is { } b && (a.Last < b.First || b.Last < a.First);

    private static string Said(WrittenPeriod when) => DateWords.Stretch(when.From?.ToString(), when.Last?.ToString());
}
