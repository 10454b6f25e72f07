using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Fieldthread.Testing;

/// <summary>A coded project with a picture, a recording, a link, a set and a graph, and project files compared element by element without our reader.</summary>
internal static class QdeSample
{
    internal static string Id(int n) => $"6f1c2a3b-0000-4000-8000-{n:x12}";

    /// <summary>The project as an archive.</summary>
    internal static byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in new (string, byte[])[]
            {
                ("project.qde", Encoding.UTF8.GetBytes(Project.Trim())), ("sources/meeting.txt", "ANN: We met at the harbour office.\nBEN: And we counted the chairs."u8.ToArray()), ("sources/meeting.docx", "PK, but no real document"u8.ToArray()),
                ("sources/board.png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 1, 2, 3]), ("sources/meeting.mp4", "Zwiebelfisch recorded it all"u8.ToArray()),
            })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Every element of a project file as one line: its path, its attributes, its words. Where files lie may be written otherwise, and is left out.</summary>
    internal static List<string> Elements(byte[] qdpx)
    {
        using var zip = new ZipArchive(new MemoryStream(qdpx), ZipArchiveMode.Read);
        using var file = zip.Entries.Single(e => e.FullName.EndsWith(".qde", StringComparison.OrdinalIgnoreCase)).Open();
        return [.. XDocument.Load(file).Root!.DescendantsAndSelf().Where(e => e.Name.LocalName != "Project").Select(Line).Order(StringComparer.Ordinal)];
    }

    /// <summary>How many of each element there are.</summary>
    internal static List<string> Counts(IEnumerable<string> lines) => [.. lines.GroupBy(l => l[..l.IndexOf(' ', StringComparison.Ordinal)]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}")];

    /// <summary>Fails with the first lines that differ.</summary>
    internal static void Same(List<string> before, List<string> after)
    {
        Assert.Equal(Counts(before), Counts(after));
        Assert.True(before.SequenceEqual(after), $"lost:\n{string.Join('\n', before.Except(after).Take(5))}\nnew:\n{string.Join('\n', after.Except(before).Take(5))}");
    }

    private static string Line(XElement element) =>
        element.Name.LocalName + " in " + string.Join('/', element.Ancestors().Reverse().Select(e => e.Name.LocalName + " " + e.Attribute("guid")?.Value)) + ": "
        + string.Join(' ', element.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.NamespaceName.Length == 0 && a.Name.LocalName is not ("plainTextPath" or "richTextPath" or "path") && a.Value.Length > 0).Select(Written).Order(StringComparer.Ordinal))
        + " " + (element.HasElements ? "" : element.Value.ReplaceLineEndings("\n"));

    private static string Written(XAttribute a) => $"{a.Name.LocalName}=" + (a.Name.LocalName == "isCodable" ? a.Value.ToLowerInvariant()
        : a.Name.LocalName.EndsWith("Time", StringComparison.Ordinal) ? DateTimeOffset.Parse(a.Value, CultureInfo.InvariantCulture).ToUniversalTime().ToString("o") : a.Value);

    private static string Project => $"""
        <?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="{Id(1)}" name="coder-1" id="C1"/></Users><CodeBook><Codes><Code guid="{Id(10)}" name="Board" isCodable="true"/><Code guid="{Id(11)}" name="Chair" isCodable="true"/></Codes></CodeBook>
        <Variables><Variable guid="{Id(12)}" name="Setting" typeOfVariable="Text"><Description>where it was</Description></Variable><Variable guid="{Id(13)}" name="Unused" typeOfVariable="Integer"/></Variables>
        <Cases><Case guid="{Id(40)}" name="Site 1"><CodeRef targetGUID="{Id(10)}"/><SourceRef targetGUID="{Id(50)}"/><SourceRef targetGUID="{Id(20)}"/><SelectionRef targetGUID="{Id(51)}"/><SelectionRef targetGUID="{Id(21)}"/></Case></Cases>
        <Sources><TextSource guid="{Id(50)}" name="Meeting" plainTextPath="internal://meeting.txt" richTextPath="internal://meeting.docx" creatingUser="{Id(1)}" creationDateTime="2021-06-14T10:30:00Z"><Description>with two people</Description>
            <PlainTextSelection guid="{Id(51)}" name="We met" startPosition="5" endPosition="11" creatingUser="{Id(1)}" creationDateTime="2021-06-14T10:31:00Z" modifyingUser="{Id(1)}" modifiedDateTime="2021-06-14T10:33:00Z"><Description>at last</Description><Coding guid="{Id(52)}" creatingUser="{Id(1)}" creationDateTime="2021-06-14T10:32:00Z"><CodeRef targetGUID="{Id(10)}"/></Coding></PlainTextSelection>
            <PlainTextSelection guid="{Id(53)}" name="only marked" startPosition="19" endPosition="26" creatingUser="{Id(1)}"/>
            <PlainTextSelection guid="{Id(54)}" startPosition="35" endPosition="38"><NoteRef targetGUID="{Id(60)}"/></PlainTextSelection>
            <Coding guid="{Id(55)}" creatingUser="{Id(1)}" creationDateTime="2021-06-14T10:35:00Z"><CodeRef targetGUID="{Id(11)}"/></Coding>
            <VariableValue><VariableRef targetGUID="{Id(12)}"/><TextValue>harbour</TextValue></VariableValue></TextSource>
          <PictureSource guid="{Id(20)}" name="Board room" path="internal://board.png" creatingUser="{Id(1)}"><PictureSelection guid="{Id(21)}" name="the chair" firstX="1" firstY="2" secondX="30" secondY="40" creatingUser="{Id(1)}"><Description>an empty chair</Description><Coding guid="{Id(22)}" creatingUser="{Id(1)}"><CodeRef targetGUID="{Id(11)}"/></Coding></PictureSelection></PictureSource>
          <VideoSource guid="{Id(23)}" name="Meeting.mp4" path="internal://meeting.mp4"><Transcript guid="{Id(24)}" plainTextPath="internal://meeting.txt"><SyncPoint guid="{Id(25)}" position="0" timeStamp="0"/></Transcript><VideoSelection guid="{Id(26)}" begin="100" end="2500"><Coding guid="{Id(31)}"><CodeRef targetGUID="{Id(10)}"/></Coding></VideoSelection></VideoSource></Sources>
        <Notes><Note guid="{Id(60)}" name="On Ben" creatingUser="{Id(1)}" creationDateTime="2021-06-14T11:00:00Z" modifiedDateTime="2021-06-15T11:00:00Z"><Description>a note on a note</Description><PlainTextContent>He laughs.</PlainTextContent><PlainTextSelection guid="{Id(61)}" startPosition="0" endPosition="2"><Coding guid="{Id(62)}"><CodeRef targetGUID="{Id(11)}"/></Coding></PlainTextSelection></Note></Notes>
        <Links><Link guid="{Id(27)}" name="shows" direction="OneWay" originGUID="{Id(21)}" targetGUID="{Id(50)}"/></Links>
        <Sets><Set guid="{Id(28)}" name="Boards"><MemberCode targetGUID="{Id(10)}"/><MemberSource targetGUID="{Id(20)}"/><MemberSource targetGUID="{Id(50)}"/><MemberNote targetGUID="{Id(60)}"/></Set></Sets>
        <Graphs><Graph guid="{Id(29)}" name="Map"><Vertex guid="{Id(30)}" representedGUID="{Id(10)}" firstX="1" firstY="2" name="Board"/></Graph></Graphs><Description>Two harbours</Description></Project>
        """;
}
