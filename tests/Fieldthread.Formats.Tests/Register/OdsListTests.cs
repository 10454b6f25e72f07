using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Register;

public sealed class OdsListTests
{
    internal static readonly string List = Row("00F", "NHS ONE CCG", "20130401", "20150331", "C") + Row("13T", "NHS TWO CCG", "20150401", "", "C") + Row("14A", "HUB", "20130401", "", "H");

    [Fact]
    public void Groups_hubs_and_practices_are_told_apart()
    {
        var groups = OdsListReader.Groups(Encoding.UTF8.GetBytes(List), "eccg.csv");
        Assert.Equal(["00F clinical commissioning group 2013-04-01 2015-03-31", "13T clinical commissioning group 2015-04-01 ", "14A commissioning hub 2013-04-01 "], groups.Organisations.Select(o => $"{o.Id} {o.Type} {o.When.From} {o.When.Last}"));
        Assert.Equal(["NHS ONE CCG", "NHS TWO CCG", "HUB"], groups.Names.Select(n => n.Name));
        Assert.All(groups.Organisations, o => Assert.False(o.Guessed));

        var practices = OdsListReader.Practices(Encoding.UTF8.GetBytes(Row("A1", "SURGERY", "19740401", "", "B", "00K", "20130401", "", "4") + Row("Y1", "CLINIC", "20100401", "20120331", "B", "5E1", "20100401", "20120331", "9")), "epraccur.csv");
        Assert.Equal(["A1 practice", "Y1 prescribing cost centre", "00K ", "5E1 "], practices.Organisations.Select(o => $"{o.Id} {o.Type}"));
        Assert.Equal([false, false, true, true], practices.Organisations.Select(o => o.Guessed));
        Assert.Equal(new GivenRelation("A1", "member of", "00K", new(PartialDate.Parse("2013-04-01"), null)), practices.Relations[0]);
    }

    [Theory]
    [InlineData("short,line\n", "2 cells where such a list has 27")]
    [InlineData("00F twice", "stands twice")]
    [InlineData("00G no date", "not a date as such files write them")]
    public void A_line_that_cannot_be_taken_is_named(string line, string says)
    {
        var bad = line switch { "00F twice" => Row("00F", "AGAIN", "20130401", "", "C"), "00G no date" => Row("00G", "X", "2013", "", "C"), _ => line };
        var data = OdsListReader.Groups(Encoding.UTF8.GetBytes(List + bad), "eccg.csv");
        Assert.Equal(3, data.Organisations.Count);
        Assert.Contains(data.Remarks, r => r.Place == "eccg.csv, line 4" && r.Message.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"A81001\",\"5E1\",\"W\",\"20010401\",\"20130331\",\"0\"\n")]
    [InlineData("code,name\n1,2\n")]
    public void A_file_of_another_layout_is_refused(string text)
    {
        Assert.Contains("no list of this layout", Assert.Throws<ReadException>(() => OdsListReader.Groups(Encoding.UTF8.GetBytes(text), "x.csv")).Message, StringComparison.Ordinal);
        Assert.Contains("no list of successions", Assert.Throws<ReadException>(() => SuccReader.Read(Encoding.UTF8.GetBytes(text), "x.csv")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_succession_stated_from_both_sides_counts_once()
    {
        var data = SuccReader.Read(Encoding.UTF8.GetBytes("00F,13T,20150401,1\n00G,13T,20150401,1\n00F,13T,20150401,2\n,13T,20150401\n"), "succ.csv");
        Assert.Equal(2, data.Successions.Count);
        Assert.Equal(["00F", "13T", "00G"], data.Organisations.Select(o => o.Id));
        Assert.Equal([RemarkWeight.NotTaken, RemarkWeight.Note], data.Remarks.Select(r => r.Weight));
    }

    [ReferenceTheory]
    [InlineData("eccg_2016-02-11.csv", 249, 212)]
    [InlineData("eccg_2018_11.csv", 242, 213)]
    public void The_published_lists_of_groups_are_read_whole(string file, int lines, int groups)
    {
        var data = OdsListReader.Groups(File.ReadAllBytes(Path.Combine(Project.Reference!, "register", "data", file)), file);
        Assert.Equal((lines, groups), (data.Organisations.Count(o => !o.Guessed), data.Organisations.Count(o => o.Type == "clinical commissioning group")));
        Assert.DoesNotContain(data.Remarks, r => r.Weight == RemarkWeight.NotTaken);
    }

    [ReferenceTheory]
    [InlineData("epraccur_2015-09-02.csv", 12_705, 8_165)]
    [InlineData("epraccur_2015-11-20.csv", 12_804, 8_173)]
    [InlineData("epraccur_2016-02-11.csv", 12_922, 8_177)]
    [InlineData("epraccur.csv", 14_303, 8_201)]
    public void The_published_lists_of_practices_are_read_whole(string file, int lines, int practices)
    {
        var data = OdsListReader.Practices(File.ReadAllBytes(Path.Combine(Project.Reference!, "register", "data", file)), file);
        Assert.Equal((lines, practices), (data.Organisations.Count(o => !o.Guessed), data.Organisations.Count(o => o.Type == "practice")));
        Assert.DoesNotContain(data.Remarks, r => r.Weight == RemarkWeight.NotTaken);
    }

    private static string Row(string code, string name, string opened, string closed, string subtype, string parent = "", string joined = "", string left = "", string setting = "") =>
        string.Join(',', new[] { code, name, "Y1", "Q1", "", "", "", "", "", "", opened, closed, "A", subtype, parent, joined, left, "", "", "", "", "0", "", "", "", setting, "" }.Select(c => $"\"{c}\"")) + "\r\n";
}
