using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Surveys;

/// <summary>Brings in waves of a survey with items, posts, frame and answers, whole or not at all. Open answers become sources, one for each open item of a wave. Later waves of the same survey come in by later imports.</summary>
/// <param name="FileName">Name of the file or folder, for the record.</param>
/// <param name="Files">The tables, a workbook whose sheets they are, or one zip.</param>
[Act("import-survey", Permission.KeepSurveys, Tells = "surveys")]
[Refuses("empty", "no file was given")]
[Refuses("unreadable", "a table is missing or damaged, or the tables contradict each other: the words say which and where")]
[Refuses("wave-taken", "the study has a wave of that number")]
[Refuses("item-differs", "the study has an item of that key with another type or other options")]
public sealed record ImportSurvey(string FileName, IReadOnlyList<GivenFile> Files) : Act<SurveyImported>
{
    private SurveyReading? reading;
    private IReadOnlyList<(string Wave, string Item)> open = [];
    private IReadOnlyList<Func<Acting, Task<IReadOnlyList<Guid>>>> keep = [];

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Files.Count == 0)
        {
            Acting.Refuse("empty", "No file was given.", "Choose the tables of the survey, a workbook with a sheet for each, or one zip that holds them.");
        }

        progress.Report(new JobProgress(0, 0, $"Reading {FileName}"));
        try
        {
            reading = await Task.Run(() => SurveyReader.Read([.. Files.Select(f => new SurveyFile(f.Name, f.Bytes))]), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The survey could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was.");
            throw;
        }

        var texts = OpenAnswers.Of(reading.Survey);
        open = [.. texts.Select(t => (t.Wave, t.Item))];
        keep = [.. Contributions.To<ITextKeeper>().Select(keeper => keeper.Prepare([.. texts.Select(t => t.Text)]))];
    }

    /// <inheritdoc/>
    public override async Task<SurveyImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var landing = new SurveyLanding(acting, reading!);
        return await landing.LandAsync(Acting.Clean(FileName), open, keep);
    }
}

/// <summary>What an import of a survey brought.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Waves">Waves.</param>
/// <param name="Items">Items that the study did not have.</param>
/// <param name="Posts">Posts that the study did not have.</param>
/// <param name="Asked">Lines of frames.</param>
/// <param name="Responses">Responses.</param>
/// <param name="Answers">Answers.</param>
/// <param name="Sources">Sources that open answers became.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record SurveyImported(Guid Import, int Waves, int Items, int Posts, int Asked, int Responses, int Answers, int Sources, int Remarks);

/// <summary>Open answers as texts: one for each open item of a wave, a turn for each respondent.</summary>
/// <remarks>
/// One text a question, not one an answer: short answers are coded by reading them one after the other, and a desk that had to be opened anew for each
/// of two hundred sentences would keep nobody at it. The turn’s label says whose answer it is.
/// </remarks>
internal static class OpenAnswers
{
    public static List<(string Wave, string Item, SpokenText Text)> Of(Survey survey)
    {
        var texts = new List<(string, string, SpokenText)>();
        foreach (var wave in survey.Waves)
        {
            foreach (var item in survey.Items.Where(i => i.Kind == ItemKind.Text && i.AskedIn(wave.Key)))
            {
                var turns = survey.Responses.Where(r => r.Wave == wave.Key && r.Answers.ContainsKey(item.Key))
                    .OrderBy(r => r.Respondent, NaturalOrder.Instance)
                    .Select(r => new SpokenTurn(r.Respondent, r.Answers[item.Key])).ToList();
                if (turns.Count > 0)
                {
                    texts.Add((wave.Key, item.Key, new SpokenText($"{item.Key}, {wave.Name}: open answers", turns)));
                }
            }
        }

        return texts;
    }
}
