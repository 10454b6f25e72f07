namespace Fieldthread.Core.Studies;

/// <summary>The facts of a study as arrays of indexes, so that a statistic is a few loops over integers.</summary>
internal sealed class StatisticIndex
{
    private readonly Dictionary<string, int> participants;

    public StatisticIndex(StudyFacts facts)
    {
        Facts = facts;
        Sites = Names(facts.Sites, "site");
        Phases = Names(facts.Phases, "phase");
        Coders = Names(facts.Coders, "coder");
        Codes = Names(facts.Codes.Select(c => c.Path), "code");
        participants = Names(facts.Participants.Select(p => p.Name), "participant");
        var encounters = Names(facts.Encounters.Select(e => e.Name), "encounter");
        Names(facts.Sources.Select(s => s.Name), "source");
        Kinds = NamesOnce(["interview", "meeting", "focus group", "document visit", .. facts.Kinds ?? [], .. facts.Encounters.Select(e => e.Kind)]);
        Roles = NamesOnce([.. facts.Roles ?? [], .. facts.Participants.Concat(facts.Encounters.SelectMany(e => e.Then)).Select(p => p.Role).OfType<string>()]);

        EncounterSite = [.. facts.Encounters.Select(e => Find(Sites, e.Site, "site", e.Name))];
        EncounterPhase = [.. facts.Encounters.Select(e => Find(Phases, e.Phase, "phase", e.Name))];
        EncounterKind = [.. facts.Encounters.Select(e => Kinds[e.Kind])];
        EncounterPeople = [.. facts.Encounters.Select(e => e.Participants.Select(p => Find(participants, p, "participant", e.Name)).ToArray())];
        PersonRole = [.. facts.Participants.Select(p => p.Role is null ? -1 : Roles[p.Role])];
        PersonSite = [.. facts.Participants.Select(p => Find(Sites, p.Site, "site", p.Name))];
        EncounterHeard = [.. facts.Encounters.Select((e, i) => Heard(e, EncounterPeople[i]))];
        SourceEncounter = [.. facts.Sources.Select(s => Find(encounters, s.Encounter, "encounter", s.Name))];
        SourceSite = [.. facts.Sources.Select((s, i) => s.Site is not null || SourceEncounter[i] < 0 ? Find(Sites, s.Site, "site", s.Name) : EncounterSite[SourceEncounter[i]])];

        var bySource = SourceEncounter.Select((e, s) => (Encounter: e, Source: s)).ToLookup(x => x.Encounter, x => x.Source);
        EncounterSources = [.. Enumerable.Range(0, EncounterSite.Length).Select(e => bySource[e].ToArray())];
        SourceOrder = Order(facts.Sources.Select(s => s.Name));
        EncounterOrder = Order(facts.Encounters.Select(e => e.Name));
        PersonOrder = Order(facts.Participants.Select(p => p.Name));
        SiteOrder = Order(facts.Sites);
        (CodeStart, CodeEntries) = GroupByCode(facts);
        Totals = new int[facts.Sources.Count * Math.Max(1, facts.Coders.Count)];
        foreach (var coding in facts.Codings.Span)
        {
            Totals[(coding.Source * facts.Coders.Count) + coding.Coder]++;
        }
    }

    public StudyFacts Facts { get; }

    public Dictionary<string, int> Sites { get; }

    public Dictionary<string, int> Phases { get; }

    public Dictionary<string, int> Coders { get; }

    public Dictionary<string, int> Codes { get; }

    public Dictionary<string, int> Kinds { get; }

    public Dictionary<string, int> Roles { get; }

    public int[] EncounterSite { get; }

    public int[] EncounterPhase { get; }

    public int[] EncounterKind { get; }

    public int[][] EncounterPeople { get; }

    /// <summary>Who was heard, each with the index of the role and of the site that they had then, or −1.</summary>
    public (int Person, int Role, int Site)[][] EncounterHeard { get; }

    public int[] PersonRole { get; }

    public int[] PersonSite { get; }

    public int[] SourceEncounter { get; }

    public int[] SourceSite { get; }

    public int[][] EncounterSources { get; }

    /// <summary>Indexes in the ordinal order of names, so that no statistic sorts again.</summary>
    public int[] SourceOrder { get; }

    public int[] EncounterOrder { get; }

    public int[] PersonOrder { get; }

    public int[] SiteOrder { get; }

    /// <summary>Where the entries of each code begin in <see cref="CodeEntries"/>; one more than there are codes.</summary>
    public int[] CodeStart { get; }

    /// <summary>Codings grouped by code, those equal in source and coder added up.</summary>
    public (int Source, int Coder, int Count)[] CodeEntries { get; }

    /// <summary>[source × coder]: how many codings of that coder the source holds.</summary>
    public int[] Totals { get; }

    /// <summary>Which codes a list of paths stands for: themselves and everything below.</summary>
    public bool[] Below(bool[] asked)
    {
        var chosen = (bool[])asked.Clone();
        for (var code = 0; code < chosen.Length; code++)
        {
            for (int above = Facts.Codes[code].Parent, steps = 0; above >= 0 && !chosen[code]; above = Facts.Codes[above].Parent)
            {
                chosen[code] = asked[above];
                if (++steps > chosen.Length)
                {
                    throw new ArgumentException($"The code tree has a circle at “{Facts.Codes[code].Path}”.", nameof(asked));
                }
            }
        }

        return chosen;
    }

    private (int Person, int Role, int Site)[] Heard(EncounterFact encounter, int[] people)
    {
        var then = new Dictionary<int, ParticipantFact>();
        foreach (var fact in encounter.Then)
        {
            then[Find(participants, fact.Name, "participant", encounter.Name)] = fact;
        }

        return [.. people.Select(p => then.TryGetValue(p, out var was) ? (p, was.Role is null ? -1 : Roles[was.Role], Find(Sites, was.Site, "site", encounter.Name)) : (p, PersonRole[p], PersonSite[p]))];
    }

    private static (int[] Start, (int Source, int Coder, int Count)[] Entries) GroupByCode(StudyFacts facts)
    {
        var codings = facts.Codings.Span;
        var keys = new long[codings.Length];
        long coders = Math.Max(1, facts.Coders.Count), sources = Math.Max(1, facts.Sources.Count);
        for (var i = 0; i < keys.Length; i++)
        {
            var c = codings[i];
            if ((uint)c.Source >= facts.Sources.Count || (uint)c.Code >= facts.Codes.Count || (uint)c.Coder >= facts.Coders.Count)
            {
                throw new ArgumentException($"Coding {i} points at source {c.Source}, code {c.Code}, coder {c.Coder}; one of them is not in the lists.", nameof(facts));
            }

            keys[i] = (((c.Code * sources) + c.Source) * coders) + c.Coder;
        }

        Array.Sort(keys);
        var start = new int[facts.Codes.Count + 1];
        var entries = new List<(int Source, int Coder, int Count)>();
        for (int i = 0, code = 0; ; i++)
        {
            var next = i < keys.Length ? (int)(keys[i] / coders / sources) : facts.Codes.Count;
            while (code < next)
            {
                start[++code] = entries.Count;
            }

            if (i == keys.Length)
            {
                return (start, [.. entries]);
            }

            if (i > 0 && keys[i] == keys[i - 1])
            {
                var last = entries[^1];
                entries[^1] = last with { Count = last.Count + 1 };
            }
            else
            {
                entries.Add(((int)(keys[i] / coders % sources), (int)(keys[i] % coders), 1));
            }
        }
    }

    private static int[] Order(IEnumerable<string> names)
    {
        var all = names.ToArray();
        var order = Enumerable.Range(0, all.Length).ToArray();
        Array.Sort(all, order, StringComparer.Ordinal);
        return order;
    }

    private static Dictionary<string, int> Names(IEnumerable<string> names, string what)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!found.TryAdd(name, found.Count))
            {
                throw new ArgumentException($"Two of the study's facts are the {what} “{name}”; names are unique.", nameof(names));
            }
        }

        return found;
    }

    private static Dictionary<string, int> NamesOnce(IEnumerable<string> names)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            found.TryAdd(name, found.Count);
        }

        return found;
    }

    private static int Find(Dictionary<string, int> names, string? name, string what, string where) =>
        name is null ? -1 : names.TryGetValue(name, out var index) ? index : throw new ArgumentException($"“{where}” names the {what} “{name}”, which is not in the study's facts.", nameof(name));
}
