using System.Xml.Linq;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>What a reference inside a kept element may mean.</summary>
public enum RefiTarget
{
    /// <summary>A person.</summary>
    User,

    /// <summary>A code.</summary>
    Code,

    /// <summary>A text, picture, document or recording.</summary>
    Source,

    /// <summary>A note.</summary>
    Note,

    /// <summary>A marked passage, region or stretch of time.</summary>
    Selection,

    /// <summary>A variable.</summary>
    Variable,

    /// <summary>Anything: the end of a link, what a point of a graph stands for.</summary>
    Anything,

    /// <summary>The id of the element itself, or of one that only the same element refers to: a vertex, a point of a transcript.</summary>
    Own,
}

/// <summary>Takes elements that have no other home out of a project file, and puts them back into one.</summary>
public static class RefiKept
{
    private static readonly string[] Paths = ["path", "currentPath", "plainTextPath", "richTextPath"];

    /// <summary>The elements of a part of the file, kept as they are written. Their selections count as taken, so that a case may refer to them.</summary>
    internal static QdaKept Keep(XElement element, RefiContext context, IReadOnlyDictionary<string, string>? texts = null)
    {
        var tidy = Tidy(element);
        foreach (var inside in tidy.DescendantsAndSelf())
        {
            switch (inside.Name.LocalName)
            {
                case var what when what.EndsWith("Selection", StringComparison.Ordinal):
                    context.Selections.Keep(inside);
                    break;
                case var what when QdaKept.SourceElements.Contains(what, StringComparer.Ordinal):
                    context.Sources.Keep(inside);
                    break;
            }
        }

        var name = context.Words(RefiXml.Attribute(element, "name") ?? "", element.Name.LocalName);
        var of = texts is null ? null : element.Descendants().Select(inside => RefiXml.Attribute(inside, "plainTextPath")).FirstOrDefault(path => path is not null && texts.ContainsKey(path));
        return new QdaKept(element.Name.LocalName, RefiXml.Attribute(element, "guid")?.Trim() ?? "", name, tidy.ToString(SaveOptions.DisableFormatting))
        {
            TextForeignId = of is null ? null : texts![of],
            Files = Files(tidy, context, name, element.Name.LocalName != "TextSource"),
        };
    }

    /// <summary>The rest of an element whose named attributes and children have a home; null where nothing else stands in it.</summary>
    internal static XElement? Rest(XElement element, IReadOnlyCollection<string> attributes, IReadOnlyCollection<string> children)
    {
        var rest = Tidy(element);
        rest.Attributes().Where(a => attributes.Contains(a.Name.LocalName, StringComparer.Ordinal)).Remove();
        rest.Elements().Where(e => children.Contains(e.Name.LocalName, StringComparer.Ordinal)).Remove();
        return rest.HasAttributes || rest.HasElements ? rest : null;
    }

    /// <summary>The files that paths inside an element name, those that the archive holds; a remark names the others, unless one did before.</summary>
    internal static IReadOnlyList<QdaFile> Files(XElement element, RefiContext context, string name, bool tells = true)
    {
        List<QdaFile>? files = null;
        foreach (var path in element.DescendantsAndSelf().Attributes().Where(a => Paths.Contains(a.Name.LocalName, StringComparer.Ordinal) && a.Value.Length > 0).Select(a => a.Value).Distinct(StringComparer.Ordinal))
        {
            if (context.Files.ReadBytes(path, out var reason) is { } bytes)
            {
                (files ??= []).Add(new QdaFile(path, bytes));
            }
            else if (tells)
            {
                context.Remarks.Add(Core.Basics.RemarkWeight.NotTaken, $"{element.Name.LocalName} {name}", $"What the project says of it was kept, but {reason}.");
            }
        }

        return files ?? (IReadOnlyList<QdaFile>)[];
    }

    /// <summary>Gives every reference and id inside an element another spelling.</summary>
    /// <param name="xml">The element, as kept.</param>
    /// <param name="spell">For what is meant and how it is written: how it is to be written, or null where it leads nowhere any more.</param>
    /// <param name="left">How many codings and references led nowhere and were taken out.</param>
    /// <returns>The element with the other spellings.</returns>
    /// <exception cref="System.Xml.XmlException">It is no XML.</exception>
    public static string Spelt(string xml, Func<RefiTarget, string, string?> spell, out int left)
    {
        ArgumentNullException.ThrowIfNull(spell);
        var root = Parse(xml);
        left = 0;
        foreach (var element in root.DescendantsAndSelf().ToList())
        {
            foreach (var attribute in element.Attributes().ToList())
            {
                if (Means(element, attribute.Name.LocalName) is not { } target)
                {
                    continue;
                }

                if (spell(target, attribute.Value.Trim()) is { } spelt)
                {
                    attribute.Value = spelt;
                }
                else if (attribute.Name.LocalName == "targetGUID" && element != root && element.Parent is { } parent)
                {
                    left++;
                    (element.Name.LocalName == "CodeRef" && parent.Name.LocalName == "Coding" || element.Name.LocalName == "VariableRef" ? parent : element).Remove();
                    break;
                }
                else if (attribute.Name.LocalName != "guid")
                {
                    left += target == RefiTarget.User ? 0 : 1;
                    attribute.Remove();
                }
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>The element of kept words of XML, bounded as every XML from outside is.</summary>
    /// <exception cref="ReadException">It is no XML.</exception>
    public static XElement Parse(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return SafeXml.Load(System.Text.Encoding.UTF8.GetBytes(xml), ReadLimits.Default, "kept element");
    }

    /// <summary>What an attribute that holds an id means, by where it stands; null for one that holds none.</summary>
    internal static RefiTarget? Means(XElement element, string attribute) => attribute switch
    {
        "creatingUser" or "modifyingUser" => RefiTarget.User,
        "originGUID" or "representedGUID" => RefiTarget.Anything,
        "targetGUID" => element.Name.LocalName switch
        {
            "CodeRef" or "MemberCode" => RefiTarget.Code,
            "SourceRef" or "MemberSource" => RefiTarget.Source,
            "NoteRef" or "MemberNote" => RefiTarget.Note,
            "SelectionRef" => RefiTarget.Selection,
            "VariableRef" => RefiTarget.Variable,
            _ => RefiTarget.Anything,
        },
        "guid" => element.Name.LocalName switch
        {
            var name when name.EndsWith("Selection", StringComparison.Ordinal) => RefiTarget.Selection,
            var name when name.EndsWith("Source", StringComparison.Ordinal) => RefiTarget.Source,
            _ => RefiTarget.Own,
        },
        "sourceVertex" or "targetVertex" or "fromSyncPoint" or "toSyncPoint" => RefiTarget.Own,
        _ => null,
    };

    // White space between elements is nobody's words.
    private static XElement Tidy(XElement element)
    {
        var tidy = new XElement(element);
        foreach (var inside in tidy.DescendantsAndSelf().Where(e => e.HasElements))
        {
            inside.Nodes().OfType<XText>().Where(t => string.IsNullOrWhiteSpace(t.Value)).Remove();
        }

        foreach (var inside in tidy.DescendantsAndSelf().Where(e => !e.HasElements && e.Name.LocalName is not ("PlainTextContent" or "Description") && !e.Name.LocalName.EndsWith("Value", StringComparison.Ordinal) && string.IsNullOrWhiteSpace(e.Value)))
        {
            inside.RemoveNodes();
        }

        return tidy;
    }
}
