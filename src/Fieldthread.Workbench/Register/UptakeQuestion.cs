using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>How many organisations had which level on some days: counts, then shares of the organisations that there were, then shares of the members that they had and of a measure of these.</summary>
/// <param name="Dates">Partial dates, parted by commas or spaces, of which the first days count; where empty, every day on which something began or ended, or year by year.</param>
/// <param name="Of">“any” (the highest level in any activity that could be taken over), “all” (the lowest over all of them) or an activity.</param>
/// <param name="Track">In which respect.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="Type">Type of the organisations that are counted; where empty, of those of which any statement speaks.</param>
/// <param name="Measure">Short name of a measure of members by which shares are made too; may be empty.</param>
/// <param name="Lineage">True to let organisations of which no source speaks stand with the level of those that they came out of.</param>
/// <param name="KnownOn">Partial date: only what was said by then.</param>
[Question("responsibility-uptake", Permission.ReadStudy)]
[Refuses("bad-date", "a date is no date of the calendar, or there are more than 200")]
[Refuses("unknown-activity", "there is no such activity")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("unknown-type", "there is no such type of organisation")]
[Refuses("unknown", "there is no such measure")]
[Refuses("not-a-count", "the measure holds ratios, which make no share")]
[Refuses("too-many-digits", "sums of the measure have more digits than can be held exactly")]
public sealed record ResponsibilityUptake(
    string Dates = "", string Of = "any", ResponsibilityTrack Track = ResponsibilityTrack.Operational, string Source = "", string Type = "", string Measure = "", bool Lineage = false, string? KnownOn = null) : Question<UptakeTable>
{
    private const int MostDates = 200;
    private const int MostOfItself = 16;

    /// <inheritdoc/>
    public override async Task<UptakeTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asked = await ResponsibilityAsked.OfAsync(asking, Of, Track, Source, Type, KnownOn);
        var footprint = await FootprintSizes.OfAsync(asking, asked.Register, Measure);
        var days = Days(asked);
        try
        {
            return new UptakeTable(
                [.. asked.Index.Levels.Reverse(), ""], ResponsibilityAsked.OfWords(asked.Picture), Track, (Source ?? "").Trim(), asked.Types, footprint.Measure?.Key, footprint.Measure?.Unit, Lineage, KnownOn, [.. days.Select(d => On(d.Written, d.Day, asked, footprint))]);
        }
        catch (OverflowException)
        {
            throw new RefusedException(new Refusal("too-many-digits", "The figures are so large, or have so many decimal places, that their sum cannot be held exactly.", "Ask without the measure."));
        }
    }

    private List<(string Written, int Day)> Days(ResponsibilityAsked asked)
    {
        var given = (Dates ?? "").Split([',', ';', ' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (given.Length > MostDates)
        {
            Asking.Refuse("bad-date", $"{given.Length} dates are more than the {MostDates} that are answered at once.", "Ask in parts.");
        }

        return given.Length == 0 ? [.. asked.Days(MostOfItself).Select(d => (ResponsibilityAsked.Written(d), d))]
            : [.. given.Select(g => Studies.Dates.Read(g)!.Value).DistinctBy(d => d.First).OrderBy(d => d.First).Select(d => (d.ToString(), d.First.DayNumber))];
    }

    private UptakeDate On(string written, int day, ResponsibilityAsked asked, FootprintSizes footprint)
    {
        var held = asked.On(day).Select(o => (Organisation: o.Id, Level: Lineage ? asked.Picture.ByLineage(o.Id, day, asked.Register.Lineage) : asked.Picture.Of(o.Id, day))).ToList();
        var sizes = footprint.On(held.Select(h => h.Organisation), day);
        var all = FootprintSizes.Sum(sizes.Values);
        var levels = Enumerable.Range(0, asked.Index.Levels.Count).Reverse().Select(l => (int?)l).Append(null).Select(level =>
        {
            var those = held.Where(h => h.Level.Level == level).ToList();
            var size = FootprintSizes.Sum(those.Select(h => sizes[h.Organisation]));
            return new UptakeLevel(
                level is { } l ? asked.Index.Levels[l] : "", those.Count, held.Count == 0 ? null : (double)those.Count / held.Count, size.Members, all.Members == 0 ? null : (double)size.Members / all.Members,
                footprint.Measure is null ? null : size.Size, footprint.Measure is null || all.Size <= 0 ? null : (double)size.Size / (double)all.Size);
        });
        return new UptakeDate(
            written, day, held.Count, all.Members, footprint.Measure is null ? null : all.Size, footprint.PeriodOn(day), all.Without, [.. levels], held.Count(h => h.Level.Disputed), held.Count(h => h.Level.Carried), held.Count(h => h.Level.Parted), asked.OutsideLife(day),
            [.. asked.Index.Activities.Select(a => asked.Picture.Scope.At(a, day)).Where(s => s.State == ScopeState.Withdrawn).Select(s => s.Activity)]);
    }
}

/// <summary>Uptake through time.</summary>
/// <param name="Levels">Levels from the highest to the lowest, and last an empty one for none.</param>
/// <param name="Of">“any”, “all” or the activity.</param>
/// <param name="Track">In which respect.</param>
/// <param name="Source">The source gone by where it speaks; empty for the one known last.</param>
/// <param name="Types">Types of the organisations that are counted.</param>
/// <param name="Measure">Short name of the measure, or null.</param>
/// <param name="Unit">What it counts, or null.</param>
/// <param name="Lineage">Whether levels were taken over from predecessors.</param>
/// <param name="KnownOn">Only what was said by then, or null.</param>
/// <param name="Dates">The days.</param>
public sealed record UptakeTable(
    IReadOnlyList<string> Levels, string Of, ResponsibilityTrack Track, string Source, IReadOnlyList<string> Types, string? Measure, string? Unit, bool Lineage, string? KnownOn, IReadOnlyList<UptakeDate> Dates);

/// <summary>Uptake on a day.</summary>
/// <param name="Date">The date.</param>
/// <param name="Day">Its day number.</param>
/// <param name="Organisations">How many organisations there were: the denominator.</param>
/// <param name="Members">How many members they had.</param>
/// <param name="Size">Sum of the measure over these members; null without a measure.</param>
/// <param name="SizePeriod">The period of the measure that it is taken from: the one that holds the day, else the last before it; null where there is none.</param>
/// <param name="MembersWithoutSize">How many of the members have no figure in it.</param>
/// <param name="Levels">The levels, as in the table; each organisation counts in one.</param>
/// <param name="Disputed">For how many organisations sources disagree about what bears on their level.</param>
/// <param name="Carried">How many stand with the level of those that they came out of.</param>
/// <param name="Parted">How many came out of organisations of different levels, and count with none.</param>
/// <param name="OutsideLife">How many organisations that were not there are given a level; they count nowhere.</param>
/// <param name="Withdrawn">Activities that were withdrawn by then.</param>
public sealed record UptakeDate(
    string Date, int Day, int Organisations, int Members, decimal? Size, string? SizePeriod, int MembersWithoutSize, IReadOnlyList<UptakeLevel> Levels, int Disputed, int Carried, int Parted, int OutsideLife, IReadOnlyList<string> Withdrawn);

/// <summary>A level on a day.</summary>
/// <param name="Level">The level; empty for none.</param>
/// <param name="Organisations">How many organisations had it.</param>
/// <param name="Share">Their share of the organisations, 0 to 1; null where there were none.</param>
/// <param name="Members">How many members these had.</param>
/// <param name="MembersShare">Their share of all members, 0 to 1; null where there were none.</param>
/// <param name="Size">Sum of the measure over these members; null without a measure.</param>
/// <param name="SizeShare">Its share of the sum over all members; null where that is not more than 0.</param>
public sealed record UptakeLevel(string Level, int Organisations, double? Share, int Members, double? MembersShare, decimal? Size, double? SizeShare);
