namespace Fieldthread.Core.Register;

/// <summary>By what rule figures of members become figures of groups.</summary>
public enum RollUpKind
{
    /// <summary>To the group that the file names in the period.</summary>
    AsPublished,

    /// <summary>To the group of the member in the period.</summary>
    MemberThen,

    /// <summary>To the group of the member in the period, and on from it along successions to what stands in its place on a day.</summary>
    Carried,

    /// <summary>To the group of the member on one day, whatever the period.</summary>
    Frozen,

    /// <summary>As carried; where several stand in the place of a group, each gets a share.</summary>
    Apportioned,
}

/// <summary>Where it is said to which group a member belongs.</summary>
public enum RollUpBasis
{
    /// <summary>The memberships of the register.</summary>
    Register,

    /// <summary>The groups that the file of the figures names.</summary>
    Published,
}

/// <summary>What becomes of a member that has no group on the day to which membership is frozen.</summary>
public enum OrphanRule
{
    /// <summary>Its figures are left out.</summary>
    Drop,

    /// <summary>It counts in the last group that it had before that day, or in what stands in its place.</summary>
    LastKnown,

    /// <summary>It counts in the group of the organisation that succeeded it.</summary>
    ViaSuccessor,
}

/// <summary>On which day of a period membership is looked up.</summary>
public enum DayOfPeriod
{
    /// <summary>The first.</summary>
    First,

    /// <summary>The middle; of two, the earlier.</summary>
    Middle,

    /// <summary>The last.</summary>
    Last,
}

/// <summary>By what a figure is shared between groups.</summary>
public enum ShareBy
{
    /// <summary>By members: how many of those of the former group each of the later ones has.</summary>
    Members,

    /// <summary>In equal parts.</summary>
    Equal,
}

/// <summary>A policy of rolling up, in full: two results of one policy and one register are the same.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Basis">Where memberships are taken from; as published goes by what is published, whatever stands here.</param>
/// <param name="To">The day to which groups are carried or membership is frozen, as a day number of the common era; null where the rule needs none.</param>
/// <param name="Orphans">What becomes of members without a group on the day of a frozen membership.</param>
/// <param name="Day">On which day of a period memberships are looked up.</param>
/// <param name="ShareBy">By what figures are shared.</param>
public sealed record RollUpPolicy(
    RollUpKind Kind, RollUpBasis Basis = RollUpBasis.Register, int? To = null, OrphanRule Orphans = OrphanRule.LastKnown, DayOfPeriod Day = DayOfPeriod.Last, ShareBy ShareBy = ShareBy.Members)
{
    /// <summary>True where the rule restates figures on the groups of one day, and so needs it.</summary>
    public bool NeedsDay => Kind is RollUpKind.Carried or RollUpKind.Frozen or RollUpKind.Apportioned;

    /// <summary>The day of a period on which memberships are looked up.</summary>
    public int DayIn(IndicatorPeriod period)
    {
        var (first, last) = (period.First.DayNumber, period.Last.DayNumber);
        return Day switch { DayOfPeriod.First => first, DayOfPeriod.Middle => first + ((last - first) / 2), _ => last };
    }
}
