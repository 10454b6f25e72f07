using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What is told of a change event beyond who took part and when it counted. Every text may be empty.</summary>
/// <param name="Legal">When the law made it so: the order, the resolution; null where not told.</param>
/// <param name="Operational">When it was so in practice: one office, one budget, one meeting; null where not told.</param>
/// <param name="Cause">Why it came about.</param>
/// <param name="Initiator">Who began it.</param>
/// <param name="Pressure">Who pressed for it, and how: “told to merge by the cluster”.</param>
/// <param name="Evidence">What shows it: a document, an order, the name of a source.</param>
/// <param name="Reform">Id of the reform that it hangs on.</param>
public sealed record EventDetails(PartialDate? Legal, PartialDate? Operational, string Cause, string Initiator, string Pressure, string Evidence, string Reform)
{
    /// <summary>Nothing is told.</summary>
    public static EventDetails None { get; } = new(null, null, "", "", "", "", "");
}

/// <summary>What is told of one organisation’s part in an event. Every text may be empty.</summary>
/// <param name="AttitudeBefore">What it thought of the change before: “opposed”.</param>
/// <param name="AttitudeAfter">What it thought of it after.</param>
/// <param name="Share">How much of it moved; null where not told.</param>
/// <param name="Basis">In what the share is counted: practices, patients, budget.</param>
public sealed record PartDetails(string AttitudeBefore, string AttitudeAfter, MovedShare? Share, string Basis)
{
    /// <summary>Nothing is told.</summary>
    public static PartDetails None { get; } = new("", "", null, "");
}

/// <summary>Kinds of what change events hang on.</summary>
public enum ReformKind
{
    /// <summary>A change of the rules, announced, enacted and in force on days of its own.</summary>
    Reform,

    /// <summary>What happened around the organisations: an election, an epidemic, a budget.</summary>
    Context,
}

/// <summary>A reform, or an event of the context, as a file gives it.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Name">What it is called; its id where empty.</param>
/// <param name="Kind">A reform, or what happened around.</param>
/// <param name="Announced">When it was made known; null where not told.</param>
/// <param name="Enacted">When it was passed; null where not told.</param>
/// <param name="Effective">From when it was in force; null where not told.</param>
/// <param name="Note">What else is said; may be empty.</param>
public sealed record GivenReform(string Id, string Name, ReformKind Kind, PartialDate? Announced, PartialDate? Enacted, PartialDate? Effective, string Note);
