using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns a read register into rows. It is kept as a list of its own, and what it changes in what all lists together say is changed in the register; the former stays in history.</summary>
internal sealed class RegisterLanding(Acting acting, RegisterReadIn read)
{
    private readonly RemarkList remarks = new(ReadLimits.Default.Remarks);
    private readonly Dictionary<string, Guid> ids = new(StringComparer.Ordinal);
    private Dictionary<Guid, string> keys = [];
    private int changed;

    public async Task<RegisterImported> LandAsync(string files, RegisterLayout layout)
    {
        var plan = await RegisterPlan.OfAsync(acting.Context, read, acting.Now, acting.Cancel);
        var fresh = await LandOrganisationsAsync(plan);
        var diff = plan.Diff;
        var names = await LandFactsAsync(diff.Names, n => new OrganisationName { OrganisationId = ids[n.Organisation], Name = n.Name }.When(n.When), n => (n.OrganisationId, n.Name), n => $"The name “{n.Name}” of {keys[n.OrganisationId]}");
        var codes = await LandFactsAsync(diff.Codes, c => new OrganisationCode { OrganisationId = ids[c.Organisation], Scheme = c.Scheme, Code = c.Code }.When(c.When), c => (c.OrganisationId, c.Scheme, c.Code), c => $"The code {c.Code} of {keys[c.OrganisationId]}");
        var relations = await LandFactsAsync(diff.Relations, r => new Relation { SubjectId = ids[r.Subject], Kind = r.Kind, ObjectId = ids[r.Object] }.When(r.When), r => (r.SubjectId, r.Kind, r.ObjectId), r => $"{keys[r.SubjectId]}, {r.Kind} {keys[r.ObjectId]},");
        var events = await new EventLanding(acting, ids, Change).LandAsync(diff);
        if (plan.Met.Count > 0)
        {
            remarks.Add(RemarkWeight.Note, "register", $"{plan.Met.Count:N0} of the organisations stood in the register already and were met again; what was the same was not repeated, and {changed:N0} values changed.");
        }

        foreach (var trouble in plan.Troubles)
        {
            remarks.Add(RemarkWeight.Guessed, trouble.Organisation, ConflictWords.Of(trouble));
        }

        IReadOnlyList<Remark> all = [.. plan.Data.Remarks, .. remarks.ToList()];
        var import = acting.Add(new RegisterImport { FileName = files, Layout = layout, Remarks = Json.Write(all) });
        if (plan.IsNew)
        {
            acting.Add(new RegisterVintage
            {
                ImportId = import.Id, PreviousId = plan.Kept.Count > 0 ? plan.Kept[^1].Row.Id : null, Source = read.Source, KnownDate = plan.Known.ToString(), KnownDay = plan.List.Known, Whole = read.Whole, Mapping = read.Mapping, Content = plan.Content,
            });
        }

        return new RegisterImported(import.Id, fresh, names, codes, relations, events, plan.Met.Count, changed, all.Count(r => r.Weight != RemarkWeight.Note), plan.IsNew ? $"{read.Source} {plan.Known}" : null);
    }

    private async Task<int> LandOrganisationsAsync(RegisterPlan plan)
    {
        var there = await acting.Context.Set<Organisation>().AsTracking().ToDictionaryAsync(o => o.Key, StringComparer.Ordinal, acting.Cancel);
        foreach (var (key, row) in there)
        {
            ids.Add(key, row.Id);
        }

        var rows = new List<Organisation>();
        foreach (var (before, after) in plan.Diff.Organisations.Where(p => p.After is not null).Select(p => (p.Before, p.After!)))
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

    private static bool Spans(Period outer, Period inner) =>
        (outer.From is not { } from || inner.From >= from) && (outer.End is not { } end || inner.End <= end);
}
