using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Analysis;

/// <summary>The quotation that stands for a code at a site: of those chosen as evidence that may be printed, the one that most codings of the code touch; of equals the one they cover most, then the earliest key.</summary>
internal static class JointQuotations
{
    public static async Task<IReadOnlyDictionary<(Guid Site, Guid Code), ChosenQuotation>> OfAsync(Asking asking, Facts facts, IReadOnlyList<Guid> codes)
    {
        var at = facts.Sources.Select((id, i) => (id, i)).ToDictionary(s => s.id, s => s.i);
        var bySource = new List<ChosenQuotation>?[facts.Sources.Count];
        foreach (var chosen in Contributions.To<IChosenQuotations>())
        {
            foreach (var quotation in await chosen.PrintableAsync(asking))
            {
                if (at.TryGetValue(quotation.Source, out var source) && facts.SiteOfSource[source] >= 0)
                {
                    (bySource[source] ??= []).Add(quotation);
                }
            }
        }

        var (places, touched) = (Below(facts, codes), new Dictionary<(int Site, int Code, ChosenQuotation Quotation), (int Codings, int Covered)>());
        foreach (var place in facts.Stretches)
        {
            foreach (var quotation in bySource[place.Source] ?? [])
            {
                var covered = Math.Min(place.End, quotation.End) - Math.Max(place.Start, quotation.Start);
                foreach (var code in covered > 0 ? places[place.Code] : [])
                {
                    var key = (facts.SiteOfSource[place.Source], code, quotation);
                    var (codings, sum) = touched.GetValueOrDefault(key);
                    touched[key] = (codings + 1, sum + covered);
                }
            }
        }

        return touched.GroupBy(t => (facts.Sites[t.Key.Site], codes[t.Key.Code])).ToDictionary(
            g => g.Key, g => g.OrderByDescending(t => t.Value.Codings).ThenByDescending(t => t.Value.Covered).ThenBy(t => t.Key.Quotation.Key, NaturalOrder.Instance).First().Key.Quotation);
    }

    /// <summary>By code of the codebook, which of the chosen codes it is or stands below.</summary>
    private static int[][] Below(Facts facts, IReadOnlyList<Guid> codes)
    {
        var chosen = codes.Select((id, i) => (id, i)).ToDictionary(c => c.id, c => c.i);
        return [.. facts.Codes.Select((_, code) =>
        {
            var over = new List<int>();
            for (var above = code; above >= 0; above = facts.Study.Codes[above].Parent)
            {
                if (chosen.TryGetValue(facts.Codes[above].Id, out var i))
                {
                    over.Add(i);
                }
            }

            return over.ToArray();
        })];
    }
}

/// <summary>What the organisations that sites are answered, each wave by its own reference date.</summary>
internal sealed class JointAnswers
{
    private static readonly JointAnswer SealedAnswer = new(AnswerState.Sealed, []);
    private readonly Dictionary<(Guid Site, string Wave), List<Core.Surveys.SurveyResponse>> responses = [];

    private JointAnswers(IReadOnlyList<JointColumn> columns, bool isSealed, int missing) => (Columns, Sealed, Missing) = (columns, isSealed, missing);

    public IReadOnlyList<JointColumn> Columns { get; }

    public bool Sealed { get; }

    public int Missing { get; }

    public static async Task<JointAnswers> OfAsync(Asking asking, IReadOnlyList<string> items)
    {
        var survey = await SurveyOfStudy.OfAsync(asking);
        var chosen = items.Select(key => survey.Survey.Items.FirstOrDefault(i => i.Key == key)).OfType<Core.Surveys.SurveyItem>().ToList();
        var columns = chosen.SelectMany(item => survey.Counts.Where(w => item.AskedIn(w.Wave.Key)).Select(w => new JointColumn(item.Key, w.Wave.Key, w.Wave.Name, item.Wordings[w.Wave.Key]))).ToList();

        // Answers beside a site tell which organisation it is, to whoever can find them in the survey.
        var open = await asking.MayAsync(Permission.KeepParticipants) && await asking.MayAsync(Permission.ReadAnswers);
        var made = new JointAnswers(columns, !open, items.Count - chosen.Count);
        if (open)
        {
            await made.ReadAsync(asking, survey);
        }

        return made;
    }

    public IReadOnlyList<JointAnswer> Of(Guid site) => [.. Columns.Select(column => Sealed ? SealedAnswer
        : !responses.TryGetValue((site, column.Wave), out var sent) ? new JointAnswer(AnswerState.NoOrganisation, [])
        : sent.Select(r => r.Answers.GetValueOrDefault(column.Item)).OfType<string>().ToList() is { Count: > 0 } answers ? new JointAnswer(AnswerState.Answered, answers)
        : new JointAnswer(AnswerState.NoAnswer, []))];

    private async Task ReadAsync(Asking asking, SurveyOfStudy survey)
    {
        var bindings = await asking.Context.All<SiteOrganisation>().ToListAsync(asking.Cancel);
        foreach (var wave in survey.Counts)
        {
            var codes = await OrganisationsOf.WaveAsync(asking.Context, wave, Contributions.To<IOrganisationsAsAt>(), asking.Cancel);
            var sent = wave.Counted.Where(r => codes.ContainsKey(r.Organisation)).ToLookup(r => codes[r.Organisation]);
            foreach (var bound in bindings.Where(b => b.Period().Holds(wave.Wave.Reference.DayNumber)))
            {
                if (!responses.TryGetValue((bound.SiteId, wave.Wave.Key), out var of))
                {
                    responses[(bound.SiteId, wave.Wave.Key)] = of = [];
                }

                of.AddRange(sent[bound.OrganisationId]);
            }
        }
    }
}
