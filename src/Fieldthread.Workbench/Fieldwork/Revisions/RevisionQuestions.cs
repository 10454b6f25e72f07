using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>The revisions of a source, from the text as it came.</summary>
/// <param name="Source">Which source.</param>
[Question("revisions", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such source")]
public sealed record RevisionsOfSource(Guid Source) : Question<SourceRevisions>
{
    /// <inheritdoc/>
    public override async Task<SourceRevisions> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var chain = await RevisionChain.OfAsync(asking.Context, asking.Cancel);
        if (chain.NewestOf(Source) is not { } newest || await asking.Context.All<Source>().FirstOrDefaultAsync(s => s.Id == Source, asking.Cancel) is not { } source)
        {
            throw new RefusedException(new Refusal("unknown", "There is no such source in this study.", "It may have been taken back; look in the list of sources."));
        }

        var people = await asking.Context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var lines = chain.All.Where(r => r.Source == Source).OrderBy(r => r.Number).Select(r => chain.StepTo(r.Id) is { } step
            ? new RevisionLine(r.Id, r.Number, step.Kind, step.Reason, step.MadeById is { } by ? people.GetValueOrDefault(by) : null, step.MadeAt, r.Length, RevisionMap.Parse(step.Map).Changes.Count)
            : new RevisionLine(r.Id, r.Number, null, "", null, null, r.Length, 0));
        return new SourceRevisions(Source, source.Name, newest.Number, [.. lines]);
    }
}

/// <summary>The revisions of a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Newest">Number of the newest.</param>
/// <param name="Revisions">From the text as it came.</param>
public sealed record SourceRevisions(Guid Source, string Name, int Newest, IReadOnlyList<RevisionLine> Revisions);

/// <summary>A revision in a list.</summary>
/// <param name="Id">The revision.</param>
/// <param name="Number">1 for the text as it came.</param>
/// <param name="Kind">Why it was made; null for the text as it came.</param>
/// <param name="Reason">The reason as written.</param>
/// <param name="By">Who made it; null for the program, or for the text as it came.</param>
/// <param name="At">When, UTC; null for the text as it came.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
/// <param name="Changes">How many places differ from the revision before.</param>
public sealed record RevisionLine(Guid Id, int Number, RevisionKind? Kind, string Reason, string? By, DateTimeOffset? At, int Length, int Changes);

/// <summary>What a further revision would change and carry. Nothing is changed by asking.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Number">Number of the newest revision, from which it was made.</param>
/// <param name="Text">The whole text of the further revision.</param>
/// <param name="Kind">Why it would be made.</param>
[Question("revision-preview", Permission.KeepMaterial)]
[Refuses("unknown", "there is no such source")]
[Refuses("stale", "the source has a newer revision than the one it was made from")]
[Refuses("empty", "the text holds no words")]
[Refuses("unchanged", "the text is the same as before")]
public sealed record PreviewRevision(Guid Source, int Number, string Text, RevisionKind Kind = RevisionKind.Corrected) : Question<RevisionComparison>
{
    /// <inheritdoc/>
    public override async Task<RevisionComparison> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var former = await RevisionChecks.NewestAsync(asking.Context, Source, Number, asking.Cancel);
        var text = RevisedText.EndsAs(former.Text, RevisedText.Clean(Text));
        RevisionChecks.RefuseSame(former.Text, text);
        var map = TextDiff.Map(former.Text, text);
        var lines = DiffLine.Of(former.Text, text, map, out var total);
        return new RevisionComparison(Source, Number, Number + 1, Kind, lines, total, map.Changes.Count, await CarryReport.OfAsync(asking.Context, former, map, text, Kind, null, asking.Cancel));
    }
}

/// <summary>Two revisions of a source side by side, and what was carried from one to the next.</summary>
/// <param name="Source">Which source.</param>
/// <param name="From">Number of the former; null for the one before <paramref name="To"/>.</param>
/// <param name="To">Number of the later; null for the newest.</param>
[Question("revision-diff", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such source, or it has no revision of that number")]
[Refuses("sealed", "one is the text as it was before names were replaced, and the asker’s role does not read it")]
public sealed record CompareRevisions(Guid Source, int? From = null, int? To = null) : Question<RevisionComparison>
{
    /// <inheritdoc/>
    public override async Task<RevisionComparison> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var chain = await RevisionChain.OfAsync(asking.Context, asking.Cancel);
        var to = To ?? chain.NewestOf(Source)?.Number ?? 0;
        var (former, later) = (Find(chain, From ?? Math.Max(1, to - 1)), Find(chain, to));
        if (former.Number > later.Number)
        {
            (former, later) = (later, former);
        }

        var originals = await Originals.OfAsync(asking);
        originals.RefuseHidden(former.Id);
        originals.RefuseHidden(later.Id);
        var texts = await asking.Context.All<Revision>().Where(r => r.Id == former.Id || r.Id == later.Id).ToDictionaryAsync(r => r.Id, asking.Cancel);
        var map = chain.Map(former.Id, later.Id);
        var lines = DiffLine.Of(texts[former.Id].Text, texts[later.Id].Text, map, out var total);
        var step = former.Number + 1 == later.Number ? chain.StepTo(later.Id) : null;
        return new RevisionComparison(Source, former.Number, later.Number, step?.Kind, lines, total, map.Changes.Count, step is null ? null : await ReportAsync(asking, step, texts[former.Id], texts[later.Id].Text, map));
    }

    /// <summary>What stood on the former revision right before the step, through the asker’s own view.</summary>
    private static async Task<CarryReport> ReportAsync(Asking asking, RevisionStep step, Revision former, string text, RevisionMap map)
    {
        await using var then = asking.Open(asking.Context.View with { Known = step.MadeIn - 1 });
        return await CarryReport.OfAsync(then, former, map, text, step.Kind, step.RevisionId, asking.Cancel);
    }

    private RevisionChain.Link Find(RevisionChain chain, int number) => chain.All.FirstOrDefault(r => r.Source == Source && r.Number == number)
        ?? throw new RefusedException(new Refusal("unknown", $"There is no such source in this study, or it has no revision {number}.", "Look at the list of its revisions."));
}

/// <summary>Two texts of a source side by side.</summary>
/// <param name="Source">The source.</param>
/// <param name="From">Number of the former revision.</param>
/// <param name="To">Number of the later.</param>
/// <param name="Kind">Why the later was made; null where several steps lie between.</param>
/// <param name="Lines">Lines that differ, at most 400.</param>
/// <param name="LinesInAll">How many places there are where lines differ.</param>
/// <param name="Changes">How many changes lie in them.</param>
/// <param name="Carried">What is carried; null where several steps lie between.</param>
public sealed record RevisionComparison(Guid Source, int From, int To, RevisionKind? Kind, IReadOnlyList<DiffLine> Lines, int LinesInAll, int Changes, CarryReport? Carried);
