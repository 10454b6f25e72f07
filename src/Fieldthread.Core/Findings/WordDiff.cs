namespace Fieldthread.Core.Findings;

/// <summary>On which side words stand.</summary>
public enum WordSide
{
    /// <summary>In both.</summary>
    Both,

    /// <summary>In the source only.</summary>
    SourceOnly,

    /// <summary>In the printed text only.</summary>
    PrintOnly,
}

/// <summary>A run of words of a comparison.</summary>
/// <param name="Side">Where they stand.</param>
/// <param name="Words">The words, parted by one space.</param>
public sealed record WordRun(WordSide Side, string Words);

/// <summary>Compares two passages word by word: longest common subsequence (Wagner and Fischer 1974).</summary>
public static class WordDiff
{
    /// <summary>The comparison as runs from left to right. Typographic differences are not differences. O(n·m) words.</summary>
    public static IReadOnlyList<WordRun> Compare(string source, string printed)
    {
        var a = ComparableText.Plain(source).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var b = ComparableText.Plain(printed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var runs = new List<WordRun>();
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                Add(runs, WordSide.Both, a[i]);
                (i, j) = (i + 1, j + 1);
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                Add(runs, WordSide.SourceOnly, a[i++]);
            }
            else
            {
                Add(runs, WordSide.PrintOnly, b[j++]);
            }
        }

        return runs;
    }

    /// <summary>The first difference as a sentence, with a word beside it where one side is empty; and whether a negation went or came.</summary>
    public static string Sentence(IReadOnlyList<WordRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var at = runs.ToList().FindIndex(r => r.Side is not WordSide.Both);
        if (at < 0)
        {
            return "The words agree, but not where they begin or end.";
        }

        string inSource = "", inPrint = "";
        var next = at;
        for (; next < runs.Count && runs[next].Side is not WordSide.Both; next++)
        {
            (inSource, inPrint) = runs[next].Side is WordSide.SourceOnly ? (Join(inSource, runs[next].Words), inPrint) : (inSource, Join(inPrint, runs[next].Words));
        }

        if (inSource.Length == 0 || inPrint.Length == 0)
        {
            var beside = next < runs.Count ? runs[next].Words.Split(' ')[0] : "";
            var before = beside.Length == 0 && at > 0 ? runs[at - 1].Words.Split(' ')[^1] : "";
            (inSource, inPrint) = (Join(Join(before, inSource), beside), Join(Join(before, inPrint), beside));
        }

        var gone = runs.Where(r => r.Side is WordSide.SourceOnly).Sum(r => Negation.In(r.Words).Count);
        var added = runs.Where(r => r.Side is WordSide.PrintOnly).Sum(r => Negation.In(r.Words).Count);
        var turned = gone > added ? " A negation is missing." : added > gone ? " A negation was added." : "";
        return $"The source says “{inSource}”. The text says “{inPrint}”.{turned}";
    }

    private static void Add(List<WordRun> runs, WordSide side, string word)
    {
        if (runs.Count > 0 && runs[^1].Side == side)
        {
            runs[^1] = new(side, runs[^1].Words + " " + word);
        }
        else
        {
            runs.Add(new(side, word));
        }
    }

    private static string Join(string left, string right) => left.Length == 0 ? right : right.Length == 0 ? left : left + " " + right;
}
