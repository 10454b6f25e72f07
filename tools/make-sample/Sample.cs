using System.Text.Json;

/// <summary>The whole sample in memory. Texts are by source name, without byte order mark and with LF line ends.</summary>
sealed class Sample
{
    public const string DocxName = "site-2-manager-2022";
    /// <summary>The recording whose encounter nobody has entered yet: it belongs to several sites, and is left for whoever explores the sample.</summary>
    public const string NotEntered = "managers-call-2022";

    public required StudyFile Study { get; init; }
    public required List<Code> Codes { get; init; }
    public required List<Coding> Codings { get; init; }
    public required Dictionary<string, string> Texts { get; init; }
    /// <summary>The sources that travel in the .qdpx, in order of name.</summary>
    public required List<string> CodedFiles { get; init; }
    public required string DocxSource { get; init; }
    public required string Report { get; init; }
    public required string Folder { get; init; }

    public static Sample Read(string folder, Problems problems)
    {
        string[] Lines(string name) => File.ReadAllText(Path.Combine(folder, name)).TrimEnd('\n').Split('\n')[1..];
        string Text(string path) => File.ReadAllText(path).TrimStart('\uFEFF').Replace("\r\n", "\n");

        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        };
        var study = JsonSerializer.Deserialize<StudyFile>(File.ReadAllText(Path.Combine(folder, "study.json")), options)!;
        var texts = Directory.GetFiles(Path.Combine(folder, "texts"), "*.txt").Order(StringComparer.Ordinal).ToList();
        var extra = Directory.GetFiles(Path.Combine(folder, "extra")).Where(f => !f.EndsWith(".docx", StringComparison.Ordinal));
        var docx = Text(Path.Combine(folder, "texts-extra", DocxName + ".txt"));

        var bySource = texts.Concat(extra).ToDictionary(f => Path.GetFileNameWithoutExtension(f), Text);
        bySource[DocxName] = docx.Replace("**", "");
        foreach (var file in extra.Where(f => f.EndsWith(".vtt", StringComparison.Ordinal)))
            bySource[Path.GetFileNameWithoutExtension(file)] = Spoken(Text(file));

        var rows = Lines("codings.tsv").Select(line => line.Split('\t')).ToList();
        problems.Require(rows.All(r => r.Length is 4 or 5), "codings.tsv: every line has four or five columns");
        return new Sample
        {
            Folder = folder,
            Study = study,
            Codes = [.. Lines("codebook.tsv").Select(line => line.Split('\t')).Select(c => new Code(c[0], c[1], c[2]))],
            Codings = [.. rows.Where(r => r.Length >= 4).Select(r => new Coding(r[0], r[1], r[2], r[3], r.Length > 4 ? r[4] : null))],
            Texts = bySource,
            CodedFiles = [.. texts.Select(f => Path.GetFileName(f))],
            DocxSource = docx,
            Report = Text(Path.Combine(folder, study.Report.File)),
        };
    }

    /// <summary>The words of a WebVTT file, a cue a line: <c>Manager, Site 2: …</c>.</summary>
    static string Spoken(string vtt) => string.Concat(vtt.Split('\n').Where(l => l.StartsWith("<v ", StringComparison.Ordinal))
        .Select(l => l[3..l.IndexOf('>')] + ": " + l[(l.IndexOf('>') + 1)..] + "\n"));
}
