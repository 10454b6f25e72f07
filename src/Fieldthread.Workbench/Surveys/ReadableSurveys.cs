using Fieldthread.Core.Surveys;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Surveys;

/// <summary>The survey for people, in the tables in which it is brought in.</summary>
internal sealed class ReadableSurveys : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "surveys/*.csv    the survey, where there is one: items, waves, posts, frame, and the answers of each wave",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var survey = (await SurveyOfStudy.ReadAsync(context, cancel)).Survey;
        if (survey.Waves.Count == 0)
        {
            return;
        }

        await archive.WriteTextAsync("surveys/items.csv", async text =>
        {
            await Csv.LineAsync(text, ["key", "type", .. survey.Waves.Select(w => "question_w" + w.Key), "options"]);
            foreach (var item in survey.Items)
            {
                await Csv.LineAsync(text, [item.Key, item.Kind.ToString().ToLowerInvariant(), .. survey.Waves.Select(w => item.Wordings.GetValueOrDefault(w.Key)), string.Join(" | ", item.Options)]);
            }
        });
        await archive.WriteTextAsync("surveys/waves.csv", async text =>
        {
            await Csv.LineAsync(text, "wave", "name", "opens", "closes", "reference");
            foreach (var w in survey.Waves)
            {
                await Csv.LineAsync(text, w.Key, w.Name, w.Opens?.ToString(), w.Closes?.ToString(), SurveyOfStudy.DayOf(w.Reference));
            }
        });
        await archive.WriteTextAsync("surveys/posts.csv", async text =>
        {
            await Csv.LineAsync(text, "respondent", "organisation", "from", "to", "follows");
            foreach (var p in survey.Posts)
            {
                await Csv.LineAsync(text, p.Respondent, p.Organisation, p.From?.ToString(), p.To?.ToString(), string.Join(' ', p.Follows));
            }
        });
        await archive.WriteTextAsync("surveys/frame.csv", async text =>
        {
            await Csv.LineAsync(text, "wave", "respondent", "organisation", "disposition");
            foreach (var f in survey.Frame)
            {
                await Csv.LineAsync(text, f.Wave, f.Respondent, f.Organisation, InWords(f.Disposition));
            }
        });
        foreach (var wave in survey.Waves)
        {
            var items = survey.Items.Where(i => i.AskedIn(wave.Key)).ToList();
            await archive.WriteTextAsync($"surveys/wave{wave.Key}.csv", async text =>
            {
                await Csv.LineAsync(text, ["respondent", "organisation", "submitted", .. items.Select(i => i.Key)]);
                foreach (var r in survey.Responses.Where(r => r.Wave == wave.Key))
                {
                    await Csv.LineAsync(text, [r.Respondent, r.Organisation, r.Submitted, .. items.Select(i => r.Answers.GetValueOrDefault(i.Key))]);
                }
            });
        }
    }

    internal static string InWords(Disposition disposition) => disposition switch
    {
        Disposition.NoContact => "no contact",
        Disposition.NotAsked => "not asked",
        _ => disposition.ToString().ToLowerInvariant(),
    };
}
