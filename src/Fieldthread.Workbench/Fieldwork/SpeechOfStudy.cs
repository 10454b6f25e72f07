using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.FieldNotes;
using Fieldthread.Workbench.Fieldwork.Roles;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Share of speech by role and kind of encounter, in turns and words, counted from the newest text of each source; of a cut, what the cut holds.</summary>
[Question("speech-share", Permission.ReadMaterial)]
public sealed record SpeechOfStudy : Question<SpeechShare>
{
    private static readonly Type[] Stands = [typeof(Passage), typeof(Revision), typeof(Source), typeof(Participant), typeof(RoleHeld), typeof(Encounter), typeof(FieldNote)];

    /// <inheritdoc/>
    public override Task<SpeechShare> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return asking.Cache.UnlessChangedAsync("speech share", asking, Stands, () => ReadAsync(asking));
    }

    private static async Task<SpeechShare> ReadAsync(Asking asking)
    {
        var (context, cancel) = (asking.Context, asking.Cancel);
        var kinds = (await context.All<Encounter>().AsNoTracking().Select(e => new { e.Id, e.Kind, e.Date }).ToListAsync(cancel)).ToDictionary(e => e.Id, e => (Kind: Facts.KindInWords(e.Kind), e.Date));
        var notes = (await context.All<FieldNote>().AsNoTracking().Select(n => n.SourceId).ToListAsync(cancel)).ToHashSet();
        // A field note is what the team wrote, not what was said.
        var sources = (await context.All<Source>().AsNoTracking().Where(s => s.EncounterId != null).Select(s => new { s.Id, Encounter = s.EncounterId!.Value }).ToListAsync(cancel)).Where(s => kinds.ContainsKey(s.Encounter) && !notes.Contains(s.Id)).ToDictionary(s => s.Id, s => kinds[s.Encounter]);
        var people = (await context.All<Participant>().AsNoTracking().ToListAsync(cancel)).GroupBy(p => p.Pseudonym, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var then = await RolesThen.OfAsync(context, cancel);
        var newest = (await context.All<Revision>().AsNoTracking().Select(r => new { r.Id, r.SourceId, r.Number }).ToListAsync(cancel)).Where(r => sources.ContainsKey(r.SourceId)).GroupBy(r => r.SourceId).Select(g => g.MaxBy(r => r.Number)!).ToList();
        var (turns, texts, without) = (new List<SpokenTurn>(), 0, 0);
        foreach (var revision in newest)
        {
            var passages = await context.All<Passage>().AsNoTracking().Where(p => p.RevisionId == revision.Id && p.Speaker != null).Select(p => new { p.WordsStart, p.End, p.Speaker }).ToListAsync(cancel);
            if (passages.Count == 0)
            {
                without++;
                continue;
            }

            texts++;
            var text = await context.All<Revision>().AsNoTracking().Where(r => r.Id == revision.Id).Select(r => r.Text).SingleAsync(cancel);
            foreach (var passage in passages)
            {
                var label = passage.Speaker!.Trim();
                var (kind, date) = sources[revision.SourceId];
                var role = people.TryGetValue(label, out var known) ? then.Of(known, date).Role is { Length: > 0 } said ? said : SpeechShare.Unsaid : SpeakerRoles.IsTeam(label) ? SpeechShare.Team : SpeechShare.Unlisted;
                turns.Add(new SpokenTurn(kind, role, label, SpeechShare.Words(text.AsSpan(passage.WordsStart, Math.Max(0, passage.End - passage.WordsStart)))));
            }
        }

        return SpeechShare.Of(turns, texts, without);
    }
}
