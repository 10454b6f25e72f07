using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Makes a statement of the study part of the register, and takes it out again: what all lists say with it beside what they say without, and what was entered by hand besides.</summary>
internal sealed class Correcting(Acting acting, IReadOnlyList<KeptVintage> lists, IReadOnlyList<KeptCorrection> kept)
{
    private Merged? standing;

    /// <summary>What the lists and the corrections that there are say.</summary>
    public Merged Standing => standing ??= Merge(kept.Select(k => k.Given));

    /// <summary>The lists.</summary>
    public IReadOnlyList<KeptVintage> Lists => lists;

    public static async Task<Correcting> OfAsync(Acting acting) =>
        new(acting, await VintageIndex.ReadAsync(acting.Context, acting.Cancel), await VintageIndex.CorrectionsAsync(acting.Context, acting.Cancel));

    /// <summary>States that something is so and something else is not.</summary>
    /// <exception cref="RefusedException">The reason or the source is empty: <c>empty</c>; the day is none: <c>bad-date</c>; it was known before what it corrects: <c>known-before</c>.</exception>
    public async Task<CorrectionMade> MakeAsync(CorrectedThing thing, string subject, Guid? organisation, RegisterData denies, RegisterData states, string reason, string source, string? known)
    {
        var day = Dates.Read(known) ?? PartialDate.Parse(Dates.Today(acting.Services).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var row = new RegisterCorrection
        {
            Thing = thing, Subject = subject, OrganisationId = organisation, Denies = VintageContent.Text(denies), States = VintageContent.Text(states), Reason = Acting.Given(reason, "The reason"), Source = Acting.Given(source, "The source"),
            KnownDate = day.ToString(), KnownDay = day.Last.DayNumber, ListId = lists.Count > 0 ? lists[^1].Row.Id : null, MadeIn = acting.Number,
        };
        if (kept.FirstOrDefault(k => BuiltOn(k.Row, row) && k.Row.KnownDay > row.KnownDay) is { } earlier)
        {
            Acting.Refuse("known-before", $"It corrects what the study has known since {earlier.Row.KnownDate} only, and would itself have been known on {row.KnownDate}.", $"Give {earlier.Row.KnownDate} or a later day.");
        }

        row.ByHand = !Says(Standing.Register, denies, states);
        var after = Merge(kept.Select(k => k.Given).Append(row.Given(kept.Count)));
        var changed = await LandAsync(after, denies, states, row.ByHand);
        return new CorrectionMade(acting.Add(row).Id, changed);
    }

    /// <summary>Takes a statement of the study out of the register again: what lists say stands, or what was entered by hand.</summary>
    /// <exception cref="RefusedException">A later one builds on it: <c>built-on</c>.</exception>
    public async Task<CorrectionMade> WithdrawAsync(RegisterCorrection row)
    {
        if (kept.FirstOrDefault(k => k.Row.MadeIn > row.MadeIn && BuiltOn(row, k.Row)) is { } later)
        {
            Acting.Refuse("built-on", $"The correction of act {later.Row.MadeIn} corrects what this one states.", "Withdraw that one first.");
        }

        var (denies, states) = (VintageContent.OfText(row.Denies), VintageContent.OfText(row.States));
        var after = Merge(kept.Where(k => k.Row.Id != row.Id).Select(k => k.Given));
        var come = row.ByHand ? denies : RegisterData.None with
        {
            Events = [.. after.Register.Events.Where(e => row.Thing == CorrectedThing.Event && e.Id == row.Subject)],
            Organisations = [.. after.Register.Organisations.Where(o => row.Thing == CorrectedThing.Organisation && o.Id == row.Subject)],
        };
        var changed = await LandAsync(after, states, come, row.ByHand);
        acting.Remove(row);
        return new CorrectionMade(row.Id, changed);
    }

    private Merged Merge(IEnumerable<Correction> corrections) => VintageMerge.Of(lists.Select(l => l.List), corrections);

    /// <summary>True where the later denies just what the earlier states.</summary>
    private static bool BuiltOn(RegisterCorrection earlier, RegisterCorrection later) =>
        earlier.Thing == later.Thing && earlier.Subject == later.Subject && (earlier.Thing is CorrectedThing.Organisation or CorrectedThing.Event || (earlier.States.Length > 0 && earlier.States == later.Denies));

    /// <summary>True where lists say what is denied, so that it needs no hand to come back.</summary>
    private static bool Says(RegisterData register, RegisterData denies, RegisterData states) =>
        denies.Names.All(register.Names.Contains) && denies.Codes.All(register.Codes.Contains) && denies.Relations.All(r => register.Relations.Any(s => RelationFacts.Same(r, s))) && denies.Facts.All(register.Facts.Contains) && denies.Terms.All(register.Terms.Contains) && denies.Events.All(e => register.Events.Any(s => s.Id == e.Id))
        && denies.Organisations.All(o => register.Organisations.Any(s => s.Id == o.Id && OrganisationFacts.Agree(s, o, states.Organisations.Single(t => t.Id == o.Id))));

    private async Task<int> LandAsync(Merged after, RegisterData gone, RegisterData come, bool byHand)
    {
        var diff = VintageDiff.Of(Standing.Register, after.Register);
        var (events, organisations) = (Ids(gone.Events.Concat(come.Events).Select(e => e.Id)), Ids(gone.Organisations.Concat(come.Organisations).Select(o => o.Id)));
        diff = diff with
        {
            Names = Also(diff.Names, after.Register.Names, gone.Names, come.Names, n => (n.Organisation, n.Name)),
            Codes = Also(diff.Codes, after.Register.Codes, gone.Codes, come.Codes, c => (c.Organisation, c.Scheme, c.Code)),
            Relations = Also(diff.Relations, after.Register.Relations, gone.Relations, come.Relations, r => (r.Subject, r.Kind, r.Object)),
            Further = Also(diff.Further, after.Register.Facts, gone.Facts, come.Facts, f => f.Key),
            Terms = Also(diff.Terms, after.Register.Terms, gone.Terms, come.Terms, t => t.Key),
            Organisations = [.. diff.Organisations.Where(p => !organisations.Contains((p.Before ?? p.After)!.Id))],
            Events = [.. diff.Events.Where(p => !events.Contains((p.Before ?? p.After)!.Id)), .. events.Select(id => new Pair<GivenEvent>(gone.Events.FirstOrDefault(e => e.Id == id), come.Events.FirstOrDefault(e => e.Id == id)))],
        };
        var bounds = new EventBounds(acting);
        foreach (var id in byHand ? events : [])
        {
            await bounds.LoosenAsync(id);
        }

        var landing = new DiffLanding(acting, new RemarkList(ReadLimits.Default.Remarks), byStudy: true);
        var landed = await landing.LandAsync(diff);
        foreach (var change in byHand ? come.Events : [])
        {
            await bounds.SetAsync(change);
        }

        foreach (var life in come.Organisations)
        {
            await OrganisationFacts.SetAsync(acting, gone.Organisations.FirstOrDefault(o => o.Id == life.Id), life, after.Register.Organisations.Any(o => o.Id == life.Id));
        }

        return landing.Changed + landed.Names + landed.Codes + landed.Relations + landed.Further + come.Organisations.Count + events.Count;
    }

    /// <summary>The differences that lists make, and besides what goes or comes of things that no list says.</summary>
    private static IReadOnlyList<Pair<T>> Also<T, TKey>(IReadOnlyList<Pair<T>> diff, IReadOnlyList<T> after, IReadOnlyList<T> gone, IReadOnlyList<T> come, Func<T, TKey> key)
        where T : class
        where TKey : notnull
    {
        var (pairs, coming) = (diff.ToList(), come.ToList());
        foreach (var old in gone.Where(g => !after.Contains(g) && !pairs.Exists(p => Equals(p.Before, g))))
        {
            // A new time of the same fact is the same row.
            var same = coming.Find(c => key(c).Equals(key(old)));
            pairs.RemoveAll(p => same is not null && p.Before is null && Equals(p.After, same));
            pairs.Add(new Pair<T>(old, same));
            coming.RemoveAll(c => ReferenceEquals(c, same));
        }

        pairs.AddRange(coming.Where(c => !pairs.Exists(p => Equals(p.After, c))).Select(c => new Pair<T>(null, c)));
        return pairs;
    }

    private static HashSet<string> Ids(IEnumerable<string> ids) => ids.ToHashSet(StringComparer.Ordinal);
}

/// <summary>A statement of the study, made or withdrawn.</summary>
/// <param name="Id">The correction.</param>
/// <param name="Changed">How many rows of the register came, went or changed by it; a fact that takes the place of another is two.</param>
public sealed record CorrectionMade(Guid Id, int Changed);
