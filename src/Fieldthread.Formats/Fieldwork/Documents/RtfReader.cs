using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The words of a Rich Text document (Microsoft, “Rich Text Format (RTF) Specification”, version 1.9.1). Groups are kept on a bounded stack of our own, so that no nesting can exhaust the program’s.</summary>
internal sealed partial class RtfReader
{
    private const int Deepest = 1_000;

    private readonly string _place;
    private readonly RemarkList _remarks;
    private readonly DocumentCounts _counts = new();
    private readonly TextAssembly _words;
    private readonly Stack<RtfState> _groups = new();
    private readonly List<byte> _bytes = [];
    private readonly Dictionary<int, (Encoding? Encoding, bool IsSymbol)> _fonts = [];
    private readonly Dictionary<int, int> _headingStyles = [];
    private readonly StringBuilder _styleName = new();
    private RtfState _now = new() { Encoding = RtfCharsets.Western, AfterUnicode = 1 };
    private Encoding _fileEncoding = RtfCharsets.Western;
    private int _defaultFont = -1;
    private int _skip;
    private bool _isInTable;
    private bool _isTableOpen;
    private bool _isStarred;
    private bool _isNumbered;
    private int? _level;
    private int _unknownSets;

    internal RtfReader(string place, RemarkList remarks)
    {
        (_place, _remarks, _words) = (place, remarks, null!);
        _words = new TextAssembly(_counts);
    }

    internal (string Text, IReadOnlyList<DocumentHeading> Headings) Read(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        if (!bytes.StartsWith("{\\rtf"u8))
        {
            throw new ReadException(_place, "The file does not begin as RTF does, with {\\rtf. If it is plain text, let its name end in .txt.");
        }

        var tokens = new RtfTokens(bytes, _place);
        _words.BeginParagraph();
        while (true)
        {
            var kind = tokens.Next();
            if (kind == RtfKind.End)
            {
                break;
            }

            if (kind == RtfKind.Byte)
            {
                Byte(tokens.Value);
                continue;
            }

            Flush();
            switch (kind)
            {
                case RtfKind.Open:
                    Open();
                    break;
                case RtfKind.Close:
                    if (!Close())
                    {
                        return Finish();
                    }

                    break;
                case RtfKind.Symbol:
                    Symbol((char)tokens.Value);
                    break;
                default:
                    Word(tokens.Word, tokens.Number);
                    break;
            }
        }

        Flush();
        _remarks.Add(RemarkWeight.Guessed, _place, "The file breaks off before its last group is closed; what stands before was read. Look at its end.");
        return Finish();
    }

    private (string Text, IReadOnlyList<DocumentHeading> Headings) Finish()
    {
        if (!_words.IsInRow && !_words.IsParagraphEmpty)
        {
            EndParagraph();
        }

        if (_unknownSets > 0)
        {
            _remarks.Add(RemarkWeight.Guessed, _place, "The file names a set of characters that is not known; its letters were read as Windows-1252. Look at names and quotation marks.");
        }

        _counts.Remark(_place, _remarks);
        return _words.Finish();
    }

    private void Open()
    {
        if (_groups.Count >= Deepest)
        {
            throw new ReadException(_place, $"The RTF is nested more than {Deepest:N0} deep, as no honest program does. It was not read.");
        }

        _groups.Push(_now);
        if (_now.IsTwice && _now.Target == RtfTarget.Text)
        {
            (_now.IsTwice, _now.IsSpare, _now.Target) = (false, true, RtfTarget.Nowhere);
        }

        _skip = 0;
        _isStarred = false;
    }

    // False after the last group: what follows is no part of the document.
    private bool Close()
    {
        _skip = 0;
        _isStarred = false;
        if (_groups.Count == 0)
        {
            return false;
        }

        var was = _now;
        _now = _groups.Pop();
        if (was is { Target: RtfTarget.Styles } && _now.Target == RtfTarget.Styles)
        {
            KeepStyle(was.Entry);
        }

        return _groups.Count > 0;
    }

    private void KeepStyle(int style)
    {
        var name = _styleName.ToString().Trim().TrimEnd(';').Trim();
        _styleName.Clear();
        if (name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && name.Length == 9 && name[8] is >= '1' and <= '9')
        {
            _headingStyles[style] = name[8] - '0';
        }
        else if (string.Equals(name, "Title", StringComparison.OrdinalIgnoreCase))
        {
            _headingStyles[style] = 1;
        }
    }

    // A letter may be two bytes in the sets of East Asia, so bytes are gathered and read together.
    private void Byte(byte value)
    {
        if (_skip > 0)
        {
            _skip--;
            return;
        }

        if (_now.Target == RtfTarget.Text)
        {
            _bytes.Add(value);
        }
        else if (_now.Target == RtfTarget.Styles)
        {
            _styleName.Append((char)value);
        }
    }

    private void Flush()
    {
        if (_bytes.Count == 0)
        {
            return;
        }

        var words = _now.IsSymbol ? new string('\uFFFD', _bytes.Count) : _now.Encoding.GetString([.. _bytes]);
        _counts.Symbols += _now.IsSymbol ? _bytes.Count : 0;
        _bytes.Clear();
        Say(words);
    }

    private void Say(string words)
    {
        if (_now.Target != RtfTarget.Text || _now.IsDeleted || _now.IsHidden)
        {
            return;
        }

        if (_isInTable)
        {
            Row();
        }

        _words.Words(words);
    }

    private void Symbol(char symbol)
    {
        switch (symbol)
        {
            case '*':
                _isStarred = true;
                return;
            case '~':
                Say("\u00A0");
                break;
            case '-':
                _counts.SoftHyphens += _now.Target == RtfTarget.Text ? 1 : 0;
                break;
            case '_':
                Say("\u2011");
                break;
            case '\\' or '{' or '}':
                Byte((byte)symbol);
                break;
            case '\n' or '\r':
                Word("par", null);
                break;
            case '\t':
                Word("tab", null);
                break;
        }

        _isStarred = false;
    }

    private void EndParagraph()
    {
        _counts.Numbered += _isNumbered ? 1 : 0;
        (_isNumbered, _isTableOpen) = (false, false);
        _words.EndParagraph(_level);
        _words.BeginParagraph();
    }
}
