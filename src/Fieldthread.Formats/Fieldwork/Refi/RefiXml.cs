using System.Globalization;
using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Small questions to the elements of a project file. Names are compared without their namespace, which some programs leave out.</summary>
internal static class RefiXml
{
    internal static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;

    internal static string? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;

    /// <summary>The children of a name; others are counted as not taken.</summary>
    internal static IEnumerable<XElement> Children(XElement parent, string name, RefiContext context)
    {
        foreach (var child in parent.Elements())
        {
            if (child.Name.LocalName == name)
            {
                yield return child;
            }
            else
            {
                context.NotTaken(child, child.Name.LocalName);
            }
        }
    }

    internal static string? Description(XElement element, RefiContext context, string place) =>
        Child(element, "Description") is { } words ? context.Words(words, place) : null;

    internal static IReadOnlyList<string> NoteRefs(XElement element, RefiContext context, string place) =>
        References(element, "NoteRef", context.Notes, context, place);

    /// <summary>The references of a name that lead somewhere, each as its target is spelt; the others are remarked.</summary>
    internal static IReadOnlyList<string> References(XElement element, string name, RefiIds targets, RefiContext context, string place)
    {
        List<string>? found = null;
        foreach (var child in element.Elements())
        {
            if (child.Name.LocalName != name)
            {
                continue;
            }

            var reference = Attribute(child, "targetGUID") ?? "";
            if (targets.Find(reference) is { } target)
            {
                (found ??= []).Add(target);
            }
            else
            {
                context.Remarks.Add(RemarkWeight.NotTaken, place, targets.WasLeft(reference)
                    ? $"The {name} to {reference} was left out, because what it means was not taken."
                    : $"The {name} to “{reference}” leads nowhere in the file and was left out.");
            }
        }

        return found ?? (IReadOnlyList<string>)[];
    }

    internal static QdaStamp Stamp(XElement element, RefiContext context, string maker = "creatingUser", string changer = "modifyingUser")
    {
        var stamp = new QdaStamp(
            User(element, maker, context), Time(element, "creationDateTime", context), User(element, changer, context), Time(element, "modifiedDateTime", context));
        return stamp == QdaStamp.None ? QdaStamp.None : stamp;
    }

    /// <summary>A person by id, as spelt among the users; an id that is nobody's is kept as written and remarked once a place.</summary>
    internal static string? User(XElement element, string name, RefiContext context)
    {
        if (Attribute(element, name)?.Trim() is not { Length: > 0 } written)
        {
            return null;
        }

        if (context.Users.Find(written) is { } known)
        {
            return known;
        }

        context.UnknownUser(written);
        return written;
    }

    internal static DateTimeOffset? Time(XElement element, string name, RefiContext context)
    {
        if (Attribute(element, name)?.Trim() is not { Length: > 0 } written)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        context.Remarks.Add(RemarkWeight.NotTaken, element.Name.LocalName, $"“{written}” is not a time (2024-05-31T09:30:00Z) and was left out.");
        return null;
    }
}
