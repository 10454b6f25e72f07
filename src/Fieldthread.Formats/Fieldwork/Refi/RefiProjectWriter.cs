using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Writes the project file, its parts in the order that the standard fixes.</summary>
internal sealed class RefiProjectWriter(RefiElements to, RefiOutPaths paths, RefiProfile profile)
{
    internal void Write(QdaProject project)
    {
        to.Start("Project");
        to.Attribute("name", project.Name);
        to.Attribute("origin", profile.Origin);
        to.Stamp(project.Stamp, "creatingUserGUID", "modifyingUserGUID");
        to.List("Users", project.Users, Write);
        WriteCodes(project.Codes);
        to.List("Variables", project.Variables, Write);
        to.List("Cases", project.Cases, Write);
        to.List<object>("Sources", [.. project.Sources, .. project.Kept.Where(k => k.IsSource)], Write);
        to.List("Notes", project.Notes, Write);
        foreach (var element in new[] { "Link", "Set", "Graph" })
        {
            to.List(element + "s", [.. project.Kept.Where(k => k.Element == element)], Write);
        }

        to.Child("Description", project.Description);
        to.References("NoteRef", "note", project.NoteForeignIds);
        to.End();
    }

    private void Write(QdaUser user)
    {
        to.Start("User");
        to.Attribute("guid", RefiElements.Id("user", user.ForeignId));
        to.Attribute("name", user.Name);
        to.Attribute("id", user.ShortName);
        to.End();
    }

    private void WriteCodes(IReadOnlyList<QdaCode> codes)
    {
        if (codes.Count == 0)
        {
            return;
        }

        var known = codes.Select(code => code.ForeignId).ToHashSet(StringComparer.Ordinal);
        var children = codes.ToLookup(code => code.ParentForeignId is { } parent && known.Contains(parent) ? parent : "", StringComparer.Ordinal);
        to.Start("CodeBook");
        to.Start("Codes");
        foreach (var code in children[""])
        {
            Write(code, children);
        }

        to.End();
        to.End();
    }

    private void Write(QdaCode code, ILookup<string, QdaCode> children)
    {
        to.Start("Code");
        to.Attribute("guid", RefiElements.Id("code", code.ForeignId));
        to.Attribute("name", code.Name);
        to.Attribute("isCodable", code.IsCodable ? "true" : "false");
        to.Attribute("color", code.Colour);
        to.Child("Description", code.Description);
        to.References("NoteRef", "note", code.NoteForeignIds);
        foreach (var child in children[code.ForeignId])
        {
            Write(child, children);
        }

        to.End();
    }

    private void Write(QdaVariable variable)
    {
        to.Start("Variable");
        to.Attribute("guid", RefiElements.Id("variable", variable.ForeignId));
        to.Attribute("name", variable.Name);
        to.Attribute("typeOfVariable", variable.Kind.ToString());
        to.Child("Description", variable.Description);
        to.End();
    }

    private void Write(QdaCase one)
    {
        to.Start("Case");
        to.Attribute("guid", RefiElements.Id("case", one.ForeignId));
        to.Attribute("name", one.Name);
        to.Child("Description", one.Description);
        to.References("CodeRef", "code", one.CodeForeignIds);
        to.Values(one.Values);
        to.References("SourceRef", "source", one.SourceForeignIds);
        to.References("SelectionRef", "selection", one.SelectionForeignIds);
        to.End();
    }

    private void Write(object source)
    {
        if (source is QdaSource text)
        {
            Write(text);
        }
        else
        {
            Write((QdaKept)source);
        }
    }

    private void Write(QdaKept kept) => to.Kept(RefiKept.Parse(kept.Xml), path => paths.Of(kept, path));

    private void Write(QdaSource source)
    {
        if (source.Text.Contains('\r', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The text of source {source.Name} holds a carriage return; normalise it first.", nameof(source));
        }

        var map = new OffsetMap(profile.WritesReturns ? NormalisedText.From(source.Text, hadMark: true).WithEveryLineEndAsReturn() : NormalisedText.From(source.Text, hadMark: true), profile.Reading);
        to.Start("TextSource");
        to.Attribute("guid", RefiElements.Id("source", source.ForeignId));
        to.Attribute("name", source.Name.Length > 0 ? source.Name : null);
        to.Attribute("plainTextPath", "internal://" + paths.Text(source));
        to.Attribute("richTextPath", paths.Formatted(source));
        to.Stamp(source.Stamp);
        to.Child("Description", source.Description);
        foreach (var selection in source.Selections)
        {
            Write(selection, map);
        }

        foreach (var coding in source.WholeCodings)
        {
            to.Coding(coding);
        }

        to.References("NoteRef", "note", source.NoteForeignIds);
        to.Values(source.Values);
        to.End();
    }

    private void Write(QdaSelection selection, OffsetMap map)
    {
        to.Start("PlainTextSelection");
        to.Attribute("guid", RefiElements.Id("selection", selection.ForeignId));
        to.Attribute("name", selection.Name);
        to.Attribute("startPosition", map.ToForeign(selection.Span.Start).ToString(CultureInfo.InvariantCulture));
        to.Attribute("endPosition", map.ToForeign(selection.Span.End).ToString(CultureInfo.InvariantCulture));
        to.Stamp(selection.Stamp);
        to.Child("Description", selection.Description);
        foreach (var coding in selection.Codings)
        {
            to.Coding(coding);
        }

        to.References("NoteRef", "note", selection.NoteForeignIds);
        to.End();
    }

    private void Write(QdaNote note)
    {
        to.Start("Note");
        to.Attribute("guid", RefiElements.Id("note", note.ForeignId));
        to.Attribute("name", note.Name);
        to.Stamp(note.Stamp);
        var rest = note.Rest is { } kept ? RefiKept.Parse(kept) : null;
        to.Attribute("richTextPath", rest is not null && RefiXml.Attribute(rest, "richTextPath") is { } rich ? paths.Of(note, rich) : null);
        to.Child("Description", note.Description);
        to.Child("PlainTextContent", note.Text);
        foreach (var child in rest?.Elements() ?? [])
        {
            to.Kept(child, path => paths.Of(note, path));
        }

        to.End();
    }
}
