using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>The code tree, parents before children, in document order.</summary>
internal static class RefiCodes
{
    internal static List<QdaCode> Read(XElement book, RefiContext context)
    {
        var codes = new List<QdaCode>();
        foreach (var tree in RefiXml.Children(book, "Codes", context))
        {
            foreach (var code in RefiXml.Children(tree, "Code", context))
            {
                Add(code, parent: null, codes, context);
            }
        }

        return codes;
    }

    private static void Add(XElement element, string? parent, List<QdaCode> codes, RefiContext context)
    {
        var name = context.Words(RefiXml.Attribute(element, "name") ?? "", "code");
        var place = $"code {name}";
        if (name.Length == 0)
        {
            context.Remarks.Add(RemarkWeight.Guessed, "codes", "A code has no name; it was taken without one.");
        }

        var id = context.Codes.Declare(element, place);
        codes.Add(new QdaCode(
            id, name, parent, Colour(element, place, context), RefiXml.Description(element, context, place), IsCodable(element, place, context), RefiXml.NoteRefs(element, context, place)));
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "Code":
                    Add(child, id, codes, context);
                    break;
                case not ("Description" or "NoteRef"):
                    context.NotTaken(child, child.Name.LocalName);
                    break;
            }
        }
    }

    private static bool IsCodable(XElement element, string place, RefiContext context)
    {
        switch (RefiXml.Attribute(element, "isCodable")?.Trim().ToLowerInvariant())
        {
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                context.Remarks.Add(RemarkWeight.Guessed, place, "The file does not say whether the code may be used for coding; it may.");
                return true;
        }
    }

    private static string? Colour(XElement element, string place, RefiContext context)
    {
        var written = RefiXml.Attribute(element, "color")?.Trim();
        if (string.IsNullOrEmpty(written))
        {
            return null;
        }

        if (written[0] == '#' && written.Length is 4 or 7 && written.AsSpan(1).IndexOfAnyExcept(Hexadecimal) < 0)
        {
            return written.Length == 7 ? written : $"#{written[1]}{written[1]}{written[2]}{written[2]}{written[3]}{written[3]}";
        }

        context.Remarks.Add(RemarkWeight.NotTaken, place, $"“{written}” is not a colour (#RRGGBB) and was left out.");
        return null;
    }

    private static readonly System.Buffers.SearchValues<char> Hexadecimal = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
