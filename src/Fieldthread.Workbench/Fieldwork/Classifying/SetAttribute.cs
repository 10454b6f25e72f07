using Fieldthread.Core.Fieldwork.Classifying;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Classifying;

/// <summary>Sets an attribute of a site, a participant or a source, changes it, or takes it away.</summary>
/// <param name="Of">What the thing is.</param>
/// <param name="Thing">Which.</param>
/// <param name="Name">Name of the attribute; a new name makes a new attribute.</param>
/// <param name="Value">The value; empty takes it away.</param>
[Act("set-attribute", Permission.KeepMaterial, Tells = "sites")]
[Refuses("unknown", "there is no such site, participant or source")]
[Refuses("empty", "the attribute has no name")]
[Refuses("elsewhere", "the study keeps this elsewhere: the words say where")]
[Refuses("several", "the thing has several values of this attribute, from a project that came in")]
[Refuses("unfit", "the attribute came with a project, and the value is not of its kind; or the study has no site of that name")]
public sealed record SetAttribute(Classified Of, Guid Thing, string Name, string Value = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        await Classifications.RequireAsync(acting, Of);
        var there = await AttributesOf.ReadAsync(acting.Context, Of, acting.Cancel);
        if (!there.Names.Any(n => n.Id == Thing))
        {
            Acting.Refuse("unknown", $"There is no such {Classifications.One(Of)} in this study.", "Look at the list.");
        }

        var name = Acting.Given(Name, "The name of the attribute");
        var sheet = new ClassificationSheet("", [name], [new ClassificationRow("", there.Names.First(n => n.Id == Thing).Name, [Acting.Clean(Value) is { Length: > 0 } v ? v : ClassificationPlan.Unassigned])]);
        if (there.Elsewhere.FirstOrDefault(e => e.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Key: not null } elsewhere)
        {
            Acting.Refuse("elsewhere", $"“{elsewhere.Key}” is kept {elsewhere.Value}.", "Change it there.");
        }

        // Planned as a sheet of one cell, on this one thing: another of the same name has no part in it.
        var ground = there.Ground();
        var at = there.Names.ToList().FindIndex(n => n.Id == Thing);
        var plan = ClassificationPlan.Of(sheet, ground with { Things = [ground.Things[at]] }, add: false, keep: false);
        if (plan.Remarks.FirstOrDefault(r => r.Weight == Core.Basics.RemarkWeight.NotTaken) is { } no)
        {
            Acting.Refuse(ground.Things[at].Values.GetValueOrDefault(name)?.Count > 1 ? "several" : "unfit", no.Message, "Nothing was changed.");
        }

        await Classifications.LandAsync(acting, there, plan, new Dictionary<string, Guid>(StringComparer.Ordinal) { [ground.Things[at].Name] = Thing }, new Dictionary<Guid, Participant>());
        return new Added(Thing);
    }
}

/// <summary>What acts on classifications do alike.</summary>
internal static class Classifications
{
    public static string One(Classified of) => of switch { Classified.Sites => "site", Classified.Participants => "participant", _ => "source" };

    /// <summary>Whoever changes what is said of participants must keep participants.</summary>
    public static async Task RequireAsync(Acting acting, Classified of)
    {
        if (of == Classified.Participants)
        {
            await Authority.RequireAsync(acting.Context, acting.Actor, Permission.KeepParticipants, "change what is said of participants", acting.Cancel);
        }
    }

    /// <summary>Writes what a plan says.</summary>
    /// <param name="acting">The act.</param>
    /// <param name="there">What the study has.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="ids">Things by name.</param>
    /// <param name="added">Participants that this act adds.</param>
    public static async Task LandAsync(Acting acting, AttributesOf there, ClassificationPlan plan, IReadOnlyDictionary<string, Guid> ids, IReadOnlyDictionary<Guid, Participant> added)
    {
        var values = new ValuesSet(acting, there, added);
        var kinds = there.Attributes.Concat(plan.Attributes).ToDictionary(a => a.Name, a => a.Kind, StringComparer.Ordinal);
        foreach (var name in plan.Retyped)
        {
            kinds[name] = QdaValueKind.Text;
            await values.RetypeAsync(name, QdaValueKind.Text);
        }

        foreach (var change in plan.Changes)
        {
            await values.SetAsync(ids[change.Thing], change.Attribute, change.Becomes, kinds[change.Attribute]);
        }
    }
}
