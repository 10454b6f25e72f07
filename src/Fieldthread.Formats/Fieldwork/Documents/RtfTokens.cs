using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>What kind of piece of an RTF file stands next.</summary>
internal enum RtfKind
{
    /// <summary>The file is over.</summary>
    End,

    /// <summary><c>{</c>.</summary>
    Open,

    /// <summary><c>}</c>.</summary>
    Close,

    /// <summary>A control word with its number, if it has one.</summary>
    Word,

    /// <summary>A control symbol: a backslash and one character that is no letter.</summary>
    Symbol,

    /// <summary>One byte of text, written as it is or as <c>\'hh</c>.</summary>
    Byte,
}

/// <summary>Takes an RTF file (Microsoft, “Rich Text Format (RTF) Specification”, version 1.9.1) apart, a piece at a time.</summary>
internal ref struct RtfTokens(ReadOnlySpan<byte> bytes, string place)
{
    private const int LongestWord = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>The control word without backslash and number.</summary>
    public string Word { get; private set; } = "";

    /// <summary>Its number, or null.</summary>
    public int? Number { get; private set; }

    /// <summary>The byte of text, or the character of a control symbol.</summary>
    public byte Value { get; private set; }

    /// <summary>Goes to the next piece.</summary>
    public RtfKind Next()
    {
        while (_at < _bytes.Length)
        {
            var b = _bytes[_at++];
            switch (b)
            {
                case (byte)'{':
                    return RtfKind.Open;
                case (byte)'}':
                    return RtfKind.Close;
                case (byte)'\r' or (byte)'\n' or 0:
                    continue;
                case (byte)'\\':
                    return Control();
                default:
                    Value = b;
                    return RtfKind.Byte;
            }
        }

        return RtfKind.End;
    }

    private RtfKind Control()
    {
        if (_at >= _bytes.Length)
        {
            return RtfKind.End;
        }

        var first = _bytes[_at];
        if (!char.IsAsciiLetter((char)first))
        {
            _at++;
            if (first != '\'')
            {
                Value = first;
                return RtfKind.Symbol;
            }

            if (_at + 2 > _bytes.Length || !char.IsAsciiHexDigit((char)_bytes[_at]) || !char.IsAsciiHexDigit((char)_bytes[_at + 1]))
            {
                throw Damaged();
            }

            Value = (byte)((Convert.ToInt32(((char)_bytes[_at]).ToString(), 16) << 4) | Convert.ToInt32(((char)_bytes[_at + 1]).ToString(), 16));
            _at += 2;
            return RtfKind.Byte;
        }

        var start = _at;
        while (_at < _bytes.Length && char.IsAsciiLetter((char)_bytes[_at]))
        {
            _at++;
        }

        if (_at - start > LongestWord)
        {
            throw Damaged();
        }

        Word = System.Text.Encoding.ASCII.GetString(_bytes[start.._at]);
        ReadNumber();
        if (_at < _bytes.Length && _bytes[_at] == ' ')
        {
            _at++;
        }

        if (Word == "bin" && Number > 0)
        {
            // Raw bytes of a picture: nothing in them is RTF.
            _at = (int)Math.Min(_bytes.Length, _at + (long)Number.Value);
        }

        return RtfKind.Word;
    }

    private void ReadNumber()
    {
        Number = null;
        var isNegative = _at < _bytes.Length && _bytes[_at] == '-';
        var from = _at + (isNegative ? 1 : 0);
        var at = from;
        long number = 0;
        while (at < _bytes.Length && char.IsAsciiDigit((char)_bytes[at]))
        {
            number = Math.Min(int.MaxValue, (number * 10) + _bytes[at] - '0');
            at++;
        }

        if (at > from)
        {
            Number = (int)(isNegative ? -number : number);
            _at = at;
        }
    }

    private readonly ReadException Damaged() => new($"{place}, byte {_at:N0}", "The RTF is damaged here. Open the file in the program that made it and save it again.");
}
