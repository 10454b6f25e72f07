using System.Globalization;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>Short keys by which a report cites things: a letter and a number, never reused, not even after a removal or an undo.</summary>
internal static class Keys
{
    public static async Task<string> NextAsync<T>(Acting acting, string letter)
        where T : Evidence
    {
        var table = Naming.TableOf(typeof(T));
        var used = await acting.Context.ReadAsync(
            $"SELECT key FROM {table} WHERE study_id = @study UNION SELECT key FROM {table}_history WHERE study_id = @study", row => row.GetString(0), acting.Cancel, ("study", acting.Context.Study));
        var most = used.Where(k => k.StartsWith(letter, StringComparison.Ordinal))
            .Select(k => int.TryParse(k.AsSpan(letter.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .DefaultIfEmpty(0).Max();
        return letter + (most + 1).ToString(CultureInfo.InvariantCulture);
    }
}
