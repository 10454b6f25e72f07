using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Findings;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings.Checklists;

/// <summary>A reporting checklist, filled from what the study knows, with what is missing; of a cut, what the cut holds.</summary>
/// <param name="List">Which list; null for the one that fits the study’s way of working.</param>
[Question("checklist", Permission.ReadMaterial)]
public sealed record ShowChecklist(ChecklistKind? List = null) : Question<FilledChecklist>
{
    /// <inheritdoc/>
    public override async Task<FilledChecklist> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var facts = await ChecklistReading.ReadAsync(asking);
        var list = List ?? ChecklistItems.For(facts.Stance);
        var people = await asking.Context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var texts = (await asking.Context.All<ChecklistText>().AsNoTracking().Where(t => t.List == list).ToListAsync(asking.Cancel)).ToDictionary(t => t.Item, StringComparer.Ordinal);
        return new FilledChecklist(list, ChecklistItems.Name(list), ChecklistItems.Source(list), ChecklistItems.Misfit(list, facts.Stance), [.. ChecklistItems.Of(list).Select(item =>
        {
            var (filled, own) = (ChecklistFilling.Of(item, facts), texts.GetValueOrDefault(item.Number));
            return new ChecklistLine(item.Number, item.Domain, item.Topic, item.Asks, filled.Known, filled.Missing, own?.Text ?? "", own?.AuthorId is { } who ? people.GetValueOrDefault(who) : null, own?.WrittenAt);
        })]);
    }
}

/// <summary>A filled checklist.</summary>
/// <param name="List">Which list.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Misfit">Why it fits the study’s way of working badly; null where it fits.</param>
/// <param name="Items">Its items, in order.</param>
public sealed record FilledChecklist(ChecklistKind List, string Name, string Source, string? Misfit, IReadOnlyList<ChecklistLine> Items)
{
    /// <summary>How far it is filled, in a sentence.</summary>
    public string InWords => $"{Items.Count(i => i.State == ChecklistState.Said)} of {Items.Count} items are said, {Items.Count(i => i.State == ChecklistState.Part)} in part, {Items.Count(i => i.State == ChecklistState.Open)} are open.";
}

/// <summary>How far an item is filled.</summary>
public enum ChecklistState
{
    /// <summary>The study knows it all, or somebody wrote to it.</summary>
    Said,

    /// <summary>The study knows some of it.</summary>
    Part,

    /// <summary>Nothing is known of it.</summary>
    Open,
}

/// <summary>An item with what is said to it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Domain">The part of the list.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Asks">What to report.</param>
/// <param name="Known">What the study says to it by itself.</param>
/// <param name="Missing">What is missing.</param>
/// <param name="Own">What somebody wrote; empty for nothing.</param>
/// <param name="Author">Who wrote it, or null.</param>
/// <param name="WrittenAt">When, UTC, or null.</param>
public sealed record ChecklistLine(
    string Number, string Domain, string Topic, string Asks, IReadOnlyList<string> Known, IReadOnlyList<MissingFact> Missing, string Own, string? Author, DateTimeOffset? WrittenAt)
{
    /// <summary>What is still missing: once somebody has written to the item, only what is entered elsewhere.</summary>
    public IReadOnlyList<MissingFact> Lacking => Own.Length > 0 ? [.. Missing.Where(m => m.Page is not null)] : Missing;

    /// <summary>How far it is filled. What a person wrote counts as all that is to be said.</summary>
    public ChecklistState State => Own.Length > 0 || Missing.Count == 0 ? ChecklistState.Said : Known.Count > 0 ? ChecklistState.Part : ChecklistState.Open;
}

/// <summary>A checklist as a document for word processors, to be sent with a manuscript.</summary>
/// <param name="List">Which list; null for the one that fits the study’s way of working.</param>
[Question("checklist-file", Permission.ReadMaterial)]
public sealed record ChecklistFile(ChecklistKind? List = null) : Question<ChecklistBytes>
{
    /// <inheritdoc/>
    public override async Task<ChecklistBytes> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (filled, about) = (await new ShowChecklist(List).AskAsync(asking), await new AboutStudy().AskAsync(asking));
        return new ChecklistBytes(ChecklistDocx.Write(
            filled.Name, about.Name, filled.Source, filled.Misfit is { } misfit ? $"{filled.InWords} {misfit}" : filled.InWords,
            [.. filled.Items.Select(i => new PrintedItem(i.Number, i.Domain, i.Topic, i.Asks, i.Known, i.Own, [.. i.Lacking.Select(m => m.Words)]))]));
    }
}

/// <summary>A file.</summary>
/// <param name="Bytes">What it holds.</param>
public sealed record ChecklistBytes(byte[] Bytes);
