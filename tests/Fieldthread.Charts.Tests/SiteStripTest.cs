using System.Xml.Linq;
using Fieldthread.Charts;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;

namespace Fieldthread.Charts.Tests;

public sealed class SiteStripTest
{
    private static readonly StatisticValue Five = new(5, 7, ["Site 1", "Site 2", "Site 3", "Site 5", "Site 7"], ["Site 4", "Site 8"], ["Site 6"]);
    private static readonly string[] Order = ["Site 1", "Site 2", "Site 3", "Site 4", "Site 5", "Site 6", "Site 7", "Site 8"];

    [Fact]
    public void A_strip_is_drawn_as_expected()
    {
        var file = Path.Combine(Project.Root, "tests", "Fieldthread.Charts.Tests", "Expected", "site-strip.svg");
        var drawn = SiteStripSvg.Draw(SiteStrip.Measure(Five, Order), "s1") + "\n";
        if (Environment.GetEnvironmentVariable("FIELDTHREAD_EXPECT") is "write")
        {
            File.WriteAllText(file, drawn);
        }

        Assert.Equal(File.ReadAllText(file), drawn);
        Assert.Equal("svg", XDocument.Parse(drawn).Root!.Name.LocalName);
    }

    [Fact]
    public void Marks_follow_the_order_of_the_study_and_say_what_the_value_says()
    {
        var strip = SiteStrip.Measure(Five, Order);
        Assert.Equal(Order, strip.Marks.Select(m => m.Name));
        Assert.Equal("12345678", string.Concat(strip.Marks.Select(m => m.Label)));
        Assert.Equal((5, 2, 1), (strip.Marks.Count(m => m.Answer == SiteAnswer.Yes), strip.Marks.Count(m => m.Answer == SiteAnswer.No), strip.Marks.Count(m => m.Answer == SiteAnswer.NotCoded)));
        Assert.Equal("Yes: Site 1, Site 2, Site 3, Site 5, Site 7. No: Site 4, Site 8. Nothing coded yet: Site 6.", strip.Description);
    }

    [Fact]
    public void Long_names_are_numbered() => Assert.Equal(["1", "2"], SiteStrip.Measure(new(1, 2, ["Ashbourne"], ["Whitcombe"], []), []).Marks.Select(m => m.Label));

    [Fact]
    public void Marks_never_overlap_however_many_sites()
    {
        var sites = Enumerable.Range(1, 40).Select(i => "Site " + i).ToList();
        var strip = SiteStrip.Measure(new(40, 40, sites, [], []), sites);
        Assert.Equal(40, strip.Marks.Select(m => (m.X, m.Y)).Distinct().Count());
        Assert.All(strip.Marks, m => Assert.True(m.X + 16 <= strip.Width && m.Y + 34 <= strip.Height));
    }

    [Fact]
    public void No_sites_at_all_is_still_a_drawing() => XDocument.Parse(SiteStripSvg.Draw(SiteStrip.Measure(new(0, 0, [], [], []), []), "x"));

    [Fact]
    public void A_name_cannot_break_out() => Assert.DoesNotContain("<b>", SiteStripSvg.Draw(SiteStrip.Measure(new(1, 1, ["<b>"], [], []), []), "x"), StringComparison.Ordinal);
}
