using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>All that was ever done to a code, oldest first: by whom, when, by which act, why, and on what evidence. It answers for a code that is gone too.</summary>
/// <param name="Code">Which code.</param>
[Question("code-history", Permission.ReadMaterial)]
[Refuses("unknown", "the study never had such a code")]
public sealed record CodeHistory(Guid Code) : Question<CodeLife>
{
    /// <inheritdoc/>
    public override async Task<CodeLife> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var versions = await CodeVersions.ReadAsync(asking.Context, asking.Head, asking.Cancel);
        if (!versions.Knows(Code))
        {
            Asking.Refuse("unknown", "There never was such a code in this study.", "Look in the codebook.");
        }

        var numbers = versions.ActsOn(Code).ToList();
        var acts = await asking.Context.Set<ActEntry>().Where(e => e.StudyId == asking.Context.Study && numbers.Contains(e.Seq)).ToDictionaryAsync(e => e.Seq, asking.Cancel);
        var undone = (await asking.Context.Set<ActEntry>().Where(e => e.StudyId == asking.Context.Study && e.Seq <= asking.Head && e.Undoes != null && numbers.Contains(e.Undoes.Value)).Select(e => new { e.Seq, e.Undoes }).ToListAsync(asking.Cancel))
            .GroupBy(e => e.Undoes!.Value).ToDictionary(g => g.Key, g => g.Max(e => e.Seq));
        var people = (await asking.Context.All<Person>().Where(p => p.AccountId != null).ToListAsync(asking.Cancel)).GroupBy(p => p.AccountId!.Value).ToDictionary(g => g.Key, g => g.First().Name);
        var words = await EvidenceWords.ReadAsync(asking.Context, asking.Services, versions.Changes.Where(c => c.Row.CodeId == Code && c.Row.RevisionId is not null).Select(c => c.Row.RevisionId!.Value), asking.Cancel);
        var lines = numbers.SelectMany(n => LinesOf(n).Select(told => (Act: acts[n], told))).Select(x => new CodeEvent(
            x.Act.Seq, x.Act.At, x.Act.ActorId is { } account ? people.GetValueOrDefault(account, "somebody without a part in the study") : Actor.Program.Name, x.Act.Name, x.told.What, x.told.Change?.Row.Reason ?? "",
            x.told.Other, x.told.Other is { } id ? versions.NameBy(id, x.Act.Seq) : null, asking.Context.BlindTo is null && x.told.Change?.Row is { Deed: CodeDeed.Merged or CodeDeed.Split } change ? change.Codings : null, x.told.Fields,
            x.told.Change?.Row is { RevisionId: { } revision } made ? words.Of(revision, made.Start!.Value, made.End!.Value) : null, x.Act.Undoes, undone.TryGetValue(x.Act.Seq, out var by) ? by : null)).ToList();
        var now = versions.At(Code, asking.Head);
        return new CodeLife(Code, now?.Path ?? versions.PathBy(Code, asking.Head), now is null, lines);

        IEnumerable<(string What, Version<CodeChange>? Change, Guid? Other, IReadOnlyList<FieldChange> Fields)> LinesOf(long act)
        {
            var (before, after) = (versions.At(Code, act - 1), versions.At(Code, act));
            var changes = versions.Changes.Where(c => c.From == act && (c.Row.CodeId == Code || c.Row.OtherId == Code)).ToList();
            foreach (var change in changes.Where(c => c.Row.Deed is CodeDeed.Merged or CodeDeed.Split || (c.Row.Deed == CodeDeed.Retired && c.Row.CodeId != Code)))
            {
                var mine = change.Row.CodeId == Code;
                yield return (change.Row.Deed switch { CodeDeed.Merged => mine ? "merged into" : "took in", CodeDeed.Split => mine ? "split: codings given to" : "got codings of", _ => "took the place of" }, change, mine ? change.Row.OtherId : change.Row.CodeId, []);
            }

            var rest = changes.Find(c => c.Row.CodeId == Code && c.Row.Deed is not (CodeDeed.Merged or CodeDeed.Split));
            var fields = before is not null && after is not null ? CodeState.Changes(before, after) : [];
            var what = (before, after) switch
            {
                (null, not null) => acts[act].Undoes is null ? "added" : "restored",
                (not null, null) => changes.Exists(c => c.Row.Deed == CodeDeed.Merged && c.Row.CodeId == Code) ? null : "removed",
                (not null, not null) => Said(before, after, fields),
                _ => null,
            };
            if (what is not null || rest is not null)
            {
                yield return (what ?? "noted", rest, rest?.Row.Deed == CodeDeed.Retired ? rest.Row.OtherId : null, fields);
            }
        }

        string? Said(CodeState before, CodeState after, IReadOnlyList<FieldChange> fields)
        {
            var said = new List<string>();
            if (before.Parent != after.Parent)
            {
                said.Add($"moved from {Above(before)} to {Above(after)}");
            }
            else if (before.Ordinal != after.Ordinal && fields.Count == 0)
            {
                said.Add("put in another place among its siblings");
            }

            if (fields.Any(f => f.Field == "status"))
            {
                said.Add(after.Said.Standing == CodeStanding.Retired ? "retired" : before.Said.Standing == CodeStanding.Retired ? "brought back" : "now " + CodeState.InWords(after.Said.Standing));
            }

            if (fields.Any(f => f.Field == "name"))
            {
                said.Add("renamed");
            }

            var others = fields.Select(f => f.Field).Except(["status", "name", "instead"]).ToList();
            if (others.Count > 0)
            {
                said.Add("changed: " + string.Join(", ", others));
            }

            return said.Count > 0 ? string.Join("; ", said) : null;
        }

        string Above(CodeState state) => state.Parent is { } parent ? $"“{versions.NameBy(parent, asking.Head)}”" : "the top";
    }
}

/// <summary>The life of a code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Path">Its path; where it is gone, the last it had.</param>
/// <param name="IsGone">True where the codebook has it no longer.</param>
/// <param name="Events">What was done, oldest first.</param>
public sealed record CodeLife(Guid Code, string Path, bool IsGone, IReadOnlyList<CodeEvent> Events);

/// <summary>Something that was done to a code.</summary>
/// <param name="Act">Number of the act.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Who">By whom.</param>
/// <param name="ActName">Name of the act: <c>merge-codes</c>.</param>
/// <param name="What">What it did, in words.</param>
/// <param name="Reason">Why; empty where nobody said.</param>
/// <param name="Other">Another code that took part.</param>
/// <param name="OtherName">Its name then.</param>
/// <param name="Codings">How many codings went over; null where none could, or who codes blind may not know.</param>
/// <param name="Fields">Fields that it changed.</param>
/// <param name="Evidence">The words that the code was made from.</param>
/// <param name="Undoes">The act that it undid.</param>
/// <param name="UndoneIn">The act that undid it.</param>
public sealed record CodeEvent(
    long Act, DateTimeOffset At, string Who, string ActName, string What, string Reason, Guid? Other, string? OtherName, int? Codings, IReadOnlyList<FieldChange> Fields, CitedWords? Evidence, long? Undoes, long? UndoneIn);

/// <summary>Words of the study, cited by their place.</summary>
/// <param name="Source">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Words">The words; covered, sign by sign, where consent for files that leave is wanting.</param>
public sealed record CitedWords(Guid Source, string SourceName, int Start, int End, string Words);

/// <summary>Reads the words that codes cite, a text once.</summary>
internal sealed class EvidenceWords(IReadOnlyDictionary<Guid, (Guid Source, string Name, string Text)> texts)
{
    public static async Task<EvidenceWords> ReadAsync(StudyContext context, ActServices? services, IEnumerable<Guid> cited, CancellationToken cancel)
    {
        var ids = cited.Distinct().ToList();
        if (ids.Count == 0)
        {
            return new EvidenceWords(new Dictionary<Guid, (Guid, string, string)>());
        }

        var withheld = await Withholding.OfAsync(context, services, deposit: false, cancel);
        var originals = await Originals.OfEverybodyAsync(context, services, cancel);
        var revisions = await context.All<Revision>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(cancel);
        var sources = revisions.Select(r => r.SourceId).Distinct().ToList();
        var names = await context.All<Source>().AsNoTracking().Where(s => sources.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        return new EvidenceWords(revisions.Where(r => names.ContainsKey(r.SourceId)).ToDictionary(r => r.Id, r => (r.SourceId, names[r.SourceId], originals.Cover(r.Id, withheld.Cover(r.SourceId, r.Id, r.Text)))));
    }

    public CitedWords? Of(Guid revision, int start, int end) =>
        texts.TryGetValue(revision, out var text) && start >= 0 && start < end && end <= text.Text.Length ? new CitedWords(text.Source, text.Name, start, end, text.Text[start..end]) : null;
}
