using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;

namespace Fieldthread.Workbench.Tests.Surveys;

public sealed class SurveyTests
{
    [Theory]
    [OnBoth]
    public async Task Two_waves_come_in_with_their_rates_items_tables_and_answers(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var manager = await scene.Place.MemberAsync(scene.Study, Role.SurveyManager);
        var imported = await scene.Do(SurveyTables.Import(), manager);
        Assert.Equal((2, 4, 4, 6, 3, 10, 1), (imported.Waves, imported.Items, imported.Posts, imported.Asked, imported.Responses, imported.Answers, imported.Sources));

        var waves = await scene.Ask(new WaveList());
        Assert.Equal(["1 2 of 2 asked, 100% 1 withdrawn", "2 1 of 2 asked, 50% 2 merged into another post"], waves.Select(w => $"{w.Key} {w.InWords} {w.NotAskedInWords}"));
        Assert.Equal(("2020-03-02", "2020-04", "2020-03-01", 4), (waves[0].Opens, waves[0].Closes, waves[0].Reference, waves[0].Items));

        var items = await scene.Ask(new ItemList());
        Assert.Equal(["Q1", "Q2", "Q3", "Q4"], items.Select(i => i.Key));
        Assert.True(items[1].Wordings[1].Reworded);
        Assert.Null(items[2].Wordings[1].Question);

        var table = (await scene.Ask(new ItemFrequencies("Q1"))).Table;
        Assert.Equal((1, 0, 1), (table.Waves[0].Base, table.Waves[0].Missing, table.Waves[0].Outside));
        Assert.Equal([1, 0, 0], table.Waves[1].Options.Select(o => o.Count));

        var page = await scene.Ask(new WaveByKey("2"), manager);
        Assert.Equal(["P3 Asked ", "P4 Asked Partial"], page.Respondents.Select(r => $"{r.Respondent} {r.Disposition} {r.Completeness}"));
        Assert.Equal(["P1", "P2"], page.Respondents[1].StandsFor);
        Assert.Null(page.Respondents[1].OrganisationId);
        var response = await scene.Ask(new ResponseById((await scene.Ask(new WaveByKey("1"))).Respondents.Single(r => r.Respondent == "P2").Response!.Value), manager);
        Assert.Equal(["Q1 Perhaps True", "Q2 Yes False", "Q3 seven True", "Q4 It went well 🙂 False"], response.Answers.Select(a => $"{a.Item} {a.Answer} {a.Outside}"));

        var import = Assert.Single(await scene.Ask(new SurveyImportList()));
        Assert.Equal(imported.Remarks, import.Remarks.Count(r => r.Weight != RemarkWeight.Note));
        Assert.DoesNotContain(import.Remarks, r => r.Message.Contains("Perhaps", StringComparison.Ordinal));
    }

    [Theory]
    [OnBoth]
    public async Task Open_answers_can_be_coded_and_found_in_one_text_a_question(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(SurveyTables.Import());
        var text = Assert.Single((await scene.Ask(new ItemFrequencies("Q4"))).Texts);
        Assert.Equal("1", text.Wave);
        var source = await scene.Ask(new SourceText(text.Source));
        Assert.Equal(["P1", "P2"], source.Passages.Select(p => p.Speaker));
        Assert.StartsWith("P1: " + SurveyTables.Marked, source.Text, StringComparison.Ordinal);
        var code = await scene.Add(new AddCode("Rent"));
        await scene.CodeAsync(source, "rent was doubled", code);
        Assert.Equal("P2", Assert.Single((await scene.Ask(new Search("well"))).Hits).Speaker);
    }

    [Theory]
    [OnBoth]
    public async Task An_import_is_undone_whole_and_a_cut_keeps_what_it_held(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, SurveyTables.Import(), scene.Lead);
        await scene.Do(new FreezeCut("With it"));
        var asked = Json.Write(await scene.Ask(new ItemFrequencies("Q1")));
        await scene.Do(new UndoAct(done.Act));
        var after = await scene.TablesAsync();
        after["cuts"] = before["cuts"];
        Scene.Same(before, after);
        Assert.Empty(await scene.Ask(new WaveList()));
        Assert.Equal(asked, Json.Write(await scene.Ask(new ItemFrequencies("Q1"), cut: "With it")));
    }

    [Theory]
    [OnBoth]
    public async Task A_later_wave_joins_the_items_and_posts_that_are_there(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(SurveyTables.Import());
        var imported = await scene.Do(SurveyTables.Wave("3", posts: "respondent,organisation,from,to,follows\nP3,G33,2019,,\n"));
        Assert.Equal((1, 0, 0, 1), (imported.Waves, imported.Items, imported.Posts, imported.Responses));
        Assert.Contains((await scene.Ask(new SurveyImportList()))[0].Remarks, r => r.Message.StartsWith("The post P3 was known", StringComparison.Ordinal));
        Assert.Equal(["1", "2", "3"], (await scene.Ask(new ItemFrequencies("Q1"))).Table.Waves.Where(w => w.Asked).Select(w => w.Wave));
        Assert.Equal("1 of 1 asked, 100%", (await scene.Ask(new WaveList()))[2].InWords);
    }

    [Theory]
    [OnBoth]
    public async Task A_number_of_the_survey_is_a_statistic_made_again_on_a_cut(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var trust = new StatisticDefinition(StatisticForm.Share, StatisticUnit.Respondents, Choice: new SurveyChoice("1", "Q2", ["Yes"]));
        await scene.RefusesAsync("cannot-compute", new AddStatistic("Enough", trust));
        await scene.Do(new AddSite("Northside"));
        var done = await scene.Place.Do(scene.Study, SurveyTables.Import(), scene.Lead);
        var key = await scene.Key(new AddStatistic("Enough", trust));
        async Task<StatisticLine> LineAsync(string? cut = null) => (await scene.Ask(new StatisticList(), cut: cut)).Single(s => s.Key == key);
        Assert.Equal((2, 2), ((await LineAsync()).Value!.Value, (await LineAsync()).Value!.Base));
        Assert.Empty((await LineAsync()).Value!.Yes);
        await scene.Do(new FreezeCut("Asked"));
        await scene.Do(new UndoAct(done.Act));
        Assert.Contains("no item “Q2”", (await LineAsync()).Problem, StringComparison.Ordinal);
        Assert.Equal(2, (await LineAsync("Asked")).Value!.Base);
        await scene.RefusesAsync("cannot-compute", new AddStatistic("Nothing", trust with { Choice = null }));
        await scene.RefusesAsync("cannot-compute", new AddStatistic("Sites", trust with { Sites = ["Northside"] }));
        await scene.RefusesAsync("cannot-compute", new AddStatistic("Sites", trust with { Unit = StatisticUnit.Sites, Codes = ["A"] }));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-survey", "empty")]
    [ShowsRefusal("import-survey", "unreadable")]
    [ShowsRefusal("import-survey", "wave-taken")]
    [ShowsRefusal("import-survey", "item-differs")]
    [ShowsRefusal("survey-wave", "unknown")]
    [ShowsRefusal("item-frequencies", "unknown")]
    [ShowsRefusal("survey-response", "unknown")]
    public async Task What_cannot_be_done_is_refused_in_words(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new ImportSurvey("nothing", []));
        await scene.RefusesAsync("unreadable", SurveyTables.Import(("waves.csv", null)));
        await scene.Do(SurveyTables.Import());
        await scene.RefusesAsync("wave-taken", SurveyTables.Import());
        await scene.RefusesAsync("item-differs", SurveyTables.Wave("3", "Yes | No"));
        await scene.RefusesAsync("unknown", new WaveByKey("9"));
        await scene.RefusesAsync("unknown", new ItemFrequencies("Q9"));
        await scene.RefusesAsync("unknown", new ResponseById(Guid.NewGuid()));
    }

    [Theory]
    [OnBoth]
    public async Task Erasing_the_text_of_open_answers_erases_the_answers_and_leaves_the_numbers(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(SurveyTables.Import());
        var rates = Json.Write(await scene.Ask(new WaveList()));
        var source = Assert.Single((await scene.Ask(new ItemFrequencies("Q4"))).Texts).Source;
        await scene.Do(new EraseSource(source));

        // Two answers, each as it is and as its history holds it.
        var values = (await scene.Place.SqlAsync("SELECT value FROM answers UNION ALL SELECT value FROM answers_history")).ConvertAll(row => (string)row[0]!);
        Assert.DoesNotContain(values, v => v.Contains("rent", StringComparison.Ordinal) || v.Contains("went well", StringComparison.Ordinal));
        Assert.Equal(4, values.Count(v => v == Erasure.Withdrawn));
        Assert.Equal(rates, Json.Write(await scene.Ask(new WaveList())));
    }

    [Theory]
    [OnBoth]
    public async Task The_archive_carries_the_survey_and_its_tables_come_in_again(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(SurveyTables.Import());
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".zip");
        try
        {
            await ExportStudy.RunAsync(scene.Place.Database, scene.Study, scene.Lead, path);
            using var zip = System.IO.Compression.ZipFile.OpenRead(path);
            var tables = zip.Entries.Where(e => e.FullName.StartsWith("surveys/", StringComparison.Ordinal)).Select(e =>
            {
                using var bytes = new MemoryStream();
                using var entry = e.Open();
                entry.CopyTo(bytes);
                return new SurveyFile(e.FullName, bytes.ToArray());
            }).ToList();
            Assert.Equal(6, tables.Count);
            var written = SurveyReader.Read(tables).Survey;
            var given = SurveyReader.Read([.. SurveyTables.Import().Files.Select(f => new SurveyFile(f.Name, f.Bytes))]).Survey;
            Assert.Equal(Json.Write(given), Json.Write(written));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Organisations_are_bound_to_the_register_as_at_the_reference_date()
    {
        await using var scene = await Scene.NewAsync(Provider.Sqlite);
        await scene.Do(SurveyTables.Import());
        await using var context = scene.Place.Database.Open(new View(scene.Study));
        var survey = await SurveyOfStudy.ReadAsync(context, CancellationToken.None);
        var register = new OneDay();
        var bound = await OrganisationsOf.WaveAsync(context, survey.Counts[0], [register], CancellationToken.None);
        Assert.Equal(new DateOnly(2020, 3, 1), register.Asked);
        Assert.Equal([OneDay.Found], bound.Select(b => (b.Key, b.Value)));
    }

    private sealed class OneDay : IOrganisationsAsAt
    {
        public static readonly (string Code, Guid Id) Found = ("G01", Guid.NewGuid());

        public DateOnly Asked { get; private set; }

        public Task<IReadOnlyDictionary<string, Guid>> OnAsync(StudyContext context, DateOnly day, IReadOnlyCollection<string> codes, CancellationToken cancel)
        {
            Asked = day;
            return Task.FromResult<IReadOnlyDictionary<string, Guid>>(codes.Where(c => c == Found.Code).ToDictionary(c => c, _ => Found.Id));
        }
    }
}
