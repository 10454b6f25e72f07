using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>What a step from one revision to the next does to what stands on the text.</summary>
/// <param name="Same">How many codings and memos stand on the same words as before.</param>
/// <param name="Changed">Those that are carried and inside which words were changed.</param>
/// <param name="Waiting">Those that cannot be carried.</param>
/// <param name="Others">What becomes of other things, as quotations.</param>
public sealed record CarryReport(int Same, IReadOnlyList<CarriedLine> Changed, IReadOnlyList<CarriedLine> Waiting, IReadOnlyList<FollowLine> Others)
{
    internal static async Task<CarryReport> OfAsync(StudyContext context, Revision former, RevisionMap map, string text, RevisionKind kind, Guid? to, CancellationToken cancel)
    {
        var codings = await context.Set<Coding>().AsNoTracking().Where(c => c.RevisionId == former.Id).ToListAsync(cancel);
        var memos = await context.Set<Memo>().AsNoTracking().Where(m => m.TargetKind == "revisions" && m.TargetId == former.Id && m.Start != null).ToListAsync(cancel);
        var codes = FactsReader.InTreeOrder(await context.Set<Code>().AsNoTracking().ToListAsync(cancel));
        var paths = new Dictionary<Guid, string>();
        codes.ForEach(c => paths[c.Id] = CodePath.Below(c.ParentId is { } parent ? paths[parent] : null, c.Name));
        var people = await context.Set<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var plan = CarryPlan.Of(map, kind, codings, memos);
        IReadOnlyList<CarriedLine> Lines(Func<CarriedItem, bool> which) => [.. plan.Where(which).OrderBy(i => i.Was).ThenBy(i => i.Id).Select(i => new CarriedLine(
            i.Id, i.IsMemo, i.Code is { } code ? paths.GetValueOrDefault(code) : null, i.Author is { } by ? people.GetValueOrDefault(by) : null, i.Becomes.State, i.Was.Start, i.Was.End, i.Was.Of(former.Text), i.Becomes.Span?.Of(text)))];
        var others = new List<FollowLine>();
        foreach (var room in Contributions.To<IFollowsRevisions>())
        {
            others.AddRange(await room.LookAsync(context, new RevisionMoved(former.Id, to ?? Guid.Empty, map, text, CarryPlan.LeastKept(kind)), cancel));
        }

        return new CarryReport(plan.Count(i => i.Becomes.State == CarriedState.Same), Lines(i => i.Becomes.State == CarriedState.Changed), Lines(i => !i.Becomes.IsCarried), [.. others.Where(o => o.Follow + o.Left.Count > 0)]);
    }
}

/// <summary>A coding or a memo that is carried with changed words, or not carried.</summary>
/// <param name="Id">The coding or memo.</param>
/// <param name="IsMemo">True for a memo.</param>
/// <param name="Code">Path of the code; null for a memo.</param>
/// <param name="Author">Whose it is.</param>
/// <param name="State">What becomes of it.</param>
/// <param name="Start">First code unit in the former text.</param>
/// <param name="End">One past the last.</param>
/// <param name="Was">Its words before.</param>
/// <param name="Becomes">Its words after; null where it is not carried.</param>
public sealed record CarriedLine(Guid Id, bool IsMemo, string? Code, string? Author, CarriedState State, int Start, int End, string Was, string? Becomes);

/// <summary>Lines of two texts that differ, side by side.</summary>
/// <param name="Line">Number of the line in the former text, from 1.</param>
/// <param name="Before">What stood there.</param>
/// <param name="After">What stands there.</param>
public sealed record DiffLine(int Line, IReadOnlyList<DiffPart> Before, IReadOnlyList<DiffPart> After)
{
    /// <summary>More are not shown at once.</summary>
    internal const int Most = 400;

    internal static IReadOnlyList<DiffLine> Of(string old, string next, RevisionMap map, out int total)
    {
        var rows = ComparedLines.Of(old, next, map);
        total = rows.Count;
        var (lines, at, line) = (new List<DiffLine>(), 0, 1);
        foreach (var row in rows.Take(Most))
        {
            line += old.AsSpan(at, row.Old.Start - at).Count('\n');
            at = row.Old.Start;
            lines.Add(new DiffLine(line, Joined(row.Parts(old, former: true)), Joined(row.Parts(next, former: false))));
        }

        return lines;
    }

    /// <summary>Marked words with nothing but a space between them are read as one.</summary>
    private static List<DiffPart> Joined(IEnumerable<(string Words, bool Marked)> parts)
    {
        var joined = new List<DiffPart>();
        foreach (var (words, marked) in parts)
        {
            if (marked && joined is [.., { Marked: true } before, { Marked: false } space] && string.IsNullOrWhiteSpace(space.Words) && !space.Words.Contains('\n', StringComparison.Ordinal))
            {
                joined.RemoveRange(joined.Count - 2, 2);
                joined.Add(new DiffPart(before.Words + space.Words + words, true));
            }
            else
            {
                joined.Add(new DiffPart(words, marked));
            }
        }

        return joined;
    }
}

/// <summary>Words of a line.</summary>
/// <param name="Words">The words.</param>
/// <param name="Marked">True where the other text has others, or none, in their place.</param>
public sealed record DiffPart(string Words, bool Marked);

/// <summary>What becomes of a stretch, in words.</summary>
public static class CarriedWords
{
    /// <summary>Why a stretch is not carried, or that it is.</summary>
    public static string Of(CarriedState state) => state switch
    {
        CarriedState.Same => "the same words",
        CarriedState.Changed => "words inside were changed",
        CarriedState.Gone => "its words were taken out",
        CarriedState.Cut => "it begins or ends inside changed words",
        CarriedState.Rewritten => "most of its words were written anew",
        _ => "it would lie on another coding of the same person and code",
    };

    /// <summary>A kind of revision in words.</summary>
    public static string Of(RevisionKind? kind) => kind switch
    {
        RevisionKind.Corrected => "corrected",
        RevisionKind.Retranscribed => "transcribed anew",
        RevisionKind.Pseudonymised => "pseudonymised",
        _ => "as it came",
    };
}
