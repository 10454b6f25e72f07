using System.Collections.Concurrent;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Store;

/// <summary>Results kept in memory. A key names the view and the act up to which it was read, so that nothing stale can be answered; older acts of a study are dropped.</summary>
public sealed class StudyCache
{
    /// <summary>How many results are kept; where there are more, those that nobody has asked for longest go.</summary>
    public const int Most = 64;

    private readonly ConcurrentDictionary<(string What, string View), Kept> kept = new();
    private long asked;

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
            there.Asked = Interlocked.Increment(ref asked);
            return (T)there.Value;
        }

        // Made without a lock: two askers at once do the work twice rather than wait on each other's connection.
        var earlier = refresh is not null && there is { Value: T before } && there.Head < head ? await refresh(before, there.Head) : null;
        var made = earlier ?? await make();
        kept[key] = new Kept(head, made) { Asked = Interlocked.Increment(ref asked) };
        if (kept.Count > Most)
        {
            // A quarter at a time, so that the sorting is seldom.
            foreach (var old in kept.OrderBy(k => k.Value.Asked).Take(kept.Count - (Most * 3 / 4)).Select(k => k.Key).ToList())
            {
                kept.TryRemove(old, out _);
            }
        }

        return made;
    }

    /// <summary>A result that stands until an act changes rows of certain tables.</summary>
    internal Task<T> UnlessChangedAsync<T>(string what, Asking asking, Type[] kinds, Func<Task<T>> make)
        where T : class =>
        GetAsync(what, asking.Context.View, asking.Head, make, async (before, head) => await asking.Context.ChangedSinceAsync(head, kinds, asking.Cancel) ? null : before);

    /// <summary>Forgets everything, as an erasure must.</summary>
    public void Clear() => kept.Clear();

    private sealed class Kept(long head, object value)
    {
        public long Head => head;

        public object Value => value;

        public long Asked { get; set; }
    }
}
