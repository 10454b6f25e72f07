using System.Globalization;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Web.Frame;

/// <summary>What the visitor did on the page before, for the notice at the top.</summary>
/// <param name="Act">Number of the act.</param>
/// <param name="InWords">What it was, as a short sentence: “Add code: done”.</param>
/// <param name="CanBeUndone">True where a button may offer it.</param>
public sealed record JustDone(long Act, string InWords, bool CanBeUndone)
{
    /// <summary>Read from the address; null where it names no act. Only declared names are repeated on the page.</summary>
    public static JustDone? Of(string? number, string? name)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var act) || name is null || !Catalogue.Acts.TryGetValue(name, out var described))
        {
            return null;
        }

        var words = name.Replace('-', ' ');
        return new JustDone(act, $"Done: {words}", described.Act!.CanBeUndone);
    }
}
