using System.Text;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;

namespace Fieldthread.Formats.Tests.Register;

public sealed class TypeStatementsTests
{
    internal const string Table = "type,says,value,from,to,in,reason,source\ngroup,label,shadow group,2012-04,2013-03,,renamed,order\ngroup,lead,accountable officer,2013,,governing body,,\ngroup,sole,YES,,,ignored,,\n";
    internal const string Json = """[{"type":"group","says":"label","value":"shadow group","from":"2012-04","to":"2013-03","reason":"renamed","source":"order"},{"type":"group","says":"lead","value":"accountable officer","from":"2013","in":"governing body"},{"type":"group","says":"Sole","value":"yes","to":null}]""";

    [Fact]
    public void A_table_and_json_say_the_same()
    {
        var (table, json) = (Read(Table, "anything.csv"), Read(Json, "types.json"));
        Assert.Equal(table.Statements.Select(s => s with { Place = "" }), json.Statements.Select(s => s with { Place = "" }));
        Assert.Equal(["anything.csv, line 2", "types.json, statement 1"], [table.Statements[0].Place, json.Statements[0].Place]);
        Assert.Equal(
            ["group is called “shadow group”, 2012-04 to 2013-03", "group is led by the post accountable officer in the governing body, 2013 to now", "group has its members to itself"],
            table.Statements.Select(s => s.Statement.InWords));
        Assert.Empty(table.Faults);
    }

    [Fact]
    public void Every_fault_is_named_with_its_line()
    {
        var read = Read("type,says,value,from,to\n,label,x,,\ngroup,sings,x,,\ngroup,label,,,\ngroup,sole,maybe,,\ngroup,label,x,soon,\ngroup,label,x,2014,2013\n", "t.csv");
        Assert.Empty(read.Statements);
        Assert.Equal([("bad-line", 2), ("bad-line", 3), ("bad-line", 4), ("bad-line", 5), ("bad-line", 6), ("ends-before-it-begins", 7)], read.Faults.Select(f => (f.Code, int.Parse(f.Place.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("types.csv", "type,value\ngroup,x\n")]
    [InlineData("types.csv", "type,says,value\n")]
    [InlineData("types.json", "{}")]
    [InlineData("types.json", "[1]")]
    [InlineData("types.json", "[]")]
    [InlineData("types.json", "[{\"type\":1}]")]
    [InlineData("types.json", "[[[[[[[[[[[[1]]]]]]]]]]]]")]
    [InlineData("types.json", "nothing")]
    public void What_is_no_such_file_cannot_be_read(string name, string text) => Assert.Throws<ReadException>(() => Read(text, name));

    [Fact]
    public void What_no_database_takes_is_repaired_in_json() => Assert.Equal("a\uFFFDb", Read("""[{"type":"group","says":"label","value":"x","reason":"a\u0000b"}]""", "t.json").Statements[0].Reason);

    private static TypeStatementData Read(string text, string name) => TypeStatements.Read(Encoding.UTF8.GetBytes(text), name);
}
