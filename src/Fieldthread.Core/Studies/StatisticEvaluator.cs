using System.Diagnostics.CodeAnalysis;

namespace Fieldthread.Core.Studies;

/// <summary>Makes numbers from their definitions on one state of a study. Indexes the facts once; after that a statistic costs what its codes cost.</summary>
/// <remarks>
/// What passes a filter: an <b>encounter</b> by its own site, phase and kind, and by a participant of one of the roles; a <b>source</b> by its site and by
/// its encounter's phase, kind and participants (a source without an encounter has none of these three); a <b>participant</b> by role and site
/// as listed or, going before these, as they were in one encounter, which meets phase and kind where these are asked; a <b>site</b> by its name and, where phase, kind or role is asked, by one source or encounter there that meets all of them.
/// A unit carries a code when one of its sources that pass does, in a coding by one of the coders. In a joint source the code counts for everybody who took part.
/// Asking for codes or coders in a count asks for units that carry such a coding. Safe to use from several threads.
/// </remarks>
public sealed class StatisticEvaluator
{
    private readonly StatisticIndex index;

    /// <summary>Indexes the facts: O(n log n) in codings.</summary>
    /// <exception cref="ArgumentException">Facts disagree: a name occurs twice, or something points at what is not there; the message names it.</exception>
    public StatisticEvaluator(StudyFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        index = new StatisticIndex(facts);
    }

    /// <summary>The value of a definition.</summary>
    /// <exception cref="ArgumentException">The definition cannot be computed or names something unknown; the message says what.</exception>
    public StatisticValue Evaluate(StatisticDefinition definition) =>
        TryEvaluate(definition, out var value, out var problem) ? value : throw new ArgumentException(problem, nameof(definition));

    /// <summary>The value of a definition, or why there is none, as a sentence.</summary>
    public bool TryEvaluate(StatisticDefinition definition, [NotNullWhen(true)] out StatisticValue? value, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition is { Unit: StatisticUnit.Respondents, Choice: { } choice } && definition.Problem() is null)
        {
            value = SurveyShare.Of(index.Facts, choice, definition.Form, out problem);
            return value is not null;
        }

        if (definition is { Unit: StatisticUnit.Organisations or StatisticUnit.ChangeEvents } && definition.Problem() is null)
        {
            value = RegisterCount.Of(index.Facts, definition, out problem);
            return value is not null;
        }

        var filter = StatisticFilter.Resolve(definition, index, out problem);
        value = filter is null ? null : new StatisticRun(index, definition, filter).Value();
        problem ??= value is null ? "The definition cannot be computed." : null;
        return value is not null;
    }
}
