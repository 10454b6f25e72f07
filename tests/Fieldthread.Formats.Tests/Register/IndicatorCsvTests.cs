using System.IO.Compression;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Formats.Tests.Register;

public sealed class IndicatorCsvTests
{
    [Fact]
    public void Figures_are_read_with_their_groups_and_exactly()
    {
        var data = Read("member,period,group,value\nP1,2014-15,A,5707.0\nP2,2014-15,,61.66666667\nP1,2015-16,A,1e-05\n");
        Assert.Equal((MeasureKind.Count, PeriodSpan.FinancialYear), (data.Columns.Kind, data.Span));
        Assert.Equal(["P1 2014-15 A 5707", "P2 2014-15  61.66666667", "P1 2015-16 A 0.00001"], data.Figures.Select(f => FormattableString.Invariant($"{f.Member} {f.Period.Name} {f.Group} {f.Numerator}")));
        Assert.Equal("Read as members from “member”, periods from “period”, values from “value”, groups as published from “group”; each period is a financial year from 1 April.", Assert.Single(data.Remarks).Message);
    }

    [Theory]
    [InlineData("practice,fy_start,ccg_then,registered_patients\nA,2014-04-01,X,1\n", "practice fy_start registered_patients  ccg_then Count FinancialYear")]
    [InlineData("quarter_start,practice,pco_code_then,patients\n2013-04-01,A,X,1\n", "practice quarter_start patients  pco_code_then Count Quarter")]
    [InlineData("practice,month,ratio\nA,2010-08-01,0.5\n", "practice month ratio   RatioOnly Month")]
    [InlineData("org_code,date,numerator,denominator\nA,2010-08-02,1,2\n", "org_code date numerator denominator  Ratio Day")]
    [InlineData("Member,Period,Anything\nA,2010,2\n", "Member Period Anything   Count Year")]
    [InlineData("member,period,x,list\nA,2010-Q1,3,2\n", "member period list   Count Quarter")]
    public void Columns_are_told_from_their_headings_and_the_guess_is_said(string text, string expected)
    {
        var data = IndicatorCsv.Read(Encoding.UTF8.GetBytes(text), "f.csv", "list", new IndicatorMapping());
        var c = data.Columns;
        Assert.Equal(expected, $"{c.Member} {c.Period} {c.Value} {c.Denominator} {c.Group} {c.Kind} {data.Span}");
        Assert.Contains(data.Remarks, r => r.Weight == RemarkWeight.Guessed && r.Message.StartsWith("Read as members from", StringComparison.Ordinal));
    }

    [Fact]
    public void Named_columns_take_the_place_of_guesses()
    {
        var data = Read("a,b,c,d,e\nP1,2014-04-01,1,2,9\n", new IndicatorMapping(Member: "A", Period: "b", Numerator: "c", Denominator: "d", Span: PeriodSpan.Quarter));
        Assert.Equal(new GivenFigure("P1", new IndicatorPeriod(PeriodSpan.Quarter, new DateOnly(2014, 4, 1)), "", 1, 2), Assert.Single(data.Figures));
        Assert.Contains(data.Remarks, r => r.Message == "One column was not read: e.");
        Assert.DoesNotContain(data.Remarks, r => r.Weight == RemarkWeight.Guessed);
    }

    [Theory]
    [InlineData("P1,2014,many", "“many” is not a number")]
    [InlineData("P1,2014,\"1,234\"", "without separators")]
    [InlineData("P1,2014,99999999999999", "below ten million million")]
    [InlineData(",2014,1", "names no member")]
    [InlineData("\"P\t1\",2014,1", "a tab or a line end")]
    [InlineData("P1,soon,1", "“soon” is no such period")]
    [InlineData("P0,2014,2", "P0 has a figure of 2014 above already: 1. That one stands")]
    public void A_line_that_cannot_be_taken_is_named(string line, string says)
    {
        var data = Read("member,period,value\nP0,2014,1\n" + line + "\n");
        Assert.Single(data.Figures);
        Assert.Contains(data.Remarks, r => r.Weight == RemarkWeight.NotTaken && r.Place == "f.csv, line 3" && r.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_missing_rounded_or_repeated_is_counted()
    {
        var data = Read("member,period,value\nP0,2014,1.00000000000000049\nP0,2014,1\nP1,2014,\nP2,2014,NA\nP3,2014,*\n");
        Assert.Single(data.Figures);
        Assert.Contains(data.Remarks, r => r.Message == "3 lines have no figure (empty, NA, * and the like) and were left out.");
        Assert.Contains(data.Remarks, r => r.Message == "1 figure has more than 15 decimal places and was rounded to them.");
        Assert.Contains(Read("member,period,value\nP0,2014,1\nP0,2014,1.0\n").Remarks, r => r.Weight == RemarkWeight.Note && r.Message.EndsWith("It was taken once.", StringComparison.Ordinal));
        Assert.Contains("denominator “-1”", Read("member,period,numerator,denominator\nP0,2014,1,2\nP1,2014,1,-1\n").Remarks[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "No column holds the members")]
    [InlineData("\"A81001\",\"5E1\",\"W\",\"20010401\"\n", "No column holds the members, as far as the headings tell: “A81001”")]
    [InlineData("member,period\nP1,2014\n", "No column holds the figures")]
    [InlineData("member,period,value,rate\nP1,2014,1,2\n", "“value” and “rate” could both be the figures")]
    [InlineData("member,period,numerator\nP1,2014,1\n", "No column holds the denominators")]
    [InlineData("member,period,value\nP1,2014,\n", "No line of it holds a figure")]
    [InlineData("member,period,value\nP1,2014,1\nP1,2014-05,1\n", "of different lengths: “2014” and “2014-05”")]
    [InlineData("member,period,value\nP1,2008-09,1\n", "could be a month or a financial year")]
    [InlineData("member,period,value\nP1,soon,1\n", "“soon” in “period” is no period")]
    [InlineData("member,period,value\nP1,\"2014,1\n", "Quotation marks do not match")]
    [InlineData("member,period,value,value\nP1,2014,1,1\n", "“value” stands twice")]
    public void Another_layout_is_refused_in_words(string text, string says) => Assert.Contains(says, Assert.Throws<ReadException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Columns_that_are_named_and_not_there_or_twice_are_refused()
    {
        Assert.Contains("There is no column “x”. The columns are “member”", Assert.Throws<ReadException>(() => Read("member,period,value\nP1,2014,1\n", new IndicatorMapping(Value: "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("read as two things", Assert.Throws<ReadException>(() => Read("member,period,value\nP1,2014,1\n", new IndicatorMapping(Value: "period"))).Message, StringComparison.Ordinal);
        Assert.Contains("not read as periods of this length", Assert.Throws<ReadException>(() => Read("member,period,value\nP1,2014,1\n", new IndicatorMapping(Span: PeriodSpan.Month))).Message, StringComparison.Ordinal);
        Assert.Equal(PeriodSpan.FinancialYear, Read("member,period,value\nP1,2008-09,1\nP1,2009-10,1\n").Span);
        Assert.Equal(PeriodSpan.Month, Read("member,month,value\nP1,2008-09,1\nP1,2009-10,1\n").Span);
    }

    [Fact]
    public void A_packed_file_is_unpacked_and_a_broken_one_refused()
    {
        var plain = Encoding.UTF8.GetBytes("member,period,value\nP1,2014,1\n");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        Assert.Single(IndicatorCsv.Read(packed.ToArray(), "f.csv.gz", "m", new IndicatorMapping()).Figures);
        Assert.Throws<ReadException>(() => IndicatorCsv.Read(packed.ToArray().AsMemory()[..(int)(packed.Length / 2)], "f.csv.gz", "m", new IndicatorMapping()));
        Assert.Throws<ReadException>(() => IndicatorCsv.Read(packed.ToArray(), "f.csv.gz", "m", new IndicatorMapping(), new ReadLimits { EntryBytes = 10 }));
        Assert.Throws<ReadException>(() => IndicatorCsv.Read(plain, "f.xlsx", "m", new IndicatorMapping()));
    }

    /// <summary>Whatever a file holds, it is read or refused in words.</summary>
    [Fact]
    public void No_file_is_met_with_anything_but_an_answer() => Properties.Hold(
        from heads in Gen.Elements("member", "period", "value", "ratio", "numerator", "denominator", "group", "ccg_then", "x", "", "\"", "month", "fy_start").ListOf()
        from rows in Gen.Elements("P1", "2014", "2014-15", "2014-04-01", "1", "-2.5", "1e9", "\"", "NA", "", "\t", "🙂", "=1", "\"a,b\"", "9999-12-31", "0001").ListOf().ListOf()
        from noise in Properties.Texts
        select string.Join(',', heads) + "\n" + string.Join('\n', rows.Select(r => string.Join(',', r))) + (noise.Length > 12 ? noise : ""), text =>
    {
        try
        {
            var data = Read(text);
            Assert.NotEmpty(data.Remarks);
            Assert.Equal(data.Figures.Count, data.Figures.Select(f => (f.Member, f.Period)).Distinct().Count());
            Assert.All(data.Figures, f => Assert.False(f.Member.Length == 0 || (f.Member + f.Group).Any(char.IsControl)));
        }
        catch (ReadException refused)
        {
            Assert.Matches(@"^\S.*[.?!”]$", refused.Message.ReplaceLineEndings(" "));
        }
    }, count: 1000);

    [ReferenceTheory]
    [InlineData("registered_patients_annual.csv.gz", 65_621, 9, MeasureKind.Count)]
    [InlineData("list_size_quarterly.csv.gz", 109_955, 12, MeasureKind.Count)]
    [InlineData("desogestrel_monthly.csv.gz", 738_289, 112, MeasureKind.RatioOnly)]
    public void Whole_files_are_read_without_a_word_about_their_columns(string file, int figures, int periods, MeasureKind kind)
    {
        var data = IndicatorCsv.Read(File.ReadAllBytes(Path.Combine(Project.Reference!, "register", "data", file)), file, "m", new IndicatorMapping());
        Assert.Equal((figures, periods, kind), (data.Figures.Count, data.Figures.Select(f => f.Period).Distinct().Count(), data.Columns.Kind));
    }

    private static IndicatorData Read(string text, IndicatorMapping? mapping = null) => IndicatorCsv.Read(Encoding.UTF8.GetBytes(text), "f.csv", "m", mapping ?? new IndicatorMapping());
}
