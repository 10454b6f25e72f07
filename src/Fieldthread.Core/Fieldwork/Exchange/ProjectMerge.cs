namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>What became of something since a project was exchanged.</summary>
public enum MergeState
{
    /// <summary>Changed on both sides, and not alike; or taken away here and changed there.</summary>
    Conflict,

    /// <summary>Only the other side has it.</summary>
    NewThere,

    /// <summary>Only the other side changed it.</summary>
    ChangedThere,

    /// <summary>The other side took it away.</summary>
    GoneThere,

    /// <summary>Only this side has it.</summary>
    NewHere,

    /// <summary>Only this side changed it.</summary>
    ChangedHere,

    /// <summary>This side took it away, and the other left it as it was.</summary>
    GoneHere,
}

/// <summary>A field of which the two sides say otherwise.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="State">Conflict, changed there or changed here.</param>
/// <param name="Here">What this side says; empty for nothing.</param>
/// <param name="There">What the other says; empty for nothing.</param>
public sealed record MergeField(string Name, MergeState State, string Here, string There);

/// <summary>An item of which the two sides say otherwise.</summary>
/// <param name="Key">Kind and id: <c>code:0A…</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="State">What became of it: the gravest of its fields.</param>
/// <param name="Fields">Its fields that differ; none where only one side has it.</param>
public sealed record MergeRow(string Key, ExchangeKind Kind, string Name, MergeState State, IReadOnlyList<MergeField> Fields)
{
    /// <summary>True where taking the project in would change something, or a choice is needed.</summary>
    public bool Asks => State is MergeState.Conflict or MergeState.NewThere or MergeState.ChangedThere or MergeState.GoneThere;
}

/// <summary>Compares a project that comes back with this side and with what was exchanged before: a merge of three states, field by field, by ids alone.</summary>
public static class ProjectMerge
{
    /// <summary>A row for each item of which the two sides say otherwise, in the order of kinds, conflicts first.</summary>
    /// <param name="here">This side.</param>
    /// <param name="there">The other.</param>
    /// <param name="before">What both had when it was last exchanged; null where nothing is known of that: then whatever differs is a conflict, and nothing counts as taken away.</param>
    public static IReadOnlyList<MergeRow> Of(IReadOnlyList<ExchangeItem> here, IReadOnlyList<ExchangeItem> there, ExchangeMarks? before)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(there);
        var mine = here.ToDictionary(i => i.Key, StringComparer.Ordinal);
        var theirs = there.ToDictionary(i => i.Key, StringComparer.Ordinal);
        var rows = new List<MergeRow>();
        foreach (var item in there)
        {
            if (mine.TryGetValue(item.Key, out var own))
            {
                var fields = Fields(own, item, before);
                if (fields.Count > 0)
                {
                    rows.Add(new MergeRow(item.Key, item.Kind, own.Name, fields.Min(f => f.State), fields));
                }
            }
            else if (before?.Had(item) != true)
            {
                rows.Add(new MergeRow(item.Key, item.Kind, item.Name, MergeState.NewThere, []));
            }
            else
            {
                var changed = item.Fields.Where(f => !before.Said(item, f.Name, f.Value)).Select(f => new MergeField(f.Name, MergeState.Conflict, "", f.Shown)).ToList();
                rows.Add(new MergeRow(item.Key, item.Kind, item.Name, changed.Count > 0 ? MergeState.Conflict : MergeState.GoneHere, changed));
            }
        }

        rows.AddRange(here.Where(i => !theirs.ContainsKey(i.Key)).Select(i => new MergeRow(i.Key, i.Kind, i.Name, before?.Had(i) == true ? MergeState.GoneThere : MergeState.NewHere, [])));
        return [.. rows.OrderBy(r => r.State).ThenBy(r => r.Kind)];
    }

    private static List<MergeField> Fields(ExchangeItem here, ExchangeItem there, ExchangeMarks? before)
    {
        var fields = new List<MergeField>();
        foreach (var name in there.Fields.Concat(here.Fields).Select(f => f.Name).Distinct(StringComparer.Ordinal))
        {
            var (mine, theirs) = (here[name], there[name]);
            if (mine?.Value == theirs?.Value || (theirs is null && ExchangeItem.Silent.Contains(name)))
            {
                continue;
            }

            var known = before?.Had(here) == true;
            var (changedHere, changedThere) = (!known || !before!.Said(here, name, mine?.Value), !known || !before!.Said(there, name, theirs?.Value));
            fields.Add(new MergeField(name, changedHere && changedThere ? MergeState.Conflict : changedHere ? MergeState.ChangedHere : MergeState.ChangedThere, mine?.Shown ?? "", theirs?.Shown ?? ""));
        }

        return fields;
    }
}
