using System.Globalization;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics.Statistics;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Surveys;

public sealed partial class WilsonIntervalTests
{
    /// <summary>Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 857–872, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Published_intervals(int k, int n, double low, double high)
    {
        var interval = WilsonInterval.Of(k, n);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [ReferenceFact]
    public void A_run_of_another_program_gives_the_same_to_ten_digits()
    {
        // p1 yes 0.4166666667  Wilson95: 0.3360840041 0.5019624937, of 132 who answered.
        var text = File.ReadAllText(Path.Combine(Project.Reference!, "surveys", "ref.out"));
        var said = Line.Match(text);
        double Number(string name) => double.Parse(said.Groups[name].Value, CultureInfo.InvariantCulture);
        var n = int.Parse(said.Groups["n"].Value, CultureInfo.InvariantCulture);
        var interval = WilsonInterval.Of((int)Math.Round(Number("p") * n), n);
        Assert.Equal(Number("low"), interval.Low, 9);
        Assert.Equal(Number("high"), interval.High, 9);
    }

    [Fact]
    public void It_lies_inside_0_and_1_around_the_share_and_mirrors()
    {
        for (var n = 1; n <= 60; n++)
        {
            for (var k = 0; k <= n; k++)
            {
                var (low, high) = WilsonInterval.Of(k, n);
                Assert.InRange((double)k / n, low, high);
                Assert.True(low >= 0 && high <= 1);
                var mirrored = WilsonInterval.Of(n - k, n);
                Assert.Equal(low, 1 - mirrored.High, 12);
            }
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    public void What_is_no_share_is_refused(int k, int n) => Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(k, n));

    [GeneratedRegex(@"n1 (?<n>\d+)[\s\S]*?p1 yes (?<p>[\d.]+)\s+Wilson95: (?<low>[\d.]+) (?<high>[\d.]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Line { get; }
}
