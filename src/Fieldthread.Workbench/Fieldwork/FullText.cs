using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Our query grammar in the words of either index. The same query finds the same passages on both.</summary>
internal static class FullText
{
    /// <summary>The query for SQLite’s FTS5 or PostgreSQL’s tsquery.</summary>
    public static string Compile(SearchNode node, Provider provider) => provider == Provider.Sqlite ? Fts5(node) : TsQuery(node);

    private static string Fts5(SearchNode node) => node switch
    {
        WordNode word => $"\"{word.Term}\"",
        PrefixNode prefix => $"\"{prefix.Start}\"*",
        PhraseNode phrase => $"\"{string.Join(' ', phrase.Terms)}\"" + (phrase.LastIsPrefix ? "*" : ""),
        AllNode all => Joined(all.Parts, " AND ", Fts5) + (all.Without.Count > 0 ? " NOT " + Joined(all.Without, " OR ", Fts5) : ""),
        AnyNode any => Joined(any.Parts, " OR ", Fts5),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string TsQuery(SearchNode node) => node switch
    {
        WordNode word => $"'{word.Term}'",
        PrefixNode prefix => $"'{prefix.Start}':*",
        PhraseNode phrase => "(" + string.Join(" <-> ", phrase.Terms.Select((t, i) => $"'{t}'" + (phrase.LastIsPrefix && i == phrase.Terms.Count - 1 ? ":*" : ""))) + ")",
        AllNode all => "(" + Joined(all.Parts, " & ", TsQuery) + (all.Without.Count > 0 ? " & !" + Joined(all.Without, " | ", TsQuery) : "") + ")",
        AnyNode any => Joined(any.Parts, " | ", TsQuery),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Joined(IEnumerable<SearchNode> nodes, string with, Func<SearchNode, string> compile) => "(" + string.Join(with, nodes.Select(n => "(" + compile(n) + ")")) + ")";
}
