namespace Fieldthread.Core.Fieldwork;

/// <summary>Special categories of personal data (UK GDPR and GDPR, article 9(1)), and data on offences (article 10).</summary>
public enum SpecialCategory
{
    /// <summary>Racial or ethnic origin.</summary>
    Origin,

    /// <summary>Political opinions.</summary>
    PoliticalOpinion,

    /// <summary>Religious or philosophical beliefs.</summary>
    Belief,

    /// <summary>Trade union membership.</summary>
    TradeUnion,

    /// <summary>Genetic data.</summary>
    Genetic,

    /// <summary>Biometric data that identify somebody.</summary>
    Biometric,

    /// <summary>Health.</summary>
    Health,

    /// <summary>Sex life.</summary>
    SexLife,

    /// <summary>Sexual orientation.</summary>
    Orientation,

    /// <summary>Criminal convictions and offences.</summary>
    Offences,
}

/// <summary>These as people write them.</summary>
public static class SpecialCategories
{
    /// <summary>“political opinions”.</summary>
    public static string InWords(SpecialCategory category) => category switch
    {
        SpecialCategory.Origin => "racial or ethnic origin",
        SpecialCategory.PoliticalOpinion => "political opinions",
        SpecialCategory.Belief => "religious or philosophical beliefs",
        SpecialCategory.TradeUnion => "trade union membership",
        SpecialCategory.Genetic => "genetic data",
        SpecialCategory.Biometric => "biometric data",
        SpecialCategory.Health => "health",
        SpecialCategory.SexLife => "sex life",
        SpecialCategory.Orientation => "sexual orientation",
        _ => "convictions and offences",
    };
}
