using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>A register as a file gives it. Organisations are named by ids of the file.</summary>
/// <param name="Organisations">Each id once.</param>
/// <param name="Names">Names that they bore.</param>
/// <param name="Codes">Codes that they bore, of any scheme.</param>
/// <param name="Relations">What one was to another.</param>
/// <param name="Events">What changed.</param>
/// <param name="Remarks">What was guessed or could not be taken.</param>
public sealed record RegisterData(
    IReadOnlyList<GivenOrganisation> Organisations,
    IReadOnlyList<GivenName> Names,
    IReadOnlyList<GivenCode> Codes,
    IReadOnlyList<GivenRelation> Relations,
    IReadOnlyList<GivenEvent> Events,
    IReadOnlyList<Remark> Remarks)
{
    /// <summary>A register that says nothing.</summary>
    public static RegisterData None { get; } = new([], [], [], [], [], []);

    /// <summary>Successions as a list of pairs gives them; the events that they make depend on what else is known of the two.</summary>
    public IReadOnlyList<GivenSuccession> Successions { get; init; } = [];

    /// <summary>Reforms and events of the context on which change events hang.</summary>
    public IReadOnlyList<GivenReform> Reforms { get; init; } = [];

    /// <summary>Attributes, and what held on another track than the one in force.</summary>
    public IReadOnlyList<GivenFact> Facts { get; init; } = [];

    /// <summary>Terms of relations: weights, accounts, remits.</summary>
    public IReadOnlyList<GivenTerms> Terms { get; init; } = [];
}

/// <summary>An organisation as a file gives it.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Type">What kind of organisation, in the file's words.</param>
/// <param name="When">From its opening to its last day.</param>
/// <param name="Guessed">True where the file does not say when it opened and closed, and its time is only that of what the file tells of it.</param>
public sealed record GivenOrganisation(string Id, string Type, WrittenPeriod When, bool Guessed = false);

/// <summary>One organisation came after another, as a list of successions gives it: no kind, no end of either.</summary>
/// <param name="Before">Id of the earlier.</param>
/// <param name="After">Id of the later.</param>
/// <param name="Date">From when.</param>
public sealed record GivenSuccession(string Before, string After, PartialDate Date);

/// <summary>A name that an organisation bore.</summary>
/// <param name="Organisation">Its id in the file.</param>
/// <param name="Name">The name.</param>
/// <param name="When">Over what time.</param>
public sealed record GivenName(string Organisation, string Name, WrittenPeriod When);

/// <summary>A code that an organisation bore. A code is not the organisation: it may go on when the organisation changes.</summary>
/// <param name="Organisation">Its id in the file.</param>
/// <param name="Scheme">Who gives such codes.</param>
/// <param name="Code">The code.</param>
/// <param name="When">Over what time.</param>
public sealed record GivenCode(string Organisation, string Scheme, string Code, WrittenPeriod When);

/// <summary>What one organisation was to another.</summary>
/// <param name="Subject">Id of the one that is spoken of.</param>
/// <param name="Kind">The relation, read from the subject: “member of”.</param>
/// <param name="Object">Id of the other.</param>
/// <param name="When">Over what time.</param>
public sealed record GivenRelation(string Subject, string Kind, string Object, WrittenPeriod When);

/// <summary>A change event as a file gives it.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Date">When it was in force.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Parts">Who took part as what, with a note where there is one.</param>
public sealed record GivenEvent(string Id, PartialDate Date, ChangeKind Kind, IReadOnlyList<GivenPart> Parts)
{
    /// <summary>What else is told of it.</summary>
    public EventDetails Details { get; init; } = EventDetails.None;
}

/// <summary>One organisation in an event, as a file gives it.</summary>
/// <param name="Organisation">Its id in the file.</param>
/// <param name="Role">As what.</param>
/// <param name="Note">What is said of its part; may be empty.</param>
public sealed record GivenPart(string Organisation, PartRole Role, string Note)
{
    /// <summary>What else is told of its part.</summary>
    public PartDetails Details { get; init; } = PartDetails.None;
}
