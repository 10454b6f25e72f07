using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>Troubles of lists in words.</summary>
public static class ConflictWords
{
    /// <summary>What kind of trouble, in a few words.</summary>
    public static string Of(ConflictKind kind) => kind switch
    {
        ConflictKind.Disagrees => "sources disagree",
        ConflictKind.Backdated => "said otherwise later",
        ConflictKind.Vanished => "vanished from the list",
        ConflictKind.Retracted => "not said again",
        ConflictKind.EventDiffers => "event and list differ",
        ConflictKind.ClosedWithMembers => "closed with members",
        ConflictKind.OpenWithoutMembers => "open without members",
        ConflictKind.OutsideLife => "member outside its life",
        ConflictKind.Overlap => "two groups at once",
        ConflictKind.Corrected => "corrected by the study",
        ConflictKind.MemberOfOtherType => "member of another type",
        ConflictKind.WithoutLead => "without its lead",
        _ => "between two groups",
    };

    /// <summary>A trouble in a sentence.</summary>
    public static string Of(Conflict trouble)
    {
        ArgumentNullException.ThrowIfNull(trouble);
        return $"{Capital(Of(trouble.Kind))}, {trouble.What}: {trouble.One}{(trouble.Other.Length > 0 ? "; " + trouble.Other : "")}.{(trouble.Stands.Length > 0 ? $" What stands: {trouble.Stands}." : "")}";
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
