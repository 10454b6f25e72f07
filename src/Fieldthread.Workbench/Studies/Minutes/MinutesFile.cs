using System.Globalization;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Minutes;

/// <summary>Minutes as a document for word processors: of one meeting, or of all.</summary>
/// <param name="Minutes">Which minutes; null for all.</param>
[Question("minutes-file", Permission.ReadMaterial)]
[Refuses("unknown", "there are no such minutes")]
public sealed record MinutesFile(Guid? Minutes = null) : Question<MemoBytes>
{
    /// <inheritdoc/>
    public override async Task<MemoBytes> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var all = Minutes is { } one ? [await new MinutesOf(one).AskAsync(asking)] : await MinutesRead.OfAsync(asking);
        var about = await new AboutStudy().AskAsync(asking);
        return new MemoBytes(MinutesDocx.Write(
            about.Name, $"{all.Count.ToString("N0", CultureInfo.InvariantCulture)} {(all.Count == 1 ? "meeting" : "meetings")}, as recorded up to act {asking.Head.ToString(CultureInfo.InvariantCulture)}.",
            [.. all.Select(m => new PrintedMinutes(m.Title, m.Date, string.Join(", ", m.Present.Concat(m.Others.Length > 0 ? [m.Others] : [])), m.Discussed, [.. m.Decisions.Select(d => new PrintedDecision(d.Words, string.Join("; ", d.Touches.Select(t => $"the {t.Kind} {t.Name}"))))]))]));
    }
}

/// <summary>Minutes and decisions, found by their words.</summary>
internal sealed class SearchedMinutes : ISearched
{
    public int Place => 11;

    public string Kind => "minutes";

    public Permission Needs => Permission.ReadMaterial;

    public IReadOnlyList<Type> Rows => [typeof(MeetingMinutes), typeof(Decision), typeof(DecisionLink), typeof(MinutesPresent), typeof(Person), .. MemoPlaces.All.SelectMany(p => p.Rows).Distinct()];

    public async Task<IReadOnlyList<SearchedWords>> ReadAsync(Asking asking) =>
        [.. (await MinutesRead.OfAsync(asking)).OrderBy(m => m.Id).Select(m => new SearchedWords(m.Id, $"Minutes of {m.Date}, {m.Title}", "minutes/" + m.Id, string.Join('\n', new[] { m.Title, m.Others, m.Discussed }.Concat(m.Decisions.Select(d => d.Words)).Where(w => w.Length > 0))))];
}

/// <summary>Memos on minutes.</summary>
internal sealed class MemosOnMinutes : IMemoPlace
{
    public int Order => 5;

    public string Kind => "minutes";

    public string InWords => "meeting";

    public IReadOnlyList<Type> Rows => [typeof(MeetingMinutes)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<MeetingMinutes>().Chosen(only).AsNoTracking().ToListAsync(cancel)).Select(m => new MemoThing(m.Id, $"{m.Date}, {m.Title}", "minutes/" + m.Id))];
}

/// <summary>Decisions may rest on memos.</summary>
internal sealed class MemosAsPlaces : IMemoPlace
{
    public int Order => 6;

    public string Kind => "memos";

    public string InWords => "memo";

    public IReadOnlyList<Type> Rows => [typeof(Memo)];

    // Every memo offers a list of what it can be linked to; all memos in each of them would be too long to read.
    public bool CanBeListed => false;

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Memo>().Chosen(only).AsNoTracking().ToListAsync(cancel)).Where(m => context.BlindTo is null || m.AuthorId == context.BlindTo || m.TargetKind != "codings").Select(m => new MemoThing(m.Id, m.Title is { Length: > 0 } title ? title : m.Words.ReplaceLineEndings(" ") is { Length: > 60 } words ? words[..60] + "…" : m.Words.ReplaceLineEndings(" "), "memos?words=" + Uri.EscapeDataString(m.Title ?? (m.Words.Length > 40 ? m.Words[..40].Split('\n')[0] : m.Words.Split('\n')[0]))))];
}
