using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Fieldwork;

/// <summary>A quotation as a document lists it.</summary>
/// <param name="Words">The words.</param>
/// <param name="Where">Where they stand: source, site, who speaks, date.</param>
/// <param name="Codes">Paths of the codes.</param>
/// <param name="Facts">Attributes with their values.</param>
public sealed record PrintedQuotation(string Words, string Where, IReadOnlyList<string> Codes, IReadOnlyList<(string Name, string Value)> Facts);

/// <summary>Writes quotations as a document: a table with a row for each, with where it stands, its codes and all attributes.</summary>
public static class QuotationsDocx
{
    /// <summary>The document as bytes.</summary>
    /// <param name="title">Title: the study’s name.</param>
    /// <param name="about">What stands below it, a paragraph each: the line, what was counted, the moment.</param>
    /// <param name="quotations">The quotations, in order.</param>
    public static byte[] Write(string title, IReadOnlyList<string> about, IReadOnlyList<PrintedQuotation> quotations)
    {
        ArgumentNullException.ThrowIfNull(about);
        ArgumentNullException.ThrowIfNull(quotations);
        var file = new WordFile("Quotations: " + title, wide: true);
        foreach (var words in about)
        {
            file.Add(Paragraph.Of(words, "Small"));
        }

        if (quotations.Count == 0)
        {
            file.Add(Paragraph.Of("Nothing was found."));
        }
        else
        {
            file.Table(["Quotation", "Where", "Codes", "Attributes"], [48, 20, 16, 16], quotations.Select(q => (IReadOnlyList<WordCell>)
            [
                new WordCell([Paragraph.Of(q.Words, "Quote")]), WordCell.Of(q.Where), new WordCell([.. q.Codes.Select(c => Paragraph.Of(c, "Small"))]),
                new WordCell([.. q.Facts.Select(f => new Paragraph([new Run(f.Name + ": ", Italic: true), new Run(f.Value)], "Small"))]),
            ]));
        }

        return file.ToBytes();
    }
}
