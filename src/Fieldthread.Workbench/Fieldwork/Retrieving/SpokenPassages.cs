using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Roles;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Retrieving;

/// <summary>The passages of the newest text of each source, and who speaks in each, kept in memory until one of them changes.</summary>
/// <param name="Spans">By source, its passages in order.</param>
/// <param name="Speakers">By source and passage, the index of the participant whose pseudonym it bears, or −1.</param>
/// <param name="Labels">By source and passage, the label as it stands, or null.</param>
/// <param name="Heard">By source, the participants of its encounter where no passage bears anybody’s pseudonym; else none.</param>
/// <param name="People">Pseudonym and role of each participant.</param>
/// <param name="Revisions">By source, its newest text.</param>
internal sealed record SpokenPassages(TextSpan[][] Spans, int[][] Speakers, string?[][] Labels, int[][] Heard, IReadOnlyList<(Guid Id, string Pseudonym, string Role)> People, Guid[] Revisions)
{
    private Dictionary<(int Source, int Person), string> then = [];

    private static readonly Type[] Stands = [typeof(Passage), typeof(Revision), typeof(Source), typeof(SourceSite), typeof(Site), typeof(Phase), typeof(Participant), typeof(RoleHeld), typeof(Encounter), typeof(Attendance)];

    public static Task<SpokenPassages> OfAsync(Asking asking, Facts facts) => asking.Cache.UnlessChangedAsync("spoken passages", asking, Stands, () => ReadAsync(asking, facts));

    /// <summary>Every role that somebody has or had.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>The role of a participant when a source was made; empty where none is said.</summary>
    public string RoleIn(int source, int person) => then.TryGetValue((source, person), out var role) ? role : People[person].Role;

    /// <summary>Who speaks in a passage: whoever it names, else all who were heard where no passage of the source names anybody.</summary>
    public IEnumerable<int> PeopleIn(int source, int passage) => passage >= 0 && passage < Speakers[source].Length && Speakers[source][passage] is >= 0 and var person ? [person] : Heard[source];

    private static async Task<SpokenPassages> ReadAsync(Asking asking, Facts facts)
    {
        var context = asking.Context;
        var rows = await context.All<Participant>().AsNoTracking().OrderBy(p => p.Id).ToListAsync(asking.Cancel);
        var people = rows.ConvertAll(p => (p.Id, p.Pseudonym, p.Role));
        var named = people.Select((p, i) => (p.Pseudonym, i)).GroupBy(p => p.Pseudonym, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        var at = people.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var newest = (await context.All<Revision>().Select(r => new { r.Id, r.SourceId, r.Number }).ToListAsync(asking.Cancel)).Where(r => facts.SourceOfRevision.ContainsKey(r.Id)).GroupBy(r => r.SourceId).Select(g => g.MaxBy(r => r.Number)!.Id).ToHashSet();
        var turns = (await context.All<Passage>().Select(p => new { p.RevisionId, p.Start, p.End, p.Speaker }).ToListAsync(asking.Cancel)).Where(p => newest.Contains(p.RevisionId)).ToLookup(p => facts.SourceOfRevision[p.RevisionId]);
        var attended = (await context.All<Attendance>().ToListAsync(asking.Cancel)).ToLookup(a => a.EncounterId, a => at[a.ParticipantId]);
        var encounter = await context.All<Source>().Where(s => s.EncounterId != null).ToDictionaryAsync(s => s.Id, s => s.EncounterId!.Value, asking.Cancel);
        var count = facts.Sources.Count;
        var (spans, speakers, labels, heard, revisions) = (new TextSpan[count][], new int[count][], new string?[count][], new int[count][], new Guid[count]);
        foreach (var revision in newest)
        {
            revisions[facts.SourceOfRevision[revision]] = revision;
        }

        for (var i = 0; i < count; i++)
        {
            var passages = turns[i].OrderBy(p => p.Start).ToList();
            spans[i] = [.. passages.Select(p => new TextSpan(p.Start, p.End))];
            labels[i] = [.. passages.Select(p => p.Speaker is null ? null : string.Intern(p.Speaker.Trim()))];
            speakers[i] = [.. labels[i].Select(label => label is not null && named.TryGetValue(label, out var person) ? person : -1)];
            heard[i] = Array.Exists(speakers[i], s => s >= 0) || !encounter.TryGetValue(facts.Sources[i], out var of) ? [] : [.. attended[of].Distinct().Order()];
        }

        var (roles, days) = (await RolesThen.OfAsync(context, asking.Cancel), await context.All<Encounter>().Where(e => e.Date != null).ToDictionaryAsync(e => e.Id, e => e.Date, asking.Cancel));
        var differing = new Dictionary<(int, int), string>();
        foreach (var (person, i) in rows.Select((p, i) => (p, i)).Where(p => roles.Of(p.p.Id).Any()))
        {
            for (var source = 0; source < count; source++)
            {
                if (encounter.TryGetValue(facts.Sources[source], out var met) && days.TryGetValue(met, out var date))
                {
                    differing[(source, i)] = roles.Of(person, date).Role;
                }
            }
        }

        return new SpokenPassages(spans, speakers, labels, heard, people, revisions) { then = differing, Roles = [.. people.Select(p => p.Role).Concat(roles.Roles).Distinct(StringComparer.Ordinal)] };
    }
}
