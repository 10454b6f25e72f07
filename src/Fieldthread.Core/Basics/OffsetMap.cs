namespace Fieldthread.Core.Basics;

/// <summary>Carries positions between a <see cref="NormalisedText"/> and one way of counting in its file.</summary>
public sealed class OffsetMap
{
    // Where the counts diverge, in the text's order: index in the text, and what the foreign count has gained just after it.
    private readonly int[] _index;
    private readonly int[] _width;
    private readonly long[] _foreign;
    private readonly long _mark;
    private readonly string _text;
    private readonly int _length;

    /// <summary>Prepares the map; linear in the emoji and line ends of the text.</summary>
    public OffsetMap(NormalisedText text, OffsetReading reading)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(reading);
        _text = text.Text;
        _length = _text.Length;
        _mark = reading.CountsMark && text.HadMark ? 1 : 0;
        var returns = reading.CountsReturns ? text.Returns : [];
        var pairs = reading.Unit == OffsetUnit.CodePoint ? text.Pairs : [];
        _index = new int[returns.Length + pairs.Length];
        _width = new int[_index.Length];
        _foreign = new long[_index.Length];
        var shift = _mark;
        for (int k = 0, r = 0, p = 0; k < _index.Length; k++)
        {
            var isReturn = p == pairs.Length || (r < returns.Length && returns[r] < pairs[p]);
            _index[k] = isReturn ? returns[r++] : pairs[p++];
            _width[k] = isReturn ? 1 : 2;
            _foreign[k] = _index[k] + shift;
            shift += isReturn ? 1 : -1;
        }

        End = _length + shift;
    }

    /// <summary>The foreign position just behind the last character.</summary>
    public long End { get; }

    /// <summary>The foreign position of a place in the text.</summary>
    /// <param name="index">0 to the text's length; inside a surrogate pair counts as its start.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside the text.</exception>
    public long ToForeign(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, _length);
        var k = Array.BinarySearch(_index, index);
        k = k >= 0 ? k : ~k - 1;
        return k < 0 ? index + _mark
            : index == _index[k] ? _foreign[k]
            : index < _index[k] + _width[k] ? _foreign[k]
            : _foreign[k] + Step(k) + (index - _index[k] - _width[k]);
    }

    /// <summary>The place in the text of a foreign position.</summary>
    /// <param name="position">In the foreign count.</param>
    /// <param name="after">Where the position falls inside a line end or an emoji: true takes the place behind it, false the one before.</param>
    /// <param name="exact">False when it fell inside a line end, inside an emoji or on the mark, or outside the text and was drawn to its nearer end.</param>
    public int FromForeign(long position, bool after, out bool exact)
    {
        exact = position >= _mark && position <= End;
        if (!exact)
        {
            return position < _mark ? 0 : _length;
        }

        var k = Array.BinarySearch(_foreign, position);
        k = k >= 0 ? k : ~k - 1;
        if (k < 0)
        {
            return Whole((int)(position - _mark), after, ref exact);
        }

        if (position == _foreign[k])
        {
            return _index[k];
        }

        if (position < _foreign[k] + Step(k))
        {
            exact = false;
            return after ? _index[k] + _width[k] : _index[k];
        }

        return Whole((int)(_index[k] + _width[k] + (position - _foreign[k] - Step(k))), after, ref exact);
    }

    private int Whole(int index, bool after, ref bool exact)
    {
        if (index == 0 || index >= _length || !char.IsHighSurrogate(_text[index - 1]) || !char.IsLowSurrogate(_text[index]))
        {
            return index;
        }

        exact = false;
        return after ? index + 1 : index - 1;
    }

    // A CR LF is one unit here and two there; an emoji two here and one there.
    private int Step(int k) => _width[k] == 1 ? 2 : 1;
}
