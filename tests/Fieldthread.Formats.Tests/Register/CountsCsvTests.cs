using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Register;

public sealed class CountsCsvTests
{
    internal const string Table = "topic,date,count,source,row,category,within,percent,known,type,words\ngroups,2013-04-01,\"1,211\",NHS CB,,,,,2013,group,\ngroups,2013-04,24,HSJ,North,delegated,,35.3%,2015-02-18,,\"“24 groups, it says”\"\n";

    private static CountsData Read(string text, string name = "c.csv") => CountsCsv.Read(Encoding.UTF8.GetBytes(text), name);

    [Fact]
    public void Counts_are_read_as_they_stand()
    {
        var data = Read(Table);
        Assert.Empty(data.Remarks);
        Assert.Equal(new PublishedCount("c.csv, line 2", "groups", PartialDate.Parse("2013-04-01"), "", "", "", 1211, null, "NHS CB", PartialDate.Parse("2013"), "group", ""), data.Counts[0]);
        Assert.Equal(new PublishedCount("c.csv, line 3", "groups", PartialDate.Parse("2013-04"), "North", "delegated", "", 24, new PrintedShare(35.3m, 1), "HSJ", PartialDate.Parse("2015-02-18"), "", "“24 groups, it says”"), data.Counts[1]);
        Assert.Single(Read("COUNT,Source,date,topic\n3,x,2013,t\n").Counts);
    }

    [Theory]
    [InlineData(",2013,1,s,,,,,,,", "names no topic")]
    [InlineData("t,2013,1,,,,,,,,", "whose count")]
    [InlineData("t,soon,1,s,,,,,,,", "“soon” is no date")]
    [InlineData("t,2013,-1,s,,,,,,,", "“-1” is no count")]
    [InlineData("t,2013,1.5,s,,,,,,,", "“1.5” is no count")]
    [InlineData("t,2013,1,s,,a,,101,,,", "“101” is no percentage")]
    [InlineData("t,2013,1,s,,a,,-3,,,", "“-3” is no percentage")]
    [InlineData("t,2013,1,s,,a,,,never,,", "“never” is no date of when it was said")]
    [InlineData("t,2013,1,s,,,a,,,,", "within a category and names none")]
    [InlineData("t,2013,1,s,,a,A,,,,", "cannot be a part of itself")]
    public void A_line_that_cannot_be_taken_is_named_and_the_rest_is_kept(string line, string says)
    {
        var data = Read(Table + line + "\n");
        Assert.Equal(2, data.Counts.Count);
        var remark = Assert.Single(data.Remarks);
        Assert.Equal((RemarkWeight.NotTaken, "c.csv, line 4"), (remark.Weight, remark.Place));
        Assert.Contains(says, remark.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_something_that_nobody_counts_is_kept_and_told()
    {
        var data = Read("topic,date,count,source,category,within\nt,2013,5,s,directed,conditions\n");
        Assert.Single(data.Counts);
        Assert.Contains("a part of “conditions”, and no line counts that", Assert.Single(data.Remarks).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("member,period,value\na,2013,1\n", "line 1", "The heading “topic” is missing")]
    [InlineData("topic,date,count,source\n", "c.csv", "No line of it holds a count")]
    [InlineData("topic,date,count,source\nt,\"2013,1,s\n", "line 2", "Quotation marks")]
    [InlineData("topic,topic,date,count,source\nt,t,2013,1,s\n", "line 1", "twice")]
    public void Another_layout_is_refused_with_its_place(string text, string place, string says)
    {
        var refused = Assert.Throws<ReadException>(() => Read(text));
        Assert.Contains(place, refused.Place, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_samples_are_read_without_a_remark()
    {
        foreach (var file in new[] { "published-counts.csv", Path.Combine("published", "england-2010-2021.csv") })
        {
            Assert.Empty(CountsCsv.Read(File.ReadAllBytes(Path.Combine(Project.Root, "samples", file)), file).Remarks);
        }
    }
}
