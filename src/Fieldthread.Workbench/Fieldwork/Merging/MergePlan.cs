using System.Security.Cryptography;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>A project that comes back, set beside the study and beside what was exchanged before. The preview and the act both make it.</summary>
internal sealed record MergePlan(ProjectOut Ours, QdaProject Theirs, IReadOnlyList<MergeRow> Rows, IReadOnlyList<ExchangeItem> Here, IReadOnlyList<ExchangeItem> There, IReadOnlyList<ExchangeItem> AsWritten, Exchange? Before, IReadOnlyDictionary<string, RevisionMap> Maps, IReadOnlySet<string> AsTheirs, string Digest)
{
    public static async Task<MergePlan> OfAsync(Asking asking, QdaProject theirs, string sha, long? before)
    {
        var ours = await ProjectForExport.ReadAsync(asking, false);
        var written = ExchangeItems.Of(theirs);
        var known = await ExchangesKept.LikestAsync(asking.Context, written, before, asking.Cancel);
        var mine = ById(ours.Project.Sources);
        var covered = ours.Covered.Select(id => ExchangeItem.Plain(ours.Sources[id])).ToHashSet(StringComparer.Ordinal);
        if (!theirs.Sources.Select(s => s.ForeignId).Concat(theirs.Codes.Select(c => c.ForeignId)).Select(ExchangeItem.Plain).Any(mine.Keys.Concat(ours.Project.Codes.Select(c => ExchangeItem.Plain(c.ForeignId))).ToHashSet(StringComparer.Ordinal).Contains))
        {
            Acts.Asking.Refuse("other-project", "No text and no code of the file has an id that this study knows: it is another project.", "Bring it in as a project of its own.");
        }

        var maps = new Dictionary<string, RevisionMap>(StringComparer.Ordinal);
        var asTheirs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, source) in ById(theirs.Sources).Where(s => mine.TryGetValue(s.Key, out var own) && own.Text != s.Value.Text))
        {
            maps[id] = await Task.Run(() => TextDiff.Map(mine[id].Text, source.Text), asking.Cancel);
            if (known?.Marks.Said(new ExchangeItem(ExchangeKind.Source, id, "", []), "text", source.Text) == true)
            {
                asTheirs.Add(id);
            }
        }

        // Stretches are compared in the text that was exchanged: only one side has changed it as a rule.
        var inMine = Spans(ours.Project, maps);
        var here = maps.Count == 0 ? ExchangeItems.Of(ours.Project) : ExchangeItems.Of(ours.Project, (_, source, span) => asTheirs.Contains(source) ? maps[source].Forward(span).Span : span);
        var there = maps.Count == 0 ? written : ExchangeItems.Of(theirs, (item, source, span) => !maps.TryGetValue(source, out var map) || asTheirs.Contains(source) ? span
            : inMine.TryGetValue((item, source), out var was) && map.Forward(was).Span == span ? was : map.Back(span).Span);
        there = [.. there.Select(i => i.Kind == ExchangeKind.Source && covered.Contains(i.Id) && here.FirstOrDefault(h => h.Key == i.Key)?["text"] is { } own ? i with { Fields = [.. i.Fields.Select(f => f.Name == "text" ? own : f)] } : i)];
        var rows = ProjectMerge.Of(here, there, known?.Marks);
        return new MergePlan(ours, theirs, rows, here, there, written, known?.Row, maps, asTheirs, DigestOf(rows, here, sha, known?.Row));
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="RefusedException">It cannot be read: <c>unreadable</c>.</exception>
    public static RefiReading Read(GivenFile file)
    {
        try
        {
            using var stream = new MemoryStream(file.Bytes.ToArray(), writable: false);
            return RefiReader.Read(stream);
        }
        catch (ReadException failure)
        {
            throw new RefusedException(new Refusal("unreadable", $"{file.Name} could not be read. {failure.Place}: {failure.Message}", "Nothing was changed and the study is as it was."));
        }
    }

    public static Dictionary<string, QdaSource> ById(IEnumerable<QdaSource> sources) => sources.GroupBy(s => ExchangeItem.Plain(s.ForeignId)).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private static Dictionary<(string Item, string Source), TextSpan> Spans(QdaProject project, Dictionary<string, RevisionMap> maps)
    {
        var spans = new Dictionary<(string, string), TextSpan>();
        foreach (var source in project.Sources.Where(s => maps.ContainsKey(ExchangeItem.Plain(s.ForeignId))))
        {
            var id = ExchangeItem.Plain(source.ForeignId);
            foreach (var (coding, span, _) in source.PlacedCodings())
            {
                spans[(ExchangeItem.Plain(coding.ForeignId), id)] = span;
            }

            foreach (var selection in source.Selections)
            {
                spans.TryAdd((ExchangeItem.Plain(selection.ForeignId), id), selection.Span);
            }
        }

        return spans;
    }

    /// <summary>What a person saw: it changes with the file, and with anything in the study on which the plan stands.</summary>
    private static string DigestOf(IReadOnlyList<MergeRow> rows, IReadOnlyList<ExchangeItem> here, string sha, Exchange? before)
    {
        var own = here.ToDictionary(i => i.Key, StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{sha} {before?.Id}"));
        foreach (var row in rows.Where(r => r.Asks || r.State == MergeState.ChangedHere))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{row.Key} {row.State} {string.Join('\u001f', own.GetValueOrDefault(row.Key)?.Fields.Select(f => f.Name + "=" + f.Value) ?? [])}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }
}
