using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>In which respect an organisation had a responsibility.</summary>
public enum ResponsibilityTrack
{
    /// <summary>It did the work.</summary>
    Operational,

    /// <summary>It was empowered by order or agreement.</summary>
    Legal,

    /// <summary>It was said that it would.</summary>
    Announced,
}

/// <summary>A source says that an organisation had an activity at a level over a time.</summary>
/// <param name="Organisation">Which organisation.</param>
/// <param name="Activity">Which activity, in the words of the study.</param>
/// <param name="Level">Rank of the level in the order of the study: 0 is the lowest.</param>
/// <param name="When">Over what time.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Known">Last day of the date on which the source said it, as a day number of the common era.</param>
/// <param name="Order">Of statements known on one day, the one with the higher number counts as the later; no two have the same.</param>
public sealed record ResponsibilityStatement(Guid Organisation, string Activity, int Level, Period When, string Source, int Known, long Order);

/// <summary>A source says that an activity was among those that could be taken over.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Source">Who says so.</param>
/// <param name="When">Over what time; an end is a withdrawal.</param>
/// <param name="Known">Last day of the date on which the source said it.</param>
/// <param name="Order">Of statements known on one day, the one with the higher number counts as the later; no two have the same.</param>
public sealed record ScopeStatement(string Activity, string Source, Period When, int Known, long Order);

/// <summary>What an organisation held on a day.</summary>
/// <param name="Level">Rank of the level; null where it held none.</param>
/// <param name="Source">The source gone by; empty where none speaks.</param>
/// <param name="Disputed">True where another source says another level, or that it had ended.</param>
public readonly record struct HeldLevel(int? Level, string Source, bool Disputed)
{
    /// <summary>Nothing, as far as any source says.</summary>
    public static HeldLevel None { get; } = new(null, "", false);
}
