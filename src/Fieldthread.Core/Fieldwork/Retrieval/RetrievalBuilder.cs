namespace Fieldthread.Core.Fieldwork.Retrieval;

/// <summary>A row of the form that builds a line.</summary>
/// <param name="Joins">How it joins what stands above: and, or, not, overlapping, within, near, followed by, and each of the last four with “not ” before it.</param>
/// <param name="Code">Path of the code; empty for any code, <c>passages</c> for all text.</param>
/// <param name="Only">True to leave out the codes below.</param>
/// <param name="Distance">For near and followed by; null for one passage.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Coder">Only codings by this person; empty for all.</param>
public sealed record BuilderRow(string Joins, string Code, bool Only = false, int? Distance = null, DistanceUnit Unit = DistanceUnit.Passages, string Coder = "");

/// <summary>Makes a line from the rows of a form. Each row joins all that stands above it.</summary>
public static class RetrievalBuilder
{
    /// <summary>Ways in which a row can join, as <see cref="BuilderRow.Joins"/> names them.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["and", "or", "not", "near", "followed by", "within", "overlapping", "not near", "not followed by", "not within", "not overlapping"];

    /// <summary>What stands for all text where a code is wanted.</summary>
    public const string AllText = "passages";

    /// <summary>The line; empty where no row says anything.</summary>
    /// <param name="rows">The rows, the first of which joins nothing.</param>
    /// <param name="conditions">What narrows the whole; those without a value are left out.</param>
    public static string Line(IEnumerable<BuilderRow> rows, IEnumerable<Condition> conditions)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(conditions);
        RetrievalNode? made = null;
        foreach (var row in rows)
        {
            RetrievalNode one = row.Code == AllText ? new PassagesNode() : new CodedNode(row.Code, !row.Only || row.Code.Length == 0);
            one = row.Coder.Length == 0 ? one : new NarrowedNode(one, [new Condition(ConditionField.Coder, [row.Coder])]);
            made = made is null ? one : Join(made, row, one);
        }

        var held = conditions.Where(c => c.Values.Any(v => v.Length > 0) || c.From is not null || c.To is not null).ToList();
        return made is null ? "" : RetrievalLine.Of(held.Count == 0 ? made : new NarrowedNode(made, held));
    }

    private static RetrievalNode Join(RetrievalNode above, BuilderRow row, RetrievalNode one)
    {
        var not = row.Joins.StartsWith("not ", StringComparison.Ordinal);
        return row.Joins switch
        {
            "or" => new EitherNode(above, one),
            "not" => new ButNotNode(above, one),
            _ when row.Joins.EndsWith("near", StringComparison.Ordinal) => new LyingNode(Lying.Near, above, one, row.Distance ?? 1, row.Unit, not),
            _ when row.Joins.EndsWith("followed by", StringComparison.Ordinal) => new LyingNode(Lying.FollowedBy, above, one, row.Distance ?? 1, row.Unit, not),
            _ when row.Joins.EndsWith("within", StringComparison.Ordinal) => new LyingNode(Lying.Within, above, one, Not: not),
            _ when row.Joins.EndsWith("overlapping", StringComparison.Ordinal) => new LyingNode(Lying.Overlapping, above, one, Not: not),
            _ => new BothNode(above, one),
        };
    }
}
