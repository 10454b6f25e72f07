namespace Fieldthread.Core.Studies;

/// <summary>A definition and its value as a reader of a report meets them.</summary>
public static class StatisticWords
{
    /// <summary>The definition as a sentence without a full stop: “sites where “A / B” was coded, out of those with something coded; phase 2; interviews”.</summary>
    public static string Describe(StatisticDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition is { Unit: StatisticUnit.Respondents, Choice: { } choice })
        {
            var chosen = $"{Quoted(choice.Options)} to item {choice.Item} in wave {choice.Wave}";
            return definition.Form == StatisticForm.Share ? $"respondents who answered {chosen}, out of those who gave one of its options" : $"respondents who answered {chosen}";
        }

        if (definition.Register is { } ofRegister)
        {
            return RegisterCount.Describe(definition.Unit, ofRegister);
        }

        var unit = definition.Unit.ToString().ToLowerInvariant();
        var codes = Quoted(definition.Codes);
        var head = (definition.Form, definition.Unit, codes) switch
        {
            (StatisticForm.Share, _, _) => $"{unit} where {codes} was coded, out of the {unit} with something coded",
            (_, StatisticUnit.Minutes, null) => "minutes of all encounters",
            (_, StatisticUnit.Minutes, _) => $"minutes of encounters where {codes} was coded",
            (_, StatisticUnit.Codings, null) => "codings of all codes",
            (_, StatisticUnit.Codings, _) => $"codings of {codes}",
            (_, _, null) => $"all {unit}",
            _ => $"{unit} where {codes} was coded",
        };
        (string Label, IReadOnlyList<string>? Names)[] filters =
            [("sites", definition.Sites), ("phases", definition.Phases), ("kinds", definition.Kinds), ("roles", definition.Roles), ("coders", definition.Coders)];
        return string.Join("; ", filters.Where(f => f.Names is { Count: > 0 }).Select(f => $"{f.Label}: {string.Join(", ", f.Names!)}").Prepend(head));
    }

    /// <summary>“5 of 8” for a share, “1,204” for a count.</summary>
    public static string Of(StatisticValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Base is { } n ? $"{value.Value:N0} of {n:N0}" : $"{value.Value:N0}";
    }

    private static string? Quoted(IReadOnlyList<string>? codes) => codes is null or [] ? null : string.Join(" or ", codes.Select(c => $"“{c}”"));
}
