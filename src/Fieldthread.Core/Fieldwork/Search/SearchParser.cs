namespace Fieldthread.Core.Fieldwork.Search;

/// <summary>Reads the query grammar by descent. What cannot be a word (a lone dash, an empty phrase) is passed over.</summary>
internal sealed class SearchParser(string text)
{
    private const int Deepest = 16;
    private int _at;
    private int _parts;
    private string? _problem;

    internal SearchNode? Parse(out string? problem)
    {
        var node = Either(0);
        if (_problem is null && _at < text.Length)
        {
            _problem = "There is a closing bracket too many.";
        }

        problem = _problem;
        return _problem is null ? node : null;
    }

    private SearchNode? Either(int depth)
    {
        var parts = new List<SearchNode>();
        while (_problem is null)
        {
            if (All(depth) is { } part)
            {
                parts.Add(part);
            }

            if (!TakeOr())
            {
                break;
            }
        }

        return parts.Count switch { 0 => null, 1 => parts[0], _ => new AnyNode(parts) };
    }

    private SearchNode? All(int depth)
    {
        var parts = new List<SearchNode>();
        var without = new List<SearchNode>();
        for (Space(); _problem is null && _at < text.Length && text[_at] != ')' && !IsOr(); Space())
        {
            var isNot = text[_at] == '-';
            _at += isNot ? 1 : 0;
            if (Atom(depth) is { } node)
            {
                (isNot ? without : parts).Add(node);
            }
        }

        if (parts.Count == 0 && without.Count > 0)
        {
            _problem ??= "A search that only leaves out finds everything. Write a word to look for beside what to leave out.";
        }

        return parts.Count == 0 ? null : parts.Count == 1 && without.Count == 0 ? parts[0] : new AllNode(parts, without);
    }

    private SearchNode? Atom(int depth)
    {
        if (_at == text.Length)
        {
            return null;
        }

        if (text[_at] == '(')
        {
            return Group(depth);
        }

        string words;
        if (IsQuote(text[_at]))
        {
            var end = text.AsSpan(_at + 1).IndexOfAny('"', '“', '”');
            if (end < 0)
            {
                _problem = "A quotation mark is opened and not closed.";
                return null;
            }

            words = text.Substring(_at + 1, end);
            _at += end + 2;
        }
        else
        {
            var start = _at;
            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('(' or ')' or '*') && !IsQuote(text[_at]))
            {
                _at++;
            }

            words = text[start.._at];
        }

        var isPrefix = _at < text.Length && text[_at] == '*';
        while (_at < text.Length && text[_at] == '*')
        {
            _at++;
        }

        return Node(words, isPrefix);
    }

    private SearchNode? Group(int depth)
    {
        if (depth == Deepest)
        {
            _problem = $"Brackets are nested more than {Deepest} deep.";
            return null;
        }

        _at++;
        var node = Either(depth + 1);
        if (_problem is not null)
        {
            return null;
        }

        if (_at == text.Length)
        {
            _problem = "A bracket is opened and not closed.";
            return null;
        }

        _at++;
        return node;
    }

    private SearchNode? Node(string words, bool isPrefix)
    {
        var terms = SearchTerms.Of(words);
        _parts += terms.Count;
        if (_parts > SearchQuery.MostParts)
        {
            _problem = $"A search holds at most {SearchQuery.MostParts} words.";
        }

        return terms.Count switch
        {
            0 => null,
            1 => isPrefix ? new PrefixNode(terms[0]) : new WordNode(terms[0]),
            _ => new PhraseNode(terms, isPrefix),
        };
    }

    private void Space()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private bool IsOr() => string.CompareOrdinal(text, _at, "OR", 0, 2) == 0
        && (_at + 2 == text.Length || char.IsWhiteSpace(text[_at + 2]) || text[_at + 2] is '(' or ')' || IsQuote(text[_at + 2]));

    private bool TakeOr()
    {
        Space();
        var isOr = _at < text.Length && IsOr();
        _at += isOr ? 2 : 0;
        return isOr;
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”';
}
