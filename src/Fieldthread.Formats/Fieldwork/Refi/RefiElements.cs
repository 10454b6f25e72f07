using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Writes the small parts that many elements of a project file share.</summary>
internal sealed partial class RefiElements(XmlWriter xml, string standard = RefiElements.Namespace)
{
    internal const string Namespace = "urn:QDA-XML:project:1.0";

    /// <summary>An id as the standard wants it: as it came where it has the form, else made from it.</summary>
    internal static string Id(string kind, string foreignId) => Form().IsMatch(foreignId) ? foreignId : RefiIds.Made($"{kind} {foreignId}");

    internal void Start(string name) => xml.WriteStartElement(name, standard);

    internal void End() => xml.WriteEndElement();

    /// <summary>Opens a list only if something stands in it: the standard allows no empty ones.</summary>
    internal void List<T>(string name, IReadOnlyCollection<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        Start(name);
        foreach (var item in items)
        {
            write(item);
        }

        End();
    }

    internal void Attribute(string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteAttributeString(name, Clean(value));
        }
    }

    internal void Child(string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteElementString(name, standard, Clean(value));
        }
    }

    /// <summary>An element as it was kept, with ids in the form of the standard and its files where they are now.</summary>
    internal void Kept(XElement element, Func<string, string> path)
    {
        xml.WriteStartElement(element.Name.LocalName, standard);
        foreach (var attribute in element.Attributes().Where(a => a.Name.NamespaceName.Length == 0))
        {
            var name = attribute.Name.LocalName;
            xml.WriteAttributeString(name, name.EndsWith("ath", StringComparison.Ordinal) ? path(attribute.Value)
                : RefiKept.Means(element, name) is { } target ? Id(target == RefiTarget.Own ? "own" : target.ToString().ToLowerInvariant(), attribute.Value) : Clean(attribute.Value));
        }

        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                Kept(child, path);
            }
            else if (node is XText text)
            {
                xml.WriteString(Clean(text.Value));
            }
        }

        xml.WriteEndElement();
    }

    internal void References(string name, string kind, IEnumerable<string> foreignIds)
    {
        foreach (var id in foreignIds)
        {
            Start(name);
            Attribute("targetGUID", Id(kind, id));
            End();
        }
    }

    internal void Stamp(QdaStamp stamp, string maker = "creatingUser", string changer = "modifyingUser")
    {
        Attribute(maker, stamp.CreatedByForeignId is { } by ? Id("user", by) : null);
        Attribute("creationDateTime", Time(stamp.CreatedAt));
        Attribute(changer, stamp.ModifiedByForeignId is { } changedBy ? Id("user", changedBy) : null);
        Attribute("modifiedDateTime", Time(stamp.ModifiedAt));
    }

    internal void Coding(QdaCoding coding)
    {
        Start("Coding");
        Attribute("guid", Id("coding", coding.ForeignId));
        Attribute("creatingUser", coding.CreatedByForeignId is { } by ? Id("user", by) : null);
        Attribute("creationDateTime", Time(coding.CreatedAt));
        References("CodeRef", "code", [coding.CodeForeignId]);
        References("NoteRef", "note", coding.NoteForeignIds);
        End();
    }

    internal void Values(IEnumerable<QdaValue> values)
    {
        foreach (var value in values)
        {
            Start("VariableValue");
            References("VariableRef", "variable", [value.VariableForeignId]);
            Child((Fits(value) ? value.Kind : QdaValueKind.Text) + "Value", value.Text);
            End();
        }
    }

    private static string? Time(DateTimeOffset? time) => time is { } known ? XmlConvert.ToString(known) : null;

    // A value that is not what its kind says goes out as words, which it always is.
    private static bool Fits(QdaValue value)
    {
        var text = value.Text ?? "";
        return value.Kind switch
        {
            QdaValueKind.Boolean => text.Trim() is "true" or "false" or "1" or "0",
            QdaValueKind.Integer => BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            QdaValueKind.Float => Decimal().IsMatch(text),
            QdaValueKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            QdaValueKind.DateTime => Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            _ => true,
        };
    }

    private static string Clean(string value)
    {
        char[]? clean = null;
        for (var i = 0; i < value.Length; i++)
        {
            if (i + 1 < value.Length && XmlConvert.IsXmlSurrogatePair(value[i + 1], value[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(value[i]))
            {
                clean ??= value.ToCharArray();
                clean[i] = '\uFFFD';
            }
        }

        return clean is null ? value : new string(clean);
    }

    [GeneratedRegex(@"\A(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\{[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instant();
}
