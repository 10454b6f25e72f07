using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>Whether the holder of a post votes.</summary>
public enum Voting
{
    /// <summary>It is not said.</summary>
    NotSaid,

    /// <summary>The holder votes.</summary>
    Yes,

    /// <summary>The holder sits in attendance, without a vote.</summary>
    No,
}

/// <summary>A body of an organisation as a file gives it: a governing body, a committee of the members, a committee of the body, a locality committee.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Organisation">Whose: a key or a code of the register.</param>
/// <param name="Kind">What kind, in the study’s words.</param>
/// <param name="Name">What it is called; its kind where empty.</param>
/// <param name="Parent">Id of the body that it stands under; empty where it stands under none.</param>
/// <param name="When">Over what time it was there.</param>
/// <param name="Source">What says so; may be empty.</param>
/// <param name="Place">File and line.</param>
public sealed record GivenBody(string Id, string Organisation, string Kind, string Name, string Parent, WrittenPeriod When, string Source, string Place);

/// <summary>A post in a body as a file gives it.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Body">Id of the body.</param>
/// <param name="Title">What it is called: “chair”.</param>
/// <param name="Voting">Whether its holder votes.</param>
/// <param name="Sole">True where one person holds it at a time.</param>
/// <param name="When">Over what time it was there.</param>
/// <param name="Place">File and line.</param>
public sealed record GivenPost(string Id, string Body, string Title, Voting Voting, bool Sole, WrittenPeriod When, string Place);

/// <summary>A person in a post over a time, as a file gives it.</summary>
/// <param name="Post">Id of the post.</param>
/// <param name="Person">Id of the person.</param>
/// <param name="When">Over what time.</param>
/// <param name="Source">What says so; may be empty.</param>
/// <param name="Place">File and line.</param>
public sealed record GivenHolding(string Post, string Person, WrittenPeriod When, string Source, string Place);

/// <summary>A person as a file gives it.</summary>
/// <param name="Id">The study’s id for the person.</param>
/// <param name="Name">The name, only of a person in public office; empty otherwise.</param>
/// <param name="PublicOffice">True where the person holds, or held, public office.</param>
/// <param name="Place">File and line.</param>
public sealed record GivenPerson(string Id, string Name, bool PublicOffice, string Place);

/// <summary>Bodies, posts, who held them, and the persons, as files give them.</summary>
/// <param name="Bodies">Each id once.</param>
/// <param name="Posts">Each id once.</param>
/// <param name="Holdings">In any order.</param>
/// <param name="Persons">Each id once.</param>
/// <param name="Remarks">What was guessed or could not be taken.</param>
public sealed record BodyData(IReadOnlyList<GivenBody> Bodies, IReadOnlyList<GivenPost> Posts, IReadOnlyList<GivenHolding> Holdings, IReadOnlyList<GivenPerson> Persons, IReadOnlyList<Remark> Remarks)
{
    /// <summary>Nothing.</summary>
    public static BodyData None { get; } = new([], [], [], [], []);
}
