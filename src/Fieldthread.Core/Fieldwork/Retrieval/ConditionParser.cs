using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Retrieval;

/// <summary>Reads what stands between square brackets.</summary>
internal sealed class ConditionParser(List<Token> tokens, Func<int> where, Action<int> goTo)
{
    private int next = where();

    private Token Now => tokens[next];

    /// <summary>The conditions up to the closing bracket, which is passed.</summary>
    public IReadOnlyList<Condition> Parse()
    {
        var opened = tokens[next - 1].At;
        var conditions = new List<Condition>();
        do
        {
            conditions.Add(One());
        }
        while (Take(TokenKind.Comma));

        if (!Take(TokenKind.SquareClose))
        {
            throw Now.Kind == TokenKind.End ? new UnreadableException(new RetrievalProblem(opened, "A square bracket is opened and not closed.")) : No($"“{Now.Text}” cannot stand here. Conditions are parted by commas, values by or.");
        }

        goTo(next);
        return conditions;
    }

    private Condition One()
    {
        var at = Now.At;
        if (Now.Kind != TokenKind.Word || !Enum.TryParse<ConditionField>(Now.Text, ignoreCase: true, out var field) || int.TryParse(Now.Text, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            throw No("A condition begins with site, phase, source, kind, role, participant, coder, origin, date or attribute.");
        }

        next++;
        if (field == ConditionField.Date)
        {
            return Date(at);
        }

        var name = field == ConditionField.Attribute ? Value("the name of the attribute") : "";
        var not = Now.Kind == TokenKind.IsNot;
        if (!not && Now.Kind != TokenKind.Is)
        {
            throw No("Here stands = or !=.");
        }

        next++;
        var values = new List<string> { Value("a value") };
        while (Now.Says("or"))
        {
            next++;
            values.Add(Value("a value"));
        }

        return new Condition(field, values, not, name, At: at);
    }

    private Condition Date(int at)
    {
        if (Now.Kind is TokenKind.Is or TokenKind.IsNot)
        {
            var not = Now.Kind == TokenKind.IsNot;
            next++;
            var day = Day();
            return new Condition(ConditionField.Date, [], not, "", day, day, at);
        }

        var from = Says("from") ? Day() : null;
        var to = Says("to") ? Day() : null;
        return from is not null || to is not null ? new Condition(ConditionField.Date, [], false, "", from, to, at) : throw No("Behind date stands = and a date, or from and to with one each.");
    }

    private string Day()
    {
        if (Now.Kind is not (TokenKind.Word or TokenKind.Quoted) || !PartialDate.TryParse(Now.Text, out var date))
        {
            throw No("A date is written 2021, 2021-06 or 2021-06-14.");
        }

        next++;
        return date.ToString();
    }

    private string Value(string wanted)
    {
        if (Now.Kind == TokenKind.Quoted)
        {
            return tokens[next++].Text.Trim();
        }

        var words = new List<string>();
        while (Now.Kind == TokenKind.Word && !Now.Says("or"))
        {
            words.Add(tokens[next++].Text);
        }

        return words.Count > 0 ? string.Join(' ', words) : throw No($"Here stands {wanted}; one with signs in it is put into quotation marks.");
    }

    private bool Says(string word)
    {
        var says = Now.Says(word);
        next += says ? 1 : 0;
        return says;
    }

    private bool Take(TokenKind kind)
    {
        var there = Now.Kind == kind;
        next += there ? 1 : 0;
        return there;
    }

    private UnreadableException No(string message) => new(new RetrievalProblem(Now.At, message));
}
