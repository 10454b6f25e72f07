namespace Fieldthread.Core.Studies;

/// <summary>One evaluation of one definition.</summary>
internal sealed class StatisticRun
{
    private readonly StatisticIndex index;
    private readonly StatisticDefinition definition;
    private readonly StatisticFilter filter;
    private readonly int[] hits; // codings by source that pass codes and coders
    private readonly bool[] coded; // by source: something is coded there by one of the coders

    public StatisticRun(StatisticIndex index, StatisticDefinition definition, StatisticFilter filter)
    {
        (this.index, this.definition, this.filter) = (index, definition, filter);
        hits = new int[index.SourceSite.Length];
        coded = new bool[hits.Length];
        var coders = Math.Max(1, index.Coders.Count);
        for (var i = 0; i < index.Totals.Length; i++)
        {
            if (index.Totals[i] > 0 && StatisticFilter.Passes(filter.Coders, i % coders))
            {
                coded[i / coders] = true;
                hits[i / coders] += filter.Codes is null ? index.Totals[i] : 0;
            }
        }

        for (var code = 0; code < filter.Codes?.Length; code++)
        {
            if (filter.Codes[code])
            {
                CountCode(code);
            }
        }
    }

    private bool AsksForCodings => filter.Codes is not null || filter.Coders is not null;

    public StatisticValue Value() => definition.Unit switch
    {
        StatisticUnit.Codings => Codings(),
        StatisticUnit.Sources => Answer(index.SourceOrder, s => index.Facts.Sources[s].Name, SourcePasses, s => [s]),
        StatisticUnit.Encounters => Answer(index.EncounterOrder, e => index.Facts.Encounters[e].Name, EncounterPasses, e => index.EncounterSources[e]),
        StatisticUnit.Minutes => Minutes(),
        StatisticUnit.Participants => Participants(),
        _ => Sites(),
    };

    private void CountCode(int code)
    {
        foreach (ref readonly var entry in index.CodeEntries.AsSpan(index.CodeStart[code]..index.CodeStart[code + 1]))
        {
            if (filter.Coders is null || filter.Coders[entry.Coder])
            {
                hits[entry.Source] += entry.Count;
            }
        }
    }

    private bool EncounterPasses(int e) =>
        StatisticFilter.Passes(filter.Sites, index.EncounterSite[e]) && PhaseAndKind(e) && RolePresent(e);

    private bool PhaseAndKind(int e) => e < 0
        ? filter.Phases is null && filter.Kinds is null
        : StatisticFilter.Passes(filter.Phases, index.EncounterPhase[e]) && StatisticFilter.Passes(filter.Kinds, index.EncounterKind[e]);

    private bool RolePresent(int e) => filter.Roles is null
        || (e >= 0 && Array.Exists(index.EncounterHeard[e], h => StatisticFilter.Passes(filter.Roles, h.Role)));

    private bool SourcePasses(int s) =>
        StatisticFilter.Passes(filter.Sites, index.SourceSite[s]) && PhaseAndKind(index.SourceEncounter[s]) && RolePresent(index.SourceEncounter[s]);

    private StatisticValue Codings()
    {
        long sum = 0;
        var from = new List<string>();
        foreach (var s in index.SourceOrder)
        {
            if (hits[s] > 0 && SourcePasses(s))
            {
                sum += hits[s];
                from.Add(index.Facts.Sources[s].Name);
            }
        }

        return new(sum, null, from, [], []);
    }

    private StatisticValue Minutes()
    {
        var counted = Answer(index.EncounterOrder, e => index.Facts.Encounters[e].Name, EncounterPasses, e => index.EncounterSources[e]);
        var names = counted.Yes.ToHashSet(StringComparer.Ordinal);
        return counted with { Value = index.Facts.Encounters.Where(e => names.Contains(e.Name)).Sum(e => (long)(e.Minutes ?? 0)) };
    }

    private StatisticValue Participants()
    {
        var encounters = new List<int>[index.PersonRole.Length];
        for (var e = 0; e < index.EncounterPeople.Length; e++)
        {
            foreach (var (person, role, site) in index.EncounterHeard[e])
            {
                if (PhaseAndKind(e) && StatisticFilter.Passes(filter.Roles, role) && StatisticFilter.Passes(filter.Sites, site >= 0 ? site : index.EncounterSite[e]))
                {
                    (encounters[person] ??= []).Add(e);
                }
            }
        }

        var throughEncounters = filter.Phases is not null || filter.Kinds is not null;
        return Answer(
            index.PersonOrder,
            p => index.Facts.Participants[p].Name,
            p => encounters[p] is not null || (!throughEncounters && StatisticFilter.Passes(filter.Roles, index.PersonRole[p])
                && (index.PersonSite[p] < 0 ? filter.Sites is null : StatisticFilter.Passes(filter.Sites, index.PersonSite[p]))),
            p => encounters[p] is { } taken ? [.. taken.SelectMany(e => index.EncounterSources[e])] : []);
    }

    private StatisticValue Sites()
    {
        var sources = new List<int>?[index.Sites.Count];
        var visited = new bool[index.Sites.Count];
        for (var s = 0; s < hits.Length; s++)
        {
            if (index.SourceSite[s] >= 0 && SourcePasses(s))
            {
                (sources[index.SourceSite[s]] ??= []).Add(s);
            }
        }

        for (var e = 0; e < index.EncounterSite.Length; e++)
        {
            if (index.EncounterSite[e] >= 0 && EncounterPasses(e))
            {
                visited[index.EncounterSite[e]] = true;
            }
        }

        var throughMaterial = filter.Phases is not null || filter.Kinds is not null || filter.Roles is not null;
        return Answer(
            index.SiteOrder,
            site => index.Facts.Sites[site],
            site => StatisticFilter.Passes(filter.Sites, site) && (!throughMaterial || visited[site] || sources[site] is not null),
            site => [.. sources[site] ?? []]);
    }

    private StatisticValue Answer(int[] order, Func<int, string> name, Func<int, bool> passes, Func<int, int[]> sources)
    {
        List<string> yes = [], no = [], notCoded = [];
        foreach (var unit in order)
        {
            if (!passes(unit))
            {
                continue;
            }

            if (definition.Form is StatisticForm.Count && !AsksForCodings)
            {
                yes.Add(name(unit));
                continue;
            }

            bool carries = false, something = false;
            foreach (var source in sources(unit))
            {
                carries |= hits[source] > 0;
                something |= coded[source];
            }

            (carries ? yes : something ? no : notCoded).Add(name(unit));
        }

        return definition.Form is StatisticForm.Share
            ? new(yes.Count, yes.Count + no.Count, yes, no, notCoded)
            : new(yes.Count, null, yes, [], []);
    }
}
