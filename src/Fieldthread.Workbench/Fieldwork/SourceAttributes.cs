using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Roles;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A variable by which sources can be told apart: their phase, the role of who speaks in them, an attribute of their site.</summary>
/// <param name="Key">How it is asked for: <c>phase</c>, <c>site:Size</c>, <c>register:type</c>.</param>
/// <param name="Name">What it is called: “phase”, “Size of the site”.</param>
/// <param name="Dated">True where its values hold as at a date.</param>
public sealed record SourceAttribute(string Key, string Name, bool Dated);

/// <summary>A value of an attribute, with the sources that have it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Sources">The sources, by index, in order.</param>
public sealed record AttributeValue(string Value, IReadOnlyList<AttributedSource> Sources);

/// <summary>A source that has a value.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="Site">Index of its site, or −1.</param>
/// <param name="People">Indexes of the participants who count under the value: those of the role where the attribute is a role, otherwise all who were heard.</param>
public sealed record AttributedSource(int Source, int Site, IReadOnlyList<int> People);

/// <summary>The attributes by which the codes of this study can be crossed.</summary>
[Question("attributes", Permission.ReadStudy)]
public sealed record AttributeList : Question<IReadOnlyList<SourceAttribute>>
{
    /// <inheritdoc/>
    public override Task<IReadOnlyList<SourceAttribute>> AskAsync(Asking asking) => SourceAttributes.ListAsync(asking);
}

/// <summary>Which sources have which value of an attribute.</summary>
internal static class SourceAttributes
{
    private const string OfSite = "site:";
    private const string OfText = "source:";
    private const string OfPerson = "person:";
    private static readonly SourceAttribute[] Always = [new("site", "site", false), new("phase", "phase", false), new("kind", "kind of encounter", false), new("role", "role of participant", false), new("year", "year of encounter", false)];

    public static async Task<IReadOnlyList<SourceAttribute>> ListAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var list = new List<SourceAttribute>(Always);
        if (await asking.Context.All<OpenAnswerText>().AnyAsync(asking.Cancel))
        {
            list.Add(new("wave", "wave of the survey", false));
        }

        var own = await asking.Context.All<SiteAttribute>().Select(a => a.Name).Distinct().ToListAsync(asking.Cancel);
        list.AddRange(own.Order(NaturalOrder.Instance).Select(name => new SourceAttribute(OfSite + name, $"{name} (of the site)", false)));
        var ofSource = await asking.Context.All<Kept.SourceValue>().Select(a => a.Name).Distinct().ToListAsync(asking.Cancel);
        list.AddRange(ofSource.Order(NaturalOrder.Instance).Select(name => new SourceAttribute(OfText + name, $"{name} (of the source)", false)));
        var ofPerson = await asking.Context.All<Classifying.ParticipantAttribute>().Select(a => a.Name).Distinct().ToListAsync(asking.Cancel);
        list.AddRange(ofPerson.Order(NaturalOrder.Instance).Select(name => new SourceAttribute(OfPerson + name, $"{name} (of the participant)", false)));
        if (await asking.MayAsync(Permission.KeepParticipants))
        {
            list.AddRange(await RegisterAttributes.ListAsync(asking));
        }

        return list;
    }

    /// <summary>The values of an attribute, in their order: phases in time, numbers as numbers, names as people sort them.</summary>
    /// <exception cref="RefusedException">There is no such attribute (<c>unknown</c>), it is of the register and the asker may not see what sites are (<c>sealed</c>), or the date is none (<c>bad-date</c>).</exception>
    public static async Task<(SourceAttribute Attribute, string? At, IReadOnlyList<AttributeValue> Values)> ValuesAsync(Asking asking, Facts facts, string key, string? at)
    {
        if (key.StartsWith(RegisterAttributes.Prefix, StringComparison.Ordinal) && !await asking.MayAsync(Permission.KeepParticipants))
        {
            Asking.Refuse("sealed", "What the register says of a site tells which organisation it is.", "Ask somebody who keeps participants, or cross by something else.");
        }

        var attribute = (await ListAsync(asking)).FirstOrDefault(a => a.Key == key);
        if (attribute is null)
        {
            Asking.Refuse("unknown", $"There is no attribute “{key}” in this study.", "List them with: fieldthread ask attributes --study S.");
        }

        var field = await FieldOfSources.ReadAsync(asking.Context, facts, asking.Cancel);
        var (date, day) = attribute.Dated ? Register.RegisterDates.At(asking, at) : (null, 0);
        var values = key switch
        {
            "site" => field.By(s => s.Site >= 0 ? [facts.Study.Sites[s.Site]] : []),
            "phase" => InTime(field.By(s => s.Encounter?.PhaseId is { } p && field.Phases.TryGetValue(p, out var phase) ? [phase.Name] : []), [.. field.Phases.Values.OrderBy(p => p.StartsDay ?? int.MaxValue).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Name)]),
            "kind" => field.By(s => s.Encounter is { } e ? [Facts.KindInWords(e.Kind)] : []),
            "year" => field.By(s => s.Encounter?.Date is { Length: >= 4 } written ? [written[..4]] : []),
            "role" => field.ByRole(),
            "wave" => await ByWaveAsync(asking, facts, field),
            _ when key.StartsWith(OfPerson, StringComparison.Ordinal) => await ByPersonAsync(asking, field, key[OfPerson.Length..]),
            _ when key.StartsWith(OfText, StringComparison.Ordinal) => await BySourceAsync(asking, facts, field, key[OfText.Length..]),
            _ when key.StartsWith(OfSite, StringComparison.Ordinal) => await BySiteAsync(asking, facts, field, key[OfSite.Length..]),
            _ => await RegisterAttributes.ByAsync(asking, facts, field, key, day),
        };
        return (attribute, date, values);
    }

    /// <summary>Values in an order that is not that of their letters; those that nothing has are left out.</summary>
    private static List<AttributeValue> InTime(List<AttributeValue> values, List<string> order) => [.. values.OrderBy(v => order.IndexOf(v.Value))];

    private static async Task<List<AttributeValue>> ByWaveAsync(Asking asking, Facts facts, FieldOfSources field)
    {
        var waves = await asking.Context.All<Wave>().ToDictionaryAsync(w => w.Id, asking.Cancel);
        var texts = (await asking.Context.All<OpenAnswerText>().ToListAsync(asking.Cancel)).ToLookup(t => t.SourceId, t => waves[t.WaveId].Name);
        return InTime(field.By(s => texts[facts.Sources[s.Index]]), [.. waves.Values.OrderBy(w => w.Reference, StringComparer.Ordinal).ThenBy(w => w.Key, NaturalOrder.Instance).Select(w => w.Name)]);
    }

    private static async Task<List<AttributeValue>> BySourceAsync(Asking asking, Facts facts, FieldOfSources field, string name)
    {
        var values = (await asking.Context.All<Kept.SourceValue>().Where(a => a.Name == name).OrderBy(a => a.Id).ToListAsync(asking.Cancel)).ToLookup(a => a.SourceId, a => a.Value);
        return field.By(s => values[facts.Sources[s.Index]].Distinct(StringComparer.Ordinal));
    }

    private static async Task<List<AttributeValue>> ByPersonAsync(Asking asking, FieldOfSources field, string name)
    {
        var values = (await asking.Context.All<Classifying.ParticipantAttribute>().Where(a => a.Name == name && a.Value != "").OrderBy(a => a.Id).ToListAsync(asking.Cancel)).ToLookup(a => a.ParticipantId, a => a.Value);
        return field.ByPerson(p => values[p].FirstOrDefault() ?? "");
    }

    private static async Task<List<AttributeValue>> BySiteAsync(Asking asking, Facts facts, FieldOfSources field, string name)
    {
        var values = (await asking.Context.All<SiteAttribute>().Where(a => a.Name == name).OrderBy(a => a.Id).ToListAsync(asking.Cancel)).ToLookup(a => a.SiteId, a => a.Value);
        return field.By(s => s.Site >= 0 ? values[facts.Sites[s.Site]].Distinct(StringComparer.Ordinal) : []);
    }
}

/// <summary>A source with what is known of the encounter that it came from.</summary>
internal readonly record struct PlacedSource(int Index, int Site, Encounter? Encounter);

/// <summary>Every source with its encounter and those heard in it.</summary>
internal sealed class FieldOfSources
{
    private readonly PlacedSource[] sources;
    private readonly int[][] heard;
    private readonly Participant[] persons;
    private readonly RolesThen then;

    private FieldOfSources(PlacedSource[] sources, int[][] heard, Participant[] persons, RolesThen then, Dictionary<Guid, Phase> phases) => (this.sources, this.heard, this.persons, this.then, Phases) = (sources, heard, persons, then, phases);

    public Dictionary<Guid, Phase> Phases { get; }

    public static async Task<FieldOfSources> ReadAsync(StudyContext context, Facts facts, CancellationToken cancel)
    {
        var encounters = await context.All<Encounter>().ToDictionaryAsync(e => e.Id, cancel);
        var of = await context.All<Source>().Where(s => s.EncounterId != null).Select(s => new { s.Id, s.EncounterId }).ToDictionaryAsync(s => s.Id, s => s.EncounterId!.Value, cancel);
        var people = await context.All<Participant>().AsNoTracking().OrderBy(p => p.Id).ToArrayAsync(cancel);
        var at = people.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var attended = (await context.All<Attendance>().Select(a => new { a.EncounterId, a.ParticipantId }).ToListAsync(cancel)).ToLookup(a => a.EncounterId, a => at[a.ParticipantId]);
        var placed = facts.Sources.Select((id, i) => new PlacedSource(i, facts.SiteOfSource[i], of.TryGetValue(id, out var encounter) ? encounters.GetValueOrDefault(encounter) : null)).ToArray();
        return new(placed, [.. placed.Select(s => s.Encounter is { } e ? attended[e.Id].Distinct().ToArray() : [])], people, await RolesThen.OfAsync(context, cancel), await context.All<Phase>().ToDictionaryAsync(p => p.Id, cancel));
    }

    /// <summary>Sources by what is said of each; a source may have several values.</summary>
    public List<AttributeValue> By(Func<PlacedSource, IEnumerable<string>> values) => Group(
        sources.SelectMany(s => values(s).Where(v => v.Length > 0).Select(value => (value, new AttributedSource(s.Index, s.Site, heard[s.Index])))));

    /// <summary>Sources by the roles that those heard had then. In a joint source each role has only its own people.</summary>
    public List<AttributeValue> ByRole() => ByEach((s, p) => then.Of(persons[p], s.Encounter?.Date).Role);

    /// <summary>Sources by what is said of those heard, by their ids; empty where nothing is. Each value has only its own people.</summary>
    public List<AttributeValue> ByPerson(Func<Guid, string> value) => ByEach((_, p) => value(persons[p].Id));

    private List<AttributeValue> ByEach(Func<PlacedSource, int, string> value) => Group(
        sources.SelectMany(s => heard[s.Index].GroupBy(p => value(s, p)).Where(g => g.Key.Length > 0).Select(g => (g.Key, new AttributedSource(s.Index, s.Site, g.ToArray())))));

    private static List<AttributeValue> Group(IEnumerable<(string Value, AttributedSource Source)> pairs) =>
        [.. pairs.GroupBy(p => p.Value, p => p.Source, StringComparer.Ordinal).OrderBy(g => g.Key, NaturalOrder.Instance).Select(g => new AttributeValue(g.Key, [.. g]))];
}
