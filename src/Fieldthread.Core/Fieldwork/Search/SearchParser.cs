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
                (isNot ? without : parts).Add(Chained(node, depth));
            }
        }

        if (parts.Count == 0 && without.Count > 0)
        {
            _problem ??= "A search that only leaves out finds everything. Write a word to look for beside what to leave out.";
        }

        return parts.Count == 0 ? null : parts.Count == 1 && without.Count == 0 ? parts[0] : new AllNode(parts, without);
    }

    /// <summary>A part, or where NEAR follows it, that and the next: of three, the first is near the second and the second near the third.</summary>
    private SearchNode Chained(SearchNode first, int depth)
    {
        var (left, pairs) = (first, new List<SearchNode>());
        while (_problem is null && TakeNear() is { } words)
        {
            Space();
            var right = _at < text.Length ? Atom(depth) : null;
            if (left is AllNode or AnyNode || right is null or AllNode or AnyNode)
            {
                _problem ??= "On each side of NEAR stands a word, a phrase or the beginning of a word.";
                break;
            }

            pairs.Add(new NearNode(left, right, words));
            left = right;
        }

        return pairs.Count switch { 0 => first, 1 => pairs[0], _ => new AllNode(pairs, []) };
    }

    /// <summary>The number behind NEAR, which is passed; null where it does not follow.</summary>
    private int? TakeNear()
    {
        var before = _at;
        Space();
        var end = _at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('(' or ')') && !IsQuote(text[end]))
        {
            end++;
        }

        var word = text.AsSpan(_at, end - _at);
        if (word.SequenceEqual("NEAR"))
        {
            _at = end;
            return SearchQuery.NearUnlessSaid;
        }

        if (word.StartsWith("NEAR/", StringComparison.Ordinal))
        {
            if (!int.TryParse(word[5..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var words) || words > SearchQuery.Farthest)
            {
                _problem ??= $"Behind NEAR/ stands how many words may lie between, 0 to {SearchQuery.Farthest}.";
            }

            _at = end;
            return words;
        }

        _at = before;
        return null;
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
            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('(' or ')') && !IsQuote(text[_at]))
            {
                _at++;
            }

            words = text[start.._at];
            if (IsShape(words))
            {
                return Shape(words);
            }

            // A star at the end, as it always was: the beginning of a word.
            _at = start + words.TrimEnd('*').Length;
            words = words.TrimEnd('*');
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

    /// <summary>A star that is not the last sign, or a question mark with a letter or a digit behind it and before it a letter, a digit or another such sign.</summary>
    private static bool IsShape(string words)
    {
        var stem = words.TrimEnd('*');
        if (!stem.All(IsPart))
        {
            // An address may hold a question mark; a star in such a word is told to be wrong.
            return stem.Contains('*', StringComparison.Ordinal);
        }

        for (var i = 0; i < stem.Length; i++)
        {
            if (stem[i] == '*' || (stem[i] == '?' && i + 1 < words.Length))
            {
                return stem.Any(char.IsLetterOrDigit);
            }
        }

        return false;
    }

    /// <summary>What a word with a star or a question mark inside may hold.</summary>
    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '*' or '?' or '\'' or '’'
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.OtherNumber or System.Globalization.UnicodeCategory.LetterNumber;

    private ShapeNode? Shape(string words)
    {
        var (shape, letters) = (new System.Text.StringBuilder(), 0);
        foreach (var part in System.Text.RegularExpressions.Regex.Split(words, "(?<sign>[*?])", System.Text.RegularExpressions.RegexOptions.NonBacktracking))
        {
            var terms = part is "*" or "?" ? [part] : SearchTerms.Of(part);
            if (terms.Count > 1 || !part.All(IsPart))
            {
                _problem ??= $"“{words}”: a word with a star or a question mark inside holds letters and digits alone.";
                return null;
            }

            shape.Append(terms.Count == 0 ? "" : terms[0]);
            letters += part is "*" or "?" ? 0 : part.Length;
        }

        if (++_parts > SearchQuery.MostParts)
        {
            _problem ??= $"A search holds at most {SearchQuery.MostParts} words.";
        }

        if (letters < 2)
        {
            _problem ??= $"“{words}” is the shape of nearly every word. Write two letters of it at least.";
        }

        return new ShapeNode(System.Text.RegularExpressions.Regex.Replace(shape.ToString(), "\\*+", "*", System.Text.RegularExpressions.RegexOptions.NonBacktracking));
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
