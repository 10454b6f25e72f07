using System.IO.Compression;
using System.Text;
using System.Xml;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Writes a project as REFI-QDA (<c>.qdpx</c>), in the standard's own words or as a program reads them.</summary>
/// <remarks>
/// By the standard texts are UTF-8 with LF and no mark; positions are code points, the end exclusive; paths are <c>internal://</c>; notes are NoteRefs. An id that
/// has the form the standard asks for goes out as it came; any other becomes a UUID made from it, the same every time. What was kept
/// as it was written goes out so, with its files. The file's origin is this program, whatever program the project once came from.
/// </remarks>
public static class RefiWriter
{
    /// <summary>What the files say of the program that wrote them. A reader of ours takes the positions of such a file as the standard has them, unasked.</summary>
    public const string Origin = "Fieldthread";

    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stream">Gets the archive; not closed, and need not be seekable.</param>
    /// <param name="profile">For which program; the standard's own words if null.</param>
    /// <exception cref="ArgumentException">A text holds a carriage return or a span reaches beyond its text: such a source breaks its own promise.</exception>
    public static void Write(QdaProject project, Stream stream, RefiProfile? profile = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(stream);
        profile ??= RefiProfile.Standard;
        var time = project.Stamp.ModifiedAt ?? project.Stamp.CreatedAt ?? NoTime;
        time = time.Year is < 1980 or > 2107 ? NoTime : time;
        var paths = new RefiOutPaths(project, profile);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (var entry = Entry(archive, "project.qde", time).Open())
        {
            using var xml = XmlWriter.Create(entry, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize });
            new RefiProjectWriter(new RefiElements(xml), paths, profile).Write(project);
        }

        foreach (var source in project.Sources)
        {
            using var entry = Entry(archive, profile.Folder + paths.Text(source), time).Open();
            var text = WellFormedText.Repair(source.Text, out _);

            // A text whose own first character is U+FEFF needs a mark before it, or a reader would take that character for one.
            entry.Write(profile.WritesMark || text.StartsWith('\uFEFF') ? Encoding.UTF8.Preamble : []);
            entry.Write(Encoding.UTF8.GetBytes(profile.WritesReturns ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text));
        }

        foreach (var (name, bytes) in paths.Files)
        {
            using var entry = Entry(archive, profile.Folder + name, time).Open();
            entry.Write(bytes.Span);
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name, DateTimeOffset time)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time;
        return entry;
    }
}
