using System.Globalization;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Register;

/// <summary>Judges of what type an organisation was over a time, by a named analyst on stated evidence. Another analyst may judge otherwise; both stand.</summary>
/// <param name="Organisation">Its key, or a code that it bore.</param>
/// <param name="Typology">Of which typology: “governance”.</param>
/// <param name="Type">Of which of its types: “open”.</param>
/// <param name="Evidence">On what evidence: what was read, seen or heard, and where.</param>
/// <param name="From">Partial date from which it was so; null from its beginning.</param>
/// <param name="To">Partial date of the last day; null while it is so.</param>
/// <param name="Analyst">Who judges; whoever does the act where empty.</param>
/// <param name="Judged">Partial date of the judgement; today where null.</param>
[Act("judge-type", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the typology, the type or the evidence is empty")]
[Refuses("unknown", "the register has no such organisation")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("bad-date", "a date is no date of the calendar, or the time ends before it begins")]
public sealed record JudgeType(string Organisation, string Typology, string Type, string Evidence, string? From = null, string? To = null, string Analyst = "", string? Judged = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var judged = Dates.Read(Judged)?.ToString() ?? Dates.Today(acting.Services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var row = acting.Add(new TypeJudgement
        {
            OrganisationId = await OrganisationLookup.FindAsync(acting, Organisation), Typology = Acting.Given(Typology, "The typology"), TypeName = Acting.Given(Type, "The type"),
            Evidence = Acting.Given(Evidence, "The evidence"), Analyst = Acting.Clean(Analyst) is { Length: > 0 } named ? named : acting.Actor.Name, Judged = judged,
        }.When(RegisterDates.Read(From, To)));
        return new Added(row.Id);
    }
}

/// <summary>Says of an organisation or of a change event that there is a document, and where it is. Its text comes in as a source, where it is to be coded.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Reference">Where it is: an address, a shelf mark, a reference.</param>
/// <param name="Organisation">Key or code of the organisation; empty for a document about an event.</param>
/// <param name="Event">Key of the event; empty for a document of an organisation.</param>
/// <param name="Kind">What it is: constitution, plan, risk assessment, order, board paper; may be empty.</param>
/// <param name="Date">Partial date of it; null where it has none.</param>
[Act("add-document", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the title or the reference is empty")]
[Refuses("one-of-two", "neither an organisation nor an event is named, or both are")]
[Refuses("unknown", "the register has no such organisation or event")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record AddDocument(string Title, string Reference, string Organisation = "", string Event = "", string Kind = "", string? Date = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (organisation, key) = (Acting.Clean(Organisation), Acting.Clean(Event));
        if (organisation.Length > 0 == key.Length > 0)
        {
            Acting.Refuse("one-of-two", "A document belongs to an organisation or to an event.", "Name one of the two.");
        }

        var row = new RegisterDocument { Title = Acting.Given(Title, "The title"), Reference = Acting.Given(Reference, "The reference"), Kind = Acting.Clean(Kind), Date = Dates.Read(Date)?.ToString() };
        if (organisation.Length > 0)
        {
            row.OrganisationId = await OrganisationLookup.FindAsync(acting, organisation);
        }
        else
        {
            row.EventId = (await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstOrDefaultAsync(acting.Context.Set<RegisteredEvent>().Where(e => e.Key == key), acting.Cancel))?.Id
                ?? throw new RefusedException(new Refusal("unknown", $"There is no change event “{key}” in the register.", "Write its key as the register shows it."));
        }

        return new Added(acting.Add(row).Id);
    }
}
