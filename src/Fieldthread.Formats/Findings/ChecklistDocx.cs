using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Findings;

/// <summary>An item of a checklist, as it is printed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Domain">The part of the list.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Asks">What to report.</param>
/// <param name="Known">What the study says to it.</param>
/// <param name="Own">What somebody wrote to it; empty for nothing.</param>
/// <param name="Missing">What is missing.</param>
public sealed record PrintedItem(string Number, string Domain, string Topic, string Asks, IReadOnlyList<string> Known, string Own, IReadOnlyList<string> Missing);

/// <summary>Writes a checklist as a document: a heading for each part, below it a table of its items.</summary>
public static class ChecklistDocx
{
    /// <summary>The document as bytes.</summary>
    /// <param name="name">Name of the list.</param>
    /// <param name="study">Title of the study.</param>
    /// <param name="source">Where the list comes from.</param>
    /// <param name="about">How far it is filled.</param>
    /// <param name="items">The items, in order.</param>
    public static byte[] Write(string name, string study, string source, string about, IReadOnlyList<PrintedItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var file = new WordFile($"{name}: {study}", wide: true);
        file.Add(Paragraph.Of(source + ". Items are in words of our own; the numbers are those of the list.", "Small"));
        file.Add(Paragraph.Of(about));
        foreach (var part in items.GroupBy(i => i.Domain))
        {
            file.Heading(part.Key);
            file.Table(["No.", "Item", "What is reported", "Page"], [7, 30, 55, 8], part.Select(Row));
        }

        return file.ToBytes();
    }

    private static IReadOnlyList<WordCell> Row(PrintedItem item)
    {
        var said = item.Known.Select(k => Paragraph.Of(k)).ToList();
        said.AddRange(item.Own.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Paragraph.Of(line)));
        said.AddRange(item.Missing.Select(m => new Paragraph([new Run("Missing: ", Bold: true), new Run(m)], "Small")));
        return [WordCell.Of(item.Number), new WordCell([new Paragraph([new Run(item.Topic, Bold: true)]), Paragraph.Of(item.Asks, "Small")]), new WordCell(said.Count > 0 ? said : [Paragraph.Of("")]), WordCell.Of("")];
    }
}
