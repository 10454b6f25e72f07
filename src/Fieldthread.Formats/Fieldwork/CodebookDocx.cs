using System.Globalization;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Fieldwork;

/// <summary>A code with its counts, as a printed codebook lists it.</summary>
/// <param name="State">The code.</param>
/// <param name="Depth">0 at the top.</param>
/// <param name="Codings">Codings with it.</param>
/// <param name="Sources">Sources in which it occurs.</param>
public sealed record PrintedCode(CodeState State, int Depth, int Codings, int Sources);

/// <summary>Writes a codebook as a document: a heading for each branch, below it a table of its codes with what is said of each.</summary>
public static class CodebookDocx
{
    /// <summary>The document as bytes.</summary>
    /// <param name="title">Title: the study’s name.</param>
    /// <param name="about">What stands below it: the moment, counts.</param>
    /// <param name="codes">The codes, a parent before its children.</param>
    public static byte[] Write(string title, string about, IReadOnlyList<PrintedCode> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var file = new WordFile("Codebook: " + title, wide: true);
        file.Add(Paragraph.Of(about, "Small"));
        if (codes.Count == 0)
        {
            file.Add(Paragraph.Of("There is no code."));
        }

        for (var from = 0; from < codes.Count;)
        {
            var to = from + 1;
            while (to < codes.Count && codes[to].Depth > 0)
            {
                to++;
            }

            file.Heading(codes[from].State.Name);
            file.Table(["Code", "What it means and when to use it", "Codings", "Sources"], [26, 60, 7, 7], codes.Skip(from).Take(to - from).Select(Row));
            from = to;
        }

        return file.ToBytes();
    }

    private static IReadOnlyList<WordCell> Row(PrintedCode code)
    {
        var said = code.State.Said;
        var words = new List<Paragraph>();
        if (said.Standing != CodeStanding.InUse)
        {
            words.Add(new Paragraph([new Run(said.Standing == CodeStanding.Draft ? "Draft." : said.Instead.Length > 0 ? $"Retired. Use instead: {said.Instead}." : "Retired.", Bold: true)]));
        }

        if (said.Definition.Length > 0)
        {
            words.Add(Paragraph.Of(said.Definition));
        }

        foreach (var (label, text, style) in new[] { ("Include when: ", said.IncludeWhen, "Normal"), ("Exclude when: ", said.ExcludeWhen, "Normal"), ("Example: ", said.Example, "Quote") })
        {
            if (text.Length > 0)
            {
                words.Add(new Paragraph([new Run(label, Italic: true), new Run(text)], style));
            }
        }

        var name = new Paragraph([new Run(code.State.Name, Bold: code.Depth == 0, Italic: !code.State.IsCodable)]);
        return [new WordCell(code.State.IsCodable ? [name] : [name, Paragraph.Of("heading, not used on texts", "Small")], code.Depth, code.State.Colour), new WordCell(words), Number(code.Codings), Number(code.Sources)];
    }

    private static WordCell Number(int number) => WordCell.Of(number.ToString("N0", CultureInfo.InvariantCulture));
}
