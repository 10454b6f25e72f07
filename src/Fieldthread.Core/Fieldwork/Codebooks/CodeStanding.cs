namespace Fieldthread.Core.Fieldwork.Codebooks;

/// <summary>Where a code stands in its life.</summary>
public enum CodeStanding
{
    /// <summary>In use: it may be put on texts.</summary>
    InUse,

    /// <summary>Being tried: it may be put on texts, and its definition is not settled.</summary>
    Draft,

    /// <summary>Retired with a reason: what is coded with it stays, nothing more is.</summary>
    Retired,
}
