using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>A time in the field, as it is counted.</summary>
/// <param name="Kind">Kind in words: interview, meeting, focus group, document visit.</param>
/// <param name="Site">Where; null where no site is given.</param>
/// <param name="Phase">In which phase; null where none is given.</param>
/// <param name="Date">Partial date; null where none is given.</param>
/// <param name="Minutes">Length; null where it is not known.</param>
/// <param name="People">Pseudonyms of those heard.</param>
public sealed record CountedEncounter(string Kind, string? Site, string? Phase, string? Date, int? Minutes, IReadOnlyList<string> People)
{
    /// <summary>Its name, unique among those counted; empty where nothing is asked of encounters one by one.</summary>
    public string Name { get; init; } = "";
}

/// <summary>That somebody attended an encounter: a tie of the two-mode network, for programs that draw networks.</summary>
/// <param name="Person">Who.</param>
/// <param name="Encounter">Which encounter.</param>
public sealed record Attended(string Person, string Encounter);

/// <summary>How much of something there was in the field.</summary>
/// <param name="Encounters">How many encounters.</param>
/// <param name="People">How many different people were heard in them.</param>
/// <param name="Minutes">Sum of the lengths that are known.</param>
/// <param name="Unmeasured">How many encounters have no length, so that the sum says too little.</param>
/// <param name="Sites">At how many different sites.</param>
/// <param name="First">The earliest date, as it is written; null where no date is given.</param>
/// <param name="Last">The latest date.</param>
/// <param name="Undated">How many encounters have no date.</param>
public sealed record FieldAmount(int Encounters, int People, int Minutes, int Unmeasured, int Sites, string? First, string? Last, int Undated)
{
    /// <summary>Counts.</summary>
    public static FieldAmount Of(IReadOnlyCollection<CountedEncounter> encounters)
    {
        ArgumentNullException.ThrowIfNull(encounters);
        var dates = encounters.Select(e => e.Date is { } text && PartialDate.TryParse(text, out var date) ? date : (PartialDate?)null).OfType<PartialDate>().ToList();
        return new FieldAmount(
            encounters.Count, encounters.SelectMany(e => e.People).Distinct(StringComparer.Ordinal).Count(), encounters.Sum(e => e.Minutes ?? 0), encounters.Count(e => e.Minutes is null),
            encounters.Select(e => e.Site).OfType<string>().Distinct(StringComparer.Ordinal).Count(),
            dates.Count > 0 ? dates.MinBy(d => (d.First, d.Last)).ToString() : null, dates.Count > 0 ? dates.MaxBy(d => (d.Last, d.First)).ToString() : null, encounters.Count - dates.Count);
    }
}

/// <summary>A cell of the coverage: one kind of encounter at one site in one phase.</summary>
/// <param name="Site">The site, or null.</param>
/// <param name="Kind">Kind in words.</param>
/// <param name="Phase">The phase, or null.</param>
/// <param name="Amount">How much.</param>
public sealed record CoverageCell(string? Site, string Kind, string? Phase, FieldAmount Amount);

/// <summary>What was done in the field, by site, kind and phase. People and sites are counted once in each number, so the parts of a sum may come to more than the sum.</summary>
/// <param name="Sites">Sites, those without any encounter among them.</param>
/// <param name="Kinds">Kinds that occur.</param>
/// <param name="Phases">Phases in their order, those without any encounter among them.</param>
/// <param name="Cells">Cells with at least one encounter.</param>
/// <param name="BySite">Each site, all kinds and phases; the key is empty for encounters without one.</param>
/// <param name="ByKind">Each kind.</param>
/// <param name="ByPhase">Each phase; the key is empty for encounters without one.</param>
/// <param name="All">Everything.</param>
/// <param name="Network">Who attended with whom.</param>
public sealed record Coverage(
    IReadOnlyList<string> Sites, IReadOnlyList<string> Kinds, IReadOnlyList<string> Phases, IReadOnlyList<CoverageCell> Cells, IReadOnlyDictionary<string, FieldAmount> BySite, IReadOnlyDictionary<string, FieldAmount> ByKind,
    IReadOnlyDictionary<string, FieldAmount> ByPhase, FieldAmount All, AttendanceNetwork Network)
{
    /// <summary>Every tie of the network, in the order of the encounters.</summary>
    public required IReadOnlyList<Attended> Ties { get; init; }

    /// <summary>The other side of the network: pairs of encounters that somebody attended both of, those with most people in common first.</summary>
    public required IReadOnlyList<AttendedTogether> Encounters { get; init; }

    /// <summary>Counts the encounters of a study or a cut.</summary>
    /// <param name="encounters">The encounters.</param>
    /// <param name="sites">Sites of the study, in their order.</param>
    /// <param name="phases">Phases of the study, in their order.</param>
    public static Coverage Of(IReadOnlyList<CountedEncounter> encounters, IReadOnlyList<string> sites, IReadOnlyList<string> phases)
    {
        ArgumentNullException.ThrowIfNull(encounters);
        Dictionary<string, FieldAmount> By(Func<CountedEncounter, string> key, IEnumerable<string> order) =>
            order.Concat(encounters.Select(key)).Distinct(StringComparer.Ordinal).ToDictionary(k => k, k => FieldAmount.Of([.. encounters.Where(e => key(e) == k)]), StringComparer.Ordinal);
        return new Coverage(
            sites, [.. encounters.Select(e => e.Kind).Distinct(StringComparer.Ordinal).OrderBy(k => k, StringComparer.Ordinal)], phases,
            [.. encounters.GroupBy(e => (e.Site, e.Kind, e.Phase)).OrderBy(g => g.Key.Site ?? "", NaturalOrder.Instance).ThenBy(g => g.Key.Kind, StringComparer.Ordinal).ThenBy(g => phases.ToList().IndexOf(g.Key.Phase ?? "")).Select(g => new CoverageCell(g.Key.Site, g.Key.Kind, g.Key.Phase, FieldAmount.Of([.. g])))],
            By(e => e.Site ?? "", sites), By(e => e.Kind, []), By(e => e.Phase ?? "", phases), FieldAmount.Of(encounters), AttendanceNetwork.Of([.. encounters.Select(e => e.People)]))
        {
            Ties = [.. encounters.SelectMany(e => e.People.Distinct(StringComparer.Ordinal).Select(p => new Attended(p, e.Name)))],
            // The same reckoning with people and encounters changed about.
            Encounters = AttendanceNetwork.Of([.. encounters.SelectMany(e => e.People.Distinct(StringComparer.Ordinal).Select(p => (p, e.Name))).GroupBy(t => t.p, t => t.Name, StringComparer.Ordinal).Select(g => (IReadOnlyList<string>)[.. g])]).Pairs,
        };
    }
}

/// <summary>Two people who were in the same encounters; or two encounters that had the same people.</summary>
/// <param name="One">One of them.</param>
/// <param name="Other">The other, later by name.</param>
/// <param name="Together">In how many encounters both were, or how many people were in both; 1 or more.</param>
/// <param name="Jaccard">Together divided by how many either was in, or had; above 0, up to 1.</param>
public sealed record AttendedTogether(string One, string Other, int Together, double Jaccard);

/// <summary>
/// Who attended with whom: the people’s side of the two-mode network of people and events. Source: Breiger, R. L. (1974), The duality of persons and groups, Social Forces 53, 181–190; density as in Borgatti, S. P. and Everett,
/// M. G. (1997), Network analysis of 2-mode data, Social Networks 19, 243–269.
/// </summary>
/// <param name="People">How many people attended anything.</param>
/// <param name="Events">How many encounters anybody attended.</param>
/// <param name="Attendances">How often somebody attended something.</param>
/// <param name="Density">Attendances divided by people times encounters; null where there are none.</param>
/// <param name="PairsPossible">Pairs of people.</param>
/// <param name="Pairs">Pairs who met, those who met most first.</param>
public sealed record AttendanceNetwork(int People, int Events, int Attendances, double? Density, int PairsPossible, IReadOnlyList<AttendedTogether> Pairs)
{
    /// <summary>Reckons the network from who was in each encounter.</summary>
    public static AttendanceNetwork Of(IReadOnlyList<IReadOnlyList<string>> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var attended = events.Select(e => e.Distinct(StringComparer.Ordinal).Order(NaturalOrder.Instance).ToList()).Where(e => e.Count > 0).ToList();
        var times = attended.SelectMany(e => e).GroupBy(p => p, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var together = new Dictionary<(string, string), int>();
        foreach (var people in attended)
        {
            for (var a = 0; a < people.Count; a++)
            {
                for (var b = a + 1; b < people.Count; b++)
                {
                    together[(people[a], people[b])] = together.GetValueOrDefault((people[a], people[b])) + 1;
                }
            }
        }

        var all = times.Values.Sum();
        return new AttendanceNetwork(
            times.Count, attended.Count, all, times.Count > 0 ? (double)all / (times.Count * attended.Count) : null, times.Count * (times.Count - 1) / 2,
            [.. together.Select(t => new AttendedTogether(t.Key.Item1, t.Key.Item2, t.Value, (double)t.Value / (times[t.Key.Item1] + times[t.Key.Item2] - t.Value)))
                .OrderByDescending(t => t.Together).ThenByDescending(t => t.Jaccard).ThenBy(t => t.One, NaturalOrder.Instance).ThenBy(t => t.Other, NaturalOrder.Instance)]);
    }
}
