using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;

namespace Fieldthread.Formats.Tests.Register;

/// <summary>Tables of attributes and terms, and the track of a fact.</summary>
public sealed class FurtherCsvTests
{
    private const string Organisations = "id,type,opened,closed\na,group,2013,\nb,board,2000,\n";
    private const string Names = "organisation,name,from,to,track\na,Ash,2013,,\na,Ash Ltd,2013,,legal\na,Great Ash,2014,,announced\n";
    private const string Codes = "organisation,scheme,code,from,to,track\na,own,A1,2013,,\na,own,A0,2012,,Operational\n";
    private const string Relations = "subject,relation,object,from,to,track\na,accountable to,b,2013,,\na,accountable to,b,2013-10,,operational\n";
    private const string Attributes = "organisation,attribute,value,from,to,track\na,status,shadow,2013,2013-12,\na,status,whole,2014,,\na,status,whole,2013-06,,announced\na,,,2012-04,,legal\n";
    private const string Terms = "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\na,accountable-to,b,2013,,,,up,financial,may be directed,\na,accountable to,b,2014,,2.50,posts,,,,urgent care\n";

    [Fact]
    public void Facts_of_every_track_and_terms_are_read_and_what_is_in_force_stays_by_itself()
    {
        var data = Read();
        Assert.DoesNotContain(data.Remarks, r => r.Weight == RemarkWeight.NotTaken);
        Assert.Equal(["Ash"], data.Names.Select(n => n.Name));
        Assert.Equal(["A1"], data.Codes.Select(c => c.Code));
        Assert.Equal(["2013"], data.Relations.Select(r => r.When.From.ToString()));
        Assert.Equal(
            ["code, in practice: A0, 2012 to now", "name, as announced: Great Ash, 2014 to now", "name, legally: Ash Ltd, 2013 to now", "accountable to, in practice: b, 2013-10 to now", "status: shadow, 2013 to 2013-12", "status: whole, 2014 to now", "status, as announced: whole, 2013-06 to now", "there, legally: 2012-04 to now"],
            data.Facts.OrderBy(f => f.Thing switch { FactOf.Code => 0, FactOf.Name => 1, FactOf.Relation => 2, FactOf.Attribute => 3, _ => 4 }).ThenBy(f => f.Thing == FactOf.Name ? f.Track : Track.InForce).Select(f => $"{f.What}: {f.InWords}"));
        Assert.Equal(["upward, financial; sanction: may be directed", "2.5 posts; remit: urgent care"], data.Terms.Select(t => t.Terms.InWords));
    }

    [Fact]
    public void They_come_in_again_as_they_went_out_and_a_register_without_any_goes_out_as_it_always_did()
    {
        var data = Read();
        using var bytes = new MemoryStream();
        RegisterCsvWriter.Write(data, bytes);
        var again = RegisterCsv.ReadZip(bytes.ToArray());
        Assert.Equal(data.Facts.ToHashSet(), again.Facts.ToHashSet());
        Assert.Equal(data.Terms, again.Terms);
        Assert.Equal(data.Names, again.Names);
        Assert.Equal(data.Codes, again.Codes);
        Assert.Equal(data.Relations, again.Relations);
        using var plain = new MemoryStream();
        RegisterCsvWriter.Write(data with { Facts = [], Terms = [] }, plain);
        using var zip = new System.IO.Compression.ZipArchive(plain);
        Assert.Equal(["organisations.csv", "names.csv", "codes.csv", "relations.csv", "events.csv"], zip.Entries.Select(e => e.FullName));
        using var names = new StreamReader(zip.GetEntry("names.csv")!.Open());
        Assert.Equal("organisation,name,from,to", names.ReadLine());
    }

    [Theory]
    [InlineData("attributes.csv", "organisation,attribute,value,from,to,track\nz,status,whole,2013,,\n", "attributes.csv, line 2", "organisations.csv has no “z”")]
    [InlineData("attributes.csv", "organisation,attribute,value,from,to\na,status,,2013,\n", "attributes.csv, line 2", "gives no value")]
    [InlineData("attributes.csv", "organisation,attribute,value,from,to\na,,whole,2013,\n", "attributes.csv, line 2", "gives no attribute")]
    [InlineData("attributes.csv", "organisation,attribute,value,from,to\na,,,2013,\n", "attributes.csv, line 2", "gives no attribute")]
    [InlineData("attributes.csv", "organisation,attribute,value,from,to,track\na,status,whole,2013,,planned\n", "attributes.csv, line 2", "“planned” is no track")]
    [InlineData("attributes.csv", "organisation,attribute,value,from,to\na,status,whole,2014,2013\n", "attributes.csv, line 2", "It ends (2013) before it begins (2014)")]
    [InlineData("names.csv", "organisation,name,from,to,track\na,Ash,2013,,1\n", "names.csv, line 2", "“1” is no track")]
    [InlineData("terms.csv", "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\na,member of,b,2013,,3,votes,,,,\n", "terms.csv, line 2", "“a” was not member of “b” over any of that time")]
    [InlineData("terms.csv", "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\na,accountable to,b,2010,2011,3,votes,,,,\n", "terms.csv, line 2", "over any of that time")]
    [InlineData("terms.csv", "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\na,accountable to,b,2013,,-3,votes,up,,,\n", "terms.csv, line 2", "“-3” is no weight")]
    [InlineData("terms.csv", "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\na,accountable to,b,2013,,,votes,,,,x\n", "terms.csv, line 2", "stands without a weight")]
    [InlineData("terms.csv", "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\na,accountable to,b,2013,,,,sideways,,,x\n", "terms.csv, line 2", "“sideways” is no direction")]
    [InlineData("terms.csv", "subject,relation,object,from,to,weight,basis,direction,form,sanction,remit\na,accountable to,b,2013,,,,,,,\n", "terms.csv, line 2", "tells of no weight")]
    public void What_cannot_be_read_is_left_out_with_its_place(string file, string text, string place, string words)
    {
        var data = Read((file, text));
        var remark = Assert.Single(data.Remarks, r => r.Weight == RemarkWeight.NotTaken && r.Place == place);
        Assert.Contains(words, remark.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_values_at_once_stand_and_are_told()
    {
        var data = Read(("attributes.csv", "organisation,attribute,value,from,to\na,status,shadow,2013,2014\na,status,whole,2014,\n"));
        Assert.Equal(2, data.Facts.Count(f => f.Thing == FactOf.Attribute));
        Assert.Contains(data.Remarks, r => r.Message.Contains("“shadow” and “whole” at the same time", StringComparison.Ordinal));
    }

    [Fact]
    public void A_date_keeps_the_words_in_which_it_was_told_and_words_alone_want_the_day_of_the_list()
    {
        const string Told = "id,type,opened,closed\na,group,2013-04 (next April),\nb,group,next April,two months ago\nc,group,soon,\n";
        var tables = new Dictionary<string, ReadOnlyMemory<byte>> { ["organisations.csv"] = Encoding.UTF8.GetBytes(Told), ["names.csv"] = Encoding.UTF8.GetBytes("organisation,name,from,to\na,Ash,2013-04,2014-03-31 (the end of the year)\n") };
        var data = RegisterCsv.Read(tables, told: PartialDate.Parse("2013-08"));
        Assert.Equal(["a 2013-04 to now"], data.Organisations.Select(o => $"{o.Id} {o.When.InWords}"));
        Assert.Equal(["there, from: “next April”, 2013-04 to now", "name Ash, to: “the end of the year”, 2013-04 to 2014-03-31"], data.Facts.Where(f => f.About == GivenFact.AsTold).Select(f => f.InWords));

        // In August 2013 next April comes after two months ago; and “soon” is no date.
        Assert.Equal(["organisations.csv, line 3", "organisations.csv, line 4"], data.Remarks.Where(r => r.Weight == RemarkWeight.NotTaken).Select(r => r.Place));
        Assert.Equal(["a"], RegisterCsv.Read(tables).Organisations.Select(o => o.Id));
        var mapped = MappedReader.Read(Encoding.UTF8.GetBytes("Code,Since\nA,01/04/2013 (next April)\nB,last May\n"), "t.csv", RegisterMapping.Read("""{ "source": "t", "columns": { "code": "Code", "opened": "Since" } }"""), told: PartialDate.Parse("2014-08-01"));
        Assert.Equal(["A 2013-04-01 to now", "B 2014-05 to now"], mapped.Organisations.Select(o => $"{o.Id} {o.When.InWords}"));
        Assert.Equal(["A there, from: “next April”", "B there, from: “last May”"], mapped.Facts.Select(f => $"{f.Organisation} {f.Value}"));
    }

    [Fact]
    public void A_mapping_takes_any_column_as_an_attribute_and_refuses_one_without_a_name()
    {
        var mapping = RegisterMapping.Read("""{ "source": "tracker", "columns": { "code": "Code", "attribute:region": "Region" }, "constants": { "attribute:country": "Fellmark" } }""");
        var data = MappedReader.Read(Encoding.UTF8.GetBytes("Code,Region\nA,North\nB,\n"), "tracker.csv", mapping);
        Assert.Equal(["A country Fellmark", "A region North", "B country Fellmark"], data.Facts.Select(f => $"{f.Organisation} {f.About} {f.Value}").Order(StringComparer.Ordinal));
        Assert.Contains("attribute:NAME", Assert.Throws<ReadException>(() => RegisterMapping.Read("""{ "source": "t", "columns": { "code": "Code", "attribute: ": "Region" } }""")).Message, StringComparison.Ordinal);
    }

    private static RegisterData Read(params (string File, string Text)[] instead)
    {
        var tables = new Dictionary<string, string> { ["organisations.csv"] = Organisations, ["names.csv"] = Names, ["codes.csv"] = Codes, ["relations.csv"] = Relations, ["attributes.csv"] = Attributes, ["terms.csv"] = Terms };
        foreach (var (file, text) in instead)
        {
            tables[file] = text;
        }

        return RegisterCsv.Read(tables.ToDictionary(t => t.Key, t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t.Value)));
    }
}
