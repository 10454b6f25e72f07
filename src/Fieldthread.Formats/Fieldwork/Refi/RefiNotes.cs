using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>The notes. They are read before everything that refers to them.</summary>
internal static class RefiNotes
{
    private static readonly string[] Taken = ["guid", "name", "plainTextPath", "creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"];

    internal static List<QdaNote> Read(IEnumerable<XElement> parts, RefiContext context)
    {
        var notes = new List<QdaNote>();
        foreach (var element in parts.SelectMany(part => RefiXml.Children(part, "Note", context)))
        {
            var name = RefiXml.Attribute(element, "name");
            var place = $"note {name}";
            var text = Text(element, place, context);
            var rest = RefiKept.Rest(element, Taken, ["Description", "PlainTextContent"]);
            foreach (var marked in rest?.Elements().Where(e => e.Name.LocalName == "PlainTextSelection") ?? [])
            {
                context.Selections.Keep(marked);
            }

            notes.Add(new QdaNote(
                context.Notes.Declare(element, place),
                name is null ? null : context.Words(name, place),
                text ?? "",
                RefiXml.Stamp(element, context),
                RefiXml.Description(element, context, place))
            {
                Rest = rest?.ToString(SaveOptions.DisableFormatting),
                Files = rest is null ? [] : RefiKept.Files(rest, context, name ?? ""),
            });
        }

        return notes;
    }

    private static string? Text(XElement element, string place, RefiContext context)
    {
        if (RefiXml.Attribute(element, "plainTextPath") is { Length: > 0 } path)
        {
            var text = context.Files.Read(path, place, context.Remarks, out var reason);
            if (text is not null)
            {
                return text.Text;
            }

            context.Remarks.Add(RemarkWeight.NotTaken, place, $"The note was taken without its words: {reason}.");
        }

        return RefiXml.Child(element, "PlainTextContent") is { } inline ? NormalisedText.From(context.Words(inline, place)).Text : null;
    }
}
