using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>What one organisation took over, activity by activity and in what steps.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Track">In which respect.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="KnownOn">Partial date: only what was said by then.</param>
[Question("responsibility-take-over", Permission.ReadStudy)]
[Refuses("unknown", "there is no such organisation")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record ResponsibilityTakeOver(Guid Organisation, ResponsibilityTrack Track = ResponsibilityTrack.Operational, string Source = "", string? KnownOn = null) : Question<TakeOverAnswer>
{
    /// <inheritdoc/>
    public override async Task<TakeOverAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asked = await ResponsibilityAsked.OfAsync(asking, "any", Track, Source, "", KnownOn);
        if (asked.Register.Find(Organisation) is not { } organisation)
        {
            throw new RefusedException(new Refusal("unknown", "There is no such organisation in the register.", "Look in the list of organisations."));
        }

        var steps = new List<TakeOverStep>();
        var spoken = asked.Picture.Accounts.ActivitiesOf(Organisation);
        foreach (var activity in asked.Index.Activities.Where(spoken.Contains))
        {
            Steps(asked, activity, steps);
        }

        var life = organisation.Period();
        return new TakeOverAnswer(organisation.Id, asked.Register.NameOf(organisation.Id, organisation.EndDay is { } end ? end - 1 : int.MaxValue), asked.Index.Levels, [.. asked.Index.Activities.Where(spoken.Contains)], steps, life.From, life.End);
    }

    /// <summary>Stretches over which the same level stood by the same source.</summary>
    private void Steps(ResponsibilityAsked asked, string activity, List<TakeOverStep> steps)
    {
        var pieces = asked.Picture.Accounts.Of(Organisation, activity);
        var days = pieces.SelectMany(p => new[] { p.When.From ?? int.MinValue, p.When.End }).OfType<int>().Distinct().Order().ToList();
        for (var i = 0; i < days.Count; i++)
        {
            var held = asked.Picture.Accounts.At(Organisation, activity, days[i]);
            if (held.Level is not { } level)
            {
                continue;
            }

            int? from = days[i] == int.MinValue ? null : days[i], end = i + 1 < days.Count ? days[i + 1] : null;
            var others = pieces.Where(p => p.Source != held.Source && p.When.Holds(days[i]) && p.Level != level).Select(p => $"{p.Source}: {asked.Index.Levels[p.Level]}").Distinct().ToList();
            var step = new TakeOverStep(activity, asked.Index.Levels[level], level, from, end, held.Source, held.Disputed, string.Join("; ", others));
            if (steps.Count > 0 && steps[^1] is var last && last.EndDay == from && from is not null && (last.Activity, last.Rank, last.Source, last.Disputed, last.Otherwise) == (step.Activity, step.Rank, step.Source, step.Disputed, step.Otherwise))
            {
                steps[^1] = last with { EndDay = end };
            }
            else
            {
                steps.Add(step);
            }
        }
    }
}

/// <summary>What one organisation took over.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Name">Its last name.</param>
/// <param name="Levels">Levels from the lowest to the highest.</param>
/// <param name="Activities">Activities of which a source speaks with it.</param>
/// <param name="Steps">Stretches, by activity and time.</param>
/// <param name="OpenedDay">First day of its life, or null.</param>
/// <param name="ClosedDay">First day after it, or null.</param>
public sealed record TakeOverAnswer(Guid Organisation, string Name, IReadOnlyList<string> Levels, IReadOnlyList<string> Activities, IReadOnlyList<TakeOverStep> Steps, int? OpenedDay, int? ClosedDay);

/// <summary>A stretch of time over which an organisation had a level in an activity.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Level">The level.</param>
/// <param name="Rank">Its rank, from 0.</param>
/// <param name="FromDay">First day, or null.</param>
/// <param name="EndDay">First day after it, or null.</param>
/// <param name="Source">The source gone by.</param>
/// <param name="Disputed">True where another source says otherwise.</param>
/// <param name="Otherwise">What others say of its beginning; may be empty.</param>
public sealed record TakeOverStep(string Activity, string Level, int Rank, int? FromDay, int? EndDay, string Source, bool Disputed, string Otherwise)
{
    /// <summary>First day as it is written; “not known” where it is not.</summary>
    public string From => FromDay is { } day ? ResponsibilityAsked.Written(day) : "not known";

    /// <summary>Last day as it is written; “still” where it goes on.</summary>
    public string To => EndDay is { } day ? ResponsibilityAsked.Written(day - 1) : "still";
}

/// <summary>Where sources disagree about responsibilities. All stand.</summary>
/// <param name="Organisation">Only this organisation: its key or one of its codes.</param>
/// <param name="Track">In which respect; null for every one.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="KnownOn">Partial date: only what was said by then.</param>
[Question("responsibility-conflicts", Permission.ReadStudy)]
[Refuses("unknown", "no organisation has that key or ever bore that code")]
[Refuses("ambiguous", "several organisations bore that code")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record ResponsibilityConflicts(string Organisation = "", ResponsibilityTrack? Track = null, string Source = "", string? KnownOn = null) : Question<IReadOnlyList<ResponsibilityConflictLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ResponsibilityConflictLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        Guid? only = string.IsNullOrWhiteSpace(Organisation) ? null : await new OrganisationCalled(Organisation).AskAsync(asking);
        var lines = new List<ResponsibilityConflictLine>();
        foreach (var track in Enum.GetValues<ResponsibilityTrack>().Where(t => Track is null || t == Track))
        {
            var asked = await ResponsibilityAsked.OfAsync(asking, "any", track, Source, "", KnownOn);
            lines.AddRange(asked.Picture.Accounts.Conflicts().Where(c => only is null || c.One.Organisation == only).Select(c => ResponsibilityConflictLine.Of(asked, c, track)));
        }

        return [.. lines.OrderBy(l => l.Key, NaturalOrder.Instance).ThenBy(l => l.Track).ThenBy(l => l.Activity, StringComparer.Ordinal).ThenBy(l => l.From, StringComparer.Ordinal)];
    }
}

/// <summary>Two sources that disagree.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Track">In which respect.</param>
/// <param name="What">What they disagree about: the level, or its time.</param>
/// <param name="From">First day that both cover; empty where it is not known.</param>
/// <param name="To">Last day that both cover; empty where it goes on.</param>
/// <param name="One">Who says one thing.</param>
/// <param name="OneSays">What it says, and when it was known.</param>
/// <param name="Other">Who says the other.</param>
/// <param name="OtherSays">What it says, and when it was known.</param>
/// <param name="GoneBy">The source that answers go by on the first of these days.</param>
public sealed record ResponsibilityConflictLine(
    Guid Organisation, string Key, string Name, string Activity, ResponsibilityTrack Track, string What, string From, string To, string One, string OneSays, string Other, string OtherSays, string GoneBy)
{
    internal static ResponsibilityConflictLine Of(ResponsibilityAsked asked, ResponsibilityConflict c, ResponsibilityTrack track)
    {
        var day = c.During.From ?? (c.During.End ?? c.One.Known) - 1;
        string Says(ResponsibilityStatement s) => asked.Index.RowOf(s) is var row && s.When == row.Period() ? $"{row.Level}, {row.FromDate ?? "unknown"} to {row.LastDate ?? "now"}, known {row.Known}"
            : $"{row.Level}, {(s.When.From is { } f ? ResponsibilityAsked.Written(f) : "unknown")} to {(s.When.End is { } e ? ResponsibilityAsked.Written(e - 1) : "now")}, known {row.Known}";
        return new(
            c.One.Organisation, asked.Register.Find(c.One.Organisation)!.Key, asked.Register.NameOf(c.One.Organisation, day), c.One.Activity, track, c.Levels ? "level" : "time", c.During.From is { } from ? ResponsibilityAsked.Written(from) : "",
            c.During.End is { } end ? ResponsibilityAsked.Written(end - 1) : "", c.One.Source, Says(c.One), c.Other.Source, Says(c.Other), asked.Picture.Accounts.At(c.One.Organisation, c.One.Activity, day).Source);
    }
}
