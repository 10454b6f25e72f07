using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Core.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Answers;

/// <summary>What is known of respondents, to stand beside their answers.</summary>
internal sealed class RespondentColumns
{
    public const string Organisation = "organisation";
    private const string Type = "type";
    private const string RoleOf = "role";
    private const string SiteOf = "site";
    private readonly Dictionary<string, Dictionary<(string Wave, string Respondent), string>> values = new(StringComparer.Ordinal);
    private readonly List<string> shown;

    private RespondentColumns(List<string> shown) => this.shown = shown;

    /// <summary>Everything that could stand beside.</summary>
    public IReadOnlyList<AnswerColumn> All { get; private set; } = [];

    /// <summary>What was chosen, in that order.</summary>
    public IEnumerable<AnswerColumn> Shown => shown.Select(key => All.First(a => a.Key == key));

    /// <summary>Reads them.</summary>
    /// <exception cref="RefusedException">A column is none (<c>unknown</c>), or holds single answers that the asker may not read (<c>sealed</c>).</exception>
    public static async Task<RespondentColumns> OfAsync(Asking asking, SurveyOfStudy survey, List<string> chosen, string? filter)
    {
        var mayAnswers = await asking.MayAsync(Permission.ReadAnswers);
        var closed = survey.Survey.Items.Where(i => i.Kind != ItemKind.Text).ToList();
        var known = new List<(string Key, string Name)> { (Organisation, "Organisation"), (Type, "Type of organisation"), (RoleOf, "Role"), (SiteOf, "Site") };
        known.AddRange(closed.Select(i => (i.Key, i.Key)));
        foreach (var key in chosen.Append(filter ?? Organisation).Where(key => !known.Exists(k => k.Key == key)))
        {
            Asking.Refuse("unknown", $"Nothing called “{key}” is known of respondents.", $"There are {string.Join("; ", known.Select(k => k.Key).Take(12))}.");
        }

        if (!mayAnswers && chosen.Append(filter ?? "").Any(key => closed.Exists(i => i.Key == key)))
        {
            Asking.Refuse("sealed", "Single answers to closed items are not for your role.", "Choose another column, or ask the study’s lead.");
        }

        var columns = new RespondentColumns(chosen);
        await columns.FillAsync(asking, survey, mayAnswers ? closed : []);
        columns.All = [.. known.Where(k => mayAnswers || !closed.Exists(i => i.Key == k.Key)).Select(k => new AnswerColumn(k.Key, k.Name, Ordered(closed.Find(i => i.Key == k.Key), columns.values.GetValueOrDefault(k.Key))))];
        return columns;
    }

    /// <summary>What stands beside an answer.</summary>
    public IReadOnlyList<string?> Of(string wave, string respondent) => [.. shown.Select(key => ValueOf(key, wave, respondent))];

    /// <summary>One value; null where nothing is known.</summary>
    public string? ValueOf(string key, string wave, string respondent) => values.TryGetValue(key, out var of) && of.TryGetValue((wave, respondent), out var value) ? value : null;

    private static IReadOnlyList<string> Ordered(SurveyItem? item, Dictionary<(string Wave, string Respondent), string>? of)
    {
        var there = of?.Values.Distinct(StringComparer.Ordinal).Order(NaturalOrder.Instance).ToList() ?? [];
        return item is null ? there : [.. item.Options.Where(there.Contains), .. there.Where(v => !item.Options.Contains(v, StringComparer.Ordinal))];
    }

    private async Task FillAsync(Asking asking, SurveyOfStudy survey, List<SurveyItem> closed)
    {
        var context = asking.Context;
        void Put(string key, SurveyResponse response, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                (values.TryGetValue(key, out var of) ? of : values[key] = [])[(response.Wave, response.Respondent)] = value;
            }
        }

        foreach (var response in survey.Survey.Responses)
        {
            Put(Organisation, response, response.Organisation);
            closed.ForEach(item => Put(item.Key, response, response.Answers.GetValueOrDefault(item.Key)));
        }

        // A respondent who is also a participant of the fieldwork bears the same code as pseudonym.
        var sites = await context.All<Site>().ToDictionaryAsync(s => s.Id, s => s.Name, asking.Cancel);
        var people = (await context.All<Participant>().ToListAsync(asking.Cancel)).GroupBy(p => p.Pseudonym, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var then = await Roles.RolesThen.OfAsync(context, asking.Cancel);
        var asked = survey.Survey.Waves.ToDictionary(w => w.Key, w => w.Reference.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var response in survey.Survey.Responses.Where(r => people.ContainsKey(r.Respondent)))
        {
            var (role, place) = then.Of(people[response.Respondent], asked.GetValueOrDefault(response.Wave));
            Put(RoleOf, response, role);
            Put(SiteOf, response, place is { } site ? sites.GetValueOrDefault(site) : null);
        }

        var listed = await context.All<Organisation>().Select(o => new { o.Id, o.Type }).ToDictionaryAsync(o => o.Id, o => o.Type, asking.Cancel);
        if (listed.Count == 0)
        {
            return;
        }

        var dated = await context.All<FurtherFact>().Where(f => f.Thing == FactOf.Attribute && f.Track == Track.InForce && f.About == GivenFact.TypeThen).Select(f => new { f.OrganisationId, f.Value, f.FromDay, f.EndDay }).ToListAsync(asking.Cancel);
        var types = new TypesInTime<Guid>(id => listed[id], dated.Select(d => (d.OrganisationId, d.Value, new Period(d.FromDay, d.EndDay))));
        foreach (var wave in survey.Survey.Waves)
        {
            var responses = survey.Survey.Responses.Where(r => r.Wave == wave.Key && r.Organisation.Length > 0).ToList();
            List<string> codes = [.. responses.Select(r => r.Organisation).Distinct(StringComparer.Ordinal)];
            foreach (var register in Contributions.To<IOrganisationsAsAt>())
            {
                var bound = await register.OnAsync(context, wave.Reference, codes, asking.Cancel);
                responses.ForEach(r => Put(Type, r, bound.TryGetValue(r.Organisation, out var id) && listed.ContainsKey(id) ? types.On(id, wave.Reference.DayNumber) : null));
            }
        }
    }
}
