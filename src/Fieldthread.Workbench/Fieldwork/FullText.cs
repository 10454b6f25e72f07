using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Our query grammar in the words of either index. The same query finds the same passages on both.</summary>
internal static class FullText
{
    /// <summary>The condition on a row <c>i</c> of the index, with its parameters.</summary>
    public static (string Condition, (string Name, object? Value)[] With) Compile(SearchNode node, Provider provider)
    {
        if (provider == Provider.Sqlite)
        {
            return ("i.terms MATCH @query", [("query", Fts5(node))]);
        }

        // PostgreSQL’s index only narrows: its own parser cuts some of our terms (1e5x, ½) and it keeps 256 places of a word at most, so
        // phrases behind them are lost. What is found is decided on the terms themselves, which stand with one space between.
        var with = new List<(string, object?)>();
        var exact = Exact(node, with);
        if (Narrow(node) is not { } narrow)
        {
            return (exact, [.. with]);
        }

        with.Add(("query", narrow));
        return ($"i.vector @@ CAST(@query AS tsquery) AND {exact}", [.. with]);
    }

    /// <summary>The query with what neither index can answer taken out or widened, so that it finds at least as much; null where nothing is left to ask an index for.</summary>
    /// <param name="node">The query.</param>
    /// <param name="exact">False where what is found has still to be looked at.</param>
    public static SearchNode? Widened(SearchNode node, ref bool exact)
    {
        switch (node)
        {
            case ShapeNode shape:
                exact = false;
                var letters = shape.Shape.TakeWhile(c => c is not ('*' or '?')).ToArray();
                return letters.Length > 0 ? new PrefixNode(new string(letters)) : null;
            case NearNode near:
                exact = false;
                return All([Widened(near.Left, ref exact), Widened(near.Right, ref exact)], []);
            case AllNode all:
                var (parts, without) = (new List<SearchNode?>(), new List<SearchNode>());
                foreach (var part in all.Parts)
                {
                    parts.Add(Widened(part, ref exact));
                }

                foreach (var part in all.Without)
                {
                    // What leaves out too much would lose hits, so only what is exact leaves out here.
                    var sure = true;
                    if (Widened(part, ref sure) is { } kept && sure)
                    {
                        without.Add(kept);
                    }

                    exact &= sure;
                }

                return All(parts, without);
            case AnyNode any:
                var either = new List<SearchNode?>();
                foreach (var part in any.Parts)
                {
                    either.Add(Widened(part, ref exact));
                }

                return either.Contains(null) ? null : new AnyNode([.. either.OfType<SearchNode>()]);
            default:
                return node;
        }
    }

    /// <summary>Letters that every hit holds somewhere, for what no index can narrow; none where there are none.</summary>
    public static IEnumerable<string> Letters(SearchNode node) => node switch
    {
        ShapeNode shape => [shape.Shape.Split('*', '?').MaxBy(part => part.Length)!],
        NearNode near => Letters(near.Left).Concat(Letters(near.Right)),
        AllNode all => all.Parts.SelectMany(Letters),
        WordNode word => [word.Term],
        PrefixNode prefix => [prefix.Start],
        PhraseNode phrase => phrase.Terms,
        _ => [],
    };

    private static SearchNode? All(IEnumerable<SearchNode?> parts, IReadOnlyList<SearchNode> without) => parts.OfType<SearchNode>().ToList() switch
    {
        [] => null,
        [var one] when without.Count == 0 => one,
        var kept => new AllNode(kept, without),
    };

    private static string Fts5(SearchNode node) => node switch
    {
        WordNode word => $"\"{word.Term}\"",
        PrefixNode prefix => $"\"{prefix.Start}\"*",
        PhraseNode phrase => $"\"{string.Join(' ', phrase.Terms)}\"" + (phrase.LastIsPrefix ? "*" : ""),
        AllNode all => Joined(all.Parts, " AND ", Fts5) + (all.Without.Count > 0 ? " NOT " + Joined(all.Without, " OR ", Fts5) : ""),
        AnyNode any => Joined(any.Parts, " OR ", Fts5),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Exact(SearchNode node, List<(string, object?)> with)
    {
        string Holds(string terms, bool isPrefix)
        {
            // Terms hold letters and digits alone, so nothing in them is a sign of LIKE.
            var name = "t" + with.Count;
            with.Add((name, isPrefix ? $"% {terms}%" : $"% {terms} %"));
            return $"(' ' || i.terms || ' ') LIKE @{name}";
        }

        return node switch
        {
            WordNode word => Holds(word.Term, isPrefix: false),
            PrefixNode prefix => Holds(prefix.Start, isPrefix: true),
            PhraseNode phrase => Holds(string.Join(' ', phrase.Terms), phrase.LastIsPrefix),
            AllNode all => Joined(all.Parts, " AND ", n => Exact(n, with)) + (all.Without.Count > 0 ? " AND NOT " + Joined(all.Without, " OR ", n => Exact(n, with)) : ""),
            AnyNode any => Joined(any.Parts, " OR ", n => Exact(n, with)),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
    }

    /// <summary>A tsquery that finds at least what the node finds; null where the index cannot help.</summary>
    private static string? Narrow(SearchNode node) => node switch
    {
        WordNode word => IsOneTerm(word.Term) ? $"'{word.Term}'" : null,
        PrefixNode prefix => IsOneTerm(prefix.Start) ? $"'{prefix.Start}':*" : null,
        PhraseNode phrase => Both(phrase.Terms.Select((term, i) => !IsOneTerm(term) ? null : phrase.LastIsPrefix && i == phrase.Terms.Count - 1 ? $"'{term}':*" : $"'{term}'")),
        AllNode all => Both(all.Parts.Select(Narrow)),
        AnyNode any when any.Parts.Select(Narrow).ToList() is var parts && !parts.Contains(null) => "(" + string.Join(" | ", parts) + ")",
        _ => null,
    };

    private static string? Both(IEnumerable<string?> parts) => parts.OfType<string>().ToList() is { Count: > 0 } kept ? "(" + string.Join(" & ", kept) + ")" : null;

    /// <summary>Whether PostgreSQL’s parser takes a term as one word: letters and digits, and not a number with an exponent, behind which it cuts.</summary>
    private static bool IsOneTerm(string term)
    {
        var digits = term.TakeWhile(char.IsAsciiDigit).Count();
        return term.All(c => char.IsAsciiDigit(c) || char.IsLetter(c)) && (digits == 0 || digits == term.Length || term[digits] != 'e');
    }

    private static string Joined(IEnumerable<SearchNode> nodes, string with, Func<SearchNode, string> compile) => "(" + string.Join(with, nodes.Select(n => "(" + compile(n) + ")")) + ")";
}
