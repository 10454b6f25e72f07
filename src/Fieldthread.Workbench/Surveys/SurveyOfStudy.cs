using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Surveys;

/// <summary>The study’s survey in memory, with the rows behind it, read once per act and view.</summary>
/// <param name="Survey">What was asked and answered.</param>
/// <param name="Counts">Each wave brought together with its frame, in the order of the waves.</param>
/// <param name="WaveIds">Ids of the waves by key.</param>
/// <param name="ItemIds">Ids of the items by key.</param>
/// <param name="ResponseIds">Ids of the responses by wave and respondent.</param>
public sealed record SurveyOfStudy(
    Survey Survey, IReadOnlyList<WaveCount> Counts, IReadOnlyDictionary<string, Guid> WaveIds, IReadOnlyDictionary<string, Guid> ItemIds, IReadOnlyDictionary<(string Wave, string Respondent), Guid> ResponseIds)
{
    /// <summary>The study’s survey as the asker sees it.</summary>
    public static Task<SurveyOfStudy> OfAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return asking.Cache.GetAsync("survey", asking.Context.View, asking.Head, () => ReadAsync(asking.Context, asking.Cancel));
    }

    /// <summary>Reads the survey through whatever view the context has.</summary>
    public static async Task<SurveyOfStudy> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var waves = await context.All<Wave>().ToListAsync(cancel);
        var waveKeys = waves.ToDictionary(w => w.Id, w => w.Key);
        var wordings = (await context.All<ItemWording>().ToListAsync(cancel)).ToLookup(w => w.ItemId);
        var items = await context.All<Item>().OrderBy(i => i.Ordinal).ThenBy(i => i.Id).ToListAsync(cancel);
        var itemKeys = items.ToDictionary(i => i.Id, i => i.Key);
        var answers = (await context.All<Answer>().Select(a => new { a.ResponseId, a.ItemId, a.Value }).ToListAsync(cancel)).ToLookup(a => a.ResponseId);
        var responses = await context.All<Response>().OrderBy(r => r.Id).ToListAsync(cancel);
        var survey = new Survey(
            items.ConvertAll(i => new SurveyItem(i.Key, i.Kind, Json.Read<List<string>>(i.Options), wordings[i.Id].ToDictionary(w => waveKeys[w.WaveId], w => w.Question, StringComparer.Ordinal))),
            [.. waves.Select(w => new SurveyWave(w.Key, w.Name, Date(w.Opens), Date(w.Closes), PartialDate.Parse(w.Reference).First)).OrderBy(w => w.Reference).ThenBy(w => w.Key, NaturalOrder.Instance)],
            (await context.All<Post>().OrderBy(p => p.Id).ToListAsync(cancel)).ConvertAll(p => new SurveyPost(p.Respondent, p.Organisation, Date(p.Starts), Date(p.Ends), Json.Read<List<string>>(p.Follows))),
            (await context.All<FrameEntry>().OrderBy(f => f.Id).ToListAsync(cancel)).ConvertAll(f => new FrameLine(waveKeys[f.WaveId], f.Respondent, f.Organisation, f.Disposition)),
            responses.ConvertAll(r => new SurveyResponse(waveKeys[r.WaveId], r.Respondent, r.Organisation, r.Submitted, answers[r.Id].ToDictionary(a => itemKeys[a.ItemId], a => a.Value, StringComparer.Ordinal))));
        return new SurveyOfStudy(
            survey, [.. survey.Waves.Select(w => WaveCount.Of(survey, w))], waves.ToDictionary(w => w.Key, w => w.Id, StringComparer.Ordinal), items.ToDictionary(i => i.Key, i => i.Id, StringComparer.Ordinal),
            responses.ToDictionary(r => (waveKeys[r.WaveId], r.Respondent), r => r.Id));
    }

    internal static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static PartialDate? Date(string? text) => text is null ? null : PartialDate.Parse(text);
}
