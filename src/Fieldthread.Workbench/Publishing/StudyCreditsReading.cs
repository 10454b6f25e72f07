using Fieldthread.Core.Publishing;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Publishing;

/// <summary>Turns the setup of a study into what is said of it outside.</summary>
internal static class StudyCreditsReading
{
    /// <summary>Funders, owners, contributors and disclaimer as they are.</summary>
    public static async Task<StudyCredits> ReadAsync(StudyContext context, DateOnly today, CancellationToken cancel) => Of(await StudySetup.ReadAsync(context, today, cancel));

    /// <summary>The same of a setup that was read.</summary>
    public static StudyCredits Of(StudySetupAnswer setup) => new(
        setup.Owners, [.. setup.Funders.Select(f => f.InWords)],
        [.. setup.Contributors.Select(c => new CreditedPerson(c.Name, c.Orcid, [.. c.Roles.Select(r => r.InWords())], c.Institutions))],
        setup.Disclaimer);
}
