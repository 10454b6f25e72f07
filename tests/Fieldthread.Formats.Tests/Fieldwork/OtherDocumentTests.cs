using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>What is peculiar to RTF, web pages, Markdown, OpenDocument texts and subtitles.</summary>
public sealed class OtherDocumentTests
{
    private static DocumentText Read(string name, string text) => DocumentReader.Read(name, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(@"caf\'e9 \lquote so\rquote\emdash ok", "café ‘so’—ok")]
    [InlineData(@"{\upr{plain}{\*\ud{\u322?\u379?d\u378?}}}", "łŻdź")]
    [InlineData(@"\uc2\u8364 xxeuro \uc1\u-10179?\u-8638?", "€euro 🙂")]
    [InlineData(@"{\f1\'cf\'f0\'e8\'e2\'e5\'f2} {\f2\'93\'fa\'96\'7b}", "Привет 日本")]
    [InlineData(@"{\f3\'b7}bullet", "\uFFFDbullet")]
    [InlineData(@"one{\v hidden}two{\field{\*\fldinst HYPERLINK ""x""}{\fldrslt a link}}", "onetwoa link")]
    [InlineData(@"{\*\unknown not words}a\~b{\bin3 }}}c", "a\u00A0bc")]
    public void Rich_text_says_its_letters_in_many_ways(string body, string words)
    {
        var rtf = Twins.Rtf(body + @"\par", @"\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 MS Gothic;}{\f3\fcharset2 Symbol;}}");
        Assert.Equal(words + "\n", Twins.Read("a.rtf", rtf).Text);
    }

    [Theory]
    [InlineData("plain words", "does not begin as RTF")]
    [InlineData("{\\rtf1 a\\'zz}", "damaged")]
    public void What_is_no_rich_text_is_refused(string text, string because) =>
        Assert.Contains(because, Assert.Throws<ReadException>(() => Read("a.rtf", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Rich_text_nested_without_end_is_refused_and_one_that_breaks_off_is_read_and_told()
    {
        Assert.Contains("nested", Assert.Throws<ReadException>(() => Read("a.rtf", "{\\rtf1 " + new string('{', 100_000))).Message, StringComparison.Ordinal);
        var document = Read("a.rtf", "{\\rtf1 Some words");
        Assert.Equal("Some words\n", document.Text);
        Assert.Contains("breaks off", Assert.Single(document.Remarks).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_page_gives_what_a_reader_sees()
    {
        var document = Read("a.html", """
            <!DOCTYPE html SYSTEM "file:///etc/passwd"><html><head><title>No</title><style>p{}</style></head>
            <body onload="no()"><nav><a href=x>Menu</a></nav><script>no("<p>")</script><!-- nor this -->
            <h2 class=x>Two  <em>words</em></h2>A line<br>and &amp; another &hellip; &x; 3 < 4
            <p style="display: none">unseen</p><p hidden>unseen</p><pre>  kept
              as it is</pre><img src="http://example.invalid/a.png" alt="no"><p>See<a href="#fn1" role="doc-noteref"><sup>1</sup></a> <q>me</q>.</p>
            <section role="doc-endnotes"><ol><li>note</li></ol></section><p>one<del>gone</del><ins>come</ins>
            """);
        Assert.Equal("Two words\nA line\nand & another … &x; 3 < 4\n  kept\n  as it is\nSee “me”.\nonecome\n", document.Text);
        Assert.Equal(("Two words", 2), (document.Headings[0].Span.Of(document.Text), document.Headings[0].Level));
        foreach (var words in new[] { "1 menu", "1 footnote", "2 stretches of hidden", "1 picture", "2 tracked changes" })
        {
            Assert.Single(document.Remarks, r => r.Message.Contains(words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_web_page_says_its_encoding()
    {
        var bytes = Encoding.Latin1.GetBytes("<meta charset=iso-8859-1><p>caf\u00E9 \u0093so\u0094");
        var document = DocumentReader.Read("a.htm", new MemoryStream(bytes));
        Assert.Equal("café “so”\n", document.Text);
        Assert.Contains("windows-1252", Assert.Single(document.Remarks).Message, StringComparison.Ordinal);
        Assert.Throws<ReadException>(() => DocumentReader.Read("a.html", new MemoryStream(Encoding.Latin1.GetBytes("<p>caf\u00E9"))));
    }

    [Fact]
    public void A_web_page_made_to_hurt_is_read_in_a_moment()
    {
        var document = Read("a.html", string.Concat(Enumerable.Repeat("<div><b x=1><table><tr><td>", 60_000)) + "words" + new string('<', 60_000));
        Assert.Contains("words", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_gives_its_words_without_its_marks()
    {
        var document = Read("notes.md", """
            ---
            title: no
            ---
            # The *first* day #

            **INT:** So how
            did it go?
            **GP03:** See [the page](http://example.invalid) &amp; `code`.[^1]

            - one
            - two

              more of two

            | a | b |
            |---|---|
            | 1 | 2 |

            ```
            # not one
            ```
            <!-- aside -->
            ![picture](a.png) <b>bold</b>

            [^1]: A note.
            """);
        Assert.Equal("The first day\n\nINT: So how\ndid it go?\nGP03: See the page & code.\n\none\n\ntwo\n\nmore of two\n\n\na\tb\n1\t2\n\n# not one\n\n bold\n", document.Text);
        Assert.Equal("The first day", Assert.Single(document.Headings).Span.Of(document.Text));
        foreach (var words in new[] { "settings", "3 stretches in italics", "address of 1 link", "1 footnote", "2 paragraphs numbered", "1 table", "1 comment", "1 picture", "2 tags" })
        {
            Assert.Single(document.Remarks, r => r.Message.Contains(words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Markdown_nested_without_end_is_refused() =>
        Assert.Contains("nested", Assert.Throws<ReadException>(() => Read("a.md", new string('>', 5_000) + " a")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_open_document_keeps_its_spaces_and_refuses_sheets_and_locks()
    {
        Assert.Equal("a   b\tc\n", Twins.Read("a.odt", Twins.Odt("<text:p> a <text:s text:c=\"2\"/>b<text:tab/>c</text:p>")).Text);
        Assert.Contains("not an OpenDocument", Assert.Throws<ReadException>(() => Twins.Read("a.odt", Twins.Docx(""))).Message, StringComparison.Ordinal);
        Assert.Contains("password", Assert.Throws<ReadException>(() => Twins.Read("a.odt", Twins.Odt("", ("META-INF/manifest.xml", "<m><encryption-data/></m>")))).Message, StringComparison.Ordinal);
        Assert.Contains("document type", Assert.Throws<ReadException>(() => Twins.Read("a.odt", Twins.Odt("", ("META-INF/manifest.xml", "<!DOCTYPE a><m/>")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Subtitles_become_turns_and_paragraphs_with_the_time_of_every_cue()
    {
        var document = Read("Call.srt", "1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>We begin</i> with\r\n{\\an8}the minutes.\r\n\r\n2\r\n00:00:03,600 --> 00:00:05,000\r\nThey are agreed.\r\n\r\n3\r\n00:00:09,000 --> 00:00:11,000\r\n42\r\n\r\n4\r\n00:01:10,250 --> 00:01:12,000\r\nCHAIR: Any other business?\r\n\r\n5\r\n00:01:13,000 --> soon\r\nlost\r\n\r\n6\r\n01:02:13,000 --> 01:02:14,000\r\nCLERK: None.\r\n\r\n7\r\n01:02:15,000 --> 01:02:16,000\r\nCHAIR: Good.\r\n");
        Assert.Equal("We begin with the minutes. They are agreed.\n\n42\n[00:01:10] CHAIR: Any other business?\n[01:02:13] CLERK: None.\n[01:02:15] CHAIR: Good.\n", document.Text);
        Assert.Contains(document.Remarks, r => r.Weight == RemarkWeight.NotTaken && r.Message.Contains("cannot be read", StringComparison.Ordinal));
        var places = new TextPlaces(document.Places);
        string Where(string words) => places.Of(Span(document.Text, words)).InWords;
        Assert.Equal(["0:01", "0:03", "0:09", "1:10", "1:02:13"], [Where("We begin"), Where("They are"), Where("42"), Where("[00:01:10] CHAIR"), Where("None")]);
        Assert.Equal(TimeSpan.FromSeconds(5), places.Of(Span(document.Text, "We begin with the minutes. They are agreed.")).To);
        Assert.Throws<ReadException>(() => Read("a.srt", "No times here"));
    }

    [Fact]
    public void The_times_of_a_meeting_are_kept_for_every_cue()
    {
        var document = Read("m.vtt", WebVttTests.Meeting);
        var places = new TextPlaces(document.Places);
        Assert.Equal(["0:01", "0:04", "0:06", "1:02:03", "1:02:06"], new[] { "We begin", "Are they", "Not by", "Then we stop", "[01:02:06]" }.Select(w => places.Of(Span(document.Text, w)).InWords));
    }

    private static TextSpan Span(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);
        return new TextSpan(at, at + words.Length);
    }
}
