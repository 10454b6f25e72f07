namespace Fieldthread.Core.Register;

/// <summary>What was checked of published counts.</summary>
public enum CountCheckKind
{
    /// <summary>Two sources count the same differently.</summary>
    Disagree,

    /// <summary>Parts are added up and set beside the number of which they are parts.</summary>
    Parts,

    /// <summary>Groups of organisations are added up and set beside the number of all.</summary>
    Rows,

    /// <summary>A printed percentage is made again, or the number of which it is one is found again.</summary>
    Share,

    /// <summary>The number is set beside that of the register on the same day.</summary>
    Register,
}

/// <summary>How a check came out.</summary>
public enum CountState
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It leaves some unaccounted for, or cannot be told: a person looks.</summary>
    Look,

    /// <summary>It does not hold: the numbers cannot all be right.</summary>
    Fails,
}

/// <summary>One check of published counts.</summary>
/// <param name="Kind">What was checked.</param>
/// <param name="State">How it came out.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Date">The date that it speaks of, as written.</param>
/// <param name="Of">What it counts: “wave 2, with conditions”.</param>
/// <param name="Source">Whose numbers they are; several are parted by “; ”.</param>
/// <param name="Says">The sum, in words: “45 with conditions + 19 in full = 64 of 67: 3 are left over”.</param>
public sealed record CountCheck(CountCheckKind Kind, CountState State, string Topic, string Date, string Of, string Source, string Says);
