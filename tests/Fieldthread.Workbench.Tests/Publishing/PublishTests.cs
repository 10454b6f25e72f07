using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class PublishTests
{
    private const string Text = """
        INT: What was it like?
        GP01: BEFOREMARK that week. We were never asked, not once. AFTERMARK and so on.
        INT: And the others?
        GP02: SILENTMARK I would rather that you kept this to yourself.
        GP01: They came later.
        INT: Thank you.
        """;

    [Theory]
    [OnBoth]
    [ShowsRefusal("publish-report", "unknown")]
    [ShowsRefusal("publish-report", "unknown-cut")]
    [ShowsRefusal("publish-report", "does-not-hold")]
    [ShowsRefusal("publish-report", "needs-second-person")]
    [ShowsRefusal("report-build", "unknown")]
    [ShowsRefusal("report-build", "unknown-cut")]
    public async Task A_report_that_does_not_hold_is_not_published(Provider provider)
    {
        await using var scene = await SceneAsync(provider);
        await scene.Do(new AddReport("Report", Slug: "r"));
        await scene.Do(new FreezeCut("Then"));
        await scene.SourceAsync("Afterwards", "Said after the cut.");
        await scene.Do(new SetQuotingBasis((await scene.Ask(new SourceList())).Single(s => s.Name == "Afterwards").Id, QuotingBasis.PublicRecord));
        Assert.Equal("q3", await scene.Key(new QuoteWords((await scene.Ask(new SourceList())).Single(s => s.Name == "Afterwards").Id, "Said after the cut.")));
        await scene.RefusesAsync("unknown", new PublishReport("no-such", "Then"));
        await scene.RefusesAsync("unknown-cut", new PublishReport("r", "No such"));
        await scene.RefusesAsync("unknown", new BuildReport("no-such", "Then"));
        await scene.RefusesAsync("unknown-cut", new BuildReport("r", "No such"));
        foreach (var (text, says) in new[]
        {
            ("“[We were always asked, every time.]{.quote ev=q1}”", ""),
            ("“[We were never asked, not once]{.quote ev=q9}”", "q9"),
            ("“[We were never asked, not once]{.quote}”", ""),
            ("[Nobody was asked.]{.claim #C1 ev=\"q1 q9\"}", "q9"),
            ("[Nobody was asked.]{.claim #C9 ev=q1}", "C9"),
            ("There were [3]{.value ev=s1} sites.", ""),
            ("There were [2]{.value ev=q1} sites.", ""),
            ("It was said in [most sites]{.quantifier ev=s2}.", ""),
            ("It was said in [two of the two sites]{.quantifier ev=s2}.", ""),
            ("“[SILENTMARK I would rather]{.quote ev=q2}”", "consent"),
            ("[Nobody was asked.]{.claim #C1 ev=q2}", "consent"),
            ("“[Said after the cut.]{.quote ev=q3}”", "q3"),
        })
        {
            await scene.Do(new EditReport("r", "Report", text));
            var refusal = await scene.RefusesAsync("does-not-hold", new PublishReport("r", "Then"));
            Assert.Contains(says, refusal.Message, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("SILENTMARK", refusal.Message, StringComparison.Ordinal);
        }

        await scene.Do(new EditReport("r", "Report", "“[We were [...] asked, not once]{.quote ev=q1}”"));
        await scene.RefusesAsync("needs-second-person", new PublishReport("r", "Then"));
        await scene.RefusesAsync("needs-second-person", new PublishReport("r", "Then", $" {scene.Lead.Name} "));
        await scene.RefusesAsync("needs-second-person", new PublishReport("r", "Then", " "));
        await scene.RefusesAsync("needs-second-person", new PublishReport("r", "Then", "Somebody who is not of the team"));
        Assert.Empty(await scene.Ask(new PublicationList()));
        Assert.Equal(1, (await scene.Do(new PublishReport("r", "Then", $" {scene.Coder.Name} "))).Version);
    }

    [Theory]
    [OnBoth]
    public async Task A_page_holds_what_was_quoted_and_nothing_around_it(Provider provider)
    {
        await using var scene = await SceneAsync(provider);
        await scene.Do(new AddReport("Report", """
            There are [2]{.value ev=s1} sites.

            [Nobody was asked.]{.claim #C1 ev=q1} It was said in [one of the two sites]{.quantifier ev=s2}:

            > [We were never asked, not once]{.quote ev=q1}
            > — Doctor, Northside
            """, "r"));
        await scene.Do(new FreezeCut("Then"));
        var built = await scene.Ask(new BuildReport("r", "Then"));
        Assert.DoesNotContain(built.Checks, c => c.Stops);
        var published = await scene.Do(new PublishReport("r", "Then"));
        var slug = published.Address.Split('/')[2];
        foreach (var textOnly in new[] { false, true })
        {
            var page = await PublicReading.PageAsync(scene.Place.Database, slug, "r", 1, textOnly, CancellationToken.None);
            Assert.Contains("never asked, not once", page, StringComparison.Ordinal);
            foreach (var kept in new[] { "BEFOREMARK", "AFTERMARK", "SILENTMARK", "that week", "and so on", "They came later", "GP01", "GP02" })
            {
                Assert.DoesNotContain(kept, page, StringComparison.Ordinal);
                Assert.DoesNotContain(kept, textOnly ? built.TextOnlyPage : built.Page, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [OnBoth]
    public async Task The_record_cites_the_newest_version_and_lists_them_all(Provider provider)
    {
        await using var scene = await SceneAsync(provider);
        await scene.Do(new AddReport("Report", "---\ntitle: Who was asked?\nauthor: Anna Lind and Researcher 2\ndate: 2022-11\nabstract: Nobody was.\nkeywords: groups; asking\n---\n\n“[We were never asked, not once]{.quote ev=q1}”", "r"));
        await scene.Do(new FreezeCut("Then"));
        var slug = (await scene.Do(new PublishReport("r", "Then"))).Address.Split('/')[2];
        await scene.Do(new PublishReport("r", "Then"));
        var record = (await PublicReading.RecordAsync(scene.Place.Database, slug, "r", "https://study.example", CancellationToken.None))!;
        Assert.Equal([2, 1], record.Versions.Select(v => v.Number));
        Assert.Equal(["groups", "asking"], record.Work.Keywords);
        Assert.Equal($"Lind, A. and Researcher 2 (2022) Who was asked? Version 2. A study. Available at: https://study.example/p/{slug}/r/v2.", Core.Publishing.Citation.Harvard(record.Work));
        var html = Formats.Publishing.RecordHtml.Write(record.Work, record.Language, record.Address, record.Versions);
        Assert.Contains("<meta name=\"citation_author\" content=\"Lind, Anna\">", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"https://study.example/p/{slug}/r/record.bib\"", html, StringComparison.Ordinal);
        Assert.Null(await PublicReading.RecordAsync(scene.Place.Database, slug, "none", "https://study.example", CancellationToken.None));
    }

    [Theory]
    [OnBoth]
    public async Task A_record_says_who_stood_behind_the_study_on_the_day_of_publication(Provider provider)
    {
        await using var scene = await SceneAsync(provider);
        await scene.Do(new AddReport("Report", "---\ntitle: Who was asked?\nauthor: Anna Lind\n---\n\n“[We were never asked, not once]{.quote ev=q1}”", "r"));
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new DescribeStudy(Disclaimer: "The views are <theirs>."));
        await scene.Do(new AddFunder("Fen Trust", "FT-12"));
        await scene.Do(new AddPartner("University of Mere", Owner: true));
        var anna = await scene.Add(new AddContributor("Lind, Anna", "0000-0002-1825-0097", [CreditRole.Supervision]));
        await scene.Do(new AddAffiliation(anna, "University of Mere", "2015"));
        var slug = (await scene.Do(new PublishReport("r", "Then"))).Address.Split('/')[2];
        await scene.Do(new EditContributor(anna, "Lind, Anna", "0000-0001-5109-3700"));
        await scene.Do(new AddFunder("A later one"));
        var record = (await PublicReading.RecordAsync(scene.Place.Database, slug, "r", "https://study.example", CancellationToken.None))!;
        var html = Formats.Publishing.RecordHtml.Write(record.Work, record.Language, record.Address, record.Versions, record.Credits);
        foreach (var said in new[] { "Fen Trust, grant FT-12", "The views are &lt;theirs&gt;.", "<strong>Anna Lind</strong>, University of Mere", "Supervision", "content=\"https://orcid.org/0000-0002-1825-0097\"", "<meta name=\"citation_author_institution\" content=\"University of Mere\">" })
        {
            Assert.Contains(said, html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("A later one", html, StringComparison.Ordinal);
        Assert.DoesNotContain("5109", html, StringComparison.Ordinal);
        foreach (var textOnly in new[] { false, true })
        {
            Assert.Contains("Funded by Fen Trust, grant FT-12. The views are &lt;theirs&gt;.", await PublicReading.PageAsync(scene.Place.Database, slug, "r", 1, textOnly, CancellationToken.None), StringComparison.Ordinal);
        }
    }

    [Theory]
    [OnBoth]
    public async Task Consent_withdrawn_after_the_cut_stops_the_next_version_and_keeps_the_last(Provider provider)
    {
        await using var scene = await SceneAsync(provider);
        await scene.Do(new AddReport("Report", "“[We were never asked, not once]{.quote ev=q1}”", "r"));
        await scene.Do(new FreezeCut("Then"));
        var published = await scene.Do(new PublishReport("r", "Then"));
        var slug = published.Address.Split('/')[2];
        var before = await PublicReading.PageAsync(scene.Place.Database, slug, "r", null, textOnly: false, CancellationToken.None);
        var speaker = (await scene.Ask(new Field())).Participants.Single(p => p.Pseudonym == "GP01").Id;
        foreach (var answer in new[] { ConsentAnswer.Refused, ConsentAnswer.NotAsked })
        {
            await scene.Do(new RecordConsent(speaker, answer));
            await scene.RefusesAsync("does-not-hold", new PublishReport("r", "Then"));
            Assert.True((await scene.Ask(new CheckReport("r", "Then"))).Stops > 0);
            Assert.Contains((await scene.Ask(new BuildReport("r", "Then"))).Checks, c => c.Stops);
        }

        Assert.Equal(before, await PublicReading.PageAsync(scene.Place.Database, slug, "r", 1, textOnly: false, CancellationToken.None));
        await scene.Do(new RecordConsent(speaker, ConsentAnswer.Given));
        Assert.Equal(2, (await scene.Do(new PublishReport("r", "Then"))).Version);
    }

    [Theory]
    [OnBoth]
    public async Task A_speaker_whom_the_study_does_not_know_has_not_consented_by_the_consent_of_another(Provider provider)
    {
        await using var scene = await SceneAsync(provider);
        var source = await scene.SourceAsync("Meeting", "GP01: We shall see.\nChair 2: I did not know of any tape.\nGP01: It is only for the notes.\nChair 2: Then go on.");
        await scene.Do(new AddEncounter("Meeting", EncounterKind.Meeting, Participants: [(await scene.Ask(new Field())).Participants.Single(p => p.Pseudonym == "GP01").Id], Sources: [source.Line.Id]));
        var known = await scene.Key(new QuoteWords(source.Line.Id, "We shall see."));
        var unknown = await scene.Key(new QuoteWords(source.Line.Id, "I did not know of any tape."));
        var both = await scene.Key(new QuoteWords(source.Line.Id, "see.\nChair 2: I did not"));
        var may = (await scene.Ask(new QuotationList())).ToDictionary(q => q.Key, q => q.MayBePrinted);
        Assert.Equal((true, false, false), (may[known], may[unknown], may[both]));
    }

    /// <summary>Two sites; GP01 may be quoted and GP02 may not; q1 by the one, q2 by the other; s1 two sites, s2 one of two; C1 on q1.</summary>
    private static async Task<Scene> SceneAsync(Provider provider)
    {
        var scene = await Scene.NewAsync(provider);
        var (north, south) = (await scene.Add(new AddSite("Northside")), await scene.Add(new AddSite("Southside")));
        var source = await scene.SourceAsync("Interview", Text);
        var other = await scene.SourceAsync("Other", "Nothing of note was said on the day.", south);
        var (one, two) = (await scene.Add(new AddParticipant("GP01", "Doctor", north, QuotingConsent.Given)), await scene.Add(new AddParticipant("GP02", "Doctor", north, QuotingConsent.Withheld)));
        await scene.Do(new AddEncounter("Interview", EncounterKind.Interview, "2021-06", 30, north, Participants: [one, two], Sources: [source.Line.Id]));
        var code = await scene.Add(new AddCode("Asked"));
        var apart = await scene.Add(new AddCode("Apart"));
        await scene.CodeAsync(source, "never asked", code);
        await scene.CodeAsync(other, "Nothing of note", apart);
        Assert.Equal("q1", await scene.Key(new QuoteWords(source.Line.Id, "We were never asked, not once")));
        Assert.Equal("q2", await scene.Key(new QuoteWords(source.Line.Id, "SILENTMARK I would rather")));
        await scene.Do(new AddStatistic("Sites", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Sites)));
        await scene.Do(new AddStatistic("Sites in which it was said", new StatisticDefinition(StatisticForm.Share, StatisticUnit.Sites, Codes: ["Asked"])));
        var claim = await scene.Key(new AddClaim("Nobody was asked."));
        await scene.Do(new AddEvidence(claim, "q1", Side.For));
        return scene;
    }
}
