using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Analysis;

/// <summary>Sets up a joint display: which codes stand beside which items of the survey.</summary>
/// <param name="Name">Name, unique in the study.</param>
/// <param name="Codes">The codes, in their order; each stands for itself and everything below it.</param>
/// <param name="Items">Keys of the items, in their order; items of words are no part of it, for their answers are sources.</param>
[Act("add-joint-display", Permission.WriteFindings, Tells = "findings")]
[Refuses("empty", "the name is empty, or no code or no item is chosen")]
[Refuses("name-taken", "the study has a joint display of that name")]
[Refuses("unknown", "there is no such code, or no such item with options or numbers")]
public sealed record AddJointDisplay(string Name, IReadOnlyList<Guid> Codes, IReadOnlyList<string> Items) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var chosen = await JointChoice.CheckAsync(acting, Name, Codes, Items, null);
        return new Added(acting.Add(new JointDisplay { Name = chosen.Name, Codes = chosen.Codes, Items = chosen.Items }).Id);
    }
}

/// <summary>Gives a joint display another name, or other codes and items. The notes stay; a note may have been made on what the display showed before, and history tells which.</summary>
/// <param name="Display">Which display.</param>
/// <param name="Name">Name, unique in the study.</param>
/// <param name="Codes">The codes, in their order.</param>
/// <param name="Items">Keys of the items, in their order.</param>
[Act("edit-joint-display", Permission.WriteFindings, Tells = "findings")]
[Refuses("empty", "the name is empty, or no code or no item is chosen")]
[Refuses("name-taken", "the study has another joint display of that name")]
[Refuses("unknown", "there is no such joint display or code, or no such item with options or numbers")]
public sealed record EditJointDisplay(Guid Display, string Name, IReadOnlyList<Guid> Codes, IReadOnlyList<string> Items) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var display = await acting.FindAsync<JointDisplay>(Display);
        var chosen = await JointChoice.CheckAsync(acting, Name, Codes, Items, Display);
        (display.Name, display.Codes, display.Items) = (chosen.Name, chosen.Codes, chosen.Items);
        return new Added(display.Id);
    }
}

/// <summary>What a joint display is made of, once it is known that all of it is there.</summary>
internal static class JointChoice
{
    public static async Task<(string Name, string Codes, string Items)> CheckAsync(Acting acting, string given, IReadOnlyList<Guid>? chosenCodes, IReadOnlyList<string>? chosenItems, Guid? self)
    {
        var name = Acting.Given(given, "The name of the joint display");
        var (codes, items) = ((chosenCodes ?? []).Distinct().ToList(), (chosenItems ?? []).Distinct(StringComparer.Ordinal).ToList());
        if (codes.Count == 0 || items.Count == 0)
        {
            Acting.Refuse("empty", "A joint display sets codes beside items of the survey; choose at least one of each.", "Choose codes and items and send it again.");
        }

        if (await acting.Context.Set<JointDisplay>().AnyAsync(d => d.Name == name && d.Id != self, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a joint display “{name}”.", "Choose another name.");
        }

        foreach (var code in codes)
        {
            await acting.FindAsync<Code>(code);
        }

        var known = await acting.Context.Set<Item>().Where(i => i.Kind != Core.Surveys.ItemKind.Text).Select(i => i.Key).ToListAsync(acting.Cancel);
        if (items.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            Acting.Refuse("unknown", $"There is no item {unknown} with options or numbers in this study.", "List the items with: fieldthread survey items --study S.");
        }

        return (name, Json.Write(codes), Json.Write(items));
    }
}

/// <summary>Removes a joint display with the notes on it. History keeps them.</summary>
/// <param name="Display">Which display.</param>
[Act("remove-joint-display", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such joint display")]
public sealed record RemoveJointDisplay(Guid Display) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var display = await acting.FindAsync<JointDisplay>(Display);
        (await acting.Context.Set<JointNote>().AsTracking().Where(n => n.DisplayId == display.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(display);
        return new Added(display.Id);
    }
}

/// <summary>Says what a person makes of the two strands at a site; said again, the earlier note goes into history.</summary>
/// <param name="Display">Which display.</param>
/// <param name="Site">Which site.</param>
/// <param name="Fit">Whether the strands confirm, expand or contradict each other.</param>
/// <param name="Note">Why.</param>
[Act("note-joint-display", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such joint display or site")]
[Refuses("empty", "no reason is given")]
public sealed record NoteJointDisplay(Guid Display, Guid Site, Fit Fit, string Note) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (display, site) = (await acting.FindAsync<JointDisplay>(Display), await acting.FindAsync<Site>(Site));
        var note = await acting.Context.Set<JointNote>().AsTracking().FirstOrDefaultAsync(n => n.DisplayId == display.Id && n.SiteId == site.Id, acting.Cancel)
            ?? acting.Add(new JointNote { DisplayId = display.Id, SiteId = site.Id });
        (note.Fit, note.Note) = (Fit, Acting.Given(Note, "The reason"));
        return new Added(note.Id);
    }
}

/// <summary>The joint displays of the study.</summary>
[Question("joint-displays", Permission.ReadStudy)]
public sealed record JointDisplayList : Question<IReadOnlyList<JointDisplayLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<JointDisplayLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var noted = (await asking.Context.All<JointNote>().Select(n => n.DisplayId).ToListAsync(asking.Cancel)).ToLookup(n => n);
        return [.. (await asking.Context.All<JointDisplay>().ToListAsync(asking.Cancel)).OrderBy(d => d.Name, Core.Basics.NaturalOrder.Instance)
            .Select(d => new JointDisplayLine(d.Id, d.Name, Json.Read<List<Guid>>(d.Codes).Count, Json.Read<List<string>>(d.Items).Count, noted[d.Id].Count()))];
    }
}

/// <summary>A joint display in a list.</summary>
/// <param name="Id">The display.</param>
/// <param name="Name">Its name.</param>
/// <param name="Codes">How many codes it has.</param>
/// <param name="Items">How many items.</param>
/// <param name="Noted">At how many sites somebody said how the strands fit.</param>
public sealed record JointDisplayLine(Guid Id, string Name, int Codes, int Items, int Noted);
