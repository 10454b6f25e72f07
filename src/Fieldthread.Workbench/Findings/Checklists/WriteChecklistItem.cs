using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings.Checklists;

/// <summary>Writes a text to an item of a checklist, beside what the study says to it by itself; an empty one takes it away.</summary>
/// <param name="List">Which list.</param>
/// <param name="Item">Number of the item, as “12” or “S8”.</param>
/// <param name="Text">What to say; at most ten thousand characters.</param>
[Act("write-checklist-item", Permission.WriteFindings, Tells = "checklists")]
[Refuses("unknown", "the list has no such item")]
[Refuses("too-long", "the text is longer than ten thousand characters")]
public sealed record WriteChecklistItem(ChecklistKind List, string Item, string Text) : Act<Added>
{
    private const int Longest = 10_000;

    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var items = ChecklistItems.Of(List);
        var item = items.FirstOrDefault(i => i.Number.Equals((Item ?? "").Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(new Refusal("unknown", $"{ChecklistItems.Name(List)} has no item “{Item}”.", $"Its items are {items[0].Number} to {items[^1].Number}."));
        var text = Acting.Clean(Text);
        if (text.Length > Longest)
        {
            Acting.Refuse("too-long", $"The text has {text.Length:N0} characters; at most {Longest:N0} are kept to an item.", "Say it shorter, or write it in the report.");
        }

        var there = await acting.Context.Set<ChecklistText>().AsTracking().FirstOrDefaultAsync(t => t.List == List && t.Item == item.Number, acting.Cancel);
        if (text.Length == 0)
        {
            if (there is not null)
            {
                acting.Remove(there);
            }

            return new Added(there?.Id ?? Guid.Empty);
        }

        there ??= acting.Add(new ChecklistText { List = List, Item = item.Number });
        (there.Text, there.AuthorId, there.WrittenAt) = (text, acting.Me, acting.Now);
        return new Added(there.Id);
    }
}
