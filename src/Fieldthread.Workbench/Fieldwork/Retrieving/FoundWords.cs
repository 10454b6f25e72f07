using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Retrieving;

/// <summary>Which of the codes that a line keeps touch a stretch.</summary>
internal sealed class FoundCodes
{
    private readonly CodedPlace[] places;
    private readonly int[] first;
    private readonly int[] longest;
    private readonly bool[] wanted;
    private readonly IReadOnlyDictionary<CodedPlace, CodingOrigin> origins;

    public FoundCodes(Facts facts, bool[] wanted, IReadOnlyDictionary<CodedPlace, CodingOrigin> origins)
    {
        (this.origins, places, this.wanted) = (origins, facts.Stretches as CodedPlace[] ?? [.. facts.Stretches], wanted);
        (first, longest) = (new int[facts.Sources.Count + 1], new int[facts.Sources.Count]);
        foreach (var place in places)
        {
            first[place.Source + 1]++;
            longest[place.Source] = Math.Max(longest[place.Source], place.End - place.Start);
        }

        for (var i = 0; i < facts.Sources.Count; i++)
        {
            first[i + 1] += first[i];
        }
    }

    public (IReadOnlyList<int> Codes, IReadOnlyList<int> Coders, IReadOnlyList<CodingOrigin> Origins) Of(FoundStretch stretch)
    {
        // Codings stand by their beginnings; none that touches begins further back than the longest is long.
        var (low, high) = (first[stretch.Source], first[stretch.Source + 1]);
        var from = stretch.Span.Start - longest[stretch.Source];
        var end = high;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = places[middle].Start <= from ? (middle + 1, high) : (low, middle);
        }

        var (codes, coders, how) = (new SortedSet<int>(), new SortedSet<int>(), new SortedSet<CodingOrigin>());
        for (var i = low; i < end && places[i].Start < stretch.Span.End; i++)
        {
            if (places[i].End > stretch.Span.Start && wanted[places[i].Code])
            {
                codes.Add(places[i].Code);
                coders.Add(places[i].Coder);
                how.Add(origins.GetValueOrDefault(places[i], CodingOrigin.Hand));
            }
        }

        return ([.. codes], [.. coders], [.. how]);
    }
}

/// <summary>Reads the words of what was found, covered where consent is wanting.</summary>
internal sealed class FoundWords
{
    private const int Around = 160;
    private readonly Facts facts;
    private readonly SpokenPassages spoken;
    private readonly FoundCodes codes;
    private readonly Dictionary<int, string> texts;
    private readonly Dictionary<string, EncounterLineOf> encounters;
    private readonly Withholding withheld;
    private readonly Withholding unquoted;
    private readonly IReadOnlyDictionary<Guid, Core.Fieldwork.TextPlaces> places;

    private FoundWords(Facts facts, SpokenPassages spoken, FoundCodes codes, Dictionary<int, string> texts, Dictionary<string, EncounterLineOf> encounters, Withholding withheld, Withholding unquoted, IReadOnlyDictionary<Guid, Core.Fieldwork.TextPlaces> places) =>
        (this.facts, this.spoken, this.codes, this.texts, this.encounters, this.withheld, this.unquoted, this.places) = (facts, spoken, codes, texts, encounters, withheld, unquoted, places);

    /// <summary>Whose words are covered, counted; null for nobody’s.</summary>
    public string? InWords => withheld.InWords;

    /// <summary>Reads what is needed for a page of it.</summary>
    /// <param name="asking">Who asks.</param>
    /// <param name="facts">The study’s facts.</param>
    /// <param name="spoken">Its passages.</param>
    /// <param name="found">What was found.</param>
    /// <param name="page">What of it is read.</param>
    /// <param name="leaving">True where the words leave in a file: then those that may not be quoted are covered too.</param>
    /// <param name="reuse">True where the file is to be used beyond this study.</param>
    public static async Task<FoundWords> ReadAsync(Asking asking, Facts facts, SpokenPassages spoken, RetrievalFound found, IReadOnlyList<FoundStretch> page, bool leaving, bool reuse = false)
    {
        var refused = await Withholding.OfAsync(asking.Context, asking.Services, deposit: false, asking.Cancel, quoting: true, reuse: reuse, find: who => ParticipantWords.KnownAsync(asking, who));
        var covering = leaving ? refused : await Withholding.OfAsync(asking.Context, asking.Services, deposit: false, asking.Cancel, find: who => ParticipantWords.KnownAsync(asking, who));
        var (read, originals) = (new Dictionary<int, string>(), await Originals.OfAsync(asking));
        foreach (var part in page.Select(p => p.Source).Distinct().Chunk(200))
        {
            var ids = part.Select(s => spoken.Revisions[s]).ToList();
            foreach (var revision in await asking.Context.All<Revision>().Where(r => ids.Contains(r.Id)).ToListAsync(asking.Cancel))
            {
                read[facts.SourceOfRevision[revision.Id]] = originals.Cover(revision.Id, covering.Cover(revision.SourceId, revision.Id, revision.Text));
            }
        }

        var phases = await asking.Context.All<Phase>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var rows = await asking.Context.All<Encounter>().ToDictionaryAsync(e => e.Id, asking.Cancel);
        var of = (await asking.Context.All<Source>().Where(s => s.EncounterId != null).Select(s => new { s.Id, s.EncounterId }).ToListAsync(asking.Cancel)).Where(s => rows.ContainsKey(s.EncounterId!.Value))
            .ToDictionary(s => s.Id.ToString(), s => new EncounterLineOf(rows[s.EncounterId!.Value].Name, rows[s.EncounterId!.Value].Date, rows[s.EncounterId!.Value].PhaseId is { } p ? phases.GetValueOrDefault(p) : null));
        return new FoundWords(facts, spoken, new FoundCodes(facts, found.Wanted, await AutoCoding.OriginsOfCodings.ReadAsync(asking, facts)), read, of, covering, refused, await PlacesOfText.OfAsync(asking.Context, [.. read.Keys.Select(s => spoken.Revisions[s])], asking.Cancel));
    }

    public RetrievedWords Of(FoundStretch found)
    {
        var (source, span) = found;
        var text = texts[source];
        var passage = RetrievalFound.PassageAt(spoken.Spans[source], span.Start);
        var around = passage >= 0 ? spoken.Spans[source][passage] : span;
        var (codeAt, coderAt, how) = codes.Of(found);
        var encounter = encounters.GetValueOrDefault(facts.Sources[source].ToString());
        var end = Math.Min(span.End, text.Length);
        var label = passage >= 0 ? spoken.Labels[source][passage] : null;
        var person = passage >= 0 ? spoken.Speakers[source][passage] : -1;
        var before = Math.Max(around.Start, span.Start - Around);
        var behind = Math.Max(end, Math.Min(Math.Max(end, EndOf(source, end)), end + Around));
        return new RetrievedWords(
            facts.Sources[source], facts.Study.Sources[source].Name, facts.SiteOfSource[source] is >= 0 and var site ? facts.Study.Sites[site] : null, encounter?.Phase, encounter?.Name, encounter?.Date, span.Start, end,
            Whole(text, before, Math.Min(span.Start, text.Length)), text[Math.Min(span.Start, text.Length)..end], Whole(text, end, Math.Min(behind, text.Length)), label, person >= 0 && spoken.RoleIn(source, person) is { Length: > 0 } role ? role : null,
            [.. codeAt.Select(c => facts.Study.Codes[c].Path)], [.. coderAt.Select(c => facts.Study.Coders[c])], [.. how.Select(CodingOrigins.InWords)], unquoted.Holds(facts.Sources[source], spoken.Revisions[source], span.Start, span.End), places.Where(spoken.Revisions[source], span.Start, end).InWords);
    }

    /// <summary>Where the passage ends in which a character before this one stands.</summary>
    private int EndOf(int source, int end) => RetrievalFound.PassageAt(spoken.Spans[source], Math.Max(0, end - 1)) is >= 0 and var at ? spoken.Spans[source][at].End : end;

    /// <summary>A piece of a text that cuts no character in two.</summary>
    private static string Whole(string text, int from, int to)
    {
        from += from > 0 && from < to && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= to > from && to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;
        return to > from ? text[from..to] : "";
    }

    private sealed record EncounterLineOf(string Name, string? Date, string? Phase);
}
