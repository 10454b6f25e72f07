using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class SetupTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("add-funder", "empty")]
    [ShowsRefusal("add-funder", "name-taken")]
    [ShowsRefusal("edit-funder", "unknown")]
    [ShowsRefusal("edit-funder", "empty")]
    [ShowsRefusal("edit-funder", "name-taken")]
    [ShowsRefusal("remove-funder", "unknown")]
    public async Task Funders_keep_their_order_and_one_may_give_two_grants(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var trust = await scene.Add(new AddFunder("Fen Trust", "FT-12"));
        var other = await scene.Add(new AddFunder(" Fen Trust ", "FT-40"));
        await scene.Do(new AddFunder("The county"));
        await scene.RefusesAsync("empty", new AddFunder(" "));
        await scene.RefusesAsync("name-taken", new AddFunder("Fen Trust", "FT-12 "));
        await scene.RefusesAsync("unknown", new EditFunder(Guid.NewGuid(), "x"));
        await scene.RefusesAsync("empty", new EditFunder(trust, ""));
        await scene.RefusesAsync("name-taken", new EditFunder(trust, "Fen Trust", "FT-40"));
        await scene.RefusesAsync("unknown", new RemoveFunder(Guid.NewGuid()));
        await scene.RefusesAsync("not-allowed", new AddFunder("Another"), scene.Coder);
        await scene.Do(new EditFunder(trust, "Fen Trust", "FT-13"));
        await scene.Do(new RemoveFunder(other));
        Assert.Equal(["Fen Trust, grant FT-13", "The county"], (await scene.Ask(new StudySetup(), scene.Coder)).Funders.Select(f => f.InWords));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-partner", "empty")]
    [ShowsRefusal("add-partner", "name-taken")]
    [ShowsRefusal("edit-partner", "unknown")]
    [ShowsRefusal("edit-partner", "empty")]
    [ShowsRefusal("edit-partner", "name-taken")]
    [ShowsRefusal("remove-partner", "unknown")]
    public async Task A_study_may_be_owned_by_several_partners(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var one = await scene.Add(new AddPartner("University of Mere", "Case studies", Owner: true));
        var two = await scene.Add(new AddPartner("Lind Institute"));
        var three = await scene.Add(new AddPartner("A helper"));
        await scene.RefusesAsync("empty", new AddPartner(""));
        await scene.RefusesAsync("name-taken", new AddPartner("Lind Institute"));
        await scene.RefusesAsync("unknown", new EditPartner(Guid.NewGuid(), "x"));
        await scene.RefusesAsync("empty", new EditPartner(one, " "));
        await scene.RefusesAsync("name-taken", new EditPartner(one, "Lind Institute"));
        await scene.RefusesAsync("unknown", new RemovePartner(Guid.NewGuid()));
        await scene.Do(new EditPartner(two, "Lind Institute", "Surveys", Owner: true));
        await scene.Do(new RemovePartner(three));
        var setup = await scene.Ask(new StudySetup());
        Assert.Equal(["University of Mere", "Lind Institute"], setup.Owners);
        Assert.Equal("Surveys", setup.Partners[1].Does);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-contributor", "empty")]
    [ShowsRefusal("add-contributor", "bad-orcid")]
    [ShowsRefusal("add-contributor", "orcid-taken")]
    [ShowsRefusal("add-contributor", "unknown")]
    [ShowsRefusal("edit-contributor", "unknown")]
    [ShowsRefusal("edit-contributor", "empty")]
    [ShowsRefusal("edit-contributor", "bad-orcid")]
    [ShowsRefusal("edit-contributor", "orcid-taken")]
    [ShowsRefusal("remove-contributor", "unknown")]
    public async Task Contributors_have_roles_an_iD_that_checks_and_perhaps_a_seat_in_the_team(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var seat = (await scene.Ask(new TeamList())).Single(t => t.Role == Role.Coder).Id;
        var anna = await scene.Add(new AddContributor("Anna Lind", "https://orcid.org/0000-0002-1825-0097", [CreditRole.Supervision, CreditRole.Conceptualization, CreditRole.Supervision]));
        var otto = await scene.Add(new AddContributor("Mere, Otto", Person: seat));
        await scene.RefusesAsync("empty", new AddContributor(" "));
        Assert.Contains("does not fit", (await scene.RefusesAsync("bad-orcid", new AddContributor("Eve", "0000-0002-1825-0098"))).Message, StringComparison.Ordinal);
        Assert.Contains("Anna Lind", (await scene.RefusesAsync("orcid-taken", new AddContributor("Eve", "0000000218250097"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unknown", new AddContributor("Eve", Person: Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new EditContributor(Guid.NewGuid(), "Eve"));
        await scene.RefusesAsync("empty", new EditContributor(otto, ""));
        await scene.RefusesAsync("bad-orcid", new EditContributor(otto, "Otto Mere", "12"));
        await scene.RefusesAsync("orcid-taken", new EditContributor(otto, "Otto Mere", "0000-0002-1825-0097"));
        await scene.RefusesAsync("unknown", new RemoveContributor(Guid.NewGuid()));
        await scene.Do(new EditContributor(anna, "Anna Lind", "0000-0002-1825-0097", [CreditRole.Software]));
        var before = await scene.TablesAsync();
        await scene.Do(new AddAffiliation(otto, "University of Mere"));
        var removed = await scene.Place.Do(scene.Study, new RemoveContributor(otto), scene.Lead);
        var left = Assert.Single((await scene.Ask(new StudySetup())).Contributors);
        Assert.Equal(("0000-0002-1825-0097", CreditRole.Software), (left.Orcid, Assert.Single(left.Roles)));
        await scene.Do(new UndoAct(removed.Act));
        Assert.Equal((scene.Coder.Name, 1), ((await scene.Ask(new StudySetup())).Contributors[1].PersonName, (await scene.Ask(new StudySetup())).Contributors[1].Affiliations.Count));
        await scene.Do(new UndoAct(removed.Act - 1));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("move-contributor", "unknown")]
    [ShowsRefusal("move-contributor", "bad-place")]
    public async Task The_order_of_contributors_is_kept_and_can_be_changed(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var ids = new List<Guid>();
        foreach (var name in new[] { "A", "B", "C", "D" })
        {
            ids.Add(await scene.Add(new AddContributor(name)));
        }

        await scene.RefusesAsync("unknown", new MoveContributor(Guid.NewGuid(), 1));
        await scene.RefusesAsync("bad-place", new MoveContributor(ids[0], 0));
        await scene.Do(new MoveContributor(ids[3], 2));
        Assert.Equal("ADBC", await Order());
        await scene.Do(new MoveContributor(ids[0], 99));
        Assert.Equal("DBCA", await Order());
        await scene.Do(new RemoveContributor(ids[1]));
        await scene.Do(new AddContributor("E"));
        Assert.Equal("DCAE", await Order());
        async Task<string> Order() => string.Concat((await scene.Ask(new StudySetup())).Contributors.Select(c => c.Name));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-affiliation", "unknown")]
    [ShowsRefusal("add-affiliation", "empty")]
    [ShowsRefusal("add-affiliation", "bad-date")]
    [ShowsRefusal("add-affiliation", "there-already")]
    [ShowsRefusal("remove-affiliation", "unknown")]
    public async Task Where_somebody_works_has_its_time(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var anna = await scene.Add(new AddContributor("Anna Lind"));
        await scene.Do(new AddAffiliation(anna, "University of Mere", "2015", "2019-08"));
        var now = await scene.Add(new AddAffiliation(anna, "Lind Institute", "2019-09"));
        await scene.RefusesAsync("unknown", new AddAffiliation(Guid.NewGuid(), "x"));
        await scene.RefusesAsync("empty", new AddAffiliation(anna, " "));
        await scene.RefusesAsync("bad-date", new AddAffiliation(anna, "x", "2020", "2019"));
        await scene.RefusesAsync("there-already", new AddAffiliation(anna, "University of Mere", "2019-08-31"));
        await scene.RefusesAsync("unknown", new RemoveAffiliation(Guid.NewGuid()));
        await scene.Do(new AddAffiliation(anna, "University of Mere", "2019-09-01", "2019-09"));
        var line = Assert.Single((await scene.Ask(new StudySetup())).Contributors);
        Assert.Equal(["Lind Institute"], line.Institutions);
        Assert.Equal(["2015 to August 2019", "from September 2019", "1 September to September 2019"], line.Affiliations.Select(a => a.InWords));
        await scene.Do(new RemoveAffiliation(now));
        Assert.Equal(["University of Mere"], Assert.Single((await scene.Ask(new StudySetup())).Contributors).Institutions);
    }

    [Theory]
    [OnBoth]
    public async Task What_the_study_says_of_itself_is_read_as_a_cut_holds_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new DescribeStudy("To learn.", "By asking.", "Nobody else’s views.", "ask@mere.example"));
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new DescribeStudy("To know."));
        await scene.RefusesAsync("not-allowed", new DescribeStudy("x"), scene.Coder);
        var (then, now) = (await scene.Ask(new StudySetup(), cut: "Then"), await scene.Ask(new StudySetup()));
        Assert.Equal(("To learn.", "ask@mere.example", "To know.", ""), (then.Purpose, then.Contact, now.Purpose, now.Contact));
    }

    [Theory]
    [OnBoth]
    public async Task The_setup_travels_in_an_archive_for_people(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new DescribeStudy("To learn."));
        await scene.Do(new AddFunder("Fen Trust", "FT-12"));
        var anna = await scene.Add(new AddContributor("Lind, Anna", "0000-0002-1825-0097", [CreditRole.Software, CreditRole.Supervision]));
        await scene.Do(new AddAffiliation(anna, "University of Mere", "2015", "2019-08"));
        await scene.Do(new AddContributor("Otto Mere"));
        var phase = await scene.Add(new AddPhase("Phase 1", "2021"));
        await scene.Do(new AddWindow(phase, "Spring", "2021-03", null, "2021-04"));
        await scene.Do(new AddMilestone("Report", "summer 2021"));
        var path = Path.Combine(Directory.CreateTempSubdirectory("fieldthread-setup-").FullName, "study.zip");
        await ExportStudy.RunAsync(scene.Place.Database, scene.Study, Workbench.Acts.Actor.Program, path);
        using (var zip = System.IO.Compression.ZipFile.OpenRead(path))
        {
            async Task<string> Text(string name)
            {
                using var reader = new StreamReader(zip.GetEntry(name)!.Open());
                return await reader.ReadToEndAsync();
            }

            Assert.Equal("## Why\n\nTo learn.\n\n## Funders\n\n- Fen Trust, grant FT-12\n\n", (await Text("study/about.md")).ReplaceLineEndings("\n"));
            Assert.Contains("1,\"Lind, Anna\",0000-0002-1825-0097,Software; Supervision,University of Mere,2015,2019-08\n2,Otto Mere,,,,,", (await Text("study/contributors.csv")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Contains("Phase 1,\"fieldwork, planned\",Spring,2021-03,\nPhase 1,fieldwork,Spring,2021-04,", (await Text("study/phases.csv")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Contains("Report,summer 2021,,", await Text("study/plan.csv"), StringComparison.Ordinal);
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
