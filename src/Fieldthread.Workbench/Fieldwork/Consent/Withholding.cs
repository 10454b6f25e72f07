using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>Words that are covered in files that leave: of those who refused or withdrew archiving; in a deposit also of those who did not consent to it, or refused that others use them again; in what leaves to be used again, of all who did not consent to that.</summary>
internal sealed class Withholding
{
    private readonly HashSet<Guid> whole;
    private readonly Dictionary<Guid, ErasedPart> parts;

    private readonly string? wanting;
    private readonly (int Texts, int Passages) flagged;

    private Withholding(HashSet<Guid> whole, Dictionary<Guid, ErasedPart> parts, IReadOnlyList<string> people, IReadOnlyList<string> notSure, string? wanting, (int Texts, int Passages) flagged)
    {
        (this.whole, this.parts, People, NotSure, this.wanting, this.flagged) = (whole, parts, people, notSure, wanting, flagged);
    }

    /// <summary>Pseudonyms of those whose words are covered.</summary>
    public IReadOnlyList<string> People { get; }

    /// <summary>Names of sources in which one of them was heard and no turn is named; in a deposit these are covered whole.</summary>
    public IReadOnlyList<string> NotSure { get; }

    /// <summary>What is covered, named and counted; null for nothing.</summary>
    public string? InWords => (wanting, flagged) switch
    {
        (null, (0, 0)) => null,
        (_, (0, 0)) => wanting,
        _ => $"{(wanting is null ? "" : wanting + " ")}Covered because they hold special categories of personal data without explicit consent to sharing: {Count(flagged.Texts, "text")} whole, {Count(flagged.Passages, "coded passage")}.",
    };

    private static string? Wanting(int texts, IReadOnlyCollection<ErasedPart> parts, IReadOnlyList<string> people, IReadOnlyList<string> unsureOf)
    {
        if (texts + parts.Count + unsureOf.Count == 0)
        {
            return null;
        }

        var who = people.Count > 0 ? $" Of whoever refused or withdrew, or did not consent where that is needed: {string.Join("; ", people)}." : "";
        var unsure = unsureOf.Count > 0 ? $" Where they were heard and no turn is named: {string.Join("; ", unsureOf)}." : "";
        return $"Covered for want of consent: {Count(texts, "text")} whole, {Count(parts.Sum(p => p.Stretches.Count), "turn")} in {Count(parts.Count, "other text")}.{who}{unsure}";
    }

    /// <summary>Reads what is to be covered.</summary>
    /// <param name="context">The study, through the view that is exported.</param>
    /// <param name="services">The database and the clock; null for the study as it is.</param>
    /// <param name="deposit">True where the file is for an archive.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="quoting">True where the file is of quotations: then those are covered too who refused or withdrew being quoted.</param>
    /// <param name="reuse">True where the file is to be used beyond this study: then whoever did not consent to that is covered.</param>
    /// <param name="find">Finds the words of participants; null to read them anew.</param>
    public static async Task<Withholding> OfAsync(StudyContext context, ActServices? services, bool deposit, CancellationToken cancel, bool quoting = false, bool reuse = false, Func<IReadOnlyList<Guid>, Task<ParticipantWords>>? find = null)
    {
        var consents = services is null ? await Consents.ReadAsync(context, DateOnly.FromDateTime(DateTime.UtcNow), cancel) : await Consents.OfAsync(context, services, cancel);
        var all = await context.Set<Participant>().AsNoTracking().Select(p => new { p.Id, p.Pseudonym }).ToListAsync(cancel);
        var (beyond, strict) = (deposit || reuse, (deposit || reuse) && consents.Unrecorded == UnrecordedConsent.Refuse);
        bool Wants(ConsentState state, bool asked) => state is ConsentState.Refused or ConsentState.Withdrawn || (asked && (state == ConsentState.NotAsked || (strict && state == ConsentState.NoRecord)));
        var covered = all.FindAll(p => consents[p.Id] is var of && ((quoting && Wants(of[ConsentScope.Quotation], asked: false)) || Wants(of[ConsentScope.Archive], deposit) || (beyond && Wants(of[ConsentScope.Reuse], reuse))));
        var words = covered.Count == 0 ? Nothing : await (find?.Invoke([.. covered.Select(p => p.Id)]) ?? ParticipantWords.OfAsync(context, [.. covered.Select(p => p.Id)], cancel));
        var turns = words.Turns.ToDictionary(t => t.Key, t => new ErasedPart(typeof(Revision), t.Key, [.. t.Value.Select(s => s.Words)]));
        var texts = words.Whole.Keys.ToHashSet();
        if (beyond)
        {
            texts.UnionWith(words.Unnamed);
        }

        if (strict)
        {
            await AddUnknownAsync(context, all.Select(p => p.Pseudonym).ToHashSet(StringComparer.Ordinal), turns, cancel);
        }

        var names = words.Unnamed.Count == 0 ? [] : await context.Set<Source>().AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        string[] people = [.. covered.Select(p => p.Pseudonym).Order(NaturalOrder.Instance)], unsure = [.. words.Unnamed.Select(id => names[id]).Order(NaturalOrder.Instance)];
        var want = Wanting(texts.Count, turns.Values, people, unsure);
        var special = (Texts: 0, Passages: 0);
        if (beyond)
        {
            // What is special is shared with nobody beyond the study on the strength of an ordinary consent.
            var (sources, stretches) = await SpecialFlags.CoveredAsync(context, cancel);
            special = (sources.Count, stretches.Values.Sum(s => s.Count));
            texts.UnionWith(sources);
            foreach (var (revision, spans) in stretches)
            {
                turns[revision] = new ErasedPart(typeof(Revision), revision, [.. turns.TryGetValue(revision, out var before) ? before.Stretches : [], .. spans]);
            }
        }

        return new Withholding(texts, turns, people, unsure, want, special);
    }

    /// <summary>A text with what is withheld covered, sign by sign.</summary>
    public string Cover(Guid source, Guid revision, string text) =>
        whole.Contains(source) ? new ErasedPart(typeof(Revision), revision, [new TextSpan(0, text.Length)]).Cover(text) : parts.TryGetValue(revision, out var part) ? part.Cover(text) : text;

    /// <summary>True where a stretch holds withheld words.</summary>
    public bool Holds(Guid source, Guid revision, int start, int end) => whole.Contains(source) || (parts.TryGetValue(revision, out var part) && part.Touches(start, end));

    /// <summary>Turns of people whom the study does not know, where it is no public record and consent is not held for the whole.</summary>
    private static async Task AddUnknownAsync(StudyContext context, HashSet<string> known, Dictionary<Guid, ErasedPart> turns, CancellationToken cancel)
    {
        var governed = (await context.Set<Source>().AsNoTracking().Where(s => s.QuotingBasis == QuotingBasis.Participants).Select(s => s.Id).ToListAsync(cancel)).ToHashSet();
        var revisions = (await context.Set<Revision>().AsNoTracking().Select(r => new { r.Id, r.SourceId }).ToListAsync(cancel)).Where(r => governed.Contains(r.SourceId)).Select(r => r.Id).ToHashSet();
        var unknown = (await context.Set<Passage>().AsNoTracking().Where(p => p.Speaker != null).Select(p => new { p.RevisionId, p.WordsStart, p.End, p.Speaker }).ToListAsync(cancel))
            .Where(p => revisions.Contains(p.RevisionId) && !known.Contains(p.Speaker!.Trim()) && !SpeakerRoles.IsTeam(p.Speaker));
        foreach (var revision in unknown.GroupBy(p => p.RevisionId))
        {
            var before = turns.TryGetValue(revision.Key, out var part) ? part.Stretches : [];
            turns[revision.Key] = new ErasedPart(typeof(Revision), revision.Key, [.. before, .. revision.Select(p => new TextSpan(p.WordsStart, p.End))]);
        }
    }

    private static ParticipantWords Nothing { get; } = new(new Dictionary<Guid, IReadOnlyList<Guid>>(), new Dictionary<Guid, IReadOnlyList<SpokenStretch>>(), [], []) { TurnSources = [] };

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}

/// <summary>What a cut printed stays; that words which it held are withheld since is said beside it.</summary>
internal sealed class WithheldOfCut : IWithheldOfCut
{
    public async Task<string?> SayAsync(StudyContext cut, ActServices services, CancellationToken cancel)
    {
        var consents = await Consents.OfAsync(cut, services, cancel);
        var people = await cut.Set<Participant>().AsNoTracking().Select(p => p.Id).ToListAsync(cancel);
        var (withheld, erased) = (people.Count(p => consents[p][ConsentScope.Quotation] == ConsentState.Withdrawn), people.Count(p => consents[p].Erased));
        return withheld == 0 ? null : $"The words of {(withheld == 1 ? "one participant" : $"{withheld} participants")} in this cut are withheld now{(erased > 0 ? $", of {erased} erased" : "")}. What was printed stands as it was printed.";
    }
}
