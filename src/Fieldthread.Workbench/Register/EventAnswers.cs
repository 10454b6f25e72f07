using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>What is told of a change event; every text may be empty.</summary>
/// <param name="Legal">Partial date on which the law made it so, or null.</param>
/// <param name="Operational">Partial date from which it was so in practice, or null.</param>
/// <param name="Cause">Why it came about.</param>
/// <param name="Initiator">Who began it.</param>
/// <param name="Pressure">Who pressed for it, and how.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Reform">Key of the reform that it hangs on.</param>
public sealed record EventDetailsAbout(string? Legal, string? Operational, string Cause, string Initiator, string Pressure, string Evidence, string Reform)
{
    internal static EventDetailsAbout Of(EventDetails d) => new(d.Legal?.ToString(), d.Operational?.ToString(), d.Cause, d.Initiator, d.Pressure, d.Evidence, d.Reform);
}

/// <summary>What is told of one organisation’s part in an event; every text may be empty.</summary>
/// <param name="AttitudeBefore">What it thought of the change before.</param>
/// <param name="AttitudeAfter">What it thought of it after.</param>
/// <param name="Share">How much of it moved: “3” or “3/8”.</param>
/// <param name="Basis">In what the share is counted.</param>
public sealed record PartDetailsAbout(string AttitudeBefore, string AttitudeAfter, string Share, string Basis)
{
    internal static PartDetailsAbout Of(PartDetails d) => new(d.AttitudeBefore, d.AttitudeAfter, d.Share?.ToString() ?? "", d.Basis);
}

/// <summary>A change event in full.</summary>
/// <param name="Event">The event with who took part.</param>
/// <param name="Reform">The reform that it hangs on, or null.</param>
/// <param name="Parts">What became of the members of each organisation that took part, other than those that were moved.</param>
/// <param name="Moves">Members that the event names as moved or that went by their memberships; at most 500.</param>
/// <param name="AllMoves">How many there are.</param>
/// <param name="Named">How many of them the event names.</param>
/// <param name="Shown">How many of them the memberships show.</param>
/// <param name="Agree">True where the event names members and the memberships show just the same.</param>
/// <param name="Said">Who says so; empty for an event that was recorded by hand.</param>
public sealed record EventWhole(
    EventAbout Event, ReformLine? Reform, IReadOnlyList<EventPartLine> Parts, IReadOnlyList<EventMoveLine> Moves, int AllMoves, int Named, int Shown, bool Agree, IReadOnlyList<EventSaidLine> Said);

/// <summary>One organisation in an event, with what became of its members on the day.</summary>
/// <param name="Part">Its part.</param>
/// <param name="Key">Its key in the register.</param>
/// <param name="Had">Members that it had the day before.</param>
/// <param name="Went">Of those, how many went to another organisation of the event.</param>
/// <param name="Came">How many came from another organisation of the event.</param>
/// <param name="Has">Members that it had on the day.</param>
/// <param name="ShareAgrees">Whether the memberships show just the share that is told; null where no share is told or it is counted in something other than members.</param>
public sealed record EventPartLine(PartAbout Part, string Key, int Had, int Went, int Came, int Has, bool? ShareAgrees);

/// <summary>A member that moved in an event.</summary>
/// <param name="Member">Which.</param>
/// <param name="Key">Its key in the register.</param>
/// <param name="Name">Its name on the day.</param>
/// <param name="From">Name of the organisation under which it stood the day before; empty where under none of the event.</param>
/// <param name="To">Name of the organisation under which it stood on the day; empty where under none of the event.</param>
/// <param name="Basis">Whether the event names it, its memberships show it, or both.</param>
public sealed record EventMoveLine(Guid Member, string Key, string Name, string From, string To, ChangeBasis Basis);

/// <summary>What a list says of an event.</summary>
/// <param name="Vintage">Key of the list.</param>
/// <param name="What">Of what: date, kind, cause, attitude before of whom.</param>
/// <param name="Says">What it says.</param>
public sealed record EventSaidLine(string Vintage, string What, string Says);

/// <summary>A reform, or an event of the context, with what hangs on it.</summary>
/// <param name="Id">The reform.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">What it is called; its key where it has no name.</param>
/// <param name="Kind">A reform, or what happened around.</param>
/// <param name="Announced">Partial date on which it was made known, or null.</param>
/// <param name="Enacted">Partial date on which it was passed, or null.</param>
/// <param name="Effective">Partial date from which it was in force, or null.</param>
/// <param name="Note">What else is said.</param>
/// <param name="Events">The events that hang on it, by date.</param>
/// <param name="Act">The act that recorded it so.</param>
public sealed record ReformLine(Guid Id, string Key, string Name, ReformKind Kind, string? Announced, string? Enacted, string? Effective, string Note, IReadOnlyList<EventAbout> Events, long Act)
{
    internal static ReformLine Of(RegisterIndex register, Reform r) => new(
        r.Id, r.Key, r.Name.Length > 0 ? r.Name : r.Key, r.Kind, r.Announced, r.Enacted, r.Effective, r.Note,
        [.. register.Events.Where(e => register.Told(e).Reform == r.Key).Select(e => EventAbout.Of(register, e))], r.RecordedIn);
}
