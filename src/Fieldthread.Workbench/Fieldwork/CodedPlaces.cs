using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>By id, the place of a thing in the lists of <see cref="Facts"/>.</summary>
internal sealed record PlaceIndexes(IReadOnlyDictionary<Guid, int> Revisions, IReadOnlyDictionary<Guid, int> Codes, IReadOnlyDictionary<Guid, int> Coders);

/// <summary>Reads codings by the million: past EF Core, ids without an array each.</summary>
internal static class CodedPlaces
{
    private static string Columns(StudyContext context) => "start, \"end\", " + context.IdsTogether("revision_id", "code_id", "coder_id");

    /// <summary>Every coding that the view shows, in one order whatever the database returned, so that what is made from it is the same byte for byte.</summary>
    public static async Task<CodedPlace[]> ReadAsync(StudyContext context, PlaceIndexes indexes, CancellationToken cancel)
    {
        var places = await ReadAsync(context, indexes, $"SELECT {Columns(context)} FROM {context.RelationOf<Coding>()} WHERE study_id = @study", 0, cancel);
        var sorted = places.ToArray();
        Array.Sort(Array.ConvertAll(sorted, p => ((long)p.Source << 32) | (uint)p.Start), sorted);
        for (var (from, to) = (0, 1); from < sorted.Length; from = to++)
        {
            while (to < sorted.Length && sorted[to].Source == sorted[from].Source && sorted[to].Start == sorted[from].Start)
            {
                to++;
            }

            sorted.AsSpan(from, to - from).Sort(Order);
        }

        return sorted;
    }

    /// <summary>The codings after later acts: what these ended is taken out, what they wrote put in.</summary>
    public static async Task<CodedPlace[]> RefreshAsync(StudyContext context, PlaceIndexes indexes, CodedPlace[] before, long head, CancellationToken cancel)
    {
        var table = Naming.TableOf(typeof(Coding));
        var gone = await ReadAsync(context, indexes, $"SELECT {Columns(context)} FROM {table}_history WHERE study_id = @study AND ended_in > @head AND recorded_in <= @head", head, cancel);
        var come = await ReadAsync(context, indexes, $"SELECT {Columns(context)} FROM {table} WHERE study_id = @study AND recorded_in > @head", head, cancel);
        gone.Sort(Order);
        come.Sort(Order);
        var (after, at, taken, put) = (new CodedPlace[before.Length - gone.Count + come.Count], 0, 0, 0);
        foreach (var place in before)
        {
            if (taken < gone.Count && Order(gone[taken], place) == 0)
            {
                taken++;
                continue;
            }

            while (put < come.Count && Order(come[put], place) < 0)
            {
                after[at++] = come[put++];
            }

            after[at++] = place;
        }

        come.CopyTo(put, after, at, come.Count - put);
        return after;
    }

    private static int Order(CodedPlace a, CodedPlace b) =>
        a.Source != b.Source ? a.Source.CompareTo(b.Source) : a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End != b.End ? a.End.CompareTo(b.End)
        : a.Code != b.Code ? a.Code.CompareTo(b.Code) : a.Coder.CompareTo(b.Coder);

    private static async Task<List<CodedPlace>> ReadAsync(StudyContext context, PlaceIndexes indexes, string sql, long head, CancellationToken cancel)
    {
        var places = new List<CodedPlace>();
        await using var command = await context.CommandAsync(sql, [("study", context.Study), ("head", head)], cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var ids = new Guid[3];
        var (revision, code, coder, source, codeAt, coderAt) = (Guid.Empty, Guid.Empty, Guid.Empty, -1, -1, -1);
        while (await reader.NextAsync(cancel))
        {
            reader.ReadIds(2, ids);
            if (ids[0] != revision)
            {
                source = indexes.Revisions.GetValueOrDefault(revision = ids[0], -1);
            }

            if (ids[1] != code)
            {
                codeAt = indexes.Codes[code = ids[1]];
            }

            if (ids[2] != coder)
            {
                coderAt = indexes.Coders[coder = ids[2]];
            }

            // A blind coder, or a cut narrowed to coders, sees theirs alone: as Coding.Visible says it for EF Core.
            if (source >= 0 && (context.BlindTo is null || coder == context.BlindTo) && (context.OnlyCoders.Count == 0 || context.OnlyCoders.Contains(coder)))
            {
                places.Add(new CodedPlace(source, reader.ReadInt(0), reader.ReadInt(1), codeAt, coderAt));
            }
        }

        return places;
    }
}
