using System.Globalization;
using System.Text;
using CsvHelper;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Formats.Fieldwork;

namespace Fieldthread.Formats.Tests.Fieldwork;

public sealed class CodingsCsvTests
{
    private static readonly string[] Texts = ["plain", "=1+1", "a \"quoted\", comma", "two\nlines", " spaces ", "", "-5 🙂", "@x", "\ttab", "'=x"];

    [Fact]
    public void Every_text_comes_back_exactly()
    {
        var rows = Read(Write(forSpreadsheets: false));
        Assert.Equal(["source", "start", "end", "text", "code path", "coder", "time", "id", "pages", "said at", "origin"], rows[0]);
        Assert.Equal(Texts, rows.Skip(1).Select(row => row[3]));
        Assert.Equal(["S", "1", "3", "plain", "A / B", "", "2013-04-01T09:00:00Z", "0", "7–8", "01:02:06", "proposed"], rows[1]);
        Assert.All(rows.Skip(2), row => Assert.Equal("hand", row[10]));
    }

    [Fact]
    public void For_spreadsheets_nothing_is_left_that_would_be_run()
    {
        var bytes = Write(forSpreadsheets: true);
        Assert.True(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        foreach (var row in Read(bytes).Skip(1))
        {
            Assert.DoesNotContain(row[3].FirstOrDefault(), "=+-@\t\r");
        }
    }

    [Fact]
    public void The_rows_of_a_project_say_source_words_path_and_coder()
    {
        var rows = CodingsCsv.Rows(RefiSamples.Full()).ToList();
        Assert.Equal(9, rows.Count);
        Assert.Equal(("how did it begin", "Board / Chair", "coder-1"), (rows[0].Text, rows[0].Code, rows[0].Coder));
        Assert.Equal("Public / patients", Core.Fieldwork.CodePath.Parse(rows[1].Code).Aggregate((a, b) => a + "|" + b).Replace("|", " / ", StringComparison.Ordinal));
    }

    private static byte[] Write(bool forSpreadsheets)
    {
        using var stream = new MemoryStream();
        var at = new DateTimeOffset(2013, 4, 1, 11, 0, 0, TimeSpan.FromHours(2));
        CodingsCsv.Write(Texts.Select((text, k) => new CodingRow("S", new TextSpan(1, 3), text, "A / B", null, at, k.ToString(CultureInfo.InvariantCulture), new WhereSaid(7, 8, new TimeSpan(1, 2, 6), null), k == 0 ? CodingOrigin.Proposed : CodingOrigin.Hand)), stream, forSpreadsheets);
        return stream.ToArray();
    }

    private static List<string[]> Read(byte[] bytes)
    {
        using var csv = CsvReader.Create(bytes, CsvReaderOptions.Default with { HasHeader = false });
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }

        return rows;
    }
}
