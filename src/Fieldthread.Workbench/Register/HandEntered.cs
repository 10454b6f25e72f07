using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>What was entered by hand and is in no list, as lists of the days on which it was entered: so that what was known on a day holds it too.</summary>
internal static class HandEntered
{
    private const string Source = "entered by hand";

    /// <summary>The tables that hold it.</summary>
    public static Type[] Kinds { get; } =
    [
        typeof(Organisation), typeof(OrganisationName), typeof(OrganisationCode), typeof(Relation), typeof(RegisteredEvent), typeof(RegisteredPart), typeof(Reform), typeof(EventTold), typeof(PartTold), typeof(FurtherFact), typeof(RelationTerm),
    ];

    /// <summary>All of it, a list for each day.</summary>
    public static Task<List<Vintage>> OfAsync(Asking asking) => asking.Cache.UnlessChangedAsync(
        "entered by hand", asking, [typeof(RegisterVintage), typeof(RegisterPreference), typeof(RegisterCorrection), .. Kinds], () => ReadAsync(asking));

    /// <summary>What belongs to what is asked for: all that was entered by the day, and nothing of it to a single list.</summary>
    public static async Task<IReadOnlyList<Vintage>> ChosenAsync(Asking asking, AsKnown asKnown)
    {
        var known = asKnown.Vintage?.Trim() is { Length: > 0 } ? int.MinValue : Studies.Dates.Read(asKnown.Known)?.Last.DayNumber ?? int.MaxValue;
        return known == int.MinValue ? [] : (await OfAsync(asking)).FindAll(v => v.Known <= known);
    }

    private static async Task<List<Vintage>> ReadAsync(Asking asking)
    {
        var (register, lists) = (await RegisterIndex.OfAsync(asking), (await VintageIndex.OfAsync(asking)).ConvertAll(v => v.List.Data));
        var (organisations, events, reforms) = (Keys(lists.SelectMany(l => l.Organisations), o => o.Id), Keys(lists.SelectMany(l => l.Events), e => e.Id), Keys(lists.SelectMany(l => l.Reforms), r => r.Id));
        var hand = register.Organisations.Where(o => !organisations.Contains(o.Key)).ToList();
        var happened = register.Events.Where(e => !events.Contains(e.Key) && !MadeOfSuccessions.Is(e.Key)).ToList();
        var other = register.Reforms.Where(r => !reforms.Contains(r.Key)).ToList();
        if (hand.Count + happened.Count + other.Count == 0)
        {
            return [];
        }

        var keys = register.Organisations.ToDictionary(o => o.Id, o => o.Key);
        var ids = hand.Select(o => o.Id).ToHashSet();
        var relations = hand.Count == 0 ? [] : (await asking.Context.All<Relation>().AsNoTracking().ToListAsync(asking.Cancel)).Where(r => ids.Contains(r.SubjectId) || ids.Contains(r.ObjectId)).ToList();
        var days = new SortedDictionary<int, RegisterData>();
        void Enter<T>(IEnumerable<T> rows, Func<RegisterData, T, RegisterData> with)
            where T : Evidence
        {
            foreach (var row in rows)
            {
                var day = OrderedId.DayOf(row.Id).DayNumber;
                days[day] = with(days.GetValueOrDefault(day, RegisterData.None), row);
            }
        }

        Enter(hand, (d, o) => d with { Organisations = [.. d.Organisations, OrganisationFacts.Given(o)] });

        // A fact counts as known with its organisation, for a correction writes its row anew.
        Enter(hand, (d, o) => d with
        {
            Names = [.. d.Names, .. register.NamesOf(o.Id).Select(n => new GivenName(o.Key, n.Name, When(n)))],
            Codes = [.. d.Codes, .. register.CodesOf(o.Id).Select(c => new GivenCode(o.Key, c.Scheme, c.Code, When(c)))],
            Facts = [.. d.Facts, .. register.FurtherOf(o.Id).Select(f => f.Given(id => keys[id]))],
        });
        Enter(relations, (d, r) => d with { Relations = [.. d.Relations, new GivenRelation(keys[r.SubjectId], r.Kind, keys[r.ObjectId], When(r))] });
        Enter(register.Terms.Where(t => ids.Contains(t.SubjectId) || ids.Contains(t.ObjectId)), (d, t) => d with { Terms = [.. d.Terms, t.Given(id => keys[id])] });
        Enter(other, (d, r) => d with { Reforms = [.. d.Reforms, r.Given] });
        Enter(happened, (d, e) => d with
        {
            Events = [.. d.Events, new GivenEvent(e.Key, PartialDate.Parse(e.Date), e.Kind, [.. register.Parts[e.Id].Select(p => new GivenPart(keys[p.OrganisationId], p.Role, p.Note) { Details = register.Told(p) })]) { Details = register.Told(e) }],
        });
        var own = hand.Select(o => o.Key).Concat(happened.Select(e => e.Key)).ToHashSet(StringComparer.Ordinal);
        var corrections = (await VintageIndex.CorrectionsAsync(asking)).Where(c => c.Row.ByHand || own.Contains(c.Row.Subject)).OrderByDescending(c => c.Given.Order).ToList();
        return [.. days.Select((d, i) => new Vintage(Source, d.Key, int.MinValue + i, false, Named(Before(d.Value, corrections))))];
    }

    /// <summary>The same with the organisations that it only names, of which others tell.</summary>
    private static RegisterData Named(RegisterData entered)
    {
        var here = entered.Organisations.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        var named = entered.Relations.SelectMany(r => new[] { r.Subject, r.Object }).Concat(entered.Terms.SelectMany(t => new[] { t.Subject, t.Object })).Concat(entered.Events.SelectMany(e => e.Parts.Select(p => p.Organisation)))
            .Concat(entered.Facts.Where(f => f.Thing == FactOf.Relation).Select(f => f.Value)).Distinct(StringComparer.Ordinal).Where(k => !here.Contains(k));
        return entered with { Organisations = [.. entered.Organisations, .. named.Select(k => new GivenOrganisation(k, "", default, Guessed: true))] };
    }

    /// <summary>What was entered, as it was before the study corrected it: each correction stands with its own day.</summary>
    private static RegisterData Before(RegisterData entered, IEnumerable<KeptCorrection> corrections)
    {
        foreach (var c in corrections)
        {
            var (was, becomes) = (c.Given.Denies, c.Given.States);
            var here = entered.Organisations.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
            entered = entered with
            {
                Names = Undone(entered.Names, was.Names, becomes.Names, n => here.Contains(n.Organisation)),
                Codes = Undone(entered.Codes, was.Codes, becomes.Codes, n => here.Contains(n.Organisation)),
                Facts = Undone(entered.Facts, was.Facts, becomes.Facts, f => here.Contains(f.Organisation)),
                Relations = Undone(entered.Relations, was.Relations, becomes.Relations, r => here.Contains(r.Subject)),
                Terms = Undone(entered.Terms, was.Terms, becomes.Terms, t => here.Contains(t.Subject)),
                Events = [.. entered.Events.Select(e => becomes.Events.Any(b => b.Id == e.Id) && was.Events.FirstOrDefault(w => w.Id == e.Id) is { } before ? before : e)],
                Organisations = [.. entered.Organisations.Select(o => was.Organisations.FirstOrDefault(w => w.Id == o.Id) ?? o)],
            };
        }

        return entered;
    }

    private static IReadOnlyList<T> Undone<T>(IReadOnlyList<T> facts, IReadOnlyList<T> was, IReadOnlyList<T> becomes, Func<T, bool> here) =>
        was.Count + becomes.Count == 0 ? facts : [.. facts.Where(f => !becomes.Contains(f)), .. was.Where(w => here(w) && !facts.Contains(w))];

    private static HashSet<string> Keys<T>(IEnumerable<T> all, Func<T, string> key) => all.Select(key).ToHashSet(StringComparer.Ordinal);

    private static WrittenPeriod When(IDated d) => new(EventRows.Date(d.FromDate), EventRows.Date(d.LastDate));
}
