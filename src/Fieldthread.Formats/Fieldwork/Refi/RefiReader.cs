using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>What was read, and every line of what was changed, guessed or could not be taken.</summary>
/// <param name="Project">The project.</param>
/// <param name="Remarks">In the order of the file.</param>
public sealed record RefiReading(QdaProject Project, IReadOnlyList<Remark> Remarks);

/// <summary>Reads REFI-QDA projects (<c>.qdpx</c>), a bare project file (<c>.qde</c>) and codebooks (<c>.qdc</c>).</summary>
/// <remarks>
/// The standard says that positions are code points; programs differ. How a file counts is found out from the file: see
/// <see cref="ReadingChooser"/>. The reading and its score are remarked source by source, and raw positions are kept.
/// </remarks>
public static class RefiReader
{
    /// <summary>Reads a project.</summary>
    /// <param name="stream">Read to its end; not closed.</param>
    /// <param name="limits">What is taken at most; <see cref="ReadLimits.Default"/> if null.</param>
    /// <param name="plain">How to take text files that are not UTF-8 and carry no mark.</param>
    /// <exception cref="ReadException">The file is no REFI-QDA file, is damaged as a whole, or passes a limit.</exception>
    public static RefiReading Read(Stream stream, ReadLimits? limits = null, PlainBytes plain = PlainBytes.Utf8)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= ReadLimits.Default;
        var bytes = SafeStream.ReadAll(stream, limits.FileBytes, "file");
        var remarks = new RemarkList(limits.Remarks);
        if (!bytes.Span.StartsWith("PK"u8))
        {
            var alone = SafeXml.Load(bytes, limits, "file");
            remarks.Add(RemarkWeight.Note, "file", "The file is XML by itself, not a project archive; text files that it names are not in it.");
            return Read(alone, new RefiFiles(archive: null, plain), remarks);
        }

        using var archive = SafeZip.Open(bytes, limits);
        var name = FindProject(archive, remarks);
        var root = SafeXml.Load(archive.Read(name), limits, name);
        return Read(root, new RefiFiles(archive, plain), remarks);
    }

    private static string FindProject(SafeZip archive, RemarkList remarks)
    {
        var all = archive.Names.Where(name => name.EndsWith(".qde", StringComparison.OrdinalIgnoreCase)).ToList();
        var atRoot = all.Where(name => !name.Contains('/', StringComparison.Ordinal)).ToList();
        var found = atRoot.Count > 0 ? atRoot : all;
        if (found.Count > 1)
        {
            var standard = found.Where(name => name.Equals("project.qde", StringComparison.OrdinalIgnoreCase)).ToList();
            if (standard.Count != 1)
            {
                throw new ReadException("archive", $"The archive holds {found.Count} project files ({string.Join(", ", found.Take(5))}), and which one is meant cannot be told. Leave one.");
            }

            remarks.Add(RemarkWeight.NotTaken, "archive", $"Of {found.Count} project files {standard[0]} was read; {string.Join(", ", found.Except(standard).Take(5))} not.");
            found = standard;
        }

        if (found.Count == 0)
        {
            throw new ReadException("archive", "The archive holds no project file (.qde). Export the project as REFI-QDA (.qdpx) and try again.");
        }

        if (atRoot.Count == 0)
        {
            remarks.Add(RemarkWeight.Note, found[0], "The project file lies in a folder of the archive, not at its root.");
        }

        return found[0];
    }

    private static RefiReading Read(XElement root, RefiFiles files, RemarkList remarks)
    {
        var context = new RefiContext(files, remarks);
        if (root.Name.LocalName is not ("Project" or "CodeBook"))
        {
            throw new ReadException("file", $"The XML is not a REFI-QDA project: it begins with “{root.Name.LocalName}”. Export the project as REFI-QDA (.qdpx) and try again.");
        }

        if (!root.Name.NamespaceName.StartsWith("urn:QDA-XML:", StringComparison.OrdinalIgnoreCase))
        {
            remarks.Add(RemarkWeight.Note, "file", $"The file names its format “{root.Name.NamespaceName}”, not urn:QDA-XML:project:1.0; it was read all the same.");
        }

        var project = root.Name.LocalName == "CodeBook"
            ? new QdaProject { Name = "", Origin = RefiXml.Attribute(root, "origin"), Codes = RefiCodes.Read(root, context) }
            : ReadProject(root, context);
        context.Finish();
        return new RefiReading(project, remarks.ToList());
    }

    private static QdaProject ReadProject(XElement root, RefiContext context)
    {
        var parts = new RefiParts(root, context);
        var users = parts.Of("Users").SelectMany(part => RefiXml.Children(part, "User", context)).Select(user => new QdaUser(
            context.Users.Declare(user, "user"), RefiXml.Attribute(user, "name") ?? "", RefiXml.Attribute(user, "id"))).ToList();
        var notes = RefiNotes.Read(parts.Of("Notes"), context);
        var codes = parts.Of("CodeBook").SelectMany(book => RefiCodes.Read(book, context)).ToList();
        var variables = RefiCases.ReadVariables(parts.Of("Variables"), context);
        var kept = new List<QdaKept>();
        var sources = RefiSources.Read(parts.Of("Sources"), RefiXml.Attribute(root, "origin"), kept, context);
        var cases = RefiCases.Read(parts.Of("Cases"), context);
        foreach (var (part, item) in new[] { ("Links", "Link"), ("Sets", "Set"), ("Graphs", "Graph") })
        {
            kept.AddRange(parts.Of(part).SelectMany(whole => RefiXml.Children(whole, item, context)).Select(child => RefiKept.Keep(child, context)));
        }

        if (RefiXml.Attribute(root, "basePath") is { Length: > 0 })
        {
            context.Remarks.Add(RemarkWeight.NotTaken, "project", "The folder path of the computer that wrote the file was left out: it can name a person.");
        }

        return new QdaProject
        {
            Name = context.Words(RefiXml.Attribute(root, "name") ?? "", "project, name"),
            Origin = RefiXml.Attribute(root, "origin"),
            Description = parts.Description,
            Stamp = RefiXml.Stamp(root, context, "creatingUserGUID", "modifyingUserGUID"),
            NoteForeignIds = parts.NoteForeignIds,
            Users = users,
            Codes = codes,
            Variables = variables,
            Sources = sources,
            Cases = cases,
            Notes = notes,
            Kept = kept,
        };
    }
}
