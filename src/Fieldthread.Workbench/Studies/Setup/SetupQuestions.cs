using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>How the study is set up: what it says of itself, funders, partners and contributors.</summary>
[Question("study-setup", Permission.ReadStudy)]
public sealed record StudySetup : Question<StudySetupAnswer>
{
    /// <inheritdoc/>
    public override Task<StudySetupAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return ReadAsync(asking.Context, Dates.Today(asking.Services), asking.Cancel);
    }

    /// <summary>Reads the setup through whatever view the context has.</summary>
    /// <param name="context">The study.</param>
    /// <param name="today">Decides where contributors are now.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<StudySetupAnswer> ReadAsync(StudyContext context, DateOnly today, CancellationToken cancel)
    {
        var statement = await context.All<StudyStatement>().AsNoTracking().FirstOrDefaultAsync(cancel) ?? new StudyStatement();
        var funders = await context.All<Funder>().AsNoTracking().OrderBy(f => f.Ordinal).ThenBy(f => f.Id).ToListAsync(cancel);
        var partners = await context.All<Partner>().AsNoTracking().OrderBy(p => p.Ordinal).ThenBy(p => p.Id).ToListAsync(cancel);
        var contributors = await context.All<Contributor>().AsNoTracking().OrderBy(c => c.Ordinal).ThenBy(c => c.Id).ToListAsync(cancel);
        var team = await context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var where = (await context.All<Affiliation>().AsNoTracking().ToListAsync(cancel)).ToLookup(a => a.ContributorId);
        return new StudySetupAnswer(
            statement.Purpose, statement.Approach, statement.Disclaimer, statement.Contact,
            funders.ConvertAll(f => new FunderLine(f.Id, f.Name, f.GrantNumber)),
            partners.ConvertAll(p => new PartnerLine(p.Id, p.Name, p.Does, p.Owner)),
            contributors.ConvertAll(c => new ContributorLine(
                c.Id, c.Name, c.Orcid, Json.Read<List<CreditRole>>(c.Roles), c.PersonId, c.PersonId is { } id ? team.GetValueOrDefault(id) : null,
                [.. where[c.Id].Select(a => AffiliationLine.Of(a, today)).OrderBy(a => a.From ?? "", StringComparer.Ordinal).ThenBy(a => a.Institution, StringComparer.Ordinal)])));
    }
}

/// <summary>How a study is set up.</summary>
/// <param name="Purpose">Why it is done.</param>
/// <param name="Approach">What is done, and how.</param>
/// <param name="Disclaimer">What is printed with every publication.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="Funders">Who pays, in order.</param>
/// <param name="Partners">Who carries it, in order.</param>
/// <param name="Contributors">Who works on it, in order.</param>
public sealed record StudySetupAnswer(
    string Purpose, string Approach, string Disclaimer, string Contact, IReadOnlyList<FunderLine> Funders, IReadOnlyList<PartnerLine> Partners, IReadOnlyList<ContributorLine> Contributors)
{
    /// <summary>Whose the study is: the partners that own it.</summary>
    public IReadOnlyList<string> Owners => [.. Partners.Where(p => p.Owner).Select(p => p.Name)];
}

/// <summary>A funder.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="GrantNumber">Number of the grant; may be empty.</param>
public sealed record FunderLine(Guid Id, string Name, string GrantNumber)
{
    /// <summary>“Fen Trust, grant FT-12”.</summary>
    public string InWords => GrantNumber.Length > 0 ? $"{Name}, grant {GrantNumber}" : Name;
}

/// <summary>A partner.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Does">What it does.</param>
/// <param name="Owner">True where the study is its own.</param>
public sealed record PartnerLine(Guid Id, string Name, string Does, bool Owner);

/// <summary>A contributor.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Name as it is cited.</param>
/// <param name="Orcid">ORCID iD; may be empty.</param>
/// <param name="Roles">What they contributed.</param>
/// <param name="Person">The person of the team, or null.</param>
/// <param name="PersonName">That person’s name, or null.</param>
/// <param name="Affiliations">Where they work and worked, by their start.</param>
public sealed record ContributorLine(Guid Id, string Name, string Orcid, IReadOnlyList<CreditRole> Roles, Guid? Person, string? PersonName, IReadOnlyList<AffiliationLine> Affiliations)
{
    /// <summary>Where they are now; where nowhere, the last that is known.</summary>
    public IReadOnlyList<string> Institutions => Affiliations.Any(a => a.Now) ? [.. Affiliations.Where(a => a.Now).Select(a => a.Institution)] : [.. Affiliations.TakeLast(1).Select(a => a.Institution)];
}

/// <summary>Where a contributor works.</summary>
/// <param name="Id">Which.</param>
/// <param name="Institution">Where.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="Now">True where it is so today.</param>
public sealed record AffiliationLine(Guid Id, string Institution, string? From, string? To, bool Now)
{
    /// <summary>“from September 2019 to March 2022”.</summary>
    public string InWords => DateWords.Stretch(From, To);

    internal static AffiliationLine Of(Affiliation row, DateOnly today) => new(
        row.Id, row.Institution, row.FromDate, row.LastDate, new WrittenPeriod(Dates.Kept(row.FromDate), Dates.Kept(row.LastDate)).Period.Holds(today.DayNumber));
}
