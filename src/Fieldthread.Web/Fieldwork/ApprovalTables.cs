using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Approvals;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Approvals, as files and in words.</summary>
public static class ApprovalTables
{
    /// <summary>Every table of approvals.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<ApprovalsOfStudy, ApprovalOverview>("approvals", "Approvals of the study, of sites and of participants, and how they stand", Table),
    ];

    /// <summary>An approval a row.</summary>
    public static PlainTable Table(ApprovalOverview all)
    {
        ArgumentNullException.ThrowIfNull(all);
        return PlainTable.Of(
            "approvals", all.Approvals, ("of", a => a.Of), ("kind", a => Approval.InWords(a.Kind)), ("reference", a => a.Reference), ("given by", a => a.Body), ("from", a => a.From), ("until", a => a.Until), ("conditions", a => a.Conditions), ("state", a => Words(a.State)),
            ("to be checked again", a => a.ToRecheck ? "yes" : "no"), ("checked on", a => a.CheckedOn), ("what came of it", a => a.CheckNote), ("checked by", a => a.CheckedBy));
    }

    /// <summary>A state in words.</summary>
    public static string Words(ApprovalState state) => state switch { ApprovalState.NotYet => "not yet", ApprovalState.Runs => "runs", ApprovalState.EndsSoon => "ends soon", ApprovalState.Renewed => "renewed", _ => "ended" };

    /// <summary>The shape by which a state is shown.</summary>
    public static string Kind(ApprovalState state) => state switch { ApprovalState.Runs => "ok", ApprovalState.EndsSoon => "warn", ApprovalState.Ended => "stop", _ => "idle" };
}
