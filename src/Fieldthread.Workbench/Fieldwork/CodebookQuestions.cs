using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>All codings of a code, and of those below it, across sources, page by page.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Below">True to take in the codes below.</param>
/// <param name="Site">Only in sources of this site.</param>
/// <param name="After">Key of the last coding of the page before; null for the first page.</param>
/// <param name="Take">How many; 1 to 500.</param>
/// <param name="By">Only in sources that have a value of this attribute, as a cell of a code matrix counts them; null for all.</param>
/// <param name="Value">The value.</param>
/// <param name="At">Partial date as at which the register is asked for it.</param>
[Question("codings-of-code", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such code or attribute")]
[Refuses("sealed", "the attribute tells which organisation a site is, and the asker may not know it")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record CodingsOfCode(Guid Code, bool Below = true, Guid? Site = null, string? After = null, int Take = 50, string? By = null, string? Value = null, string? At = null) : Question<CodedPassages>
{
    /// <inheritdoc/>
    public override async Task<CodedPassages> AskAsync(Asking asking)
    {
        var facts = await Facts.OfAsync(asking);
        var at = facts.Codes.Select((c, i) => (c.Id, i)).Where(c => c.Id == Code).Select(c => c.i).DefaultIfEmpty(-1).First();
        if (at < 0)
        {
            Asking.Refuse("unknown", "There is no such code in this study.", "It may have been merged or removed; look in the codebook.");
        }

        var wanted = facts.Codes.Select((_, i) => Below ? IsBelow(facts, i, at) : i == at).ToArray();
        var having = string.IsNullOrEmpty(By) ? null : await HavingAsync(asking, facts);
        var places = facts.Stretches.Select((place, i) => (place, i))
            .Where(p => wanted[p.place.Code] && (having is null || having[p.place.Source]) && (Site is null || (facts.SiteOfSource[p.place.Source] is >= 0 and var s && facts.Sites[s] == Site)))
            .ToList();
        var after = int.TryParse(After, System.Globalization.CultureInfo.InvariantCulture, out var last) ? last : -1;
        var page = places.Where(p => p.i > after).Take(Math.Clamp(Take, 1, 500)).ToList();
        var shown = page.Select(p => facts.Sources[p.place.Source]).Distinct().ToList();
        var newest = facts.SourceOfRevision.Where(r => shown.Contains(facts.Sources[r.Value])).Select(r => r.Key).ToList();
        var originals = await Originals.OfAsync(asking);
        var revisions = (await asking.Context.All<Revision>().Where(r => newest.Contains(r.Id)).Select(r => new { r.Id, r.SourceId, r.Text }).ToListAsync(asking.Cancel)).ToDictionary(r => r.SourceId);
        var texts = revisions.ToDictionary(r => r.Key, r => originals.Cover(r.Value.Id, r.Value.Text));
        var where = await PlacesOfText.OfAsync(asking.Context, newest, asking.Cancel);
        var ids = await IdsAsync(asking, facts, revisions.Values.ToDictionary(r => r.Id, r => r.SourceId), page.ConvertAll(p => p.place));
        var lines = page.ConvertAll(p => new CodedPassage(
            facts.Sources[p.place.Source], facts.Study.Sources[p.place.Source].Name, facts.SiteOfSource[p.place.Source] is >= 0 and var site ? facts.Study.Sites[site] : null,
            p.place.Start, p.place.End, texts[facts.Sources[p.place.Source]][p.place.Start..p.place.End], facts.Study.Codes[p.place.Code].Path, facts.Study.Coders[p.place.Coder],
            ids[(facts.Sources[p.place.Source], p.place.Start, p.place.End, facts.Codes[p.place.Code].Id, facts.Coders[p.place.Coder])].FirstOrDefault(), facts.Codes[p.place.Code].Id,
            where.Where(revisions[facts.Sources[p.place.Source]].Id, p.place.Start, p.place.End).InWords));
        var next = page.Count > 0 && page[^1].i < places[^1].i ? page[^1].i.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return new CodedPassages(facts.Study.Codes[at].Path, facts.Codes[at].Definition, places.Count, lines, next);
    }

    /// <summary>Ids of the codings of a page, which the facts do not keep: read for the codes and texts of the page alone.</summary>
    private static async Task<ILookup<(Guid Source, int Start, int End, Guid Code, Guid Coder), Guid>> IdsAsync(Asking asking, Facts facts, Dictionary<Guid, Guid> sourceOf, List<CodedPlace> places)
    {
        var (texts, codes, starts) = (sourceOf.Keys.ToList(), places.Select(p => facts.Codes[p.Code].Id).Distinct().ToList(), places.Select(p => p.Start).Distinct().ToList());
        var rows = await asking.Context.All<Coding>().Where(c => texts.Contains(c.RevisionId) && codes.Contains(c.CodeId) && starts.Contains(c.Start)).Select(c => new { c.Id, c.RevisionId, c.Start, c.End, c.CodeId, c.CoderId }).ToListAsync(asking.Cancel);
        return rows.ToLookup(c => (sourceOf[c.RevisionId], c.Start, c.End, c.CodeId, c.CoderId), c => c.Id);
    }

    private async Task<bool[]> HavingAsync(Asking asking, Facts facts)
    {
        var (_, _, values) = await SourceAttributes.ValuesAsync(asking, facts, By!, At);
        var having = new bool[facts.Sources.Count];
        foreach (var source in values.FirstOrDefault(v => v.Value == (Value ?? ""))?.Sources ?? [])
        {
            having[source.Source] = true;
        }

        return having;
    }

    private static bool IsBelow(Facts facts, int code, int top)
    {
        for (var above = code; above >= 0; above = facts.Study.Codes[above].Parent)
        {
            if (above == top)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A page of codings with their words.</summary>
/// <param name="Path">Path of the code.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Total">Codings in all.</param>
/// <param name="Passages">This page.</param>
/// <param name="Next">Key for the next page, or null at the end.</param>
public sealed record CodedPassages(string Path, string Definition, int Total, IReadOnlyList<CodedPassage> Passages, string? Next);

/// <summary>A coded stretch with its words.</summary>
/// <param name="Source">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="Site">Name of its site, or null.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Words">The words.</param>
/// <param name="CodePath">Path of the code.</param>
/// <param name="Coder">Who coded.</param>
/// <param name="Coding">The coding.</param>
/// <param name="Code">Its code.</param>
/// <param name="Where">“p. 7” or “12:04”; empty where the text has neither pages nor times.</param>
public sealed record CodedPassage(Guid Source, string SourceName, string? Site, int Start, int End, string Words, string CodePath, string Coder, Guid Coding, Guid Code, string Where = "");
