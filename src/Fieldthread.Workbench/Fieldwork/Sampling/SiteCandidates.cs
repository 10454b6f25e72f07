using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Sampling;

/// <summary>Organisations of a type as at a date, a line each with what the register tells of them: a table of candidates from which sites can be chosen.</summary>
/// <param name="Type">Of which type.</param>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("site-candidates", Permission.ReadStudy)]
[Refuses("empty", "no type was given")]
[Refuses("unknown", "the register has no organisation of that type")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record SiteCandidates(string Type, string? At = null, string? KnownOn = null, string? Vintage = null) : Question<CandidateList>
{
    /// <inheritdoc/>
    public override async Task<CandidateList> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var (register, type) = (await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, Vintage)), (Type ?? "").Trim());
        if (type.Length == 0 || !register.Types.Contains(type, StringComparer.Ordinal))
        {
            Asking.Refuse(type.Length == 0 ? "empty" : "unknown", type.Length == 0 ? "Of which type the candidates are is missing." : $"The register has no organisation of the type “{type}”.", $"There are {string.Join(", ", register.Types)}.");
        }

        var there = register.LinesOn(day).Where(l => l.Type == type).ToList();
        var ids = there.Select(l => l.Id).ToHashSet();
        var columns = new List<(string Name, Dictionary<Guid, string> Of)>();
        foreach (var attribute in register.Further.Where(f => f is { Thing: FactOf.Attribute, Track: Track.InForce } && f.About is not (GivenFact.AsTold or GivenFact.TypeThen) && ids.Contains(f.OrganisationId) && f.Period().Holds(day)).GroupBy(f => f.About, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            // Two values at once are one of their own: neither alone is what it is.
            columns.Add((attribute.Key, attribute.GroupBy(f => f.OrganisationId).ToDictionary(g => g.Key, g => string.Join(" and ", g.Select(f => f.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)))));
        }

        var judged = (await asking.Context.All<TypeJudgement>().AsNoTracking().ToListAsync(asking.Cancel)).Where(j => ids.Contains(j.OrganisationId) && j.Period().Holds(day) && (Studies.Dates.Read(KnownOn) is not { } by || EventRows.Date(j.Judged) is { } on && on.Last <= by.Last));
        foreach (var typology in judged.GroupBy(j => j.Typology, StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase))
        {
            // What analysts dispute is not known.
            columns.Add((typology.Key, typology.GroupBy(j => j.OrganisationId).Where(g => g.Select(j => j.TypeName.ToUpperInvariant()).Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First().TypeName)));
        }

        var members = MembershipFlows.Between(await MembershipIndex.OfAsync(asking, Membership.MemberOf, new AsKnown(KnownOn, Vintage)), day, day);
        if (ids.Any(id => members.Before(id) > 0))
        {
            columns.Add(("members", ids.ToDictionary(id => id, id => members.Before(id).ToString(System.Globalization.CultureInfo.InvariantCulture))));
        }

        columns.Add(("opened", there.Where(l => l.Opened is not null).ToDictionary(l => l.Id, l => l.Opened![..4])));
        var twice = there.GroupBy(l => l.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = Apart(["name", .. columns.Select(c => c.Name)]);
        return new CandidateList(type, date, names, [.. there.Select(l => (IReadOnlyList<string>)[twice.Contains(l.Name) ? $"{l.Name} ({l.Code ?? l.Key})" : l.Name, .. columns.Select(c => c.Of.GetValueOrDefault(l.Id, ""))])]);
    }

    /// <summary>Headings, no two alike.</summary>
    private static List<string> Apart(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(n => { var name = n; for (var i = 2; !taken.Add(name); i++) { name = $"{n} {i}"; } return name; })];
    }
}

/// <summary>Candidates as the register tells of them.</summary>
/// <param name="Type">Of which type they are.</param>
/// <param name="At">The date.</param>
/// <param name="Columns">Headings: the name first, then attributes, typologies, how many members, the year of opening.</param>
/// <param name="Lines">A line each, its cells in the order of the headings; empty where nothing is told.</param>
public sealed record CandidateList(string Type, string At, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Lines);
