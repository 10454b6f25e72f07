using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Revisions;

/// <summary>Takes positions of a text into its next revision and back. It holds numbers and no words.</summary>
/// <remarks>
/// What lies between two changes stands in both texts letter for letter. A stretch is carried only where both its ends have a place in the other text; where it begins or ends inside changed words, nothing is guessed.
/// </remarks>
public sealed class RevisionMap
{
    private readonly TextChange[] changes;

    private RevisionMap(TextChange[] changes, int oldLength, int newLength) => (this.changes, OldLength, NewLength) = (changes, oldLength, newLength);

    /// <summary>Length of the former text in UTF-16 code units.</summary>
    public int OldLength { get; }

    /// <summary>Length of the next text.</summary>
    public int NewLength { get; }

    /// <summary>The changes in order. They do not touch each other: at least one sign that both texts have lies between two.</summary>
    public IReadOnlyList<TextChange> Changes => changes;

    /// <summary>Makes a map from its changes.</summary>
    /// <param name="changes">In order, apart from each other.</param>
    /// <param name="oldLength">Length of the former text.</param>
    /// <param name="newLength">Length of the next text.</param>
    /// <exception cref="ArgumentException">The changes are not in order, reach beyond a text, or what lies between two is not equally long in both.</exception>
    public static RevisionMap Of(IEnumerable<TextChange> changes, int oldLength, int newLength)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var all = changes.ToArray();
        var (old, next) = (0, 0);
        foreach (var c in all)
        {
            if (c.Old.Start < old || c.Old.Start - old != c.New.Start - next || c.SameBefore < 0 || c.SameAfter < 0 || c.SameBefore + c.SameAfter > Math.Min(c.Old.Length, c.New.Length))
            {
                throw new ArgumentException("The changes of a revision must stand in order, and what lies between two must be equally long in both texts.", nameof(changes));
            }

            (old, next) = (c.Old.End, c.New.End);
        }

        return oldLength - old == newLength - next && old <= oldLength ? new RevisionMap(all, oldLength, newLength) : throw new ArgumentException("What follows the last change must be equally long in both texts.", nameof(changes));
    }

    /// <summary>Where a stretch of the former text lies in the next.</summary>
    /// <param name="span">A stretch of the former text, not empty.</param>
    /// <param name="leastKept">What share of the longer of both stretches must be left for it to be carried with changes; 0 to 1. With 0 also a stretch of which every word was replaced is carried.</param>
    /// <remarks>What was put in right before or right after a stretch does not belong to it.</remarks>
    public Carried Forward(TextSpan span, double leastKept = 0.5)
    {
        if (From(span.Start) is not { } start || Until(span.End) is not { } end)
        {
            var within = FirstEndingAt(span.Start);
            return new(within < changes.Length && changes[within].New.Length == 0 && changes[within].Old.Contains(span) ? CarriedState.Gone : CarriedState.Cut, null);
        }

        if (end <= start)
        {
            return new(CarriedState.Gone, null);
        }

        var (lost, added) = (0, 0);
        for (var i = FirstEndingAt(span.Start); i < changes.Length && changes[i].Old.Start <= span.End; i++)
        {
            lost += Overlap(changes[i].OldCore, span.Start, span.End);
            added += Overlap(changes[i].NewCore, start, end);
        }

        var there = new TextSpan(start, end);
        return lost == 0 && added == 0 ? new(CarriedState.Same, there)
            : span.Length - lost < leastKept * Math.Max(span.Length, there.Length) ? new(CarriedState.Rewritten, null) : new(CarriedState.Changed, there);
    }

    /// <summary>Where a stretch of the next text lay in the former.</summary>
    /// <param name="span">A stretch of the next text, not empty.</param>
    /// <param name="leastKept">As in <see cref="Forward"/>.</param>
    public Carried Back(TextSpan span, double leastKept = 0.5) => Inverse().Forward(span, leastKept);

    /// <summary>The smallest stretch of the next text that surely holds whatever became of a stretch of the former, with what was put in at its ends. It always has an answer, which may be empty where all was taken out.</summary>
    /// <param name="span">A stretch of the former text.</param>
    /// <param name="withEnds">False to leave out what was put in right before and right after it.</param>
    public TextSpan Around(TextSpan span, bool withEnds = true)
    {
        var (first, last) = (FirstEndingAt(span.Start), FirstReaching(span.End));
        var start = first < changes.Length && changes[first].Old.Start <= span.Start ? changes[first].New.Start : span.Start + Shift(first);
        var end = last < changes.Length && (changes[last].Old.Start < span.End || changes[last].Old.Length == 0) && changes[last].Old.Start <= span.End ? changes[last].New.End : span.End + Shift(last);
        if (!withEnds)
        {
            start = first < changes.Length && changes[first].Old is { Length: 0 } && changes[first].Old.Start == span.Start ? changes[first].New.End : start;
            end = last < changes.Length && changes[last].Old is { Length: 0 } && changes[last].Old.Start == span.End ? changes[last].New.Start : end;
        }

        return new TextSpan(start, Math.Max(start, end));
    }

    /// <summary>The map from the next text to the former.</summary>
    public RevisionMap Inverse() => new(Array.ConvertAll(changes, c => c.Inverse()), NewLength, OldLength);

    /// <summary>The map from the former text to the one after the next. Where both steps changed one place, it counts as changed once, from the first to the last sign that either touched.</summary>
    /// <param name="next">The map of the step that follows; its former text is this map's next.</param>
    /// <exception cref="ArgumentException">The maps do not follow each other.</exception>
    public RevisionMap Then(RevisionMap next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.OldLength != NewLength)
        {
            throw new ArgumentException("The step does not follow this one: its former text is another.", nameof(next));
        }

        var kept = new List<(int Old, int New, int Length)>();
        var (mine, theirs) = (Kept().ToList(), next.Kept().ToList());
        for (int i = 0, j = 0; i < mine.Count && j < theirs.Count;)
        {
            var from = Math.Max(mine[i].New, theirs[j].Old);
            var (a, b) = (mine[i].New + mine[i].Length, theirs[j].Old + theirs[j].Length);
            if (Math.Min(a, b) > from)
            {
                kept.Add((mine[i].Old + from - mine[i].New, theirs[j].New + from - theirs[j].Old, Math.Min(a, b) - from));
            }

            (i, j) = a <= b ? (i + 1, j + (a == b ? 1 : 0)) : (i, j + 1);
        }

        return OfKept(kept, OldLength, next.NewLength);
    }

    /// <summary>A map that changes nothing.</summary>
    public static RevisionMap Identity(int length) => new([], length, length);

    /// <summary>The map as a line of numbers, to be stored: both lengths, then of each change how far it lies behind the one before, its two lengths and the signs that agree at its ends.</summary>
    public override string ToString()
    {
        var numbers = new List<int> { OldLength, NewLength };
        var last = 0;
        foreach (var c in changes)
        {
            numbers.AddRange([c.Old.Start - last, c.Old.Length, c.New.Length, c.SameBefore, c.SameAfter]);
            last = c.Old.End;
        }

        return string.Join(' ', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static RevisionMap Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var numbers = line.Split(' ').Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException("A map of a revision holds numbers alone.")).ToArray();
        if (numbers.Length % 5 != 2)
        {
            throw new FormatException("A map of a revision holds two lengths and five numbers for each change.");
        }

        var (changes, old, next) = (new List<TextChange>(), 0, 0);
        for (var i = 2; i < numbers.Length; i += 5)
        {
            var change = new TextChange(new(old + numbers[i], old + numbers[i] + numbers[i + 1]), new(next + numbers[i], next + numbers[i] + numbers[i + 2]), numbers[i + 3], numbers[i + 4]);
            changes.Add(change);
            (old, next) = (change.Old.End, change.New.End);
        }

        try
        {
            return Of(changes, numbers[0], numbers[1]);
        }
        catch (ArgumentException failure)
        {
            throw new FormatException(failure.Message, failure);
        }
    }

    private static RevisionMap OfKept(List<(int Old, int New, int Length)> kept, int oldLength, int newLength)
    {
        var (changes, old, next) = (new List<TextChange>(), 0, 0);
        foreach (var (atOld, atNew, length) in kept.Append((oldLength, newLength, 0)))
        {
            if (atOld > old || atNew > next)
            {
                changes.Add(new TextChange(new(old, atOld), new(next, atNew)));
            }

            (old, next) = (atOld + length, atNew + length);
        }

        return new RevisionMap([.. changes], oldLength, newLength);
    }

    private IEnumerable<(int Old, int New, int Length)> Kept()
    {
        var (old, next) = (0, 0);
        foreach (var c in changes)
        {
            yield return (old, next, c.Old.Start - old);
            (old, next) = (c.Old.End, c.New.End);
        }

        yield return (old, next, OldLength - old);
    }

    /// <summary>Where a stretch that begins at a place of the former text begins in the next: behind what was put in there.</summary>
    private int? From(int at)
    {
        var i = FirstEndingAt(at);
        i += i < changes.Length && changes[i].Old.End == at && changes[i].Old.Start == at ? 1 : 0;
        return i == changes.Length || changes[i].Old.Start > at ? at + Shift(i) : Inside(changes[i], at, fromEnd: true);
    }

    /// <summary>Where a stretch that ends at a place of the former text ends in the next: before what was put in there.</summary>
    private int? Until(int at)
    {
        var i = FirstReaching(at);
        return i == changes.Length || changes[i].Old.Start >= at ? at + Shift(i) : Inside(changes[i], at, fromEnd: false);
    }

    /// <summary>A place inside a change: known at its ends, and among the signs that agree there, as long as it does not come to lie at an end, from where nobody could tell the way back. Of two answers, what was put in at the place stays outside.</summary>
    private static int? Inside(TextChange c, int at, bool fromEnd)
    {
        int? before = at - c.Old.Start <= c.SameBefore && at - c.Old.Start < c.New.Length ? c.New.Start + at - c.Old.Start : null;
        int? after = c.Old.End - at <= c.SameAfter && c.Old.End - at < c.New.Length ? c.New.End - (c.Old.End - at) : null;
        return at == c.Old.Start ? c.New.Start : at == c.Old.End ? c.New.End : fromEnd ? after ?? before : before ?? after;
    }

    /// <summary>The first change that ends behind a place, or that puts something in at it.</summary>
    private int FirstEndingAt(int at) => First(c => c.Old.End > at || (c.Old.End == at && c.Old.Length == 0));

    /// <summary>The first change that ends at a place or behind it.</summary>
    private int FirstReaching(int at) => First(c => c.Old.End >= at);

    private int First(Func<TextChange, bool> holds)
    {
        var (low, high) = (0, changes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(changes[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>How far a place before the change of that number lies from where it lay.</summary>
    private int Shift(int change) => change == 0 ? 0 : changes[change - 1].New.End - changes[change - 1].Old.End;

    private static int Overlap(TextSpan span, int start, int end) => Math.Max(0, Math.Min(span.End, end) - Math.Max(span.Start, start));
}
