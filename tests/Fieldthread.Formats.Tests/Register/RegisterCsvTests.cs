using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;

namespace Fieldthread.Formats.Tests.Register;

public sealed class RegisterCsvTests
{
    internal const string Organisations = "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nb,group,2013-04-01,2015-03-31\nc,group,2015-04-01,\n";
    internal const string Names = "organisation,name,from,to\na,\"Ash, the group\",2013-04,2015-03\nc,Cedar,2015-04-01,2018-06-30\nc,Cedar and Dell,2018-07-01,\n";
    internal const string Codes = "organisation,scheme,code,from,to\na,ODS,01A,2013-04-01,2015-03-31\nc,ODS,01C,2015-04-01,\n";
    internal const string Relations = "subject,relation,object,from,to\na,shares a team with,b,2014,2015-03-31\n";
    internal const string Events = "event,date,kind,organisation,role,note\ne1,2015-04-01,merged,a,before,\ne1,2015-04-01,merged,b,before,\"two thirds \"\"of it\"\"\"\ne1,2015-04-01,merged,c,after,\ne2,2018-07-01,renamed,c,continues,\n";

    [Fact]
    public void A_whole_register_is_read_without_a_remark()
    {
        var data = Read();
        Assert.Empty(data.Remarks);
        Assert.Equal((3, 3, 2, 1, 2), (data.Organisations.Count, data.Names.Count, data.Codes.Count, data.Relations.Count, data.Events.Count));
        Assert.Equal("Ash, the group", data.Names[0].Name);
        Assert.Equal(new WrittenPeriod(PartialDate.Parse("2013-04"), PartialDate.Parse("2015-03")), data.Names[0].When);
        Assert.Equal(new DateOnly(2015, 4, 1).DayNumber, data.Organisations[0].When.Period.End);
        Assert.Null(data.Organisations[2].When.Period.End);
        Assert.Equal((ChangeKind.Merged, "two thirds \"of it\""), (data.Events[0].Kind, data.Events[0].Parts[1].Note));
        Assert.Equal([PartRole.Before, PartRole.Before, PartRole.After], data.Events[0].Parts.Select(p => p.Role));
    }

    [Fact]
    public void A_zip_with_a_folder_reads_the_same()
    {
        using var stream = Fieldwork.RefiSamples.Archive(("my register/organisations.csv", Organisations), ("my register/names.csv", Names), ("my register/codes.csv", Codes), ("my register/relations.csv", Relations), ("my register/events.csv", Events), ("my register/notes.txt", "x"));
        var data = RegisterCsv.ReadZip(stream.ToArray());
        Assert.Equal(Read().Events[0].Parts, data.Events[0].Parts);
        Assert.Equal("notes.txt", Assert.Single(data.Remarks).Place);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_with_others_beside_them_and_unix_or_windows_line_ends()
    {
        var data = Read(organisations: "Closed,COLOUR,id,opened,type\r\n2015,red,a,2013,group\r\n", names: "", codes: "", relations: "", events: "");
        Assert.Equal(new GivenOrganisation("a", "group", new(PartialDate.Parse("2013"), PartialDate.Parse("2015"))), Assert.Single(data.Organisations));
        Assert.Contains("COLOUR", Assert.Single(data.Remarks).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,group,2013-02-30,", "organisations.csv, line 5", "not a date")]
    [InlineData("x,group,yesterday,", "organisations.csv, line 5", "not a date")]
    [InlineData("x,group,2015,2013", "organisations.csv, line 5", "before it begins")]
    [InlineData(",group,2015,", "organisations.csv, line 5", "no id")]
    [InlineData("a,group,2015,", "organisations.csv, line 5", "stands twice")]
    [InlineData("x,group", "organisations.csv, line 5", "2 cells where the headings are 4")]
    [InlineData("x,one, two,2015,", "organisations.csv, line 5", "comma inside a name")]
    public void A_line_that_cannot_be_taken_is_named(string line, string place, string says)
    {
        var data = Read(organisations: Organisations + line + "\nz,group,2016,\n");
        Assert.Equal(4, data.Organisations.Count);
        var remark = Assert.Single(data.Remarks);
        Assert.Equal((RemarkWeight.NotTaken, place), (remark.Weight, remark.Place));
        Assert.Contains(says, remark.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_of_unknown_organisations_are_left_out_and_said()
    {
        var data = Read(names: "organisation,name,from,to\nq,Quince,2013,\na,,2013,\na,Ash,2014,2013\n", codes: "organisation,scheme,code,from,to\nq,ODS,1,,\n", relations: "subject,relation,object,from,to\na,member of,q,,\na,member of,a,,\n");
        Assert.Empty(data.Names);
        Assert.Empty(data.Codes);
        Assert.Empty(data.Relations);
        Assert.Equal(["names.csv, line 2", "names.csv, line 3", "names.csv, line 4", "codes.csv, line 2", "relations.csv, line 2", "relations.csv, line 3"], data.Remarks.Select(r => r.Place));
        Assert.All(data.Remarks, r => Assert.Equal(RemarkWeight.NotTaken, r.Weight));
    }

    [Theory]
    [InlineData("e9,2015-04-01,merged,q,before,", "no “q”")]
    [InlineData("e9,2015-04-01,married,a,before,", "no kind of event")]
    [InlineData("e9,2015-04-01,merged,a,during,", "no role")]
    [InlineData("e9,2015-04-01,merged,a,3,", "no role")]
    [InlineData("e9,2015-04-31,merged,a,before,", "not a date")]
    [InlineData("e9,2016,merged,a,before,", "different dates")]
    [InlineData("e9,2015-04-01,merged,c,after,", "twice")]
    public void An_event_of_which_one_line_is_wrong_is_left_out_whole(string line, string says)
    {
        var data = Read(events: "event,date,kind,organisation,role,note\ne9,2015-04-01,merged,c,after,\n" + line + "\ne2,2018,renamed,c,continues,\n");
        Assert.Equal("e2", Assert.Single(data.Events).Id);
        Assert.Contains(data.Remarks, r => r.Weight == RemarkWeight.NotTaken && r.Place == "events.csv, line 3" && r.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void What_overlaps_or_contradicts_stands_and_is_said()
    {
        var data = Read(
            names: Names + "a,Ashes,2014,2014-12\n",
            codes: Codes + "a,ODS,01B,2015-01-01,\n",
            events: Events.Replace("2015-04-01,merged", "2015-06-01,merged", StringComparison.Ordinal) + "e3,2016,merged,c,continues,\n");
        Assert.Equal((4, 3, 3), (data.Names.Count, data.Codes.Count, data.Events.Count));
        Assert.Contains(data.Remarks, r => r.Message == "a was called “Ash, the group” and “Ashes” at the same time. Both stand.");
        Assert.Contains(data.Remarks, r => r.Message.StartsWith("a bore the codes 01A and 01B", StringComparison.Ordinal));
        Assert.Contains(data.Remarks, r => r.Message.Contains("“e1” of 2015-06-01 ended a, whose last day in organisations.csv is 2015-03-31", StringComparison.Ordinal));
        Assert.Contains(data.Remarks, r => r.Message.Contains("“e3” is called merged and does not name", StringComparison.Ordinal));
        Assert.All(data.Remarks, r => Assert.Equal(RemarkWeight.Guessed, r.Weight));
    }

    [Theory]
    [InlineData("id,type,opened\na,b,2013\n", "organisations.csv, line 1", "heading “closed” is missing")]
    [InlineData("id,type,opened,closed,ID\na,b,2013,,\n", "organisations.csv, line 1", "stands twice")]
    [InlineData("id,type,opened,closed\na,\"never closed,2013,\nb,group,2013,\n", "organisations.csv, line 2", "Quotation marks do not match")]
    [InlineData("id,type,opened,closed\na,in\"side,2013,\n", "organisations.csv, line 2", "Quotation marks do not match")]
    [InlineData("id,type,opened,closed\n", "organisations.csv", "No line")]
    [InlineData("", "organisations.csv", "heading")]
    public void A_table_that_cannot_be_read_is_refused_with_its_place(string organisations, string place, string says)
    {
        var failure = Assert.Throws<ReadException>(() => Read(organisations: organisations));
        Assert.StartsWith(place, failure.Place, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_encodings_missing_tables_and_endless_cells_are_refused_or_said()
    {
        Assert.Contains("Unknown encoding", Assert.Throws<ReadException>(() => RegisterCsv.Read(new Dictionary<string, ReadOnlyMemory<byte>> { ["organisations.csv"] = Encoding.Latin1.GetBytes("id,type,opened,closed\na,Trägerverein,2013,\n") })).Message, StringComparison.Ordinal);
        Assert.Contains("no file of this name", Assert.Throws<ReadException>(() => RegisterCsv.Read(new Dictionary<string, ReadOnlyMemory<byte>>())).Message, StringComparison.Ordinal);
        var data = Read(names: "organisation,name,from,to\na," + new string('x', 3000) + ",2013,\n");
        Assert.Empty(data.Names);
        Assert.Contains("3,000 characters", Assert.Single(data.Remarks).Message, StringComparison.Ordinal);
    }

    internal static RegisterData Read(string organisations = Organisations, string names = Names, string codes = Codes, string relations = Relations, string events = Events)
    {
        var tables = new Dictionary<string, ReadOnlyMemory<byte>> { ["organisations.csv"] = Encoding.UTF8.GetBytes(organisations) };
        foreach (var (file, text) in new[] { ("names.csv", names), ("codes.csv", codes), ("relations.csv", relations), ("events.csv", events) }.Where(t => t.Item2.Length > 0))
        {
            tables.Add(file, Encoding.UTF8.GetBytes(text));
        }

        return RegisterCsv.Read(tables);
    }
}
