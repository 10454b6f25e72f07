namespace Fieldthread.Core.Fieldwork.Retrieval;

/// <summary>Kinds of signs in a line.</summary>
internal enum TokenKind
{
    Word,
    Quoted,
    Open,
    Close,
    SquareOpen,
    SquareClose,
    Comma,
    Is,
    IsNot,
    End,
}

/// <summary>A sign of a line.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text; of what is quoted, what stands between the marks.</param>
/// <param name="At">Where it begins, from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At)
{
    /// <summary>True where it is this word and not quoted, in small or capital letters.</summary>
    public bool Says(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Takes a line apart.</summary>
internal static class RetrievalTokens
{
    public static List<Token> Of(string line, out RetrievalProblem? problem)
    {
        var tokens = new List<Token>();
        problem = null;
        for (var at = 0; at < line.Length;)
        {
            var c = line[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c is '"' or '“' or '”')
            {
                var words = new System.Text.StringBuilder();
                var end = at + 1;
                for (; end < line.Length && line[end] is not ('"' or '“' or '”'); end++)
                {
                    // A name may hold a quotation mark itself: it is written with a backslash before it.
                    if (line[end] == '\\' && end + 1 < line.Length && line[end + 1] is '"' or '“' or '”')
                    {
                        end++;
                    }

                    words.Append(line[end]);
                }

                if (end == line.Length)
                {
                    problem = new RetrievalProblem(at, "A quotation mark is opened and not closed.");
                    break;
                }

                tokens.Add(new Token(TokenKind.Quoted, words.ToString(), at));
                at = end + 1;
            }
            else if (c == '!' && at + 1 < line.Length && line[at + 1] == '=')
            {
                tokens.Add(new Token(TokenKind.IsNot, "!=", at));
                at += 2;
            }
            else if (Sign(c) is { } kind)
            {
                tokens.Add(new Token(kind, c.ToString(), at++));
            }
            else
            {
                var start = at;
                while (at < line.Length && !char.IsWhiteSpace(line[at]) && Sign(line[at]) is null && line[at] is not ('"' or '“' or '”'))
                {
                    at++;
                }

                tokens.Add(new Token(TokenKind.Word, line[start..at], start));
            }
        }

        tokens.Add(new Token(TokenKind.End, "", line.Length));
        return tokens;
    }

    private static TokenKind? Sign(char c) => c switch
    {
        '(' => TokenKind.Open,
        ')' => TokenKind.Close,
        '[' => TokenKind.SquareOpen,
        ']' => TokenKind.SquareClose,
        ',' => TokenKind.Comma,
        '=' => TokenKind.Is,
        _ => null,
    };
}
