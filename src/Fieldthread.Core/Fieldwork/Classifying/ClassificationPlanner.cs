using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Core.Fieldwork.Classifying;

/// <summary>Plans one sheet: which row is which thing, which column which attribute, and what each cell would change.</summary>
internal sealed class ClassificationPlanner(ClassificationSheet sheet, ClassificationGround ground, bool add, bool keep)
{
    private readonly List<Remark> remarks = [];
    private readonly List<string> newThings = [];
    private readonly List<string> unknown = [];
    private readonly List<ValueChange> changes = [];
    private int met;
    private int same;

    public ClassificationPlan Plan()
    {
        var things = Things();
        var (added, retyped) = (new List<StandingAttribute>(), new List<string>());
        foreach (var (column, name) in Columns())
        {
            var cells = things.Where(t => t.Row.At(column).Length > 0).Select(t => (t.Row, t.Name, t.Thing, Value: t.Row.At(column))).ToList();
            var standing = ground.Attributes.FirstOrDefault(a => a.Name == name);
            if (standing is { Fixed: true })
            {
                cells.RemoveAll(c => Refused(c.Row, name, c.Value, standing.Kind));
            }

            if (ground.Among.TryGetValue(name, out var among))
            {
                cells.RemoveAll(c => IsValue(c.Value) && !among.Contains(c.Value) && NotTaken(c.Row.Place, $"“{c.Value}” is no {name.ToLowerInvariant()} of this study; the value was left out."));
            }

            var before = changes.Count;
            cells.ForEach(c => Take(c.Row, c.Name, c.Thing, name, c.Value));
            var values = changes.Skip(before).Select(c => c.Becomes).OfType<string>().ToList();
            if (standing is null && values.Count > 0)
            {
                added.Add(new StandingAttribute(name, AttributeKinds.Of(values), Fixed: false));
            }
            else if (standing is { Fixed: false } && !values.TrueForAll(v => AttributeKinds.Fits(v, standing.Kind)))
            {
                retyped.Add(name);
                remarks.Add(new Remark(RemarkWeight.Guessed, name, $"Its values were {AttributeKinds.InWords(standing.Kind)}; the sheet has others, so all of them are text from now on."));
            }
        }

        return new ClassificationPlan(newThings, added, retyped, changes, met, same, unknown, remarks);
    }

    private static bool IsValue(string cell) => !cell.Equals(ClassificationPlan.Unassigned, StringComparison.OrdinalIgnoreCase);

    private bool NotTaken(string place, string message)
    {
        remarks.Add(new Remark(RemarkWeight.NotTaken, place, message));
        return true;
    }

    private bool Refused(ClassificationRow row, string name, string value, QdaValueKind kind) => IsValue(value) && !AttributeKinds.Fits(value, kind)
        && NotTaken(row.Place, $"“{name}” came with a project as {AttributeKinds.InWords(kind)}, and “{value}” is none; the value was left out.");

    /// <summary>Columns that are attributes, each name once, spelt as the study has it.</summary>
    private IEnumerable<(int Column, string Name)> Columns()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < sheet.Attributes.Count; i++)
        {
            var heading = sheet.Attributes[i];
            if (heading.Length == 0)
            {
                if (sheet.Rows.Any(r => r.At(i).Length > 0))
                {
                    NotTaken($"column {i + 2}", "The column has values and no heading; it was left out.");
                }
            }
            else if (ground.Elsewhere.FirstOrDefault(e => e.Key.Equals(heading, StringComparison.OrdinalIgnoreCase)) is { Key: not null } elsewhere)
            {
                remarks.Add(new Remark(RemarkWeight.Note, $"column “{heading}”", $"Not read: the study keeps it {elsewhere.Value}."));
            }
            else if (!taken.Add(heading))
            {
                NotTaken($"column “{heading}”", "Another column before it has the same heading; this one was left out.");
            }
            else
            {
                yield return (i, ground.Attributes.FirstOrDefault(a => a.Name == heading)?.Name ?? ground.Attributes.FirstOrDefault(a => a.Name.Equals(heading, StringComparison.OrdinalIgnoreCase))?.Name ?? heading);
            }
        }
    }

    /// <summary>Rows that are a thing, each thing once.</summary>
    private List<(ClassificationRow Row, string Name, ClassifiedThing? Thing)> Things()
    {
        var byName = ground.Things.ToLookup(t => t.Name, StringComparer.Ordinal);
        var loosely = ground.Things.ToLookup(t => t.Name, StringComparer.OrdinalIgnoreCase);
        var (there, seen) = (new List<(ClassificationRow, string, ClassifiedThing?)>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var row in sheet.Rows)
        {
            if (row.Thing.Length == 0)
            {
                NotTaken(row.Place, "The row has no name in its first cell; it was left out.");
                continue;
            }

            var found = new[] { byName[row.Thing], byName[row.Own], loosely[row.Own] }.Select(f => f.ToList()).FirstOrDefault(f => f.Count > 0) ?? [];
            if (found.Count > 1)
            {
                NotTaken(row.Place, $"{found.Count} of the study are called “{row.Own}”; the row was left out.");
                continue;
            }

            var name = found.Count == 1 ? found[0].Name : row.Own;
            if (!seen.TryAdd(name, row.Place))
            {
                NotTaken(row.Place, $"“{name}” stands already at {seen[name]}; this row was left out.");
                continue;
            }

            if (found.Count == 1)
            {
                met++;
                if (name != row.Own)
                {
                    remarks.Add(new Remark(RemarkWeight.Guessed, row.Place, $"“{row.Own}” was taken as “{name}”."));
                }
            }
            else if (add)
            {
                newThings.Add(name);
            }
            else
            {
                unknown.Add(name);
                continue;
            }

            there.Add((row, name, found.Count == 1 ? found[0] : null));
        }

        return there;
    }

    private void Take(ClassificationRow row, string name, ClassifiedThing? thing, string attribute, string cell)
    {
        var standing = thing?.Values.GetValueOrDefault(attribute) ?? [];
        var (was, becomes) = (standing.Count == 0 ? null : string.Join("; ", standing), IsValue(cell) ? cell : null);
        if (was == becomes)
        {
            same += becomes is null ? 0 : 1;
        }
        else if (standing.Count > 1)
        {
            NotTaken(row.Place, $"“{name}” has several values of “{attribute}”: {was}. Which of them “{cell}” would replace cannot be told; they stay.");
        }
        else if (keep && was is not null)
        {
            remarks.Add(new Remark(RemarkWeight.Note, row.Place, $"“{attribute}” of “{name}” stays “{was}”; the sheet has “{cell}”."));
        }
        else
        {
            changes.Add(new ValueChange(name, attribute, was, becomes));
        }
    }
}
