using System.Xml.Linq;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>The parts of a project, whatever their order; a part that nobody knows is counted as not taken.</summary>
internal sealed class RefiParts
{
    private static readonly string[] Known = ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"];

    private readonly ILookup<string, XElement> _parts;
    private readonly XElement _root;
    private readonly RefiContext _context;

    internal RefiParts(XElement root, RefiContext context)
    {
        _root = root;
        _context = context;
        _parts = root.Elements().ToLookup(part => part.Name.LocalName, StringComparer.Ordinal);
        foreach (var part in root.Elements())
        {
            if (part.Name.LocalName is not ("Description" or "NoteRef") && !Known.Contains(part.Name.LocalName, StringComparer.Ordinal))
            {
                context.NotTaken(part, part.Name.LocalName);
            }
        }
    }

    internal string? Description => RefiXml.Description(_root, _context, "project");

    internal IReadOnlyList<string> NoteForeignIds => RefiXml.NoteRefs(_root, _context, "project");

    internal IEnumerable<XElement> Of(string name) => _parts[name];
}
