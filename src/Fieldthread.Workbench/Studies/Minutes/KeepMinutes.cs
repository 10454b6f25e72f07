using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Minutes;

/// <summary>Writes the minutes of an analysis meeting.</summary>
/// <param name="Date">When it was: a year, a month or a day.</param>
/// <param name="Title">What it was, in a line.</param>
/// <param name="Discussed">What was discussed; may be empty.</param>
/// <param name="Present">People of the study who were there, by id.</param>
/// <param name="Others">Who else was there; may be empty.</param>
/// <param name="Decisions">What was decided, a decision a line; links follow one by one. May be empty.</param>
[Act("write-minutes", Permission.Code, Tells = "minutes")]
[Refuses("empty", "the title is empty")]
[Refuses("bad-date", "the date cannot be read, is missing or lies in the future")]
[Refuses("unknown", "there is no such person in the study")]
[Refuses("too-long", "a line has more than 2,000 characters or what was discussed more than 100,000")]
public sealed record WriteMinutes(string Date, string Title, string Discussed = "", IReadOnlyList<Guid>? Present = null, string Others = "", string Decisions = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = acting.Add(new MeetingMinutes { WrittenById = acting.Me });
        await MinutesFields.FillAsync(acting, row, Date, Title, Discussed, Present ?? [], Others);
        var ordinal = 0;
        foreach (var line in (Decisions ?? "").ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            acting.Add(new Decision { MinutesId = row.Id, Ordinal = ++ordinal, Words = MinutesFields.Line(line, "A decision") });
        }

        return new Added(row.Id);
    }
}

/// <summary>Corrects minutes. Whoever may write them may correct them; what they said before stays in history. Decisions are kept one by one.</summary>
/// <param name="Minutes">Which minutes.</param>
/// <param name="Date">When the meeting was.</param>
/// <param name="Title">What it was.</param>
/// <param name="Discussed">What was discussed.</param>
/// <param name="Present">People of the study who were there: all of them.</param>
/// <param name="Others">Who else was there.</param>
[Act("change-minutes", Permission.Code, Tells = "minutes")]
[Refuses("unknown", "there are no such minutes, or there is no such person")]
[Refuses("empty", "the title is empty")]
[Refuses("bad-date", "the date cannot be read, is missing or lies in the future")]
[Refuses("too-long", "a line has more than 2,000 characters or what was discussed more than 100,000")]
public sealed record ChangeMinutes(Guid Minutes, string Date, string Title, string Discussed = "", IReadOnlyList<Guid>? Present = null, string Others = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<MeetingMinutes>(Minutes);
        await MinutesFields.FillAsync(acting, row, Date, Title, Discussed, Present ?? [], Others);
        return new Added(row.Id);
    }
}

/// <summary>Takes minutes away with their decisions; history keeps them.</summary>
/// <param name="Minutes">Which minutes.</param>
[Act("remove-minutes", Permission.Code, Tells = "minutes")]
[Refuses("unknown", "there are no such minutes")]
public sealed record RemoveMinutes(Guid Minutes) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<MeetingMinutes>(Minutes);
        foreach (var decision in await acting.Context.Set<Decision>().AsTracking().Where(d => d.MinutesId == row.Id).ToListAsync(acting.Cancel))
        {
            await MinutesFields.RemoveAsync(acting, decision);
        }

        (await acting.Context.Set<MinutesPresent>().AsTracking().Where(p => p.MinutesId == row.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(row);
        return new Added(row.Id);
    }
}

/// <summary>What minutes are checked for.</summary>
internal static class MinutesFields
{
    private const int LongestLine = 2_000;
    private const int LongestWords = 100_000;

    public static async Task FillAsync(Acting acting, MeetingMinutes row, string date, string title, string discussed, IReadOnlyList<Guid> present, string others)
    {
        if (!PartialDate.TryParse(date?.Trim(), out var day) || day.ToString() is var said && string.CompareOrdinal(said, acting.Now.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) > 0)
        {
            Acting.Refuse("bad-date", $"“{date}” is no day on which a meeting has been.", "Write a day, a month or a year, as 2024-05-17 or 2024-05, not in the future.");
        }

        (row.Date, row.Title, row.Others) = (day.ToString(), Line(Acting.Given(title, "The title"), "The title"), Line(Acting.Clean(others), "Who else was there"));
        row.Discussed = WellFormedText.Repair((discussed ?? "").Trim().ReplaceLineEndings("\n"), out _);
        if (row.Discussed.Length > LongestWords)
        {
            Acting.Refuse("too-long", $"What was discussed has {row.Discussed.Length:N0} characters; {LongestWords:N0} are the most.", "Bring a longer text in as a source.");
        }

        row.WrittenAt = acting.Now;
        var there = await acting.Context.Set<MinutesPresent>().AsTracking().Where(p => p.MinutesId == row.Id).ToListAsync(acting.Cancel);
        there.FindAll(p => !present.Contains(p.PersonId)).ForEach(acting.Remove);
        foreach (var id in present.Distinct().Where(id => !there.Exists(p => p.PersonId == id)))
        {
            acting.Add(new MinutesPresent { MinutesId = row.Id, PersonId = (await acting.FindAsync<Person>(id)).Id });
        }
    }

    public static string Line(string words, string what)
    {
        if (words.Length > LongestLine)
        {
            Acting.Refuse("too-long", $"{what} has {words.Length:N0} characters; {LongestLine:N0} are the most.", "Put what is longer into what was discussed.");
        }

        return WellFormedText.Repair(words, out _);
    }

    public static async Task RemoveAsync(Acting acting, Decision decision)
    {
        (await acting.Context.Set<DecisionLink>().AsTracking().Where(l => l.DecisionId == decision.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(decision);
    }
}
