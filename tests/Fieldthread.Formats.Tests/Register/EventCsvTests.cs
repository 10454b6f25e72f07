using System.Text;
using System.Text.Json;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Register;

namespace Fieldthread.Formats.Tests.Register;

/// <summary>The columns of events.csv that need not be there, and reforms.csv.</summary>
public sealed class EventCsvTests
{
    internal const string Events = """
        event,date,kind,organisation,role,note,legal,operational,cause,initiator,pressure,evidence,reform,attitude_before,attitude_after,share,basis
        e1,2015-04-01,merged,a,before,,2015-03,2015-06-01,"money, mostly",the board,,Order 2015/12,r1,opposed,willing,37.5%,budget
        e1,2015-04-01,merged,b,before,,,,,,,,,in favour,,1/1,practices
        e1,2015-04-01,merged,c,after,,,,,,,,,,,,
        e2,2018-07-01,extent,c,continues,,,,,,,,,,,,

        """;

    internal const string Reforms = "id,name,kind,announced,enacted,effective,note\nr1,The Act,,2010-07,2012-03-27,2013-04-01,\"long, wide\"\nr2,The winter,context,,,2014,\n";

    [Fact]
    public void What_is_told_of_events_and_parts_is_read_without_a_remark()
    {
        var data = Read(Events, Reforms);
        Assert.Empty(data.Remarks);
        var merger = data.Events[0];
        Assert.Equal(new EventDetails(PartialDate.Parse("2015-03"), PartialDate.Parse("2015-06-01"), "money, mostly", "the board", "", "Order 2015/12", "r1"), merger.Details);
        Assert.Equal([new PartDetails("opposed", "willing", MovedShare.Parse("3/8"), "budget"), new PartDetails("in favour", "", MovedShare.Parse("1/1"), "practices"), PartDetails.None], merger.Parts.Select(p => p.Details));
        Assert.Equal((ChangeKind.Extent, EventDetails.None), (data.Events[1].Kind, data.Events[1].Details));
        Assert.Equal(["r1 Reform 2010-07 2012-03-27 2013-04-01", "r2 Context   2014"], data.Reforms.Select(r => $"{r.Id} {r.Kind} {r.Announced} {r.Enacted} {r.Effective}"));
    }

    [Fact]
    public void A_file_of_before_reads_as_before_and_columns_come_in_any_order()
    {
        var data = RegisterCsvTests.Read();
        Assert.Empty(data.Remarks);
        Assert.All(data.Events, e => Assert.Equal(EventDetails.None, e.Details));
        Assert.Empty(data.Reforms);
        var some = Read("role,attitude_after,event,kind,date,organisation,note\nbefore,glad,e1,merged,2015-04-01,a,\nbefore,,e1,merged,2015-04-01,b,\nafter,,e1,merged,2015-04-01,c,\n", "");
        Assert.Equal("glad", some.Events[0].Parts[0].Details.AttitudeAfter);
        Assert.Empty(some.Remarks);
    }

    [Theory]
    [InlineData("2015-03,2015-06-01", "2015-13,2015-06-01", "events.csv, line 2", "The legal date “2015-13” is not a date", RemarkWeight.NotTaken)]
    [InlineData("37.5%", "most", "events.csv, line 2", "“most” is no share", RemarkWeight.NotTaken)]
    [InlineData("37.5%", "3/2", "events.csv, line 2", "“3/2” is no share", RemarkWeight.NotTaken)]
    [InlineData("1/1,practices", ",practices", "events.csv, line 3", "The basis “practices” stands without a share", RemarkWeight.NotTaken)]
    [InlineData("1/1,practices", "1/1,", "events.csv, line 3", "does not say of what", RemarkWeight.Guessed)]
    [InlineData("b,before,,,,,", "b,before,,,,spite,", "events.csv, line 3", "has the cause “money, mostly” on a line above and “spite” here", RemarkWeight.Guessed)]
    [InlineData("Order 2015/12,r1", "Order 2015/12,r9", "events.csv", "reforms.csv has no “r9”", RemarkWeight.Guessed)]
    [InlineData("extent,c,continues", "extent,c,to", "events.csv, line 5", "“e2” is called extent and nobody continues", RemarkWeight.Guessed)]
    public void What_cannot_be_told_is_left_out_and_the_event_stands(string good, string bad, string place, string says, RemarkWeight weight)
    {
        Assert.Contains(good, Events, StringComparison.Ordinal);
        var data = Read(Events.Replace(good, bad, StringComparison.Ordinal), Reforms);
        Assert.Equal(2, data.Events.Count);
        var remark = Assert.Single(data.Remarks);
        Assert.Equal((place, weight), (remark.Place, remark.Weight));
        Assert.Contains(says, remark.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r1,The Act,", ",The Act,", "reforms.csv, line 2", "has no id", RemarkWeight.NotTaken, 2)]
    [InlineData("r2,The winter,context", "r1,The winter,context", "reforms.csv, line 3", "stands twice", RemarkWeight.NotTaken, 1)]
    [InlineData(",context,", ",season,", "reforms.csv, line 3", "neither reform nor context", RemarkWeight.NotTaken, 1)]
    [InlineData("2012-03-27", "2012-02-30", "reforms.csv, line 2", "is not a date", RemarkWeight.NotTaken, 2)]
    [InlineData("2013-04-01", "2011", "reforms.csv, line 2", "effective on 2011, before it was enacted on 2012-03-27", RemarkWeight.Guessed, 2)]
    public void A_reform_that_cannot_be_read_is_left_out_with_its_place(string good, string bad, string place, string says, RemarkWeight weight, int left)
    {
        var data = Read(Events, Reforms.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(left, data.Reforms.Count);
        Assert.Contains(data.Remarks, r => r.Place == place && r.Weight == weight && r.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void What_goes_out_comes_in_again_the_same()
    {
        var data = Read(Events, Reforms);
        using var zip = new MemoryStream();
        RegisterCsvWriter.Write(data, zip);
        var again = RegisterCsv.ReadZip(zip.ToArray());
        Assert.Empty(again.Remarks);
        Assert.Equal(data.Reforms, again.Reforms);
        Assert.Equal(data.Events.Select(e => e.Details), again.Events.Select(e => e.Details));
        Assert.Equal(data.Events.SelectMany(e => e.Parts), again.Events.SelectMany(e => e.Parts));
    }

    [Fact]
    public void Json_ld_hangs_the_event_on_its_reform_and_gives_each_part_its_attitude()
    {
        var data = Read(Events, Reforms);
        using var written = new MemoryStream();
        RegisterJsonLd.Write(data, data.Organisations.Select((o, i) => (o.Id, new Guid(i + 1, 0, 0, new byte[8]))).ToDictionary(p => p.Id, p => p.Item2), "Register", written);
        using var json = JsonDocument.Parse(written.ToArray());
        var graph = json.RootElement.GetProperty("@graph").EnumerateArray().ToList();
        JsonElement Of(string id) => graph.Single(n => n.TryGetProperty("dcterms:identifier", out var i) && i.GetString() == id);
        var merger = Of("e1");
        Assert.Equal("2015-03", merger.GetProperty("dcterms:dateAccepted").GetProperty("@value").GetString());
        Assert.Equal(Of("r1").GetProperty("@id").GetString(), merger.GetProperty("prov:wasInformedBy").GetProperty("@id").GetString());
        Assert.Equal("2013-04-01", Of("r1").GetProperty("prov:startedAtTime").GetProperty("@value").GetString());
        Assert.Equal("the board", merger.GetProperty("prov:wasStartedBy").GetProperty("skos:prefLabel").GetString());
        var parts = merger.GetProperty("prov:qualifiedAssociation").EnumerateArray().Select(p => p.GetProperty("dcterms:description").GetString()!);
        Assert.Equal(["attitude: opposed, then willing; share: 3/8 budget", "attitude: in favour; share: 1/1 practices"], parts);
        Assert.False(Of("e2").TryGetProperty("prov:wasInformedBy", out _));
    }

    private static RegisterData Read(string events, string reforms)
    {
        var tables = new Dictionary<string, ReadOnlyMemory<byte>> { ["organisations.csv"] = Encoding.UTF8.GetBytes(RegisterCsvTests.Organisations), ["events.csv"] = Encoding.UTF8.GetBytes(events) };
        if (reforms.Length > 0)
        {
            tables.Add("reforms.csv", Encoding.UTF8.GetBytes(reforms));
        }

        return RegisterCsv.Read(tables);
    }
}
