using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A moment of the study, resolved to the last act that it holds.</summary>
/// <param name="Act">Number of that act; 0 where it lies before the first.</param>
/// <param name="At">When that act was recorded, UTC; null before the first.</param>
/// <param name="InWords">As it was asked for, in words: “now”, “cut Interim”, “2021-09-30”.</param>
public sealed record Moment(long Act, DateTimeOffset? At, string InWords);

/// <summary>Resolves what a person calls a moment. Recorded time is a number and no clock: a date means the last act that was recorded by its end, UTC.</summary>
internal static class Moments
{
    /// <summary>The moment of that name.</summary>
    /// <param name="asking">Nothing is given beyond the act up to which it reads.</param>
    /// <param name="text">Nothing or <c>now</c>; the name of a cut; <c>act 17</c>; a date, which is its end; an instant as <c>2021-09-30T12:00Z</c>.</param>
    /// <exception cref="RefusedException">It is none of these: <c>bad-date</c>.</exception>
    public static async Task<Moment> ResolveAsync(Asking asking, string? text)
    {
        var asked = (text ?? "").Trim();
        if (asked.Length == 0 || asked.Equals("now", StringComparison.OrdinalIgnoreCase))
        {
            return await OfAsync(asking, asking.Head, "now");
        }

        if (await asking.Context.All<Cut>().Where(c => c.Name == asked).Select(c => (long?)c.Act).FirstOrDefaultAsync(asking.Cancel) is { } cut)
        {
            return await OfAsync(asking, cut, "cut " + asked);
        }

        if (asked.StartsWith("act", StringComparison.OrdinalIgnoreCase) && long.TryParse(asked.AsSpan(3).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var act))
        {
            return await OfAsync(asking, act, "act " + act.ToString(CultureInfo.InvariantCulture));
        }

        DateTimeOffset end;
        if (PartialDate.TryParse(asked, out var date))
        {
            end = new DateTimeOffset(date.Last.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(1);
        }
        else if (asked.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(asked, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            end = instant.AddTicks(TimeSpan.TicksPerMicrosecond);
        }
        else
        {
            Asking.Refuse("bad-date", $"“{asked}” is no moment of the study.", "Write a date as 2021-09-30, 2021-09 or 2021, an instant as 2021-09-30T12:00Z, act 17, now, or the name of a cut.");
            return null!;
        }

        // Times need not rise with the numbers where a clock was set back; the numbers decide, so the last act recorded by then counts.
        var last = await asking.Context.Set<ActEntry>().Where(e => e.StudyId == asking.Context.Study && e.Seq <= asking.Head && e.At < end).MaxAsync(e => (long?)e.Seq, asking.Cancel) ?? 0;
        return await OfAsync(asking, last, asked);
    }

    private static async Task<Moment> OfAsync(Asking asking, long act, string inWords)
    {
        var held = Math.Min(act, asking.Head);
        var at = await asking.Context.Set<ActEntry>().Where(e => e.StudyId == asking.Context.Study && e.Seq == held).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(asking.Cancel);
        return new Moment(held, at, inWords);
    }
}
