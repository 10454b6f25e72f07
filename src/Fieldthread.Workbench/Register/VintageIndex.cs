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

/// <summary>The lists of a study in memory.</summary>
internal static class VintageIndex
{
    private static readonly Type[] Kinds = [typeof(RegisterVintage), typeof(RegisterPreference), typeof(RegisterCorrection)];

    public static Task<List<KeptVintage>> OfAsync(Asking asking) => asking.Cache.GetAsync(
        "vintages", asking.Context.View, asking.Head, () => ReadAsync(asking.Context, asking.Cancel),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    public static async Task<List<KeptVintage>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var places = await PlacesAsync(context, cancel);
        return
        [
            .. (await context.All<RegisterVintage>().AsNoTracking().ToListAsync(cancel)).OrderBy(v => v.Id)
                .Select((v, i) => new KeptVintage(v, new Vintage(v.Source, v.KnownDay, i, v.Whole, VintageContent.Read(v.Content), v.KnownDate) { Preferred = Preferred(places, v.Source) })),
        ];
    }

    /// <summary>The sources that the study goes by, with their places.</summary>
    public static async Task<Dictionary<string, int>> PlacesAsync(StudyContext context, CancellationToken cancel) =>
        await context.All<RegisterPreference>().AsNoTracking().ToDictionaryAsync(p => p.Source, p => p.Place, StringComparer.Ordinal, cancel);

    /// <summary>What the study states itself, in the order in which it came to state it.</summary>
    public static async Task<List<KeptCorrection>> CorrectionsAsync(StudyContext context, CancellationToken cancel) =>
        [.. (await context.All<RegisterCorrection>().AsNoTracking().ToListAsync(cancel)).OrderBy(c => c.MadeIn).ThenBy(c => c.Id).Select((c, i) => new KeptCorrection(c, c.Given(i)))];

    /// <summary>The corrections that belong to what is asked for: those known by the day, and none to a single list.</summary>
    private static IEnumerable<Correction> Chosen(List<KeptCorrection> all, AsKnown asKnown)
    {
        var known = asKnown.Vintage?.Trim() is { Length: > 0 } ? int.MinValue : Studies.Dates.Read(asKnown.Known)?.Last.DayNumber ?? int.MaxValue;
        return all.Where(c => c.Row.KnownDay <= known).Select(c => c.Given);
    }

    /// <summary>How far a source is gone by before others: the first place counts most.</summary>
    public static int Preferred(Dictionary<string, int> places, string source) => places.TryGetValue(source, out var place) ? places.Count + 1 - place : 0;

    /// <summary>What the lists that are asked for say together.</summary>
    public static Task<Merged> MergedAsync(Asking asking, AsKnown asKnown) => asking.Cache.GetAsync(
        "merged" + asKnown.Words, asking.Context.View, asking.Head, async () => VintageMerge.Of(Chosen(await OfAsync(asking), asKnown).Select(v => v.List), Chosen(await CorrectionsAsync(asking.Context, asking.Cancel), asKnown)),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    /// <summary>The lists that are asked for.</summary>
    /// <exception cref="RefusedException">There is no such list, or none so early: <c>no-vintage</c>; the date is none: <c>bad-date</c>.</exception>
    public static IReadOnlyList<KeptVintage> Chosen(IReadOnlyList<KeptVintage> all, AsKnown asKnown)
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
