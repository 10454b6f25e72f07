using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Which register is asked: the one that stands, the one that the lists of a day made, or a single list.</summary>
/// <param name="Known">Partial date: only lists known by its last day; null for all.</param>
/// <param name="Vintage">Key of a single list, as “eccg 2016-02-11”; null for all together.</param>
public readonly record struct AsKnown(string? Known, string? Vintage)
{
    /// <summary>True where the register is asked as it stands.</summary>
    public bool IsNow => string.IsNullOrWhiteSpace(Known) && string.IsNullOrWhiteSpace(Vintage);

    /// <summary>For a name in the cache.</summary>
    internal string Words => IsNow ? "" : $" as known {Known?.Trim()}|{Vintage?.Trim()}";
}

/// <summary>A kept list with its head.</summary>
/// <param name="Row">The row, without what it holds.</param>
/// <param name="List">What it says.</param>
internal sealed record KeptVintage(RegisterVintage Row, Vintage List)
{
    public string Key => $"{Row.Source} {Row.KnownDate}";
}

/// <summary>Relations as lists gave them.</summary>
/// <param name="OfSubject">By the key of the one that is spoken of.</param>
/// <param name="OfObject">By the key of the other.</param>
internal sealed record RelationsGiven(ILookup<string, GivenRelation> OfSubject, ILookup<string, GivenRelation> OfObject);

/// <summary>The lists of a study in memory.</summary>
internal static class VintageIndex
{
    private static readonly Type[] Kinds = [typeof(RegisterVintage), typeof(RegisterPreference), typeof(RegisterCorrection)];

    /// <summary>What a register as lists gave it is made of: the lists, and the ids that the organisations have.</summary>
    public static Type[] KindsAsKnown { get; } = [.. Kinds, .. HandEntered.Kinds];

    public static Task<List<KeptVintage>> OfAsync(Asking asking) => asking.Cache.GetAsync(
        "vintages", asking.Context.View, asking.Head, () => ReadAsync(asking.Context, asking.Cancel),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? await ReadAsync(asking.Context, asking.Cancel, before) : before);

    /// <summary>Reads the lists.</summary>
    /// <param name="context">The study.</param>
    /// <param name="cancel">Ends the work early.</param>
    /// <param name="before">Lists that were read earlier; a row that no act has written since says what it said.</param>
    public static async Task<List<KeptVintage>> ReadAsync(StudyContext context, CancellationToken cancel, IReadOnlyList<KeptVintage>? before = null)
    {
        var places = await PlacesAsync(context, cancel);
        var read = (before ?? []).ToDictionary(v => (v.Row.Id, v.Row.RecordedIn), v => v.List.Data);
        return
        [
            .. (await context.All<RegisterVintage>().AsNoTracking().ToListAsync(cancel)).OrderBy(v => v.Id)
                .Select((v, i) => new KeptVintage(v, new Vintage(v.Source, v.KnownDay, i, v.Whole, read.GetValueOrDefault((v.Id, v.RecordedIn)) ?? VintageContent.Read(v.Content), v.KnownDate) { Preferred = Preferred(places, v.Source) })),
        ];
    }

    /// <summary>A name for the lists that are asked for, empty for the register as it stands. Two days of knowledge between which no list and no correction was known have one name, so that what is made of the lists is made once.</summary>
    /// <exception cref="RefusedException">There is no such list, or none so early: <c>no-vintage</c>; the date is none: <c>bad-date</c>.</exception>
    public static async Task<string> NameAsync(Asking asking, AsKnown asKnown)
    {
        if (asKnown.IsNow)
        {
            return "";
        }

        var chosen = await ChosenAsync(asking, asKnown);
        if (!string.IsNullOrWhiteSpace(asKnown.Vintage))
        {
            return $" as the list {chosen[0].Key}";
        }

        var stated = Chosen(await CorrectionsAsync(asking), asKnown).Select(c => c.Row.KnownDay);
        var entered = (await HandEntered.ChosenAsync(asking, asKnown)).Select(h => h.Known);
        return $" as known on day {chosen.Select(v => v.Row.KnownDay).Concat(stated).Concat(entered).Max()}";
    }

    /// <summary>The sources that the study goes by, with their places.</summary>
    public static async Task<Dictionary<string, int>> PlacesAsync(StudyContext context, CancellationToken cancel) =>
        await context.All<RegisterPreference>().AsNoTracking().ToDictionaryAsync(p => p.Source, p => p.Place, StringComparer.Ordinal, cancel);

    /// <summary>What the study states itself, in the order in which it came to state it.</summary>
    public static async Task<List<KeptCorrection>> CorrectionsAsync(StudyContext context, CancellationToken cancel) =>
        [.. (await context.All<RegisterCorrection>().AsNoTracking().ToListAsync(cancel)).OrderBy(c => c.MadeIn).ThenBy(c => c.Id).Select((c, i) => new KeptCorrection(c, c.Given(i)))];

    internal static Task<List<KeptCorrection>> CorrectionsAsync(Asking asking) =>
        asking.Cache.UnlessChangedAsync("corrections", asking, [typeof(RegisterCorrection)], () => CorrectionsAsync(asking.Context, asking.Cancel));

    /// <summary>The corrections that belong to what is asked for: those known by the day, and none to a single list.</summary>
    private static IEnumerable<KeptCorrection> Chosen(List<KeptCorrection> all, AsKnown asKnown)
    {
        var known = asKnown.Vintage?.Trim() is { Length: > 0 } ? int.MinValue : Studies.Dates.Read(asKnown.Known)?.Last.DayNumber ?? int.MaxValue;
        return all.Where(c => c.Row.KnownDay <= known);
    }

    /// <summary>How far a source is gone by before others: the first place counts most.</summary>
    public static int Preferred(Dictionary<string, int> places, string source) => places.TryGetValue(source, out var place) ? places.Count + 1 - place : 0;

    /// <summary>What the lists that are asked for say together.</summary>
    public static async Task<Merged> MergedAsync(Asking asking, AsKnown asKnown)
    {
        var (all, corrections) = (await OfAsync(asking), await CorrectionsAsync(asking));
        var (chosen, stated, entered) = (await ChosenAsync(asking, asKnown), Chosen(corrections, asKnown).ToList(), await HandEntered.ChosenAsync(asking, asKnown));

        // A day by which every list, correction and entry was known asks for what they all say.
        var name = chosen.Count == all.Count && stated.Count == corrections.Count && entered.Count == (await HandEntered.OfAsync(asking)).Count ? "" : await NameAsync(asking, asKnown);
        return await asking.Cache.UnlessChangedAsync("merged" + name, asking, [.. Kinds, .. HandEntered.Kinds], () => Task.FromResult(VintageMerge.Of(chosen.Select(v => v.List).Concat(entered), stated.Select(c => c.Given))));
    }

    /// <summary>The lists that are asked for; none where only something that was entered by hand was known by the day.</summary>
    public static async Task<IReadOnlyList<KeptVintage>> ChosenAsync(Asking asking, AsKnown asKnown)
    {
        var all = await OfAsync(asking);
        var known = Studies.Dates.Read(asKnown.Known)?.Last.DayNumber ?? int.MaxValue;
        return string.IsNullOrWhiteSpace(asKnown.Vintage) && !all.Exists(v => v.Row.KnownDay <= known) && (await HandEntered.ChosenAsync(asking, asKnown)).Count > 0 ? [] : Chosen(all, asKnown);
    }

    /// <summary>Relations of organisations as lists gave them, by who is spoken of and by the other.</summary>
    public static async Task<RelationsGiven> RelationsAsync(Asking asking, AsKnown asKnown) => await asking.Cache.UnlessChangedAsync(
        "relations" + await NameAsync(asking, asKnown), asking, Kinds, async () =>
        {
            var all = (await MergedAsync(asking, asKnown)).Register.Relations;
            return new RelationsGiven(all.ToLookup(r => r.Subject, StringComparer.Ordinal), all.ToLookup(r => r.Object, StringComparer.Ordinal));
        });

    /// <summary>The lists that are asked for.</summary>
    /// <exception cref="RefusedException">There is no such list, or none so early: <c>no-vintage</c>; the date is none: <c>bad-date</c>.</exception>
    private static IReadOnlyList<KeptVintage> Chosen(IReadOnlyList<KeptVintage> all, AsKnown asKnown)
    {
        if (asKnown.Vintage?.Trim() is { Length: > 0 } key)
        {
            // Several imports may have brought one list in parts.
            var one = all.Where(v => string.Equals(v.Key, key, StringComparison.OrdinalIgnoreCase)).ToList();
            if (one.Count == 0)
            {
                Asking.Refuse("no-vintage", $"There is no list “{key}” in the register.", all.Count == 0 ? "Bring one in first." : "There are " + string.Join("; ", all.Select(v => v.Key).Distinct(StringComparer.Ordinal)) + ".");
            }

            return one;
        }

        var known = Studies.Dates.Read(asKnown.Known)?.Last.DayNumber ?? int.MaxValue;
        var then = all.Where(v => v.Row.KnownDay <= known).ToList();
        if (then.Count == 0)
        {
            Asking.Refuse("no-vintage", $"No list was known by {asKnown.Known}.", all.Count == 0 ? "Bring one in first, with the day on which it was known." : $"The first is of {all.MinBy(v => v.Row.KnownDay)!.Row.KnownDate}.");
        }

        return then;
    }
}
