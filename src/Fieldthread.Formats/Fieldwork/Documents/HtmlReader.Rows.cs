using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

internal sealed partial class HtmlReader
{
    private void BeginRow()
    {
        EndParagraph();
        _words.BeginRow();
        _cells.Add(false);
    }

    // The cell of the innermost table, if that has one open.
    private void CloseCell()
    {
        if (_cells.Count > 0 && _cells.Count >= _tables && _cells[^1])
        {
            EndParagraph();
            _words.EndCell();
            (_cells[^1], _spaceBefore, _spaceOwed) = (false, true, false);
        }
    }

    // A row that is not closed ends where the next of its table begins.
    private void CloseRows()
    {
        while (_cells.Count > 0 && _cells.Count >= _tables)
        {
            EndRow();
        }
    }

    private void EndRow()
    {
        CloseCell();
        if (_cells.Count > 0)
        {
            _cells.RemoveAt(_cells.Count - 1);
            _words.EndRow();
            (_isOpen, _spaceBefore, _spaceOwed) = (false, true, false);
        }
    }
}
