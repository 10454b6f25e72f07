using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Says by which sources of the register and of bodies the study goes, where they disagree. Both are made anew of their lists; every list still says what it said, and every conflict is told as before.</summary>
/// <param name="Sources">The sources, the first before the second; none for what was known last, whoever says it.</param>
[Act("prefer-sources", Permission.KeepMaterial, Tells = "register")]
[Refuses("unknown", "the register has no list of a source that is named")]
[Refuses("twice", "a source is named twice")]
[Refuses("bodies", "bodies of organisations could not stand as the lists would then make them: in a circle, or a post held by two")]
public sealed record PreferSources(IReadOnlyList<string>? Sources = null) : Act<SourcesPreferred>
{
    /// <inheritdoc/>
    public override async Task<SourcesPreferred> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var kept = await VintageIndex.ReadAsync(acting.Context, acting.Cancel);
        var there = kept.Select(k => k.Row.Source).Concat((await BodyLists.ReadAsync(acting.Context, acting.Cancel)).Select(b => b.List.Source).Where(s => s.Length > 0)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var given = (Sources ?? []).Select(Acting.Clean).Where(s => s.Length > 0).ToList();
        var wanted = given.ConvertAll(s => there.Find(t => t.Equals(s, StringComparison.OrdinalIgnoreCase)) ?? "");
        if (wanted.IndexOf("") is >= 0 and var at)
        {
            Acting.Refuse("unknown", $"The register has no list of “{given[at]}”.", there.Count > 0 ? $"There are lists of {string.Join(", ", there)}." : "Bring a list in first.");
        }

        if (wanted.GroupBy(w => w).FirstOrDefault(w => w.Count() > 1) is { } twice)
        {
            Acting.Refuse("twice", $"“{twice.Key}” is named twice.", "Name each source once, in the order in which the study goes by them.");
        }

        foreach (var old in await acting.Context.Set<RegisterPreference>().AsTracking().ToListAsync(acting.Cancel))
        {
            acting.Remove(old);
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var source in wanted)
        {
            places.Add(source, places.Count + 1);
            acting.Add(new RegisterPreference { Source = source, Place = places.Count });
        }

        var stated = (await VintageIndex.CorrectionsAsync(acting.Context, acting.Cancel)).ConvertAll(c => c.Given);
        var (before, after) = (VintageMerge.Of(kept.Select(k => k.List), stated), VintageMerge.Of(kept.Select(k => k.List with { Preferred = VintageIndex.Preferred(places, k.Row.Source) }), stated));
        var remarks = new RemarkList(ReadLimits.Default.Remarks);
        var landing = new DiffLanding(acting, remarks);
        await landing.LandAsync(VintageDiff.Of(before.Register, after.Register));
        var bodies = await BodyLanding.LandAgainAsync(acting, source => VintageIndex.Preferred(places, source));
        foreach (var d in bodies)
        {
            remarks.Add(RemarkWeight.Note, $"{d.Thing} {d.Key}", $"{d.What}: “{d.After}” stands, where “{d.Before}” stood.");
        }

        return new SourcesPreferred(wanted, landing.Changed + bodies.Count, remarks.ToList());
    }
}

/// <summary>What going by other sources did.</summary>
/// <param name="Sources">The sources that are gone by, in their order.</param>
/// <param name="Changed">How many values of the register stand otherwise now.</param>
/// <param name="Remarks">Which, a line each.</param>
public sealed record SourcesPreferred(IReadOnlyList<string> Sources, int Changed, IReadOnlyList<Remark> Remarks);

/// <summary>The sources of the register’s lists and of lists of bodies, those that the study goes by first and in their order.</summary>
[Question("register-sources", Permission.ReadStudy)]
public sealed record RegisterSources : Question<IReadOnlyList<SourceLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SourceLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var places = await VintageIndex.PlacesAsync(asking.Context, asking.Cancel);
        return
        [
            .. (await VintageIndex.OfAsync(asking)).Select(v => (v.Row.Source, v.Key, v.Row.KnownDay, v.Row.KnownDate))
                .Concat((await BodyLists.OfAsync(asking)).Where(b => b.List.Source.Length > 0).Select(b => (b.List.Source, Key: $"bodies {b.List.Order}", KnownDay: b.List.Known, KnownDate: b.List.Date)))
                .GroupBy(v => v.Source, StringComparer.Ordinal)
                .Select(s => new SourceLine(s.Key, places.TryGetValue(s.Key, out var place) ? place : null, s.Select(v => v.Key).Distinct(StringComparer.Ordinal).Count(), s.MaxBy(v => v.KnownDay).KnownDate))
                .OrderBy(s => s.Place ?? int.MaxValue).ThenBy(s => s.Source, StringComparer.OrdinalIgnoreCase),
        ];
    }
}

/// <summary>A source of the register’s lists.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Place">1 for the first that the study goes by; null where it goes by it no more than by others.</param>
/// <param name="Lists">How many of its lists came in.</param>
/// <param name="Newest">Partial date of the newest.</param>
public sealed record SourceLine(string Source, int? Place, int Lists, string Newest);
