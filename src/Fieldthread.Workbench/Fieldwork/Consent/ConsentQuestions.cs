using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>The consent of every participant, scope by scope, as it stands now; and what the study does without a record.</summary>
[Question("consents", Permission.ReadStudy)]
public sealed record ConsentsOfStudy : Question<ConsentOverview>
{
    /// <inheritdoc/>
    public override async Task<ConsentOverview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var consents = await Consents.OfAsync(asking.Context, asking.Services, asking.Cancel);
        var sites = await asking.Context.All<Site>().ToDictionaryAsync(s => s.Id, s => s.Name, asking.Cancel);
        var heard = (await asking.Context.All<Attendance>().ToListAsync(asking.Cancel)).ToLookup(a => a.ParticipantId);
        var people = await asking.Context.All<Participant>().ToListAsync(asking.Cancel);
        return new ConsentOverview(consents.Unrecorded, [.. people.OrderBy(p => p.Pseudonym, NaturalOrder.Instance)
            .Select(p => ConsentLine.Of(p, p.SiteId is { } site ? sites.GetValueOrDefault(site) : null, heard[p.Id].Count(), consents[p.Id]))]);
    }
}

/// <summary>Consent in a study.</summary>
/// <param name="Unrecorded">What is done with words without a record.</param>
/// <param name="People">Participants.</param>
public sealed record ConsentOverview(UnrecordedConsent Unrecorded, IReadOnlyList<ConsentLine> People);

/// <summary>The consent of a participant as it stands.</summary>
/// <param name="Id">The participant.</param>
/// <param name="Pseudonym">Pseudonym.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="Encounters">Encounters in which they were heard.</param>
/// <param name="Audio">Recording.</param>
/// <param name="Quotation">Quotation.</param>
/// <param name="Reuse">Use again.</param>
/// <param name="Archive">Archive.</param>
/// <param name="Level">The withdrawal in force, or null.</param>
/// <param name="CutOff">The last day on which the data are kept, where that is the level.</param>
/// <param name="MayContact">False where they withdrew from contact.</param>
/// <param name="Due">What is to be done about it now, a sentence; null for nothing.</param>
public sealed record ConsentLine(
    Guid Id, string Pseudonym, string? Site, int Encounters, ConsentState Audio, ConsentState Quotation, ConsentState Reuse, ConsentState Archive, WithdrawalLevel? Level, string? CutOff, bool MayContact, string? Due)
{
    internal static ConsentLine Of(Participant p, string? site, int encounters, ConsentStanding s) => new(
        p.Id, p.Pseudonym, site, encounters, s[ConsentScope.Audio], s[ConsentScope.Quotation], s[ConsentScope.Reuse], s[ConsentScope.Archive], s.Level, s.CutOff?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), s.MayContact,
        s.Due ? "The last day on which the data are kept is past: erase the words." : !s.AnyRecord && encounters > 0 ? "They were heard, and no consent is recorded." : null);
}

/// <summary>Everything that was recorded of a participant’s consent, in its order.</summary>
/// <param name="Participant">Who.</param>
[Question("consent-of", Permission.KeepParticipants)]
[Refuses("unknown", "there is no such participant")]
public sealed record ConsentOf(Guid Participant) : Question<ConsentHistory>
{
    /// <inheritdoc/>
    public override async Task<ConsentHistory> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var participant = await FindAsync(asking, Participant);
        var people = await context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        string? Name(Guid? id) => id is { } known ? people.GetValueOrDefault(known) : null;
        var line = (await new ConsentsOfStudy().AskAsync(asking)).People.Single(p => p.Id == participant.Id);
        var answers = (await context.All<ConsentRecord>().Where(c => c.ParticipantId == Participant).ToListAsync(cancel))
            .ConvertAll(c => (c.Id, Step: new ConsentHistoryLine(c.RecordedIn, ConsentWords.Of(c.Scope), ConsentWords.Of(c.Answer), c.Day, null, c.FormVersion, c.Note, Name(c.RecordedById), null)));
        var withdrawals = (await context.All<Withdrawal>().Where(w => w.ParticipantId == Participant).ToListAsync(cancel))
            .ConvertAll(w => (w.Id, Step: new ConsentHistoryLine(w.RecordedIn, "withdrawal", ConsentWords.Of(w.Level), w.Day, w.CutOff, "", w.Reason, Name(w.RecordedById), Name(w.DecidedById) ?? "the ledger of erasures")));
        var first = participant.ConsentToQuote == QuotingConsent.NotRecorded ? Array.Empty<ConsentHistoryLine>()
            : [new(participant.RecordedIn, ConsentWords.Of(ConsentScope.Quotation), ConsentWords.Of(participant.ConsentToQuote == QuotingConsent.Given ? ConsentAnswer.Given : ConsentAnswer.Refused), null, null, "", "Said when the participant was entered.", null, null)];
        return new ConsentHistory(line, [.. first, .. answers.Concat(withdrawals).OrderBy(s => s.Id).Select(s => s.Step)]);
    }

    internal static async Task<Participant> FindAsync(Asking asking, Guid id)
    {
        var found = await asking.Context.All<Participant>().FirstOrDefaultAsync(p => p.Id == id, asking.Cancel);
        if (found is null)
        {
            Asking.Refuse("unknown", "There is no such participant in this study.", "They may have been removed; read the page again.");
        }

        return found;
    }
}

/// <summary>A participant’s consent, with all that was recorded.</summary>
/// <param name="Now">As it stands.</param>
/// <param name="Steps">What was recorded, the first first.</param>
public sealed record ConsentHistory(ConsentLine Now, IReadOnlyList<ConsentHistoryLine> Steps);

/// <summary>One thing that was recorded.</summary>
/// <param name="Act">The act that recorded it.</param>
/// <param name="Of">Of what: a scope in words, or “withdrawal”.</param>
/// <param name="Says">The answer or the level, in words.</param>
/// <param name="Day">Partial date, or null.</param>
/// <param name="CutOff">The last day on which the data are kept, or null.</param>
/// <param name="FormVersion">Version of the form; may be empty.</param>
/// <param name="Note">Where it is kept, or the reason of a withdrawal.</param>
/// <param name="RecordedBy">Who recorded it, or null for the program.</param>
/// <param name="DecidedBy">Who decided a withdrawal; null for an answer.</param>
public sealed record ConsentHistoryLine(long Act, string Of, string Says, string? Day, string? CutOff, string FormVersion, string Note, string? RecordedBy, string? DecidedBy);

/// <summary>Consent in words.</summary>
public static class ConsentWords
{
    /// <summary>A scope.</summary>
    public static string Of(ConsentScope scope) => scope switch { ConsentScope.Audio => "recording", ConsentScope.Quotation => "quotation", ConsentScope.Reuse => "use again", _ => "archive" };

    /// <summary>An answer.</summary>
    public static string Of(ConsentAnswer answer) => answer switch { ConsentAnswer.Given => "given", ConsentAnswer.Refused => "refused", _ => "not asked" };

    /// <summary>How a scope stands.</summary>
    public static string Of(ConsentState state) => state switch { ConsentState.Given => "given", ConsentState.Refused => "refused", ConsentState.Withdrawn => "withdrawn", ConsentState.NotAsked => "not asked", _ => "no record" };

    /// <summary>A level.</summary>
    public static string Of(WithdrawalLevel level) => level switch
    {
        WithdrawalLevel.NoContact => "no further contact", WithdrawalLevel.NotQuoted => "not quoted", WithdrawalLevel.NotArchived => "not archived", WithdrawalLevel.KeptUntil => "data kept until a day", _ => "erase",
    };

    /// <summary>What a level refuses from then on; a sentence.</summary>
    public static string Refuses(WithdrawalLevel level) => level switch
    {
        WithdrawalLevel.NoContact => "No encounter with them is entered that is not from before; what they said stays in use as they consented.",
        WithdrawalLevel.NotQuoted => "No contact; no new quotation of theirs is chosen, a report that prints one is not published, and exports leave the words out.",
        WithdrawalLevel.NotArchived => "No contact, no quotation; their words are covered in every file that leaves: coded project, codings, readable texts of the archive.",
        WithdrawalLevel.KeptUntil => "The same at once; from the day after the last one the words are to be erased, and the study is told so until somebody does it.",
        _ => "Their words go for good: interviews whole, and their turns where others spoke too. Numbers stay, and what was printed of them.",
    };
}

/// <summary>What a withdrawal would reach, before it is done. Nothing is changed, and no words are told.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Level">How far.</param>
[Question("withdrawal-preview", Permission.KeepParticipants)]
[Refuses("unknown", "there is no such participant")]
public sealed record WithdrawalPreview(Guid Participant, WithdrawalLevel Level) : Question<WithdrawalReach>
{
    /// <inheritdoc/>
    public override async Task<WithdrawalReach> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var participant = await ConsentOf.FindAsync(asking, Participant);
        var words = await ParticipantWords.OfAsync(context, [participant.Id], cancel);
        var names = await context.All<Source>().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        IReadOnlyList<string> Named(IEnumerable<Guid> ids) => [.. ids.Select(id => names.GetValueOrDefault(id, "")).Order(NaturalOrder.Instance)];
        var erase = Level == WithdrawalLevel.Erase;
        var lines = new List<(int Place, ReachLine Line)>
        {
            (0, new ReachLine("interviews of theirs alone", words.Whole.Count, Named(words.Whole.Keys), erase ? "They lose every word; positions and lengths stay." : Files())),
            (1, new ReachLine("turns of theirs where others speak too", words.TurnCount, Named(words.TurnSources), erase ? "Their words are covered, sign by sign; the others’ stay. The file as it came is erased." : Files())),
            (2, new ReachLine("sources in which no turn bears their pseudonym", words.Unnamed.Count, Named(words.Unnamed), erase ? "These are left, for nobody can say which words are theirs: read them, and erase the source if need be." : "Not reached: who speaks there is not said.")),
            (3, new ReachLine("public records", words.Public.Count, Named(words.Public), "Not reached: consent does not govern them.")),
        };
        var recordings = (await Transcription.Voices.RecordingsAsync(context, participant.Id, cancel)).ToHashSet();
        var encounters = await context.All<Encounter>().ToDictionaryAsync(e => e.Id, e => e.Name, cancel);
        var sounds = (await context.All<Transcription.Recording>().ToListAsync(cancel)).Where(r => recordings.Contains(r.Id) && r.BlobId is not null).ToList();
        lines.Add((3, new ReachLine("recordings in which they are heard", sounds.Count, [.. sounds.Select(r => encounters.GetValueOrDefault(r.EncounterId, "")).Order(NaturalOrder.Instance)],
            erase ? "They are erased whole, with everybody’s voice in them." : Level >= WithdrawalLevel.NotArchived ? "Nobody hears them any more; they stay until somebody erases them." : "Not touched.")));
        var codings = (await context.All<Coding>().Where(c => words.Revisions.ToList().Contains(c.RevisionId)).Select(c => new { c.RevisionId, c.Start, c.End }).ToListAsync(cancel)).Count(c => words.Holds(c.RevisionId, c.Start, c.End));
        lines.Add((4, new ReachLine("codings", codings, [], "They stay, and are counted.")));
        foreach (var room in Contributions.To<IStandsOnWords>())
        {
            lines.AddRange((await room.ReachAsync(context, words, cancel)).Select(line => (room.Place, erase ? line : line with { Becomes = Level == WithdrawalLevel.NoContact ? "Not touched." : line.Becomes })));
        }

        if (await context.All<Cut>().CountAsync(cancel) is var cuts and > 0)
        {
            lines.Add((90, new ReachLine("cuts", cuts, [], erase ? "They still say what they printed, and that words are withheld." : "What they printed stays.")));
        }

        return new WithdrawalReach(participant.Pseudonym, ConsentWords.Of(Level), ConsentWords.Refuses(Level), [.. lines.Where(l => l.Line.Count > 0).OrderBy(l => l.Place).Select(l => l.Line)]);
    }

    private string Files() => Level is WithdrawalLevel.NotArchived or WithdrawalLevel.KeptUntil ? "The words are covered in every file that leaves." : "They stay, and are coded and counted.";
}

/// <summary>What a withdrawal reaches.</summary>
/// <param name="Pseudonym">Whose.</param>
/// <param name="Level">How far, in words.</param>
/// <param name="Refuses">What is refused from then on; a sentence.</param>
/// <param name="Lines">What it reaches.</param>
public sealed record WithdrawalReach(string Pseudonym, string Level, string Refuses, IReadOnlyList<ReachLine> Lines);
