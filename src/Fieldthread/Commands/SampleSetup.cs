using System.Text.Json;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Sampling;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary>Sets the sample study up: funder, partners, contributors, times in the field, plan.</summary>
internal sealed class SampleSetup(Session session, int study, JsonElement sample, DirectoryInfo folder)
{
    /// <summary>Sets it up.</summary>
    /// <returns>What was done, in a line.</returns>
    public async Task<string> FillAsync()
    {
        var setup = sample.GetProperty("setup");
        await session.DoAsync(study, new DescribeStudy(Text(setup, "purpose"), Text(setup, "approach"), Text(setup, "disclaimer"), Text(setup, "contact")));
        foreach (var f in List(setup, "funders"))
        {
            await session.DoAsync(study, new AddFunder(Text(f, "name"), Text(f, "grant")));
        }

        foreach (var p in List(setup, "partners"))
        {
            await session.DoAsync(study, new AddPartner(Text(p, "name"), Text(p, "does"), p.TryGetProperty("owner", out var owner) && owner.GetBoolean()));
        }

        var sites = await SitesAsync();
        await ContributorsAsync(List(setup, "contributors"));
        await PhasesAsync();
        foreach (var m in List(setup, "milestones"))
        {
            await session.DoAsync(study, new AddMilestone(Text(m, "name"), Text(m, "planned"), Or(m, "actual"), Text(m, "note")));
        }

        return $"Set up: {List(setup, "funders").Count} funder, {List(setup, "partners").Count} partners, {List(setup, "contributors").Count} contributors, {List(setup, "milestones").Count} things planned. {sites}";
    }

    private async Task<string> SitesAsync()
    {
        var asked = sample.GetProperty("siteChoice");
        var file = new GivenFile(Text(asked, "file"), await File.ReadAllBytesAsync(Path.Combine(folder.FullName, Text(asked, "file")), session.Cancel));
        var first = (await session.DoAsync(study, new ChooseSites(file, Text(asked, "title"), Text(asked, "reason"), asked.GetProperty("size").GetInt32(), Kinds: Text(asked, "kinds"), Rules: Text(asked, "rules"), Published: Text(asked, "published")))).Answer;
        await session.DoAsync(study, new ReplaceSite(first.Key, Text(asked, "declined"), Text(asked, "why")));
        return $"{first.Outcome.Chosen.Count} sites chosen from {file.Name}; one declined and was replaced.";
    }

    private async Task ContributorsAsync(List<JsonElement> contributors)
    {
        var team = (await session.AskAsync(study, new TeamList())).GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.First().Id);
        foreach (var c in contributors)
        {
            var roles = List(c, "roles").ConvertAll(r => CreditRoles.TryRead(r.GetString(), out var role) ? role : throw new RefusedException(new Refusal("sample-differs", $"“{r.GetString()}” is no role of CRediT.")));
            var who = (await session.DoAsync(study, new AddContributor(Text(c, "name"), Text(c, "orcid"), roles, Or(c, "person") is { } person && team.TryGetValue(person, out var id) ? id : null))).Answer.Id;
            foreach (var a in List(c, "affiliations"))
            {
                await session.DoAsync(study, new AddAffiliation(who, Text(a, "institution"), Or(a, "from"), Or(a, "to")));
            }
        }
    }

    private async Task PhasesAsync()
    {
        var phases = (await session.AskAsync(study, new PhaseList())).ToDictionary(p => p.Name, p => p.Id);
        foreach (var p in List(sample, "phases"))
        {
            foreach (var w in List(p, "windows"))
            {
                await session.DoAsync(study, new AddWindow(phases[Text(p, "name")], Text(w, "name"), Or(w, "plannedStarts"), Or(w, "plannedEnds"), Or(w, "starts"), Or(w, "ends")));
            }

            foreach (var s in List(p, "sayings"))
            {
                await session.DoAsync(study, new AddPhaseSaying(phases[Text(p, "name")], Text(s, "text"), Or(s, "starts"), Or(s, "ends")));
            }
        }
    }

    private static List<JsonElement> List(JsonElement of, string name) => of.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static string Text(JsonElement of, string name) => Or(of, name) ?? "";

    private static string? Or(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() : null;
}
