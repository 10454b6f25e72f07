using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Studies;

/// <summary>An organisation as far as a number needs it; one that changed its type stands once for each time.</summary>
/// <param name="Type">Its type; may be empty.</param>
/// <param name="When">Over what time it was of it.</param>
public readonly record struct OrganisationFact(string Type, Period When);

/// <summary>A change of organisations as far as a number needs it.</summary>
/// <param name="Kind">What kind, in lower case: <c>merged</c>.</param>
/// <param name="Day">First day on which it was in force.</param>
public readonly record struct ChangeFact(string Kind, int Day);

/// <summary>The register as far as numbers need it.</summary>
/// <param name="Organisations">All organisations.</param>
/// <param name="Changes">All changes.</param>
/// <param name="Kinds">The kinds of change that there can be.</param>
public sealed record RegisterFacts(IReadOnlyList<OrganisationFact> Organisations, IReadOnlyList<ChangeFact> Changes, IReadOnlyList<string> Kinds);

/// <summary>Numbers of the register: how many organisations there were on a day, how many changes came into force in a period.</summary>
/// <remarks>An organisation is counted on each day from its first to its last; one whose beginning is not known has always been. A change is counted by the first day that its date can mean.</remarks>
internal static class RegisterCount
{
    /// <summary>Why the definition cannot be counted, or null.</summary>
    public static string? Problem(StatisticDefinition definition)
    {
        if (definition.Form != StatisticForm.Count || definition.Register is not { } choice)
        {
            return "Facts of the register are counted: use a count, and say as at which date, or over which period.";
        }

        if (new[] { choice.At, choice.From, choice.To }.FirstOrDefault(d => !string.IsNullOrWhiteSpace(d) && !PartialDate.TryParse(d, out _)) is { } wrong)
        {
            return $"“{wrong}” is not a date. Write 2021, 2021-06 or 2021-06-14.";
        }

        return definition.Unit == StatisticUnit.Organisations
            ? Day(choice.At) is null ? "Organisations are counted as at a date; give one." : Given(choice.Kind, choice.From, choice.To) ? "Organisations are counted by a date and a type; kind, from and to are for changes." : null
            : Given(choice.At, choice.Type) ? "Changes are counted by a kind and a period; date and type are for organisations."
            : Day(choice.From) > Last(choice.To) ? "The period would end before it begins." : null;
    }

    /// <summary>The value, or why there is none. It names nobody: the list of the register does.</summary>
    public static StatisticValue? Of(StudyFacts facts, StatisticDefinition definition, out string? problem)
    {
        var (choice, register) = (definition.Register!, facts.Register ?? new RegisterFacts([], [], []));
        var (type, kind) = ((choice.Type ?? "").Trim(), (choice.Kind ?? "").Trim());
        problem = register.Organisations.Count == 0 ? "This study has no register yet."
            : type.Length > 0 && !register.Organisations.Any(o => o.Type == type) ? $"The register has no organisation of the type “{type}”."
            : kind.Length > 0 && !register.Kinds.Contains(kind, StringComparer.Ordinal) ? $"There is no kind of change “{kind}”; there are {string.Join(", ", register.Kinds)}." : null;
        if (problem is not null)
        {
            return null;
        }

        var count = definition.Unit == StatisticUnit.Organisations
            ? register.Organisations.Count(o => (type.Length == 0 || o.Type == type) && o.When.Holds(Day(choice.At)!.Value))
            : register.Changes.Count(c => (kind.Length == 0 || c.Kind == kind) && c.Day >= (Day(choice.From) ?? int.MinValue) && c.Day <= (Last(choice.To) ?? int.MaxValue));
        return new StatisticValue(count, null, [], [], []);
    }

    /// <summary>The definition as a reader meets it.</summary>
    public static string Describe(StatisticUnit unit, RegisterChoice choice) => unit == StatisticUnit.Organisations
        ? $"organisations{(Given(choice.Type) ? $" of the type “{choice.Type}”" : "")} as at {choice.At}, by the register"
        : $"changes of organisations{(Given(choice.Kind) ? $" of the kind “{choice.Kind}”" : "")}{(Given(choice.From) ? $" from {choice.From}" : "")}{(Given(choice.To) ? $" to {choice.To}" : "")}, by the register";

    private static bool Given(params string?[] texts) => texts.Any(t => !string.IsNullOrWhiteSpace(t));

    private static int? Day(string? date) => PartialDate.TryParse(date, out var read) ? read.First.DayNumber : null;

    private static int? Last(string? date) => PartialDate.TryParse(date, out var read) ? read.Last.DayNumber : null;
}
