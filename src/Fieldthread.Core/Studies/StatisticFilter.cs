namespace Fieldthread.Core.Studies;

/// <summary>The filters of one definition as yes and no by index; null lets everything pass.</summary>
internal sealed class StatisticFilter
{
    private StatisticFilter(bool[]? codes, bool[]? sites, bool[]? phases, bool[]? kinds, bool[]? roles, bool[]? coders)
    {
        (Codes, Sites, Phases, Kinds, Roles, Coders) = (codes, sites, phases, kinds, roles, coders);
    }

    public bool[]? Codes { get; }

    public bool[]? Sites { get; }

    public bool[]? Phases { get; }

    public bool[]? Kinds { get; }

    public bool[]? Roles { get; }

    public bool[]? Coders { get; }

    /// <summary>Resolves the names, or says in words which are unknown.</summary>
    public static StatisticFilter? Resolve(StatisticDefinition definition, StatisticIndex index, out string? problem)
    {
        problem = definition.Problem();
        if (problem is not null)
        {
            return null;
        }

        var unknown = new List<string>();
        bool[]? Chosen(IReadOnlyList<string>? names, Dictionary<string, int> known, string what)
        {
            if (names is null or [])
            {
                return null;
            }

            var chosen = new bool[known.Count];
            foreach (var name in names)
            {
                if (known.TryGetValue(name, out var at))
                {
                    chosen[at] = true;
                }
                else
                {
                    unknown.Add($"no {what} called “{name}”");
                }
            }

            return chosen;
        }

        var codes = Chosen(definition.Codes, index.Codes, "code");
        var filter = new StatisticFilter(
            codes is null ? null : index.Below(codes),
            Chosen(definition.Sites, index.Sites, "site"),
            Chosen(definition.Phases, index.Phases, "phase"),
            Chosen(definition.Kinds, index.Kinds, "kind of encounter"),
            Chosen(definition.Roles, index.Roles, "role"),
            Chosen(definition.Coders, index.Coders, "coder"));
        problem = unknown.Count == 0 ? null : $"This study has {string.Join(" and ", unknown)}.";
        return unknown.Count == 0 ? filter : null;
    }

    /// <summary>An absent fact (−1) passes only where nothing is asked of it.</summary>
    public static bool Passes(bool[]? filter, int at) => filter is null || (at >= 0 && filter[at]);
}
