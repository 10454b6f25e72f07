using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>The rows that a register in memory is made of.</summary>
internal sealed record RegisterRowsRead(
    List<Organisation> Organisations, List<OrganisationName> Names, List<OrganisationCode> Codes, List<RegisteredEvent> Events, List<RegisteredPart> Parts, List<Reform> Reforms, List<EventTold> Told, List<PartTold> ToldOfParts,
    List<FurtherFact> Further, List<RelationTerm> Terms, TypeRules Rules)
{
    /// <summary>The rows as they were on a track.</summary>
    public RegisterRowsRead On(Track track)
    {
        var of = Further.Where(f => f.Track == track).ToLookup(f => f.Thing);
        var lives = of[FactOf.Life].GroupBy(f => f.OrganisationId).ToDictionary(g => g.Key, g => g.OrderBy(f => f.FromDay ?? int.MinValue).ToList());
        var (names, codes) = (of[FactOf.Name].ToLookup(f => f.OrganisationId), of[FactOf.Code].ToLookup(f => (f.OrganisationId, f.About)));
        return this with
        {
            Organisations = Organisations.ConvertAll(o => lives.TryGetValue(o.Id, out var then) ? Life(o, then) : o),
            Names =
            [
                .. Names.SelectMany(n => Beside(n, names[n.OrganisationId], () => new OrganisationName { Id = n.Id, OrganisationId = n.OrganisationId, Name = n.Name, RecordedIn = n.RecordedIn })),
                .. of[FactOf.Name].Select(f => Timed(new OrganisationName { Id = f.Id, OrganisationId = f.OrganisationId, Name = f.Value, RecordedIn = f.RecordedIn }, f)),
            ],
            Codes =
            [
                .. Codes.SelectMany(c => Beside(c, codes[(c.OrganisationId, c.Scheme)], () => new OrganisationCode { Id = c.Id, OrganisationId = c.OrganisationId, Scheme = c.Scheme, Code = c.Code, RecordedIn = c.RecordedIn })),
                .. of[FactOf.Code].Select(f => Timed(new OrganisationCode { Id = f.Id, OrganisationId = f.OrganisationId, Scheme = f.About, Code = f.Value, RecordedIn = f.RecordedIn }, f)),
            ],
        };
    }

    /// <summary>What is left of a fact in force beside those of the track: a name gives way to another name for as long as that is told, a code to one of its scheme.</summary>
    private static IEnumerable<T> Beside<T>(T fact, IEnumerable<FurtherFact> told, Func<T> copy)
        where T : IDated
    {
        var when = new WrittenPeriod(EventRows.Date(fact.FromDate), EventRows.Date(fact.LastDate));
        IReadOnlyList<WrittenPeriod> left = [when];
        foreach (var other in told)
        {
            left = [.. left.SelectMany(l => Tracks.Without(l, new WrittenPeriod(EventRows.Date(other.FromDate), EventRows.Date(other.LastDate))))];
        }

        return left is [var all] && all == when ? [fact] : left.Select(l => copy().When(l));
    }

    /// <summary>Relations as they were on a track: those that have a time on it by that, the others as they are in force.</summary>
    /// <param name="relations">Relations in force, of one organisation.</param>
    /// <param name="further">Further facts, of any organisation.</param>
    /// <param name="track">The track.</param>
    /// <param name="mine">True for a relation between organisations that are asked for.</param>
    public static List<Relation> On(List<Relation> relations, IEnumerable<FurtherFact> further, Track track, Func<FurtherFact, bool> mine)
    {
        if (track == Track.InForce)
        {
            return relations;
        }

        var told = further.Where(f => f.Track == track && f.Thing == FactOf.Relation && mine(f)).ToList();
        var has = told.Select(f => (f.OrganisationId, Membership.Plain(f.About), f.OtherId)).ToHashSet();
        return
        [
            .. relations.Where(r => !has.Contains((r.SubjectId, Membership.Plain(r.Kind), r.ObjectId))),
            .. told.Select(f => Timed(new Relation { Id = f.Id, SubjectId = f.OrganisationId, Kind = f.About, ObjectId = f.OtherId!.Value, RecordedIn = f.RecordedIn }, f)),
        ];
    }

    /// <summary>Several times on a track are one life, from the first to the last.</summary>
    private static Organisation Life(Organisation o, List<FurtherFact> then)
    {
        var (first, last) = (then[0], then.Exists(f => f.EndDay is null) ? then.Find(f => f.EndDay is null)! : then.MaxBy(f => f.EndDay)!);
        return new Organisation { Id = o.Id, Key = o.Key, Type = o.Type, RecordedIn = o.RecordedIn, FromDate = first.FromDate, FromDay = first.FromDay, LastDate = last.LastDate, EndDay = last.EndDay };
    }

    private static T Timed<T>(T row, FurtherFact by)
        where T : IDated
    {
        (row.FromDate, row.LastDate, row.FromDay, row.EndDay) = (by.FromDate, by.LastDate, by.FromDay, by.EndDay);
        return row;
    }
}
