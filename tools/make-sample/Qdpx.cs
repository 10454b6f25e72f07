using System.Globalization;
using System.Text;
using System.Xml.Linq;

/// <summary>
/// A REFI-QDA project as the standard has it: positions in Unicode code points, ends exclusive, LF, no byte order mark. Programs differ
/// from this in known ways; the sample is the plain case against which their dialects can be read.
/// </summary>
static class Qdpx
{
    static readonly XNamespace Refi = "urn:QDA-XML:project:1.0";

    public static void Write(Sample sample, string path)
    {
        var sources = sample.CodedFiles.Select(file => (
            Name: $"sources/{SourceGuid(file)}.txt",
            Content: Encoding.UTF8.GetBytes(sample.Texts[Path.GetFileNameWithoutExtension(file)])));
        Archive.Write(path, [("project.qde", Archive.Xml(Project(sample))), .. sources]);
    }

    static XElement Project(Sample sample) => new(Refi + "Project",
        new XAttribute("name", sample.Study.Study.Name),
        new XAttribute("origin", "Fieldthread sample"),
        new XAttribute("creatingUserGUID", UserGuid(sample.Study.People[0].Name)),
        new XAttribute("creationDateTime", "2021-03-01T09:00:00Z"),
        new XElement(Refi + "Users", sample.Study.People.Select(p =>
            new XElement(Refi + "User", new XAttribute("guid", UserGuid(p.Name)), new XAttribute("name", p.Name)))),
        new XElement(Refi + "CodeBook", new XElement(Refi + "Codes", CodesBelow(sample, null))),
        new XElement(Refi + "Cases", sample.Study.Sites.Select(site => Case(sample, site))),
        new XElement(Refi + "Sources", sample.CodedFiles.Select(file => TextSource(sample, file))),
        new XElement(Refi + "Notes", sample.Codings.Where(c => c.Memo is not null).Select(c => Note(sample, c))),
        new XElement(Refi + "Description", sample.Study.Study.Summary));

    static IEnumerable<XElement> CodesBelow(Sample sample, string? parent) => sample.Codes.Where(c => c.Parent == parent).Select(code =>
        new XElement(Refi + "Code",
            new XAttribute("guid", CodeGuid(code.Path)), new XAttribute("name", code.Name),
            new XAttribute("isCodable", "true"), new XAttribute("color", code.Colour),
            new XElement(Refi + "Description", code.Definition),
            CodesBelow(sample, code.Path)));

    static XElement Case(Sample sample, Site site) => new(Refi + "Case",
        new XAttribute("guid", Guids.Of("case", site.Name)), new XAttribute("name", site.Name),
        new XElement(Refi + "Description", site.About),
        sample.CodedFiles.Where(file => sample.Study.Encounters.Any(e => e.Site == site.Name && e.Source == Path.GetFileNameWithoutExtension(file)))
            .Select(file => new XElement(Refi + "SourceRef", new XAttribute("targetGUID", SourceGuid(file)))));

    static XElement TextSource(Sample sample, string file)
    {
        var text = sample.Texts[Path.GetFileNameWithoutExtension(file)];
        var selections = sample.Codings.Where(c => c.File == file)
            .GroupBy(c => c.Words)
            .Select(g => (Start: CodePoints(text.AsSpan(0, text.IndexOf(g.Key, StringComparison.Ordinal))), Codings: g))
            .OrderBy(s => s.Start).ThenByDescending(s => s.Codings.Key.Length);
        return new XElement(Refi + "TextSource",
            new XAttribute("guid", SourceGuid(file)), new XAttribute("name", Path.GetFileNameWithoutExtension(file)),
            new XAttribute("plainTextPath", $"internal://{SourceGuid(file)}.txt"),
            new XAttribute("creatingUser", UserGuid(sample.Study.People[0].Name)),
            new XAttribute("creationDateTime", $"{sample.Study.Encounters.Single(e => e.Source == Path.GetFileNameWithoutExtension(file)).Date}T20:00:00Z"),
            selections.Select(s => Selection(sample, file, s.Start, s.Codings)));
    }

    static XElement Selection(Sample sample, string file, int start, IGrouping<string, Coding> codings) => new(Refi + "PlainTextSelection",
        new XAttribute("guid", Guids.Of("selection", file, codings.Key)),
        new XAttribute("name", Shortened(codings.Key)),
        new XAttribute("startPosition", start), new XAttribute("endPosition", start + CodePoints(codings.Key)),
        new XAttribute("creatingUser", UserGuid(codings.First().Coder)),
        new XAttribute("creationDateTime", CodedAt(sample, codings.First())),
        codings.Select(c => new XElement(Refi + "Coding",
            new XAttribute("guid", CodingGuid(c)),
            new XAttribute("creatingUser", UserGuid(c.Coder)), new XAttribute("creationDateTime", CodedAt(sample, c)),
            new XElement(Refi + "CodeRef", new XAttribute("targetGUID", CodeGuid(c.Code))),
            c.Memo is null ? null : new XElement(Refi + "NoteRef", new XAttribute("targetGUID", NoteGuid(c))))));

    static XElement Note(Sample sample, Coding coding) => new(Refi + "Note",
        new XAttribute("guid", NoteGuid(coding)), new XAttribute("name", $"Memo: {coding.Code}, {coding.Source}"),
        new XAttribute("creatingUser", UserGuid(coding.Coder)), new XAttribute("creationDateTime", CodedAt(sample, coding)),
        new XElement(Refi + "PlainTextContent", coding.Memo));

    /// <summary>A plausible time: the first coder a fortnight after the encounter, the second a week later, two minutes a coding.</summary>
    static string CodedAt(Sample sample, Coding coding)
    {
        var met = DateTime.Parse(sample.Study.Encounters.Single(e => e.Source == coding.Source).Date, CultureInfo.InvariantCulture);
        var coder = sample.Study.People.FindIndex(p => p.Name == coding.Coder);
        var nth = sample.Codings.Where(c => c.File == coding.File && c.Coder == coding.Coder).TakeWhile(c => c != coding).Count();
        return met.AddDays(14 + 7 * coder).AddHours(9.5).AddMinutes(2 * nth).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    /// <summary>Some programs write the words as the selection’s name, cut at a hundred; a reader can check its offsets against them.</summary>
    static string Shortened(string words) => words.Length <= 100 ? words : words[..(char.IsHighSurrogate(words[98]) ? 98 : 99)] + "…";

    static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    static string UserGuid(string name) => Guids.Of("user", name);
    static string CodeGuid(string path) => Guids.Of("code", path);
    static string SourceGuid(string file) => Guids.Of("source", file);
    static string CodingGuid(Coding c) => Guids.Of("coding", c.File, c.Coder, c.Code, c.Words);
    static string NoteGuid(Coding c) => Guids.Of("note", c.File, c.Coder, c.Code, c.Words);
}
