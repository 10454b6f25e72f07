using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What the study itself states of the register against what it was told: a thing that is not so, a thing that is, or one in the place of the other.</summary>
/// <remarks>
/// It stands before every list, whatever its day, and takes nothing from what a list says. Of an organisation and of an event only what differs between
/// <paramref name="Denies"/> and <paramref name="States"/> is stated: whoever corrects a type says nothing of when it closed.
/// </remarks>
/// <param name="Known">The day on which the study knew it; a day number of the common era.</param>
/// <param name="Order">Which came first; later ones build on earlier ones.</param>
/// <param name="Words">Who says so, for a conflict: “the study 2024-05-02 (board minutes)”.</param>
/// <param name="Denies">What is not so, as it stood; without anything where only something is stated.</param>
/// <param name="States">What is so; without anything where something is only taken back.</param>
public sealed record Correction(int Known, int Order, string Words, RegisterData Denies, RegisterData States);

/// <summary>Applies what the study states to what lists together say.</summary>
internal sealed class AppliedCorrections(IEnumerable<Correction> corrections, List<Conflict> conflicts)
{
    private const string Nothing = "not so";
    private readonly List<Correction> all = [.. corrections.OrderBy(c => c.Order)];

    /// <summary>Events, each settled thing by thing; one that names an organisation that no list has cannot stand among them.</summary>
    public IReadOnlyList<GivenEvent> Events(IReadOnlyList<GivenEvent> events, Func<string, bool> isThere)
    {
        if (!all.Exists(c => c.Denies.Events.Count + c.States.Events.Count > 0))
        {
            return events;
        }

        var standing = events.ToList();
        foreach (var c in all)
        {
            foreach (var id in c.Denies.Events.Concat(c.States.Events).Select(e => e.Id).Distinct().ToList())
            {
                var (denied, stated) = (c.Denies.Events.FirstOrDefault(e => e.Id == id), c.States.Events.FirstOrDefault(e => e.Id == id));
                var at = standing.FindIndex(e => e.Id == id);
                var was = at >= 0 ? standing[at] : null;
                var becomes = stated is null ? null : was is null || denied is null ? stated : Over(was, denied, stated);
                if (becomes is not null && !becomes.Parts.All(p => isThere(p.Organisation)))
                {
                    continue;
                }

                if (was is not null && (becomes is null || !EventInWords.Same(was, becomes)))
                {
                    var (what, one, other) = EventInWords.Apart(was, becomes);
                    conflicts.Add(new Conflict(ConflictKind.Corrected, id, "event: " + what, "the lists: " + one, $"{c.Words}: {other}", other));
                }

                if (at >= 0)
                {
                    standing.RemoveAt(at);
                }

                if (becomes is not null)
                {
                    standing.Add(becomes);
                }
            }
        }

        return [.. standing.OrderBy(e => e.Date.First).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    /// <summary>Types, beginnings and ends of organisations.</summary>
    public void Lives(MergedLives lives)
    {
        foreach (var c in all)
        {
            foreach (var stated in c.States.Organisations.Where(o => lives.IsThere(o.Id)))
            {
                var denied = c.Denies.Organisations.First(o => o.Id == stated.Id);
                Settle(c, stated.Id, "type", stated.Type != denied.Type, lives.TypeOf(stated.Id), stated.Type, () => lives.Correct(stated.Id, type: stated.Type));
                Settle(c, stated.Id, "opened", stated.When.From != denied.When.From, Said(lives.Of(stated.Id).From, "not known"), Said(stated.When.From, "not known"), () => lives.Correct(stated.Id, when: lives.Of(stated.Id) with { From = stated.When.From }));
                Settle(c, stated.Id, "closed", stated.When.Last != denied.When.Last, Said(lives.Of(stated.Id).Last, "open"), Said(stated.When.Last, "open"), () => lives.Correct(stated.Id, when: lives.Of(stated.Id) with { Last = stated.When.Last }));
            }
        }
    }

    /// <summary>Names.</summary>
    public IReadOnlyList<GivenName> Names(IReadOnlyList<GivenName> names, Func<string, bool> isThere) =>
        Facts(names, d => d.Names, n => (n.Organisation, n.Name), n => n.When, n => isThere(n.Organisation), n => (n.Organisation, "name", n.Name), n => n.Organisation);

    /// <summary>Codes.</summary>
    public IReadOnlyList<GivenCode> Codes(IReadOnlyList<GivenCode> codes, Func<string, bool> isThere) =>
        Facts(codes, d => d.Codes, c => (c.Organisation, c.Scheme, c.Code), c => c.When, c => isThere(c.Organisation), c => (c.Organisation, "code", c.Code), c => c.Organisation);

    /// <summary>Relations.</summary>
    public IReadOnlyList<GivenRelation> Relations(IReadOnlyList<GivenRelation> relations, Func<string, bool> isThere) =>
        Facts(relations, d => d.Relations, r => (r.Subject, Membership.Plain(r.Kind), r.Object), r => r.When, r => isThere(r.Subject) && isThere(r.Object), r => (r.Subject, Membership.Plain(r.Kind), r.Object), r => r.Subject);

    /// <summary>Attributes and times on tracks.</summary>
    public IReadOnlyList<GivenFact> Further(IReadOnlyList<GivenFact> facts, Func<string, bool> isThere) =>
        Facts(facts, d => d.Facts, f => f.Key, f => f.When, f => isThere(f.Organisation) && (f.Thing != FactOf.Relation || isThere(f.Value)), f => (f.Organisation, f.What, f.Value.Length > 0 ? f.Value : "there"), f => f.Organisation);

    /// <summary>Terms of relations.</summary>
    public IReadOnlyList<GivenTerms> Terms(IReadOnlyList<GivenTerms> terms, Func<string, bool> isThere) =>
        Facts(terms, d => d.Terms, t => t.Key, t => t.When, t => isThere(t.Subject) && isThere(t.Object), t => (t.Subject, $"terms: {Membership.Plain(t.Kind)} {t.Object}", t.Terms.InWords), t => t.Subject);

    private void Settle(Correction c, string id, string what, bool differs, string was, string becomes, Action correct)
    {
        if (!differs)
        {
            return;
        }

        correct();
        if (was != becomes)
        {
            conflicts.Add(new Conflict(ConflictKind.Corrected, id, what, "the lists: " + was, $"{c.Words}: {becomes}", becomes));
        }

        for (var i = 0; i < conflicts.Count; i++)
        {
            if (conflicts[i] is var other && other.Organisation == id && other.What == what)
            {
                conflicts[i] = other with { Stands = becomes };
            }
        }
    }

    private IReadOnlyList<T> Facts<T, TKey>(IReadOnlyList<T> facts, Func<RegisterData, IReadOnlyList<T>> of, Func<T, TKey> key, Func<T, WrittenPeriod> when, Func<T, bool> isThere, Func<T, (string Organisation, string What, string Value)> words, Func<T, string> order)
        where T : class
        where TKey : notnull
    {
        if (!all.Exists(c => of(c.Denies).Count + of(c.States).Count > 0))
        {
            return facts;
        }

        var standing = facts.ToList();
        foreach (var c in all)
        {
            var gone = of(c.Denies).SelectMany(d => Take(standing, d, key, when)).ToList();
            foreach (var stated in of(c.States).Where(isThere))
            {
                gone.AddRange(standing.Where(f => key(f).Equals(key(stated)) && when(f).From == when(stated).From));
                standing.RemoveAll(f => key(f).Equals(key(stated)) && when(f).From == when(stated).From);
                standing.Add(stated);
            }

            string Told(T fact) => $"{words(fact).Value}, {when(fact).InWords}";
            var stands = of(c.States).Where(isThere).Select(Told).ToList();
            foreach (var fact in gone.Where(g => !of(c.States).Contains(g)))
            {
                var so = stands.Count > 0 ? string.Join("; ", stands) : Nothing;
                conflicts.Add(new Conflict(ConflictKind.Corrected, words(fact).Organisation, words(fact).What, "the lists: " + Told(fact), $"{c.Words}: {so}", so));
            }
        }

        return [.. standing.OrderBy(order, StringComparer.Ordinal).ThenBy(f => when(f).From)];
    }

    /// <summary>Takes the fact that is denied: the one with its beginning, else the only one of its kind and value that overlaps with it.</summary>
    private static List<T> Take<T, TKey>(List<T> standing, T denied, Func<T, TKey> key, Func<T, WrittenPeriod> when)
        where T : class
        where TKey : notnull
    {
        var alike = standing.Where(f => key(f).Equals(key(denied))).ToList();
        var taken = alike.Where(f => when(f).From == when(denied).From).ToList();
        if (taken.Count == 0 && alike.Where(f => when(f).Period.Overlaps(when(denied).Period)).ToList() is [var only])
        {
            taken.Add(only);
        }

        standing.RemoveAll(f => taken.Contains(f));
        return taken;
    }

    private static GivenEvent Over(GivenEvent standing, GivenEvent denied, GivenEvent stated)
    {
        var (s, d, b) = (stated.Details, denied.Details, standing.Details);
        T Of<T>(T states, T denies, T stands) => Equals(states, denies) ? stands : states;
        return new GivenEvent(
            standing.Id, Of(stated.Date, denied.Date, standing.Date), Of(stated.Kind, denied.Kind, standing.Kind), stated.Parts.ToHashSet().SetEquals(denied.Parts) ? standing.Parts : stated.Parts)
        {
            Details = new EventDetails(
                Of(s.Legal, d.Legal, b.Legal), Of(s.Operational, d.Operational, b.Operational), Of(s.Cause, d.Cause, b.Cause), Of(s.Initiator, d.Initiator, b.Initiator), Of(s.Pressure, d.Pressure, b.Pressure),
                Of(s.Evidence, d.Evidence, b.Evidence), Of(s.Reform, d.Reform, b.Reform)),
        };
    }

    private static string Said(PartialDate? date, string otherwise) => date?.ToString() ?? otherwise;
}
