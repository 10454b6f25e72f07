using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Who judged which organisation to be of what type, and how many are of each on a day.</summary>
/// <param name="Typology">Of which typology; the first by name where empty.</param>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
/// <param name="Organisation">Only judgements of this organisation, of any typology and time; null for all.</param>
/// <param name="KnownOn">Partial date: only what was judged by then, with the register as its lists had it; null for all.</param>
[Question("typology", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("unknown", "there is no such typology")]
[Refuses("no-vintage", "no list was known so early")]
public sealed record TypologyAt(string Typology = "", string? At = null, Guid? Organisation = null, string? KnownOn = null) : Question<TypologyAnswer>
{
    /// <inheritdoc/>
    public override async Task<TypologyAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var register = await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, null));
        var known = Studies.Dates.Read(KnownOn)?.Last;
        var all = (await asking.Context.All<TypeJudgement>().AsNoTracking().ToListAsync(asking.Cancel)).Where(j => known is not { } by || (EventRows.Date(j.Judged) is { } judged && judged.Last <= by)).OrderBy(j => j.Id).ToList();
        var names = all.Select(j => j.Typology).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var wanted = (Typology ?? "").Trim();
        var name = wanted.Length == 0 ? names.FirstOrDefault() ?? "" : names.Find(n => n.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            Asking.Refuse("unknown", $"There is no typology “{wanted}”.", names.Count > 0 ? $"There are {string.Join(", ", names)}." : "It begins with the first judgement.");
        }

        var chosen = all.Where(j => Organisation is { } one ? j.OrganisationId == one : j.Typology.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var holds = chosen.Where(j => j.Period().Holds(day) && register.Find(j.OrganisationId)?.Period().Holds(day) == true).ToList();
        var types = holds.ToLookup(j => (j.OrganisationId, j.Typology.ToUpperInvariant()), j => j.TypeName.ToUpperInvariant());
        var lines = chosen.Select(j => new JudgementLine(
            j.OrganisationId, register.Find(j.OrganisationId)?.Key ?? "", register.NameOf(j.OrganisationId, day), j.Typology, j.TypeName, j.FromDate, j.LastDate, j.Analyst, j.Judged, j.Evidence, holds.Contains(j),
            holds.Contains(j) && types[(j.OrganisationId, j.Typology.ToUpperInvariant())].Distinct().Count() > 1, j.RecordedIn)).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Act).ToList();
        return new TypologyAnswer(name, date, names, TypologyCount.Of(holds.Select(j => new JudgedType(j.OrganisationId, j.TypeName, j.Analyst))), lines);
    }
}

/// <summary>A typology on a day.</summary>
/// <param name="Typology">Which.</param>
/// <param name="At">The date.</param>
/// <param name="Typologies">Those that there are.</param>
/// <param name="Count">How many organisations are of each type.</param>
/// <param name="Lines">The judgements, of all times.</param>
public sealed record TypologyAnswer(string Typology, string At, IReadOnlyList<string> Typologies, TypologyCount Count, IReadOnlyList<JudgementLine> Lines);

/// <summary>A judgement.</summary>
/// <param name="Organisation">Of which organisation.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name on the day that was asked for.</param>
/// <param name="Typology">Of which typology.</param>
/// <param name="Type">Of what type.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="Analyst">Who judged.</param>
/// <param name="Judged">Partial date of the judgement.</param>
/// <param name="Evidence">On what evidence.</param>
/// <param name="Holds">Whether it holds on the day that was asked for, and the organisation was there.</param>
/// <param name="Disputed">Whether another judgement that holds then says otherwise.</param>
/// <param name="Act">The act that recorded it.</param>
public sealed record JudgementLine(
    Guid Organisation, string Key, string Name, string Typology, string Type, string? From, string? To, string Analyst, string Judged, string Evidence, bool Holds, bool Disputed, long Act);

/// <summary>Documents of organisations and about change events, by date.</summary>
/// <param name="Organisation">Only of this organisation; null for all.</param>
/// <param name="Event">Only about the event of this key; empty for all.</param>
[Question("register-documents", Permission.ReadStudy)]
public sealed record RegisterDocuments(Guid? Organisation = null, string Event = "") : Question<IReadOnlyList<DocumentLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<DocumentLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var register = await RegisterIndex.OfAsync(asking);
        var events = register.Events.ToDictionary(e => e.Id, e => e.Key);
        var all = await asking.Context.All<RegisterDocument>().AsNoTracking().ToListAsync(asking.Cancel);
        return
        [
            .. all.Where(d => (Organisation is not { } one || d.OrganisationId == one) && (Event.Length == 0 || (d.EventId is { } e && events.GetValueOrDefault(e) == Event)))
                .OrderBy(d => d.Date, StringComparer.Ordinal).ThenBy(d => d.Id)
                .Select(d => new DocumentLine(d.OrganisationId, d.OrganisationId is { } o ? register.Find(o)?.Key ?? "" : "", d.EventId is { } e ? events.GetValueOrDefault(e) ?? "" : "", d.Title, d.Kind, d.Date, d.Reference, d.RecordedIn)),
        ];
    }
}

/// <summary>A document.</summary>
/// <param name="Organisation">Of which organisation, or null.</param>
/// <param name="Key">Its key; empty for a document about an event.</param>
/// <param name="Event">Key of the event that it is about; empty for one of an organisation.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What it is; may be empty.</param>
/// <param name="Date">Partial date of it, or null.</param>
/// <param name="Reference">Where it is.</param>
/// <param name="Act">The act that recorded it.</param>
public sealed record DocumentLine(Guid? Organisation, string Key, string Event, string Title, string Kind, string? Date, string Reference, long Act);
