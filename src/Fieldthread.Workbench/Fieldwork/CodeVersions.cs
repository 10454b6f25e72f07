using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A row as one act left it and until another changed it.</summary>
/// <param name="Id">Which row.</param>
/// <param name="From">The act that wrote it so.</param>
/// <param name="Until">The act that changed or removed it; null where it stands.</param>
/// <param name="Row">What it says.</param>
internal sealed record Version<T>(Guid Id, long From, long? Until, T Row)
{
    public bool At(long act) => From <= act && (Until is not { } until || act < until);
}

/// <summary>Every state that the codes of a study ever had, up to an act: the live rows with those that the triggers kept.</summary>
internal sealed class CodeVersions
{
    private readonly ILookup<Guid, Version<Code>> codes;
    private readonly ILookup<Guid, Version<CodeGuide>> guides;

    private CodeVersions(List<Version<Code>> codes, List<Version<CodeGuide>> guides, List<Version<CodeChange>> changes)
    {
        this.codes = codes.OrderBy(v => v.From).ToLookup(v => v.Id);
        this.guides = guides.OrderBy(v => v.From).ToLookup(v => v.Row.CodeId);

        // A change that an undo took back and another brought again was made when it was first written.
        Changes = [.. changes.GroupBy(v => v.Id).Select(g => g.MinBy(v => v.From)!).OrderBy(v => v.From)];
    }

    /// <summary>Changes with their reasons, each under the act that made it, whether or not it was undone since.</summary>
    public IReadOnlyList<Version<CodeChange>> Changes { get; }

    public static async Task<CodeVersions> ReadAsync(StudyContext context, long head, CancellationToken cancel)
    {
        var written = await RowsAsync(context, "codes", "id, parent_id, name, colour, definition, is_codable, ordinal, foreign_id", head, row => new Code
        {
            Id = row.ReadId(0),
            ParentId = row.IsDBNull(1) ? null : row.ReadId(1),
            Name = row.GetString(2),
            Colour = row.IsDBNull(3) ? null : row.GetString(3),
            Definition = row.GetString(4),
            IsCodable = Convert.ToBoolean(row.GetValue(5), System.Globalization.CultureInfo.InvariantCulture),
            Ordinal = row.ReadInt(6),
            ForeignId = row.IsDBNull(7) ? null : row.GetString(7),
        }, 8, cancel);
        var said = await RowsAsync(context, "code_guides", "id, code_id, include_when, exclude_when, example, example_revision_id, example_start, example_end, standing, successor_id", head, row => new CodeGuide
        {
            Id = row.ReadId(0),
            CodeId = row.ReadId(1),
            IncludeWhen = row.GetString(2),
            ExcludeWhen = row.GetString(3),
            Example = row.GetString(4),
            ExampleRevisionId = row.IsDBNull(5) ? null : row.ReadId(5),
            ExampleStart = row.IsDBNull(6) ? null : row.ReadInt(6),
            ExampleEnd = row.IsDBNull(7) ? null : row.ReadInt(7),
            Standing = Enum.Parse<CodeStanding>(row.GetString(8)),
            SuccessorId = row.IsDBNull(9) ? null : row.ReadId(9),
        }, 10, cancel);
        var changes = await RowsAsync(context, "code_changes", "id, code_id, other_id, deed, reason, codings, revision_id, start, \"end\"", head, row => new CodeChange
        {
            Id = row.ReadId(0),
            CodeId = row.ReadId(1),
            OtherId = row.IsDBNull(2) ? null : row.ReadId(2),
            Deed = Enum.Parse<CodeDeed>(row.GetString(3)),
            Reason = row.GetString(4),
            Codings = row.ReadInt(5),
            RevisionId = row.IsDBNull(6) ? null : row.ReadId(6),
            Start = row.IsDBNull(7) ? null : row.ReadInt(7),
            End = row.IsDBNull(8) ? null : row.ReadInt(8),
        }, 9, cancel);
        return new CodeVersions(written, said, changes);
    }

    /// <summary>True where the code was ever there.</summary>
    public bool Knows(Guid code) => codes.Contains(code);

    /// <summary>Every code that was ever there.</summary>
    public IEnumerable<Guid> All => codes.Select(g => g.Key);

    /// <summary>The acts that wrote, changed or removed the code or what is said of it.</summary>
    public IEnumerable<long> ActsOn(Guid code) =>
        codes[code].SelectMany(v => Ends(v.From, v.Until)).Concat(guides[code].SelectMany(v => Ends(v.From, v.Until))).Concat(Changes.Where(c => c.Row.CodeId == code || c.Row.OtherId == code).Select(c => c.From)).Distinct().Order();

    /// <summary>The code as it was after an act; null where it was not there.</summary>
    public CodeState? At(Guid code, long act)
    {
        if (codes[code].FirstOrDefault(v => v.At(act))?.Row is not { } row)
        {
            return null;
        }

        var guide = guides[code].FirstOrDefault(v => v.At(act))?.Row;
        return new CodeState(code, row.ParentId, row.Name, PathAt(code, act)!, row.Colour, row.IsCodable, Said(row, guide, id => PathAt(id, act)), row.Ordinal, row.ForeignId);
    }

    /// <summary>The path that the code had after an act; null where it was not there.</summary>
    public string? PathAt(Guid code, long act)
    {
        var names = new List<string>();
        // The bound keeps a circle, which the acts refuse, from turning for ever.
        for (Guid? above = code; above is { } id && names.Count < 100; above = codes[id].First(v => v.At(act)).Row.ParentId)
        {
            if (codes[id].FirstOrDefault(v => v.At(act)) is not { } version)
            {
                return names.Count == 0 ? null : CodePath.Join(Enumerable.Reverse(names));
            }

            names.Add(version.Row.Name);
        }

        return CodePath.Join(Enumerable.Reverse(names));
    }

    /// <summary>The newest name that the code had up to an act, whether or not it was there then.</summary>
    public string NameBy(Guid code, long act) => codes[code].LastOrDefault(v => v.From <= act)?.Row.Name ?? "a code";

    /// <summary>The newest path that the code had up to an act, whether or not it was there then.</summary>
    public string PathBy(Guid code, long act) => codes[code].LastOrDefault(v => v.From <= act) is { } last ? PathAt(code, Math.Min(act, last.Until - 1 ?? act)) ?? last.Row.Name : "a code";

    /// <summary>What is said of a code, with the path of what took its place.</summary>
    public static CodeDescription Said(Code code, CodeGuide? guide, Func<Guid, string?> path) => new(
        code.Definition, guide?.IncludeWhen ?? "", guide?.ExcludeWhen ?? "", guide?.Example ?? "", guide?.Standing ?? CodeStanding.InUse, guide?.SuccessorId is { } next ? path(next) ?? "" : "");

    private static IEnumerable<long> Ends(long from, long? until) => until is { } end ? [from, end] : [from];

    private static async Task<List<Version<T>>> RowsAsync<T>(StudyContext context, string table, string columns, long head, Func<System.Data.Common.DbDataReader, T> read, int width, CancellationToken cancel)
        where T : Evidence =>
        await context.ReadAsync(
            $"""
            SELECT {columns}, recorded_in, NULL AS ended_in FROM {table} WHERE study_id = @study AND recorded_in <= @head
            UNION ALL SELECT {columns}, recorded_in, CASE WHEN ended_in <= @head THEN ended_in END FROM {table}_history WHERE study_id = @study AND recorded_in <= @head
            """,
            row =>
            {
                var made = read(row);
                return new Version<T>(made.Id, row.GetInt64(width), row.IsDBNull(width + 1) ? null : row.GetInt64(width + 1), made);
            },
            cancel, ("study", context.Study), ("head", head));
}
