using System.IO.Compression;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Memos;
using Fieldthread.Workbench.Studies.Minutes;

namespace Fieldthread.Workbench.Tests.Studies;

/// <summary>Minutes of analysis meetings, whose decisions open onto what they touch.</summary>
public sealed class MinutesTests
{
    [Theory]
    [OnBoth]
    public async Task Minutes_hold_who_was_there_and_decisions_touch_things_of_every_room(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var lead = (await scene.Ask(new TeamList())).First(p => p.Role == Role.Lead);
        var site = await scene.Add(new AddSite("Northside"));
        var page = await scene.SourceAsync("Notes", "We met about the budget.", site);
        var (trust, money) = (await scene.Add(new AddCode("Trust")), await scene.Add(new AddCode("Money")));
        var claim = await scene.Key(new AddClaim("Trust came first."));
        var memo = await scene.Add(new WriteMemo("Look at trust again.", "study", "Again"));
        await scene.Do(new FreezeCut("Before"));
        var before = await scene.TablesAsync();
        var written = await scene.Place.Do(scene.Study, new WriteMinutes("2024-05-17", "Codebook day", "Trust and money overlap.\nA lot.", [lead.Id], "A guest", "Merge nothing yet.\n\nRead Northside again."), scene.Coder);
        var id = written.Answer.Id;
        await scene.Add(new AddDecision(id, "Claim one waits for more evidence.", [$"claims:{claim}", $"codes:{trust}", "sites:Northside", $"sources:{page.Line.Id}", $"memos:{memo}", $"codes:{trust}"]), scene.Coder);
        await scene.Add(new WriteMinutes("2024-06", "Second look"));

        var all = await scene.Ask(new MinutesList());
        Assert.Equal(["Second look", "Codebook day"], all.Select(m => m.Title));
        var first = await scene.Ask(new MinutesOf(id));
        Assert.Equal(("2024-05-17", "Trust and money overlap.\nA lot.", "A guest"), (first.Date, first.Discussed, first.Others));
        Assert.Equal([lead.Name], first.Present);
        Assert.Equal([(1, "Merge nothing yet."), (2, "Read Northside again."), (3, "Claim one waits for more evidence.")], first.Decisions.Select(d => (d.Ordinal, d.Words)));
        Assert.Equal([("claim", claim), ("code", "Trust"), ("memo", "Again"), ("site", "Northside"), ("source", "Notes")], first.Decisions[2].Touches.Select(t => (t.Kind, t.Name[..Math.Min(t.Name.Length, t.Kind == "claim" ? claim.Length : 99)])));
        foreach (var on in new[] { $"claims:{claim}", $"codes:{trust}", "sites:Northside", $"memos:{memo}" })
        {
            Assert.Equal("Claim one waits for more evidence.", Assert.Single(await scene.Ask(new DecisionList(on))).Words);
        }

        Assert.Empty(await scene.Ask(new DecisionList($"codes:{money}")));
        Assert.Equal(3, (await scene.Ask(new DecisionList())).Count);
        Assert.Empty(await scene.Ask(new MinutesList(), cut: "Before"));
        Assert.Contains((await scene.Ask(new Search("overlap"))).Elsewhere.SelectMany(k => k.Hits), h => h.Title.Contains("Codebook day", StringComparison.Ordinal));

        // A merged code takes the decision along; a link is made once.
        await scene.Do(new MergeCodes(trust, money));
        Assert.Single(await scene.Ask(new DecisionList($"codes:{money}")));
        foreach (var (minutes, meetings) in new[] { ((Guid?)null, 2), (id, 1) })
        {
            var text = Words((await scene.Ask(new MinutesFile(minutes))).Bytes);
            Assert.Equal(meetings == 2, text.Contains("Second look", StringComparison.Ordinal));
            Assert.Contains("Claim one waits", text, StringComparison.Ordinal);
            Assert.Contains("the site Northside", text, StringComparison.Ordinal);
        }

        // Undone in reverse, nothing is left.
        for (var act = (await scene.Ask(new AboutStudy())).Head; act >= written.Act; act--)
        {
            await scene.Do(new UndoAct(act));
        }

        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task Minutes_and_decisions_are_corrected_and_taken_away_with_what_hangs_on_them(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var people = await scene.Ask(new TeamList());
        var trust = await scene.Add(new AddCode("Trust"));
        var id = await scene.Add(new WriteMinutes("2024-05-17", "Codebook day", Present: [people[0].Id], Decisions: "One.\nTwo."));
        await scene.Do(new ChangeMinutes(id, "2024-05-18", "Code day", "More.", [people[1].Id], "Guest"));
        var line = await scene.Ask(new MinutesOf(id));
        Assert.Equal(("2024-05-18", "Code day", "More.", "Guest"), (line.Date, line.Title, line.Discussed, line.Others));
        Assert.Equal([people[1].Id], line.PresentIds);
        var (one, two) = (line.Decisions[0].Id, line.Decisions[1].Id);
        await scene.Do(new ChangeDecision(one, "One, after all."));
        var link = await scene.Add(new LinkDecision(one, "codes:Trust"));
        Assert.Equal("One, after all.", Assert.Single(await scene.Ask(new DecisionList($"codes:{trust}"))).Words);
        await scene.Do(new UnlinkDecision(link));
        Assert.Empty(await scene.Ask(new DecisionList($"codes:{trust}")));
        await scene.Do(new LinkDecision(two, "codes:Trust"));
        await scene.Do(new RemoveDecision(one));
        Assert.Equal([2], (await scene.Ask(new MinutesOf(id))).Decisions.Select(d => d.Ordinal));
        await scene.Do(new RemoveMinutes(id));
        var tables = await scene.TablesAsync();
        Assert.All(new[] { "minutes", "minutes_present", "decisions", "decision_links" }, t => Assert.Empty(tables[t]));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("write-minutes", "empty")]
    [ShowsRefusal("write-minutes", "bad-date")]
    [ShowsRefusal("write-minutes", "unknown")]
    [ShowsRefusal("write-minutes", "too-long")]
    [ShowsRefusal("change-minutes", "unknown")]
    [ShowsRefusal("change-minutes", "empty")]
    [ShowsRefusal("change-minutes", "bad-date")]
    [ShowsRefusal("change-minutes", "too-long")]
    [ShowsRefusal("remove-minutes", "unknown")]
    [ShowsRefusal("add-decision", "unknown")]
    [ShowsRefusal("add-decision", "empty")]
    [ShowsRefusal("add-decision", "too-long")]
    [ShowsRefusal("add-decision", "bad-place")]
    [ShowsRefusal("change-decision", "unknown")]
    [ShowsRefusal("change-decision", "empty")]
    [ShowsRefusal("change-decision", "too-long")]
    [ShowsRefusal("remove-decision", "unknown")]
    [ShowsRefusal("link-decision", "unknown")]
    [ShowsRefusal("link-decision", "bad-place")]
    [ShowsRefusal("link-decision", "same")]
    [ShowsRefusal("unlink-decision", "unknown")]
    [ShowsRefusal("minutes-of-meeting", "unknown")]
    [ShowsRefusal("minutes-file", "unknown")]
    [ShowsRefusal("decisions", "bad-place")]
    [ShowsRefusal("decisions", "unknown")]
    public async Task What_cannot_be_minutes_is_refused(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (id, nobody, longLine) = (await scene.Add(new WriteMinutes("2024", "Day", Decisions: "One.")), Guid.NewGuid(), new string('x', 2_001));
        var decision = (await scene.Ask(new MinutesOf(id))).Decisions[0].Id;
        await scene.Add(new AddCode("Trust"));
        await scene.RefusesAsync("empty", new WriteMinutes("2024", " "));
        await scene.RefusesAsync("bad-date", new WriteMinutes("some day", "Day"));
        await scene.RefusesAsync("bad-date", new WriteMinutes("", "Day"));
        await scene.RefusesAsync("bad-date", new WriteMinutes("2999-01-01", "Day"));
        await scene.RefusesAsync("unknown", new WriteMinutes("2024", "Day", Present: [nobody]));
        await scene.RefusesAsync("too-long", new WriteMinutes("2024", longLine));
        await scene.RefusesAsync("too-long", new WriteMinutes("2024", "Day", new string('x', 100_001)));
        await scene.RefusesAsync("too-long", new WriteMinutes("2024", "Day", Decisions: longLine));
        await scene.RefusesAsync("unknown", new ChangeMinutes(nobody, "2024", "Day"));
        await scene.RefusesAsync("empty", new ChangeMinutes(id, "2024", ""));
        await scene.RefusesAsync("bad-date", new ChangeMinutes(id, "soon", "Day"));
        await scene.RefusesAsync("too-long", new ChangeMinutes(id, "2024", "Day", Others: longLine));
        await scene.RefusesAsync("unknown", new RemoveMinutes(nobody));
        await scene.RefusesAsync("unknown", new AddDecision(nobody, "One."));
        await scene.RefusesAsync("unknown", new AddDecision(id, "One.", [$"codes:{nobody}"]));
        await scene.RefusesAsync("empty", new AddDecision(id, " "));
        await scene.RefusesAsync("too-long", new AddDecision(id, longLine));
        await scene.RefusesAsync("bad-place", new AddDecision(id, "One.", ["moods:good"]));
        await scene.RefusesAsync("unknown", new ChangeDecision(nobody, "One."));
        await scene.RefusesAsync("empty", new ChangeDecision(decision, ""));
        await scene.RefusesAsync("too-long", new ChangeDecision(decision, longLine));
        await scene.RefusesAsync("unknown", new RemoveDecision(nobody));
        await scene.RefusesAsync("unknown", new LinkDecision(nobody, "codes:Trust"));
        await scene.RefusesAsync("unknown", new LinkDecision(decision, "codes:Nothing"));
        await scene.RefusesAsync("bad-place", new LinkDecision(decision, "moods:good"));
        await scene.Do(new LinkDecision(decision, "codes:Trust"));
        await scene.RefusesAsync("same", new LinkDecision(decision, "codes:Trust"));
        await scene.RefusesAsync("unknown", new UnlinkDecision(nobody));
        await scene.RefusesAsync("unknown", new MinutesOf(nobody));
        await scene.RefusesAsync("unknown", new MinutesFile(nobody));
        await scene.RefusesAsync("bad-place", new DecisionList("moods:good"));
        await scene.RefusesAsync("unknown", new DecisionList("codes:Nothing"));
    }

    private static string Words(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return System.Text.RegularExpressions.Regex.Replace(reader.ReadToEnd(), "<[^>]+>", " ");
    }
}
