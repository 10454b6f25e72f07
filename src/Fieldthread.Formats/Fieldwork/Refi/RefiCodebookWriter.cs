using System.Text;
using System.Xml;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Writes a codebook by itself (<c>.qdc</c>) in the standard’s own words.</summary>
/// <remarks>The codebook of the standard has ids, names, colours, one description and whether a code can be used, and no more; ids go out as in a project.</remarks>
public static class RefiCodebookWriter
{
    private const string Namespace = "urn:QDA-XML:codebook:1.0";

    /// <summary>Writes the codes.</summary>
    /// <param name="codes">The codes, a parent before its children.</param>
    /// <param name="stream">Gets the file; not closed.</param>
    /// <exception cref="ArgumentException">There is no code: the standard has no empty codebook.</exception>
    public static void Write(IReadOnlyList<QdaCode> codes, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(stream);
        if (codes.Count == 0)
        {
            throw new ArgumentException("A codebook file holds at least one code.", nameof(codes));
        }

        var known = codes.Select(code => code.ForeignId).ToHashSet(StringComparer.Ordinal);
        var children = codes.ToLookup(code => code.ParentForeignId is { } parent && known.Contains(parent) ? parent : "", StringComparer.Ordinal);
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize, CloseOutput = false });
        var to = new RefiElements(xml, Namespace);
        to.Start("CodeBook");
        to.Attribute("origin", RefiWriter.Origin);
        to.Start("Codes");
        foreach (var code in children[""])
        {
            Write(to, code, children);
        }

        to.End();
        to.End();
    }

    private static void Write(RefiElements to, QdaCode code, ILookup<string, QdaCode> children)
    {
        to.Start("Code");
        to.Attribute("guid", RefiElements.Id("code", code.ForeignId));
        to.Attribute("name", code.Name);
        to.Attribute("isCodable", code.IsCodable ? "true" : "false");
        to.Attribute("color", code.Colour);
        to.Child("Description", code.Description);
        foreach (var child in children[code.ForeignId])
        {
            Write(to, child, children);
        }

        to.End();
    }
}
