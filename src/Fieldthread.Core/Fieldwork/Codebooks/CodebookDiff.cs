namespace Fieldthread.Core.Fieldwork.Codebooks;

/// <summary>What became of a code between two moments beyond what its two states show: merged into another, or split.</summary>
/// <param name="Code">The code that went, or that gave codings.</param>
/// <param name="Other">The code that took them.</param>
/// <param name="IsSplit">True where the first stayed and gave a part.</param>
/// <param name="Reason">Why; empty where nobody said.</param>
public sealed record CodeFate(Guid Code, Guid Other, bool IsSplit, string Reason);

/// <summary>What is told of a code that differs.</summary>
/// <param name="Code">The code.</param>
/// <param name="What">Words: added, removed, renamed, moved, redefined, recoloured, reordered, merged, split, retired, brought back; in that order.</param>
/// <param name="Before">Its path at the first moment; null where it was not there.</param>
/// <param name="After">Its path at the second; null where it is gone.</param>
/// <param name="Fields">Fields that say otherwise.</param>
/// <param name="Others">Paths of the codes that it was merged into, took in, or was split with, each with which of these it was.</param>
/// <param name="Reasons">Reasons that were given.</param>
/// <param name="CodingsBefore">Codings with it at the first moment.</param>
/// <param name="CodingsAfter">Codings with it at the second.</param>
/// <param name="Gained">Codings that it has at the second moment and had not at the first.</param>
/// <param name="Lost">Codings that it had at the first and has not at the second.</param>
public sealed record CodeDifference(
    Guid Code, IReadOnlyList<string> What, string? Before, string? After, IReadOnlyList<FieldChange> Fields, IReadOnlyList<string> Others, IReadOnlyList<string> Reasons, int CodingsBefore, int CodingsAfter, int Gained, int Lost);

/// <summary>Codings of a code at two moments.</summary>
/// <param name="Before">At the first.</param>
/// <param name="After">At the second.</param>
/// <param name="Gained">At the second and not at the first.</param>
public readonly record struct CodingsThen(int Before, int After, int Gained);

/// <summary>Compares a codebook at two moments.</summary>
public static class CodebookDiff
{
    private static readonly string[] Order = ["added", "removed", "renamed", "moved", "redefined", "recoloured", "reordered", "merged", "split", "retired", "brought back", "recoded"];

    /// <summary>The codes that differ, in the order of the second codebook; those that are gone stand after it, in the order of the first.</summary>
    /// <param name="before">The codebook at the first moment.</param>
    /// <param name="after">The codebook at the second.</param>
    /// <param name="fates">Mergers and splits between.</param>
    /// <param name="codings">Codings of a code at the two.</param>
    public static IReadOnlyList<CodeDifference> Of(IReadOnlyList<CodeState> before, IReadOnlyList<CodeState> after, IReadOnlyList<CodeFate> fates, Func<Guid, CodingsThen> codings)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(fates);
        ArgumentNullException.ThrowIfNull(codings);
        var (was, now) = (before.ToDictionary(c => c.Id), after.ToDictionary(c => c.Id));
        var reordered = Reordered(before, after);
        return [.. after.Concat(before.Where(c => !now.ContainsKey(c.Id))).Select(c => One(c.Id)).OfType<CodeDifference>()];

        string PathOf(Guid id) => now.TryGetValue(id, out var there) ? there.Path : was.TryGetValue(id, out var then) ? then.Path : "a code that came and went between";

        CodeDifference? One(Guid id)
        {
            var (old, current) = (was.GetValueOrDefault(id), now.GetValueOrDefault(id));
            var (what, fields) = (new HashSet<string>(StringComparer.Ordinal), (IReadOnlyList<FieldChange>)[]);
            if (old is null || current is null)
            {
                what.Add(old is null ? "added" : fates.Any(f => f.Code == id && !f.IsSplit) ? "merged" : "removed");
            }
            else
            {
                fields = CodeState.Changes(old, current);
                Say(what, old, current, fields);
                if (reordered.Contains(id))
                {
                    what.Add("reordered");
                }
            }

            var mine = fates.Where(f => f.Code == id || f.Other == id).ToList();
            what.UnionWith(mine.Select(f => f.IsSplit ? "split" : "merged"));
            var coded = codings(id);
            if (what.Count == 0 && coded is { Gained: 0 } && coded.Before == coded.After)
            {
                return null;
            }

            if (what.Count == 0)
            {
                what.Add("recoded");
            }

            return new CodeDifference(
                id, [.. Order.Where(what.Contains)], old?.Path, current?.Path, fields, [.. mine.Select(f => Told(f, id, PathOf)).Distinct()], [.. mine.Select(f => f.Reason).Where(r => r.Length > 0).Distinct()],
                coded.Before, coded.After, coded.Gained, coded.Before + coded.Gained - coded.After);
        }
    }

    private static void Say(HashSet<string> what, CodeState old, CodeState current, IReadOnlyList<FieldChange> fields)
    {
        foreach (var field in fields)
        {
            what.Add(field.Field switch
            {
                "name" => "renamed",
                "colour" => "recoloured",
                "status" or "instead" => current.Said.Standing == CodeStanding.Retired ? "retired" : old.Said.Standing == CodeStanding.Retired ? "brought back" : "redefined",
                _ => "redefined",
            });
        }

        if (old.Parent != current.Parent)
        {
            what.Add("moved");
        }
    }

    private static string Told(CodeFate fate, Guid of, Func<Guid, string> path) => (fate.IsSplit, fate.Code == of) switch
    {
        (false, true) => "merged into " + path(fate.Other),
        (false, false) => "took in " + path(fate.Code),
        (true, true) => "gave codings to " + path(fate.Other),
        _ => "split off from " + path(fate.Code),
    };

    /// <summary>Codes whose order among the siblings that were there at both moments is another: those outside one longest run that kept its order.</summary>
    private static HashSet<Guid> Reordered(IReadOnlyList<CodeState> before, IReadOnlyList<CodeState> after)
    {
        var place = before.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        var parent = before.ToDictionary(c => c.Id, c => c.Parent);
        var moved = new HashSet<Guid>();
        foreach (var siblings in after.Where(c => parent.TryGetValue(c.Id, out var p) && p == c.Parent).GroupBy(c => c.Parent ?? Guid.Empty))
        {
            var ids = siblings.Select(c => c.Id).ToList();
            moved.UnionWith(ids.Except(LongestRun(ids, place)));
        }

        return moved;
    }

    // Patience sorting: the longest increasing run of earlier places, in n log n.
    private static List<Guid> LongestRun(List<Guid> ids, Dictionary<Guid, int> place)
    {
        var (tails, back) = (new List<int>(), new int[ids.Count]);
        for (var i = 0; i < ids.Count; i++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = place[ids[tails[middle]]] < place[ids[i]] ? (middle + 1, high) : (low, middle);
            }

            back[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }

        var run = new List<Guid>();
        for (var at = tails.Count > 0 ? tails[^1] : -1; at >= 0; at = back[at])
        {
            run.Add(ids[at]);
        }

        return run;
    }
}
