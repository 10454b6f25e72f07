using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Tests.Studies;

/// <summary>Made-up studies and definitions.</summary>
internal static class StatisticFacts
{
    private static readonly string[] Kinds = ["interview", "meeting", "focus group"];
    private static readonly string[] Roles = ["GP lead", "manager", "nurse"];

    public static StudyFacts Any(Random random) => Make(random, random.Next(1, 5), random.Next(0, 8), random.Next(0, 6), random.Next(1, 8), random.Next(1, 7), random.Next(0, 20));

    public static StudyFacts Large(Random random, int codings) => Make(random, 8, 900, 300, 1000, 200, codings);

    public static StatisticDefinition AnyDefinition(Random random, StudyFacts facts)
    {
        var form = random.Next(2) == 0 ? StatisticForm.Count : StatisticForm.Share;
        var unit = (StatisticUnit)random.Next(form == StatisticForm.Share ? 4 : 6);
        IReadOnlyList<string>? Some(IEnumerable<string> names, bool must = false) => must || random.Next(3) == 0 ? [.. names.OrderBy(_ => random.Next()).Take(random.Next(1, 3))] : null;
        return new(form, unit, Some(facts.Codes.Select(c => c.Path), form == StatisticForm.Share), Some(facts.Sites), Some(facts.Phases), Some(Kinds), Some(Roles), Some(facts.Coders));
    }

    private static StudyFacts Make(Random random, int sites, int encounters, int people, int sources, int codes, int codings)
    {
        string? Maybe(string prefix, int count) => count == 0 || random.Next(5) == 0 ? null : prefix + random.Next(count);
        return new(
            [.. Enumerable.Range(0, sites).Select(i => "Site " + i)],
            ["Phase 0", "Phase 1"],
            [.. Enumerable.Range(0, encounters).Select(i => new EncounterFact("E" + i, Kinds[random.Next(3)], Maybe("Site ", sites), Maybe("Phase ", 2), random.Next(4) == 0 ? null : random.Next(90),
                [.. Enumerable.Range(0, people).OrderBy(_ => random.Next()).Take(random.Next(3)).Select(p => "P" + p)]))],
            [.. Enumerable.Range(0, people).Select(i => new ParticipantFact("P" + i, random.Next(4) == 0 ? null : Roles[random.Next(3)], Maybe("Site ", sites)))],
            [.. Enumerable.Range(0, sources).Select(i => new SourceFact("S" + i, Maybe("E", encounters), random.Next(3) == 0 ? Maybe("Site ", sites) : null))],
            [.. Enumerable.Range(0, codes).Select(i => new CodeFact("C" + i, i == 0 ? -1 : random.Next(-1, i)))],
            ["R0", "R1", "R2"],
            Enumerable.Range(0, codings).Select(_ => new CodingFact(random.Next(sources), random.Next(codes), random.Next(3))).ToArray(),
            Roles,
            Kinds);
    }
}

/// <summary>The words of the definition read plainly, with no index: slow and meant to be obviously right.</summary>
internal static class NaiveStatistic
{
    public static StatisticValue Value(StatisticDefinition d, StudyFacts f)
    {
        bool In(IReadOnlyList<string>? filter, string? name) => filter is null || (name is not null && filter.Contains(name));
        bool CodeIn(int code) => d.Codes is null || (code >= 0 && (d.Codes.Contains(f.Codes[code].Path) || CodeIn(f.Codes[code].Parent)));
        EncounterFact? Encounter(SourceFact s) => f.Encounters.FirstOrDefault(e => e.Name == s.Encounter);
        string? SiteOf(SourceFact s) => s.Site ?? Encounter(s)?.Site;
        bool Meeting(EncounterFact? e) => In(d.Phases, e?.Phase) && In(d.Kinds, e?.Kind);
        bool Role(EncounterFact? e) => d.Roles is null || (e?.Participants.Any(p => In(d.Roles, f.Participants.Single(x => x.Name == p).Role)) ?? false);
        bool EncounterIn(EncounterFact e) => In(d.Sites, e.Site) && Meeting(e) && Role(e);
        bool SourceIn(SourceFact s) => In(d.Sites, SiteOf(s)) && Meeting(Encounter(s)) && Role(Encounter(s));
        var codings = f.Codings.ToArray();
        IEnumerable<CodingFact> Of(SourceFact s) => codings.Where(c => f.Sources[c.Source] == s && In(d.Coders, f.Coders[c.Coder]));

        IEnumerable<(string Name, List<SourceFact> Sources, long Size)> units = d.Unit switch
        {
            StatisticUnit.Sources or StatisticUnit.Codings => f.Sources.Where(SourceIn).Select(s => (s.Name, new List<SourceFact> { s }, d.Unit == StatisticUnit.Sources ? 1L : Of(s).Count(c => CodeIn(c.Code)))),
            StatisticUnit.Encounters or StatisticUnit.Minutes => f.Encounters.Where(EncounterIn).Select(e => (e.Name, f.Sources.Where(s => s.Encounter == e.Name).ToList(), d.Unit == StatisticUnit.Encounters ? 1L : e.Minutes ?? 0)),
            StatisticUnit.Participants => f.Participants.Where(p => In(d.Roles, p.Role)).Select(p =>
            {
                var taken = f.Encounters.Where(e => e.Participants.Contains(p.Name) && Meeting(e) && (p.Site is not null || In(d.Sites, e.Site))).ToList();
                var there = p.Site is null ? d.Sites is null || taken.Count > 0 : In(d.Sites, p.Site);
                var passes = there && ((d.Phases is null && d.Kinds is null) || taken.Count > 0);
                return (passes ? p.Name : "", f.Sources.Where(s => taken.Any(e => e.Name == s.Encounter)).ToList(), 1L);
            }).Where(u => u.Item1.Length > 0),
            _ => f.Sites.Where(site => In(d.Sites, site)
                    && ((d.Phases is null && d.Kinds is null && d.Roles is null) || f.Encounters.Any(e => e.Site == site && EncounterIn(e)) || f.Sources.Any(s => SiteOf(s) == site && SourceIn(s))))
                .Select(site => (site, f.Sources.Where(s => SiteOf(s) == site && SourceIn(s)).ToList(), 1L)),
        };

        var all = units.ToList();
        bool Carries((string Name, List<SourceFact> Sources, long Size) u) => u.Sources.Any(s => Of(s).Any(c => CodeIn(c.Code)));
        bool Something((string Name, List<SourceFact> Sources, long Size) u) => u.Sources.Any(s => Of(s).Any());
        List<string> Names(IEnumerable<(string Name, List<SourceFact> Sources, long Size)> some) => [.. some.Select(u => u.Name).Order(StringComparer.Ordinal)];
        if (d.Form == StatisticForm.Share)
        {
            return new(all.Count(Carries), all.Count(Something), Names(all.Where(Carries)), Names(all.Where(u => Something(u) && !Carries(u))), Names(all.Where(u => !Something(u))));
        }

        var counted = d.Unit == StatisticUnit.Codings ? all.Where(u => u.Size > 0).ToList()
            : d.Codes is null && d.Coders is null ? all : all.Where(Carries).ToList();
        return new(counted.Sum(u => u.Size), null, Names(counted), [], []);
    }
}
