using System.Text;
using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>
/// Puts the words of a document together, the same way whatever program wrote it: a paragraph is a line, a row of a table is a line with its cells
/// parted by tabs, and what stands in a cell is drawn together by spaces.
/// </summary>
internal sealed class TextAssembly(DocumentCounts counts)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _cell = new();
    private readonly List<DocumentHeading> _headings = [];
    private List<string> _row = [];
    private int _rows;
    private int _start;

    /// <summary>True inside a row of a table.</summary>
    internal bool IsInRow => _rows > 0;

    /// <summary>True where the paragraph that is open holds nothing yet.</summary>
    internal bool IsParagraphEmpty => _rows > 0 ? _cell.Length == 0 || _cell[^1] == ' ' : _text.Length == _start;

    /// <summary>Words as they stand in the file; what would end a line in them is white space, and soft hyphens are left out.</summary>
    internal void Words(ReadOnlySpan<char> words)
    {
        var to = _rows > 0 ? _cell : _text;
        var after = '\0';
        foreach (var c in words)
        {
            switch (c)
            {
                case '\u00AD':
                    counts.SoftHyphens++;
                    break;
                case '\n' when after == '\r':
                    break;
                case '\t':
                    to.Append(_rows > 0 ? ' ' : '\t');
                    break;
                case < ' ' and not '\0':
                    to.Append(' ');
                    break;
                default:
                    to.Append(c);
                    break;
            }

            after = c;
        }
    }

    internal void Tab() => (_rows > 0 ? _cell : _text).Append(_rows > 0 ? ' ' : '\t');

    internal void LineBreak() => (_rows > 0 ? _cell : _text).Append(_rows > 0 ? ' ' : '\n');

    internal void BeginParagraph()
    {
        if (_rows > 0 && _cell.Length > 0 && _cell[^1] != ' ')
        {
            _cell.Append(' ');
        }

        _start = _text.Length;
    }

    /// <summary>Ends the line; in a cell of a table, the next paragraph follows behind a space.</summary>
    /// <param name="level">Of a heading, from 1; null of other paragraphs.</param>
    internal void EndParagraph(int? level = null)
    {
        if (_rows > 0)
        {
            return;
        }

        if (level is { } depth && _text.Length > _start)
        {
            _headings.Add(new DocumentHeading(new TextSpan(_start, _text.Length), Math.Clamp(depth, 1, 9)));
        }

        _text.Append('\n');
        _start = _text.Length;
    }

    /// <summary>A table inside a cell is drawn together like the rest of the cell.</summary>
    internal void BeginRow()
    {
        if (_rows++ == 0)
        {
            _row = [];
            _cell.Clear();
        }
    }

    internal void EndCell()
    {
        if (_rows == 1)
        {
            _row.Add(_cell.ToString().Trim(' '));
            _cell.Clear();
        }
        else
        {
            BeginParagraph();
        }
    }

    internal void EndRow()
    {
        if (_rows > 0 && --_rows == 0)
        {
            _text.AppendJoin('\t', _row).Append('\n');
            _start = _text.Length;
        }
    }

    internal (string Text, IReadOnlyList<DocumentHeading> Headings) Finish()
    {
        while (_rows > 0)
        {
            EndCell();
            EndRow();
        }

        return (WellFormedText.Repair(_text.ToString(), out _), _headings);
    }
}
