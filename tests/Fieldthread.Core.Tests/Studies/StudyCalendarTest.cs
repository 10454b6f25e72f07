using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Tests.Studies;

public sealed class StudyCalendarTest
{
    [Fact]
    public void What_fits_is_not_told()
    {
        var one = Phase("Phase 1, 2011", "2011-01", "2012-09", [Window("2011-09", "2012-06", "2011-09-05", "2012-06-14")], ("Protocol", "2011", "2012-09-30"));
        var two = Phase("Phase 2", "2012-10", null, [Window(null, null, "2013", null)]);
        Assert.Empty(StudyCalendar.Conflicts([one, two], [Done("An interview", "2012-06", one), Done("A meeting", "2014-01-01", two), Done("Nowhere", "1999", null)]));
    }

    [Fact]
    public void Each_kind_of_contradiction_is_told_in_a_sentence()
    {
        var one = Phase("Phase 1, 2010", "2011-01", "2012-09", [Window("2010-09", "2012-06"), Window(null, null, "2012-06", "2012-11")], ("Protocol", "2011-02", "2012-09"), ("Web page", "2011-01", "2012-06"));
        var two = Phase("Phase 2", "2012-06", "2013", []);
        var found = StudyCalendar.Conflicts([one, two], [Done("Interview 3", "2010-08-31", one), Done("Interview 4", "2013-01", two)]);
        Assert.All(found, c => Assert.Equal(one.Id, c.Phase));
        Assert.Equal(
            [
                (CalendarConflictKind.WindowOutsidePhase, "A time in the field was planned September 2010 to June 2012, which reaches outside “Phase 1, 2010” (January 2011 to September 2012)."),
                (CalendarConflictKind.WindowOutsidePhase, "A time in the field was June to November 2012, which reaches outside “Phase 1, 2010” (January 2011 to September 2012)."),
                (CalendarConflictKind.PhasesOverlap, "“Phase 1, 2010” (January 2011 to September 2012) and “Phase 2” (June 2012 to 2013) share days."),
                (CalendarConflictKind.OutsideWindows, "“Interview 3” of 31 August 2010 lies outside every time in the field of “Phase 1, 2010”."),
                (CalendarConflictKind.TextsContradict, "“Protocol” has “Phase 1, 2010” February 2011 to September 2012; the study goes by January 2011 to September 2012."),
                (CalendarConflictKind.TextsContradict, "“Web page” has “Phase 1, 2010” January 2011 to June 2012; the study goes by January 2011 to September 2012."),
                (CalendarConflictKind.TextsContradict, "“Protocol” has “Phase 1, 2010” February 2011 to September 2012, “Web page” has it January 2011 to June 2012."),
                (CalendarConflictKind.TextsContradict, "The name “Phase 1, 2010” speaks of 2010; the phase is January 2011 to September 2012."),
            ],
            found.Select(c => (c.Kind, c.InWords)));
    }

    [Theory]
    [InlineData("2021", "2021-06", false)]
    [InlineData("2021-06", "2021-06", false)]
    [InlineData("2021-06-15", "2021-06-15", true)]
    [InlineData("2021-07", "2021-06", true)]
    public void Phases_that_only_might_share_days_are_not_told_to(string ends, string starts, bool told) => Assert.Equal(
        told, StudyCalendar.Conflicts([Phase("A", "2020", ends, []), Phase("B", starts, "2023", [])], []).Any(c => c.Kind == CalendarConflictKind.PhasesOverlap));

    [Fact]
    public void What_was_counts_before_what_was_planned()
    {
        var phase = Phase("A", "2021", "2021", [Window("2021-01", "2021-03", "2021-05", "2021-06")]);
        Assert.Empty(StudyCalendar.Conflicts([phase], [Done("x", "2021-05-20", phase)]));
        Assert.Single(StudyCalendar.Conflicts([phase], [Done("x", "2021-02-20", phase)]));
        var running = Phase("B", "2021", null, [Window("2021-01", "2021-03", "2021-01", null)]);
        Assert.Empty(StudyCalendar.Conflicts([running], [Done("x", "2021-09", running)]));
        var turned = Phase("C", null, null, [Window("2021-04", "2021-03")]);
        Assert.Equal([CalendarConflictKind.WindowTurned], StudyCalendar.Conflicts([turned], []).Select(c => c.Kind));
    }

    private static CalendarPhase Phase(string name, string? starts, string? ends, CalendarWindow[] windows, params (string Text, string? Starts, string? Ends)[] sayings) =>
        new(Guid.NewGuid(), name, new(Date(starts), Date(ends)), windows, [.. sayings.Select(s => new CalendarSaying(s.Text, new(Date(s.Starts), Date(s.Ends))))]);

    private static CalendarWindow Window(string? plannedStarts, string? plannedEnds, string? starts = null, string? ends = null) => new("", Date(plannedStarts), Date(plannedEnds), Date(starts), Date(ends));

    private static CalendarEvent Done(string name, string date, CalendarPhase? phase) => new(name, PartialDate.Parse(date), phase?.Id);

    private static PartialDate? Date(string? text) => text is null ? null : PartialDate.Parse(text);
}
