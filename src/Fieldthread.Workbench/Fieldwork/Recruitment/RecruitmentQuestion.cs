using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Recruitment;

/// <summary>Who was asked to take part, what came of it, and the counts by role and site against the targets.</summary>
[Question("recruitment", Permission.ReadStudy)]
public sealed record RecruitmentOfStudy : Question<RecruitmentOverview>
{
    /// <inheritdoc/>
    public override async Task<RecruitmentOverview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var sites = await context.All<Site>().AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var participants = await context.All<Participant>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Pseudonym, cancel);
        var recruits = (await context.All<Recruit>().AsNoTracking().ToListAsync(cancel)).Where(r => r.SiteId is not { } site || sites.ContainsKey(site)).OrderBy(r => r.Label, NaturalOrder.Instance).ToList();
        var labels = recruits.ToDictionary(r => r.Id, r => r.Label);
        var steps = (await context.All<RecruitmentEntry>().AsNoTracking().ToListAsync(cancel)).ToLookup(s => s.RecruitId);
        var goals = (await context.All<RecruitmentGoal>().AsNoTracking().ToListAsync(cancel)).Where(g => g.SiteId is not { } site || sites.ContainsKey(site)).Select(g => new RecruitmentTarget(g.Role, g.SiteId is { } site ? sites[site] : null, g.Number)).ToList();
        var people = recruits.ConvertAll(r => new RecruitLine(
            r.Id, r.Label, r.Role, r.SiteId is { } site ? sites[site] : null, r.ParticipantId is { } who ? participants.GetValueOrDefault(who) : null, r.ReplacesId is { } before ? labels.GetValueOrDefault(before) : null,
            [.. steps[r.Id].OrderBy(s => s.Ordinal).Select(s => new RecruitmentStepLine(s.Step, s.Day, s.How, s.Reason))]));
        var cells = Recruiting.Cells(people.ConvertAll(p => p.AsRecruited()), goals);
        var reasons = people.SelectMany(p => p.Steps).Where(s => s.Step is RecruitmentStep.Declined or RecruitmentStep.Withdrew).GroupBy(s => s.Reason.Length > 0 ? s.Reason : "no reason given", StringComparer.OrdinalIgnoreCase)
            .Select(g => new ReasonCount(g.First().Reason.Length > 0 ? g.First().Reason : "no reason given", g.Count())).OrderByDescending(r => r.People).ThenBy(r => r.Reason, StringComparer.Ordinal).ToList();
        return new RecruitmentOverview(people, cells, Recruiting.Sum(cells), reasons);
    }
}

/// <summary>Recruitment of a study.</summary>
/// <param name="People">Everybody who was asked, by label.</param>
/// <param name="Cells">Counts by role and site.</param>
/// <param name="All">All of them together.</param>
/// <param name="Reasons">Why people declined or withdrew, the most frequent first.</param>
public sealed record RecruitmentOverview(IReadOnlyList<RecruitLine> People, IReadOnlyList<RecruitmentCell> Cells, RecruitmentCell All, IReadOnlyList<ReasonCount> Reasons)
{
    /// <summary>The sentence that a methods section needs.</summary>
    public string InWords => All.Approached == 0 ? "Nobody is in the log of recruitment yet."
        : $"{People_(All.Approached)} approached: {All.Agreed} agreed, {All.Declined} declined, {All.NoAnswer} did not answer, {All.Withdrew} withdrew after agreeing{(All.Waiting > 0 ? $", {All.Waiting} awaited" : "")}; {All.Replaced} replaced.{(All.Wanted is { } wanted ? $" Of {wanted} that were wanted by role and site, {All.Missing} are still to be found." : "")}";

    private static string People_(int number) => number == 1 ? "One person was" : $"{number} people were";
}

/// <summary>Somebody who was asked.</summary>
/// <param name="Id">The person in the log.</param>
/// <param name="Label">Label.</param>
/// <param name="Role">Role for which they were asked.</param>
/// <param name="Site">Site, or null.</param>
/// <param name="Participant">Pseudonym of the participant that they became, or null.</param>
/// <param name="Replaces">Label of the one in whose place they were asked, or null.</param>
/// <param name="Steps">What happened, in order.</param>
public sealed record RecruitLine(Guid Id, string Label, string Role, string? Site, string? Participant, string? Replaces, IReadOnlyList<RecruitmentStepLine> Steps)
{
    internal Recruited AsRecruited() => new(Role, Site, [.. Steps.Select(s => new RecruitmentMove(s.Step, PartialDate.Parse(s.Day)))]);

    /// <summary>How it stands with them.</summary>
    public RecruitmentStep Stands => AsRecruited().Stands;
}

/// <summary>A step.</summary>
/// <param name="Step">Which.</param>
/// <param name="Day">When.</param>
/// <param name="How">How.</param>
/// <param name="Reason">Why.</param>
public sealed record RecruitmentStepLine(RecruitmentStep Step, string Day, string How, string Reason);

/// <summary>A reason with how often it was given.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="People">How many gave it.</param>
public sealed record ReasonCount(string Reason, int People);
