using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

internal sealed partial class RtfReader
{
    private void Word(string word, int? number)
    {
        var isStarred = _isStarred;
        _isStarred = false;
        if (RtfDestinations.Of(word, isStarred) is { } destination)
        {
            Enter(destination);
        }
        else if (word == "upr")
        {
            _now.IsTwice = true;
        }
        else if (word == "ud" && _now.IsSpare)
        {
            (_now.IsSpare, _now.Target) = (false, RtfTarget.Text);
        }
        else if (word is "u" or "uc")
        {
            Unicode(word, number);
        }
        else if (_now.Target == RtfTarget.Fonts || _now.Target == RtfTarget.Styles)
        {
            Describe(word, number ?? 0);
        }
        else if (RtfDestinations.Sign(word) is { } sign)
        {
            Say(sign);
        }
        else
        {
            Format(word, number);
        }
    }

    private void Enter(RtfDestination destination)
    {
        if (_now.Target == RtfTarget.Text && destination.Count is { } count)
        {
            count(_counts);
        }

        _isNumbered |= destination.IsNumber && _now.Target == RtfTarget.Text;
        _now.Target = _now.Target == RtfTarget.Nowhere ? RtfTarget.Nowhere : destination.Target;
    }

    private void Unicode(string word, int? number)
    {
        if (word == "uc")
        {
            _now.AfterUnicode = Math.Clamp(number ?? 1, 0, 16);
            return;
        }

        _skip = _now.AfterUnicode;
        var unit = unchecked((ushort)(number ?? '?'));
        var isSymbol = unit is >= 0xF000 and <= 0xF0FF && (_now.IsSymbol || unit != 0);
        _counts.Symbols += isSymbol && _now.Target == RtfTarget.Text ? 1 : 0;
        Say(isSymbol ? "\uFFFD" : unit == 0 ? "\uFFFD" : ((char)unit).ToString());
    }

    private void Describe(string word, int number)
    {
        switch (word)
        {
            case "f" when _now.Target == RtfTarget.Fonts:
                _now.Entry = number;
                break;
            case "fcharset" when _now.Target == RtfTarget.Fonts:
                _unknownSets += RtfCharsets.OfFont(number) is null && number is not (1 or 2) ? 1 : 0;
                _fonts[_now.Entry] = (RtfCharsets.OfFont(number), number == 2);
                break;
            case "cpg" when _now.Target == RtfTarget.Fonts:
                _fonts[_now.Entry] = (RtfCharsets.Page(number), false);
                break;
            case "s" when _now.Target == RtfTarget.Styles:
                _now.Entry = number;
                break;
            case "outlinelevel" when _now.Target == RtfTarget.Styles && number is >= 0 and < 9:
                _headingStyles[_now.Entry] = number + 1;
                break;
        }
    }

    private void UseFont(int font)
    {
        var (encoding, isSymbol) = _fonts.GetValueOrDefault(font);
        (_now.Encoding, _now.IsSymbol) = (encoding ?? _fileEncoding, isSymbol);
    }

    private void Format(string word, int? number)
    {
        switch (word)
        {
            case "ansicpg" when number is { } page:
                _unknownSets += RtfCharsets.Page(page) is null ? 1 : 0;
                _now.Encoding = _fileEncoding = RtfCharsets.Page(page) ?? RtfCharsets.Western;
                break;
            case "mac":
                _now.Encoding = _fileEncoding = RtfCharsets.Page(10000)!;
                break;
            case "pc":
                _now.Encoding = _fileEncoding = RtfCharsets.Page(437)!;
                break;
            case "pca":
                _now.Encoding = _fileEncoding = RtfCharsets.Page(850)!;
                break;
            case "deff":
                _defaultFont = number ?? 0;
                break;
            case "f":
                UseFont(number ?? 0);
                break;
            case "plain":
                (_now.IsHidden, _now.IsDeleted, _now.IsInserted) = (false, false, false);
                UseFont(_defaultFont);
                break;
            case "v":
                _counts.Hidden += number != 0 && !_now.IsHidden && _now.Target == RtfTarget.Text ? 1 : 0;
                _now.IsHidden = number != 0;
                break;
            case "deleted":
                _counts.Deleted += number != 0 && !_now.IsDeleted && _now.Target == RtfTarget.Text ? 1 : 0;
                _now.IsDeleted = number != 0;
                break;
            case "revised":
                _counts.Inserted += number != 0 && !_now.IsInserted && _now.Target == RtfTarget.Text ? 1 : 0;
                _now.IsInserted = number != 0;
                break;
            default:
                if (_now.Target == RtfTarget.Text)
                {
                    Shape(word, number);
                }

                break;
        }
    }

    private void Shape(string word, int? number)
    {
        switch (word)
        {
            case "pard":
                (_isInTable, _level) = (false, null);
                break;
            case "s":
                _level = _headingStyles.TryGetValue(number ?? 0, out var level) ? level : null;
                break;
            case "outlinelevel":
                _level = number is >= 0 and < 9 ? number + 1 : null;
                break;
            case "intbl" or "trowd":
                _isInTable = true;
                break;
            case "ls" when number > 0:
                _isNumbered = true;
                break;
            case "par" or "sect" when _isInTable:
                Row();
                _words.BeginParagraph();
                break;
            case "par" or "sect":
                EndParagraph();
                break;
            case "line" or "lbr":
                _words.LineBreak();
                break;
            case "tab":
                _words.Tab();
                break;
            case "nestcell":
                _words.BeginParagraph();
                break;
            case "cell":
                Row();
                _words.EndCell();
                break;
            case "row":
                Row();
                _words.EndRow();
                _words.BeginParagraph();
                _isInTable = false;
                break;
        }
    }

    private void Row()
    {
        if (!_words.IsInRow)
        {
            _words.BeginRow();
            _counts.Tables += _isTableOpen ? 0 : 1;
            _isTableOpen = true;
        }
    }
}
