using System.Globalization;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Register;

public sealed class EpcmemTests
{
    [Fact]
    public void Memberships_become_relations_and_organisations_last_from_first_to_last()
    {
        var data = Read("\"A1\",\"5E1\",\"W\",\"20010401\",\"20130331\",\"0\"\r\n\"A1\",\"00K\",\"W\",\"20130401\",\"\",\"1\"\r\n\"A2\",\"5E1\",\"W\",\"19990401\",\"20130331\",\"0\"\r\n");
        Assert.Equal(new GivenOrganisation("A1", EpcmemReader.Practice, new(PartialDate.Parse("2001-04-01"), null), Guessed: true), data.Organisations[0]);
        Assert.Equal(new GivenOrganisation("5E1", EpcmemReader.Parent, new(PartialDate.Parse("1999-04-01"), PartialDate.Parse("2013-03-31")), Guessed: true), data.Organisations[1]);
        Assert.Equal((4, 4, 3), (data.Organisations.Count, data.Codes.Count, data.Relations.Count));
        Assert.Equal(new GivenRelation("A1", "member of", "00K", new(PartialDate.Parse("2013-04-01"), null)), data.Relations[1]);
        Assert.Equal([RemarkWeight.Note, RemarkWeight.Guessed], data.Remarks.Select(r => r.Weight));
    }

    [Theory]
    [InlineData("A1,5E1", "2 cells")]
    [InlineData("A1,5E1,W,20130230,,0", "not a date of the calendar")]
    [InlineData("A1,5E1,W,2013,,0", "“2013” is not a date as such files write them")]
    [InlineData("A1,5E1,W,,20130331,0", "not a date")]
    [InlineData("A1,5E1,W,20130401,20130331,0", "before it begins")]
    [InlineData("A1,A1,W,20130401,,0", "does not name two")]
    [InlineData("Z1,5E1,W,20010401,20020331,0", "stands in the file already")]
    public void A_line_that_cannot_be_taken_is_named(string line, string says)
    {
        var data = Read("Z1,5E1,W,20010401,,0\n" + line + "\n");
        Assert.Single(data.Relations);
        Assert.Contains(data.Remarks, r => r.Weight == RemarkWeight.NotTaken && r.Place == "epcmem.csv, line 2" && r.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_parents_at_once_stand_and_are_said()
    {
        var data = Read("A1,5E1,W,20010401,20130331,0\nA1,5E2,W,20120401,,0\n");
        Assert.Equal(2, data.Relations.Count);
        Assert.Contains(data.Remarks, r => r.Message == "A1 was a member of 5E1 and of 5E2 at the same time. Both stand.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("id,type,opened,closed\nx,y,2013,\n")]
    [InlineData("{a: 1}")]
    public void Another_file_is_refused(string text) => Assert.Contains("no membership file", Assert.Throws<ReadException>(() => Read(text)).Message, StringComparison.Ordinal);

    [ReferenceFact]
    public void The_whole_file_of_2019_is_read()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Project.Reference!, "register", "data", "epcmem.csv"));
        var data = EpcmemReader.Read(bytes, "epcmem.csv");
        Assert.Equal(47_822, data.Relations.Count);
        Assert.Equal(16_773, data.Organisations.Count(o => o.Type == EpcmemReader.Practice));
        Assert.Equal(1_207, data.Organisations.Count(o => o.Type == EpcmemReader.Parent));
        Assert.Equal(10_566, data.Relations.Count(r => r.Object[0] == '4'));
        Assert.Equal(20_239, data.Relations.Count(r => r.Object[0] == '5'));
        Assert.Equal(11_812, data.Relations.Count(r => r.When.Last is null));
        Assert.Equal(["1999-04-01", "2019-10-01"], new[] { data.Relations.Min(r => r.When.From), data.Relations.Max(r => r.When.From) }.Select(d => d.ToString()!));
        // No overlaps; 157 lines are marked as amended.
        Assert.Equal(["157 lines", "The file says"], data.Remarks.Select(r => r.Message[..Math.Min(r.Message.Length, 13)].TrimEnd()).Select(m => m.StartsWith("157", StringComparison.Ordinal) ? "157 lines" : m));
        Assert.Equal(11_977, Population.Of(data.Relations.Select(r => r.When.Period)).On(DateOnly.Parse("2018-04-01", CultureInfo.InvariantCulture).DayNumber));
        // 32 practices went from 01H to 01K on 1 April 2017 without a succession.
        Assert.Equal(32, data.Relations.Where(r => r.Object == "01K" && r.When.From == PartialDate.Parse("2017-04-01"))
            .Count(r => data.Relations.Any(o => o.Subject == r.Subject && o.Object == "01H" && o.When.Last == PartialDate.Parse("2017-03-31"))));
    }

    private static RegisterData Read(string text) => EpcmemReader.Read(Encoding.UTF8.GetBytes(text), "epcmem.csv");
}
