using System.Globalization;

namespace Fieldthread.Core.Fieldwork.Retrieval;

/// <summary>Writes a retrieval as a line that reads back as the same.</summary>
public static class RetrievalLine
{
    /// <summary>The line; names always in quotation marks, brackets only where they are needed.</summary>
    /// <param name="node">The retrieval.</param>
    public static string Of(RetrievalNode node) => node switch
    {
        CodedNode { Code.Length: 0 } => "coded",
        CodedNode coded => (coded.Below ? "" : "only ") + Quoted(coded.Code),
        PassagesNode => "passages",
        EitherNode either => Side(either.Left, 0) + " or " + Side(either.Right, 1),
        BothNode both => Side(both.Left, 1) + " and " + Side(both.Right, 2),
        ButNotNode but => Side(but.Left, 1) + " not " + Side(but.Right, 2),
        LyingNode lying => Side(lying.Left, 2) + (lying.Not ? " not " : " ") + HowOf(lying) + " " + Side(lying.Right, 3),
        NarrowedNode narrowed => Side(narrowed.Inner, 3) + " [" + string.Join(", ", narrowed.Conditions.Select(Of)) + "]",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>A name or value in quotation marks.</summary>
    /// <param name="name">The name.</param>
    public static string Quoted(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return '"' + name.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("“", "\\“", StringComparison.Ordinal).Replace("”", "\\”", StringComparison.Ordinal) + '"';
    }

    private static string Of(Condition condition)
    {
        if (condition.Field == ConditionField.Date)
        {
            return condition.From is { } day && condition.From == condition.To ? $"date {(condition.Not ? "!=" : "=")} {day}" : "date" + (condition.From is { } from ? " from " + from : "") + (condition.To is { } to ? " to " + to : "");
        }

        return condition.Field.ToString().ToLowerInvariant() + (condition.Field == ConditionField.Attribute ? " " + Quoted(condition.Name) : "") + (condition.Not ? " != " : " = ") + string.Join(" or ", condition.Values.Select(Quoted));
    }

    private static string HowOf(LyingNode lying)
    {
        var distance = lying.Distance.ToString(CultureInfo.InvariantCulture) + (lying.Unit, lying.Distance) switch { (DistanceUnit.Words, 1) => " word", (DistanceUnit.Words, _) => " words", (_, 1) => " passage", _ => " passages" };
        return lying.How switch { Lying.Overlapping => "overlapping", Lying.Within => "within", Lying.Near => "near " + distance, _ => "followed by " + distance };
    }

    /// <summary>A side of an operation, bracketed where it would otherwise be read apart.</summary>
    private static string Side(RetrievalNode node, int binds) => Binds(node) < binds ? "(" + Of(node) + ")" : Of(node);

    private static int Binds(RetrievalNode node) => node switch { EitherNode => 0, BothNode or ButNotNode => 1, LyingNode => 2, _ => 3 };
}
