using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
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
        var ids = new OutgoingIds();
        var people = await context.All<Person>().OrderBy(p => p.Id).ToListAsync(cancel);
        var user = people.ToDictionary(p => p.Id, p => ids.Of(p.ForeignId, p.Id));
        var code = facts.Codes.ToDictionary(c => c.Id, c => ids.Of(c.ForeignId, c.Id));
        var said = await CodebookSaid.ReadAsync(context, asking.Services, facts.Codes, withPassages: true, cancel);
        var pathOf = facts.Codes.Zip(facts.Study.Codes).ToDictionary(c => c.First.Id, c => c.Second.Path);
        var shown = facts.Sources.ToHashSet();
        var sources = (await context.All<Source>().OrderBy(s => s.Id).ToListAsync(cancel)).Where(s => shown.Contains(s.Id)).ToList();
        var source = sources.ToDictionary(s => s.Id, s => ids.Of(s.ForeignId, s.Id));
        var sites = await context.All<Site>().OrderBy(s => s.Id).ToListAsync(cancel);
        var site = sites.ToDictionary(s => s.Id, s => ids.Of(s.ForeignId, s.Id));
        var revisions = (await context.All<Revision>().ToListAsync(cancel)).Where(r => shown.Contains(r.SourceId)).GroupBy(r => r.SourceId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!);
        var codings = await context.All<Coding>().AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancel);
        var withheld = await Withholding.OfAsync(context, asking.Services, deposit: false, cancel);
        var sourceOf = revisions.ToDictionary(r => r.Value.Id, r => r.Key);
        var places = (await context.All<PlaceOfText>().OrderBy(p => p.Start).ToListAsync(cancel)).ToLookup(p => p.RevisionId, PlacesOfText.Place);
        foreach (var coding in codings.Where(c => c.SelectionName is not null && sourceOf.TryGetValue(c.RevisionId, out var of) && withheld.Holds(of, c.RevisionId, c.Start, c.End)))
        {
            // Some programs put the quoted words into the name of a selection.
            coding.SelectionName = null;
        }

        var originals = await Originals.OfAsync(asking);
        foreach (var coding in codings.Where(c => originals.Hides(c.RevisionId)))
        {
            coding.SelectionName = null;
        }

        var newest = revisions.Values.Select(r => r.Id).ToHashSet();
        var reached = codings.Where(c => newest.Contains(c.RevisionId)).Select(c => c.Id).Concat(code.Keys).Concat(source.Keys).Concat(newest).ToHashSet();

        // A memo goes out only with what it is on: under blind coding, or on a narrowed cut, others’ memos stay behind with their codings.
        var memos = (await context.All<Memo>().OrderBy(m => m.Id).ToListAsync(cancel)).Where(m => m.TargetKind == "study_details" || reached.Contains(m.TargetId)).ToList();
        var note = NoteIds(memos, ids);
        var notes = memos.GroupBy(m => note[m.Id]).Select(g => new QdaNote(g.Key, g.First().Title, g.First().Words, new QdaStamp(g.First().AuthorId is { } by ? user[by] : null, g.First().WrittenAt))).ToList();
        var on = memos.Where(m => m.Start is null).ToLookup(m => m.TargetId, m => note[m.Id]);
        var stretches = memos.Where(m => m.Start is not null).ToLookup(m => m.TargetId);
        var selections = new OutgoingSelections(code, user, on, note, ids);
        var coded = codings.ToLookup(c => c.RevisionId);
        var links = (await context.All<SourceSite>().OrderBy(l => l.Id).ToListAsync(cancel)).Where(l => source.ContainsKey(l.SourceId)).ToLookup(l => l.SiteId, l => source[l.SourceId]);
        var attributes = (await context.All<SiteAttribute>().OrderBy(a => a.Id).ToListAsync(cancel)).Where(a => site.ContainsKey(a.SiteId)).ToList();
        var variable = attributes.GroupBy(a => (a.ForeignId, a.Name, a.Kind)).ToDictionary(g => g.Key, g => ids.Of(g.Key.ForeignId, g.First().Id));
        var values = attributes.ToLookup(a => a.SiteId, a => new QdaValue(variable[(a.ForeignId, a.Name, a.Kind)], KindOf(a.Kind), a.Value));
        return new QdaProject
        {
            Name = import?.ProjectName is { Length: > 0 } name ? name : title,
            Origin = "Fieldthread",
            Description = withheld.InWords,
            Withheld = withheld.InWords,
            NoteForeignIds = memos.Where(m => m.TargetKind == "study_details").Select(m => note[m.Id]).Distinct().ToList(),
            // Somebody of the team who never coded nor wrote a memo is not part of the coded project.
            Users = people.Where(p => p.ForeignId is not null || codings.Exists(c => c.CoderId == p.Id) || memos.Exists(m => m.AuthorId == p.Id)).Select(p => new QdaUser(user[p.Id], p.Name)).ToList(),
            Codes = facts.Codes.Select(c => new QdaCode(code[c.Id], c.Name, c.ParentId is { } above ? code[above] : null, c.Colour, said.InFiles(c, id => pathOf.GetValueOrDefault(id)).Write() is { Length: > 0 } description ? description : null, c.IsCodable, on[c.Id].Distinct().ToList())).ToList(),
            Variables = variable.Select(v => new QdaVariable(v.Value, v.Key.Name, KindOf(v.Key.Kind))).ToList(),
            Sources = sources.ConvertAll(s => new QdaSource
            {
                ForeignId = source[s.Id],
                Name = s.Name,
                Text = originals.Cover(revisions[s.Id].Id, withheld.Cover(s.Id, revisions[s.Id].Id, revisions[s.Id].Text)),
                NoteForeignIds = on[s.Id].Distinct().ToList(),
                Places = places[revisions[s.Id].Id].ToList(),
                Selections = selections.Of(coded[revisions[s.Id].Id], stretches[revisions[s.Id].Id]),
            }),
            Cases = sites.ConvertAll(s => new QdaCase
            {
                ForeignId = site[s.Id],
                Name = s.Name,
                Description = s.About.Length > 0 ? s.About : null,
                Values = values[s.Id].ToList(),
                SourceForeignIds = links[s.Id].Union(facts.Sources.Where((_, i) => facts.SiteOfSource[i] is >= 0 and var at && facts.Sites[at] == s.Id).Select(id => source[id])).ToList(),
            }),
            Notes = notes,
        };
    }

    /// <summary>One note that was tied to several things came in as a memo on each, and goes out as one again.</summary>
    private static Dictionary<Guid, string> NoteIds(List<Memo> memos, OutgoingIds ids) => memos
        .GroupBy(m => (m.ForeignId ?? m.Id.ToString("D"), m.Title, m.Words, m.AuthorId, m.WrittenAt))
        .Select(g => (Id: ids.Of(g.First().ForeignId, g.First().Id), Memos: g))
        .SelectMany(g => g.Memos.Select(m => (m.Id, Out: g.Id)))
        .ToDictionary(m => m.Id, m => m.Out);

    private static QdaValueKind KindOf(string kind) => Enum.TryParse<QdaValueKind>(kind, out var known) ? known : QdaValueKind.Text;
}

/// <summary>The ids under which things go out: the one that a thing came with, unless another thing of the study came with it too, as when a file is imported twice; then its own.</summary>
internal sealed class OutgoingIds
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string? foreign, Guid own)
    {
        var id = foreign is not null && taken.Add(foreign.Trim('{', '}')) ? foreign : own.ToString("D");
        taken.Add(id.Trim('{', '}'));
        return id;
    }
}

/// <summary>Codings and memos of a text as the selections of an exchange file.</summary>
internal sealed class OutgoingSelections(Dictionary<Guid, string> code, Dictionary<Guid, string> user, ILookup<Guid, string> notes, Dictionary<Guid, string> note, OutgoingIds ids)
{
    /// <summary>Codings that came in one selection go out in one, with the memos on its stretch; a memo on a stretch of its own goes out as a selection without a code.</summary>
    public IReadOnlyList<QdaSelection> Of(IEnumerable<Coding> codings, IEnumerable<Memo> stretches)
    {
        var waiting = stretches.ToLookup(m => new TextSpan(m.Start!.Value, m.End!.Value));
        var placed = new HashSet<TextSpan>();
        var grouped = codings.GroupBy(c => (Id: c.SelectionForeignId ?? c.Id.ToString("D"), Span: new TextSpan(c.Start, c.End))).Select(g => new QdaSelection
        {
            ForeignId = ids.Of(g.First().SelectionForeignId, DerivedId(g.First().Id)),
            Name = g.First().SelectionName ?? "",
            Span = g.Key.Span,
            Stamp = new QdaStamp(user[g.First().CoderId], g.First().CodedAt),
            NoteForeignIds = placed.Add(g.Key.Span) ? waiting[g.Key.Span].Select(m => note[m.Id]).Distinct().ToList() : [],
            Codings = g.Select(c => new QdaCoding(ids.Of(c.ForeignId, c.Id), code[c.CodeId], user[c.CoderId], c.CodedAt, notes[c.Id].Distinct().ToList())).ToList(),
        }).ToList();
        var commented = waiting.Where(g => !placed.Contains(g.Key)).Select(g => new QdaSelection
        {
            ForeignId = DerivedId(g.First().Id).ToString("D"),
            Span = g.Key,
            Stamp = new QdaStamp(g.First().AuthorId is { } by ? user[by] : null, g.First().WrittenAt),
            NoteForeignIds = g.Select(m => note[m.Id]).Distinct().ToList(),
        });
        return [.. grouped.Concat(commented).OrderBy(s => s.Span)];
    }

    /// <summary>A selection of ours has no id of its own; one is made from its coding’s, the same every time.</summary>
    private static Guid DerivedId(Guid coding)
    {
        var bytes = coding.ToByteArray(bigEndian: true);
        bytes[^1] ^= 0x5A;
        bytes[^2] ^= 0xA5;
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>Codings as rows for a table.</summary>
public static class CodingRows
{
    /// <summary>Every coding of a project, in the order of sources and text.</summary>
    public static IEnumerable<CodingRow> Of(QdaProject project) => CodingsCsv.Rows(project);
}
