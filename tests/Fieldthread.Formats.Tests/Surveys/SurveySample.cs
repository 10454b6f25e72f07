using System.IO.Compression;
using System.Text;
using Fieldthread.Formats.Surveys;

namespace Fieldthread.Formats.Tests.Surveys;

/// <summary>An invented survey in two waves.</summary>
internal static class SurveySample
{
    public const string Items = """
        key,type,question_w1,question_w2,options
        Q1,scale,We trust the board.,We trust the board.,Agree | Neither | Disagree
        Q2,single,Is the budget enough?,Is the delegated budget enough?,Yes | No
        Q3,number,How many staff?,,
        Q4,text,What else?,What else?,
        """;

    public const string Waves = """
        wave,name,opens,closes,reference
        1,First wave,2020-03-02,2020-04,2020-03-01
        2,Second wave,2021-03,,2021-03-01
        """;

    public const string Posts = """
        respondent,organisation,from,to,follows
        P1,G01,2019,2020-09-30,
        P2,G02,2019,2020-09-30,
        P3,G03,2019,,
        P4,G04,2020-10-01,,P1 P2
        """;

    public const string One = """
        respondent,organisation,submitted,Q1,Q2,Q3,Q4
        P1,G01,2020-03-05,Agree,Yes,5,"Two lines,
        and a comma"
        P2,G02,2020-03-06T09:30:00+01:00,Disagree,,,
        """;

    public const string Two = """
        respondent,organisation,submitted,Q1,Q2,Q4
        P4,G04,2021-03-05,Agree,No,It went “well”.
        P3,G03,2021-03-06,Neither,No,
        """;

    public static List<SurveyFile> Files(params (string Name, string? Text)[] instead)
    {
        var texts = new SortedDictionary<string, string?> { ["items.csv"] = Items, ["waves.csv"] = Waves, ["posts.csv"] = Posts, ["wave1.csv"] = One, ["wave2.csv"] = Two };
        foreach (var (name, text) in instead)
        {
            texts[name] = text;
        }

        return [.. texts.Where(t => t.Value is not null).Select(t => new SurveyFile(t.Key, Encoding.UTF8.GetBytes(t.Value!)))];
    }

    public static byte[] Zip(IEnumerable<SurveyFile> files, string folder = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                using var entry = zip.CreateEntry(folder + file.Name, CompressionLevel.NoCompression).Open();
                entry.Write(file.Bytes.Span);
            }
        }

        return bytes.ToArray();
    }
}
