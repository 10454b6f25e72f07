using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>Bodies and posts that were brought in, with what was guessed or could not be taken. What they brought carries the number of the same act.</summary>
[Table("body_imports", "import of bodies")]
public sealed class BodyImport : Evidence
{
    /// <summary>Names of the files.</summary>
    public string FileName { get; set; } = "";

    /// <summary>Remarks as JSON; no name of a person stands in them.</summary>
    public string Remarks { get; set; } = "";
}

/// <summary>What one import of bodies said, kept as it said it and without any name of a person: the bodies of a day are made of the lists that were known then.</summary>
[Table("body_lists", "list of bodies")]
public sealed class KeptBodies : Evidence
{
    /// <summary>The import that brought it.</summary>
    [RefersTo(typeof(BodyImport))]
    public Guid ImportId { get; set; }

    /// <summary>The list that came in before it, whose bodies it may have found; imports are taken back in reverse order.</summary>
    [RefersTo(typeof(KeptBodies))]
    public Guid? PreviousId { get; set; }

    /// <summary>Partial date on which it was known, as declared.</summary>
    public string KnownDate { get; set; } = "";

    /// <summary>Last day that the date can mean, as a day number of the common era.</summary>
    public int KnownDay { get; set; }

    /// <summary>What it says, as <see cref="BodyContent"/> writes it.</summary>
    public byte[] Content { get; set; } = [];
}

/// <summary>A body of an organisation: a governing body, a committee of the members, a committee of the body, a locality committee.</summary>
[Table("bodies", "body")]
[NoTwoAlike(nameof(Body.Key))]
public sealed class Body : Evidence, IDated
{
    /// <summary>Its id in the files that it came from; unique in the study.</summary>
    public string Key { get; set; } = "";

    /// <summary>Whose.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <summary>What kind, in the words of the study.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What it is called; its kind where empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The body that it stands under; null at the top.</summary>
    [RefersTo(typeof(Body))]
    public Guid? ParentId { get; set; }

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }

    /// <summary>What says so; may be empty.</summary>
    public string Source { get; set; } = "";

    /// <summary>What to call it.</summary>
    internal string Called => Name.Length > 0 ? Name : Kind.Length > 0 ? Kind : Key;
}

/// <summary>A post in a body.</summary>
[Table("body_posts", "post in a body")]
[NoTwoAlike(nameof(BodyPost.Key))]
public sealed class BodyPost : Evidence, IDated
{
    /// <summary>In which body.</summary>
    [RefersTo(typeof(Body))]
    public Guid BodyId { get; set; }

    /// <summary>Its id in the files that it came from; unique in the study.</summary>
    public string Key { get; set; } = "";

    /// <summary>What it is called.</summary>
    public string Title { get; set; } = "";

    /// <summary>Whether its holder votes.</summary>
    public Voting Voting { get; set; }

    /// <summary>True where one person holds it at a time.</summary>
    public bool Sole { get; set; }

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }
}

/// <summary>A person of the register, known by the study’s id. A name is kept only of those in public office, and shown only to roles that may (decision 36).</summary>
[Table("register_persons", "person of the register")]
[NoTwoAlike(nameof(RegisterPerson.Key))]
public sealed class RegisterPerson : Evidence
{
    /// <summary>The study’s id for the person; unique in the study.</summary>
    public string Key { get; set; } = "";

    /// <summary>The name; empty unless the person is marked as holding public office.</summary>
    [Words]
    public string Name { get; set; } = "";

    /// <summary>True where the person holds, or held, public office.</summary>
    public bool PublicOffice { get; set; }

    /// <summary>What a reader may be shown.</summary>
    /// <param name="named">True where the reader’s role may see names.</param>
    internal string Shown(bool named) => named && PublicOffice && Name.Length > 0 && Name != Erasure.Withdrawn ? Name : "person " + Key;
}

/// <summary>A person in a post over a time.</summary>
[Table("post_holdings", "holding of a post")]
public sealed class PostHolding : Evidence, IDated
{
    /// <summary>Which post.</summary>
    [RefersTo(typeof(BodyPost))]
    public Guid PostId { get; set; }

    /// <summary>Who.</summary>
    [RefersTo(typeof(RegisterPerson))]
    public Guid PersonId { get; set; }

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }

    /// <summary>What says so; may be empty.</summary>
    public string Source { get; set; } = "";
}
