using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Tests.Register;

public sealed class MappedTests
{
    internal const string Mapping = """
        { "source": "our tracker", "columns": { "code": "Code", "name": "Called", "opened": "From", "closed": "Until", "successor": "Then", "group": "Board", "joined": "From" }, "constants": { "type": "group", "group-type": "board" } }
        """;

    internal const string Table = "Code,Called,From,Until,Then,Board,Note\na,Ash,01/04/2013,31/03/2015,c,d,x\nb,Birch,20130401,2015-03-31,c,d,\nc,Cedar,2015-04-01,,,d,\n";

    [Fact]
    public void A_table_of_any_layout_comes_in_by_what_its_columns_mean()
    {
        var data = MappedReader.Read(Encoding.UTF8.GetBytes(Table), "tracker.csv", RegisterMapping.Read(Mapping));
        Assert.Equal(["a group 2013-04-01 2015-03-31", "d board  ", "c group 2015-04-01 ", "b group 2013-04-01 2015-03-31"], data.Organisations.Select(o => $"{o.Id} {o.Type} {o.When.From} {o.When.Last}"));
        Assert.Equal(["a>c 2015-04-01", "b>c 2015-04-01"], data.Successions.Select(s => $"{s.Before}>{s.After} {s.Date}"));
        Assert.Equal(["a d", "b d", "c d"], data.Relations.Select(r => $"{r.Subject} {r.Object}"));
        Assert.Equal(["The column “Note” is none of a register’s and was not read."], data.Remarks.Select(r => r.Message));
    }

    [Fact]
    public void A_sheet_of_a_workbook_reads_the_same()
    {
        var rows = Table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        var book = XlsxSheet.Write(new PlainTable("Tracker", rows[0], [.. rows.Skip(1).Select(r => (IReadOnlyList<object?>)[.. r.Select(c => (object?)c)])]), []);
        var (csv, xlsx) = (MappedReader.Read(Encoding.UTF8.GetBytes(Table), "t.csv", RegisterMapping.Read(Mapping)), MappedReader.Read(book, "t.xlsx", RegisterMapping.Read(Mapping)));
        Assert.Equal(csv.Organisations, xlsx.Organisations);
        Assert.Equal(csv.Successions, xlsx.Successions);
        Assert.Contains("no sheet “Other”", Assert.Throws<ReadException>(() => MappedReader.Read(book, "t.xlsx", RegisterMapping.Read(Mapping) with { Sheet = "Other" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_pairs_is_a_list_of_successions()
    {
        var data = MappedReader.Read("old,new,eff\n00F,13T,2015-04-01\n00G,13T,\n00H,00H,2015\n"u8.ToArray(), "s.csv", RegisterMapping.Read("""{ "source": "pairs", "columns": { "before": "old", "after": "new", "date": "eff" } }"""));
        Assert.Equal(["00F", "13T"], data.Organisations.Select(o => o.Id));
        Assert.Single(data.Successions);
        Assert.Equal(["s.csv, line 3", "s.csv, line 4"], data.Remarks.Where(r => r.Weight == RemarkWeight.NotTaken).Select(r => r.Place));
    }

    [Theory]
    [InlineData("nonsense", "not a mapping")]
    [InlineData("{ \"source\": \"\", \"columns\": {} }", "no source or no column")]
    [InlineData("{ \"source\": \"x\", \"columns\": { \"colour\": \"y\" } }", "“colour” is nothing that a column can mean")]
    [InlineData("{ \"source\": \"x\", \"columns\": { \"name\": \"y\" } }", "neither which column is the code")]
    [InlineData("{ \"source\": \"x\", \"columns\": { \"code\": \"y\", \"successor\": \"z\" } }", "on the day after closing")]
    [InlineData("{ \"source\": \"x\", \"columns\": { \"code\": \"y\" }, \"more\": 1 }", "not a mapping")]
    public void A_mapping_that_is_none_says_why(string json, string says) => Assert.Contains(says, Assert.Throws<ReadException>(() => RegisterMapping.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_without_the_columns_or_without_one_organisation_is_refused()
    {
        Assert.Contains("The heading “Code” is missing", Assert.Throws<ReadException>(() => MappedReader.Read("a,b\n1,2\n"u8.ToArray(), "x.csv", RegisterMapping.Read(Mapping))).Message, StringComparison.Ordinal);
        Assert.Contains("no line of 1 names an organisation", Assert.Throws<ReadException>(() => MappedReader.Read(Encoding.UTF8.GetBytes(Table.Split('\n')[0] + "\n,Nobody,,,,,\n"), "x.csv", RegisterMapping.Read(Mapping))).Message, StringComparison.Ordinal);
    }
}
