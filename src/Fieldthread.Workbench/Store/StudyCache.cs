using System.Collections.Concurrent;

namespace Fieldthread.Workbench.Store;

/// <summary>Results kept in memory. A key names the view and the act up to which it was read, so that nothing stale can be answered; older acts of a study are dropped.</summary>
public sealed class StudyCache
{
    private readonly ConcurrentDictionary<(string What, string View), (long Head, object Value)> kept = new();

    /// <summary>The result for this view at this act, made once.</summary>
    /// <param name="what">Name of the result.</param>
    /// <param name="view">The view it was read through.</param>
    /// <param name="head">Number of the newest act in it.</param>
    /// <param name="make">Makes it; runs in the caller's transaction.</param>
    /// <param name="refresh">Brings an earlier result, of the act given, up to this one; null where it cannot.</param>
    public async Task<T> GetAsync<T>(string what, View view, long head, Func<Task<T>> make, Func<T, long, Task<T?>>? refresh = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(view);
        var key = (what, Json.Write(view));
        if (kept.TryGetValue(key, out var there) && there.Head == head)
        {
            return (T)there.Value;
        }

        // Made without a lock: two askers at once do the work twice rather than wait on each other's connection.
        var earlier = refresh is not null && there.Value is T before && there.Head < head ? await refresh(before, there.Head) : null;
        var made = earlier ?? await make();
        if (kept.Count > 64)
        {
            kept.Clear();
        }

        kept[key] = (head, made);
        return made;
    }

    /// <summary>Forgets everything, as an erasure must.</summary>
    public void Clear() => kept.Clear();
}
