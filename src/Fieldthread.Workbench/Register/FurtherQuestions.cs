using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>Attributes of organisations as at a date: status, area, address, whatever lists tell.</summary>
/// <param name="Attribute">Which attribute; empty for all.</param>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
/// <param name="Type">Only organisations of this type; empty for all.</param>
/// <param name="Track">On which track: an attribute that has a time on it counts by that, any other as it is in force.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("register-attributes", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-attribute", "no organisation has an attribute of this name at any time")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterAttributes(string Attribute = "", string? At = null, string Type = "", Track Track = Track.InForce, string? KnownOn = null, string? Vintage = null) : Question<AttributeTable>
{
    /// <inheritdoc/>
    public override async Task<AttributeTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var register = await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, Vintage), Track);
        var names = register.Further.Where(f => f.Thing == FactOf.Attribute).Select(f => f.About).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var (wanted, type) = ((Attribute ?? "").Trim(), (Type ?? "").Trim());
        if (wanted.Length > 0 && !names.Contains(wanted, StringComparer.Ordinal))
        {
            Asking.Refuse("no-attribute", $"No organisation has an attribute “{wanted}”.", names.Count == 0 ? "Bring attributes.csv in with the register, or state one on the page of an organisation." : $"There are {string.Join(", ", names)}.");
        }

        var live = register.LinesOn(day).Where(l => type.Length == 0 || l.Type == type).ToDictionary(l => l.Id);
        var lines = new List<AttributeLine>();
        foreach (var of in register.Further.Where(f => f.Thing == FactOf.Attribute && (wanted.Length == 0 || f.About == wanted) && live.ContainsKey(f.OrganisationId)).GroupBy(f => (f.OrganisationId, f.About)))
        {
            var onTrack = of.Where(f => f.Track == Track).ToList();
            lines.AddRange((onTrack.Count > 0 ? onTrack : of.Where(f => f.Track == Track.InForce)).Where(f => f.Period().Holds(day)).OrderBy(f => f.FromDay ?? int.MinValue).ThenBy(f => f.Value, StringComparer.Ordinal)
                .Select(f => new AttributeLine(live[f.OrganisationId], f.About, f.Value, f.Track, f.FromDate, f.LastDate)));
        }

        lines.Sort((a, b) => OrganisationLine.Order.Compare(a.Organisation, b.Organisation) is not 0 and var byName ? byName : string.CompareOrdinal(a.Attribute, b.Attribute));
        var counts = lines.GroupBy(l => (l.Attribute, l.Value)).Select(g => new AttributeCount(g.Key.Attribute, g.Key.Value, g.Select(l => l.Organisation.Id).Distinct().Count()))
            .Concat((wanted.Length > 0 ? [wanted] : names).Select(n => new AttributeCount(n, null, live.Count - lines.Where(l => l.Attribute == n).Select(l => l.Organisation.Id).Distinct().Count())))
            .OrderBy(c => c.Attribute, StringComparer.Ordinal).ThenBy(c => c.Value is null).ThenByDescending(c => c.Organisations).ThenBy(c => c.Value, StringComparer.Ordinal);
        return new AttributeTable(date, Track, names, register.Types, live.Count, [.. counts.Where(c => c.Value is not null || c.Organisations > 0)], lines);
    }
}

/// <summary>Attributes as at a date.</summary>
/// <param name="At">The date.</param>
/// <param name="Track">The track that was asked for.</param>
/// <param name="Attributes">The attributes that there are, of any time.</param>
/// <param name="Types">The types of organisations that there are.</param>
/// <param name="Organisations">How many organisations there were, of the type asked for.</param>
/// <param name="Counts">How many had each value; one with two values counts under both.</param>
/// <param name="Lines">Organisation by organisation.</param>
public sealed record AttributeTable(string At, Track Track, IReadOnlyList<string> Attributes, IReadOnlyList<string> Types, int Organisations, IReadOnlyList<AttributeCount> Counts, IReadOnlyList<AttributeLine> Lines);

/// <summary>How many organisations had an attribute so.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Value">Its value; null for those of which nothing is told.</param>
/// <param name="Organisations">How many.</param>
public sealed record AttributeCount(string Attribute, string? Value, int Organisations);

/// <summary>One attribute of one organisation.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Value">Its value.</param>
/// <param name="Track">The track on which it is told so.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
public sealed record AttributeLine(OrganisationLine Organisation, string Attribute, string Value, Track Track, string? From, string? To);

/// <summary>On what terms organisations stood in relations as at a date: weights with their shares, accounts with direction, form and sanction, remits.</summary>
/// <param name="Relation">Only of this relation, as “accountable to”; empty for all.</param>
/// <param name="Organisation">Only relations of or to this organisation; null for all.</param>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("register-terms", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("unknown", "there is no such organisation")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterTerms(string Relation = "", Guid? Organisation = null, string? At = null, string? KnownOn = null, string? Vintage = null) : Question<TermsTable>
{
    /// <inheritdoc/>
    public override async Task<TermsTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var register = await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, Vintage));
        if (Organisation is { } one && register.Find(one) is null)
        {
            Asking.Refuse("unknown", "There is no such organisation in the register.", "Look in the list of organisations.");
        }

        var kind = Membership.Plain(Relation ?? "");
        var all = register.Terms.Where(t => t.Period().Holds(day)).Select(t => TermsLine.Of(register, t, day)).ToList();

        // A share is of what all that stand in the relation to one organisation weigh on the day, on the same basis.
        var sums = all.Where(l => l.Weight is not null).GroupBy(l => (l.Object, Membership.Plain(l.Relation), l.Basis)).ToDictionary(g => g.Key, g => g.Aggregate(0m, (sum, l) => Exact.Add(sum, l.Weight!.Value)));
        var lines = all.Where(l => (kind.Length == 0 || Membership.Plain(l.Relation) == kind) && (Organisation is not { } id || l.Subject == id || l.Object == id))
            .Select(l => l.Weight is { } w && sums[(l.Object, Membership.Plain(l.Relation), l.Basis)] is var sum && sum > 0 ? l with { Share = (double)(w / sum) } : l)
            .OrderBy(l => l.Relation, StringComparer.Ordinal).ThenBy(l => l.ObjectName, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.SubjectName, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Row).ToList();
        var accounts = lines.Where(l => l.Direction != AccountDirection.Unsaid).ToList();
        return new TermsTable(
            date, [.. register.Terms.Select(t => Membership.Plain(t.Kind)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. accounts.GroupBy(l => (l.Direction, l.Form)).OrderBy(g => g.Key.Direction).ThenBy(g => g.Key.Form, StringComparer.Ordinal).Select(g => new AccountCount(g.Key.Direction, g.Key.Form, g.Count(), g.Select(l => l.Subject).Distinct().Count(), g.Count(l => l.Sanction.Length > 0)))],
            lines);
    }
}

/// <summary>Terms of relations as at a date.</summary>
/// <param name="At">The date.</param>
/// <param name="Relations">The relations that have terms, at any time.</param>
/// <param name="Accounts">Accounts by direction and form.</param>
/// <param name="Lines">The terms, by relation and the one that the relation is to.</param>
public sealed record TermsTable(string At, IReadOnlyList<string> Relations, IReadOnlyList<AccountCount> Accounts, IReadOnlyList<TermsLine> Lines);

/// <summary>How many accounts are given one way.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="Form">Of what kind; may be empty.</param>
/// <param name="Accounts">How many.</param>
/// <param name="Organisations">How many organisations give them.</param>
/// <param name="WithSanction">Of the accounts, to how many a sanction is told.</param>
public sealed record AccountCount(AccountDirection Direction, string Form, int Accounts, int Organisations, int WithSanction);

/// <summary>The terms of one relation over a time.</summary>
/// <param name="Row">Their id.</param>
/// <param name="Subject">The organisation that is spoken of.</param>
/// <param name="SubjectKey">Its key.</param>
/// <param name="SubjectName">Its name on the day.</param>
/// <param name="Relation">The relation, read from it.</param>
/// <param name="Object">The other.</param>
/// <param name="ObjectKey">Its key.</param>
/// <param name="ObjectName">Its name on the day.</param>
/// <param name="Weight">What it weighs, or null.</param>
/// <param name="Basis">In what that is counted.</param>
/// <param name="Share">Its share, 0 to 1, of what all weigh that stood so to the other on the day, on the same basis; null where nothing is weighed or no day was asked for.</param>
/// <param name="Direction">Which way an account is given.</param>
/// <param name="Form">Of what kind.</param>
/// <param name="Sanction">What may follow.</param>
/// <param name="Remit">For what.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="Act">The act that recorded it so.</param>
/// <param name="ByStudy">True where the study itself states it so.</param>
public sealed record TermsLine(
    Guid Row, Guid Subject, string SubjectKey, string SubjectName, string Relation, Guid Object, string ObjectKey, string ObjectName, decimal? Weight, string Basis, double? Share, AccountDirection Direction, string Form, string Sanction, string Remit,
    string? From, string? To, long Act, bool ByStudy = false)
{
    internal static TermsLine Of(RegisterIndex register, RelationTerm t, int day)
    {
        var terms = TermsRows.Read(t.Terms);
        return new TermsLine(
            t.Id, t.SubjectId, register.Find(t.SubjectId)?.Key ?? "", register.NameOf(t.SubjectId, day), t.Kind, t.ObjectId, register.Find(t.ObjectId)?.Key ?? "", register.NameOf(t.ObjectId, day),
            terms.Weight, terms.Basis, null, terms.Direction, terms.Form, terms.Sanction, terms.Remit, t.FromDate, t.LastDate, t.RecordedIn);
    }
}

/// <summary>An attribute of an organisation, or the time of something on a track.</summary>
/// <param name="Row">Its id.</param>
/// <param name="Thing">Of what.</param>
/// <param name="About">The attribute, the scheme of the code, the relation; empty for a life and a name.</param>
/// <param name="Value">What the attribute was, the name, the code, the name of the other; empty for a life.</param>
/// <param name="Key">Key of the other organisation of a relation; else empty.</param>
/// <param name="Track">On which track.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="FromDay">First day, or null.</param>
/// <param name="EndDay">First day on which it no longer held, or null.</param>
/// <param name="Act">The act that recorded it so.</param>
/// <param name="ByStudy">True where the study itself states it so.</param>
public sealed record FurtherAbout(Guid Row, FactOf Thing, string About, string Value, string Key, Track Track, string? From, string? To, int? FromDay, int? EndDay, long Act, bool ByStudy = false)
{
    internal static FurtherAbout Of(RegisterIndex register, FurtherFact f, int day) => new(
        f.Id, f.Thing, f.About, f.OtherId is { } other ? register.NameOf(other, day) : f.Value, f.OtherId is { } key ? register.Find(key)?.Key ?? "" : "", f.Track, f.FromDate, f.LastDate, f.FromDay, f.EndDay, f.RecordedIn);
}
