using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Kinds of dated facts of an organisation.</summary>
public enum FactKind
{
    /// <summary>A name.</summary>
    Name,

    /// <summary>A code.</summary>
    Code,

    /// <summary>What it is to another organisation; memberships among them.</summary>
    Relation,

    /// <summary>Anything else that was so of it: status, area, address.</summary>
    Attribute,

    /// <summary>That it was there, on a track of its own.</summary>
    Life,
}

/// <summary>One fact of an organisation, of any kind.</summary>
/// <param name="Row">Its row; empty for one that is about to be.</param>
/// <param name="Value">The name, the code, the key of the other organisation, or what the attribute was; empty for a life.</param>
/// <param name="Of">Who gives the code, the relation as read from the subject, or the attribute; empty for a name and a life.</param>
/// <param name="When">Over what time.</param>
/// <param name="Track">On which track.</param>
internal sealed record StandingFact(Guid Row, string Value, string Of, WrittenPeriod When, Track Track = Track.InForce)
{
    /// <summary>It as a register that says nothing else.</summary>
    public RegisterData Data(FactKind what, string key) => what switch
    {
        _ when Track != Track.InForce || what is FactKind.Attribute => RegisterData.None with { Facts = [new GivenFact(key, Thing(what), Of, Value, Track, When)] },
        FactKind.Name => RegisterData.None with { Names = [new GivenName(key, Value, When)] },
        FactKind.Code => RegisterData.None with { Codes = [new GivenCode(key, Of, Value, When)] },
        _ => RegisterData.None with { Relations = [new GivenRelation(key, Of, Value, When)] },
    };

    /// <summary>The same thing, whenever it held.</summary>
    public bool IsAlike(StandingFact other) => Value == other.Value && Track == other.Track && Membership.Plain(Of) == Membership.Plain(other.Of);

    /// <summary>Of what a further fact of this kind tells.</summary>
    public static FactOf Thing(FactKind what) => what switch { FactKind.Name => FactOf.Name, FactKind.Code => FactOf.Code, FactKind.Relation => FactOf.Relation, FactKind.Life => FactOf.Life, _ => FactOf.Attribute };
}

/// <summary>The facts of one kind of an organisation that is about to be corrected, and what may not be stated of it.</summary>
internal sealed class FactAsked(Acting acting, Organisation organisation, FactKind what, IReadOnlyList<StandingFact> facts)
{
    /// <summary>The organisation.</summary>
    public Organisation Organisation => organisation;

    public static async Task<FactAsked> OfAsync(Acting acting, string organisation, FactKind what)
    {
        var id = await OrganisationLookup.FindAsync(acting, Acting.Given(organisation, "The organisation"));
        var row = await acting.FindAsync<Organisation>(id);
        WrittenPeriod When(IDated d) => new(EventRows.Date(d.FromDate), EventRows.Date(d.LastDate));
        var context = acting.Context;
        var keys = what == FactKind.Relation ? await context.Set<Organisation>().ToDictionaryAsync(o => o.Id, o => o.Key, acting.Cancel) : [];
        List<StandingFact> facts = what switch
        {
            FactKind.Relation => (await context.Set<Relation>().Where(r => r.SubjectId == id).ToListAsync(acting.Cancel)).ConvertAll(r => new StandingFact(r.Id, keys[r.ObjectId], r.Kind, When(r))),
            FactKind.Name => (await context.Set<OrganisationName>().Where(n => n.OrganisationId == id).ToListAsync(acting.Cancel)).ConvertAll(n => new StandingFact(n.Id, n.Name, "", When(n))),
            FactKind.Code => (await context.Set<OrganisationCode>().Where(c => c.OrganisationId == id).ToListAsync(acting.Cancel)).ConvertAll(c => new StandingFact(c.Id, c.Code, c.Scheme, When(c))),
            _ => [],
        };
        var thing = StandingFact.Thing(what);
        facts.AddRange((await context.Set<FurtherFact>().Where(f => f.OrganisationId == id && f.Thing == thing).ToListAsync(acting.Cancel)).Select(f => new StandingFact(f.Id, f.OtherId is { } other ? keys[other] : f.Value, f.About, When(f), f.Track)));
        return new FactAsked(acting, row, what, facts);
    }

    /// <summary>The fact that is meant: by its value on a track or its id, and by its first day where it held several times.</summary>
    /// <exception cref="RefusedException">There is none: <c>no-fact</c>; there are several: <c>ambiguous</c>.</exception>
    public async Task<StandingFact> FindAsync(string fact, string? since, Track track)
    {
        var given = what == FactKind.Life ? Acting.Clean(fact) : Acting.Given(fact, "What is to be corrected");
        var day = Dates.Read(since);
        var value = what == FactKind.Relation && !Guid.TryParse(given, out _) ? await KeyAsync(given) : given;
        var found = facts.Where(f => (f.Track == track && (f.Value == value || what == FactKind.Life)) || (Guid.TryParse(given, out var id) && f.Row == id)).Where(f => day is null || f.When.From == day).ToList();
        if (found.Count == 0)
        {
            Acting.Refuse("no-fact", $"{organisation.Key} has no {Word} “{given}”{Tracks.After(track)}{(day is null ? "" : $" from {day}")} in the register.", facts.Count == 0 ? $"It has no {Word} at all." : $"There {(facts.Count == 1 ? "is" : "are")} {string.Join("; ", facts.OrderBy(f => f.When.From).Take(12).Select(Told))}.");
        }

        if (found.Count > 1)
        {
            Acting.Refuse("ambiguous", $"{organisation.Key} has the {Word} “{given}” {found.Count} times: {string.Join("; ", found.OrderBy(f => f.When.From).Select(Told))}.", "Say since when the one held that is meant, or write its id.");
        }

        return found[0];
    }

    /// <summary>A fact that is stated: a name, a code or an attribute as it is written, or another organisation by its key or a code.</summary>
    /// <exception cref="RefusedException">It tells when an organisation was there, and of no track: <c>no-track</c>.</exception>
    public async Task<StandingFact> StatedAsync(string value, string of, WrittenPeriod when, Track track)
    {
        if (what == FactKind.Life)
        {
            if (track == Track.InForce)
            {
                Acting.Refuse("no-track", $"When {organisation.Key} was there in force is corrected with its type.", "Say on which track: announced, legal or operational.");
            }

            return new StandingFact(Guid.Empty, "", "", when, track);
        }

        var given = Acting.Given(value, "What is stated");
        var about = what switch { FactKind.Name => "", FactKind.Relation => Acting.Given(of, "The relation"), FactKind.Attribute => Acting.Given(of, "The attribute"), _ => Acting.Clean(of) };
        return new StandingFact(Guid.Empty, what == FactKind.Relation ? await KeyAsync(given) : given, about, when, track);
    }

    /// <summary>Refuses what cannot be so beside what stands.</summary>
    /// <exception cref="RefusedException">It stands already: <c>same</c>; it stands over a part of the time, or the member would be under two groups at once: <c>overlap</c>; one of the two did not exist: <c>outside-life</c>; both are the same: <c>itself</c>.</exception>
    public async Task RefuseAsync(Correcting correcting, StandingFact stated, StandingFact? instead)
    {
        if (facts.Any(f => f.IsAlike(stated) && f.When == stated.When && (instead is null || f.Row != instead.Row || f.Of == stated.Of)))
        {
            Acting.Refuse("same", $"The register has it so already: {Told(stated)}.", "Write what is otherwise.");
        }

        var others = facts.Where(f => f.Row != instead?.Row && f.When.Period.Overlaps(stated.When.Period)).ToList();
        if (others.Find(f => f.IsAlike(stated)) is { } alike)
        {
            Acting.Refuse("overlap", $"{organisation.Key} has the {Word} {Told(alike)} already, over a part of that time.", "Correct that one.");
        }

        if (what == FactKind.Relation)
        {
            await RefuseRelationAsync(correcting, stated, others);
        }
    }

    private async Task RefuseRelationAsync(Correcting correcting, StandingFact stated, List<StandingFact> others)
    {
        if (stated.Value == organisation.Key)
        {
            Acting.Refuse("itself", $"{organisation.Key} cannot be {stated.Of} itself.", "Name the other organisation.");
        }

        if (stated.Track != Track.InForce)
        {
            // What was announced or lawful need not have come about: lives and single memberships in force do not bound it.
            return;
        }

        var other = await acting.Context.Set<Organisation>().FirstAsync(o => o.Key == stated.Value, acting.Cancel);
        foreach (var one in new[] { organisation, other })
        {
            // A life that was only guessed from memberships bounds none.
            var guessed = correcting.Standing.Register.Organisations.FirstOrDefault(o => o.Id == one.Key)?.Guessed == true;
            var (life, when) = (one.Period(), stated.When.Period);
            if (!guessed && ((life.From is { } opened && when.From < opened) || (life.End is { } end && when.From >= end)))
            {
                Acting.Refuse("outside-life", when.From < life.From ? $"It would begin on {stated.When.From}, and {one.Key} opened on {one.FromDate} only." : $"It would begin on {stated.When.From}, and {one.Key} had closed on {one.LastDate}.", $"Correct the date, or when {one.Key} opened and closed.");
            }
        }

        foreach (var second in others.Where(f => f.Track == Track.InForce && Membership.Plain(f.Of) == Membership.Plain(stated.Of)))
        {
            if (await RelationFacts.SoleAsync(acting, correcting.Lists, organisation.Key, second, stated))
            {
                Acting.Refuse("overlap", $"{organisation.Key} stands under {Told(second)}, and would be under {Told(stated)} at once; by the rules of the types, or by the list that tells of it, it is under one group at a time.", "Close the one before the other begins.");
            }
        }
    }

    private async Task<string> KeyAsync(string given)
    {
        var id = await OrganisationLookup.FindAsync(acting, given);
        return (await acting.FindAsync<Organisation>(id)).Key;
    }

    private string Word => what == FactKind.Life ? "time there" : what.ToString().ToLowerInvariant();

    private static string Told(StandingFact fact) => $"{(fact.Of.Length > 0 ? fact.Of + " " : "")}{fact.Value}{Tracks.After(fact.Track)}, {fact.When.InWords}";
}
