using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Core.Tests.Register;

/// <summary>What the study states, over what lists say.</summary>
public sealed class CorrectionTests
{
    [Fact]
    public void What_the_study_states_stands_before_every_list_and_of_an_organisation_only_what_it_changed()
    {
        var typed = Made(1, RegisterData.None with { Organisations = [O("a", "group", null)] }, RegisterData.None with { Organisations = [O("a", "board", null)] });
        var (early, late) = (List(2015, O("a", "group", null)), List(2018, O("a", "group", "2017")) with { Preferred = 3 });
        Assert.Equal("a board 2013 to now", Life(VintageMerge.Of([early], [typed])));
        // That it closed is heard: the correction said nothing of it.
        var merged = VintageMerge.Of([late, early], [typed]);
        Assert.Equal("a board 2013 to 2017", Life(merged));
        Assert.Equal("type: the lists: group; the study: board; board", Assert.Single(merged.Conflicts.Where(c => c.Kind == ConflictKind.Corrected).Select(c => $"{c.What}: {c.One}; {c.Other}; {c.Stands}")));
        // An organisation that no list has is nothing to correct.
        Assert.Empty(VintageMerge.Of([], [typed]).Register.Organisations);
        Assert.Equal("a group 2013 to 2017", Life(VintageMerge.Of([late, early])));
    }

    [Theory]
    [InlineData("Ash 2013-2015", "Ash 2013-2015", "Elm 2013-2015", "Elm 2013-2015")]
    [InlineData("Ash 2013-2015", "Ash 2013-2015", "", "")]
    [InlineData("Ash 2013-2015", "", "Elm 2014-2016", "Ash 2013-2015, Elm 2014-2016")]
    // The list has another last day by now: the first day finds it.
    [InlineData("Ash 2013-2019", "Ash 2013-2015", "Elm 2013-2015", "Elm 2013-2015")]
    // It has another first day: the only one that overlaps is meant, and of two of them neither.
    [InlineData("Ash 2012-2015", "Ash 2013-2015", "Elm 2013-2015", "Elm 2013-2015")]
    [InlineData("Ash 2010-2013, Ash 2014-2016", "Ash 2011-2015", "", "Ash 2010-2013, Ash 2014-2016")]
    [InlineData("Ash 2001-2002", "Ash 2013-2015", "", "Ash 2001-2002")]
    // The list says by now what the study states.
    [InlineData("Elm 2013-2015", "Ash 2013-2015", "Elm 2013-2015", "Elm 2013-2015")]
    // A new time of the same name.
    [InlineData("Ash 2013-2015, Ash 2017-2018", "Ash 2017-2018", "Ash 2016-2018", "Ash 2013-2015, Ash 2016-2018")]
    public void A_name_is_denied_by_its_first_day_or_as_the_only_one_that_overlaps(string said, string denied, string stated, string expected)
    {
        var list = List(2015, O("a", "group", null));
        var merged = VintageMerge.Of([list with { Data = list.Data with { Names = Names(said) } }], [Made(1, RegisterData.None with { Names = Names(denied) }, RegisterData.None with { Names = Names(stated) })]);
        Assert.Equal(expected, string.Join(", ", merged.Register.Names.Select(n => $"{n.Name} {n.When.From}-{n.When.Last}")));
        var others = Names(said).Count(n => !Names(expected).Contains(n));
        Assert.Equal(others, merged.Conflicts.Count(c => c.Kind == ConflictKind.Corrected));
    }

    [Fact]
    public void Corrections_build_on_each_other_in_the_order_in_which_they_were_made()
    {
        var list = List(2015, O("a", "group", null));
        list = list with { Data = list.Data with { Names = Names("Ash 2013-2015") } };
        Correction Name(int order, string from, string to) => Made(order, RegisterData.None with { Names = Names(from) }, RegisterData.None with { Names = Names(to) });
        Correction[] all = [Name(2, "Elm 2013-2015", "Fir 2013-2015"), Name(1, "Ash 2013-2015", "Elm 2013-2015")];
        Assert.Equal("Fir", Assert.Single(VintageMerge.Of([list], all).Register.Names).Name);
    }

    [Fact]
    public void An_event_is_settled_thing_by_thing_bounds_lives_anew_and_may_be_taken_back()
    {
        var change = new GivenEvent("e", PartialDate.Parse("2016"), ChangeKind.Absorbed, [new("b", PartRole.Before, ""), new("a", PartRole.Continues, "")]) { Details = EventDetails.None with { Cause = "money" } };
        var list = List(2015, O("a", "group", null), O("b", "group", null));
        list = list with { Data = list.Data with { Events = [change] } };
        var later = list with { Known = list.Known + 10, Order = 7, Data = list.Data with { Events = [change with { Details = change.Details with { Pressure = "press" } }] } };
        var moved = Made(1, RegisterData.None with { Events = [change] }, RegisterData.None with { Events = [change with { Date = PartialDate.Parse("2018") }] });
        var merged = VintageMerge.Of([list, later], [moved]);
        var stands = Assert.Single(merged.Register.Events);
        Assert.Equal(("2018", "money", "press"), (stands.Date.ToString(), stands.Details.Cause, stands.Details.Pressure));
        Assert.Equal("2017-12-31", merged.Register.Organisations[1].When.Last.ToString());
        Assert.Equal(("event: date", "the lists: 2016", "the study: 2018"), Assert.Single(merged.Conflicts.Where(c => c.Kind == ConflictKind.Corrected).Select(c => (c.What, c.One, c.Other))));
        var none = VintageMerge.Of([list], [moved, Made(2, moved.States, RegisterData.None)]);
        Assert.Empty(none.Register.Events);
        Assert.Null(none.Register.Organisations[1].When.Last);
        // One that names an organisation that no list has waits until one has it.
        var stranger = Made(1, RegisterData.None, RegisterData.None with { Events = [change with { Id = "f", Parts = [new("z", PartRole.Continues, "")] }] });
        Assert.Equal(["e"], VintageMerge.Of([list], [stranger]).Register.Events.Select(e => e.Id));
    }

    private static Correction Made(int order, RegisterData denies, RegisterData states) => new(0, order, "the study", denies, states);

    private static Vintage List(int year, params GivenOrganisation[] organisations) => new("list", new DateOnly(year, 1, 1).DayNumber, year, true, RegisterData.None with { Organisations = organisations });

    private static GivenOrganisation O(string id, string type, string? last) => new(id, type, new WrittenPeriod(PartialDate.Parse("2013"), last is null ? null : PartialDate.Parse(last)));

    private static IReadOnlyList<GivenName> Names(string written) =>
    [
        .. written.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split(' ', '-')).Select(w => new GivenName("a", w[0], new WrittenPeriod(PartialDate.Parse(w[1]), PartialDate.Parse(w[2])))),
    ];

    private static string Life(Merged merged) => merged.Register.Organisations[0] is var o ? $"{o.Id} {o.Type} {o.When.From} to {o.When.Last?.ToString() ?? "now"}" : "";
}
