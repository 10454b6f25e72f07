using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>How long it took organisations to come to a level, interval by interval: at risk, adopted, ended before; with the hazard, the survivor function, and the cumulative incidence in which an end forecloses adoption.</summary>
/// <param name="Level">The level, or a higher one, that counts as adoption; where empty, the highest.</param>
/// <param name="Of">“any”, “all” or an activity, as for the uptake.</param>
/// <param name="Since">Partial date from whose first day time is counted; where null, from the first day on which anybody held the level.</param>
/// <param name="Until">Partial date: time is counted up to its last day; where null, to the last day on which a source said anything.</param>
/// <param name="Interval">Length of the intervals: month, quarter, half-year or year.</param>
/// <param name="Track">In which respect.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="Type">Type of the organisations; where empty, of those of which any statement speaks.</param>
/// <param name="KnownOn">Partial date: only what was said by then.</param>
[Question("responsibility-adoption", Permission.ReadStudy)]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("unknown-level", "there is no such level")]
[Refuses("unknown-activity", "there is no such activity")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("unknown-type", "there is no such type of organisation")]
[Refuses("unknown-interval", "there is no such length of an interval")]
[Refuses("no-time", "between the two dates there is no whole interval, or more than 600")]
public sealed record ResponsibilityAdoption(
    string Level = "", string Of = "any", string? Since = null, string? Until = null, string Interval = "quarter", ResponsibilityTrack Track = ResponsibilityTrack.Operational, string Source = "", string Type = "", string? KnownOn = null)
    : Question<AdoptionTable>
{
    private const int MostIntervals = 600;
    private static readonly (string Word, int Months)[] Lengths = [("month", 1), ("quarter", 3), ("half-year", 6), ("year", 12)];

    /// <summary>Lengths that an interval can have.</summary>
    public static IReadOnlyList<string> Intervals { get; } = [.. Lengths.Select(l => l.Word)];

    /// <inheritdoc/>
    public override async Task<AdoptionTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asked = await ResponsibilityAsked.OfAsync(asking, Of, Track, Source, Type, KnownOn);
        var interval = ResponsibilityAsked.Among(Intervals, Interval, "unknown-interval", "length of an interval") ?? "quarter";
        var level = ResponsibilityAsked.Among(asked.Index.Levels, Level, "unknown-level", "level") ?? asked.Index.Levels.LastOrDefault();
        if (level is null)
        {
            return new AdoptionTable("", "any", "", "", interval, [], default, 0, 0);
        }

        var rank = asked.Index.Levels.ToList().IndexOf(level);
        var followed = asked.Register.Lineage.Successions.Select(s => s.Before).ToHashSet();
        var lives = asked.Organisations.ToDictionary(o => o, o => (Within: asked.Within(o), First: asked.Picture.First(o.Id, rank, asked.Within(o))));
        var known = Studies.Dates.Read(KnownOn)?.Last.DayNumber;
        var (since, until) = (Studies.Dates.Read(Since)?.First.DayNumber ?? lives.Values.Min(l => l.First), Studies.Dates.Read(Until)?.Last.DayNumber + 1 ?? LastWord(asked, known));
        if (since is null || until is null)
        {
            return new AdoptionTable(level, ResponsibilityAsked.OfWords(asked.Picture), "", "", interval, [], default, 0, 0);
        }

        var bounds = Bounds(since.Value, until.Value, Array.Find(Lengths, l => l.Word == interval).Months);
        var (counts, leftOut) = Adoption.Count(lives.Select(l => new AdoptionLife(l.Value.Within.From, l.Value.Within.End, l.Value.Within.End == l.Key.EndDay && followed.Contains(l.Key.Id), l.Value.First)), bounds);
        return new AdoptionTable(
            level, ResponsibilityAsked.OfWords(asked.Picture), ResponsibilityAsked.Written(bounds[0]), ResponsibilityAsked.Written(bounds[^1] - 1), interval, [.. Adoption.Table(counts).Select(AdoptionRow.Of)], leftOut,
            counts[^1].AtRisk - counts[^1].Adopted - counts[^1].Merged - counts[^1].Closed, until.Value - bounds[^1]);
    }

    private int? LastWord(ResponsibilityAsked asked, int? known) =>
        asked.Index.Statements.Where(s => s.Track == Track && (known is null || s.KnownDay <= known)).Select(s => (int?)s.KnownDay + 1).Max();

    private static List<int> Bounds(int since, int until, int months)
    {
        var (first, bounds) = (DateOnly.FromDayNumber(Math.Clamp(since, 0, DateOnly.MaxValue.DayNumber)), new List<int> { since });
        for (var i = 1; i <= MostIntervals + 1 && first.Year + (i * months / 12) < 9998 && first.AddMonths(i * months).DayNumber <= until; i++)
        {
            bounds.Add(first.AddMonths(i * months).DayNumber);
        }

        if (bounds.Count is < 2 or > MostIntervals + 1)
        {
            Asking.Refuse(
                "no-time", bounds.Count < 2 ? $"From {ResponsibilityAsked.Written(since)} to {ResponsibilityAsked.Written(until - 1)} there is no whole interval. Nobody is known to have been watched for so long." : $"There are more than {MostIntervals} intervals between the dates.",
                bounds.Count < 2 ? "Give a date until which the sources can be trusted to tell of everybody, or shorter intervals." : "Take longer intervals.");
        }

        return bounds;
    }
}

/// <summary>Time to adoption.</summary>
/// <param name="Level">The level that counts as adoption, or a higher one.</param>
/// <param name="Of">“any”, “all” or the activity.</param>
/// <param name="Since">First day from which time is counted; empty where nobody ever held the level.</param>
/// <param name="Until">Last day up to which it is counted.</param>
/// <param name="Interval">Length of an interval.</param>
/// <param name="Lines">The intervals.</param>
/// <param name="LeftOut">Who is not in the table, and why.</param>
/// <param name="Waiting">How many were still at risk at the end.</param>
/// <param name="DaysLeft">How many days at the end make no whole interval and were left out.</param>
public sealed record AdoptionTable(string Level, string Of, string Since, string Until, string Interval, IReadOnlyList<AdoptionRow> Lines, AdoptionLeftOut LeftOut, int Waiting, int DaysLeft);

/// <summary>An interval.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="AtRisk">How many had not adopted when it began, or came to be in it.</param>
/// <param name="Adopted">How many adopted in it.</param>
/// <param name="Merged">How many ended in it without having adopted, and others came out of them.</param>
/// <param name="Closed">How many ended in it without having adopted and without a successor.</param>
/// <param name="Hazard">Share of those at risk that adopted; null where nobody was.</param>
/// <param name="Incidence">Cumulative incidence of adoption.</param>
/// <param name="EndIncidence">Cumulative incidence of ending first.</param>
/// <param name="Waiting">Probability of having done neither.</param>
/// <param name="Survivor">Kaplan–Meier’s survivor function, which treats an end as censoring.</param>
/// <param name="Naive">One less that.</param>
public sealed record AdoptionRow(
    string From, string To, int AtRisk, int Adopted, int Merged, int Closed, double? Hazard, double Incidence, double EndIncidence, double Waiting, double Survivor, double Naive)
{
    internal static AdoptionRow Of(AdoptionLine line) => new(
        ResponsibilityAsked.Written(line.Count.From), ResponsibilityAsked.Written(line.Count.End - 1), line.Count.AtRisk, line.Count.Adopted, line.Count.Merged, line.Count.Closed, line.Hazard, line.Incidence, line.EndIncidence, line.Waiting,
        line.Survivor, line.Naive);
}
