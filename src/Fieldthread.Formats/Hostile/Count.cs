namespace Fieldthread.Formats.Hostile;

/// <summary>Numbers in the sentences of remarks.</summary>
internal static class Count
{
    /// <summary>“1 coding”, “12 codings”.</summary>
    internal static string Of(long number, string one, string? many = null) =>
        number == 1 ? "1 " + one : $"{number:N0} {many ?? one + "s"}";
}
