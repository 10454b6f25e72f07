using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Recruitment;

/// <summary>Writes down that somebody was asked to take part.</summary>
/// <param name="Who">Label under which they stand in the log, unique; not a name.</param>
/// <param name="Role">Role for which they were asked.</param>
/// <param name="Day">When; not in the future.</param>
/// <param name="Site">Site; null for none.</param>
/// <param name="How">By letter, by telephone, through somebody.</param>
/// <param name="Replaces">Label of the one in whose place they are asked; empty for nobody.</param>
[Act("approach-recruit", Permission.KeepParticipants, Tells = "recruitment")]
[Refuses("empty", "the label, the role or the day is empty")]
[Refuses("name-taken", "the log has somebody of that label; a second approach is a further step")]
[Refuses("bad-date", "the day is no date of the calendar, or lies in the future")]
[Refuses("unknown", "there is no such site, or nobody of the label that is replaced")]
[Refuses("out-of-order", "the one to be replaced has agreed or is awaited, or was replaced already")]
public sealed record ApproachRecruit(string Who, string Role, string Day, Guid? Site = null, string How = "", string Replaces = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var log = await RecruitmentLog.OpenAsync(acting);
        var day = RecruitmentLog.Past(acting, Day);
        var site = Site is { } at ? (await acting.FindAsync<Site>(at)).Id : (Guid?)null;
        return new Added(log.Approach(Acting.Given(Who, "The label"), Acting.Given(Role, "The role"), site, day, How, Acting.Clean(Replaces)).Id);
    }
}

/// <summary>Writes down what came of asking somebody.</summary>
/// <param name="Who">Label of the person.</param>
/// <param name="Step">Approached again, agreed, declined, no answer, replaced or withdrew.</param>
/// <param name="Day">When; not in the future.</param>
/// <param name="Reason">Why, as the team puts it; of whoever declines, what a methods section may count.</param>
/// <param name="How">How they were asked or answered.</param>
/// <param name="Participant">The participant that they became, with “agreed”; null for nobody yet.</param>
[Act("record-recruitment", Permission.KeepParticipants, Tells = "recruitment")]
[Refuses("empty", "the day is empty")]
[Refuses("unknown", "there is nobody of that label, or no such participant")]
[Refuses("bad-date", "the day is no date of the calendar, or lies in the future")]
[Refuses("out-of-order", "the step cannot follow the one before, or lies before it")]
public sealed record RecordRecruitment(string Who, RecruitmentStep Step, string Day, string Reason = "", string How = "", Guid? Participant = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var log = await RecruitmentLog.OpenAsync(acting);
        var recruit = log.Find(Acting.Clean(Who));
        var step = log.Add(recruit, new RecruitmentMove(Step, RecruitmentLog.Past(acting, Day)), How, Reason);
        if (Participant is { } who)
        {
            recruit.ParticipantId = (await acting.FindAsync<Participant>(who)).Id;
        }

        return new Added(step.Id);
    }
}

/// <summary>Says how many of a role are wanted at a site; none takes the target away.</summary>
/// <param name="Role">Role, as the log writes it.</param>
/// <param name="Number">How many, 0 to 10,000.</param>
/// <param name="Site">Site; null for any or none.</param>
[Act("set-recruitment-target", Permission.KeepParticipants, Tells = "recruitment")]
[Refuses("empty", "the role is empty")]
[Refuses("bad-number", "the number is below 0 or above 10,000")]
[Refuses("unknown", "there is no such site")]
public sealed record SetRecruitmentTarget(string Role, int Number, Guid? Site = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (role, site) = (Acting.Given(Role, "The role"), Site is { } at ? (await acting.FindAsync<Site>(at)).Id : (Guid?)null);
        if (Number is < 0 or > 10_000)
        {
            Acting.Refuse("bad-number", $"{Number} people cannot be wanted.", "Write how many, from 1; 0 takes the target away.");
        }

        var there = await acting.Context.Set<RecruitmentGoal>().AsTracking().FirstOrDefaultAsync(g => g.Role == role && g.SiteId == site, acting.Cancel);
        if (there is not null && Number == 0)
        {
            acting.Remove(there);
            return new Added(there.Id);
        }

        var row = there ?? acting.Add(new RecruitmentGoal { Role = role, SiteId = site });
        row.Number = Number;
        return new Added(row.Id);
    }
}

/// <summary>The log of recruitment, open for writing.</summary>
internal sealed class RecruitmentLog
{
    private readonly Acting acting;
    private readonly Dictionary<string, Recruit> byLabel;
    private readonly Dictionary<Guid, List<RecruitmentMove>> moves;

    private RecruitmentLog(Acting acting, List<Recruit> recruits, List<RecruitmentEntry> steps)
    {
        this.acting = acting;
        byLabel = recruits.ToDictionary(r => r.Label, StringComparer.Ordinal);
        moves = recruits.ToDictionary(r => r.Id, r => steps.Where(s => s.RecruitId == r.Id).OrderBy(s => s.Ordinal).Select(s => new RecruitmentMove(s.Step, PartialDate.Parse(s.Day))).ToList());
    }

    public static async Task<RecruitmentLog> OpenAsync(Acting acting) => new(
        acting, await acting.Context.Set<Recruit>().AsTracking().ToListAsync(acting.Cancel), await acting.Context.Set<RecruitmentEntry>().ToListAsync(acting.Cancel));

    /// <summary>A day that is given and not in the future.</summary>
    public static PartialDate Past(Acting acting, string day)
    {
        Acting.Given(day, "The day");
        return Consent.ConsentChecks.Past(acting, day)!.Value;
    }

    public bool Has(string label) => byLabel.ContainsKey(label);

    public bool Has(string label, RecruitmentMove move) => byLabel.TryGetValue(label, out var recruit) && moves[recruit.Id].Contains(move);

    public bool IsReplaced(string label) => byLabel.TryGetValue(label, out var recruit) && new Recruited("", null, moves[recruit.Id]).IsReplaced;

    public Recruit Find(string label) => byLabel.TryGetValue(label, out var recruit) ? recruit
        : throw new RefusedException(new Refusal("unknown", $"There is nobody “{label}” in the log of recruitment.", "Write first that they were approached."));

    /// <summary>Somebody new, approached; the one whose place they take is marked as replaced.</summary>
    public Recruit Approach(string label, string role, Guid? site, PartialDate day, string how, string replaces)
    {
        if (Has(label))
        {
            Acting.Refuse("name-taken", $"“{label}” is in the log already.", "Where they were asked again, record that as a further step; otherwise choose another label.");
        }

        var before = replaces.Length > 0 ? Find(replaces) : null;
        if (before is not null && byLabel.Values.Any(r => r.ReplacesId == before.Id))
        {
            Acting.Refuse("out-of-order", $"Somebody was asked in the place of “{replaces}” already.", "Name the one who was asked then, if they declined too.");
        }

        if (before is not null && !IsReplaced(before.Label))
        {
            Add(before, new RecruitmentMove(RecruitmentStep.Replaced, day), "", "");
        }

        var recruit = acting.Add(new Recruit { Label = label, Role = role, SiteId = site, ReplacesId = before?.Id });
        byLabel.Add(label, recruit);
        moves.Add(recruit.Id, []);
        Add(recruit, new RecruitmentMove(RecruitmentStep.Approached, day), how, "");
        return recruit;
    }

    public RecruitmentEntry Add(Recruit recruit, RecruitmentMove move, string how, string reason)
    {
        if (Recruiting.Problem(moves[recruit.Id], move) is { } problem)
        {
            Acting.Refuse("out-of-order", $"{recruit.Label}: {problem}", "Look at what the log says of them, or correct the day.");
        }

        moves[recruit.Id].Add(move);
        return acting.Add(new RecruitmentEntry { RecruitId = recruit.Id, Step = move.Step, Day = move.Day.ToString(), How = Acting.Clean(how), Reason = Acting.Clean(reason), Ordinal = moves[recruit.Id].Count });
    }
}
