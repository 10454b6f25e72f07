using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Analysis;

/// <summary>Defines a number: from then on it is made again whenever it is read, on any cut.</summary>
/// <param name="Label">What it says, in words.</param>
/// <param name="Definition">What it counts.</param>
[Act("add-statistic", Permission.WriteFindings, Tells = "findings")]
[Refuses("empty", "the label is empty")]
[Refuses("cannot-compute", "the definition has no meaning or names something that the study does not have")]
public sealed record AddStatistic(string Label, StatisticDefinition Definition) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var label = Acting.Given(Label, "The label");
        var facts = await FactsReader.ReadAsync(acting.Context, acting.Cancel);
        if (!new StatisticEvaluator(facts.Study).TryEvaluate(Definition, out _, out var problem))
        {
            Acting.Refuse("cannot-compute", problem, "Correct the definition; names are written as the study has them.");
        }

        var statistic = acting.Add(new Statistic { Key = await Keys.NextAsync<Statistic>(acting, "s"), Label = label, Definition = Json.Write(Definition) });
        return new Added(statistic.Id, statistic.Key);
    }
}

/// <summary>The statistics of the study with their values now, or on a cut.</summary>
[Question("statistics", Permission.ReadStudy)]
public sealed record StatisticList : Question<IReadOnlyList<StatisticLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<StatisticLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var statistics = await asking.Context.All<Statistic>().ToListAsync(asking.Cancel);
        var facts = await Facts.OfAsync(asking);
        var evaluator = await asking.Cache.GetAsync("statistics", asking.Context.View, asking.Head, () => Task.FromResult(new StatisticEvaluator(facts.Study)));
        return statistics.OrderBy(s => s.Key, Core.Basics.NaturalOrder.Instance).Select(s =>
        {
            var definition = Json.Read<StatisticDefinition>(s.Definition);
            var made = evaluator.TryEvaluate(definition, out var value, out var problem);
            return new StatisticLine(s.Key, s.Label, definition, made ? value : null, problem);
        }).ToList();
    }
}

/// <summary>A statistic.</summary>
/// <param name="Key">Key, as <c>s3</c>.</param>
/// <param name="Label">What it says.</param>
/// <param name="Definition">What it counts.</param>
/// <param name="Value">Its value, or null where it cannot be made.</param>
/// <param name="Problem">Why it cannot be made, or null.</param>
public sealed record StatisticLine(string Key, string Label, StatisticDefinition Definition, StatisticValue? Value, string? Problem);

/// <summary>Prints every statistic when a cut is frozen, so that what was printed stays readable for ever.</summary>
public sealed class StatisticPrinter : ICutPrinter
{
    /// <inheritdoc/>
    public async Task<string> PrintAsync(StudyContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var facts = await FactsReader.ReadAsync(context, cancel);
        var evaluator = new StatisticEvaluator(facts.Study);
        var statistics = await context.All<Statistic>().ToListAsync(cancel);
        return Json.Write(statistics.OrderBy(s => s.Key, Core.Basics.NaturalOrder.Instance).Select(s =>
        {
            evaluator.TryEvaluate(Json.Read<StatisticDefinition>(s.Definition), out var value, out _);
            return new { s.Key, s.Label, Value = value?.Value, value?.Base };
        }));
    }
}
