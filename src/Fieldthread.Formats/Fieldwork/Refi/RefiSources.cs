using System.Globalization;
using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>The text sources: first all texts and raw positions, then the choice of how they are counted, then the passages.</summary>
internal static class RefiSources
{
    internal static List<QdaSource> Read(IEnumerable<XElement> parts, string? origin, List<QdaKept> kept, RefiContext context)
    {
        var drafts = new List<Draft>();
        var others = new List<XElement>();
        foreach (var element in parts.SelectMany(part => part.Elements()))
        {
            if (element.Name.LocalName != "TextSource" || !AddDraft(element, drafts, context))
            {
                others.Add(element);
            }
        }

        var texts = drafts.Where(draft => RefiXml.Attribute(draft.Element, "plainTextPath") is not null)
            .GroupBy(draft => RefiXml.Attribute(draft.Element, "plainTextPath")!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().ForeignId, StringComparer.Ordinal);
        foreach (var element in others)
        {
            if (QdaKept.SourceElements.Contains(element.Name.LocalName, StringComparer.Ordinal))
            {
                kept.Add(RefiKept.Keep(element, context, texts));
            }
            else
            {
                context.NotTaken(element, element.Name.LocalName);
                context.Sources.Leave(element);
            }
        }

        var readings = ReadingChooser.Choose([.. drafts.Select(draft => draft.Evidence)], origin);
        return [.. drafts.Select((draft, k) => RefiSelections.Place(draft, readings[k], context))];
    }

    /// <summary>False for a source without its text, which is kept as it is written.</summary>
    private static bool AddDraft(XElement element, List<Draft> drafts, RefiContext context)
    {
        var name = context.Words(RefiXml.Attribute(element, "name") ?? "", "source");
        var place = $"source {(name.Length > 0 ? name : RefiXml.Attribute(element, "guid"))}";
        var text = Text(element, place, context, out var reason);
        if (text is null)
        {
            var codings = element.Descendants().Count(inside => inside.Name.LocalName == "Coding");
            var selections = element.Descendants().Count(inside => inside.Name.LocalName == "PlainTextSelection");
            context.Remarks.Add(RemarkWeight.NotTaken, place, $"The source cannot be read here, with {Count.Of(selections, "selection")} and {Count.Of(codings, "coding")}: {reason}. What the file says of it was kept, and goes out again.");
            return false;
        }

        QdaFile? formatted = null;
        if (RefiXml.Attribute(element, "richTextPath") is { Length: > 0 } rich)
        {
            if (context.Files.ReadBytes(rich, out var missing) is { } bytes)
            {
                formatted = new QdaFile(rich, bytes);
                context.Remarks.Add(RemarkWeight.Note, place, "The formatted copy of the text was kept beside it; the codings point into the plain text.");
            }
            else
            {
                context.Remarks.Add(RemarkWeight.NotTaken, place, $"Of the formatted copy of the text, {missing}.");
            }
        }

        var raw = new List<RawSelection>();
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "PlainTextSelection":
                    AddSelection(child, raw, place, context);
                    break;
                case not ("Description" or "PlainTextContent" or "Coding" or "NoteRef" or "VariableValue"):
                    context.NotTaken(child, $"{child.Name.LocalName} inside a text source");
                    break;
            }
        }

        drafts.Add(new Draft(element, context.Sources.Declare(element, place), name, place, text, raw, formatted));
        return true;
    }

    private static void AddSelection(XElement element, List<RawSelection> raw, string place, RefiContext context)
    {
        if (Position(element, "startPosition") is { } start && Position(element, "endPosition") is { } end)
        {
            raw.Add(new RawSelection(element, new RawPassage(start, end, RefiXml.Attribute(element, "name") ?? "")));
            return;
        }

        var codings = element.Elements().Count(inside => inside.Name.LocalName == "Coding");
        context.Remarks.Add(RemarkWeight.NotTaken, place, $"The selection {RefiXml.Attribute(element, "guid")} has no whole numbers as its positions and was not taken, with {Count.Of(codings, "coding")}.");
        context.Selections.Leave(element);
    }

    private static NormalisedText? Text(XElement element, string place, RefiContext context, out string reason)
    {
        reason = "it has neither a text nor the path of one";
        if (RefiXml.Attribute(element, "plainTextPath") is { Length: > 0 } path
            && context.Files.Read(path, place, context.Remarks, out reason) is { } text)
        {
            return text;
        }

        if (RefiXml.Child(element, "PlainTextContent") is not { } inline)
        {
            return null;
        }

        // XML turns CR LF into LF before anyone can see it, so whether the program counted two must be found out too.
        var normalised = NormalisedText.From(context.Words(inline, place));
        return normalised.ReturnCount == 0 ? normalised.WithEveryLineEndAsReturn() : normalised;
    }

    private static long? Position(XElement element, string name) =>
        long.TryParse(RefiXml.Attribute(element, name), NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var position)
            && position is > -1_000_000_000_000 and < 1_000_000_000_000 ? position : null;

    internal sealed record RawSelection(XElement Element, RawPassage Passage);

    internal sealed record Draft(XElement Element, string ForeignId, string Name, string Place, NormalisedText Text, List<RawSelection> Selections, QdaFile? Formatted)
    {
        internal ReadingEvidence Evidence { get; } = new(Text, [.. Selections.Select(selection => selection.Passage)]);
    }
}
