using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Minutes;

/// <summary>Minutes of a meeting in which the team talked about its analysis.</summary>
[Table("minutes", "minutes of a meeting")]
public sealed class MeetingMinutes : Evidence
{
    /// <summary>Partial date of the meeting.</summary>
    public string Date { get; set; } = "";

    /// <summary>What the meeting was, in a line.</summary>
    [Words]
    public string Title { get; set; } = "";

    /// <summary>What was discussed; may repeat what participants said.</summary>
    [Words]
    public string Discussed { get; set; } = "";

    /// <summary>Who was there beside people of the study, as written; may be empty.</summary>
    [Words]
    public string Others { get; set; } = "";

    /// <summary>Who wrote them; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? WrittenById { get; set; }

    /// <summary>When they were last written, UTC.</summary>
    public DateTimeOffset WrittenAt { get; set; }
}

/// <summary>That somebody of the study was at a meeting.</summary>
[Table("minutes_present", "presence at a meeting")]
[NoTwoAlike(nameof(MinutesPresent.MinutesId), nameof(MinutesPresent.PersonId))]
public sealed class MinutesPresent : Evidence
{
    /// <summary>Which meeting.</summary>
    [RefersTo(typeof(MeetingMinutes))]
    public Guid MinutesId { get; set; }

    /// <summary>Who.</summary>
    [RefersTo(typeof(Person))]
    public Guid PersonId { get; set; }
}

/// <summary>A decision of a meeting.</summary>
[Table("decisions", "decision of a meeting")]
public sealed class Decision : Evidence
{
    /// <summary>Which meeting.</summary>
    [RefersTo(typeof(MeetingMinutes))]
    public Guid MinutesId { get; set; }

    /// <summary>From 1, in the order of the minutes.</summary>
    public int Ordinal { get; set; }

    /// <summary>What was decided, and why.</summary>
    [Words]
    public string Words { get; set; } = "";
}

/// <summary>What a decision touches. Its end is not held fast: a link whose end is gone is not shown, and comes back with it.</summary>
[Table("decision_links", "link of a decision")]
[NoTwoAlike(nameof(DecisionLink.DecisionId), nameof(DecisionLink.TargetId))]
public sealed class DecisionLink : Evidence
{
    /// <summary>Which decision.</summary>
    [RefersTo(typeof(Decision))]
    public Guid DecisionId { get; set; }

    /// <summary>Table of what it touches, as <c>codes</c>.</summary>
    public string TargetKind { get; set; } = "";

    /// <summary>Which row of it.</summary>
    public Guid TargetId { get; set; }
}

/// <summary>Keeps links true while rows are joined.</summary>
internal static class DecisionLinks
{
    /// <summary>What touched one row touches another from now on, once.</summary>
    public static async Task FollowAsync(Acting acting, Guid from, Guid into)
    {
        var links = await acting.Context.Set<DecisionLink>().AsTracking().Where(l => l.TargetId == from).ToListAsync(acting.Cancel);
        var there = links.Count == 0 ? [] : (await acting.Context.Set<DecisionLink>().Where(l => l.TargetId == into).Select(l => l.DecisionId).ToListAsync(acting.Cancel)).ToHashSet();
        foreach (var link in links)
        {
            if (there.Add(link.DecisionId))
            {
                link.TargetId = into;
            }
            else
            {
                acting.Remove(link);
            }
        }
    }
}
