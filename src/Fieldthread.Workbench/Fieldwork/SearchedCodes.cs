using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Codes by name and by what is said of them.</summary>
internal sealed class SearchedCodes : ISearched
{
    public int Place => 20;

    public string Kind => "codes";

    public Permission Needs => Permission.ReadStudy;

    public IReadOnlyList<Type> Rows => [typeof(Code), typeof(CodeGuide)];

    public async Task<IReadOnlyList<SearchedWords>> ReadAsync(Asking asking)
    {
        var facts = await Facts.OfAsync(asking);
        var guides = await asking.Context.All<CodeGuide>().ToDictionaryAsync(g => g.CodeId, asking.Cancel);
        return [.. facts.Codes.Select((c, i) => new SearchedWords(c.Id, facts.Study.Codes[i].Path, "codes/" + c.Id, string.Join('\n', new[] { c.Name, c.Definition, guides.GetValueOrDefault(c.Id)?.IncludeWhen, guides.GetValueOrDefault(c.Id)?.ExcludeWhen, guides.GetValueOrDefault(c.Id)?.Example }.Where(w => !string.IsNullOrEmpty(w)))))];
    }
}

/// <summary>Memos on whatever they are on.</summary>
internal sealed class SearchedMemos : ISearched
{
    public int Place => 10;

    public string Kind => "memos";

    public Permission Needs => Permission.ReadMaterial;

    public IReadOnlyList<Type> Rows => [typeof(Memo), typeof(Coding), typeof(Code), typeof(Source), typeof(Revision)];

    public async Task<IReadOnlyList<SearchedWords>> ReadAsync(Asking asking)
    {
        var (context, cancel) = (asking.Context, asking.Cancel);
        var facts = await Facts.OfAsync(asking);
        var memos = await context.All<Memo>().OrderBy(m => m.Id).ToListAsync(cancel);
        var people = await context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var on = memos.Where(m => m.TargetKind == "codings").Select(m => m.TargetId).ToHashSet();
        var all = context.All<Memo>();
        var codings = on.Count == 0 ? [] : (await context.All<Coding>().Where(c => all.Any(m => m.TargetId == c.Id)).Select(c => new { c.Id, c.RevisionId, c.Start, c.End, c.CodeId }).ToListAsync(cancel)).ToDictionary(c => c.Id);
        var code = facts.Codes.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => facts.Study.Codes[c.i].Path);
        var source = facts.Sources.Select((s, i) => (s, i)).ToDictionary(s => s.s, s => facts.Study.Sources[s.i].Name);
        return [.. memos.Select(m =>
        {
            var (where, page) = m.TargetKind switch
            {
                "codings" when codings.TryGetValue(m.TargetId, out var c) && facts.SourceOfRevision.TryGetValue(c.RevisionId, out var of) => ($"a coding with {code.GetValueOrDefault(c.CodeId)} in {facts.Study.Sources[of].Name}", $"sources/{facts.Sources[of]}?select={c.Start}-{c.End}#at{c.Start}"),
                "codes" when code.TryGetValue(m.TargetId, out var path) => ("the code " + path, "codes/" + m.TargetId),
                "sources" when source.TryGetValue(m.TargetId, out var name) => (name, $"sources/{m.TargetId}/about"),
                "revisions" when facts.SourceOfRevision.TryGetValue(m.TargetId, out var of) => (facts.Study.Sources[of].Name, m.Start is { } start ? $"sources/{facts.Sources[of]}?select={start}-{m.End}#at{start}" : "sources/" + facts.Sources[of]),
                "study_details" => ("the study", ""),
                _ => ("", ""),
            };
            // What a memo is on may lie outside the view, as somebody else's coding does under blind coding; then it is not shown.
            return where.Length == 0 ? null : new SearchedWords(m.Id, $"Memo on {where}{(m.AuthorId is { } by && people.TryGetValue(by, out var who) ? ", " + who : "")}", page, m.Title is { Length: > 0 } title ? title + "\n" + m.Words : m.Words);
        }).OfType<SearchedWords>()];
    }
}
