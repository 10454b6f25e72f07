using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Which groups of one day make up those of another, counted in the members that they share.</summary>
/// <param name="From">Partial date of the first day; its first day counts.</param>
/// <param name="To">Partial date of the second; its first day counts.</param>
/// <param name="Organisation">Only flows from or to this group; null for all.</param>
/// <param name="Kind">The relation that makes members.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
/// <param name="Measure">Short name of a measure by which members are weighed, as list sizes; empty to count them only.</param>
/// <param name="WeighedOn">Partial date: the measure’s period of its first day, or the last before it, weighs the members on both days. Null for the second day.</param>
[Question("register-flows", Permission.ReadStudy)]
[Refuses("bad-date", "a date is missing or is no date of the calendar")]
[Refuses("unknown", "there is no such organisation or measure")]
[Refuses("not-a-count", "the measure holds ratios, which make no share of a whole")]
[Refuses("no-period", "the measure has no period on or before the day on which members are weighed")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterFlows(string From, string To, Guid? Organisation = null, string Kind = Membership.MemberOf, string? KnownOn = null, string? Vintage = null, string Measure = "", string? WeighedOn = null) : Question<FlowTable>
{
    /// <inheritdoc/>
    public override async Task<FlowTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        if (string.IsNullOrWhiteSpace(From) || string.IsNullOrWhiteSpace(To))
        {
            Asking.Refuse("bad-date", "Two dates are needed, one to begin from and one to compare with.", "Write them as 2013-03-31 and 2013-04-01.");
        }

        var ((first, firstDay), (second, secondDay)) = (RegisterDates.At(asking, From), RegisterDates.At(asking, To));
        var asKnown = new AsKnown(KnownOn, Vintage);
        var register = await RegisterIndex.OfAsync(asking, asKnown);
        if (Organisation is { } one && register.Find(one) is null)
        {
            Asking.Refuse("unknown", "There is no such organisation in the register.", "Look in the list of organisations.");
        }

        var (weights, period, measure) = await WeightsAsync(asking, register, secondDay);
        var flows = MembershipFlows.Between(await MembershipIndex.OfAsync(asking, Kind, asKnown), firstDay, secondDay, weights is null ? null : m => weights.TryGetValue(m, out var w) ? w : null);
        var (heavyBefore, heavyAfter) = weights is null ? (new Dictionary<Guid, decimal>(), new Dictionary<Guid, decimal>()) : (flows.WeightBefore(), flows.WeightAfter());
        double? Share(IReadOnlyDictionary<Guid, decimal> of, Guid? group, decimal weight) => weights is not null && group is { } g && of[g] != 0 ? (double)(weight / of[g]) : null;
        GroupName? Name(Guid? id, int day) => id is { } g ? GroupName.Of(register, g, day) : null;
        var lines = flows.Flows.Where(f => Organisation is null || f.From == Organisation || f.To == Organisation)
            .Select(f => new FlowLine(
                Name(f.From, firstDay), Name(f.To, secondDay), f.Members,
                f.From is { } from ? (double)f.Members / flows.Before(from) : null, f.To is { } to ? (double)f.Members / flows.After(to) : null,
                weights is null ? null : f.Weight, f.Without, Share(heavyBefore, f.From, f.Weight), Share(heavyAfter, f.To, f.Weight)))
            .OrderBy(l => l.To is null).ThenBy(l => l.To?.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.To?.Id).ThenByDescending(l => l.Members).ThenBy(l => l.From?.Id).ToList();
        var footprints = flows.Footprints().Where(f => Organisation is null || f.Group == Organisation || f.Largest == Organisation)
            .Select(f => new FootprintLine(GroupName.Of(register, f.Group, secondDay), flows.After(f.Group), GroupName.Of(register, f.Largest, firstDay), f.Members, f.OfGroup, f.OfLargest))
            .OrderBy(f => f.Group.Name, StringComparer.OrdinalIgnoreCase).ThenBy(f => f.Group.Id).ToList();
        return new FlowTable(first, second, flows.GroupsBefore, flows.GroupsAfter, flows.Members, flows.Stayed, flows.CountedAgain, lines, footprints, weights is null ? null : new Weighing(measure!.Key, measure.Title, measure.Unit, period!));
    }

    private async Task<(IReadOnlyDictionary<Guid, decimal>? Weights, string? Period, Measure? Measure)> WeightsAsync(Asking asking, RegisterIndex register, int secondDay)
    {
        if (string.IsNullOrWhiteSpace(Measure))
        {
            return (null, null, null);
        }

        var sizes = await FootprintSizes.OfAsync(asking, register, Measure);
        var (date, day) = string.IsNullOrWhiteSpace(WeighedOn) ? ("the second day", secondDay) : RegisterDates.At(asking, WeighedOn);
        var period = sizes.PeriodOn(day);
        if (period is null)
        {
            Asking.Refuse("no-period", $"“{sizes.Measure!.Key}” has no period on or before {date}.", "Name another day on which members are weighed.");
        }

        return (sizes.FiguresOn(day), period, sizes.Measure);
    }
}

/// <summary>A group as it was called on a day.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">Its code, or null.</param>
public sealed record GroupName(Guid Id, string Name, string? Code)
{
    internal static GroupName Of(RegisterIndex register, Guid id, int day) => new(id, register.NameOf(id, day), register.CodeOf(id, day));
}

/// <summary>Flows of members between the groups of two days.</summary>
/// <param name="From">The first date.</param>
/// <param name="To">The second.</param>
/// <param name="GroupsBefore">Groups with a member on the first day.</param>
/// <param name="GroupsAfter">Groups with a member on the second.</param>
/// <param name="Members">Members with a group on either day, each once.</param>
/// <param name="Stayed">Members that stood under just the same groups on both.</param>
/// <param name="CountedAgain">By how much the flows add up to more, because some stood under several groups at once.</param>
/// <param name="Lines">The flows.</param>
/// <param name="Footprints">For each group of the second day the one of the first that most of its members came from.</param>
/// <param name="Weighed">By what members are weighed; null where they are only counted.</param>
public sealed record FlowTable(string From, string To, int GroupsBefore, int GroupsAfter, int Members, int Stayed, int CountedAgain, IReadOnlyList<FlowLine> Lines, IReadOnlyList<FootprintLine> Footprints, Weighing? Weighed = null);

/// <summary>By what members are weighed.</summary>
/// <param name="Measure">Short name of the measure.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">What it counts; may be empty.</param>
/// <param name="Period">The period whose figures weigh them, on both days.</param>
public sealed record Weighing(string Measure, string Title, string Unit, string Period);

/// <summary>Members that stood under one group on the first day and under another on the second.</summary>
/// <param name="From">Group on the first day; null where they had none.</param>
/// <param name="To">Group on the second; null where they had none.</param>
/// <param name="Members">How many.</param>
/// <param name="ShareOfFrom">Their share of the first group’s members, 0 to 1.</param>
/// <param name="ShareOfTo">Their share of the second group’s members, 0 to 1.</param>
/// <param name="Weight">What they weigh; null where members are only counted.</param>
/// <param name="Without">How many of them have no figure.</param>
/// <param name="WeightOfFrom">Their weight’s share of that of the first group’s members, 0 to 1.</param>
/// <param name="WeightOfTo">Their weight’s share of that of the second group’s members, 0 to 1.</param>
public sealed record FlowLine(
    GroupName? From, GroupName? To, int Members, double? ShareOfFrom, double? ShareOfTo, decimal? Weight = null, int Without = 0, double? WeightOfFrom = null, double? WeightOfTo = null);

/// <summary>How far a group covers what an earlier one covered.</summary>
/// <param name="Group">Group of the second day.</param>
/// <param name="Members">How many members it has.</param>
/// <param name="Largest">Group of the first day that most of them belonged to.</param>
/// <param name="Shared">How many those are.</param>
/// <param name="OfGroup">Their share of the group’s members, 0 to 1.</param>
/// <param name="OfLargest">Their share of the earlier group’s members, 0 to 1.</param>
public sealed record FootprintLine(GroupName Group, int Members, GroupName Largest, int Shared, double OfGroup, double OfLargest)
{
    /// <summary>True where it has just the footprint of that predecessor.</summary>
    public bool Mirrors => OfGroup >= 1 && OfLargest >= 1;
}

/// <summary>Successions and transfers, as the change events say and as the memberships show, side by side.</summary>
/// <param name="Organisation">Only those from or to this organisation; null for all.</param>
/// <param name="Since">Partial date before which nothing is told; null for all time.</param>
/// <param name="Until">Partial date after which nothing is told; null for all time.</param>
/// <param name="Kind">The relation that makes members.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("register-changes", Permission.ReadStudy)]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("unknown", "there is no such organisation")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterChanges(Guid? Organisation = null, string? Since = null, string? Until = null, string Kind = Membership.MemberOf, string? KnownOn = null, string? Vintage = null) : Question<ChangeTable>
{
    /// <inheritdoc/>
    public override async Task<ChangeTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (since, until) = (Studies.Dates.Read(Since)?.First.DayNumber ?? int.MinValue, Studies.Dates.Read(Until)?.Last.DayNumber ?? int.MaxValue);
        var asKnown = new AsKnown(KnownOn, Vintage);
        var register = await RegisterIndex.OfAsync(asking, asKnown);
        if (Organisation is { } one && register.Find(one) is null)
        {
            Asking.Refuse("unknown", "There is no such organisation in the register.", "Look in the list of organisations.");
        }

        var found = await MembershipIndex.ChangesAsync(asking, Kind, asKnown);
        var said = register.Lineage.Successions.Select(s => (s.Before, s.After, s.Day, s.Event, Kind: FoundKind.Succession))
            .Concat(register.Lineage.Transfers.Select(t => (Before: t.From, After: t.To, t.Day, t.Event, Kind: FoundKind.Transfer))).ToList();
        var events = register.Events.ToDictionary(e => e.Id);
        var shown = found.ToLookup(f => (f.From, f.To));
        var known = said.ToLookup(s => (s.Before, s.After));
        var lines = new List<ChangeLine>();
        foreach (var f in found)
        {
            var same = known[(f.From, f.To)].Where(s => s.Day == f.Day).ToList();
            var otherwise = known[(f.From, f.To)].Where(s => s.Day != f.Day).Select(s => events[s.Event].Date).FirstOrDefault();
            lines.Add(Line(register, f.Day, f.From, f.To, f.Kind, f.Members, f.Had, same.Count > 0 ? events[same[0].Event].Key : null, same.Count > 0 ? ChangeBasis.Both : ChangeBasis.Members, same.Count > 0 ? null : otherwise));
        }

        foreach (var s in said.Where(s => !shown[(s.Before, s.After)].Any(f => f.Day == s.Day)))
        {
            lines.Add(Line(register, s.Day, s.Before, s.After, s.Kind, 0, null, events[s.Event].Key, ChangeBasis.Event, null));
        }

        lines.RemoveAll(l => l.Day < since || l.Day > until || (Organisation is { } id && l.From.Id != id && l.To.Id != id));
        return new ChangeTable(
            [.. lines.OrderBy(l => l.Day).ThenBy(l => l.From.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.To.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.From.Id).ThenBy(l => l.To.Id)],
            lines.Count(l => l.Kind == FoundKind.Succession), lines.Count(l => l.Kind == FoundKind.Transfer), lines.Where(l => l.Kind == FoundKind.Transfer).Sum(l => l.Members), lines.Count(l => l.Basis == ChangeBasis.Members), lines.Count(l => l.Basis == ChangeBasis.Event));
    }

    private static ChangeLine Line(RegisterIndex register, int day, Guid from, Guid to, FoundKind kind, int members, int? had, string? key, ChangeBasis basis, string? otherwise) => new(
        DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), day, GroupName.Of(register, from, day - 1), GroupName.Of(register, to, day), kind, members, had, key, basis, otherwise);
}

/// <summary>What a change rests on.</summary>
public enum ChangeBasis
{
    /// <summary>A change event says it and the members show it, on the same day.</summary>
    Both,

    /// <summary>The members show it; no event says so on that day.</summary>
    Members,

    /// <summary>An event says it; no member went on that day.</summary>
    Event,
}

/// <summary>Changes from one organisation to another.</summary>
/// <param name="Lines">The changes, by day.</param>
/// <param name="Successions">How many are successions.</param>
/// <param name="Transfers">How many are transfers.</param>
/// <param name="Moved">Members that went by transfers.</param>
/// <param name="MembersOnly">How many no event says.</param>
/// <param name="EventOnly">How many no member shows.</param>
public sealed record ChangeTable(IReadOnlyList<ChangeLine> Lines, int Successions, int Transfers, int Moved, int MembersOnly, int EventOnly);

/// <summary>A change from one organisation to another.</summary>
/// <param name="Date">The day.</param>
/// <param name="Day">Its day number.</param>
/// <param name="From">The earlier, as it was called the day before.</param>
/// <param name="To">The later, as it was called on the day.</param>
/// <param name="Kind">Succession or transfer.</param>
/// <param name="Members">Members that went; 0 where only an event says so.</param>
/// <param name="Had">Members that the earlier had the day before; null where only an event says so.</param>
/// <param name="Event">Key of the event, or null.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="EventDate">Date of an event between the same two on another day, or null.</param>
public sealed record ChangeLine(string Date, int Day, GroupName From, GroupName To, FoundKind Kind, int Members, int? Had, string? Event, ChangeBasis Basis, string? EventDate);
