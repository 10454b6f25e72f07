using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Board;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The work board, as files.</summary>
public static class BoardTables
{
    /// <summary>Every table of the board.</summary>
    public static IReadOnlyList<TableExport> All { get; } = [TableExport.Of<BoardOfStudy, Board>("work-board", "The work board, one piece of work a row", Work)];

    /// <summary>A piece of work a row.</summary>
    public static PlainTable Work(Board board)
    {
        ArgumentNullException.ThrowIfNull(board);
        return PlainTable.Of(
            "work-board", board.Lines.SelectMany(l => l.Cells.Select(c => (l, c))), ("source", x => x.l.Name), ("site", x => x.l.Site), ("phase", x => x.l.Phase), ("work", x => WorkBoard.InWords(x.c.Kind)), ("state", x => WorkBoard.InWords(x.c.State)),
            ("said by", x => x.c.IsSaid ? x.c.SaidBy ?? "Fieldthread" : null), ("owner", x => x.c.Owner), ("due", x => x.c.Due), ("overdue", x => x.c.IsOverdue ? "yes" : "no"), ("days since it moved", x => x.c.Age), ("stalled", x => x.c.IsStalled ? "yes" : "no"),
            ("known", x => x.c.Known), ("doubt", x => x.c.Doubt), ("note", x => x.c.Note));
    }
}
