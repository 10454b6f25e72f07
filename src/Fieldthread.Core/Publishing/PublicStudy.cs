namespace Fieldthread.Core.Publishing;

/// <summary>Somebody who is named for a study, as others read it.</summary>
/// <param name="Name">Name as it is cited.</param>
/// <param name="Orcid">ORCID iD, or empty.</param>
/// <param name="Roles">What they contributed, in the words of CRediT.</param>
/// <param name="Institutions">Where they work.</param>
public sealed record CreditedPerson(string Name, string Orcid, IReadOnlyList<string> Roles, IReadOnlyList<string> Institutions)
{
    /// <summary>The name as it is read: “Given Family”.</summary>
    public string Reads => AuthorName.Of(Name) is { Given.Length: > 0 } name ? $"{name.Given} {name.Family}" : AuthorName.Of(Name).Family;
}

/// <summary>What a publication says of the study behind it.</summary>
/// <param name="Owners">Whose the study is.</param>
/// <param name="Funding">Who paid, each with the grant: “Fen Trust, grant FT-12”.</param>
/// <param name="People">Who contributed, in order.</param>
/// <param name="Disclaimer">Whose views it holds and whose not; may be empty.</param>
public sealed record StudyCredits(IReadOnlyList<string> Owners, IReadOnlyList<string> Funding, IReadOnlyList<CreditedPerson> People, string Disclaimer)
{
    /// <summary>Funding and disclaimer in a line, for the foot of a page; empty where there is neither.</summary>
    public string InWords => string.Join(" ", new[] { Funding.Count > 0 ? $"Funded by {string.Join("; ", Funding)}." : "", Disclaimer }.Where(s => s.Length > 0));

    /// <summary>The person whose name an author’s is, or null.</summary>
    public CreditedPerson? Of(AuthorName author) => People.FirstOrDefault(p => AuthorName.Of(p.Name) == author);
}

/// <summary>What a study says to everybody: nothing but what was set up at the level of the study.</summary>
/// <param name="Name">Title.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Purpose">Why it is done.</param>
/// <param name="Approach">What is done, and how.</param>
/// <param name="Stance">How it works with its material, in words.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="Partners">Who carries it.</param>
/// <param name="Credits">Funding, people, disclaimer.</param>
/// <param name="Phases">When it is done.</param>
/// <param name="Plan">What it owes, by when.</param>
public sealed record PublicStudy(
    string Name, string Summary, string Purpose, string Approach, string Stance, string Contact, IReadOnlyList<PublicPartner> Partners, StudyCredits Credits,
    IReadOnlyList<PublicPhase> Phases, IReadOnlyList<PublicPlan> Plan);

/// <summary>An institution that carries the study.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Does">What it does in the study.</param>
/// <param name="Owner">True where the study is its own.</param>
public sealed record PublicPartner(string Name, string Does, bool Owner);

/// <summary>A phase of the study.</summary>
/// <param name="Name">Its name.</param>
/// <param name="When">When, in words; may be empty.</param>
/// <param name="Field">The times in the field, in words.</param>
public sealed record PublicPhase(string Name, string When, IReadOnlyList<string> Field);

/// <summary>Something that the study owes.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Due">When it is due, in words.</param>
/// <param name="Done">When it was done, in words; empty where it is not.</param>
public sealed record PublicPlan(string Name, string Due, string Done);
