using Fieldthread.Core.Findings;
using Fieldthread.Formats.Findings;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Findings;

public sealed class ReportReaderTest
{
    [Theory]
    [InlineData("A <b>bold</b> word.", "HTML is not part")]
    [InlineData("<div>\nx\n</div>", "HTML is not part")]
    [InlineData("[a]{.clam #C1}", "“.clam” is no class")]
    [InlineData("# Recommendations\n\n# Next\n\ntext", "Nothing stands under the heading “Recommendations”")]
    [InlineData("We recommend:\n\n# Next\n\ntext", "announces a list, and none follows")]
    [InlineData("They said “we never wanted any of this at all” to us.", "looks like a quotation and is bound to no evidence")]
    [InlineData("We went to 8 sites.", "“8 sites” is a number that is bound to no statistic")]
    [InlineData("In five of the sites it held.", "five of the sites")]
    [InlineData("As @smith2020 says.", "write [@smith2020]")]
    [InlineData("[8]{.value} [[@a; @b] x]{.quote}", "begin with a citation")]
    [InlineData("[x](javascript:alert(1))", "is not an address")]
    [InlineData("para\n::: {.finding}\nx\n:::", "read as text")]
    [InlineData("---\ntitle: [\n---\n\ntext", "It is not YAML")]
    public void What_a_person_should_look_at_is_said(string text, string remark) =>
        Assert.Contains(ReportReader.Read(text).Remarks, r => r.Message.Contains(remark, StringComparison.Ordinal) && r.Place.Contains("line", StringComparison.Ordinal));

    [Theory]
    [InlineData("They said “[we never wanted any of this at all]{.quote ev=q1}” to us.")]
    [InlineData("We went to [8]{.value ev=s1} sites in 2021.")]
    [InlineData("# Recommendations\n\n- one")]
    public void What_is_bound_is_left_alone(string text) => Assert.Empty(ReportReader.Read(text).Remarks);

    [Fact]
    public void The_head_is_read()
    {
        var head = ReportReader.Read(SampleReport.Text).Report.Head;
        Assert.Equal(("The research team", "31 October 2022", "Aim", "en-GB"), (head.Authors[0], head.Date, head.Facts[0].Key, head.Language));
    }

    [Fact]
    public void Brackets_inside_brackets_are_counted()
    {
        var span = Assert.IsType<ReportSpan>(Assert.IsType<ReportParagraph>(ReportReader.Read("[our patch, [...] [the group] `]` not]{.quote ev=q1 n='a b'} end").Report.Blocks[0]).Text[0]);
        Assert.Equal("our patch, [...] [the group] ] not", span.Plain);
        Assert.Equal("a b", span.Attributes.Value("n"));
    }

    [Fact]
    public void Any_text_is_read_without_an_exception()
    {
        const int Seed = 99;
        var random = new Random(Seed);
        string[] bits = ["[", "]", "{", "}", ".claim", "#C1", "ev=\"q1\"", "@ev:q1", "::: ", "{.finding}", "\n", "\n\n", ":::", "> ", "- ", "*", "**", "`", "|", "---\n", "<b>", "<!--", "\\", "\"", "word ", "\uD800", "\0", "![", "](", "http://x)", "&amp;", "# ", "    ", "“", "”", "8 sites"];
        for (var round = 0; round < (Project.Long ? 20_000 : 2_000); round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => bits[random.Next(bits.Length)]));
            var fault = Record.Exception(() => Publishing.ReportHtmlTest.Write(text));
            Assert.True(fault is null, $"seed {Seed}, round {round}: {text}\n{fault}");
        }
    }

    [Fact]
    public void Depth_is_bounded()
    {
        Assert.NotNull(ReportReader.Read(string.Concat(Enumerable.Repeat("[", 50_000))).Report);
        Assert.NotNull(ReportReader.Read(string.Concat(Enumerable.Repeat("> ", 5_000)) + "x").Report);
        Assert.NotNull(ReportReader.Read(string.Concat(Enumerable.Repeat("::: {.finding}\n\n", 5_000))).Report);
        Assert.NotNull(ReportReader.Read(string.Concat(Enumerable.Repeat("[", 3_000)) + "x" + string.Concat(Enumerable.Repeat("]{.quote}", 3_000))).Report);
    }
}
