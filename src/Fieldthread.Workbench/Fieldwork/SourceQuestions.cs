using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.AutoCoding;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>The sources of the study, by name.</summary>
[Question("sources", Permission.ReadStudy)]
public sealed record SourceList : Question<IReadOnlyList<SourceLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SourceLine>> AskAsync(Asking asking)
    {
        var facts = await Facts.OfAsync(asking);
        var rows = await asking.Context.All<Source>().ToDictionaryAsync(s => s.Id, asking.Cancel);
        var lengths = (await asking.Context.All<Revision>().Select(r => new { r.SourceId, r.Number, r.Length }).ToListAsync(asking.Cancel)).GroupBy(r => r.SourceId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!.Length);
        var kinds = facts.Study.Encounters.ToDictionary(e => e.Name);
        return facts.Sources.Select((id, i) =>
        {
            var fact = facts.Study.Sources[i];
            var encounter = fact.Encounter is { } name ? kinds[name] : null;
            return new SourceLine(id, fact.Name, encounter?.Name, encounter?.Kind, fact.Site ?? encounter?.Site, encounter?.Phase, lengths.GetValueOrDefault(id), facts.CodingsOfSource[i], rows[id].QuotingBasis);
        }).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
    }
}

/// <summary>A source in a list.</summary>
/// <param name="Id">The source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Encounter">The encounter that it records, or null.</param>
/// <param name="Kind">Kind of that encounter, or null.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="Phase">Name of the phase, or null.</param>
/// <param name="Length">Length in characters (UTF-16 code units).</param>
/// <param name="Codings">How many codings it carries.</param>
/// <param name="QuotingBasis">On what ground it may be quoted.</param>
public sealed record SourceLine(Guid Id, string Name, string? Encounter, string? Kind, string? Site, string? Phase, int Length, int Codings, QuotingBasis QuotingBasis);

/// <summary>A source with its newest text, for reading and coding; or with a former one, for reading.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Revision">Number of the revision; null for the newest.</param>
[Question("source", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such source, or it has no revision of that number")]
[Refuses("sealed", "it is the text as it was before names were replaced, and the asker’s role does not read it")]
public sealed record SourceText(Guid Source, int? Revision = null) : Question<SourcePage>
{
    /// <inheritdoc/>
    public override async Task<SourcePage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var lines = await new SourceList().AskAsync(asking);
        var line = lines.FirstOrDefault(s => s.Id == Source);
        var numbers = line is null ? [] : await asking.Context.All<Revision>().Where(r => r.SourceId == Source).Select(r => r.Number).ToListAsync(asking.Cancel);
        var wanted = Revision ?? numbers.DefaultIfEmpty(0).Max();
        if (!numbers.Contains(wanted))
        {
            Asking.Refuse("unknown", numbers.Count == 0 ? "There is no such source in this study." : $"The source has no revision {wanted}.", numbers.Count == 0 ? "It may have been taken back; look in the list of sources." : "Look at the list of its revisions.");
        }

        var revision = await asking.Context.All<Revision>().SingleAsync(r => r.SourceId == Source && r.Number == wanted, asking.Cancel);

        (await Originals.OfAsync(asking)).RefuseHidden(revision.Id);
        var passages = await asking.Context.All<Passage>().Where(p => p.RevisionId == revision.Id).OrderBy(p => p.Ordinal)
            .Select(p => new PassageView(p.Ordinal, p.Start, p.End, p.WordsStart, p.Speaker, null)).ToListAsync(asking.Cancel);
        var places = await PlacesOfText.OfAsync(asking.Context, [revision.Id], asking.Cancel);
        if (places.TryGetValue(revision.Id, out var place))
        {
            passages = passages.ConvertAll(p => p with { Where = place.Of(new TextSpan(p.Start, p.End)) });
        }

        return new SourcePage(line!, revision.Id, revision.Number, revision.Text, passages, asking.Head, numbers.Max());
    }

    /// <summary>Sentences of a passage’s words, as half-open spans of the text.</summary>
    public static IReadOnlyList<TextSpan> SentencesOf(string text, PassageView passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return Sentences.Split(text, new TextSpan(passage.WordsStart, passage.End));
    }
}

/// <summary>A source as it is read.</summary>
/// <param name="Line">What the list says of it.</param>
/// <param name="Revision">The revision shown.</param>
/// <param name="Number">Its number in the chain.</param>
/// <param name="Text">Its text.</param>
/// <param name="Passages">Its passages in order.</param>
/// <param name="Head">The act up to which it was read; live updates go on from there.</param>
/// <param name="Newest">Number of the newest revision; only on that one is anything coded.</param>
public sealed record SourcePage(SourceLine Line, Guid Revision, int Number, string Text, IReadOnlyList<PassageView> Passages, long Head, int Newest);

/// <summary>A turn or paragraph.</summary>
/// <param name="Ordinal">From 1.</param>
/// <param name="Start">First code unit, label included.</param>
/// <param name="End">One past the last.</param>
/// <param name="WordsStart">First code unit of the words after the label.</param>
/// <param name="Speaker">The label, or null.</param>
/// <param name="Where">Its pages or its time in the recording, where the text has any; null otherwise.</param>
public sealed record PassageView(int Ordinal, int Start, int End, int WordsStart, string? Speaker, WhereSaid? Where = null);

/// <summary>Every coding of a revision with who, what and why; of a former revision as they stood when the next was made.</summary>
/// <param name="Revision">Which revision.</param>
[Question("codings-of-source", Permission.ReadMaterial)]
public sealed record CodingsOfSource(Guid Revision) : Question<SourceCodings>
{
    /// <inheritdoc/>
    public override async Task<SourceCodings> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var next = await asking.Context.All<RevisionStep>().FirstOrDefaultAsync(s => s.BaseId == Revision, asking.Cancel);
        await using var then = next is null ? null : asking.Open(asking.Context.View with { Known = next.MadeIn - 1 });
        var context = then ?? asking.Context;
        var here = context.All<Coding>().Where(c => c.RevisionId == Revision);
        var memos = (await context.All<Memo>().Where(m => m.TargetKind == "codings" && here.Any(c => c.Id == m.TargetId)).Select(m => new { m.TargetId, m.Words }).ToListAsync(asking.Cancel)).ToLookup(m => m.TargetId, m => m.Words);
        var origins = await OriginsOfCodings.ByIdAsync(context, here, asking.Cancel);
        var codings = await here.OrderBy(c => c.Start).ThenBy(c => c.End).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.Start, c.End, c.CodeId, c.CoderId }).ToListAsync(asking.Cancel);
        return new SourceCodings(codings.ConvertAll(c => new CodingView(c.Id, c.Start, c.End, c.CodeId, c.CoderId, memos[c.Id].Any() ? string.Join("\n", memos[c.Id]) : null, origins.GetValueOrDefault(c.Id))), asking.Head);
    }
}

/// <summary>The codings of a revision.</summary>
/// <param name="Codings">In the order of the text.</param>
/// <param name="Head">The act up to which they were read.</param>
public sealed record SourceCodings(IReadOnlyList<CodingView> Codings, long Head);

/// <summary>A coding as the desk paints it.</summary>
/// <param name="Id">The coding.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Code">The code.</param>
/// <param name="Coder">Who coded.</param>
/// <param name="Memo">Memo on it, or null.</param>
/// <param name="Origin">By hand, proposed by a rule, or proposed so and confirmed.</param>
public sealed record CodingView(Guid Id, int Start, int End, Guid Code, Guid Coder, string? Memo, CodingOrigin Origin);
