using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Surveys;

/// <summary>Turns a read survey into rows, beside what earlier imports brought.</summary>
internal sealed class SurveyLanding(Acting acting, SurveyReading reading)
{
    private readonly Survey survey = reading.Survey;
    private readonly List<Remark> remarks = [.. reading.Remarks];
    private readonly Dictionary<string, Guid> waves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> items = new(StringComparer.Ordinal);

    public async Task<SurveyImported> LandAsync(string fileName, IReadOnlyList<(string Wave, string Item)> open, IReadOnlyList<Func<Acting, Task<IReadOnlyList<Guid>>>> keep)
    {
        var import = new SurveyImport { FileName = fileName };
        await LandWavesAsync(import);
        var newItems = await LandItemsAsync();
        var newPosts = await LandPostsAsync();
        await acting.AddManyAsync(survey.Frame.Select(f => new FrameEntry { WaveId = waves[f.Wave], Respondent = f.Respondent, Organisation = f.Organisation, Disposition = f.Disposition }).ToList());
        var answers = await LandResponsesAsync();
        var sources = 0;
        foreach (var write in keep)
        {
            var ids = await write(acting);
            await acting.AddManyAsync(ids.Select((id, i) => new OpenAnswerText { WaveId = waves[open[i].Wave], ItemId = items[open[i].Item], SourceId = id }).ToList());
            sources += ids.Count;
        }

        import.Remarks = Json.Write(remarks);
        acting.Add(import);
        return new SurveyImported(import.Id, survey.Waves.Count, newItems, newPosts, survey.Frame.Count, survey.Responses.Count, answers, sources, remarks.Count(r => r.Weight != RemarkWeight.Note));
    }

    private async Task LandWavesAsync(SurveyImport import)
    {
        var taken = await acting.Context.Set<Wave>().Select(w => w.Key).ToListAsync(acting.Cancel);
        if (survey.Waves.FirstOrDefault(w => taken.Contains(w.Key)) is { } there)
        {
            Acting.Refuse("wave-taken", $"The study has a wave {there.Key} already.", "Bring in only the new waves, or undo the import of the old one first.");
        }

        var rows = survey.Waves.Select(w => new Wave { Key = w.Key, Name = w.Name, Opens = w.Opens?.ToString(), Closes = w.Closes?.ToString(), Reference = SurveyOfStudy.DayOf(w.Reference), ImportId = import.Id }).ToList();
        rows.ForEach(row => waves.Add(row.Key, row.Id));
        await acting.AddManyAsync(rows);
    }

    private async Task<int> LandItemsAsync()
    {
        var there = await acting.Context.Set<Item>().ToDictionaryAsync(i => i.Key, acting.Cancel);
        var ordinal = there.Values.Select(i => i.Ordinal).DefaultIfEmpty(0).Max();
        var rows = new List<Item>();
        var wordings = new List<ItemWording>();
        foreach (var item in survey.Items)
        {
            if (there.TryGetValue(item.Key, out var known))
            {
                if (known.Kind != item.Kind || !Json.Read<List<string>>(known.Options).SequenceEqual(item.Options))
                {
                    Acting.Refuse("item-differs", $"The study has an item {item.Key} with another type or other options.", "An item keeps both, or its waves could not be compared. Give the changed item a key of its own.");
                }
            }
            else
            {
                known = new Item { Key = item.Key, Kind = item.Kind, Options = Json.Write(item.Options), Ordinal = ++ordinal };
                rows.Add(known);
            }

            items.Add(item.Key, known.Id);
            wordings.AddRange(item.Wordings.Select(w => new ItemWording { ItemId = known.Id, WaveId = waves[w.Key], Question = w.Value }));
        }

        await acting.AddManyAsync(rows);
        await acting.AddManyAsync(wordings);
        return rows.Count;
    }

    private async Task<int> LandPostsAsync()
    {
        var there = await acting.Context.Set<Post>().AsTracking().ToDictionaryAsync(p => p.Respondent, acting.Cancel);
        var rows = new List<Post>();
        foreach (var post in survey.Posts)
        {
            var row = new Post { Respondent = post.Respondent, Organisation = post.Organisation, Starts = post.From?.ToString(), Ends = post.To?.ToString(), Follows = Json.Write(post.Follows) };
            if (!there.TryGetValue(post.Respondent, out var known))
            {
                rows.Add(row);
            }
            else if ((known.Organisation, known.Starts, known.Ends, known.Follows) != (row.Organisation, row.Starts, row.Ends, row.Follows))
            {
                (known.Organisation, known.Starts, known.Ends, known.Follows) = (row.Organisation, row.Starts, row.Ends, row.Follows);
                remarks.Add(new Remark(RemarkWeight.Guessed, "posts.csv", $"The post {post.Respondent} was known with other dates, another organisation or other predecessors; from now on it is as written here. Earlier cuts keep what they held."));
            }
        }

        await acting.AddManyAsync(rows);
        return rows.Count;
    }

    private async Task<int> LandResponsesAsync()
    {
        var rows = new List<Response>(survey.Responses.Count);
        var answers = new List<Answer>();
        foreach (var response in survey.Responses)
        {
            var row = new Response { WaveId = waves[response.Wave], Respondent = response.Respondent, Organisation = response.Organisation, Submitted = response.Submitted };
            rows.Add(row);
            answers.AddRange(response.Answers.Select(a => new Answer { ResponseId = row.Id, ItemId = items[a.Key], Value = a.Value }));
        }

        await acting.AddManyAsync(rows);
        await acting.AddManyAsync(answers);
        return answers.Count;
    }
}
