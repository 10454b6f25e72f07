using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Classifying;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Classifying;

/// <summary>A value of a thing, whichever table keeps it.</summary>
internal sealed record ValueOf(Guid Row, Guid Thing, string Name, string Kind, string Value, string? ForeignId);

/// <summary>Sites, participants or sources with their attributes.</summary>
/// <param name="Of">Which.</param>
/// <param name="Names">The things with their names, in order.</param>
/// <param name="Values">Their values.</param>
internal sealed record AttributesOf(Classified Of, IReadOnlyList<(Guid Id, string Name)> Names, IReadOnlyList<ValueOf> Values)
{
    /// <summary>Attributes that a row of the table itself keeps: a participant’s role and site.</summary>
    public const string Role = "Role";

    /// <summary>Name of the column for the site of a participant.</summary>
    public const string Site = "Site";

    public required IReadOnlySet<string> SiteNames { get; init; }

    /// <summary>Reads them, through any view.</summary>
    public static async Task<AttributesOf> ReadAsync(StudyContext context, Classified of, CancellationToken cancel)
    {
        var sites = await context.All<Site>().OrderBy(s => s.Id).ToListAsync(cancel);
        var names = sites.ToDictionary(s => s.Id, s => s.Name);
        var known = names.Values.ToHashSet(StringComparer.Ordinal);
        switch (of)
        {
            case Classified.Sites:
                return new(of, Sorted(sites.Select(s => (s.Id, s.Name))), [.. (await context.All<SiteAttribute>().OrderBy(a => a.Id).ToListAsync(cancel)).Select(a => new ValueOf(a.Id, a.SiteId, a.Name, a.Kind, a.Value, a.ForeignId))]) { SiteNames = known };
            case Classified.Sources:
                var sources = await context.All<Source>().Select(s => new { s.Id, s.Name }).ToListAsync(cancel);
                return new(of, Sorted(sources.Where(s => s.Name.Length > 0).Select(s => (s.Id, s.Name))), [.. (await context.All<SourceValue>().OrderBy(a => a.Id).ToListAsync(cancel)).Select(a => new ValueOf(a.Id, a.SourceId, a.Name, a.Kind, a.Value, a.ForeignId))]) { SiteNames = known };
            default:
                var people = await context.All<Participant>().OrderBy(p => p.Id).ToListAsync(cancel);
                var own = people.SelectMany(p => new[] { (p.Id, Name: Role, Value: p.Role), (p.Id, Name: Site, Value: p.SiteId is { } at ? names.GetValueOrDefault(at, "") : "") });
                return new(of, Sorted(people.Select(p => (p.Id, p.Pseudonym))), [.. own.Where(o => o.Value.Length > 0).Select(o => new ValueOf(Guid.Empty, o.Id, o.Name, nameof(QdaValueKind.Text), o.Value, null)),
                    .. (await context.All<ParticipantAttribute>().OrderBy(a => a.Id).ToListAsync(cancel)).Where(a => a.Value.Length > 0).Select(a => new ValueOf(a.Id, a.ParticipantId, a.Name, a.Kind, a.Value, null))]) { SiteNames = known };
        }
    }

    /// <summary>Attributes: role and site first, then as people sort them.</summary>
    public IReadOnlyList<StandingAttribute> Attributes => [.. (Of == Classified.Participants ? new[] { new StandingAttribute(Role, QdaValueKind.Text, true), new(Site, QdaValueKind.Text, true) } : []),
        .. Values.Where(v => v.Row != Guid.Empty).GroupBy(v => v.Name, StringComparer.Ordinal).OrderBy(g => g.Key, NaturalOrder.Instance)
            .Select(g => new StandingAttribute(g.Key, g.Select(v => Enum.TryParse<QdaValueKind>(v.Kind, out var kind) ? kind : QdaValueKind.Text).Distinct().ToList() is [var one] ? one : QdaValueKind.Text, g.Any(v => v.ForeignId is not null)))];

    /// <summary>Columns that are kept elsewhere, by their names.</summary>
    public IReadOnlyDictionary<string, string> Elsewhere => Of switch
    {
        Classified.Sources => new Dictionary<string, string> { ["Site"] = "with the source", ["Phase"] = Encounters, ["Kind of encounter"] = Encounters, ["Date"] = Encounters, ["Minutes"] = Encounters },
        Classified.Participants => new Dictionary<string, string> { ["Consent to quote"] = "with what was recorded of consent" },
        _ => new Dictionary<string, string>(),
    };

    private const string Encounters = "with the encounter that the source records";

    /// <summary>What a sheet is planned on.</summary>
    public ClassificationGround Ground()
    {
        var of = Values.ToLookup(v => v.Thing);
        return new ClassificationGround(
            [.. Names.Select(n => new ClassifiedThing(n.Name, of[n.Id].GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(v => v.Value)], StringComparer.Ordinal)))], Attributes)
        {
            Elsewhere = Elsewhere,
            Among = Of == Classified.Participants ? new Dictionary<string, IReadOnlySet<string>> { [Site] = SiteNames } : new Dictionary<string, IReadOnlySet<string>>(),
        };
    }

    private static List<(Guid, string)> Sorted(IEnumerable<(Guid Id, string Name)> things) => [.. things.OrderBy(t => t.Name, NaturalOrder.Instance).ThenBy(t => t.Id)];
}
