using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>How many rows a change of the register made anew.</summary>
internal readonly record struct Landed(int Organisations, int Names, int Codes, int Relations, int Events, int Further);

/// <summary>Changes the rows of the register by what its lists say otherwise than before. The former stays in history, and each change is told.</summary>
/// <param name="acting">The act.</param>
/// <param name="remarks">Where each change is told.</param>
/// <param name="byStudy">True where the study itself states what lands: then an event may take the place of another of its id.</param>
internal sealed class DiffLanding(Acting acting, RemarkList remarks, bool byStudy = false)
{
    private readonly Dictionary<string, Guid> ids = new(StringComparer.Ordinal);
    private Dictionary<Guid, string> keys = [];
    private int changed;

    /// <summary>How many values stand otherwise now.</summary>
    public int Changed => changed;

    public async Task<Landed> LandAsync(VintageDiff diff)
    {
        var fresh = await LandOrganisationsAsync(diff.Organisations);
        var names = await LandFactsAsync(diff.Names, n => new OrganisationName { OrganisationId = ids[n.Organisation], Name = n.Name }.When(n.When), n => (n.OrganisationId, n.Name), n => $"The name “{n.Name}” of {keys[n.OrganisationId]}");
        var codes = await LandFactsAsync(diff.Codes, c => new OrganisationCode { OrganisationId = ids[c.Organisation], Scheme = c.Scheme, Code = c.Code }.When(c.When), c => (c.OrganisationId, c.Scheme, c.Code), c => $"The code {c.Code} of {keys[c.OrganisationId]}");
        var relations = await LandFactsAsync(diff.Relations, r => new Relation { SubjectId = ids[r.Subject], Kind = r.Kind, ObjectId = ids[r.Object] }.When(r.When), r => (r.SubjectId, r.Kind, r.ObjectId), r => $"{keys[r.SubjectId]}, {r.Kind} {keys[r.ObjectId]},");
        var facts = await LandFactsAsync(diff.Further, f => FurtherFact.Of(f, id => ids[id]), f => (f.OrganisationId, f.Thing, f.About, f.Value, f.OtherId, f.Track), f => Told(f.Given(id => keys[id])));
        var terms = await LandFactsAsync(diff.Terms, t => RelationTerm.Of(t, id => ids[id]), t => (t.SubjectId, t.Kind, t.ObjectId, t.Terms), t => $"The terms of {keys[t.SubjectId]}, {t.Kind} {keys[t.ObjectId]} ({TermsRows.Read(t.Terms).InWords}),");
        return new Landed(fresh, names, codes, relations, await new EventLanding(acting, ids, Change, byStudy).LandAsync(diff), facts + terms);
    }

    private async Task<int> LandOrganisationsAsync(IReadOnlyList<Pair<GivenOrganisation>> pairs)
    {
        var there = await acting.Context.Set<Organisation>().AsTracking().ToDictionaryAsync(o => o.Key, StringComparer.Ordinal, acting.Cancel);
        foreach (var (key, row) in there)
        {
            ids.Add(key, row.Id);
        }

        var rows = new List<Organisation>();
        foreach (var (before, after) in pairs.Where(p => p.After is not null).Select(p => (p.Before, p.After!)))
        {
            if (there.TryGetValue(after.Id, out var known))
            {
                Meet(known, after, before is null);
            }
            else
            {
                rows.Add(known = new Organisation { Key = after.Id, Type = after.Type }.When(after.When));
                ids.Add(after.Id, known.Id);
            }
        }

        await acting.AddManyAsync(rows);
        keys = ids.ToDictionary(i => i.Value, i => i.Key);
        return rows.Count;
    }

    /// <summary>An organisation that stands in the register and that the lists now give otherwise.</summary>
    private void Meet(Organisation known, GivenOrganisation given, bool byHand)
    {
        if (given.Guessed && byHand)
        {
            // A list that only lets one guess when an organisation began and ended: a guess takes nobody’s place.
            if (given.When != default && (!Spans(known.Period(), given.When.Period) || (known.LastDate is null) != (given.When.Last is null)))
            {
                remarks.Add(RemarkWeight.Guessed, given.Id, $"Its memberships reach from {given.When.From} to {given.When.Last?.ToString() ?? "now"}; the register has it from {known.FromDate ?? "an unknown date"} to {known.LastDate ?? "now"}, and keeps that.");
            }

            return;
        }

        var when = new WrittenPeriod(given.When.From ?? (PartialDate.TryParse(known.FromDate, out var date) ? date : null), given.When.Last);
        var (from, last) = (when.From?.ToString(), when.Last?.ToString());
        if (given.Type.Length > 0 && given.Type != known.Type)
        {
            Change(given.Id, "type", known.Type, given.Type);
            known.Type = given.Type;
        }

        if (from != known.FromDate || last != known.LastDate)
        {
            Change(given.Id, "time", $"{known.FromDate ?? "unknown"} to {known.LastDate ?? "now"}", $"{from ?? "unknown"} to {last ?? "now"}");
            known.When(when);
        }
    }

    private void Change(string id, string what, string was, string becomes)
    {
        changed++;
        remarks.Add(RemarkWeight.Guessed, id, $"Its {what} was “{was}” in the register and is “{becomes}” in the file. The file’s stands now; the former stays in history.");
    }

    /// <summary>Adds the facts that are new, gives others their new time, and takes away what no list says any more.</summary>
    private async Task<int> LandFactsAsync<TGiven, T>(IReadOnlyList<Pair<TGiven>> pairs, Func<TGiven, T> row, Func<T, object> what, Func<T, string> says)
        where TGiven : class
        where T : Evidence, IDated
    {
        if (pairs.Count == 0)
        {
            return 0;
        }

        var adding = pairs.Where(p => p.Before is null).Select(p => row(p.After!)).ToList();
        if (!await acting.Context.Set<T>().AnyAsync(acting.Cancel))
        {
            await acting.AddManyAsync(adding);
            return adding.Count;
        }

        var standing = (await acting.Context.Set<T>().AsTracking().ToListAsync(acting.Cancel)).ToLookup(what);
        foreach (var pair in pairs.Where(p => p.Before is not null))
        {
            var was = row(pair.Before!);
            var known = standing[what(was)].FirstOrDefault(k => k.FromDate == was.FromDate && k.LastDate == was.LastDate);
            if (pair.After is { } after)
            {
                if (known is null)
                {
                    adding.Add(row(after));
                }
                else
                {
                    Change(known, row(after), says);
                }
            }
            else if (known is not null)
            {
                changed++;
                remarks.Add(RemarkWeight.Guessed, "register", $"{says(known)} from {known.FromDate ?? "an unknown date"} to {known.LastDate ?? "now"} is not what the lists say now. It was taken out of the register and stays in history and in the list that says it.");
                acting.Remove(known);
            }
        }

        var fresh = new List<T>();
        foreach (var added in adding)
        {
            // By hand, or by an import before lists were kept, the register may have it already.
            if (standing[what(added)].FirstOrDefault(k => k.FromDate == added.FromDate) is not { } known)
            {
                fresh.Add(added);
            }
            else if (known.LastDate != added.LastDate)
            {
                Change(known, added, says);
            }
        }

        await acting.AddManyAsync(fresh);
        return fresh.Count;
    }

    private void Change<T>(T known, T becomes, Func<T, string> says)
        where T : Evidence, IDated
    {
        changed++;
        remarks.Add(
            RemarkWeight.Guessed, "register",
            known.FromDate == becomes.FromDate
                ? $"{says(known)} lasted to {known.LastDate ?? "now"} in the register and lasts to {becomes.LastDate ?? "now"} in the file. The file’s stands now; the former stays in history."
                : $"{says(known)} was there from {known.FromDate ?? "an unknown date"} to {known.LastDate ?? "now"} in the register and is from {becomes.FromDate ?? "an unknown date"} to {becomes.LastDate ?? "now"} by the lists now. The former stays in history.");
        (known.FromDate, known.LastDate, known.FromDay, known.EndDay) = (becomes.FromDate, becomes.LastDate, becomes.FromDay, becomes.EndDay);
    }

    private static string Told(GivenFact fact) => $"The fact of {fact.Organisation}: {fact.What}{(fact.Value.Length > 0 ? " " + fact.Value : "")},";

    private static bool Spans(Period outer, Period inner) =>
        (outer.From is not { } from || inner.From >= from) && (outer.End is not { } end || inner.End <= end);
}
