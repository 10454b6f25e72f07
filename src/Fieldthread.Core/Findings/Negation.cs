using System.Text.RegularExpressions;

namespace Fieldthread.Core.Findings;

/// <summary>Words that turn a sentence into its opposite, with and without their apostrophes.</summary>
internal static partial class Negation
{
    /// <summary>The negations in a normalised text, as they stand there.</summary>
    public static IReadOnlyList<string> In(string normalised) => [.. Pattern().Matches(normalised).Select(m => m.Value)];

    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?:not|never|no|none|nobody|no[- ]one|nothing|nowhere|neither|nor|cannot|hardly|barely|scarcely|rarely|seldom|without|unless|ain't|nae|\p{L}+n't|(?:do|does|did|wo|would|ca|could|is|are|was|were|have|has|had|should|must|need|ai)nt|\p{L}+nae)(?![\p{L}\p{N}'])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
