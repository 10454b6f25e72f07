using Fieldthread.Core.Fieldwork.Pseudonyms;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>Opens the sealed names, and shows side by side what putting the pseudonyms into texts would change. It is an act because every look is written into the log: who and when, never the names.</summary>
/// <param name="Sources">Texts to be shown with the pseudonyms put in; none for the list alone.</param>
[Act("look-at-names", Permission.KeepNames, CanBeUndone = false, Tells = "nothing")]
[Refuses("unknown", "there is no such source")]
[Refuses("not-set-up", "the study has no sealed store yet")]
[Refuses("no-key", "the key is not on this machine, or is another")]
public sealed record LookAtNames(IReadOnlyList<Guid>? Sources = null) : Act<NamesSeen>
{
    /// <inheritdoc/>
    public override async Task<NamesSeen> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (rows, names) = await NamesOfStudy.ReadAsync(acting);
        var store = names.ToLookup(n => n.Id, n => n.Words);
        var lines = rows.ConvertAll(r => new NamedLine(r.Id, r.Replacement, r.Kind, [.. store[r.Id]]));
        var reviews = new List<NamesReview>();
        foreach (var id in Sources ?? [])
        {
            var (source, newest) = await NamesOfStudy.NewestAsync(acting, id);
            var replaced = NameReplacing.In(newest.Text, names);
            var diff = DiffLine.Of(newest.Text, replaced.Text, replaced.Map, out var total);
            var report = replaced.Map.Changes.Count == 0 ? null : await CarryReport.OfAsync(acting.Context, newest, replaced.Map, replaced.Text, RevisionKind.Pseudonymised, null, acting.Cancel);
            reviews.Add(new NamesReview(source.Id, source.Name, replaced.Used.Values.Sum(), new RevisionComparison(id, newest.Number, newest.Number + 1, RevisionKind.Pseudonymised, diff, total, replaced.Map.Changes.Count, report)));
        }

        return new NamesSeen(acting.Number, lines.Count, Sources ?? [], lines, reviews);
    }
}

/// <summary>The sealed names were opened. The names themselves are told this once and not kept in the log.</summary>
/// <param name="AsOf">Number of the act: what was reviewed is as it was then.</param>
/// <param name="Count">How many pseudonyms there are.</param>
/// <param name="Of">Texts that were reviewed.</param>
/// <param name="Names">Pseudonyms with the words that they stand for.</param>
/// <param name="Reviews">Texts side by side.</param>
public sealed record NamesSeen(long AsOf, int Count, IReadOnlyList<Guid> Of, [property: Secret] IReadOnlyList<NamedLine>? Names = null, [property: Secret] IReadOnlyList<NamesReview>? Reviews = null);

/// <summary>A pseudonym with what it stands for.</summary>
/// <param name="Id">The pseudonym.</param>
/// <param name="Replacement">What is put in.</param>
/// <param name="Kind">What the words name.</param>
/// <param name="Words">The words, a form each; none where the sealed store does not hold them, as after a move to another installation.</param>
public sealed record NamedLine(Guid Id, string Replacement, NamedKind Kind, IReadOnlyList<string> Words);

/// <summary>A text as it would be with pseudonyms.</summary>
/// <param name="Source">The source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Replaced">How many places would be replaced.</param>
/// <param name="Compared">Both texts side by side, and what would be carried.</param>
public sealed record NamesReview(Guid Source, string Name, int Replaced, RevisionComparison Compared);

/// <summary>Puts the pseudonyms into texts: each chosen source gets a pseudonymised revision, which is what people see from then on. One act, undone as one.</summary>
/// <param name="Sources">Which sources.</param>
/// <param name="AsOf">Number of the look in which they were reviewed.</param>
/// <param name="Reason">Why, for those who read it later.</param>
[Act("pseudonymise-sources", Permission.KeepNames, Tells = "everything")]
[Refuses("unknown", "there is no such source")]
[Refuses("empty", "no source was chosen, or no reason was given")]
[Refuses("not-reviewed", "a text or the list has changed since the look, or the number names no look at these texts")]
[Refuses("nothing-found", "none of the words stands in any of the texts")]
[Refuses("not-set-up", "the study has no sealed store yet")]
[Refuses("no-key", "the key is not on this machine, or is another")]
public sealed record PseudonymiseSources(IReadOnlyList<Guid> Sources, long AsOf, string Reason) : Act<PseudonymisedSources>
{
    /// <inheritdoc/>
    public override async Task<PseudonymisedSources> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var reason = Acting.Given(Reason, "The reason");
        if (Sources is not { Count: > 0 })
        {
            Acting.Refuse("empty", "No source was chosen.", "Choose the texts into which the pseudonyms are to be put.");
        }

        var (_, names) = await NamesOfStudy.ReadAsync(acting);
        var done = new List<PseudonymisedSource>();
        foreach (var id in Sources.Distinct())
        {
            await NamesOfStudy.NewestAsync(acting, id);
        }

        await RefuseUnseenAsync(acting);
        foreach (var id in Sources.Distinct())
        {
            var (_, newest) = await NamesOfStudy.NewestAsync(acting, id);
            var replaced = NameReplacing.In(newest.Text, names);
            if (replaced.Map.Changes.Count > 0)
            {
                var revised = await RevisionLanding.LandAsync(acting, newest, PreparedText.Of(replaced.Text), replaced.Map, RevisionKind.Pseudonymised, reason);
                done.Add(new PseudonymisedSource(id, revised.Id, revised.Number, replaced.Used.Values.Sum(), revised.Waiting));
            }
        }

        if (done.Count == 0)
        {
            Acting.Refuse("nothing-found", "None of the words of the list stands in these texts.", "Look whether they are written there in another form.");
        }

        return new PseudonymisedSources(done, Sources.Distinct().Count() - done.Count);
    }

    /// <summary>What is put in is what somebody has seen: nothing of it may have changed since.</summary>
    private async Task RefuseUnseenAsync(Acting acting)
    {
        var look = await acting.Context.Set<ActEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.StudyId == acting.Context.Study && e.Seq == AsOf && e.Name == "look-at-names", acting.Cancel);
        var seen = look is null ? [] : Json.Read<NamesSeen>(look.Answer).Of;
        var changed = Sources.Except(seen).Any() || await acting.Context.ChangedSinceAsync(AsOf, [typeof(Pseudonym)], acting.Cancel);
        foreach (var source in changed ? [] : Sources)
        {
            changed |= (await acting.Context.ReadAsync(
                "SELECT 1 FROM revisions WHERE study_id = @study AND source_id = @source AND recorded_in > @act UNION ALL SELECT 1 FROM revisions_history WHERE study_id = @study AND source_id = @source AND ended_in > @act",
                row => row.GetInt32(0), acting.Cancel, ("study", acting.Context.Study), ("source", source), ("act", AsOf))).Count > 0;
        }

        if (changed)
        {
            Acting.Refuse("not-reviewed", "A text or the list of pseudonyms has changed since you looked, or you have not looked at all of these texts.", "Review them again, then apply.");
        }
    }
}

/// <summary>Pseudonyms were put into texts.</summary>
/// <param name="Done">Sources with their new revisions.</param>
/// <param name="Unchanged">Sources in which none of the words stood.</param>
public sealed record PseudonymisedSources(IReadOnlyList<PseudonymisedSource> Done, int Unchanged);

/// <summary>A source that was pseudonymised.</summary>
/// <param name="Source">The source.</param>
/// <param name="Revision">Its new revision.</param>
/// <param name="Number">Number of the revision.</param>
/// <param name="Replaced">How many places were replaced.</param>
/// <param name="Waiting">Codings and memos that could not be carried.</param>
public sealed record PseudonymisedSource(Guid Source, Guid Revision, int Number, int Replaced, int Waiting);

/// <summary>The list with its words, inside an act.</summary>
internal static class NamesOfStudy
{
    public static async Task<(List<Pseudonym> Rows, List<NamedWords> Names)> ReadAsync(Acting acting)
    {
        var store = await NameStore.OpenAsync(acting.Context, acting.Services.Database, acting.Cancel);
        var rows = (await acting.Context.Set<Pseudonym>().AsNoTracking().ToListAsync(acting.Cancel)).OrderBy(r => r.Kind).ThenBy(r => r.Replacement, Core.Basics.NaturalOrder.Instance).ThenBy(r => r.Id).ToList();
        return (rows, [.. rows.SelectMany(r => store.Names.GetValueOrDefault(r.WordsId, []).Select(w => new NamedWords(r.Id, w, r.Replacement)))]);
    }

    public static async Task<(Source Source, Revision Newest)> NewestAsync(Acting acting, Guid id) =>
        (await acting.FindAsync<Source>(id), await acting.Context.Set<Revision>().AsNoTracking().Where(r => r.SourceId == id).OrderByDescending(r => r.Number).FirstAsync(acting.Cancel));
}
