using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Puts the passages of a source in their places under the chosen reading, with their codings.</summary>
internal static class RefiSelections
{
    internal static QdaSource Place(RefiSources.Draft draft, ChosenReading chosen, RefiContext context)
    {
        Remark(draft, chosen, context);
        var map = new OffsetMap(draft.Text, chosen.Reading);
        var selections = new List<QdaSelection>(draft.Selections.Count);
        foreach (var raw in draft.Selections)
        {
            if (Place(raw, map, draft, context) is { } selection)
            {
                selections.Add(selection);
            }
        }

        return new QdaSource
        {
            ForeignId = draft.ForeignId,
            Name = draft.Name,
            Text = draft.Text.Text,
            Description = RefiXml.Description(draft.Element, context, draft.Place),
            Stamp = RefiXml.Stamp(draft.Element, context),
            Selections = selections,
            WholeCodings = Codings(draft.Element, draft.Place, context),
            NoteForeignIds = RefiXml.NoteRefs(draft.Element, context, draft.Place),
            Values = RefiCases.Values(draft.Element, context, draft.Place),
            Reading = chosen.Reading,
            Formatted = draft.Formatted,
        };
    }

    private static QdaSelection? Place(RefiSources.RawSelection raw, OffsetMap map, RefiSources.Draft draft, RefiContext context)
    {
        var (rawStart, rawEnd, name) = raw.Passage;
        var place = $"{draft.Place}, selection {RefiXml.Attribute(raw.Element, "guid")}";
        var start = map.FromForeign(Math.Min(rawStart, rawEnd), after: false, out var startExact);
        var end = map.FromForeign(Math.Max(rawStart, rawEnd), after: true, out var endExact);
        if (Math.Min(rawStart, rawEnd) > map.End || Math.Max(rawStart, rawEnd) < 0)
        {
            var lost = raw.Element.Elements().Count(inside => inside.Name.LocalName == "Coding");
            context.Remarks.Add(RemarkWeight.NotTaken, place, $"The positions {rawStart} to {rawEnd} lie outside the text, which ends at {map.End}; not taken, with {Count.Of(lost, "coding")}.");
            context.Selections.Leave(raw.Element);
            return null;
        }

        if (rawStart > rawEnd)
        {
            context.Remarks.Add(RemarkWeight.Guessed, place, $"The positions {rawStart} to {rawEnd} run backwards and were turned round.");
        }

        if (!startExact || !endExact)
        {
            context.Remarks.Add(RemarkWeight.Guessed, place, $"The positions {rawStart} to {rawEnd} fall outside the text or inside a character; the passage was drawn to whole characters of the text.");
        }

        if (rawStart == rawEnd)
        {
            context.Remarks.Add(RemarkWeight.Guessed, place, $"The selection covers no words (position {rawStart}); it was kept as it is.");
        }

        return new QdaSelection
        {
            ForeignId = context.Selections.Declare(raw.Element, place),
            Name = context.Words(name, place),
            Description = RefiXml.Description(raw.Element, context, place),
            Span = new TextSpan(start, Math.Max(start, end)),
            RawStart = rawStart,
            RawEnd = rawEnd,
            Stamp = RefiXml.Stamp(raw.Element, context),
            NoteForeignIds = RefiXml.NoteRefs(raw.Element, context, place),
            Codings = Codings(raw.Element, place, context, ownChildren: true),
        };
    }

    private static IReadOnlyList<QdaCoding> Codings(XElement parent, string place, RefiContext context, bool ownChildren = false)
    {
        List<QdaCoding>? codings = null;
        foreach (var element in parent.Elements())
        {
            if (element.Name.LocalName != "Coding")
            {
                if (ownChildren && element.Name.LocalName is not ("Description" or "NoteRef"))
                {
                    context.NotTaken(element, $"{element.Name.LocalName} inside a selection");
                }

                continue;
            }

            var references = element.Elements().Where(child => child.Name.LocalName == "CodeRef").Select(child => RefiXml.Attribute(child, "targetGUID") ?? "").ToList();
            if (references.Count == 0)
            {
                references.Add("");
            }

            foreach (var reference in references)
            {
                if (context.Codes.Find(reference) is not { } code)
                {
                    context.Remarks.Add(RemarkWeight.NotTaken, place, $"A coding with “{reference}” was not taken: no code of the file has this id.");
                    continue;
                }

                (codings ??= []).Add(new QdaCoding(
                    context.Codings.Declare(element, place), code, RefiXml.User(element, "creatingUser", context), RefiXml.Time(element, "creationDateTime", context), RefiXml.NoteRefs(element, context, place)));
            }
        }

        return codings ?? (IReadOnlyList<QdaCoding>)[];
    }

    private static void Remark(RefiSources.Draft draft, ChosenReading chosen, RefiContext context)
    {
        if (draft.Text.ReturnCount > 0 && RefiXml.Attribute(draft.Element, "plainTextPath") is not null)
        {
            context.Remarks.Add(RemarkWeight.Note, draft.Place, $"{Count.Of(draft.Text.ReturnCount, "line end")} written CR LF became LF.");
        }

        if (draft.Text.LoneReturns > 0)
        {
            context.Remarks.Add(RemarkWeight.Guessed, draft.Place, $"{Count.Of(draft.Text.LoneReturns, "line end")} written as a lone CR became LF.");
        }

        if (draft.Selections.Count == 0)
        {
            return;
        }

        var score = $"Positions were read as {chosen.Reading}: {chosen.Whole} of {Count.Of(chosen.Judged, "selection")} begin and end between words"
            + (chosen.Named > 0 ? $", {chosen.Named} repeat their words as their name." : ".");
        var isGuess = chosen.IsPoor || chosen.Rival is not null || chosen.IsAlone;
        context.Remarks.Add(
            isGuess ? RemarkWeight.Guessed : RemarkWeight.Note,
            draft.Place,
            score
                + (chosen.IsAlone ? " This source counts otherwise than the rest of the project." : "")
                + (chosen.Rival is { } rival ? $" Read as {rival}, {Count.Of(chosen.Differing, "selection")} would lie elsewhere and fit as well: look at them." : "")
                + (chosen.IsPoor ? " That is few: compare some passages with the program that wrote the file." : ""));
    }
}
