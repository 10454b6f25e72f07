using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Hostile;

/// <summary>The remarks of one reading, bounded, since a damaged file could earn millions.</summary>
/// <param name="most">How many are kept one by one; the rest are counted by weight.</param>
public sealed class RemarkList(int most)
{
    private readonly List<Remark> _remarks = [];
    private readonly int[] _beyond = new int[3];

    /// <summary>Adds one.</summary>
    public void Add(RemarkWeight weight, string place, string message)
    {
        if (_remarks.Count < most)
        {
            _remarks.Add(new Remark(weight, place, message));
        }
        else
        {
            _beyond[(int)weight]++;
        }
    }

    /// <summary>All of them in order; where there were too many, a last line counts what is not written out.</summary>
    public IReadOnlyList<Remark> ToList()
    {
        if (_beyond.Sum() == 0)
        {
            return [.. _remarks];
        }

        var weight = (RemarkWeight)Array.FindLastIndex(_beyond, count => count > 0);
        return [.. _remarks, new Remark(weight, "file", $"There were {_beyond.Sum():N0} more remarks of the kinds above than are written out: {_beyond[2]:N0} not taken, {_beyond[1]:N0} guessed, {_beyond[0]:N0} notes.")];
    }
}
