using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Formats.Tests.Sheets;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Formats.Tests.Register;

public sealed class MoneyCsvTests
{
    private const string Head = "organisation,what,amount,unit,period,kind,source,exactness,known,note\n";

    [Fact]
    public void Amounts_are_read()
    {
        var data = Read(Head + "G01,running costs,24.73,GBP,2014-15,allocated,Letter,,2014-02,\"a, note\"\nG01,staff,12.5,FTE,2014-03-31,in post,Return,Approximate,,\nG01,staff,-1,fte,2011-12,planned,Return,exact,2012,\n");
        Assert.Empty(data.Faults);
        Assert.Equal(
            ["G01 running costs 247300 GBP FinancialYear 2014-15 Allocated False Letter 2014-02 a, note", "G01 staff 125000 fte Day 2014-03-31 InPost True Return  ", "G01 staff -10000 fte FinancialYear 2011-12 Planned False Return 2012 "],
            data.Amounts.Select(a => $"{a.Organisation} {a.What} {a.Amount} {a.Unit} {a.Period.Span} {a.Period.Name} {a.Kind} {a.Approximate} {a.Source} {a.Known} {a.Note}"));
        Assert.Equal(3, data.Remarks.Count);
        Assert.Contains(data.Remarks, r => r.Weight == RemarkWeight.Guessed && r.Message == "1 period could be a month or a financial year, as 2011-12 could, and was taken as a financial year.");
        Assert.Single(MoneyCsv.Read(Workbooks.Of(("Sheet1", [["organisation", "what", "amount", "unit", "period", "kind", "source"], ["G01", "costs", "5", "EUR", "2014", "spent", "Book"]])), "money.xlsx").Amounts);
    }

    [Theory]
    [InlineData(",costs,5,GBP,2014,spent,Book,,,", "names no organisation")]
    [InlineData("G01,,5,GBP,2014,spent,Book,,,", "names no kind of amount (“what”)")]
    [InlineData("G01,costs,\"1,000\",GBP,2014,spent,Book,,,", "“1,000” is no amount")]
    [InlineData("G01,costs,5.00001,GBP,2014,spent,Book,,,", "at most four decimal places")]
    [InlineData("G01,costs,5,pounds,2014,spent,Book,,,", "“pounds” is no unit")]
    [InlineData("G01,costs,5,GBP,soon,spent,Book,,,", "“soon” is no period")]
    [InlineData("G01,costs,5,GBP,2014,lost,Book,,,", "“lost” is none of planned, allocated, spent and in post")]
    [InlineData("G01,costs,5,GBP,2014,spent,,,,", "names no source")]
    [InlineData("G01,costs,5,GBP,2014,spent,Book,nearly,,", "“nearly” is neither exact nor approximate")]
    [InlineData("G01,costs,5,GBP,2014,spent,Book,,then,", "“then” is not a date")]
    [InlineData("G01,costs,5", "The line has 3 cells")]
    public void A_line_that_cannot_be_taken_is_a_fault_with_its_place(string line, string says)
    {
        var data = Read(Head + "G02,costs,5,GBP,2014,spent,Book,,,\nG02,costs,5,GBP,2014,spent,Book,,,\n" + line + "\n");
        Assert.Single(data.Amounts);
        var fault = Assert.Single(data.Faults);
        Assert.Equal(("bad-line", "money.csv, line 4"), (fault.Code, fault.Place));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_of_prices_is_read_and_its_faults_are_named()
    {
        var data = MoneyCsv.ReadDeflator(Encoding.UTF8.GetBytes("period,index\n2015-16,102.50\n2014-15,100\n"), "prices.csv");
        Assert.Equal(["2014-15 100", "2015-16 102.5"], data.Values.Select(v => FormattableString.Invariant($"{v.Period.Name} {v.Index}")));
        var faults = MoneyCsv.ReadDeflator(Encoding.UTF8.GetBytes("period,index\n2014,0\n2015,many\nsoon,5\n2016,1\n2016,2\n"), "prices.csv").Faults;
        Assert.Equal(["prices.csv, line 2", "prices.csv, line 3", "prices.csv, line 4", "prices.csv, line 6"], faults.Select(f => f.Place));
        Assert.Equal("2016 stands twice.", faults[^1].Message);
        Assert.Throws<ReadException>(() => MoneyCsv.ReadDeflator(Encoding.UTF8.GetBytes("year,index\n2014,1\n"), "prices.csv"));
        Assert.Throws<ReadException>(() => MoneyCsv.ReadDeflator(Encoding.UTF8.GetBytes("period,index\n"), "prices.csv"));
    }

    [Theory]
    [InlineData("", "The heading “organisation” is missing")]
    [InlineData("member,period,value\nP1,2014,1\n", "The first line must name organisation, what, amount, unit, period, kind, source")]
    [InlineData(Head, "No line of it gives an amount.")]
    public void Another_layout_is_refused_in_words(string text, string says) => Assert.Contains(says, Assert.Throws<ReadException>(() => Read(text)).Message, StringComparison.Ordinal);

    /// <summary>Whatever a file holds, it is read or refused in words.</summary>
    [Fact]
    public void No_file_is_met_with_anything_but_an_answer() => Properties.Hold(
        from full in Gen.Elements(true, true, false)
        from heads in Gen.Elements("organisation", "what", "amount", "unit", "period", "kind", "source", "index", "x", "", "\"").ListOf()
        from rows in Gen.Elements("G01", "costs", "5", "-2.5", "1e9", "GBP", "fte", "2014", "2014-15", "9999", "spent", "in post", "\"", "", "\t", "🙂", "99999999999999", "2013-02-30").ListOf(10).ListOf()
        from noise in Properties.Texts
        select (full ? Head : string.Join(',', heads) + "\n") + string.Join('\n', rows.Select(r => string.Join(',', r))) + (noise.Length > 12 ? noise : ""), text =>
    {
        foreach (var read in new Func<IReadOnlyList<FileFault>>[]
        {
            () => Read(text) is var data && data.Amounts.All(a => Amounts.IsUnit(a.Unit) && a.What.Length > 0) ? data.Faults : throw new InvalidOperationException(), () => MoneyCsv.ReadDeflator(Encoding.UTF8.GetBytes(text), "f.csv").Faults,
        })
        {
            try
            {
                Assert.All(read(), f => Assert.Matches(@"^\S.*[.?!”]$", f.Message.ReplaceLineEndings(" ")));
            }
            catch (ReadException refused)
            {
                Assert.Matches(@"^\S.*[.?!”]$", refused.Message.ReplaceLineEndings(" "));
            }
        }
    }, count: 1000);

    private static MoneyData Read(string text) => MoneyCsv.Read(Encoding.UTF8.GetBytes(text), "money.csv");
}
