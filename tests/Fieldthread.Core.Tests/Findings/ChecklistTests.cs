using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Tests.Findings;

public sealed class ChecklistTests
{
    private static ChecklistFacts Empty(Stance stance) => new()
    {
        Title = "Harbour", Summary = "", Purpose = "", Approach = "", Stance = stance, StanceChanges = [], Encounters = [], Roles = [], Sites = 0, Contributors = [], Funders = [], SiteChoices = 0, Approached = 0, Recruitment = "", Ways = [], Reasons = [],
        Guides = [], Lines = 0, FieldNotes = 0, Memos = 0, Sources = (0, 0), Coding = (0, 0), Codes = (0, 0, 0), Defined = 0, Revised = (0, 0, 0), Claims = (0, 0, 0, 0), Quotations = (0, 0), Approvals = [], Consent = (0, 0, 0), Software = "Fieldthread 0.1.0",
    };

    private static FilledItem Item(string number, ChecklistFacts facts, ChecklistKind list = ChecklistKind.Coreq) => ChecklistFilling.Of(ChecklistItems.Of(list).Single(i => i.Number == number), facts);

    [Fact]
    public void The_lists_have_as_many_items_as_published_each_with_a_number_of_its_own()
    {
        Assert.Equal(Enumerable.Range(1, 32).Select(n => $"{n}"), ChecklistItems.Of(ChecklistKind.Coreq).Select(i => i.Number));
        Assert.Equal(Enumerable.Range(1, 21).Select(n => $"S{n}"), ChecklistItems.Of(ChecklistKind.Srqr).Select(i => i.Number));
        Assert.Equal(Enumerable.Range(1, 18).Select(n => $"R{n}"), ChecklistItems.Of(ChecklistKind.Rtarg).Select(i => i.Number));
        Assert.Equal([8, 15, 9], ChecklistItems.Of(ChecklistKind.Coreq).GroupBy(i => i.Domain).Select(g => g.Count())); // Tong, Sainsbury and Craig (2007), table 1
        Assert.All(Enum.GetValues<ChecklistKind>().SelectMany(ChecklistItems.Of), i => Assert.Matches(@"^\S.*\.$", i.Asks));
    }

    [Fact]
    public void Of_an_empty_study_every_item_names_what_is_missing_and_an_answer_never_comes_from_nothing()
    {
        var facts = Empty(Stance.Codebook);
        foreach (var item in Enum.GetValues<ChecklistKind>().SelectMany(ChecklistItems.Of))
        {
            var filled = ChecklistFilling.Of(item, facts);
            Assert.True(filled.Missing.Count > 0 || item.Subjects.All(s => s is Subject.Software or Subject.Preparing), item.Number);
            Assert.DoesNotContain(filled.Known, k => k.Contains("asked by", StringComparison.Ordinal) || k.Contains("took", StringComparison.Ordinal));
        }

        Assert.Equal(new MissingFact("No encounter is entered.", "sites"), Assert.Single(Item("12", facts).Missing));
    }

    [Fact]
    public void What_is_known_is_said_and_what_only_some_encounters_say_is_counted()
    {
        var facts = Empty(Stance.Codebook) with
        {
            Encounters =
            [
                new("interview", "2021-03-04", 50, "North", ["A"], "in person", "semi-structured", "audio recording", "", "Managers, version 1", ["Anna"]),
                new("interview", "2022", 41, "North", ["A"], "telephone", "", "", "a carer", null, ["Anna"]),
                new("focus group", null, null, null, ["B", "C"], "", "", "", "", null, []),
            ],
            Roles = ["Manager", "Nurse", ""], Approached = 5, Recruitment = "5 people were approached.", Reasons = ["no time (2)"], Guides = ["Managers (1 version, 9 questions in the newest)"], Lines = 1,
        };
        Assert.Equal(["Asked or observed by Anna (2)."], Item("1", facts).Known);
        Assert.Equal(new MissingFact("1 of 3 encounters does not say who asked or observed.", "sites"), Assert.Single(Item("1", facts).Missing));
        Assert.Equal(["2 interviews, 1 focus group: 3 people heard at 1 site."], Item("12", facts).Known);
        Assert.Equal(["5 people were approached.", "Reasons: no time (2)."], Item("13", facts).Known);
        Assert.Equal(["Participants by role: Manager (1), Nurse (1).", "From 2021-03-04 to 2022."], Item("16", facts).Known);
        Assert.Equal(["1 participant was interviewed more than once, up to 2 times."], Item("18", facts).Known);
        Assert.Equal(["2 interviews took 41 to 50 minutes, median 45.5."], Item("21", facts).Known);
        Assert.Contains(Item("17", facts).Missing, m => m.Words == "2 of 3 interviews and groups do not say which guide was used.");
        Assert.Equal(["Present beside participants and team: a carer (1)."], Item("15", facts).Known);
    }

    [Fact]
    public void The_way_of_working_decides_which_list_fits_and_that_no_saturation_is_asked_of_reflexive_work()
    {
        Assert.Equal(ChecklistKind.Rtarg, ChecklistItems.For(Stance.Reflexive));
        Assert.All(new[] { Stance.Codebook, Stance.Framework, Stance.Realist }, s => Assert.Equal(ChecklistKind.Coreq, ChecklistItems.For(s)));
        Assert.NotNull(ChecklistItems.Misfit(ChecklistKind.Coreq, Stance.Reflexive));
        Assert.Null(ChecklistItems.Misfit(ChecklistKind.Srqr, Stance.Reflexive));
        Assert.NotNull(ChecklistItems.Misfit(ChecklistKind.Rtarg, Stance.Codebook));
        Assert.StartsWith("Not offered to this study.", Item("22", Empty(Stance.Reflexive)).Known[0], StringComparison.Ordinal);
        Assert.Empty(Item("22", Empty(Stance.Codebook)).Known);
        foreach (var stance in Enum.GetValues<Stance>())
        {
            Assert.All(Enum.GetValues<Offer>().Where(o => !stance.Offers(o)), o => Assert.EndsWith(".", StanceOffers.WhyNot(stance, o), StringComparison.Ordinal));
        }

        Assert.Equal([Offer.Rtarg], StanceOffers.Of(Stance.Reflexive));
    }
}
