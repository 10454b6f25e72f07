using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>
/// Makes a text of the lines on the pages of a PDF, which holds no paragraphs: lines of a block are joined until one ends short, is followed by one that is set
/// in, or by a speaker’s label. Words divided at a line’s end are joined. What stands at the top or foot of many pages is a running head and left out. All
/// of this is told. Where each page begins is kept.
/// </summary>
internal sealed partial class PdfReader(string place, ReadLimits limits, RemarkList remarks)
{
    private readonly StringBuilder _text = new();
    private readonly List<TextPlace> _places = [];
    private readonly HashSet<string> _whole = new(StringComparer.OrdinalIgnoreCase);
    private int _joined;
    private int _kept;
    private int _crossing;
    private int _soft;

    internal (string Text, IReadOnlyList<TextPlace> Places) Read(Stream stream, string? program)
    {
        var pdf = SafeStream.ReadAll(stream, limits.FileBytes, place);
        if (pdf.Span[..Math.Min(1024, pdf.Length)].IndexOf("%PDF-"u8) < 0)
        {
            throw new ReadException(place, "The file does not begin as a PDF does. Copy it again, or give it the ending of what it is.");
        }

        return Assemble(PdfPages.Read(PdfToText.Run(program, pdf, limits, place), limits, place, remarks));
    }

    internal (string Text, IReadOnlyList<TextPlace> Places) Assemble(IReadOnlyList<PdfPage> pages)
    {
        var letters = pages.Sum(page => page.Blocks.Sum(block => block.Sum(line => line.Words.Length)));
        if (letters == 0)
        {
            throw new ReadException(place, $"The PDF has {Count.Of(pages.Count, "page")} and no text: its pages are pictures, as a scanner makes them. Run it through a program that recognises letters (OCR) and bring in what that writes.");
        }

        var blank = pages.Count(page => page.Blocks.Count == 0);
        var (bodies, heads) = PdfHeads.TakeOff(pages);
        Learn(bodies);
        for (var page = 0; page < bodies.Count; page++)
        {
            Page(bodies[page], page + 1);
        }

        Remark(pages.Count, blank, heads);
        return (WellFormedText.Repair(_text.Append('\n').ToString(), out _), _places);
    }

    private void Remark(int pages, int blank, PdfHeadsTaken heads)
    {
        remarks.Add(RemarkWeight.Note, place, $"{Count.Of(pages, "page")}, read by pdftotext. A PDF holds lines and no paragraphs: these were made of lines that belong together, and tables come in the order in which the page lays them out.");
        Say(blank, RemarkWeight.NotTaken, n => $"{Count.Of(n, "page")} without text, blank or a picture.");
        Say(heads.Lines, RemarkWeight.NotTaken, n => $"{Count.Of(n, "line")} at the top or foot of the pages, the same on many of them or the number of the page. {(heads.Printed is { } printed ? $"The page that a viewer calls 1 would print the number {printed}; pages are counted here as viewers count them." : "")}".TrimEnd());
        Say(_joined, RemarkWeight.Guessed, n => $"{Count.Of(n, "word")} divided at the end of a line joined again.");
        Say(_kept, RemarkWeight.Guessed, n => $"{Count.Of(n, "hyphen")} at the end of a line kept, since the word is written so elsewhere or is a compound.");
        Say(_crossing, RemarkWeight.Guessed, n => $"{Count.Of(n, "paragraph")} going on over the end of a page.");
        Say(_soft, RemarkWeight.Note, n => $"{Count.Of(n, "soft hyphen")} left out.");
    }

    private void Say(int count, RemarkWeight weight, Func<int, string> sentence)
    {
        if (count > 0)
        {
            remarks.Add(weight, place, sentence(count));
        }
    }

    // Words that stand whole inside a line tell how a divided one is written.
    private void Learn(IReadOnlyList<PdfPage> pages)
    {
        foreach (var line in pages.SelectMany(page => page.Blocks).SelectMany(block => block))
        {
            foreach (var word in line.Words.Split(' ').SkipLast(line.Words.EndsWith('-') ? 1 : 0))
            {
                _whole.Add(word.Trim('.', ',', ';', ':', '(', ')', '“', '”', '"', '?', '!', '’', '‘'));
            }
        }
    }

    private void Page(PdfPage page, int number)
    {
        var isFirst = true;
        foreach (var block in page.Blocks)
        {
            for (var i = 0; i < block.Count; i++)
            {
                var words = block[i].Words;
                var goesOn = i == 0 ? isFirst && _text.Length > 0 && CrossesPage(words) : !Begins(block, i);
                _crossing += goesOn && i == 0 ? 1 : 0;
                var start = goesOn ? Join(words) : Open(words, isNewBlock: i == 0);
                if (isFirst)
                {
                    _places.Add(new TextPlace(start, Page: number));
                    isFirst = false;
                }
            }
        }
    }

    private int Open(string words, bool isNewBlock)
    {
        _text.Append(_text.Length == 0 ? "" : isNewBlock ? "\n\n" : "\n");
        return Add(words);
    }

    private int Add(string words)
    {
        var start = _text.Length;
        _soft += words.Count(c => c == '\u00AD');
        _text.Append(words.Replace("\u00AD", "", StringComparison.Ordinal));
        return start;
    }

    private int Join(string words)
    {
        if (_text[^1] != '-' || _text.Length < 2 || !char.IsLetter(_text[^2]) || !char.IsLower(words[0]))
        {
            if (_text[^1] is not ('-' or '—' or '/') || !char.IsLetterOrDigit(words[0]))
            {
                _text.Append(' ');
            }

            return Add(words);
        }

        var (before, after) = (LastWord(), words.Split(' ', 2)[0].TrimEnd('.', ',', ';', ':', ')', '”', '"', '?', '!', '’'));
        var withHyphen = before + after;
        if (_whole.Contains(withHyphen) || (before.TrimEnd('-').Contains('-', StringComparison.Ordinal) && !_whole.Contains(before.TrimEnd('-') + after)))
        {
            _kept++;
        }
        else
        {
            _text.Length--;
            _joined++;
        }

        return Add(words);
    }

    private string LastWord()
    {
        var at = _text.Length;
        while (at > 0 && !char.IsWhiteSpace(_text[at - 1]) && _text.Length - at < 100)
        {
            at--;
        }

        return _text.ToString(at, _text.Length - at);
    }

    private bool CrossesPage(string words) => char.IsLower(words[0]) && _text[^1] is not ('.' or '?' or '!' or '…' or ':');

    // A new paragraph inside a block: the line is set in, opens with a label or a bullet, or the line before ended well short of the margin after a sentence.
    private static bool Begins(IReadOnlyList<PdfLine> block, int at)
    {
        var (line, before) = (block[at], block[at - 1]);
        if (Label().IsMatch(line.Words) || Bullet().IsMatch(line.Words))
        {
            return true;
        }

        var (left, right, height) = (block.Min(l => l.Left), block.Max(l => l.Right), Math.Max(1, line.Bottom - line.Top));
        var isSetIn = line.Left - left > height * 0.8 && before.Left - left <= height * 0.8;
        var isShort = right - before.Right > (right - left) * 0.15 && before.Words[^1] is '.' or '?' or '!' or '”' or '…' or ':';
        return isSetIn || isShort;
    }

    [GeneratedRegex(@"^(?:[\[(]?[0-9]{1,2}(?::[0-9]{2}){1,2}[\])]?[ ]*)?\p{Lu}[\p{L}\p{N} .’'/-]{0,40}:(?:[ ]|$)")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:[•▪◦–]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])[ ]")]
    private static partial Regex Bullet();
}
