using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.AutoCoding;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Fieldwork.Retrieving;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>What coding by a rule would code, in context, before anything is coded. A code need not be chosen yet.</summary>
/// <param name="Way">By what: words, pattern, speaker, question or item.</param>
/// <param name="Look">What is looked for, one on a line: words or phrases; a regular expression; labels of speakers; words of questions or headings; keys of items.</param>
/// <param name="Take">How much is coded: the words, the sentence, the paragraph, the turn; of a question the whole answer too.</param>
/// <param name="Code">The code.</param>
/// <param name="NewCode">Or the name of a new one.</param>
/// <param name="Under">The code below which new ones are made; null for the top.</param>
/// <param name="Each">Or a code of its own for each of what is looked for; those that are there already are used.</param>
/// <param name="Guide">A version of a topic guide, all of whose questions are looked for.</param>
/// <param name="ToQuestion">True where an answer goes on until another of the questions, past other words of the team.</param>
/// <param name="Site">Only at these sites.</param>
/// <param name="Phase">Only in these phases.</param>
/// <param name="Kind">Only in these kinds of encounter.</param>
/// <param name="Role">Only where somebody of these roles speaks.</param>
/// <param name="Participant">Only where these speak.</param>
/// <param name="Source">Only in these sources, by name.</param>
/// <param name="Attribute">Only where this attribute has one of the values.</param>
/// <param name="Value">The values.</param>
/// <param name="After">Number of the last stretch of the page before; null for the first page.</param>
/// <param name="Show">How many stretches; 1 to 500, in a file 100,000.</param>
/// <param name="Leaving">True where the words leave in a file: those of whoever may not be quoted are covered.</param>
[Question("auto-code-preview", Permission.Code)]
[Refuses("empty", "nothing was named to look for")]
[Refuses("bad-search", "a word or the regular expression cannot be read; the words say where")]
[Refuses("too-slow", "a regular expression did not come to its end in the time that it is given")]
[Refuses("too-many", "more stretches were found than one run takes")]
[Refuses("unknown-name", "a site, phase, role, attribute or other name is not in the study, or is none that the actor may know")]
[Refuses("unknown", "there is no such code, item or version of a guide")]
[Refuses("no-code", "more than one of a code, a new code and a code for each was chosen")]
[Refuses("heading", "the code is a heading that cannot be used")]
[Refuses("retired", "the code is retired")]
[Refuses("name-taken", "there is a code of the new name in that place")]
public sealed record AutoCodePreview(
    AutoWay Way, IReadOnlyList<string>? Look = null, AutoTake Take = AutoTake.Words, Guid? Code = null, string? NewCode = null, Guid? Under = null, bool Each = false, Guid? Guide = null, bool ToQuestion = false,
    IReadOnlyList<string>? Site = null, IReadOnlyList<string>? Phase = null, IReadOnlyList<string>? Kind = null, IReadOnlyList<string>? Role = null, IReadOnlyList<string>? Participant = null, IReadOnlyList<string>? Source = null,
    string? Attribute = null, IReadOnlyList<string>? Value = null, string? After = null, int Show = 100, bool Leaving = false) : Question<AutoPreview>, IAutoFields
{
    private const int Around = 120;

    /// <inheritdoc/>
    public override async Task<AutoPreview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (found, facts, spoken) = await AutoFound.OfAsync(asking, AutoAsked.Of(this));
        var already = found.Already(facts, asking.Me);
        var from = int.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? Math.Min(last, found.Stretches.Count) : 0;
        var page = found.Stretches.Skip(from).Take(Math.Clamp(Show, 1, Leaving ? 100_000 : 500)).ToList();
        var (covering, originals) = (await Withholding.OfAsync(asking.Context, asking.Services, deposit: false, asking.Cancel, quoting: Leaving), await Originals.OfAsync(asking));
        var ids = page.Select(s => spoken.Revisions[s.Source]).Distinct().ToList();
        var texts = (await asking.Context.All<Revision>().Where(r => ids.Contains(r.Id)).ToListAsync(asking.Cancel)).ToDictionary(r => r.Id, r => originals.Cover(r.Id, covering.Cover(r.SourceId, r.Id, r.Text)));
        var places = await PlacesOfText.OfAsync(asking.Context, ids, asking.Cancel);
        var counts = found.Stretches.Select((s, i) => (s.Source, Old: already[i])).GroupBy(s => s.Source).OrderBy(g => facts.Study.Sources[g.Key].Name, NaturalOrder.Instance)
            .Select(g => new AutoSourceCount(facts.Sources[g.Key], facts.Study.Sources[g.Key].Name, SiteOf(facts, g.Key), g.Count(s => !s.Old), g.Count(s => s.Old)));
        var codes = found.Targets.Select((t, i) => new AutoCodeCount(t.Code, t.Path, found.Stretches.Select((s, n) => s.Target == i && !already[n]).Count(x => x)));
        var hits = page.Select((s, i) => Hit(s, from + i, facts, spoken, found, already, texts[spoken.Revisions[s.Source]], places));
        var next = from + page.Count < found.Stretches.Count ? (from + page.Count).ToString(CultureInfo.InvariantCulture) : null;
        return new AutoPreview(found.Seen, found.Asked.InWords, found.Stretches.Count, already.Count(x => !x), already.Count(x => x), [.. counts], [.. codes], [.. hits], next);
    }

    private static string? SiteOf(Facts facts, int source) => facts.SiteOfSource[source] is >= 0 and var site ? facts.Study.Sites[site] : null;

    private static AutoHit Hit(AutoStretch s, int n, Facts facts, SpokenPassages spoken, AutoFound found, bool[] already, string text, IReadOnlyDictionary<Guid, Core.Fieldwork.TextPlaces> places)
    {
        var passages = spoken.Spans[s.Source];
        var passage = RetrievalFound.PassageAt(passages, s.Span.Start);
        var around = passage >= 0 ? passages[passage] : s.Span;
        return new AutoHit(
            n + 1, facts.Sources[s.Source], facts.Study.Sources[s.Source].Name, SiteOf(facts, s.Source), passage >= 0 ? spoken.Labels[s.Source][passage] : null, places.Where(spoken.Revisions[s.Source], s.Span.Start, s.Span.End).InWords, s.Span.Start, s.Span.End,
            Whole(text, Math.Max(around.Start, s.Span.Start - Around), s.Span.Start), s.Span.Of(text), Whole(text, s.Span.End, Math.Max(s.Span.End, Math.Min(around.End, s.Span.End + Around))),
            [.. s.Marks.Select(m => new TextSpan(Math.Max(m.Start, s.Span.Start) - s.Span.Start, Math.Min(m.End, s.Span.End) - s.Span.Start))], found.Targets[s.Target].Path, s.Asked, already[n]);
    }

    /// <summary>A piece of a text that cuts no character in two.</summary>
    private static string Whole(string text, int from, int to)
    {
        from += from > 0 && from < to && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= to > from && to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;
        return to > from ? text[from..to] : "";
    }
}

/// <summary>What would be coded.</summary>
/// <param name="Seen">Fingerprint of what was found; the act that is given it refuses where the texts or the codebook have moved since.</param>
/// <param name="InWords">What was looked for, in words.</param>
/// <param name="Total">Stretches that were found.</param>
/// <param name="New">Those that would be coded.</param>
/// <param name="Already">Those passed over, because the asker has coded them so.</param>
/// <param name="Sources">Counts by source.</param>
/// <param name="Codes">Counts by code.</param>
/// <param name="Hits">This page of them, those passed over included.</param>
/// <param name="Next">What to ask the next page after; null at the end.</param>
public sealed record AutoPreview(string Seen, string InWords, int Total, int New, int Already, IReadOnlyList<AutoSourceCount> Sources, IReadOnlyList<AutoCodeCount> Codes, IReadOnlyList<AutoHit> Hits, string? Next);

/// <summary>What was found in a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Site">Its site, or null.</param>
/// <param name="New">Stretches that would be coded.</param>
/// <param name="Already">Stretches passed over.</param>
public sealed record AutoSourceCount(Guid Source, string Name, string? Site, int New, int Already);

/// <summary>What would be coded with a code.</summary>
/// <param name="Code">The code; null where it would be made.</param>
/// <param name="Path">Its path; empty where none was chosen.</param>
/// <param name="New">Stretches that would be coded.</param>
public sealed record AutoCodeCount(Guid? Code, string Path, int New);

/// <summary>A stretch that would be coded.</summary>
/// <param name="Number">Its number, from 1, by which it can be left out.</param>
/// <param name="Source">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="Site">Its site, or null.</param>
/// <param name="Speaker">Who speaks, or null.</param>
/// <param name="Place">“p. 7” or “12:04”; empty where the text has neither pages nor times.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Before">What stands before it in its passage.</param>
/// <param name="Words">Its words.</param>
/// <param name="Behind">What stands behind it.</param>
/// <param name="Marks">Where what was looked for stands in its words.</param>
/// <param name="Code">Path of the code.</param>
/// <param name="Asked">The question that it answers, or null.</param>
/// <param name="Already">True where it is passed over.</param>
public sealed record AutoHit(
    int Number, Guid Source, string SourceName, string? Site, string? Speaker, string Place, int Start, int End, string Before, string Words, string Behind, IReadOnlyList<TextSpan> Marks, string Code, string? Asked, bool Already);
