using System.Linq.Expressions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>What a study says of itself; one row a study.</summary>
[Table("study_details", "study")]
public sealed class StudyDetail : Evidence
{
    /// <summary>Title as a person reads it.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the study is about, in a few sentences.</summary>
    public string Summary { get; set; } = "";

    /// <summary>How the study works with its material; it decides what is offered.</summary>
    public Stance Stance { get; set; }
}

/// <summary>Somebody who works on a study: a member with an account and a role, or a coder known only from an imported project. Leaving takes the role, never the codings.</summary>
[Table("people", "person")]
public sealed class Person : Evidence
{
    /// <summary>Name as shown beside codings.</summary>
    public string Name { get; set; } = "";

    /// <summary>Account of the installation, where there is one.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>Role in the study; null for somebody who left or was only imported.</summary>
    public Role? Role { get; set; }

    /// <summary>True where the person sees only their own codings.</summary>
    public bool Blind { get; set; }

    /// <summary>Id in the project that it was imported from, as written there.</summary>
    public string? ForeignId { get; set; }
}

/// <summary>A part of the study's time: raised in one phase, a claim is tested in the next.</summary>
[Table("phases", "phase")]
[NoTwoAlike(nameof(Phase.Name))]
public sealed class Phase : Evidence
{
    /// <summary>Name as shown.</summary>
    public string Name { get; set; } = "";

    /// <summary>Partial date on which it starts, as <see cref="Core.Basics.PartialDate"/> writes it.</summary>
    public string? Starts { get; set; }

    /// <summary>Partial date on which it ends.</summary>
    public string? Ends { get; set; }

    /// <summary>First day that the start can mean, as a day number of the common era; null where open.</summary>
    public int? StartsDay { get; set; }

    /// <summary>Last day that the end can mean, as a day number of the common era; null where open.</summary>
    public int? EndsDay { get; set; }
}

/// <summary>A note of the team, on the study or on one of its things.</summary>
[Table("memos", "memo")]
public sealed class Memo : Evidence
{
    /// <summary>What it is on: table of the row, as <c>codings</c>; <c>study_details</c> for the study itself.</summary>
    public string TargetKind { get; set; } = "";

    /// <summary>Which row it is on.</summary>
    public Guid TargetId { get; set; }

    /// <summary>First code unit of the stretch, where it is on a stretch of a revision.</summary>
    public int? Start { get; set; }

    /// <summary>One past the last code unit of that stretch.</summary>
    public int? End { get; set; }

    /// <summary>Title, where it has one.</summary>
    [Words]
    public string? Title { get; set; }

    /// <summary>What was written; may repeat a participant's words.</summary>
    [Words]
    public string Words { get; set; } = "";

    /// <summary>Who wrote it.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }

    /// <summary>When it was written, UTC; from the file for an imported memo.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>Id in the project that it was imported from, as written there.</summary>
    public string? ForeignId { get; set; }

    internal static Expression<Func<StudyContext, Memo, bool>> Visible { get; } = (context, memo) =>
        context.BlindTo == null || memo.TargetKind != "codings" || memo.AuthorId == context.BlindTo;
}

/// <summary>A number with its definition; its value is made again on any cut.</summary>
[Table("statistics", "statistic")]
[NoTwoAlike(nameof(Statistic.Key))]
public sealed class Statistic : Evidence
{
    /// <summary>Short key by which reports cite it: <c>s3</c>. Never reused.</summary>
    public string Key { get; set; } = "";

    /// <summary>What it says, in words.</summary>
    public string Label { get; set; } = "";

    /// <summary><see cref="StatisticDefinition"/> as JSON.</summary>
    public string Definition { get; set; } = "";
}

/// <summary>A named moment and filter, from which every number of a publication is made again; it also keeps what was printed.</summary>
[Table("cuts", "cut")]
[NoTwoAlike(nameof(Cut.Name))]
public sealed class Cut : Evidence
{
    /// <summary>Name, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>Number of the last act that it holds.</summary>
    public long Act { get; set; }

    /// <summary>Hash of the log line before that act, 32 bytes: whoever holds the cut can tell whether the log before it was changed.</summary>
    public byte[] HeadHash { get; set; } = [];

    /// <summary><see cref="CutFilter"/> as JSON.</summary>
    public string Filter { get; set; } = "";

    /// <summary>Every statistic's printed value at the freeze, as JSON; stays when an erasure has since removed what stood behind it.</summary>
    public string Results { get; set; } = "";

    /// <summary>When it was frozen, UTC.</summary>
    public DateTimeOffset FrozenAt { get; set; }
}

/// <summary>Names by which a cut is narrowed; an empty list lets everything pass.</summary>
/// <param name="Sites">Names of sites.</param>
/// <param name="Phases">Names of phases.</param>
/// <param name="Coders">Names of coders.</param>
public sealed record CutFilter(IReadOnlyList<string>? Sites = null, IReadOnlyList<string>? Phases = null, IReadOnlyList<string>? Coders = null);

/// <summary>Somebody who can sign in. Kept by the installation (study 0); what they may do is said in each study.</summary>
[Table("accounts", "account")]
public sealed class Account : Evidence
{
    /// <summary>Name as shown to others.</summary>
    public string Name { get; set; } = "";

    /// <summary>Address by which they sign in, lower case; unique.</summary>
    public string Email { get; set; } = "";

    /// <summary>True for those who keep the installation: they add people and start studies.</summary>
    public bool Steward { get; set; }

    /// <summary>True where they may no longer sign in.</summary>
    public bool Closed { get; set; }
}
