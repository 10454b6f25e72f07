namespace Fieldthread.Core.Register;

/// <summary>A group of a result: an organisation of the register, or a code that the register does not know.</summary>
/// <param name="Organisation">The organisation; null where only a code is known.</param>
/// <param name="Code">The code as published; empty where the organisation is known.</param>
public readonly record struct RollUpGroup(Guid? Organisation, string Code);

/// <summary>Why a figure went to no group.</summary>
public enum Unplaced
{
    /// <summary>The register does not know the member.</summary>
    MemberUnknown,

    /// <summary>The member had no group on the day, or the file names none.</summary>
    NoGroup,

    /// <summary>The register does not know the group that the file names, so it cannot be carried on.</summary>
    GroupUnknown,

    /// <summary>Its group became several, and the policy does not share.</summary>
    Split,

    /// <summary>Its group came out of several, and the policy does not share.</summary>
    CameOfSeveral,

    /// <summary>Its group has ended, and nobody succeeded it.</summary>
    GroupEnded,

    /// <summary>Its group had not begun yet, and came out of nobody.</summary>
    GroupNotYet,

    /// <summary>The member had no group on the day of a frozen membership, and the policy drops such.</summary>
    Orphan,

    /// <summary>The member had no group on that day or before.</summary>
    NeverBefore,

    /// <summary>The member had no group on that day, and no successor with one.</summary>
    NoSuccessor,

    /// <summary>Several stand in the place of its group, and no member shows by what shares.</summary>
    NothingToShareBy,
}

/// <summary>The figures of one group in one period.</summary>
/// <param name="Group">The group.</param>
/// <param name="Period">Index of the period.</param>
/// <param name="Amount">The sum.</param>
public readonly record struct RollUpCell(RollUpGroup Group, int Period, Amount Amount);

/// <summary>A figure that went to no group.</summary>
/// <param name="Period">Index of the period.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Why">Why.</param>
public readonly record struct UnplacedFigure(int Period, Figure Figure, Unplaced Why);

/// <summary>A figure that counts whole in several groups.</summary>
/// <param name="Period">Index of the period.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Groups">The groups.</param>
public readonly record struct DoubleFigure(int Period, Figure Figure, IReadOnlyList<RollUpGroup> Groups);

/// <summary>What became of the figures of one period: in + counted again = out + unassigned, to the last unit.</summary>
/// <param name="Period">The period.</param>
/// <param name="In">All figures of the file.</param>
/// <param name="Out">All figures of the groups.</param>
/// <param name="Unassigned">Figures that went to no group.</param>
/// <param name="CountedAgain">By how much the groups hold more, because a member stood under several at once.</param>
/// <param name="Shared">Figures that were shared between groups; part of what went out.</param>
/// <param name="Why">The unassigned by reason.</param>
public sealed record Reconciliation(IndicatorPeriod Period, Amount In, Amount Out, Amount Unassigned, Amount CountedAgain, Amount Shared, IReadOnlyList<(Unplaced Why, Amount Amount)> Why)
{
    /// <summary>True where nothing was lost and nothing came from nowhere.</summary>
    public bool Holds => In + CountedAgain == Out + Unassigned;
}

/// <summary>Figures of groups with what became of every figure of the members.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Periods">The periods, by time.</param>
/// <param name="Cells">Figures of groups, by period; a group without a member in a period has none there.</param>
/// <param name="Lines">A reconciliation for each period.</param>
/// <param name="Unassigned">Figures that went to no group.</param>
/// <param name="Doubled">Figures that count in several groups.</param>
/// <param name="FrozenAt">The period whose published groups are the frozen ones; null for other policies.</param>
public sealed record RollUpResult(
    RollUpPolicy Policy, IReadOnlyList<IndicatorPeriod> Periods, IReadOnlyList<RollUpCell> Cells, IReadOnlyList<Reconciliation> Lines,
    IReadOnlyList<UnplacedFigure> Unassigned, IReadOnlyList<DoubleFigure> Doubled, IndicatorPeriod? FrozenAt);
