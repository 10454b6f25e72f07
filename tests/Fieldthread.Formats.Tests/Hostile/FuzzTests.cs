using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Core.Register;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Formats.Surveys;
using Fieldthread.Formats.Tests.Fieldwork;
using Fieldthread.Formats.Tests.Register;
using Fieldthread.Formats.Tests.Sheets;
using Fieldthread.Formats.Tests.Surveys;
using Fieldthread.Testing;
using Xunit.Abstractions;

namespace Fieldthread.Formats.Tests.Hostile;

/// <summary>Damaged files never make a reader throw anything but its own refusal, nor hang. The seed of a failing run is in its message.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Seed = 2013;

    private static int Rounds => Project.Long ? 20_000 : 400;

    [Fact]
    public void Damaged_project_archives() => Fuzz(RefiSamples.Dialect(OffsetReading.Plain).ToArray(), bytes => RefiReader.Read(new MemoryStream(bytes)));

    [Fact]
    public void Damaged_bare_project_files() => Fuzz(Qde(), bytes => RefiReader.Read(new MemoryStream(bytes)));

    [Fact]
    public void Damaged_project_files_inside_whole_archives_with_texts() => Fuzz(Qde(), bytes => ReadWithText(bytes));

    [Fact]
    public void Project_files_whose_numbers_ids_and_names_are_wrong() => Fuzz(Qde(), bytes => RefiReader.Read(new MemoryStream(bytes)), DamageValues);

    [Fact]
    public void Project_archives_whose_numbers_ids_and_names_are_wrong() => Fuzz(Qde(), ReadWithText, DamageValues);

    [Fact]
    public void Damaged_texts() => Fuzz(
        Encoding.UTF8.GetBytes("\uFEFF" + RefiSamples.Text),
        bytes => Assert.True(WellFormedText.IsWellFormed(DocumentReader.Read("a.md", new MemoryStream(bytes), plain: PlainBytes.Windows1252).Text)));

    [Fact]
    public void Damaged_transcripts_of_meetings() => Fuzz(
        Encoding.UTF8.GetBytes(WebVttTests.Meeting),
        bytes => Assert.True(WellFormedText.IsWellFormed(DocumentReader.Read("a.vtt", new MemoryStream(bytes), plain: PlainBytes.Windows1252).Text)));

    [Fact]
    public void Damaged_subtitles() => Fuzz("1\n00:00:01,000 --> 00:00:03,500\n<i>We begin</i>\n\n2\n00:00:03,600 --> 00:00:05,000\nCHAIR: 42\n"u8.ToArray(), bytes => Check(DocumentReader.Read("a.srt", new MemoryStream(bytes), plain: PlainBytes.Windows1252)));

    [Fact]
    public void Damaged_calendars() => Fuzz(
        Encoding.UTF8.GetBytes(CalendarTests.Diary),
        bytes => Assert.All(Formats.Fieldwork.Calendars.CalendarReader.Read(bytes, "a.ics").Events, e => Assert.True(WellFormedText.IsWellFormed(e.Summary) && WellFormedText.IsWellFormed(e.Location) && e.Minutes is null or (>= 1 and <= 1440))));

    [Fact]
    public void Damaged_rich_text() => Fuzz(
        Twins.Rtf(@"{\stylesheet{\s1 heading 1;}}\pard\s1 Caf\'e9 \u8364?\par{\*\shppict{\pict\bin4 abcd}}\trowd\intbl one\cell two\cell\row\pard{\footnote no}{\upr{a}{\*\ud b}}\par"),
        bytes => Check(DocumentReader.Read("a.rtf", new MemoryStream(bytes))));

    [Fact]
    public void Damaged_web_pages() => Fuzz(
        Twins.Html("<h1 class='a' hidden=\"b\">T</h1><table><tr><td>one<td>two</table><p>a&amp;b<br><q>c</q><pre>d\ne</pre><nav>f</nav><!-- g --><script>h</script>"),
        bytes => Check(DocumentReader.Read("a.html", new MemoryStream(bytes), plain: PlainBytes.Windows1252)));

    [Fact]
    public void Damaged_markdown() => Fuzz(
        "# T\n\n**INT:** *a* [b](c) `d`[^1]\n\n- e\n  - f\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> g\n\n```\nh\n```\n<b>i</b>\n\n[^1]: j\n"u8.ToArray(),
        bytes => Check(DocumentReader.Read("a.md", new MemoryStream(bytes), plain: PlainBytes.Windows1252)));

    [Fact]
    public void Damaged_open_documents()
    {
        const string Body = "<text:h text:outline-level=\"2\">T</text:h><text:p>a<text:s text:c=\"3\"/><text:note/></text:p><table:table><table:table-row><table:table-cell table:number-columns-repeated=\"3\"/></table:table-row></table:table><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>";
        Fuzz(Twins.Odt(Body), bytes => Check(DocumentReader.Read("a.odt", new MemoryStream(bytes))));
        Fuzz(Encoding.UTF8.GetBytes(Body), bytes => Check(DocumentReader.Read("a.odt", new MemoryStream(Twins.Odt(Encoding.Latin1.GetString(bytes))))));
    }

    private static void Check(DocumentText document)
    {
        Assert.True(WellFormedText.IsWellFormed(document.Text));
        Assert.All(document.Headings, heading => Assert.True(heading.Span.FitsIn(document.Text)));
        Assert.All(document.Places, place => Assert.InRange(place.Start, 0, document.Text.Length));
        Assert.DoesNotContain('\r', document.Text);
    }

    [Fact]
    public void Damaged_word_documents() => Fuzz(DocumentReaderTests.Word(), bytes => DocumentReader.Read("a.docx", new MemoryStream(bytes)));

    [Fact]
    public void Damaged_xml_of_word_documents() => Fuzz(Encoding.UTF8.GetBytes(DocumentReaderTests.Body), bytes =>
    {
        using var archive = RefiSamples.Archive(("word/document.xml", Encoding.Latin1.GetString(bytes)));
        var document = DocumentReader.Read("a.docx", archive);
        Assert.All(document.Headings, heading => Assert.True(heading.Span.FitsIn(document.Text)));
    });

    [Fact]
    public void Damaged_tables_of_a_survey_each_in_its_turn()
    {
        foreach (var table in SurveySample.Files(("frame.csv", "wave,respondent,organisation,disposition\n1,P1,G01,asked\n2,P3,G03,withdrawn\n")))
        {
            Fuzz(table.Bytes.ToArray(), bytes => ReadSurvey([.. SurveySample.Files((table.Name, null)), table with { Bytes = bytes }]));
        }
    }

    [Fact]
    public void Damaged_lists_of_a_register()
    {
        Fuzz(Encoding.UTF8.GetBytes(OdsListTests.List), bytes => OdsListReader.Groups(bytes, "eccg.csv"));
        Fuzz(Encoding.UTF8.GetBytes(OdsListTests.List), bytes => OdsListReader.Practices(bytes, "epraccur.csv"));
        Fuzz("00F,13T,20150401\n00G,13T,20150401\n"u8.ToArray(), bytes => SuccReader.Read(bytes, "succ.csv"));
        Fuzz(Encoding.UTF8.GetBytes(MappedTests.Table), bytes => MappedReader.Read(bytes, "t.csv", RegisterMapping.Read(MappedTests.Mapping)));
        Fuzz(Encoding.UTF8.GetBytes(MappedTests.Mapping), bytes => RegisterMapping.Read(Encoding.UTF8.GetString(bytes)));
    }

    [Fact]
    public void Damaged_tables_of_published_counts() => Fuzz(Encoding.UTF8.GetBytes(CountsCsvTests.Table), bytes =>
    {
        var data = CountsCsv.Read(bytes, "c.csv");
        Assert.All(data.Counts, c => Assert.True(c.Count >= 0 && c.Topic.Length > 0 && c.Source.Length > 0 && WellFormedText.IsWellFormed(c.Words)));
        CountChecks.Of(data.Counts, (_, _) => 3);
    });

    [Fact]
    public void Damaged_archives_of_a_survey() => Fuzz(SurveySample.Zip(SurveySample.Files()), bytes => ReadSurvey([new SurveyFile("survey.zip", bytes)]));

    private static void ReadSurvey(IReadOnlyList<SurveyFile> files)
    {
        var survey = SurveyReader.Read(files).Survey;
        Assert.All(survey.Responses.SelectMany(r => r.Answers.Values), answer => Assert.True(answer.Length > 0 && WellFormedText.IsWellFormed(answer)));
        foreach (var item in survey.Items)
        {
            FrequencyTable.Of(item, [.. survey.Waves.Select(wave => WaveCount.Of(survey, wave))]);
        }
    }

    [Fact]
    public void Damaged_tables_of_a_register() => Fuzz(
        Encoding.UTF8.GetBytes(string.Join('\u001E', RegisterCsvTests.Organisations, RegisterCsvTests.Names, RegisterCsvTests.Codes, RegisterCsvTests.Relations, EventCsvTests.Events, EventCsvTests.Reforms)),
        bytes =>
        {
            var parts = Encoding.Latin1.GetString(bytes).Split('\u001E').Select(part => (ReadOnlyMemory<byte>)Encoding.Latin1.GetBytes(part)).ToList();
            string[] files = ["organisations.csv", "names.csv", "codes.csv", "relations.csv", "events.csv", "reforms.csv"];
            var data = RegisterCsv.Read(files.Zip(parts).ToDictionary(p => p.First, p => p.Second));
            var known = data.Organisations.Select(o => o.Id).ToHashSet();
            Assert.All(data.Names, n => Assert.True(known.Contains(n.Organisation) && n.Name.Length > 0 && !n.When.Period.IsEmpty));
            Assert.All(data.Events.SelectMany(e => e.Parts), p => Assert.Contains(p.Organisation, known));
            var reforms = data.Reforms.Select(r => r.Id).ToHashSet();
            Assert.All(data.Events.Select(e => e.Details.Reform).Where(r => r.Length > 0), r => Assert.Contains(r, reforms));
            Assert.All(data.Events.SelectMany(e => e.Parts), p => Assert.True(p.Details.Share is not null || p.Details.Basis.Length == 0));
        });

    [Fact]
    public void Damaged_tables_of_bodies() => Fuzz(
        Encoding.UTF8.GetBytes(string.Join('\u001E', BodyCsvTests.Bodies, BodyCsvTests.Posts, BodyCsvTests.Holdings, BodyCsvTests.Persons)),
        bytes =>
        {
            var parts = Encoding.Latin1.GetString(bytes).Split('\u001E').Select(part => (ReadOnlyMemory<byte>)Encoding.Latin1.GetBytes(part)).ToList();
            var data = BodyCsv.Read(BodyCsv.Files.Zip(parts).ToDictionary(p => p.First, p => p.Second));
            Assert.All(data.Bodies, b => Assert.True(b.Id.Length > 0 && b.Organisation.Length > 0 && !b.When.Period.IsEmpty));
            Assert.All(data.Holdings, h => Assert.True(h.Post.Length > 0 && h.Person.Length > 0 && !h.When.Period.IsEmpty));
            Assert.All(data.Persons.Where(p => !p.PublicOffice), p => Assert.Equal("", p.Name));
        });

    [Fact]
    public void Damaged_statements_on_types()
    {
        static void Look(byte[] bytes, string name) => Assert.All(TypeStatements.Read(bytes, name).Statements, s => Assert.True(s.Statement.Type.Length > 0 && s.Statement.Value.Length > 0 && !s.Statement.When.Period.IsEmpty && !s.Reason.Contains('\0', StringComparison.Ordinal)));
        Fuzz(Encoding.UTF8.GetBytes(TypeStatementsTests.Table), bytes => Look(bytes, "types.csv"));
        Fuzz(Encoding.UTF8.GetBytes(TypeStatementsTests.Json), bytes => Look(bytes, "types.json"));
    }

    [Fact]
    public void Damaged_archives_of_a_register() => Fuzz(RefiSamples.Archive(("organisations.csv", RegisterCsvTests.Organisations), ("events.csv", RegisterCsvTests.Events)).ToArray(), bytes => RegisterCsv.ReadZip(bytes));

    [Fact]
    public void Damaged_workbooks_of_a_survey() => Fuzz(WorkbookTablesTests.Survey(), bytes => ReadSurvey([new SurveyFile("survey.xlsx", bytes)]));

    [Fact]
    public void Damaged_workbooks_of_a_register() => Fuzz(WorkbookTablesTests.Register(), bytes => RegisterCsv.Read(new Dictionary<string, ReadOnlyMemory<byte>> { ["register.xlsx"] = bytes }));

    [Fact]
    public void Damaged_membership_files() => Fuzz(
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(n => $"\"A{n % 20}\",\"5E{n % 3}\",\"W\",\"20{n % 20:00}0401\",\"{(n % 3 == 0 ? "" : "20210331")}\",\"0\"\r\n"))),
        bytes => Assert.All(EpcmemReader.Read(bytes, "epcmem.csv").Relations, r => Assert.False(r.When.Period.IsEmpty)));

    private static void ReadWithText(byte[] qde)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry("project.qde", CompressionLevel.NoCompression).Open())
            {
                entry.Write(qde);
            }

            using var text = zip.CreateEntry($"sources/{RefiSamples.Id(50)}.txt", CompressionLevel.NoCompression).Open();
            text.Write(Encoding.UTF8.GetBytes(RefiSamples.Text));
        }

        stream.Position = 0;
        foreach (var source in RefiReader.Read(stream).Project.Sources)
        {
            Assert.All(source.Selections, selection => Assert.True(selection.Span.FitsIn(source.Text)));
        }
    }

    private static byte[] Qde()
    {
        using var zip = new ZipArchive(RefiSamples.Dialect(OffsetReading.Plain));
        using var entry = zip.GetEntry("project.qde")!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private void Fuzz(byte[] sample, Action<byte[]> read, Func<byte[], Random, byte[]>? damage = null)
    {
        damage ??= Damage;
        var refused = 0;
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                read(damage(sample, new Random(Seed + round)));
            }
            catch (ReadException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"seed {Seed + round}: {e}"));
            }

            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            // Not a measure of speed: a reader that a hostile file holds for minutes hangs.
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"seed {Seed + round} took {watch.Elapsed}");
        }

        output.WriteLine($"seeds from {Seed}, {Rounds} rounds, {refused} refused, slowest {slowest.TotalMilliseconds:0} ms");
    }

    // The file stays well formed; letters and digits inside it become others, or go.
    private static byte[] DamageValues(byte[] sample, Random random)
    {
        var text = Encoding.UTF8.GetString(sample);
        var first = text.IndexOf("<Users", StringComparison.Ordinal);
        var written = new StringBuilder(text);
        for (var times = random.Next(1, 30); times > 0; times--)
        {
            var at = random.Next(first, written.Length);
            var quote = written[at] == '"' || !char.IsAsciiLetterOrDigit(written[at]);
            if (!quote && IsInValue(text, at))
            {
                written[at] = "0123456789abcxyz-{} /"[random.Next(21)];
            }
        }

        return Encoding.UTF8.GetBytes(written.ToString());

        static bool IsInValue(string text, int at) => text.AsSpan(text.LastIndexOf('<', at), at - text.LastIndexOf('<', at)).Count('"') % 2 == 1;
    }

    // Bytes changed, cut out, doubled, cut off; numbers made large; a piece moved elsewhere.
    private static byte[] Damage(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 8; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    for (var k = at; k < at + length; k++)
                    {
                        bytes[k] = bytes[k] is >= (byte)'0' and <= (byte)'9' ? (byte)'9' : bytes[k];
                    }

                    break;
                default:
                    for (var k = at; k < Math.Min(at + 4, bytes.Count); k++)
                    {
                        bytes[k] = 0xFF;
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
