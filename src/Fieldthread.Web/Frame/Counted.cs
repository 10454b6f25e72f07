using System.Globalization;

namespace Fieldthread.Web.Frame;

/// <summary>A number with its noun: “1 passage”, “2,310 passages”, “no passages” is left to the page.</summary>
public static class Counted
{
    /// <summary>The number in groups of three, and the noun in the singular or the plural.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun in the singular.</param>
    /// <param name="many">The plural; null where an s is added.</param>
    public static string Of(int count, string one, string? many = null) => count.ToString("N0", CultureInfo.InvariantCulture) + " " + (count == 1 ? one : many ?? one + "s");
}
