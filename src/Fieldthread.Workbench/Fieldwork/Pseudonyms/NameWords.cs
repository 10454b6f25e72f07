using Fieldthread.Core.Fieldwork.Pseudonyms;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>Kinds of names, in words.</summary>
public static class NameWords
{
    /// <summary>“person”, “place”.</summary>
    public static string Of(NamedKind kind) => kind.ToString().ToLowerInvariant();
}
