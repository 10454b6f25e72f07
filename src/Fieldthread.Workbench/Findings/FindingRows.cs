using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Findings;

/// <summary>A stretch of a revision chosen as evidence, with the words as they stood when it was chosen.</summary>
[Table("quotations", "quotation")]
public sealed class Quotation : Evidence
{
    /// <summary>Short key by which reports cite it: <c>q12</c>. Never reused.</summary>
    public string Key { get; set; } = "";

    /// <summary>Which revision.</summary>
    [RefersTo(typeof(Revision))]
    public Guid RevisionId { get; set; }

    /// <summary>First code unit.</summary>
    public int Start { get; set; }

    /// <summary>One past the last code unit.</summary>
    public int End { get; set; }

    /// <summary>The words, exactly.</summary>
    [Words(Verbatim = true)]
    public string Exact { get; set; } = "";

    /// <summary>Up to 32 code units before.</summary>
    [Words(Verbatim = true)]
    public string Prefix { get; set; } = "";

    /// <summary>Up to 32 code units after.</summary>
    [Words(Verbatim = true)]
    public string Suffix { get; set; } = "";

    /// <summary>Why it was chosen.</summary>
    [Words]
    public string Note { get; set; } = "";
}

/// <summary>Something that the study says, or tests.</summary>
[Table("claims", "claim")]
[NoTwoAlike(nameof(Claim.Key))]
public sealed class Claim : Evidence
{
    /// <summary>Short key: <c>C4</c>. Never reused.</summary>
    public string Key { get; set; } = "";

    /// <summary>The claim as a sentence.</summary>
    public string Statement { get; set; } = "";
}

/// <summary>On which side evidence stands.</summary>
public enum Side
{
    /// <summary>It speaks for the claim.</summary>
    For,

    /// <summary>It speaks against the claim.</summary>
    Against,
}

/// <summary>That a quotation or a statistic speaks for or against a claim.</summary>
[Table("claim_evidence", "evidence of a claim")]
public sealed class ClaimEvidence : Evidence
{
    /// <summary>Which claim.</summary>
    [RefersTo(typeof(Claim))]
    public Guid ClaimId { get; set; }

    /// <summary>The quotation, where it is one.</summary>
    [RefersTo(typeof(Quotation))]
    public Guid? QuotationId { get; set; }

    /// <summary>The statistic, where it is one.</summary>
    [RefersTo(typeof(Statistic))]
    public Guid? StatisticId { get; set; }

    /// <summary>For or against.</summary>
    public Side Side { get; set; }

    /// <summary>Why it speaks so.</summary>
    [Words]
    public string Note { get; set; } = "";
}

/// <summary>A report being written, in the report language.</summary>
[Table("reports", "report")]
[NoTwoAlike(nameof(Report.Slug))]
public sealed class Report : Evidence
{
    /// <summary>Short name in addresses, unique in the study.</summary>
    public string Slug { get; set; } = "";

    /// <summary>Title.</summary>
    public string Title { get; set; } = "";

    /// <summary>The text in the report language.</summary>
    [Words]
    public string Text { get; set; } = "";
}
