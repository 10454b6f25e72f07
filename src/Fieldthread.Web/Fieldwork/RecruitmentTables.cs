using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Recruitment;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The log of recruitment, as files.</summary>
public static class RecruitmentTables
{
    /// <summary>Every table of recruitment.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<RecruitmentOfStudy, RecruitmentOverview>("recruitment", "The log of recruitment, one step a row, as it can be brought in again", Log),
        TableExport.Of<RecruitmentOfStudy, RecruitmentOverview>("recruitment-counts", "Recruitment by role and site against the targets", Counts),
    ];

    /// <summary>A step a row.</summary>
    public static PlainTable Log(RecruitmentOverview all)
    {
        ArgumentNullException.ThrowIfNull(all);
        return PlainTable.Of(
            "recruitment", all.People.SelectMany(p => p.Steps.Select((s, i) => (p, s, IsFirst: i == 0))), ("who", x => x.p.Label), ("role", x => x.p.Role), ("site", x => x.p.Site), ("step", x => Recruiting.InWords(x.s.Step)), ("day", x => x.s.Day),
            ("how", x => x.s.How), ("reason", x => x.s.Reason), ("replaces", x => x.IsFirst ? x.p.Replaces : null), ("participant", x => x.p.Participant));
    }

    /// <summary>A role at a site a row, and all of them last.</summary>
    public static PlainTable Counts(RecruitmentOverview all)
    {
        ArgumentNullException.ThrowIfNull(all);
        return PlainTable.Of(
            "recruitment-counts", all.Cells.Append(all.All), ("role", c => c.Role), ("site", c => c.Site), ("wanted", c => c.Wanted), ("approached", c => c.Approached), ("agreed", c => c.Agreed), ("declined", c => c.Declined), ("no answer", c => c.NoAnswer),
            ("withdrew", c => c.Withdrew), ("awaited", c => c.Waiting), ("replaced", c => c.Replaced), ("still to find", c => c.Missing));
    }
}
