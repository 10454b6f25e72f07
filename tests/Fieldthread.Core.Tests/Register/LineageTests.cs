using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class LineageTests
{
    private static readonly Guid[] O = [.. Enumerable.Range(0, 10).Select(n => new Guid(n + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]))];

    private static Gen<ChangeEvent[]> Events { get; } =
        (from day in Gen.Choose(1, 30)
         from kind in Gen.Elements(Enum.GetValues<ChangeKind>())
         from parts in Gen.Zip(Gen.Elements(O), Gen.Elements(Enum.GetValues<PartRole>())).ListOf()
         select (day, kind, parts)).ListOf()
        .Select(all => all.Select((e, i) => new ChangeEvent(new Guid(1000 + i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), e.day, e.kind, [.. e.parts.Select(p => new EventPart(p.Item1, p.Item2))])).ToArray());

    [Fact]
    public void Two_that_merge_lead_to_the_new_one_and_no_further_back_than_the_day()
    {
        var lineage = Lineage.Of([Event(10, ChangeKind.Merged, (0, PartRole.Before), (1, PartRole.Before), (2, PartRole.After)), Event(20, ChangeKind.Merged, (2, PartRole.Before), (3, PartRole.Before), (4, PartRole.After))]);
        Assert.Equal([O[2], O[4]], lineage.SuccessorsOf(O[0]).Order());
        Assert.Equal([O[2]], lineage.SuccessorsOf(O[0], until: 19));
        Assert.Equal([O[0], O[1], O[2], O[3]], lineage.PredecessorsOf(O[4]).Order());
        Assert.Equal([O[0]], lineage.LeadsTo(O[0], 9));
        Assert.Equal([O[2]], lineage.LeadsTo(O[0], 10));
        Assert.Equal([O[4]], lineage.LeadsTo(O[0], 20));
        Assert.Equal([O[0], O[2], O[4]], lineage.FamilyOf(O[0]).Order());
    }

    [Fact]
    public void Who_absorbs_goes_on_and_who_splits_off_leaves_the_other_standing()
    {
        var lineage = Lineage.Of([Event(10, ChangeKind.Absorbed, (0, PartRole.Before), (1, PartRole.Continues)), Event(20, ChangeKind.Split, (1, PartRole.Continues), (2, PartRole.After))]);
        Assert.Equal([O[1], O[2]], lineage.LeadsTo(O[0], 20));
        Assert.Equal([O[1]], lineage.LeadsTo(O[1], 15));
    }

    [Fact]
    public void A_renaming_keeps_the_organisation_and_makes_no_successor()
    {
        var lineage = Lineage.Of([Event(10, ChangeKind.Renamed, (0, PartRole.Continues))]);
        Assert.Empty(lineage.Successions);
        Assert.Equal([O[0]], lineage.LeadsTo(O[0], 10));
    }

    [Fact]
    public void A_transfer_makes_no_successor()
    {
        var lineage = Lineage.Of([Event(10, ChangeKind.Transferred, (0, PartRole.From), (1, PartRole.To), (2, PartRole.Moved))]);
        Assert.Empty(lineage.Successions);
        Assert.Equal([new Transfer(O[0], O[1], 10, lineage.Transfers[0].Event)], lineage.Transfers);
        Assert.Equal([O[0]], lineage.LeadsTo(O[0], 11));
    }

    [Fact]
    public void Chains_go_through_time_only()
    {
        var lineage = Lineage.Of([Event(10, ChangeKind.Split, (1, PartRole.Continues), (2, PartRole.After)), Event(15, ChangeKind.Absorbed, (0, PartRole.Before), (1, PartRole.Continues))]);
        Assert.Equal([O[1]], lineage.SuccessorsOf(O[0]));
        Assert.Equal([O[1]], lineage.PredecessorsOf(O[2]));
    }

    [Fact]
    public void The_order_of_events_and_of_their_parts_does_not_matter() => Properties.Hold(Events, events =>
    {
        var forwards = Lineage.Of(events);
        var shuffled = Lineage.Of(events.Reverse().Select(e => e with { Parts = [.. e.Parts.Reverse()] }));
        Assert.Equal(forwards.Successions, shuffled.Successions);
        Assert.Equal(forwards.Transfers, shuffled.Transfers);
        Assert.All(O, o => Assert.Equal(forwards.LeadsTo(o, 15), shuffled.LeadsTo(o, 15)));
    });

    [Fact]
    public void Who_succeeds_is_preceded() => Properties.Hold(Events, events =>
    {
        var lineage = Lineage.Of(events);
        foreach (var (earlier, later) in from a in O from b in O where a != b select (a, b))
        {
            Assert.Equal(lineage.SuccessorsOf(earlier).Contains(later), lineage.PredecessorsOf(later).Contains(earlier));
            Assert.Equal(lineage.SuccessorsOf(earlier, 12).Contains(later), lineage.PredecessorsOf(later, 12).Contains(earlier));
        }
    });

    [Fact]
    public void Transfers_and_renamings_without_an_end_never_make_a_successor() => Properties.Hold(Events, events =>
        Assert.Empty(Lineage.Of(events.Where(e => e.Kind == ChangeKind.Transferred || e.Parts.All(p => p.Role is PartRole.Continues or PartRole.From or PartRole.To or PartRole.Moved))).Successions));

    private static ChangeEvent Event(int day, ChangeKind kind, params (int Organisation, PartRole Role)[] parts) =>
        new(Guid.NewGuid(), day, kind, [.. parts.Select(p => new EventPart(O[p.Organisation], p.Role))]);
}
