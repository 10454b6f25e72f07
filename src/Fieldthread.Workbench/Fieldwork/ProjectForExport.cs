using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>The study’s texts, codebook, codings, sites and memos, ready to go out. What was imported goes out under the ids it came with.</summary>
[Question("project", Permission.ReadMaterial)]
public sealed record ProjectForExport : Question<QdaProject>
{
    /// <inheritdoc/>
    public override async Task<QdaProject> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var facts = await Facts.OfAsync(asking);
        var import = (await context.All<Import>().ToListAsync(cancel)).Where(i => i.ProjectName is not null).OrderBy(i => i.Id).FirstOrDefault();
        var title = await context.All<StudyDetail>().Select(d => d.Name).FirstAsync(cancel);
        var people = await context.All<Person>().OrderBy(p => p.Id).ToListAsync(cancel);
        var user = people.ToDictionary(p => p.Id, p => Foreign(p.ForeignId, p.Id));
        var code = facts.Codes.ToDictionary(c => c.Id, c => Foreign(c.ForeignId, c.Id));
        var memos = await context.All<Memo>().OrderBy(m => m.Id).ToListAsync(cancel);
        var notes = memos.GroupBy(m => Foreign(m.ForeignId, m.Id)).Select(g => new QdaNote(g.Key, g.First().Title, g.First().Words, new QdaStamp(g.First().AuthorId is { } by ? user[by] : null, g.First().WrittenAt))).ToList();
        var on = memos.Where(m => m.Start is null).ToLookup(m => m.TargetId, m => Foreign(m.ForeignId, m.Id));
        var sources = (await context.All<Source>().OrderBy(s => s.Id).ToListAsync(cancel)).Where(s => facts.Sources.Contains(s.Id)).ToList();
        var revisions = (await context.All<Revision>().ToListAsync(cancel)).GroupBy(r => r.SourceId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!);
        var codings = (await context.All<Coding>().OrderBy(c => c.Id).ToListAsync(cancel)).ToLookup(c => c.RevisionId);
        var stretches = memos.Where(m => m.Start is not null).ToLookup(m => m.TargetId);
        var links = await context.All<SourceSite>().OrderBy(l => l.Id).ToListAsync(cancel);
        var foreignSource = sources.ToDictionary(s => s.Id, s => Foreign(s.ForeignId, s.Id));
        return new QdaProject
        {
            Name = import?.ProjectName is { Length: > 0 } name ? name : title,
            Origin = "Fieldthread",
            NoteForeignIds = memos.Where(m => m.TargetKind == "study_details").Select(m => Foreign(m.ForeignId, m.Id)).ToList(),
            Users = people.Where(p => p.ForeignId is not null || codings.Any(g => g.Any(c => c.CoderId == p.Id)) || memos.Exists(m => m.AuthorId == p.Id)).Select(p => new QdaUser(user[p.Id], p.Name)).ToList(),
            Codes = facts.Codes.Select(c => new QdaCode(code[c.Id], c.Name, c.ParentId is { } above ? code[above] : null, c.Colour, c.Definition.Length > 0 ? c.Definition : null, c.IsCodable, on[c.Id].ToList())).ToList(),
            Sources = sources.ConvertAll(s => new QdaSource
            {
                ForeignId = foreignSource[s.Id],
                Name = s.Name,
                Text = revisions[s.Id].Text,
                NoteForeignIds = on[s.Id].ToList(),
                Selections = Selections(codings[revisions[s.Id].Id], stretches[revisions[s.Id].Id], code, user, on),
            }),
            Cases = (await context.All<Site>().OrderBy(s => s.Id).ToListAsync(cancel)).ConvertAll(site => new QdaCase
            {
                ForeignId = Foreign(site.ForeignId, site.Id),
                Name = site.Name,
                SourceForeignIds = links.Where(l => l.SiteId == site.Id && foreignSource.ContainsKey(l.SourceId)).Select(l => foreignSource[l.SourceId])
                    .Union(facts.Sources.Where((_, i) => facts.SiteOfSource[i] is >= 0 and var at && facts.Sites[at] == site.Id).Select(id => foreignSource[id])).ToList(),
            }),
            Notes = notes,
        };
    }

    /// <summary>Codings that came in one selection go out in one; a memo on a stretch of its own goes out as a selection without a code.</summary>
    private static List<QdaSelection> Selections(IEnumerable<Coding> codings, IEnumerable<Memo> stretches, Dictionary<Guid, string> code, Dictionary<Guid, string> user, ILookup<Guid, string> notes)
    {
        var grouped = codings.GroupBy(c => (Id: c.SelectionForeignId ?? c.Id.ToString("D"), c.Start, c.End)).Select(g => new QdaSelection
        {
            ForeignId = g.First().SelectionForeignId ?? DerivedId(g.First().Id),
            Name = g.First().SelectionName ?? "",
            Span = new TextSpan(g.Key.Start, g.Key.End),
            Stamp = new QdaStamp(user[g.First().CoderId], g.First().CodedAt),
            Codings = g.Select(c => new QdaCoding(Foreign(c.ForeignId, c.Id), code[c.CodeId], user[c.CoderId], c.CodedAt, notes[c.Id].ToList())).ToList(),
        });
        var commented = stretches.Select(m => new QdaSelection
        {
            ForeignId = DerivedId(m.Id),
            Span = new TextSpan(m.Start!.Value, m.End!.Value),
            Stamp = new QdaStamp(m.AuthorId is { } by ? user[by] : null, m.WrittenAt),
            NoteForeignIds = [Foreign(m.ForeignId, m.Id)],
        });
        return [.. grouped.Concat(commented).OrderBy(s => s.Span)];
    }

    private static string Foreign(string? foreign, Guid own) => foreign ?? own.ToString("D");

    /// <summary>A selection of ours has no id of its own; one is made from its coding’s, the same every time.</summary>
    private static string DerivedId(Guid coding)
    {
        var bytes = coding.ToByteArray(bigEndian: true);
        bytes[^1] ^= 0x5A;
        bytes[^2] ^= 0xA5;
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}

/// <summary>Codings as rows for a table.</summary>
public static class CodingRows
{
    /// <summary>Every coding of a project, in the order of sources and text.</summary>
    public static IEnumerable<CodingRow> Of(QdaProject project) => CodingsCsv.Rows(project);
}
