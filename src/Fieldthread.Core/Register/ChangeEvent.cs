namespace Fieldthread.Core.Register;

/// <summary>Kinds of change that organisations go through.</summary>
public enum ChangeKind
{
    /// <summary>A new organisation began, out of nothing or out of others.</summary>
    Founded,

    /// <summary>Several became a new one.</summary>
    Merged,

    /// <summary>One was taken into another, which goes on.</summary>
    Absorbed,

    /// <summary>One became several, and ended or goes on.</summary>
    Split,

    /// <summary>It goes on under another name or code.</summary>
    Renamed,

    /// <summary>Members, staff or tasks went from one to another; nobody succeeds anybody.</summary>
    Transferred,

    /// <summary>It keeps its code while its members change: the same code, a new extent. Nobody succeeds anybody.</summary>
    Extent,
}

/// <summary>What an organisation was in a change event.</summary>
public enum PartRole
{
    /// <summary>It ended by the event.</summary>
    Before,

    /// <summary>It began by the event.</summary>
    After,

    /// <summary>It took part and goes on as the same organisation.</summary>
    Continues,

    /// <summary>Something was moved away from it.</summary>
    From,

    /// <summary>Something was moved to it.</summary>
    To,

    /// <summary>It was moved.</summary>
    Moved,
}

/// <summary>One organisation that took part in an event.</summary>
/// <param name="Organisation">Which.</param>
/// <param name="Role">As what.</param>
public readonly record struct EventPart(Guid Organisation, PartRole Role);

/// <summary>A change that organisations went through together: any number before, any number after.</summary>
/// <remarks>The shape is that of <c>org:ChangeEvent</c> in the Organization Ontology (W3C, 2014), with parts that go on and parts that were moved.</remarks>
/// <param name="Id">Which event.</param>
/// <param name="Day">First day on which the change was in force, as a day number of the common era.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Parts">Who took part, in any order.</param>
public sealed record ChangeEvent(Guid Id, int Day, ChangeKind Kind, IReadOnlyList<EventPart> Parts)
{
    /// <summary>Organisations of one role, in a fixed order, each once.</summary>
    public IReadOnlyList<Guid> Of(PartRole role) => [.. Parts.Where(p => p.Role == role).Select(p => p.Organisation).Distinct().Order()];
}

/// <summary>One organisation came out of another.</summary>
/// <param name="Before">The earlier.</param>
/// <param name="After">The later.</param>
/// <param name="Day">Day of the event.</param>
/// <param name="Event">The event that says so.</param>
public readonly record struct Succession(Guid Before, Guid After, int Day, Guid Event);

/// <summary>Something was moved from one organisation to another, and neither succeeds the other by it.</summary>
/// <param name="From">It left here.</param>
/// <param name="To">It came here.</param>
/// <param name="Day">Day of the event.</param>
/// <param name="Event">The event that says so.</param>
public readonly record struct Transfer(Guid From, Guid To, int Day, Guid Event);
