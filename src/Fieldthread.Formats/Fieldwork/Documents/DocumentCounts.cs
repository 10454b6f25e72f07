using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>What of a document is not plain words, counted for the remarks.</summary>
internal sealed class DocumentCounts
{
    internal int Inserted { get; set; }

    internal int Deleted { get; set; }

    internal int Footnotes { get; set; }

    internal int Comments { get; set; }

    internal int Numbered { get; set; }

    internal int Symbols { get; set; }

    internal int Tables { get; set; }

    internal int Embedded { get; set; }

    internal int HeaderParts { get; set; }

    internal int Pictures { get; set; }

    internal int TextBoxes { get; set; }

    internal int SoftHyphens { get; set; }

    internal int Hidden { get; set; }


    internal static bool IsInTextBox(XElement element) => element.Ancestors().Any(above => above.Name.LocalName == "txbxContent");

    internal void Picture(XElement element)
    {
        // An alternate content says the same thing twice, for new programs and for old ones.
        var once = element.Name.LocalName == "AlternateContent" ? element.Elements().FirstOrDefault() ?? element : element;
        var boxes = once.Descendants().Count(inside => inside.Name.LocalName == "txbxContent");
        TextBoxes += boxes;
        Pictures += boxes == 0 ? 1 : 0;
    }

    internal void Remark(string place, RemarkList remarks)
    {
        Say(Inserted + Deleted, RemarkWeight.Guessed, n => $"The document holds {Count.Of(n, "tracked change")}; it was read as if all were accepted ({Inserted:N0} inserted, {Deleted:N0} deleted).");
        Say(Footnotes, RemarkWeight.NotTaken, n => $"{Count.Of(n, "footnote or endnote", "footnotes and endnotes")} not taken.");
        Say(Comments, RemarkWeight.NotTaken, n => $"{Count.Of(n, "comment")} not taken.");
        Say(TextBoxes, RemarkWeight.NotTaken, n => $"{Count.Of(n, "text box", "text boxes")} not taken.");
        Say(Pictures, RemarkWeight.NotTaken, n => $"{Count.Of(n, "picture or object", "pictures and objects")} not taken.");
        Say(Hidden, RemarkWeight.NotTaken, n => $"{Count.Of(n, "stretch", "stretches")} of hidden text not taken.");
        Say(Embedded, RemarkWeight.NotTaken, n => $"{Count.Of(n, "document")} inside the document not taken.");
        Say(HeaderParts, RemarkWeight.NotTaken, _ => "Headers and footers of the pages were not taken.");
        Say(Symbols, RemarkWeight.Guessed, n => $"{Count.Of(n, "character")} of a symbol font became “\uFFFD”.");
        Say(Numbered, RemarkWeight.Note, n => $"{Count.Of(n, "paragraph")} numbered or bulleted by the program; the numbers and bullets are not part of the words.");
        Say(SoftHyphens, RemarkWeight.Note, n => $"{Count.Of(n, "soft hyphen")}, which only say where a word may be divided, left out.");
        Say(Tables, RemarkWeight.Note, n => $"{Count.Of(n, "table")} read as lines, one a row, cells parted by tabs.");

        void Say(int count, RemarkWeight weight, Func<int, string> sentence)
        {
            if (count > 0)
            {
                remarks.Add(weight, place, sentence(count));
            }
        }
    }
}
