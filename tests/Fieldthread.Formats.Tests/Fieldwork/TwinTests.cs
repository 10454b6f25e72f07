using Fieldthread.Core.Fieldwork;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>The same text gives the same words, whatever program wrote the file.</summary>
public sealed class TwinTests
{
    [Fact]
    public void A_transcript_reads_the_same_from_every_word_processor()
    {
        string[] paragraphs = ["INT: So how did it begin?", "GP03: In 2012, with £60bn\u00A0– “nobody” asked us 🙂.", "INT: And then? {really} C:\\notes", "", "GP03: Naïve, don’t you think; < & > 한국어."];
        foreach (var (name, bytes) in Twins.Of(paragraphs))
        {
            var document = Twins.Read(name, bytes);
            var expected = name == "a.html" ? paragraphs.Where(p => p.Length > 0) : paragraphs;
            Assert.Equal(string.Concat(expected.Select(p => p + "\n")), document.Text);
            Assert.Equal(["INT", "GP03", "INT", "GP03"], PassageSplitter.Split(document.Text).Select(p => p.Speaker));
            Assert.Empty(document.Remarks);
        }
    }

    [Fact]
    public void Any_paragraphs_read_the_same() => Properties.Hold(Properties.Texts.ListOf(), texts =>
    {
        // A web page cannot say tabs, line ends and runs of spaces, and each format has its own way to write a soft hyphen.
        var paragraphs = texts.Select(t => string.Join(' ', t.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))).Where(t => t.Length > 0).ToList();
        var read = Twins.Of(paragraphs).Select(twin => Twins.Read(twin.Key, twin.Value).Text).ToList();
        Assert.All(read, text => Assert.Equal(string.Concat(paragraphs.Select(p => p + "\n")), text));
    });

    [Fact]
    public void Headings_tables_lists_breaks_and_soft_hyphens_read_the_same()
    {
        var docx = Twins.Docx("""
            <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Interview</w:t></w:r></w:p>
            <w:p><w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:br/><w:t>organ</w:t><w:softHyphen/><w:t>isation</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>first point</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>more</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>two</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>four</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <w:p><w:r><w:t>after</w:t></w:r></w:p>
            """);
        var odt = Twins.Odt("""
            <text:h text:outline-level="1">Interview</text:h>
            <text:p>well&#x2011;known<text:line-break/>organ&#xAD;isation</text:p>
            <text:list><text:list-item><text:p>first point</text:p></text:list-item></text:list>
            <table:table><table:table-column/><table:table-row><table:table-cell><text:p>one</text:p><text:p>more</text:p></table:table-cell><table:table-cell><text:p>two</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell/><table:table-cell><text:p>four</text:p></table:table-cell></table:table-row></table:table>
            <text:p>after</text:p>
            """);
        var rtf = Twins.Rtf("""
            {\stylesheet{\s0 Normal;}{\s1\ql heading 1;}}
            \pard\s1 Interview\par
            \pard\s0 well\_known\line organ\-isation\par
            \pard{\listtext 1.\tab}\ls1 first point\par
            \trowd\cellx4000\cellx8000\pard\intbl one\par more\cell two\cell\row
            \trowd\cellx4000\cellx8000\pard\intbl\cell four\cell\row
            \pard after\par
            """);
        var html = Twins.Html("""
            <h1>Interview</h1><p>well&#x2011;known<br>organ&shy;isation</p>
            <ul><li>first
              point</ul><table><tr><td><p>one</p><p>more</p><td>two<tr><td></td><td>four</td></table> after
            """);
        foreach (var (name, bytes) in new[] { ("a.docx", docx), ("a.odt", odt), ("a.rtf", rtf), ("a.html", html) })
        {
            var document = Twins.Read(name, bytes);
            Assert.Equal("Interview\nwell\u2011known\norganisation\nfirst point\none more\ttwo\n\tfour\nafter\n", document.Text);
            var heading = Assert.Single(document.Headings);
            Assert.Equal(("Interview", 1), (heading.Span.Of(document.Text), heading.Level));
            Assert.Equal(["1 paragraph", "1 soft", "1 table"], document.Remarks.Select(r => string.Join(' ', r.Message.Split(' ').Take(2))));
        }
    }

    [Fact]
    public void What_is_not_taken_is_counted_in_every_format()
    {
        var odt = Twins.Odt("""
            <text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>
            <text:p>Words<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note> stay<office:annotation xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><text:p>comment</text:p></office:annotation>.<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame></text:p>
            """, ("styles.xml", """<s xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><style:header><p>Running</p></style:header><style:footer/></s>"""));
        var rtf = Twins.Rtf("""
            {\header Running\par}\pard Words{\footnote note} stay{\*\annotation comment}.{\deleted gone}{\revised }{\*\shppict{\pict 0102}}{\nonshppict{\pict 0304}}{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt boxed\par}}{\shprslt boxed}}\par
            """);
        foreach (var (name, bytes) in new[] { ("a.odt", odt), ("a.rtf", rtf) })
        {
            var document = Twins.Read(name, bytes);
            Assert.Equal("Words stay.\n", document.Text);
            foreach (var words in new[] { "2 tracked changes; it was read as if all were accepted (1 inserted, 1 deleted)", "1 footnote", "1 comment", "1 text box ", "1 picture", "Headers" })
            {
                Assert.Single(document.Remarks, r => r.Message.Contains(words, StringComparison.Ordinal));
            }

            Assert.Equal(6, document.Remarks.Count);
        }
    }
}
