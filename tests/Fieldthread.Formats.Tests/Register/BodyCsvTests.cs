using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;

namespace Fieldthread.Formats.Tests.Register;

public sealed class BodyCsvTests
{
    internal const string Bodies = "id,organisation,kind,name,parent,from,to,source\nb1,a,governing body,\"The table, old\",,2013-04,2015,rules\nb2,a,committee of the body,,b1,2013-05-01,,\n";
    internal const string Posts = "id,body,title,voting,sole,from,to\np1,b1,chair,yes,yes,2013-04,\np2,b2,observer,no,,,\np3,b2,member,,no,,\n";
    internal const string Holdings = "post,person,from,to,source\np1,h1,2013-04-01,2014-03-31,minutes\np1,h2,2014-04-01,,\n";
    internal const string Persons = "id,name,public_office\nh1,Wilma Testcase,yes\nh2,,no\n";

    [Fact]
    public void Whole_tables_are_read_without_a_remark_from_files_a_zip_and_without_columns_that_need_not_be()
    {
        var data = Read();
        Assert.Empty(data.Remarks);
        Assert.Equal(new GivenBody("b1", "a", "governing body", "The table, old", "", new WrittenPeriod(PartialDate.Parse("2013-04"), PartialDate.Parse("2015")), "rules", "bodies.csv, line 2"), data.Bodies[0]);
        Assert.Equal([Voting.Yes, Voting.No, Voting.NotSaid], data.Posts.Select(p => p.Voting));
        Assert.Equal([true, false, false], data.Posts.Select(p => p.Sole));
        Assert.Equal(["p1 h1 minutes", "p1 h2 "], data.Holdings.Select(h => $"{h.Post} {h.Person} {h.Source}"));
        Assert.Equal(["h1 Wilma Testcase True", "h2  False"], data.Persons.Select(p => $"{p.Id} {p.Name} {p.PublicOffice}"));
        var zip = BodyCsv.Read(new Dictionary<string, ReadOnlyMemory<byte>> { ["all.zip"] = Fieldwork.RefiSamples.Archive(("x/bodies.csv", Bodies), ("x/posts.csv", Posts)).ToArray() });
        Assert.Equal((2, 3, 0), (zip.Bodies.Count, zip.Posts.Count, zip.Remarks.Count));
        Assert.Equal((1, 0), (Read("id,organisation,kind,name,parent,from,to\nb1,a,x,,,,\n", "", "", "").Bodies.Count, Read("id,organisation,kind,name,parent,from,to\nb1,a,x,,,,\n", "", "", "").Remarks.Count));
    }

    [Fact]
    public void The_name_of_a_person_without_public_office_is_left_out_and_stands_in_no_remark()
    {
        foreach (var office in new[] { "no", "", "perhaps" })
        {
            var data = Read(persons: $"id,name,public_office\nh1,Wilma Testcase,{office}\n");
            Assert.Equal("", data.Persons[0].Name);
            Assert.Contains(data.Remarks, r => r.Place == "persons.csv, line 2" && r.Message.Contains("The name of person h1 was not kept", StringComparison.Ordinal));
            Assert.All(data.Remarks, r => Assert.DoesNotContain("Wilma", r.Message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("b1,a,governing", ",a,governing", "bodies.csv, line 2", "has no id", 1)]
    [InlineData("b2,a,committee", "b1,a,committee", "bodies.csv, line 3", "gives the id “b1” a second time", 1)]
    [InlineData("b2,a,committee", "b2,,committee", "bodies.csv, line 3", "names no organisation", 1)]
    public void A_line_that_cannot_be_taken_is_left_out_with_its_place(string good, string bad, string place, string says, int left)
    {
        var data = Read(Bodies.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(left, data.Bodies.Count);
        Assert.Contains(data.Remarks, r => r.Weight == RemarkWeight.NotTaken && r.Place == place && r.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_vote_that_is_no_word_for_yes_or_no_is_not_said_and_told()
    {
        var data = Read(posts: Posts.Replace("chair,yes", "chair,mostly", StringComparison.Ordinal), holdings: Holdings.Replace("p1,h2", ",h2", StringComparison.Ordinal));
        Assert.Equal(Voting.NotSaid, data.Posts[0].Voting);
        Assert.Single(data.Holdings);
        Assert.Equal(["posts.csv, line 2", "holdings.csv, line 3"], data.Remarks.Select(r => r.Place));
    }

    [Theory]
    [InlineData("2013-04,2015", "2015-04,2014", "bodies.csv, line 2", "It ends (2014) before it begins (2015-04)")]
    [InlineData("2013-04,2015", "soon,2014", "bodies.csv, line 2", "“soon” is not a date")]
    [InlineData("organisation,kind", "org,kind", "bodies.csv, line 1", "The heading “organisation” is missing")]
    [InlineData("\"The table, old\"", "\"The table, old", "bodies.csv, line 2", "Quotation marks do not match")]
    public void What_cannot_be_is_refused_with_its_place(string good, string bad, string place, string says)
    {
        var failure = Assert.Throws<ReadException>(() => Read(Bodies.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Equal(place, failure.Place);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_told_and_no_file_refused()
    {
        var data = BodyCsv.Read(new Dictionary<string, ReadOnlyMemory<byte>> { ["bodies.csv"] = Encoding.UTF8.GetBytes(Bodies), ["notes.csv"] = Encoding.UTF8.GetBytes("x\n") });
        Assert.Equal("notes.csv", Assert.Single(data.Remarks).Place);
        Assert.Contains("None of the tables", Assert.Throws<ReadException>(() => BodyCsv.Read(new Dictionary<string, ReadOnlyMemory<byte>> { ["notes.csv"] = Encoding.UTF8.GetBytes("x\n") })).Message, StringComparison.Ordinal);
    }

    internal static BodyData Read(string bodies = Bodies, string posts = Posts, string holdings = Holdings, string persons = Persons) => BodyCsv.Read(
        new[] { ("bodies.csv", bodies), ("posts.csv", posts), ("holdings.csv", holdings), ("persons.csv", persons) }.Where(t => t.Item2.Length > 0).ToDictionary(t => t.Item1, t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t.Item2)));
}
