using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Guides;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class GuideTests
{
    private static IReadOnlyList<GuideItem> Read(string text) => GuideText.Parse(text, l => l.ToLowerInvariant() is "money" or "trust");

    [Fact]
    public void A_guide_is_read_with_sections_prompts_and_lines_and_written_as_it_was()
    {
        var items = Read("# Beginning\r\n1. How did the group come about? [Trust]\r\n  - Who called the first meeting?\n   Who stayed away?\n\n# Money\n2) What became of the budget? [money; trust]\n• And now?\nAnything else [probe]\n");
        Assert.Equal(["How did the group come about?", "What became of the budget?", "Anything else [probe]"], items.Select(i => i.Words));
        Assert.Equal(["Beginning", "Money", "Money"], items.Select(i => i.Section));
        Assert.Equal(["Who called the first meeting?", "Who stayed away?"], items[0].Prompts);
        Assert.Equal(["And now?"], items[1].Prompts);
        Assert.Equal(["money", "trust"], items[1].Lines);
        Assert.Empty(items[2].Lines);
        var written = GuideText.Write(items, withLines: true);
        Assert.Equal(written, GuideText.Write(Read(written), withLines: true));
        Assert.DoesNotContain("[money", GuideText.Write(items, withLines: false), StringComparison.Ordinal);
        Assert.Empty(Read("\n# Only a heading\n"));
        Assert.Equal("What is first?", Assert.Single(Read("  - What is first?")).Words);
    }

    [Fact]
    public void A_line_of_inquiry_counts_encounters_people_and_sites_once()
    {
        AskedAfter At(string line, string encounter, string? site, params string[] people) => new(line, encounter, null, site, null, "Managers", 1, 1, people);
        AskedAfter[] asked = [At("money", "One", "North", "A"), At("money", "Two", "North", "A", "B"), At("money", "Three", null, "C"), At("trust", "One", "South", "A")];
        Assert.Equal((3, 3, 1), (InquiryReach.Of("money", asked, ["North", "South"]) is var reach ? (reach.Encounters, reach.People, reach.Sites) : default));
        Assert.Equal(["South"], InquiryReach.Of("money", asked, ["North", "South"]).Missing);
        Assert.Equal(["North", "South"], InquiryReach.Of("none", asked, ["North", "South"]).Missing);
    }

    [Fact]
    public void Templates_are_read_and_written_and_a_filled_one_leaves_out_what_is_empty()
    {
        var headings = NoteTemplates.Parse("Decisions | What was decided\n\nTone");
        Assert.Equal([new NoteHeading("Decisions", "What was decided"), new NoteHeading("Tone", "")], headings);
        Assert.Equal("Decisions | What was decided\nTone", NoteTemplates.Write(headings));
        Assert.Equal("Decisions\nNone.", NoteTemplates.Fill([("Decisions", " None.\n"), ("Tone", "  ")]));
        Assert.Contains(NoteTemplates.Starters, s => s.Name == "Stated design against observed practice");
        Assert.All(NoteTemplates.Starters, s => Assert.Equal(s.Headings, NoteTemplates.Parse(NoteTemplates.Write(s.Headings))));
    }

    [Fact]
    public void Speech_is_shared_by_kind_and_role_in_turns_and_words()
    {
        var share = SpeechShare.Of([new("interview", "Manager", "M1", 60), new("interview", "the team", "INT", 20), new("interview", "Manager", "M2", 20), new("meeting", "Chair", "C", 0)], 2, 1);
        Assert.Equal([new SpeechRow("interview", "Manager", 2, 2, 80, 2d / 3, .8), new SpeechRow("interview", "the team", 1, 1, 20, 1d / 3, .2), new SpeechRow("meeting", "Chair", 1, 1, 0, 1, 0)], share.Rows);
        Assert.Equal("Counted from the turns of 2 texts; one more names no speaker and is left out. Who speaks is told by the label before a turn.", share.InWords);
        Assert.Equal(0, SpeechShare.Words(" … – "));
        Assert.Equal(5, SpeechShare.Words("Don’t re-open it, 2014 naïve--"));
        Assert.Equal(3, SpeechShare.Words("'tis a b'"));
    }
}
