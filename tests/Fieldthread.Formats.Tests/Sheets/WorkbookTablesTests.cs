using System.Text;
using CsvHelper;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Formats.Surveys;
using Fieldthread.Formats.Tests.Register;
using Fieldthread.Formats.Tests.Surveys;

namespace Fieldthread.Formats.Tests.Sheets;

public sealed class WorkbookTablesTests
{
    /// <summary>The documented tables as sheets, called as a person calls sheets.</summary>
    internal static byte[] Survey() => Workbooks.Of([.. SurveySample.Files().Select(f => (f.Name.Replace(".csv", "", StringComparison.Ordinal).Replace("wave1", "Wave 1", StringComparison.Ordinal), Rows(Encoding.UTF8.GetString(f.Bytes.Span))))]);

    internal static byte[] Register() => Workbooks.Of(
        ("Organisations", Rows(RegisterCsvTests.Organisations)), ("Names", Rows(RegisterCsvTests.Names)), ("codes", Rows(RegisterCsvTests.Codes)), ("relations", Rows(RegisterCsvTests.Relations)), ("events", Rows(RegisterCsvTests.Events)));

    [Fact]
    public void A_survey_in_one_workbook_is_the_survey_of_the_tables()
    {
        var tables = SurveyReader.Read(SurveySample.Files());
        var book = SurveyReader.Read([new SurveyFile("survey.XLSX", Survey())]);
        Assert.Equal("The sheets of this workbook were read as tables: “items” as items.csv, “posts” as posts.csv, “Wave 1” as wave1.csv, “wave2” as wave2.csv, “waves” as waves.csv.", book.Remarks[0].Message);
        Assert.Equal(tables.Remarks, book.Remarks.Skip(1));
        Assert.Equal(tables.Survey.Responses.SelectMany(r => r.Answers.Select(a => $"{r.Respondent} {a.Key} {a.Value}")), book.Survey.Responses.SelectMany(r => r.Answers.Select(a => $"{r.Respondent} {a.Key} {a.Value}")));
        Assert.Equal(tables.Survey.Posts.Select(p => p.ToString()), book.Survey.Posts.Select(p => p.ToString()));
    }

    [Fact]
    public void A_register_in_one_workbook_is_the_register_of_the_tables()
    {
        var tables = RegisterCsvTests.Read();
        var book = RegisterCsv.Read(new Dictionary<string, ReadOnlyMemory<byte>> { ["ours.xlsx"] = Register() });
        Assert.Equal("ours.xlsx", book.Remarks[0].Place);
        Assert.Equal(tables.Remarks, book.Remarks.Skip(1));
        Assert.Equal(tables.Names, book.Names);
        Assert.Equal(tables.Relations, book.Relations);
        Assert.Equal(tables.Events.Select(e => $"{e.Id} {e.Parts.Count}"), book.Events.Select(e => $"{e.Id} {e.Parts.Count}"));
    }

    [Fact]
    public void Dates_moments_numbers_formulas_and_errors_are_what_the_sheet_shows()
    {
        var remarks = new RemarkList(10);
        var sheet = "<row r=\"2\"><c s=\"1\"><v>44361</v></c><c s=\"2\"><v>44361.395833333336</v></c><c><v>0.1</v></c><c><v>2013</v></c><c t=\"str\"><f>1+1</f><v>2</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c t=\"b\"><v>1</v></c></row>";
        var (name, bytes) = Assert.Single(Formats.Sheets.WorkbookTables.Of(Workbooks.OfXml((" Wave\u00A01 ", sheet), ("empty", "")), "t.xlsx", remarks));
        Assert.Equal("wave1.csv", name);
        Assert.Equal("\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n\"2021-06-14\",\"2021-06-14T09:30:00\",\"0.1\",\"2013\",\"2\",\"\",\"True\"\r\n", Encoding.UTF8.GetString(bytes.Span));
        Assert.Equal("t.xlsx: 1 cell of the workbook’s sheets shows an error (#N/A, #DIV/0! …) in place of a value and counts as empty.", remarks.ToList().Where(r => r.Weight == RemarkWeight.NotTaken).Select(r => $"{r.Place}: {r.Message}").Single());
    }

    [Fact]
    public void Two_sheets_or_a_sheet_and_a_file_of_one_name_are_refused()
    {
        var twice = Workbooks.Of(("Items", Rows(SurveySample.Items)), ("items ", Rows(SurveySample.Items)));
        Assert.Contains("two files of this name", Assert.Throws<ReadException>(() => SurveyReader.Read([new SurveyFile("survey.xlsx", twice)])).Message, StringComparison.Ordinal);
        Assert.Contains("two files of this name", Assert.Throws<ReadException>(() => SurveyReader.Read([.. SurveySample.Files(), new SurveyFile("survey.xlsx", Survey())])).Message, StringComparison.Ordinal);
        var beside = new Dictionary<string, ReadOnlyMemory<byte>> { ["organisations.csv"] = Encoding.UTF8.GetBytes(RegisterCsvTests.Organisations), ["r.xlsx"] = Register() };
        Assert.Contains("is there twice", Assert.Throws<ReadException>(() => RegisterCsv.Read(beside)).Message, StringComparison.Ordinal);
        Assert.Contains("no workbook", Assert.Throws<ReadException>(() => SurveyReader.Read([new SurveyFile("survey.xlsx", SurveySample.Zip(SurveySample.Files()))])).Message, StringComparison.Ordinal);
    }

    private static List<string[]> Rows(string csv)
    {
        using var reader = CsvReader.FromText(csv, CsvReaderOptions.Default with { HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }
}
