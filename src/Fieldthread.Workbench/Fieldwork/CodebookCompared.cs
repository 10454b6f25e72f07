using System.Text.Json;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>The codebook at two moments: what was added, removed, renamed, moved, redefined, merged, split, retired, with the codings that each code gained and lost.</summary>
/// <param name="From">The first moment: a date, which is its end; an instant; <c>act 17</c>; the name of a cut.</param>
/// <param name="To">The second; nothing for now.</param>
[Question("codebook-differences", Permission.ReadStudy)]
[Refuses("bad-date", "a moment is neither a date, an act nor a cut")]
public sealed record CodebookCompared(string From, string? To = null) : Question<CodebookDifferences>
{
    /// <inheritdoc/>
    public override async Task<CodebookDifferences> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (one, other) = (await Moments.ResolveAsync(asking, From), await Moments.ResolveAsync(asking, To));
        var (first, second) = one.Act <= other.Act ? (one, other) : (other, one);
        var versions = await CodeVersions.ReadAsync(asking.Context, asking.Head, asking.Cancel);
        var (before, after) = (await StatesAsync(asking, versions, first.Act), await StatesAsync(asking, versions, second.Act));
        var codings = await CodingsAsync(asking, first.Act, second.Act);
        var fates = await FatesAsync(asking, versions, first.Act, second.Act);
        return new CodebookDifferences(first, second, before.Count, after.Count, CodebookDiff.Of(before, after, fates, id => codings.GetValueOrDefault(id)));
    }

    private static async Task<List<CodeState>> StatesAsync(Asking asking, CodeVersions versions, long act)
    {
        await using var then = asking.Open(asking.Context.View with { Known = act });
        var codes = await then.All<Code>().ToListAsync(asking.Cancel);
        return [.. FactsReader.InTreeOrder(codes).Select(c => versions.At(c.Id, act)).OfType<CodeState>()];
    }

    /// <summary>Mergers and splits that stand at the second moment; those that were undone by then do not.</summary>
    private static async Task<List<CodeFate>> FatesAsync(Asking asking, CodeVersions versions, long first, long second)
    {
        await using var then = asking.Open(asking.Context.View with { Known = second });
        var standing = (await then.All<CodeChange>().Where(c => c.Deed == CodeDeed.Merged || c.Deed == CodeDeed.Split).Select(c => c.Id).ToListAsync(asking.Cancel)).ToHashSet();
        var kept = versions.Changes.Where(c => c.From > first && c.From <= second && standing.Contains(c.Id)).Select(c => new CodeFate(c.Row.CodeId, c.Row.OtherId!.Value, c.Row.Deed == CodeDeed.Split, c.Row.Reason)).ToList();

        // Mergers of a time when no change was kept with its reason are told by the log, which has kept what each act answered.
        var told = kept.Select(f => f.Code).ToHashSet();
        var gone = versions.All.Where(id => !told.Contains(id) && versions.At(id, first) is not null && versions.At(id, second) is null).Select(id => (Id: id, Act: versions.ActsOn(id).Last(a => a <= second && versions.At(id, a) is null))).ToList();
        var numbers = gone.ConvertAll(g => g.Act);
        var merges = await asking.Context.Set<ActEntry>().Where(e => e.StudyId == asking.Context.Study && numbers.Contains(e.Seq) && e.Name == "merge-codes").ToDictionaryAsync(e => e.Seq, e => e.Answer, asking.Cancel);
        kept.AddRange(gone.Where(g => merges.ContainsKey(g.Act)).Select(g => new CodeFate(g.Id, JsonSerializer.Deserialize<CodesMerged>(merges[g.Act], Json.Options)!.Code, false, "")));
        return kept;
    }

    private static async Task<Dictionary<Guid, CodingsThen>> CodingsAsync(Asking asking, long first, long second)
    {
        async Task<Dictionary<Guid, int>> CountsAsync(long act)
        {
            await using var then = asking.Open(asking.Context.View with { Known = act });
            return await then.All<Coding>().GroupBy(c => c.CodeId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, asking.Cancel);
        }

        var (before, after) = (await CountsAsync(first), await CountsAsync(second));

        // Only rows that were written after the first moment can be new to their code; the rest were there.
        await using var now = asking.Open(asking.Context.View with { Known = second });
        var written = await now.All<Coding>().Where(c => c.RecordedIn > first).Select(c => new { c.Id, c.CodeId }).ToListAsync(asking.Cancel);
        await using var old = asking.Open(asking.Context.View with { Known = first });
        var changed = await old.ReadAsync(
            "SELECT id, code_id FROM codings_history WHERE study_id = @study AND ended_in > @first AND ended_in <= @second AND recorded_in <= @first",
            row => (Id: row.ReadId(0), Code: row.ReadId(1)), asking.Cancel, ("study", asking.Context.Study), ("first", first), ("second", second));
        var was = changed.GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First().Code);
        var gained = written.Where(c => !was.TryGetValue(c.Id, out var code) || code != c.CodeId).CountBy(c => c.CodeId).ToDictionary();
        return before.Keys.Union(after.Keys).ToDictionary(id => id, id => new CodingsThen(before.GetValueOrDefault(id), after.GetValueOrDefault(id), gained.GetValueOrDefault(id)));
    }
}

/// <summary>The codebook at two moments.</summary>
/// <param name="From">The earlier.</param>
/// <param name="To">The later.</param>
/// <param name="CodesBefore">Codes at the earlier.</param>
/// <param name="CodesAfter">Codes at the later.</param>
/// <param name="Lines">The codes that differ.</param>
public sealed record CodebookDifferences(Moment From, Moment To, int CodesBefore, int CodesAfter, IReadOnlyList<CodeDifference> Lines);
