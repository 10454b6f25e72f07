using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>Where the words of some participants stand: interviews that are theirs alone, and their turns in what others were heard in too.</summary>
/// <param name="Whole">Sources that are theirs whole, with their revisions.</param>
/// <param name="Turns">Their turns in other sources, by revision: label, words and row in the index.</param>
/// <param name="Unnamed">Sources of encounters in which they were heard with others and where no turn bears their label: nobody can say which words are theirs.</param>
/// <param name="Public">Public records in which they were heard; consent does not govern these.</param>
internal sealed record ParticipantWords(IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> Whole, IReadOnlyDictionary<Guid, IReadOnlyList<SpokenStretch>> Turns, IReadOnlyList<Guid> Unnamed, IReadOnlyList<Guid> Public)
{
    /// <summary>Whose words they are.</summary>
    public IReadOnlyCollection<Guid> Who { get; init; } = [];

    /// <summary>Sources with turns of theirs.</summary>
    public required IReadOnlyList<Guid> TurnSources { get; init; }

    /// <summary>How many turns of theirs the newest revisions hold.</summary>
    public int TurnCount { get; init; }

    /// <summary>Passages of other revisions that are theirs under another label, as their name before it was replaced: in an erasure the label goes too.</summary>
    public IReadOnlyList<Guid> OtherLabels { get; init; } = [];

    /// <summary>True where a stretch of a revision holds words of theirs.</summary>
    public bool Holds(Guid revision, int start, int end) =>
        Whole.Values.Any(r => r.Contains(revision)) || (Turns.TryGetValue(revision, out var turns) && turns.Any(t => t.Words.Start < end && start < t.Words.End));

    /// <summary>Every revision that holds words of theirs.</summary>
    public IEnumerable<Guid> Revisions => Whole.Values.SelectMany(r => r).Concat(Turns.Keys);

    private static readonly Type[] Stands = [typeof(Participant), typeof(Attendance), typeof(Encounter), typeof(Source), typeof(Revision), typeof(Revisions.RevisionStep), typeof(Passage)];

    /// <summary>Finds them once, and again when what they follow from has changed. Who is looked for is judged by the caller, whose consents may change meanwhile.</summary>
    public static Task<ParticipantWords> KnownAsync(Acts.Asking asking, IReadOnlyList<Guid> who) =>
        asking.Cache.UnlessChangedAsync("words of " + string.Join(' ', who.Order()), asking, Stands, () => OfAsync(asking.Context, who, asking.Cancel));

    /// <summary>Finds them.</summary>
    /// <param name="context">The study, through any view.</param>
    /// <param name="who">The participants.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<ParticipantWords> OfAsync(StudyContext context, IReadOnlyCollection<Guid> who, CancellationToken cancel)
    {
        var people = await context.Set<Participant>().AsNoTracking().Select(p => new { p.Id, p.Pseudonym }).ToListAsync(cancel);
        var labels = people.Where(p => who.Contains(p.Id)).Select(p => p.Pseudonym).ToHashSet(StringComparer.Ordinal);
        var others = people.Where(p => !who.Contains(p.Id)).Select(p => p.Pseudonym).ToHashSet(StringComparer.Ordinal);
        var attended = (await context.Set<Attendance>().AsNoTracking().ToListAsync(cancel)).ToLookup(a => a.EncounterId, a => a.ParticipantId);
        var encounters = await context.Set<Encounter>().AsNoTracking().ToDictionaryAsync(e => e.Id, cancel);
        var sources = await context.Set<Source>().AsNoTracking().ToListAsync(cancel);
        var revisions = (await context.Set<Revision>().AsNoTracking().Select(r => new { r.Id, r.SourceId }).ToListAsync(cancel)).ToLookup(r => r.SourceId, r => r.Id);
        var spoken = await context.Set<Passage>().AsNoTracking().Where(p => p.Speaker != null).Select(p => new { p.RevisionId, p.Start, p.End, p.WordsStart, p.Speaker, p.SearchRow }).ToListAsync(cancel);
        var bySpeaker = spoken.ToLookup(p => p.RevisionId);
        var (whole, turns) = (new Dictionary<Guid, IReadOnlyList<Guid>>(), new Dictionary<Guid, IReadOnlyList<SpokenStretch>>());
        var (unnamed, open, turnSources) = (new List<Guid>(), new List<Guid>(), new List<Guid>());
        foreach (var source in sources)
        {
            var ids = revisions[source.Id].ToList();
            var encounter = source.EncounterId is { } at ? encounters.GetValueOrDefault(at) : null;
            var heard = encounter is null ? [] : attended[encounter.Id].ToList();
            var named = ids.SelectMany(r => bySpeaker[r]).Where(p => labels.Contains(p.Speaker!.Trim())).ToList();
            var mine = heard.Exists(who.Contains);
            if (!mine && named.Count == 0)
            {
                continue;
            }

            if (source.QuotingBasis == QuotingBasis.PublicRecord)
            {
                open.Add(source.Id);
            }
            else if (encounter?.Kind == EncounterKind.Interview && heard.TrueForAll(who.Contains) && !ids.SelectMany(r => bySpeaker[r]).Any(p => others.Contains(p.Speaker!.Trim())))
            {
                whole[source.Id] = ids;
            }
            else if (named.Count > 0)
            {
                turnSources.Add(source.Id);
                foreach (var revision in named.GroupBy(p => p.RevisionId))
                {
                    turns[revision.Key] = [.. revision.OrderBy(p => p.Start).Select(p => new SpokenStretch(new TextSpan(p.Start, p.End), new TextSpan(p.WordsStart, p.End), p.SearchRow))];
                }
            }
            else
            {
                unnamed.Add(source.Id);
            }
        }

        var count = turns.Values.Sum(t => t.Count);
        var otherLabels = new List<Guid>();
        var several = turnSources.Where(s => revisions[s].Skip(1).Any()).ToList();
        if (several.Count > 0)
        {
            var chain = await RevisionChain.OfAsync(context, cancel);
            count = turns.Where(t => !chain.IsFormer(t.Key)).Sum(t => t.Value.Count);
            otherLabels = await TurnsInChains.CompleteAsync(context, chain, several, turns, labels, others, cancel);
        }

        return new ParticipantWords(whole, turns, unnamed, open) { TurnSources = turnSources, TurnCount = count, OtherLabels = otherLabels, Who = who };
    }
}

/// <summary>A turn.</summary>
/// <param name="Turn">With its label.</param>
/// <param name="Words">Without it.</param>
/// <param name="SearchRow">Its row in the full-text index.</param>
internal readonly record struct SpokenStretch(TextSpan Turn, TextSpan Words, long SearchRow);

/// <summary>Rooms to the right say what of theirs stands on the words of a participant, for the preview of a withdrawal.</summary>
internal interface IStandsOnWords
{
    /// <summary>Place among the lines of the preview, upwards.</summary>
    int Place { get; }

    /// <summary>What stands on them: what it is, and short names. No words.</summary>
    Task<IReadOnlyList<ReachLine>> ReachAsync(StudyContext context, ParticipantWords words, CancellationToken cancel);
}

/// <summary>What a withdrawal reaches of one kind.</summary>
/// <param name="What">Kind in words, plural: “quotations”.</param>
/// <param name="Count">How many.</param>
/// <param name="Which">Short names, where they have any.</param>
/// <param name="Becomes">What becomes of them, a sentence.</param>
public sealed record ReachLine(string What, int Count, IReadOnlyList<string> Which, string Becomes);
