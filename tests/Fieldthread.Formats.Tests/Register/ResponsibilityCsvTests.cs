using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Formats.Tests.Sheets;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Formats.Tests.Register;

public sealed class ResponsibilityCsvTests
{
    private const string Head = "organisation,activity,level,from,to,source,track,known,note\n";

    [Fact]
    public void Statements_levels_and_activities_are_read()
    {
        var data = ResponsibilityCsv.Read([
            Table("duties.csv", Head + "G01,Budget,joint,2015-04,2016-03-31,Board,Legal,2015-03,\"a, note\"\nG01,Budget,full,,,Board,,,\n,,,,,,,,\n"), Table("Levels.csv", "level\njoint\nfull\n"),
            Table("activities.csv", "activity,source,from,to,known\nBudget,Guidance,2014,,2014\nComplaints,Agreement,,2015-03-31,\n")]);
        Assert.Empty(data.Faults);
        Assert.Equal(["joint", "full"], data.Levels);
        Assert.Equal(["G01 Budget joint 2015-04 2016-03-31 Board Legal 2015-03 a, note", "G01 Budget full   Board Operational  "], data.Statements.Select(s => $"{s.Organisation} {s.Activity} {s.Level} {s.When.From} {s.When.Last} {s.Source} {s.Track} {s.Known} {s.Note}"));
        Assert.Equal(["Budget Guidance 2014  2014", "Complaints Agreement  2015-03-31 "], data.Scope.Select(s => $"{s.Activity} {s.Source} {s.When.From} {s.When.Last} {s.Known}"));
        Assert.Equal(["duties.csv, line 2", "duties.csv, line 3"], data.Statements.Select(s => s.Place));
        Assert.Equal(
            ["1 line gives no track; it was taken as operational.", "1 line does not tell when the source said it; the date of the import stands in its place.", "1 line has no beginning; it counts as held from the beginning."], data.Remarks.Select(r => r.Message));
    }

    [Fact]
    public void A_workbook_is_read_by_the_names_of_its_sheets_and_columns_stand_in_any_order()
    {
        var book = Workbooks.Of(("Responsibilities", [["source", "from", "level", "activity", "organisation", "colour"], ["Board", "2015", "joint", "Budget", "G01", "red"]]), ("Levels", [["level"], ["joint"]]), ("Notes", [["anything"]]));
        var data = ResponsibilityCsv.Read([("duties.xlsx", book)]);
        Assert.Equal(("G01", "joint", "joint"), (Assert.Single(data.Statements).Organisation, data.Statements[0].Level, Assert.Single(data.Levels)));
        Assert.Contains(data.Remarks, r => r.Message == "The column “colour” was not read.");
        Assert.Contains(data.Remarks, r => r.Place == "notes.csv" && r.Message.Contains("none of the tables", StringComparison.Ordinal));
        Assert.Single(ResponsibilityCsv.Read([("duties.xlsx", Workbooks.Of(("Sheet1", [["source", "from", "level", "activity", "organisation"], ["Board", "2015", "joint", "Budget", "G01"]])))]).Statements);
    }

    [Theory]
    [InlineData("G01,Budget,joint,soon,,Board,,,", "bad-line", "“soon” is not a date of the calendar")]
    [InlineData("G01,Budget,joint,2015,,Board,,then,", "bad-line", "“then” is not a date of the calendar")]
    [InlineData("G01,Budget,joint,2015,2014,Board,,,", "ends-before-it-begins", "It ends (2014) before it begins (2015).")]
    [InlineData(",Budget,joint,2015,,Board,,,", "bad-line", "names no organisation")]
    [InlineData("G01,,joint,2015,,Board,,,", "bad-line", "names no activity")]
    [InlineData("G01,Budget,,2015,,Board,,,", "bad-line", "names no level")]
    [InlineData("G01,Budget,joint,2015,,,,,", "bad-line", "names no source")]
    [InlineData("G01,Budget,joint,2015,,Board,rumour,,", "bad-line", "“rumour” is no track")]
    [InlineData("G01,\"Bud\tget\",joint,2015,,Board,,,", "bad-line", "holds a tab or a line end")]
    [InlineData("G01,Budget,joint,2015,Board", "bad-line", "The line has 5 cells where the headings are 9")]
    public void A_line_that_cannot_be_taken_is_a_fault_with_its_place(string line, string code, string says)
    {
        var data = Read(Head + "G02,Budget,joint,2015,,Board,,,\n" + line + "\n");
        Assert.Single(data.Statements);
        var fault = Assert.Single(data.Faults);
        Assert.Equal((code, "duties.csv, line 3"), (fault.Code, fault.Place));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("left out", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_line_is_told_at_once_and_the_same_line_is_taken_once()
    {
        Assert.Equal(4, Read(Head + ",,joint,soon,,Board,x,,\n").Faults.Count);
        var twice = Read(Head + "G02,Budget,joint,2015,,Board,,,\nG02,Budget,joint,2015,,Board,,,\n");
        Assert.Single(twice.Statements);
        Assert.Contains(twice.Remarks, r => r.Weight == RemarkWeight.Note && r.Place == "duties.csv, line 3");
        Assert.Equal("The level “Joint” stands twice in the order.", Assert.Single(ResponsibilityCsv.Read([Table("duties.csv", Head + "G02,Budget,joint,2015,,Board,,,\n"), Table("levels.csv", "level\njoint\nJoint\n")]).Faults).Message);
    }

    [Theory]
    [InlineData("", "The heading “organisation” is missing")]
    [InlineData("member,period,value\nP1,2014,1\n", "The heading “organisation” is missing. The first line must name organisation, activity, level, from, source")]
    [InlineData(Head, "No line of it says")]
    [InlineData("organisation,activity,level,from,source\n\"G01,2014\n", "Quotation marks do not match")]
    public void Another_layout_is_refused_in_words(string text, string says) => Assert.Contains(says, Assert.Throws<ReadException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Tables_that_are_not_there_or_twice_are_refused()
    {
        Assert.Contains("needs a sheet “responsibilities”", Assert.Throws<ReadException>(() => ResponsibilityCsv.Read([Table("levels.csv", "level\njoint\n")])).Message, StringComparison.Ordinal);
        Assert.Throws<ReadException>(() => ResponsibilityCsv.Read([]));
        Assert.Contains("is there twice", Assert.Throws<ReadException>(() => ResponsibilityCsv.Read([Table("responsibilities.csv", Head), Table("Responsibilities.CSV", Head)])).Message, StringComparison.Ordinal);
        Assert.Throws<ReadException>(() => ResponsibilityCsv.Read([Table("a.csv", Head), Table("b.csv", Head)]));
    }

    /// <summary>Whatever files hold, they are read or refused in words.</summary>
    [Fact]
    public void No_file_is_met_with_anything_but_an_answer() => Properties.Hold(
        from full in Gen.Elements(true, true, false)
        from heads in Gen.Elements("organisation", "activity", "level", "from", "to", "source", "track", "known", "x", "", "\"").ListOf()
        from rows in Gen.Elements("G01", "Budget", "joint", "2014", "2015-04", "2013-02-30", "legal", "\"", "", "\t", "🙂", "=1", "\"a,b\"", "9999-12-31", "0001").ListOf(9).ListOf()
        from name in Gen.Elements("duties.csv", "levels.csv", "activities.csv", "responsibilities.csv")
        from noise in Properties.Texts
        select (name, (full ? Head : string.Join(',', heads) + "\n") + string.Join('\n', rows.Select(r => string.Join(',', r))) + (noise.Length > 12 ? noise : "")), given =>
    {
        try
        {
            var data = ResponsibilityCsv.Read([Table(given.name, given.Item2), Table("levels.csv", "level\njoint\n")]);
            Assert.NotEmpty(data.Statements.Select(s => s.Place).Concat(data.Scope.Select(s => s.Place)).Concat(data.Faults.Select(f => f.Place)));
            Assert.All(data.Faults, f => Assert.Matches(@"^\S.*[.?!”]$", f.Message.ReplaceLineEndings(" ")));
            Assert.All(data.Statements, s => Assert.False(s.When.Period.IsEmpty || s.Organisation.Length == 0 || (s.Organisation + s.Activity + s.Level + s.Source).Any(char.IsControl)));
            Assert.Equal(data.Statements.Count, data.Statements.Select(s => s with { Place = "" }).Distinct().Count());
        }
        catch (ReadException refused)
        {
            Assert.Matches(@"^\S.*[.?!”]$", refused.Message.ReplaceLineEndings(" "));
        }
    }, count: 1000);

    private static (string, ReadOnlyMemory<byte>) Table(string name, string text) => (name, Encoding.UTF8.GetBytes(text));

    private static ResponsibilityData Read(string text) => ResponsibilityCsv.Read([Table("duties.csv", text)]);
}
