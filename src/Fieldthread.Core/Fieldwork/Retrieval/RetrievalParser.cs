using System.Globalization;

namespace Fieldthread.Core.Fieldwork.Retrieval;

/// <summary>Reads a line by descent.</summary>
internal sealed class RetrievalParser(string line)
{
    private const int Deepest = 16;
    private const int Farthest = 10_000;
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "and", "or", "not", "near", "within", "overlapping", "followed", "only", "coded", "passages" };
    private List<Token> tokens = [];
    private int next;
    private int parts;

    private Token Now => tokens[next];

    public RetrievalNode? Parse(out RetrievalProblem? problem)
    {
        tokens = RetrievalTokens.Of(line, out problem);
        if (problem is not null)
        {
            return null;
        }

        try
        {
            var root = Either(0);
            if (Now.Kind != TokenKind.End)
            {
                throw No(Now.Kind == TokenKind.Close ? "There is a closing bracket too many." : $"“{Now.Text}” cannot stand here. Write and, or, not, near, within, overlapping or followed by, or put a name with such a word in it into quotation marks.");
            }

            return root;
        }
        catch (UnreadableException failure)
        {
            problem = failure.Problem;
            return null;
        }
    }

    private RetrievalNode Either(int depth)
    {
        var left = Both(depth);
        while (Now.Says("or"))
        {
            next++;
            left = new EitherNode(left, Both(depth));
        }

        return left;
    }

    private RetrievalNode Both(int depth)
    {
        var left = Lies(depth);
        while (Now.Says("and") || Now.Says("not"))
        {
            var and = Now.Says("and");
            next++;
            var not = !and || Now.Says("not");
            next += and && not ? 1 : 0;
            left = not ? new ButNotNode(left, Lies(depth)) : new BothNode(left, Lies(depth));
        }

        return left;
    }

    private RetrievalNode Lies(int depth)
    {
        var left = Narrowed(depth);
        while (true)
        {
            var not = Now.Says("not") && IsLying(tokens[next + 1]);
            if (!not && !IsLying(Now))
            {
                return left;
            }

            next += not ? 1 : 0;
            var word = Now.Text.ToLowerInvariant();
            next++;
            var how = word switch { "near" => Lying.Near, "within" => Lying.Within, "overlapping" => Lying.Overlapping, _ => Lying.FollowedBy };
            if (how == Lying.FollowedBy)
            {
                if (!Now.Says("by"))
                {
                    throw No("“followed” is written “followed by”.");
                }

                next++;
            }

            var (distance, unit) = how is Lying.Near or Lying.FollowedBy ? Distance() : (1, DistanceUnit.Passages);
            left = new LyingNode(how, left, Narrowed(depth), distance, unit, not);
        }
    }

    private (int, DistanceUnit) Distance()
    {
        var within = Now.Says("within") ? 1 : 0;
        if (tokens[next + within] is not { Kind: TokenKind.Word } number || !int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return (1, DistanceUnit.Passages);
        }

        if (count > Farthest)
        {
            throw No($"A distance is at most {Farthest:N0}.");
        }

        next += within + 1;
        var unit = Now.Text.ToLowerInvariant() switch
        {
            "word" or "words" when Now.Kind == TokenKind.Word => DistanceUnit.Words,
            "passage" or "passages" when Now.Kind == TokenKind.Word => DistanceUnit.Passages,
            _ => throw No("Behind a number stands what it counts: words or passages."),
        };
        next++;
        return (count, unit);
    }

    private RetrievalNode Narrowed(int depth)
    {
        var node = Atom(depth);
        while (Now.Kind == TokenKind.SquareOpen)
        {
            next++;
            node = new NarrowedNode(node, new ConditionParser(tokens, () => next, n => next = n).Parse());
        }

        return node;
    }

    private RetrievalNode Atom(int depth)
    {
        if (++parts > RetrievalQuery.MostParts)
        {
            throw No($"A line has at most {RetrievalQuery.MostParts} parts.");
        }

        if (Now.Kind == TokenKind.Open)
        {
            if (depth == Deepest)
            {
                throw No($"Brackets are nested more than {Deepest} deep.");
            }

            var opened = Now.At;
            next++;
            var inner = Either(depth + 1);
            if (Now.Kind != TokenKind.Close)
            {
                throw new UnreadableException(new RetrievalProblem(opened, "A bracket is opened and not closed."));
            }

            next++;
            return inner;
        }

        if (Now.Says("coded"))
        {
            next++;
            return new CodedNode("", true, tokens[next - 1].At);
        }

        if (Now.Says("passages"))
        {
            next++;
            return new PassagesNode();
        }

        var only = Now.Says("only");
        next += only ? 1 : 0;
        var at = Now.At;
        return new CodedNode(Name(), !only, at);
    }

    /// <summary>A name in quotation marks, or words up to the next that means something.</summary>
    private string Name()
    {
        if (Now.Kind == TokenKind.Quoted)
        {
            var quoted = Now.Text.Trim();
            if (quoted.Length == 0)
            {
                throw No("Between the quotation marks stands no name.");
            }

            next++;
            return quoted;
        }

        var (from, to) = (Now.At, Now.At);
        while (Now.Kind == TokenKind.Word && !Words.Contains(Now.Text))
        {
            to = Now.At + Now.Text.Length;
            next++;
        }

        return to > from ? line[from..to] : throw No(Now.Kind == TokenKind.End
            ? (line.Trim().Length == 0 ? "Nothing is written. Name a code." : "The line ends where a code is wanted.")
            : Now.Says("not") ? "“not” takes something out of what stands before it. Write what that is; “passages not Trust” finds all text that is not coded with Trust." : $"A code is wanted here and not “{Now.Text}”. A name with such a word or sign in it is put into quotation marks.");
    }

    private static bool IsLying(Token token) => token.Says("near") || token.Says("within") || token.Says("overlapping") || token.Says("followed");

    private UnreadableException No(string message) => new(new RetrievalProblem(Now.At, message));
}

/// <summary>Carries a problem out of the descent.</summary>
internal sealed class UnreadableException(RetrievalProblem problem) : Exception(problem.InWords)
{
    public RetrievalProblem Problem { get; } = problem;
}
