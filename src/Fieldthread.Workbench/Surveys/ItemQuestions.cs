using Fieldthread.Core.Studies;
using Fieldthread.Core.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Surveys;

/// <summary>The items with their wordings.</summary>
[Question("survey-items", Permission.ReadStudy)]
public sealed record ItemList : Question<IReadOnlyList<ItemLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ItemLine>> AskAsync(Asking asking)
    {
        var of = await SurveyOfStudy.OfAsync(asking);
        return of.Survey.Items.Select(item =>
        {
            var table = FrequencyTable.Of(item, of.Counts);
            return new ItemLine(item.Key, item.Kind, item.Options, [.. table.Waves.Select(w => new WordingLine(w.Wave, w.Name, w.Question, w.Base, w.Reworded))]);
        }).ToList();
    }
}

/// <summary>An item.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Kind">What kind of answer it takes.</param>
/// <param name="Options">Its options.</param>
/// <param name="Wordings">A line for each wave.</param>
public sealed record ItemLine(string Key, ItemKind Kind, IReadOnlyList<string> Options, IReadOnlyList<WordingLine> Wordings);

/// <summary>An item in a wave.</summary>
/// <param name="Wave">Number of the wave.</param>
/// <param name="Name">Name of the wave.</param>
/// <param name="Question">The question, or null where the wave did not ask it.</param>
/// <param name="Base">Answers that count.</param>
/// <param name="Reworded">True where it is worded otherwise than in the wave before that asked it.</param>
public sealed record WordingLine(string Wave, string Name, string? Question, int Base, bool Reworded);

/// <summary>How often each option of an item was chosen, wave by wave.</summary>
/// <param name="Key">Key of the item.</param>
[Question("item-frequencies", Permission.ReadStudy)]
[Refuses("unknown", "there is no such item")]
public sealed record ItemFrequencies(string Key) : Question<ItemPage>
{
    /// <inheritdoc/>
    public override async Task<ItemPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var of = await SurveyOfStudy.OfAsync(asking);
        var item = of.Survey.Items.FirstOrDefault(i => i.Key == Key) ?? throw new RefusedException(new Refusal("unknown", $"There is no item {Key} in this study.", "List the items."));
        var id = of.ItemIds[item.Key];
        var texts = await asking.Context.All<OpenAnswerText>().Where(t => t.ItemId == id).ToListAsync(asking.Cancel);
        return new ItemPage(FrequencyTable.Of(item, of.Counts), of.WaveIds.Join(texts, w => w.Value, t => t.WaveId, (w, t) => new OpenTextLine(w.Key, t.SourceId)).OrderBy(t => t.Wave, Core.Basics.NaturalOrder.Instance).ToList());
    }
}

/// <summary>An item counted.</summary>
/// <param name="Table">Its frequencies.</param>
/// <param name="Texts">Sources that hold its open answers.</param>
public sealed record ItemPage(FrequencyTable Table, IReadOnlyList<OpenTextLine> Texts);

/// <summary>The source that holds the open answers of a wave.</summary>
/// <param name="Wave">Number of the wave.</param>
/// <param name="Source">The source.</param>
public sealed record OpenTextLine(string Wave, Guid Source);

/// <summary>What one respondent answered in one wave.</summary>
/// <param name="Response">Which response.</param>
[Question("survey-response", Permission.ReadAnswers)]
[Refuses("unknown", "there is no such response")]
public sealed record ResponseById(Guid Response) : Question<ResponsePage>
{
    /// <inheritdoc/>
    public override async Task<ResponsePage> AskAsync(Asking asking)
    {
        var of = await SurveyOfStudy.OfAsync(asking);
        var (key, _) = of.ResponseIds.FirstOrDefault(r => r.Value == Response);
        var response = of.Survey.Responses.FirstOrDefault(r => key != default && (r.Wave, r.Respondent) == key)
            ?? throw new RefusedException(new Refusal("unknown", $"There is no response with the id {Response} in this study.", "It may have been taken back; read the page of the wave again."));
        var wave = of.Survey.Waves.First(w => w.Key == response.Wave);
        return new ResponsePage(wave.Key, wave.Name, response.Respondent, response.Organisation, response.Submitted, [.. of.Survey.Items.Where(i => i.AskedIn(wave.Key))
            .Select(i => new AnswerLine(i.Key, i.Wordings[wave.Key], response.Answers.GetValueOrDefault(i.Key), Outside(i, response.Answers.GetValueOrDefault(i.Key))))]);
    }

    private static bool Outside(SurveyItem item, string? answer) => answer is not null
        && ((item.HasOptions && !item.Options.Contains(answer, StringComparer.Ordinal)) || (item.Kind == ItemKind.Number && !FrequencyTable.TryNumber(answer, out _)));
}

/// <summary>A response.</summary>
/// <param name="Wave">Number of the wave.</param>
/// <param name="WaveName">Its name.</param>
/// <param name="Respondent">Code of the post.</param>
/// <param name="Organisation">Code of the organisation, as the file has it.</param>
/// <param name="Submitted">When it was sent, or null.</param>
/// <param name="Answers">A line for each item that the wave asked.</param>
public sealed record ResponsePage(string Wave, string WaveName, string Respondent, string Organisation, string? Submitted, IReadOnlyList<AnswerLine> Answers);

/// <summary>An answer.</summary>
/// <param name="Item">Key of the item.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer as written, or null.</param>
/// <param name="Outside">True where it is none of the options, or no number.</param>
public sealed record AnswerLine(string Item, string Question, string? Answer, bool Outside);
