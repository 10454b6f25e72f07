using Fieldthread.Core.Studies;
using Fieldthread.Core.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Surveys;

namespace Fieldthread.Workbench.Fieldwork.Answers;

/// <summary>The open items, and how far their answers are coded, wave by wave.</summary>
[Question("open-items", Permission.ReadMaterial)]
public sealed record OpenItems : Question<IReadOnlyList<OpenItem>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<OpenItem>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var survey = await SurveyOfStudy.OfAsync(asking);
        var list = new List<OpenItem>();
        foreach (var item in survey.Survey.Items.Where(i => i.Kind == ItemKind.Text))
        {
            var grid = await new AnswerGrid(item.Key, Take: 1).AskAsync(asking);
            list.Add(new OpenItem(item.Key, grid.Question, grid.Waves));
        }

        return list;
    }
}

/// <summary>An open item.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Question">The question, as last asked.</param>
/// <param name="Waves">How far each wave is coded.</param>
public sealed record OpenItem(string Key, string Question, IReadOnlyList<AnswersOfWave> Waves);
