using Fieldthread.Core.Publishing;

namespace Fieldthread.Core.Tests.Publishing;

public sealed class CitationTest
{
    private static CitedWork Work(params string[] authors) =>
        new("Costs & gains: 50% of_what?", authors, "2022-11-30", "Lindermere study", "Version 2", "https://study.example/p/a/b/v2", "Two\nlines.", ["groups", "mergers"]);

    [Fact]
    public void Three_styles_for_two_people()
    {
        var work = Work("Anna Maria Lind", "Mere, Otto");
        Assert.Equal("Lind, A.M. and Mere, O. (2022) Costs & gains: 50% of_what? Version 2. Lindermere study. Available at: https://study.example/p/a/b/v2.", Citation.Harvard(work));
        Assert.Equal("Lind, A. M., & Mere, O. (2022). Costs & gains: 50% of_what? (Version 2). Lindermere study. https://study.example/p/a/b/v2", Citation.Apa(work));
        Assert.Equal("Lind AM, Mere O. Costs & gains: 50% of_what? Version 2. Lindermere study; 2022. Available from: https://study.example/p/a/b/v2", Citation.Vancouver(work));
    }

    [Theory]
    [InlineData("Ludwig van der Meer", "van der Meer", "Ludwig")]
    [InlineData("Researcher 1", "Researcher 1", "")]
    [InlineData("{Policy Research Unit}", "Policy Research Unit", "")]
    [InlineData("Plato", "Plato", "")]
    [InlineData("Mc Dermott, Imelda", "Mc Dermott", "Imelda")]
    [InlineData("Jean-Luc Petit", "Petit", "Jean-Luc")]
    public void A_name_is_read_as_it_is_written(string written, string family, string given) => Assert.Equal(new AuthorName(family, given), AuthorName.Of(written));

    [Fact]
    public void Many_are_shortened_as_each_style_has_it_and_nobody_is_made_up()
    {
        var four = Work("A Bee", "C Dee", "E Eff", "G Aitch");
        Assert.StartsWith("Bee, A. et al. (2022)", Citation.Harvard(four), StringComparison.Ordinal);
        Assert.StartsWith("Bee, A., Dee, C., Eff, E., & Aitch, G. (2022).", Citation.Apa(four), StringComparison.Ordinal);
        Assert.StartsWith("Bee A, Dee C, Eff E, Aitch G. Costs", Citation.Vancouver(four), StringComparison.Ordinal);
        Assert.StartsWith("Lindermere study (n.d.) Costs", Citation.Harvard(Work() with { Date = "" }), StringComparison.Ordinal);
    }

    [Fact]
    public void BibTeX_escapes_what_TeX_reads_otherwise()
    {
        var entry = Citation.BibTeX(Work("Researcher 1 and Anna Lind"));
        Assert.StartsWith("@techreport{Researcher12022,\n  title = {{Costs \\& gains: 50\\% of\\_what?}},\n  author = {{Researcher 1} and Lind, Anna},\n", entry, StringComparison.Ordinal);
        Assert.Contains("  abstract = {Two lines.},\n}\n", entry, StringComparison.Ordinal);
        Assert.Equal(entry.Count(c => c == '{'), entry.Count(c => c == '}'));
    }

    [Fact]
    public void Ris_is_a_tag_a_line()
    {
        var lines = Citation.Ris(Work("Anna Lind", "Otto Mere")).Split("\r\n");
        Assert.Equal(["TY  - RPRT", "AU  - Lind, Anna", "AU  - Mere, Otto", "TI  - Costs & gains: 50% of_what?", "PY  - 2022", "DA  - 2022/11/30", "PB  - Lindermere study", "ET  - Version 2", "UR  - https://study.example/p/a/b/v2", "AB  - Two lines.", "KW  - groups", "KW  - mergers", "ER  - ", ""], lines);
    }
}
