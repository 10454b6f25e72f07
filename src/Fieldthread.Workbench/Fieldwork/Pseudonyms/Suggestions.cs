using Fieldthread.Core.Fieldwork.Pseudonyms;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>Words of the newest texts that may give somebody away: labels before turns, names and codes of the register, former ones too, words with capitals, roles and offices, dates, sentences that tell of distinctive events. What it does not find may be there: read the texts.</summary>
/// <param name="Sources">Of these sources; none for all.</param>
[Question("name-suggestions", Permission.KeepNames)]
public sealed record NameSuggestionsOfStudy(IReadOnlyList<Guid>? Sources = null) : Question<IReadOnlyList<SuggestedName>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SuggestedName>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var facts = await Facts.OfAsync(asking);
        var newest = facts.SourceOfRevision.Where(r => Sources is not { Count: > 0 } || Sources.Contains(facts.Sources[r.Value])).Select(r => r.Key).ToList();
        var texts = await context.All<Revision>().Where(r => newest.Contains(r.Id)).Select(r => new { r.Id, r.Text }).ToListAsync(cancel);
        var labels = (await context.All<Passage>().Where(p => p.Speaker != null && newest.Contains(p.RevisionId)).Select(p => new { p.RevisionId, p.Speaker }).Distinct().ToListAsync(cancel)).ToLookup(p => p.RevisionId, p => p.Speaker!.Trim());
        var participants = await context.All<Participant>().Select(p => new { p.Pseudonym, p.Role }).ToListAsync(cancel);
        var sites = await context.All<Site>().Select(s => s.Name).ToListAsync(cancel);
        var pseudonyms = await context.All<Pseudonym>().Select(p => p.Replacement).ToListAsync(cancel);
        var left = participants.Select(p => p.Pseudonym).Concat(sites).Concat(pseudonyms).ToHashSet(StringComparer.Ordinal);
        left.UnionWith(labels.SelectMany(l => l).Where(SpeakerRoles.IsTeam));
        var known = new List<(string, NamedKind, string)>();
        foreach (var name in await context.All<OrganisationName>().Select(n => n.Name).Distinct().ToListAsync(cancel))
        {
            known.Add((name, NamedKind.Organisation, "a name in the register, now or formerly"));
        }

        foreach (var code in await context.All<OrganisationCode>().Select(c => c.Code).Distinct().ToListAsync(cancel))
        {
            known.Add((code, NamedKind.Organisation, "a code in the register"));
        }

        known.AddRange(participants.Select(p => p.Role).Where(r => r.Length > 2).Distinct(StringComparer.Ordinal).Select(r => (r, NamedKind.Role, "a role of a participant")));
        return NameSuggestions.In(texts.ConvertAll(t => (t.Text, (IReadOnlyCollection<string>)[.. labels[t.Id].Distinct(StringComparer.Ordinal)])), known, left);
    }
}
