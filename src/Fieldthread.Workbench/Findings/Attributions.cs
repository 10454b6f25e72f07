using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Roles;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;
using TextPlaces = Fieldthread.Core.Fieldwork.TextPlaces;

namespace Fieldthread.Workbench.Findings;

/// <summary>Finds the speaker and the ground for quoting of any stretch, from passages, participants and the source’s own ground.</summary>
internal sealed class Attributions
{
    private readonly Dictionary<Guid, Source> sources = [];
    private readonly Dictionary<Guid, Guid> sourceOf = [];
    private readonly Dictionary<Guid, Encounter> encounters = [];
    private readonly Dictionary<Guid, string> sites = [];
    private readonly ILookup<Guid, Participant> heard;
    private readonly ILookup<Guid, Guid> siteOf;
    private readonly Dictionary<string, Participant> byLabel;
    private readonly Dictionary<Guid, Turns> passages;
    private readonly Consents consents;
    private readonly RolesThen then;
    private (HashSet<Guid> Sources, Dictionary<Guid, List<TextSpan>> Stretches) special = ([], []);
    private IReadOnlyDictionary<Guid, TextPlaces> places = new Dictionary<Guid, TextPlaces>();

    private Attributions(ILookup<Guid, Participant> heard, ILookup<Guid, Guid> siteOf, Dictionary<string, Participant> byLabel, Dictionary<Guid, Turns> passages, Consents consents, RolesThen then)
    {
        (this.heard, this.siteOf, this.byLabel, this.passages, this.consents, this.then) = (heard, siteOf, byLabel, passages, consents, then);
    }

    public static async Task<Attributions> OfAsync(StudyContext context, ActServices services, CancellationToken cancel)
    {
        var made = await OfAsync(context, await Consents.OfAsync(context, services, cancel), cancel);
        if (context.View.Known is not null)
        {
            // As with consent: what was flagged since is not quoted from an old cut.
            await using var now = services.Database.Live(new View(context.Study));
            made.special = await SpecialFlags.CoveredAsync(context, cancel, now);
        }

        return made;
    }

    /// <summary>With the consent as it was read; for one revision alone, where only that is asked of.</summary>
    public static async Task<Attributions> OfAsync(StudyContext context, Consents standing, CancellationToken cancel, Guid? only = null)
    {
        var participants = await context.All<Participant>().ToListAsync(cancel);
        var byId = participants.ToDictionary(p => p.Id);
        var attended = (await context.All<Attendance>().ToListAsync(cancel)).ToLookup(a => a.EncounterId, a => byId[a.ParticipantId]);
        var quoted = only is { } one ? [one] : await context.All<Quotation>().Select(q => q.RevisionId).Distinct().ToListAsync(cancel);
        var turns = (await context.All<Passage>().Where(p => quoted.Contains(p.RevisionId)).Select(p => new { p.RevisionId, p.Start, p.End, p.Speaker }).ToListAsync(cancel))
            .GroupBy(p => p.RevisionId).ToDictionary(g => g.Key, g => new Turns(g.Select(p => new Turn(p.Start, p.End, p.Speaker))));
        var links = (await context.All<SourceSite>().OrderBy(l => l.Id).ToListAsync(cancel)).ToLookup(l => l.SourceId, l => l.SiteId);
        var made = new Attributions(attended, links, participants.GroupBy(p => p.Pseudonym).ToDictionary(g => g.Key, g => g.First()), turns, standing, await RolesThen.OfAsync(context, cancel));
        made.special = await SpecialFlags.CoveredAsync(context, cancel);
        made.places = await PlacesOfText.OfAsync(context, quoted, cancel);
        foreach (var source in await context.All<Source>().ToListAsync(cancel))
        {
            made.sources[source.Id] = source;
        }

        foreach (var revision in await context.All<Revision>().Select(r => new { r.Id, r.SourceId }).ToListAsync(cancel))
        {
            made.sourceOf[revision.Id] = revision.SourceId;
        }

        foreach (var encounter in await context.All<Encounter>().ToListAsync(cancel))
        {
            made.encounters[encounter.Id] = encounter;
        }

        foreach (var site in await context.All<Site>().ToListAsync(cancel))
        {
            made.sites[site.Id] = site.Name;
        }

        return made;
    }

    /// <summary>The label and the consent of a stretch.</summary>
    public (string Attribution, QuoteConsent Consent, string? Site) Of(Guid revision, TextSpan span)
    {
        var source = sources[sourceOf[revision]];
        var encounter = source.EncounterId is { } id ? encounters.GetValueOrDefault(id) : null;
        var speakers = passages.TryGetValue(revision, out var turns) ? turns.Over(span).Distinct().ToList() : [];
        // The team's own questions need nobody's consent beside the answer's.
        var told = speakers.Exists(s => !SpeakerRoles.IsTeam(s)) ? speakers.Where(s => !SpeakerRoles.IsTeam(s)).ToList() : speakers;
        var (people, sure) = WhoSpeaks(revision, told, encounter);
        var site = SiteOf(source, encounter, people);
        var consent = ConsentOf(source, people);
        if (consent.MayPrint() && source.QuotingBasis != QuotingBasis.PublicRecord && IsSpecial(source.Id, revision, span))
        {
            consent = QuoteConsent.Special;
        }

        return (Label(source, encounter, Called(told, people, sure, encounter), site, PagesOf(source, revision, span)), consent, site);
    }

    private bool IsSpecial(Guid source, Guid revision, TextSpan span) =>
        special.Sources.Contains(source) || (special.Stretches.TryGetValue(revision, out var stretches) && stretches.Exists(s => s.Start < span.End && span.Start < s.End));

    /// <summary>A public record may be quoted whoever is heard in it; consent held on paper for the whole source stands until somebody withdraws.</summary>
    private QuoteConsent ConsentOf(Source source, List<Participant> people)
    {
        var states = people.ConvertAll(p => consents[p.Id][ConsentScope.Quotation]);
        return source.QuotingBasis == QuotingBasis.PublicRecord ? QuoteConsent.Granted
            : states.Contains(ConsentState.Withdrawn) ? QuoteConsent.Withdrawn
            : source.QuotingBasis == QuotingBasis.ConsentHeld ? QuoteConsent.Granted
            : states.Contains(ConsentState.Refused) ? QuoteConsent.Refused
            : states.Contains(ConsentState.NotAsked) ? QuoteConsent.NotAsked
            : states.Count > 0 && states.TrueForAll(s => s == ConsentState.Given) ? QuoteConsent.Granted
            : consents.Unrecorded == UnrecordedConsent.Warn ? QuoteConsent.Unrecorded : QuoteConsent.NoRecord;
    }

    /// <summary>Those whose words a stretch holds, and whether the text itself says so; nobody where it holds the words of somebody whom the study does not know.</summary>
    private (List<Participant> People, bool Sure) WhoSpeaks(Guid revision, List<string?> told, Encounter? encounter)
    {
        var known = told.Select(s => s is not null && byLabel.TryGetValue(s.Trim(), out var p) ? p : null).ToList();
        if (known.TrueForAll(p => p is not null) && known.Count > 0)
        {
            return (known.OfType<Participant>().ToList(), true);
        }

        // Where a text labels participants by their pseudonyms, another label is another person, and the consent of those known says nothing of them.
        var byPseudonym = passages.TryGetValue(revision, out var turns) && turns.AnySpeaker(byLabel.ContainsKey);
        return (encounter is null || (byPseudonym && told.Exists(s => s is not null && !SpeakerRoles.IsTeam(s) && !byLabel.ContainsKey(s.Trim()))) ? [] : heard[encounter.Id].ToList(), false);
    }

    /// <summary>The roles that those who speak had then. Whoever was only there is not said to have said it: where the text names nobody of them, the occasion stands in their place.</summary>
    private string Called(List<string?> told, List<Participant> people, bool sure, Encounter? encounter)
    {
        if (people.Count == 0)
        {
            return "Participant";
        }

        if (!sure && encounter is not null && (people.Count > 1 || encounter.Kind is EncounterKind.Meeting or EncounterKind.FocusGroup))
        {
            var had = people.ConvertAll(p => then.Of(p, encounter.Date).Role);
            var roles = told.Select(label => had.Find(role => role.Length > 0 && label is not null && (label.Trim() + ",").StartsWith(role + ",", StringComparison.OrdinalIgnoreCase))).ToList();
            return roles.Count > 0 && roles.TrueForAll(r => r is not null) ? Listed(roles.OfType<string>()) : Capital(Facts.KindInWords(encounter.Kind));
        }

        return Listed(people.Select(p => then.Of(p, encounter?.Date).Role is { Length: > 0 } role ? role : people.Count == 1 ? "Participant" : "participant"));
    }

    private static string Listed(IEnumerable<string> roles) => roles.Distinct(StringComparer.Ordinal).ToList() is { Count: > 1 } several ? $"{string.Join(", ", several.SkipLast(1))} and {several[^1]}" : roles.First();

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private string? SiteOf(Source source, Encounter? encounter, List<Participant> people)
    {
        var id = encounter?.SiteId ?? (people.FirstOrDefault() is { } first ? then.Of(first, encounter?.Date).Site : null) ?? siteOf[source.Id].Select(s => (Guid?)s).FirstOrDefault();
        return id is { } site ? sites.GetValueOrDefault(site) : null;
    }

    /// <summary>Whoever wants to look up a public record needs its page; of other sources a page or a time would only help to find the person.</summary>
    private string? PagesOf(Source source, Guid revision, TextSpan span) =>
        source.QuotingBasis == QuotingBasis.PublicRecord && places.Where(revision, span.Start, span.End) is { Page: not null } where ? where.InWords : null;

    /// <summary>Role and site rather than the pseudonym: one label for everything that a person said would let a reader put a portrait together.</summary>
    private static string Label(Source source, Encounter? encounter, string called, string? site, string? pages)
    {
        var role = source.QuotingBasis == QuotingBasis.PublicRecord ? "Public record" : called;
        var year = encounter?.Date is { Length: >= 4 } date ? date[..4] : null;
        return string.Join(", ", ((string?[])[role, site, year, pages]).Where(part => part is not null));
    }
}

/// <summary>A passage and who speaks in it.</summary>
internal readonly record struct Turn(int Start, int End, string? Speaker);

/// <summary>The passages of one revision, in order; they do not overlap.</summary>
internal sealed class Turns(IEnumerable<Turn> turns)
{
    private readonly Turn[] ordered = [.. turns.OrderBy(t => t.Start)];
    private bool? known;

    /// <summary>The labels over a stretch, by bisection.</summary>
    public IEnumerable<string?> Over(TextSpan span)
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ordered[middle].End <= span.Start ? (middle + 1, high) : (low, middle);
        }

        for (; low < ordered.Length && ordered[low].Start < span.End; low++)
        {
            yield return ordered[low].Speaker;
        }
    }

    /// <summary>True where one of the labels is known; asked once.</summary>
    public bool AnySpeaker(Func<string, bool> isKnown) => known ??= ordered.Any(t => t.Speaker is not null && isKnown(t.Speaker.Trim()));
}
