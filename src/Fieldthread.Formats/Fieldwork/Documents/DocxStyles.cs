using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>Which paragraph styles of a document are headings, whatever language named them.</summary>
internal static class DocxStyles
{
    internal static Dictionary<string, int> Headings(SafeZip zip, string main, ReadLimits limits)
    {
        var headings = new Dictionary<string, int>(StringComparer.Ordinal) { ["Title"] = 1 };
        for (var level = 1; level <= 9; level++)
        {
            headings[$"Heading{level}"] = level;
        }

        var name = main[..(main.LastIndexOf('/') + 1)] + "styles.xml";
        if (!zip.Names.Contains(name, StringComparer.Ordinal))
        {
            return headings;
        }

        foreach (var style in SafeXml.Load(zip.Read(name), limits, name).Elements().Where(child => child.Name.LocalName == "style"))
        {
            var id = style.Attributes().FirstOrDefault(a => a.Name.LocalName == "styleId")?.Value;
            var english = style.Elements().FirstOrDefault(child => child.Name.LocalName == "name")?.Attributes().FirstOrDefault(a => a.Name.LocalName == "val")?.Value ?? "";
            if (id is not null && english.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && english.Length == 9 && english[8] is >= '1' and <= '9')
            {
                headings[id] = english[8] - '0';
            }
        }

        return headings;
    }
}
