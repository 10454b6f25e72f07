using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>The structure of an organisation on a day.</summary>
/// <param name="At">The date that it was asked for.</param>
/// <param name="Organisation">Which organisation, as it was called then.</param>
/// <param name="Measures">Its measures.</param>
/// <param name="Bodies">Its bodies from the top down.</param>
/// <param name="Overlaps">Pairs of bodies that share a person.</param>
/// <param name="Voting">Who votes, by kind of body.</param>
/// <param name="Ever">How many bodies it had over all time.</param>
public sealed record StructureAbout(string At, OrganisationLine Organisation, StructureLine Measures, IReadOnlyList<BodyAbout> Bodies, IReadOnlyList<OverlapLine> Overlaps, IReadOnlyList<VotingLine> Voting, int Ever);

/// <summary>Measures of the structure of one organisation (docs/methods/structure.md).</summary>
/// <param name="Organisation">Which.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">What it was called then.</param>
/// <param name="Type">What kind of organisation.</param>
/// <param name="Layers">Bodies on the longest chain from the top to the bottom.</param>
/// <param name="Bodies">Bodies.</param>
/// <param name="Depth">Bodies above each on average; null without a body.</param>
/// <param name="Posts">Posts.</param>
/// <param name="Vacant">Of them, how many nobody held.</param>
/// <param name="Votes">Of them, how many have a vote.</param>
/// <param name="Persons">Persons in any post.</param>
/// <param name="Overlapping">Of them, how many sat in two bodies or more.</param>
public sealed record StructureLine(Guid Organisation, string Key, string Name, string Type, int Layers, int Bodies, double? Depth, int Posts, int Vacant, int Votes, int Persons, int Overlapping)
{
    /// <summary>What organisations of the type were called on the day.</summary>
    public string TypeName { get; init; } = Type;

    internal static StructureLine Of(RegisterIndex register, Guid organisation, int day, Structure s) => new(
        organisation, register.Find(organisation)?.Key ?? "", register.NameOf(organisation, day), register.TypeOn(organisation, day), s.Layers, s.Bodies, s.Depth, s.Posts, s.Vacant, s.Voting.Sum(v => v.Votes), s.Persons, s.Overlapping)
    {
        TypeName = register.Rules.NameOn(register.TypeOn(organisation, day), day),
    };
}

/// <summary>A body on a day.</summary>
/// <param name="Id">The body.</param>
/// <param name="Key">Its id in the files.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Parent">The body that it stood under, or null.</param>
/// <param name="Depth">Bodies above it.</param>
/// <param name="From">Partial date from which it was there, or null.</param>
/// <param name="To">Partial date of its last day, or null.</param>
/// <param name="Source">What says so.</param>
/// <param name="Posts">Its posts.</param>
/// <param name="Act">The act that recorded it so.</param>
public sealed record BodyAbout(Guid Id, string Key, string Name, string Kind, Guid? Parent, int Depth, string? From, string? To, string Source, IReadOnlyList<PostAbout> Posts, long Act);

/// <summary>A post on a day.</summary>
/// <param name="Key">Its id in the files.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Voting">Whether its holder votes.</param>
/// <param name="Holders">Who held it; nobody where it was vacant.</param>
public sealed record PostAbout(string Key, string Title, Voting Voting, IReadOnlyList<HolderAbout> Holders);

/// <summary>Who held a post.</summary>
/// <param name="Person">The study’s id for the person.</param>
/// <param name="Shown">What the person may be called here.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
public sealed record HolderAbout(string Person, string Shown, string? From, string? To);

/// <summary>Two bodies that share persons.</summary>
/// <param name="One">Name of the one.</param>
/// <param name="Other">Name of the other.</param>
/// <param name="Shared">Persons in both.</param>
/// <param name="Either">Persons in at least one.</param>
public sealed record OverlapLine(string One, string Other, int Shared, int Either);

/// <summary>Who votes in the bodies of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Bodies">Bodies of it.</param>
/// <param name="Votes">Posts with a vote.</param>
/// <param name="Attends">Posts without.</param>
/// <param name="NotSaid">Posts of which it is not said.</param>
public sealed record VotingLine(string Kind, int Bodies, int Votes, int Attends, int NotSaid);

/// <summary>The structures of all organisations on a day.</summary>
/// <param name="At">The date that it was asked for.</param>
/// <param name="Lines">Organisations that had a body then, by name.</param>
/// <param name="Without">Organisations that were there then and of which no body is known.</param>
/// <param name="Bodies">Bodies of all times.</param>
/// <param name="Types">Types of the organisations that have, or had, a body.</param>
public sealed record StructureTable(string At, IReadOnlyList<StructureLine> Lines, int Without, int Bodies, IReadOnlyList<string> Types)
{
    /// <summary>What each of the types was called on the day, in their order.</summary>
    public IReadOnlyList<string> TypeNames { get; init; } = [];
}

/// <summary>The posts of a person through time, across organisations.</summary>
/// <param name="Person">The study’s id for the person.</param>
/// <param name="Shown">What the person may be called here.</param>
/// <param name="PublicOffice">True where the person holds, or held, public office.</param>
/// <param name="Organisations">In how many organisations.</param>
/// <param name="Posts">The posts, by their start.</param>
public sealed record Career(string Person, string Shown, bool PublicOffice, int Organisations, IReadOnlyList<CareerPost> Posts);

/// <summary>One post of a career.</summary>
/// <param name="Organisation">In which organisation.</param>
/// <param name="Name">What it was called when the person took the post.</param>
/// <param name="Body">In which body.</param>
/// <param name="Title">Which post.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="Source">What says so.</param>
/// <param name="FromDay">First day, or null.</param>
/// <param name="EndDay">First day on which it was no more, or null.</param>
public sealed record CareerPost(Guid Organisation, string Name, string Body, string Title, string? From, string? To, string Source, int? FromDay, int? EndDay);

/// <summary>An import of bodies.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">Files.</param>
/// <param name="Act">The act that brought it in.</param>
/// <param name="Remarks">What was guessed, changed or not taken.</param>
/// <param name="Known">Partial date on which it was known; null where it said nothing that a list of its day had not said.</param>
/// <param name="Bodies">Bodies in it.</param>
/// <param name="Posts">Posts in it.</param>
/// <param name="Holdings">Holdings in it.</param>
public sealed record BodyImportLine(Guid Id, string FileName, long Act, IReadOnlyList<Remark> Remarks, string? Known, int Bodies, int Posts, int Holdings)
{
    /// <summary>Who says it; empty where nobody is named.</summary>
    public string Source { get; init; } = "";
}
