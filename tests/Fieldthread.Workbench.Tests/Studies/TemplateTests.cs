using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class TemplateTests
{
    [Theory]
    [OnBoth]
    public async Task A_study_begins_with_what_its_template_brings(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        foreach (var template in StudyTemplates.All)
        {
            var study = (await place.Do(0, new StartStudy(template.Name, "For a test.", Template: template.Template))).Study;
            Assert.Equal(template.Stance, (await place.Ask(study, new AboutStudy())).Stance);
            Assert.Equal(template.Phases.Order(StringComparer.Ordinal), (await place.Ask(study, new PhaseList())).Select(p => p.Name).Order(StringComparer.Ordinal));
            var codes = await place.Ask(study, new CodebookTree());
            Assert.Equal(template.Codes.Sum(c => 1 + c.Below.Count), codes.Count);
            Assert.All(template.Codes, c => Assert.Contains(codes, k => k.Path == c.Name && k.Definition == c.Definition && k.IsCodable == (c.Below.Count == 0)));
            Assert.Single(await place.SqlAsync($"SELECT seq FROM acts WHERE study_id = {study}"));
        }

        var realist = (await place.Do(0, new StartStudy("Other stance", Stance: Stance.Framework, Template: StudyTemplate.Realist))).Study;
        Assert.Equal(Stance.Framework, (await place.Ask(realist, new AboutStudy())).Stance);
    }

    [Theory]
    [OnBoth]
    public async Task The_steps_of_setting_up_say_what_is_done_and_what_is_next(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        Assert.Equal(["The study", "Funder and partners", "People", "Phases and times in the field", "Sites"], (await Steps()).Select(s => s.Name));
        Assert.All(await Steps(), s => Assert.False(s.Done));
        await scene.Do(new DescribeStudy("To learn."));
        Assert.Equal("1", await Done());
        await scene.Do(new AddPartner("University of Mere"));
        await scene.Do(new AddContributor("Anna Lind"));
        var phase = await scene.Add(new AddPhase("Phase 1"));
        Assert.Contains("1 without dates", (await Steps())[3].InWords, StringComparison.Ordinal);
        await scene.Do(new EditPhase(phase, "Phase 1", "2021"));
        Assert.Equal("123", await Done());
        await scene.Do(new AddWindow(phase, "", "2021"));
        await scene.Do(new AddSite("Northside"));
        Assert.Equal("12345", await Done());
        Assert.Equal("1 phase, 1 time in the field.", (await Steps())[3].InWords);
        Task<IReadOnlyList<SetupStep>> Steps() => scene.Ask(new StepsOfSetup(), scene.Coder);
        async Task<string> Done() => string.Concat((await Steps()).Select((s, i) => s.Done ? (i + 1).ToString() : ""));
    }
}
