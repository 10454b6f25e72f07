using System.Text;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class TopicGuideTests
{
    private const string First = "# Beginning\nHow did it come about? [trust]\n- Who called the meeting?\n# Money\nWhat became of the budget? [money; trust]\n";

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-line-of-inquiry", "empty")]
    [ShowsRefusal("add-line-of-inquiry", "bad-name")]
    [ShowsRefusal("add-line-of-inquiry", "name-taken")]
    [ShowsRefusal("edit-line-of-inquiry", "unknown")]
    [ShowsRefusal("edit-line-of-inquiry", "empty")]
    [ShowsRefusal("edit-line-of-inquiry", "bad-name")]
    [ShowsRefusal("edit-line-of-inquiry", "name-taken")]
    [ShowsRefusal("remove-line-of-inquiry", "unknown")]
    [ShowsRefusal("remove-line-of-inquiry", "in-use")]
    [ShowsRefusal("link-question", "unknown")]
    public async Task Lines_of_inquiry_are_kept_and_questions_are_tied_to_them(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (money, nothing) = (await scene.Add(new AddLineOfInquiry("money", "What became of the budget")), Guid.NewGuid());
        var trust = await scene.Add(new AddLineOfInquiry("trust", "Whom they trust"));
        await scene.RefusesAsync("empty", new AddLineOfInquiry(" ", "x"));
        await scene.RefusesAsync("empty", new AddLineOfInquiry("x", ""));
        await scene.RefusesAsync("bad-name", new AddLineOfInquiry("a;b", "x"));
        await scene.RefusesAsync("name-taken", new AddLineOfInquiry("Money", "x"));
        await scene.RefusesAsync("unknown", new EditLineOfInquiry(nothing, "x", "x"));
        await scene.RefusesAsync("empty", new EditLineOfInquiry(money, "", "x"));
        await scene.RefusesAsync("bad-name", new EditLineOfInquiry(money, "[x]", "x"));
        await scene.RefusesAsync("name-taken", new EditLineOfInquiry(money, "trust", "x"));
        await scene.RefusesAsync("unknown", new RemoveLineOfInquiry(nothing));
        var guide = await scene.Add(new AddGuide("Managers"));
        await scene.Do(new AddGuideVersion(guide, First, "2021-03"));
        var question = (await scene.Ask(new ShowGuide(guide))).Questions[0];
        Assert.Equal(["trust"], question.Lines);
        await scene.RefusesAsync("in-use", new RemoveLineOfInquiry(trust));
        await scene.RefusesAsync("unknown", new LinkQuestion(nothing));
        await scene.RefusesAsync("unknown", new LinkQuestion(question.Id, [nothing]));
        await scene.Do(new LinkQuestion(question.Id, [money]));
        await scene.Do(new EditLineOfInquiry(money, "funds", "What became of the budget"));
        Assert.Equal(["funds"], (await scene.Ask(new ShowGuide(guide))).Questions[0].Lines);
        await scene.Do(new LinkQuestion((await scene.Ask(new ShowGuide(guide))).Questions[1].Id));
        await scene.Do(new RemoveLineOfInquiry(trust));
        Assert.Equal(("funds", 1), (await scene.Ask(new LinesOfInquiry())).Lines.Select(l => (l.Label, l.Questions)).Single());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-guide", "empty")]
    [ShowsRefusal("add-guide", "name-taken")]
    [ShowsRefusal("rename-guide", "unknown")]
    [ShowsRefusal("rename-guide", "empty")]
    [ShowsRefusal("rename-guide", "name-taken")]
    [ShowsRefusal("add-guide-version", "unknown")]
    [ShowsRefusal("add-guide-version", "empty")]
    [ShowsRefusal("add-guide-version", "too-long")]
    [ShowsRefusal("add-guide-version", "bad-date")]
    [ShowsRefusal("add-guide-version", "unchanged")]
    [ShowsRefusal("edit-guide-version", "unknown")]
    [ShowsRefusal("edit-guide-version", "in-use")]
    [ShowsRefusal("edit-guide-version", "empty")]
    [ShowsRefusal("edit-guide-version", "too-long")]
    [ShowsRefusal("edit-guide-version", "bad-date")]
    [ShowsRefusal("remove-guide-version", "unknown")]
    [ShowsRefusal("remove-guide-version", "in-use")]
    [ShowsRefusal("topic-guide", "unknown")]
    [ShowsRefusal("compare-guide-versions", "unknown")]
    public async Task A_version_that_was_used_stays_and_a_new_one_keeps_the_lines_of_questions_that_stayed(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var nothing = Guid.NewGuid();
        await scene.Add(new AddLineOfInquiry("money", "What became of the budget"));
        await scene.Add(new AddLineOfInquiry("trust", "Whom they trust"));
        var guide = await scene.Add(new AddGuide("Managers"));
        var other = await scene.Add(new AddGuide("Nurses"));
        await scene.RefusesAsync("empty", new AddGuide(""));
        await scene.RefusesAsync("name-taken", new AddGuide("Managers"));
        await scene.RefusesAsync("unknown", new RenameGuide(nothing, "x"));
        await scene.RefusesAsync("empty", new RenameGuide(other, " "));
        await scene.RefusesAsync("name-taken", new RenameGuide(other, "Managers"));
        await scene.RefusesAsync("unknown", new AddGuideVersion(nothing, First));
        await scene.RefusesAsync("empty", new AddGuideVersion(guide, "# Only a heading"));
        await scene.RefusesAsync("too-long", new AddGuideVersion(guide, new string('x', 2001)));
        await scene.RefusesAsync("bad-date", new AddGuideVersion(guide, First, "soon"));
        var one = await scene.Do(new AddGuideVersion(guide, First, "2021-03", "For the first phase."));
        Assert.Equal((1, 2, 2, 0), (one.Number, one.Questions, one.Linked, one.FromBefore));
        await scene.RefusesAsync("unchanged", new AddGuideVersion(guide, First.Replace(" [trust]", "", StringComparison.Ordinal)));
        await scene.Do(new EditGuideVersion(one.Version, First.Replace("come about", "begin", StringComparison.Ordinal), "2021-03", "For the first phase."));
        var site = await scene.Add(new AddSite("North"));
        await scene.Add(new AddSite("South"));
        var person = await scene.Add(new AddParticipant("GP01", "Doctor", site));
        await scene.Add(new AddEncounter("One", EncounterKind.Interview, "2021-04", 50, site, null, [person], Version: one.Version));
        await scene.RefusesAsync("in-use", new EditGuideVersion(one.Version, "Something else?"));
        await scene.RefusesAsync("in-use", new RemoveGuideVersion(one.Version));
        var two = await scene.Do(new AddGuideVersion(guide, "How did it begin?\nWho decides?\n- Why?\n", "2022"));
        Assert.Equal((2, 2, 1, 1), (two.Number, two.Questions, two.Linked, two.FromBefore));
        await scene.RefusesAsync("unknown", new EditGuideVersion(nothing, "x"));
        await scene.RefusesAsync("empty", new EditGuideVersion(two.Version, " "));
        await scene.RefusesAsync("too-long", new EditGuideVersion(two.Version, string.Concat(Enumerable.Repeat("Why?\n", 301))));
        await scene.RefusesAsync("bad-date", new EditGuideVersion(two.Version, "Why?", "soon"));
        await scene.RefusesAsync("unknown", new RemoveGuideVersion(nothing));
        await scene.RefusesAsync("unknown", new ShowGuide(nothing));
        await scene.RefusesAsync("unknown", new ShowGuide(guide, 3));
        await scene.RefusesAsync("unknown", new CompareGuideVersions(other));
        var compared = await scene.Ask(new CompareGuideVersions(guide));
        Assert.Equal((1, 2), (compared.From, compared.To));
        Assert.Contains(compared.Lines.SelectMany(l => l.After), p => p.Marked && p.Words.Contains("Who decides", StringComparison.Ordinal));
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new RemoveGuideVersion(two.Version));
        Assert.Equal([1], (await scene.Ask(new TopicGuides())).Single(g => g.Id == guide).Versions.Select(v => v.Number));
        Assert.Equal([1, 2], (await scene.Ask(new TopicGuides(), cut: "Then")).Single(g => g.Id == guide).Versions.Select(v => v.Number));

        var inquiry = await scene.Ask(new LinesOfInquiry());
        Assert.Equal((1, 1), (inquiry.Encounters, inquiry.WithGuide));
        var trust = inquiry.Lines.Single(l => l.Label == "trust");
        Assert.Equal((2, 1, 1, 1), (trust.Questions, trust.Reach.Encounters, trust.Reach.People, trust.Reach.Sites));
        Assert.Equal(["South"], trust.Reach.Missing);
        Assert.Equal(("money", "One", "Managers", 1, 1), inquiry.Asked.Where(a => a.Line == "money").Select(a => (a.Line, a.Encounter, a.Guide, a.Version, a.Questions)).Single());
        Assert.Null((await scene.Ask(new ShowGuide(other))).Version);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-guide-version", "unknown")]
    [ShowsRefusal("import-guide-version", "empty")]
    [ShowsRefusal("import-guide-version", "unreadable")]
    [ShowsRefusal("import-guide-version", "too-long")]
    [ShowsRefusal("import-guide-version", "bad-date")]
    [ShowsRefusal("import-guide-version", "unchanged")]
    public async Task A_version_comes_in_as_a_document(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Add(new AddLineOfInquiry("trust", "Whom they trust"));
        var guide = await scene.Add(new AddGuide("Managers"));
        var page = File("guide.html", "<html><body><h1>Beginning</h1><p>How did it come about? [trust]</p><p>- Who called it?</p></body></html>");
        await scene.RefusesAsync("unknown", new ImportGuideVersion(Guid.NewGuid(), page));
        await scene.RefusesAsync("empty", new ImportGuideVersion(guide, File("g.md", "# Nothing below")));
        await scene.RefusesAsync("unreadable", new ImportGuideVersion(guide, File("g.docx", "not a document")));
        await scene.RefusesAsync("too-long", new ImportGuideVersion(guide, File("g.txt", new string('x', 2001))));
        await scene.RefusesAsync("bad-date", new ImportGuideVersion(guide, page, "soon"));
        var done = await scene.Do(new ImportGuideVersion(guide, page, "2021"));
        Assert.Equal((1, 1), (done.Questions, done.Linked));
        var question = Assert.Single((await scene.Ask(new ShowGuide(guide))).Questions);
        Assert.Equal(("Beginning", "How did it come about?", "Who called it?"), (question.Section, question.Words, Assert.Single(question.Prompts)));
        await scene.RefusesAsync("unchanged", new ImportGuideVersion(guide, File("g.md", "# Beginning\n1. How did it come about?\n   - Who called it?\n")));
        var next = await scene.Do(new ImportGuideVersion(guide, File("g.md", "# Beginning\n1. How did it come about?\n   * Who called it?\n2. And then?\n")));
        Assert.Equal((2, 2, 1), (next.Number, next.Questions, next.FromBefore));
    }

    private static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}
