using System.Xml;
using System.Xml.Linq;

namespace Fieldthread.Formats.Hostile;

/// <summary>XML from outside: no document type, no entity, nothing fetched, bounded depth and size.</summary>
public static class SafeXml
{
    /// <summary>Reads a document into memory. Comments and processing instructions are left out.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <param name="place">What to call it in an error.</param>
    /// <returns>The root element.</returns>
    /// <exception cref="ReadException">It is not well-formed XML, declares a document type, or passes a limit.</exception>
    public static XElement Load(ReadOnlyMemory<byte> bytes, ReadLimits limits, string place)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = limits.EntryBytes,
            MaxCharactersFromEntities = 1024,
        };
        try
        {
            using var stream = SafeStream.Over(bytes);
            using var reader = XmlReader.Create(stream, settings);
            return Build(reader, limits, place);
        }
        catch (XmlException e)
        {
            throw new ReadException($"{place}, line {e.LineNumber}", IsDocumentType(bytes)
                ? "The file declares a document type, which can make a reader fetch other files; such files are not read. Export it without."
                : "The XML is damaged here. Export the file again.", e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or FormatException)
        {
            throw new ReadException(place, "The XML is damaged or in an encoding that is not read. Export it as UTF-8.", e);
        }
    }

    private static XElement Build(XmlReader reader, ReadLimits limits, string place)
    {
        XElement? root = null;
        XElement? open = null;
        var nodes = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    nodes += 1 + reader.AttributeCount;
                    if (reader.Depth >= limits.XmlDepth || nodes > limits.XmlNodes)
                    {
                        throw new ReadException(place, $"The XML is nested more than {limits.XmlDepth} deep or holds more than {limits.XmlNodes:N0} elements. It was not read.");
                    }

                    var isEmpty = reader.IsEmptyElement;
                    var element = Element(reader);
                    open?.Add(element);
                    root ??= element;
                    open = isEmpty ? open : element;
                    break;
                case XmlNodeType.EndElement:
                    open = open!.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    // A string, not a node: joined with the text before it, and white space between elements costs little.
                    open?.Add(reader.Value);
                    break;
            }
        }

        return root ?? throw new ReadException(place, "The XML is empty.");
    }

    private static XElement Element(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        XAttribute? last = null;
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            {
                last = new XAttribute(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
                element.Add(last);
            }
        }

        return element;
    }

    private static bool IsDocumentType(ReadOnlyMemory<byte> bytes) =>
        bytes.Span[..Math.Min(bytes.Length, 4096)].IndexOf("<!DOCTYPE"u8) >= 0;
}
