using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork;

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
internal sealed class OutgoingSelections(Dictionary<Guid, string> code, Dictionary<Guid, string> user, ILookup<Guid, string> notes, Dictionary<Guid, string> note, OutgoingIds ids, HashSet<Guid> descriptions, Dictionary<Guid, CodingOrigin> origins)
{
    private readonly Dictionary<Guid, string> outgoing = [];
    private readonly Dictionary<Guid, string> codings = [];

    /// <summary>Under which id the selection of a coding, or of a memo that describes one, went out.</summary>
    public IReadOnlyDictionary<Guid, string> Outgoing => outgoing;

    /// <summary>Under which id each coding went out.</summary>
    public IReadOnlyDictionary<Guid, string> Codings => codings;

    /// <summary>Codings that came in one selection go out in one, with the memos on its stretch; a memo on a stretch of its own goes out as a selection without a code. What came as a coding of the whole source goes out so.</summary>
    public (IReadOnlyList<QdaSelection> Selections, IReadOnlyList<QdaCoding> Whole) Of(IEnumerable<Coding> codings, IEnumerable<Memo> stretches, int length, SourceSaid? said)
    {
        var all = codings.ToList();
        var memos = stretches.ToList();
        var saidOf = (said?.Selections ?? []).GroupBy(x => x.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var describing = memos.Where(m => descriptions.Contains(m.Id)).ToDictionary(m => m.Id);
        var waiting = memos.Where(m => !descriptions.Contains(m.Id)).ToLookup(m => new TextSpan(m.Start!.Value, m.End!.Value));
        var placed = new HashSet<TextSpan>();
        var whole = all.Where(c => IsWhole(c, length)).ToList();
        var selections = new List<QdaSelection>();
        foreach (var g in all.Except(whole).GroupBy(c => (Id: c.SelectionForeignId ?? c.Id.ToString("D"), Span: new TextSpan(c.Start, c.End))))
        {
            var more = g.First().SelectionForeignId is { } foreign ? saidOf.GetValueOrDefault(foreign) : null;
            var id = ids.Of(g.First().SelectionForeignId, DerivedId(g.First().Id));
            Memo? description = null;
            if (more?.Memo is { } of)
            {
                describing.Remove(of, out description);
                outgoing[of] = id;
            }

            g.ToList().ForEach(c => outgoing[c.Id] = id);
            selections.Add(new QdaSelection
            {
                ForeignId = id,
                Name = g.First().SelectionName ?? "",
                Description = description?.Words,
                Span = g.Key.Span,
                Stamp = more?.Stamp.Out(user) ?? new QdaStamp(user[g.First().CoderId], g.First().CodedAt),
                NoteForeignIds = placed.Add(g.Key.Span) ? waiting[g.Key.Span].Select(m => note[m.Id]).Distinct().ToList() : [],
                Codings = g.Select(Coding).ToList(),
            });
        }

        foreach (var (memo, more) in saidOf.Values.Where(x => x.Memo is { } m && describing.ContainsKey(m)).Select(x => (describing[x.Memo!.Value], x)))
        {
            var span = new TextSpan(memo.Start!.Value, memo.End!.Value);
            outgoing[memo.Id] = ids.Of(more.Id, DerivedId(memo.Id));
            selections.Add(new QdaSelection
            {
                ForeignId = outgoing[memo.Id],
                Name = memo.Title ?? "",
                Description = memo.Words.Length > 0 ? memo.Words : null,
                Span = span,
                Stamp = more.Stamp.Out(user),
                NoteForeignIds = placed.Add(span) ? waiting[span].Select(m => note[m.Id]).Distinct().ToList() : [],
            });
        }

        foreach (var g in waiting.Where(g => !placed.Contains(g.Key)))
        {
            var more = said?.Selections.FirstOrDefault(x => x.Notes is { } of && g.Any(m => m.ForeignId is { } id && of.Contains(id)));
            selections.Add(new QdaSelection
            {
                ForeignId = more is null ? DerivedId(g.First().Id).ToString("D") : ids.Of(more.Id, DerivedId(g.First().Id)),
                Span = g.Key,
                Stamp = more?.Stamp.Out(user) ?? new QdaStamp(g.First().AuthorId is { } by ? user[by] : null, g.First().WrittenAt),
                NoteForeignIds = g.Select(m => note[m.Id]).Distinct().ToList(),
            });
        }

        return ([.. selections.OrderBy(s => s.Span)], whole.ConvertAll(Coding));
    }

    private QdaCoding Coding(Coding c) => new(codings[c.Id] = ids.Of(c.ForeignId, c.Id), code[c.CodeId], user[c.CoderId], c.CodedAt, notes[c.Id].Distinct().ToList()) { Origin = origins.GetValueOrDefault(c.Id) };

    private static bool IsWhole(Coding c, int length) => c.ForeignId is not null && c.SelectionForeignId is null && c.Start == 0 && c.End == length;

    /// <summary>A selection of ours has no id of its own; one is made from its coding’s, the same every time.</summary>
    private static Guid DerivedId(Guid coding)
    {
        var bytes = coding.ToByteArray(bigEndian: true);
        bytes[^1] ^= 0x5A;
        bytes[^2] ^= 0xA5;
        return new Guid(bytes, bigEndian: true);
    }
}
