using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>An organisation with all that the register says of it.</summary>
/// <param name="Organisation">Which organisation.</param>
/// <param name="At">Partial date, of which the first day counts, for its name and for whom it had as members; null for today.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
/// <param name="Track">On which track: what has a time on it counts by that, anything else as it is in force.</param>
[Question("organisation", Permission.ReadStudy)]
[Refuses("unknown", "there is no such organisation")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record OrganisationById(Guid Organisation, string? At = null, string? KnownOn = null, string? Vintage = null, Track Track = Track.InForce) : Question<OrganisationAbout>
{
    private const int MostRelated = 500;

    /// <inheritdoc/>
    public override async Task<OrganisationAbout> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var asKnown = new AsKnown(KnownOn, Vintage);
        var register = await RegisterIndex.OfAsync(asking, asKnown, Track);
        if (register.Find(Organisation) is not { } organisation)
        {
            Asking.Refuse("unknown", asKnown.IsNow ? "There is no such organisation in the register." : "The lists that are asked for do not name this organisation.", asKnown.IsNow ? "Look in the list of organisations." : "Ask without a day of knowledge, or for a later one.");
            throw new System.Diagnostics.UnreachableException();
        }

        var (outgoing, incoming) = asKnown.IsNow
            ? (await asking.Context.All<Relation>().Where(r => r.SubjectId == Organisation).ToListAsync(asking.Cancel), await asking.Context.All<Relation>().Where(r => r.ObjectId == Organisation).ToListAsync(asking.Cancel))
            : await register.RelationsAsync(asking, asKnown, organisation.Key);
        outgoing = RegisterRowsRead.On(outgoing, register.Further, Track, f => f.OrganisationId == Organisation);
        incoming = RegisterRowsRead.On(incoming, register.Further, Track, f => f.OtherId == Organisation);
        var stated = asKnown.Vintage is { Length: > 0 } ? [] : (await VintageIndex.CorrectionsAsync(asking.Context, asking.Cancel)).Where(c => c.Row.OrganisationId == Organisation).Select(c => c.Given.States).ToList();
        bool Stated<T>(Func<RegisterData, IReadOnlyList<T>> of, T fact) => stated.Exists(s => of(s).Contains(fact));
        WrittenPeriod When(IDated d) => new(EventRows.Date(d.FromDate), EventRows.Date(d.LastDate));
        var events = register.Events.Where(e => register.Parts[e.Id].Any(p => p.OrganisationId == Organisation)).Select(e => EventAbout.Of(register, e)).ToList();
        return new OrganisationAbout(
            date, OrganisationLine.Of(register, organisation, day), organisation.Period().Holds(day), organisation.FromDay, organisation.EndDay, organisation.RecordedIn,
            [.. register.NamesOf(Organisation).Select(n => new DatedFact("", n.Name, n.FromDate, n.LastDate, n.FromDay, n.EndDay, n.RecordedIn, n.Id, Stated(s => s.Names, new GivenName(organisation.Key, n.Name, When(n)))))],
            [.. register.CodesOf(Organisation).Select(c => new DatedFact(c.Scheme, c.Code, c.FromDate, c.LastDate, c.FromDay, c.EndDay, c.RecordedIn, c.Id, Stated(s => s.Codes, new GivenCode(organisation.Key, c.Scheme, c.Code, When(c)))))],
            [.. outgoing.OrderBy(r => r.FromDay ?? int.MinValue).ThenBy(r => r.Id).Take(MostRelated).Select(r => Related(register, r, r.ObjectId, day) with { ByStudy = Stated(s => s.Relations, new GivenRelation(organisation.Key, r.Kind, register.Find(r.ObjectId)?.Key ?? "", When(r))) })],
            [.. incoming.Where(r => r.Period().Holds(day)).Select(r => Related(register, r, r.SubjectId, day)).OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Other).Take(MostRelated)],
            incoming.Count(r => r.Period().Holds(day)), incoming.Count, events,
            [.. register.FurtherOf(Organisation).Select(f => FurtherAbout.Of(register, f, day) with { ByStudy = Stated(s => s.Facts, f.Given(id => register.Find(id)?.Key ?? "")) })],
            [.. register.Terms.Where(t => t.SubjectId == Organisation || t.ObjectId == Organisation).OrderBy(t => t.FromDay ?? int.MinValue).ThenBy(t => t.Id).Select(t => TermsLine.Of(register, t, day) with { ByStudy = Stated(s => s.Terms, t.Given(id => register.Find(id)?.Key ?? "")) })]);
    }

    private static RelationFact Related(RegisterIndex register, Relation r, Guid other, int day) =>
        new(r.Kind, other, register.NameOf(other, r.EndDay is { } end && end <= day ? end - 1 : day), r.FromDate, r.LastDate, r.FromDay, r.EndDay, r.RecordedIn, r.Id, register.Find(other)?.Key ?? "");
}

/// <summary>What the register says of an organisation.</summary>
/// <param name="At">The date that it was asked for.</param>
/// <param name="Line">What a list says of it.</param>
/// <param name="Live">True where it existed on that date.</param>
/// <param name="FromDay">First day of it, as a day number of the common era; null where not known.</param>
/// <param name="EndDay">First day on which it was no more; null while it exists.</param>
/// <param name="Act">The act that recorded it so.</param>
/// <param name="Names">Names, by their start.</param>
/// <param name="Codes">Codes, by their start.</param>
/// <param name="Relations">What it was to others, by their start; at most 500.</param>
/// <param name="Others">What others were to it on that date, by name; at most 500.</param>
/// <param name="OthersThen">How many those are.</param>
/// <param name="OthersEver">How many there were over all time.</param>
/// <param name="Events">The events that it took part in, by date.</param>
/// <param name="Further">Attributes, and times on tracks, of all tracks.</param>
/// <param name="Terms">Terms of its relations to others and of others to it.</param>
public sealed record OrganisationAbout(
    string At, OrganisationLine Line, bool Live, int? FromDay, int? EndDay, long Act, IReadOnlyList<DatedFact> Names, IReadOnlyList<DatedFact> Codes,
    IReadOnlyList<RelationFact> Relations, IReadOnlyList<RelationFact> Others, int OthersThen, int OthersEver, IReadOnlyList<EventAbout> Events, IReadOnlyList<FurtherAbout> Further, IReadOnlyList<TermsLine> Terms);

/// <summary>A name or a code with its time.</summary>
/// <param name="Scheme">Who gave the code; empty for a name.</param>
/// <param name="Value">The name or the code.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="FromDay">First day, or null.</param>
/// <param name="EndDay">First day on which it no longer held, or null.</param>
/// <param name="Act">The act that recorded it so.</param>
/// <param name="Row">Its id.</param>
/// <param name="ByStudy">True where the study itself states it so.</param>
public sealed record DatedFact(string Scheme, string Value, string? From, string? To, int? FromDay, int? EndDay, long Act, Guid Row, bool ByStudy);

/// <summary>A relation to another organisation.</summary>
/// <param name="Kind">The relation, read from its subject.</param>
/// <param name="Other">The other organisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="FromDay">First day, or null.</param>
/// <param name="EndDay">First day on which it no longer held, or null.</param>
/// <param name="Act">The act that recorded it so.</param>
/// <param name="Row">Its id.</param>
/// <param name="Key">Key of the other organisation.</param>
/// <param name="ByStudy">True where the study itself states it so.</param>
public sealed record RelationFact(string Kind, Guid Other, string Name, string? From, string? To, int? FromDay, int? EndDay, long Act, Guid Row, string Key, bool ByStudy = false);

/// <summary>A change event with who took part.</summary>
/// <param name="Id">The event.</param>
/// <param name="Key">Its key.</param>
/// <param name="Date">Partial date from which it was in force.</param>
/// <param name="Day">First day of that.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Parts">Who took part as what.</param>
/// <param name="Details">What else is told of it.</param>
/// <param name="Act">The act that recorded it so.</param>
public sealed record EventAbout(Guid Id, string Key, string Date, int Day, ChangeKind Kind, IReadOnlyList<PartAbout> Parts, EventDetailsAbout Details, long Act)
{
    internal static EventAbout Of(RegisterIndex register, RegisteredEvent e) => new(
        e.Id, e.Key, e.Date, e.Day, e.Kind,
        [.. register.Parts[e.Id].Select(p => new PartAbout(p.OrganisationId, register.NameOf(p.OrganisationId, p.Role is PartRole.Before ? e.Day - 1 : e.Day), p.Role, p.Note, PartDetailsAbout.Of(register.Told(p)), register.Find(p.OrganisationId)?.Key ?? ""))],
        EventDetailsAbout.Of(register.Told(e)), e.RecordedIn);
}

/// <summary>One organisation in an event.</summary>
/// <param name="Organisation">Which.</param>
/// <param name="Name">Its name at the time: the day before for one that ended.</param>
/// <param name="Role">As what.</param>
/// <param name="Note">What is said of its part.</param>
/// <param name="Details">What else is told of it.</param>
/// <param name="Key">Its key in the register.</param>
public sealed record PartAbout(Guid Organisation, string Name, PartRole Role, string Note, PartDetailsAbout Details, string Key);

/// <summary>Who came out of whom, of one organisation or of the whole register.</summary>
/// <param name="Organisation">Which organisation; null for all.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("lineage", Permission.ReadStudy)]
[Refuses("unknown", "there is no such organisation")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record LineageOf(Guid? Organisation = null, string? KnownOn = null, string? Vintage = null) : Question<LineageAnswer>
{
    /// <inheritdoc/>
    public override async Task<LineageAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var register = await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, Vintage));
        if (Organisation is not { } one)
        {
            return new LineageAnswer([.. register.Events.Select(e => EventAbout.Of(register, e))], [], [], []);
        }

        if (register.Find(one) is null)
        {
            Asking.Refuse("unknown", "There is no such organisation in the register.", "Look in the list of organisations.");
        }

        var family = register.Lineage.FamilyOf(one);
        var within = register.Lineage.Successions.Where(s => family.Contains(s.Before) && family.Contains(s.After)).Select(s => s.Event).ToHashSet();
        var events = register.Events.Where(e => within.Contains(e.Id) || register.Parts[e.Id].Any(p => p.OrganisationId == one)).Select(e => EventAbout.Of(register, e));
        return new LineageAnswer(
            [.. events], Called(register, register.Lineage.PredecessorsOf(one)), Called(register, register.Lineage.SuccessorsOf(one)),
            Called(register, register.Lineage.LeadsTo(one, int.MaxValue)));
    }

    private static IReadOnlyList<OrganisationLine> Called(RegisterIndex register, IEnumerable<Guid> ids) =>
        [.. ids.Select(register.Find).OfType<Organisation>().Select(o => OrganisationLine.Of(register, o, o.EndDay is { } end ? end - 1 : int.MaxValue)).Order(OrganisationLine.Order)];
}

/// <summary>A lineage.</summary>
/// <param name="Events">Its events, by date.</param>
/// <param name="Predecessors">All that the organisation came out of; empty for the whole register.</param>
/// <param name="Successors">All that came out of it; empty for the whole register.</param>
/// <param name="LeadsTo">What stands in its place after all events; empty for the whole register.</param>
public sealed record LineageAnswer(IReadOnlyList<EventAbout> Events, IReadOnlyList<OrganisationLine> Predecessors, IReadOnlyList<OrganisationLine> Successors, IReadOnlyList<OrganisationLine> LeadsTo);
