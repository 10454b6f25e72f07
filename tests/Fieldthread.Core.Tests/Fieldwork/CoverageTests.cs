using Fieldthread.Core.Fieldwork;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class CoverageTests
{
    private static CountedEncounter Met(string kind, string? site, string? phase, string? date, int? minutes, params string[] people) => new(kind, site, phase, date, minutes, people);

    [Fact]
    public void People_and_sites_count_once_and_what_is_not_known_is_said()
    {
        var all = Coverage.Of(
            [
                Met("interview", "Site 1", "Phase 1", "2021-03", 50, "A"), Met("interview", "Site 1", "Phase 2", "2022-05-01", 40, "A"), Met("interview", "Site 2", "Phase 1", "2021", null, "B"), Met("meeting", "Site 1", "Phase 1", null, 95, "A", "C"),
                Met("document visit", null, null, "2021-03-09", 30),
            ],
            ["Site 1", "Site 2", "Site 3"], ["Phase 1", "Phase 2"]);
        Assert.Equal(new FieldAmount(5, 3, 215, 1, 2, "2021", "2022-05-01", 1), all.All);
        Assert.Equal((3, 2, 1), (all.ByPhase["Phase 1"].Encounters, all.ByPhase["Phase 1"].Sites, all.ByPhase["Phase 1"].Unmeasured));
        Assert.Equal((3, 1), (all.ByPhase["Phase 1"].People, all.ByPhase["Phase 2"].People)); // A in both: 4 of 3
        Assert.Equal((1, 0), (all.ByPhase[""].Encounters, all.ByPhase[""].People));
        Assert.Equal(0, all.BySite["Site 3"].Encounters);
        Assert.Equal([("Site 1", "interview", "Phase 1"), ("Site 1", "interview", "Phase 2"), ("Site 1", "meeting", "Phase 1"), ("Site 2", "interview", "Phase 1")], all.Cells.Where(c => c.Site is not null).Select(c => (c.Site!, c.Kind, c.Phase!)));
        Assert.Equal(5, all.Cells.Sum(c => c.Amount.Encounters));
    }

    [Fact]
    public void Nothing_counts_as_nothing()
    {
        var none = Coverage.Of([], [], []);
        Assert.Equal(new FieldAmount(0, 0, 0, 0, 0, null, null, 0), none.All);
        Assert.Null(none.Network.Density);
        Assert.Empty(none.Network.Pairs);
    }

    [ReferenceFact]
    public void The_network_of_the_southern_women_is_the_published_one()
    {
        // Davis, Gardner and Gardner (1941), 18 women and 14 events.
        var lines = File.ReadAllLines(Path.Combine(Project.Reference!, "methods", "cases", "davis_southern_women.csv")).Where(l => l.Length > 0).Select(l => l.Split(',')).ToList();
        var events = Enumerable.Range(1, lines[0].Length - 1).Select(e => (IReadOnlyList<string>)[.. lines.Skip(1).Where(l => l[e].Trim() == "1").Select(l => l[0])]).ToList();
        Assert.Equal([3, 3, 6, 4, 8, 8, 10, 14, 12, 5, 4, 6, 3, 3], events.Select(e => e.Count));
        var network = AttendanceNetwork.Of(events);
        Assert.Equal((18, 14, 89, 153, 139), (network.People, network.Events, network.Attendances, network.PairsPossible, network.Pairs.Count));
        Assert.Equal(.3531746, network.Density!.Value, 7);
        Assert.Equal(322, network.Pairs.Sum(p => p.Together));
        var first = network.Pairs.Single(p => p is { One: "Evelyn", Other: "Theresa" });
        Assert.Equal((7, .7777778), (first.Together, Math.Round(first.Jaccard, 7)));
        Assert.Equal(6, network.Pairs.Single(p => p is { One: "Evelyn", Other: "Laura" }).Together);
        Assert.DoesNotContain(network.Pairs, p => p is { One: "Flora", Other: "Laura" });
        var whole = Coverage.Of([.. events.Select((people, i) => new CountedEncounter("event", null, null, null, null, people) { Name = lines[0][i + 1].Trim() })], [], []);
        Assert.Equal(89, whole.Ties.Count);
        Assert.Equal(("E8", "E9", 9), (whole.Encounters[0].One, whole.Encounters[0].Other, whole.Encounters[0].Together));
        Assert.Equal([3, 3, 6, 4, 8, 8, 10, 14, 12, 5, 4, 6, 3, 3], whole.Ties.GroupBy(t => t.Encounter).Select(g => g.Count()));
        // The events’ side is the same reckoning with people and events changed about.
        var women = lines.Skip(1).Select(l => (IReadOnlyList<string>)[.. Enumerable.Range(1, l.Length - 1).Where(e => l[e].Trim() == "1").Select(e => lines[0][e].Trim())]).ToList();
        Assert.Equal(9, AttendanceNetwork.Of(women).Pairs.Single(p => p is { One: "E8", Other: "E9" }).Together);
    }
}
