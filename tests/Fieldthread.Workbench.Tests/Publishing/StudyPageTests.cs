using System.Text;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Publishing;

public sealed class StudyPageTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("publish-study-page", "empty")]
    [ShowsRefusal("publish-study-page", "too-large")]
    [ShowsRefusal("withdraw-study-page", "unknown")]
    public async Task The_page_answers_four_questions_and_stands_only_while_the_lead_says_so(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new EditStudy("A study"));
        await scene.RefusesAsync("empty", new PublishStudyPage());
        await scene.RefusesAsync("unknown", new WithdrawStudyPage());
        await FillAsync(scene);
        Assert.Null(await PageAsync(scene));
        await scene.RefusesAsync("not-allowed", new PublishStudyPage(), scene.Coder);
        var published = await scene.Do(new PublishStudyPage());
        Assert.Equal("/p/a-study", published.Address);
        foreach (var textOnly in new[] { false, true })
        {
            var page = (await PageAsync(scene, textOnly))!;
            Assert.Equal(["Why are we doing this?", "What are we doing?", "When?", "Who?"], [.. page.Split("<h2 ").Skip(1).Select(part => part[(part.IndexOf('>', StringComparison.Ordinal) + 1)..part.IndexOf("</h2>", StringComparison.Ordinal)])]);
            foreach (var said in new[] { "To learn &lt;how&gt;.", "Fen Trust, grant FT-12", "By asking.", "Phase 1</strong>, March to November 2021. In the field: April to June 2021, as planned.", "July 2022", "University of Mere</strong>, joint owner", "Anna Lind</strong>, Lind Institute", "ask@mere.example", "Nobody else’s views.", "Nothing is published yet" })
            {
                Assert.Contains(said, page, StringComparison.Ordinal);
            }

            Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, 60_000);
            Assert.DoesNotMatch("<script|\\sstyle=\"|\\son\\w+=\"", page);
        }

        await scene.Do(new DescribeStudy("Another purpose."));
        Assert.DoesNotContain("Another purpose", await PageAsync(scene), StringComparison.Ordinal);
        Assert.True((await scene.Ask(new StudyPageOf(), scene.Coder)).Older);
        Assert.Contains(await scene.Ask(new Attention()), l => l is { Kind: AttentionKind.Stale, Page: "public-page" });
        await scene.Do(new PublishStudyPage());
        Assert.Contains("Another purpose", await PageAsync(scene), StringComparison.Ordinal);
        Assert.False((await scene.Ask(new StudyPageOf())).Older);
        await scene.Do(new DescribeStudy(new string('w', 60_000)));
        await scene.RefusesAsync("too-large", new PublishStudyPage());
        await scene.Do(new WithdrawStudyPage());
        Assert.Null(await PageAsync(scene));
        Assert.Null(await PageAsync(scene, textOnly: true));
        Assert.Null(await StudyPages.PageAsync(scene.Place.Database, "no-such", false, CancellationToken.None));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("publish-study-page", "names-somebody")]
    public async Task No_pseudonym_no_site_and_nothing_unpublished_gets_onto_the_page(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await FillAsync(scene);
        var site = await scene.Add(new AddSite("Northside", "SITEMARK"));
        await scene.Do(new AddParticipant("GP01", "ROLEMARK", site, QuotingConsent.Given));
        var organisation = await scene.Do(new AddOrganisation("Cedar Practice", Code: "C77"));
        await scene.Do(new BindSite(site, organisation.Key!));
        await scene.Do(new AddEncounter("ENCOUNTERMARK", EncounterKind.Interview, "2021-05", Site: site, Phase: (await scene.Ask(new PhaseList()))[0].Id));
        var source = await scene.SourceAsync("SOURCEMARK", "GP01: WORDSMARK we were never asked, not once.", site);
        await scene.Key(new QuoteWords(source.Line.Id, "never asked, not once."));
        await scene.Do(new AddReport("DRAFTMARK", "Nothing yet.", "draft"));
        await scene.Do(new AddReport("Out", "Nothing much.", "out"));
        await scene.Do(new FreezeCut("CUTMARK"));
        await scene.Do(new AddPhaseSaying((await scene.Ask(new PhaseList()))[0].Id, "SAYINGMARK", "2019"));

        foreach (var (text, named) in new[] { ("We began in northside.", "Northside"), ("As GP01 said.", "GP01"), ("It is Cedar Practice.", ""), ("It is c77.", "") })
        {
            await scene.Do(new DescribeStudy("To learn.", text));
            var refusal = await scene.RefusesAsync("names-somebody", new PublishStudyPage());
            Assert.Contains("“What is done, and how?”", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Cedar", refusal.Message, StringComparison.Ordinal);
        }

        await scene.Do(new DescribeStudy("To learn.", "On the northsides of GP012."));
        var milestone = await scene.Add(new AddMilestone("Feedback to Northside", "2022"));
        Assert.Contains("The plan", (await scene.RefusesAsync("names-somebody", new PublishStudyPage())).Message, StringComparison.Ordinal);
        await scene.Do(new RemoveMilestone(milestone));
        await scene.Do(new PublishStudyPage());
        await scene.Do(new PublishReport("out", "CUTMARK"));
        foreach (var textOnly in new[] { false, true })
        {
            var page = (await PageAsync(scene, textOnly))!;
            Assert.Contains("<a href=\"/p/a-study/out\">Out</a>, version 1", page, StringComparison.Ordinal);
            foreach (var kept in new[] { "MARK", "Northside", "GP01:", "Cedar", "C77", "never asked", "Coder", "Lead " })
            {
                Assert.DoesNotContain(kept, page, StringComparison.Ordinal);
            }
        }
    }

    private static async Task FillAsync(Scene scene)
    {
        await scene.Do(new EditStudy("A study", "What a study is."));
        await scene.Do(new DescribeStudy("To learn <how>.", "By asking.", "Nobody else’s views.", "ask@mere.example"));
        await scene.Do(new AddFunder("Fen Trust", "FT-12"));
        await scene.Do(new AddPartner("University of Mere", Owner: true));
        await scene.Do(new AddPartner("Lind Institute", "Surveys", Owner: true));
        var anna = await scene.Add(new AddContributor("Lind, Anna", "0000-0002-1825-0097", [CreditRole.Supervision], (await scene.Ask(new TeamList()))[0].Id));
        await scene.Do(new AddAffiliation(anna, "Lind Institute"));
        var phase = await scene.Add(new AddPhase("Phase 1", "2021-03", "2021-11"));
        await scene.Do(new AddWindow(phase, "", "2021-04", "2021-06"));
        await scene.Do(new AddMilestone("First report", "2022-07"));
    }

    private static Task<string?> PageAsync(Scene scene, bool textOnly = false) => StudyPages.PageAsync(scene.Place.Database, "a-study", textOnly, CancellationToken.None);
}
