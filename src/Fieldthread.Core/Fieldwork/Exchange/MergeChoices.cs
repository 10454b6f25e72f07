namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>What a person chose for a merge. Without a choice, what only the other side has or changed is taken, what it took away stays, and a conflict is asked.</summary>
/// <remarks>A choice is written <c>SCOPE=theirs</c> or <c>SCOPE=ours</c>. The scope is the key of a row, a kind (<c>code</c>, <c>coding</c>, …), <c>gone</c> for all that the other side took away, or <c>all</c> for every conflict; the narrower counts.</remarks>
public sealed class MergeChoices
{
    /// <summary>The scope of every conflict.</summary>
    public const string All = "all";

    /// <summary>The scope of everything that the other side took away.</summary>
    public const string Gone = "gone";

    private readonly Dictionary<string, bool> theirs = new(StringComparer.OrdinalIgnoreCase);

    private MergeChoices()
    {
    }

    /// <summary>Reads choices; a later one of the same scope counts.</summary>
    /// <param name="written">As <c>code=ours</c>; empty ones are passed over.</param>
    /// <param name="wrong">The first that cannot be read, or null.</param>
    public static MergeChoices Read(IEnumerable<string> written, out string? wrong)
    {
        ArgumentNullException.ThrowIfNull(written);
        var choices = new MergeChoices();
        wrong = null;
        foreach (var one in written.Select(w => w.Trim()).Where(w => w.Length > 0))
        {
            var at = one.LastIndexOf('=');
            var (scope, side) = at < 0 ? (All, one) : (one[..at], one[(at + 1)..]);
            if (side is not ("theirs" or "ours") || scope.Length == 0)
            {
                wrong ??= one;
                continue;
            }

            choices.theirs[scope] = side == "theirs";
        }

        return choices;
    }

    /// <summary>The scopes that are neither a kind nor one of the two words: keys of rows.</summary>
    public IEnumerable<string> Rows => theirs.Keys.Where(s => s.Contains(':', StringComparison.Ordinal));

    /// <summary>The first scope that is nothing; null where all are known.</summary>
    public string? Unknown => theirs.Keys.FirstOrDefault(s => !s.Contains(':', StringComparison.Ordinal) && s is not (All or Gone) && !(Enum.TryParse<ExchangeKind>(s, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsDigit(s[0])));

    /// <summary>Whether what the other side says is taken in one state of a row; null where a person must say.</summary>
    /// <param name="row">The row.</param>
    /// <param name="state">State of the row, or of one of its fields.</param>
    public bool? Takes(MergeRow row, MergeState state)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (state is MergeState.NewHere or MergeState.ChangedHere or MergeState.GoneHere)
        {
            return false;
        }

        if (theirs.TryGetValue(row.Key, out var own))
        {
            return own;
        }

        if (state == MergeState.GoneThere)
        {
            return theirs.GetValueOrDefault(Gone);
        }

        if (theirs.TryGetValue(row.Kind.ToString(), out var kind))
        {
            return kind;
        }

        return state != MergeState.Conflict ? true : theirs.TryGetValue(All, out var all) ? all : null;
    }

    /// <summary>True where something of the row is taken from the other side.</summary>
    /// <param name="row">The row.</param>
    public bool TakesAny(MergeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Fields.Count == 0 ? Takes(row, row.State) == true : row.Fields.Any(f => Takes(row, f.State) == true);
    }
}
