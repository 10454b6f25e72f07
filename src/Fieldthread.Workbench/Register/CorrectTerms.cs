using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>States on what terms one organisation stood in a relation to another: its weight, which way an account is given and of what kind, what may follow, for what.</summary>
/// <param name="Organisation">The one that is spoken of: its key, or a code that it bore.</param>
/// <param name="Other">The other: its key, or a code that it bore.</param>
/// <param name="Reason">Why it is stated.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Relation">The relation, read from the first; it stands in the register over some of the time.</param>
/// <param name="Weight">What it weighs: 0 or more, as 3 or 12.5; null where not told.</param>
/// <param name="Basis">In what the weight is counted: votes, posts, patients.</param>
/// <param name="Direction">Which way an account is given.</param>
/// <param name="Form">Of what kind the account is.</param>
/// <param name="Sanction">What may follow where it is not accepted.</param>
/// <param name="Remit">For what.</param>
/// <param name="From">Partial date from which; null where not known.</param>
/// <param name="To">Partial date of the last day; null while it is so.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
[Act("state-terms", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "an organisation, the relation, the reason or the source is empty, or nothing is told of the relation")]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("bad-weight", "the weight is no number of 0 or more, or stands without its basis")]
[Refuses("no-relation", "the one does not stand in the relation to the other over any of the time")]
[Refuses("same", "the register has it so already over a part of the time")]
public sealed record StateTerms(
    string Organisation, string Other, string Reason, string Source, string Relation = GivenTerms.AccountableTo, string? Weight = null, string Basis = "", AccountDirection Direction = AccountDirection.Unsaid, string Form = "", string Sanction = "",
    string Remit = "", string? From = null, string? To = null, string? Known = null) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (subject, other) = (await TermsAsked.KeyAsync(acting, Organisation, "The organisation"), await TermsAsked.KeyAsync(acting, Other, "The other organisation"));
        var terms = new RelationTerms(TermsAsked.Weight(Weight, Basis), Acting.Clean(Basis), Direction, Acting.Clean(Form), Acting.Clean(Sanction), Acting.Clean(Remit));
        var stated = new GivenTerms(subject.Key, Acting.Given(Relation, "The relation"), other.Key, terms, RegisterDates.Read(From, To));
        await TermsAsked.RefuseAsync(acting, stated, subject.Id, other.Id, null);
        return await (await Correcting.OfAsync(acting)).MakeAsync(CorrectedThing.Terms, subject.Key, subject.Id, RegisterData.None, RegisterData.None with { Terms = [stated] }, Reason, Source, Known);
    }
}

/// <summary>Corrects or ends the terms of a relation. Lists still say what they said; the study’s word stands before them.</summary>
/// <param name="Terms">The terms that are meant.</param>
/// <param name="Reason">Why they are corrected.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Weight">What it weighs; null as it stands, empty for nothing.</param>
/// <param name="Basis">In what that is counted; null as it stands.</param>
/// <param name="Direction">Which way an account is given; null as it stands.</param>
/// <param name="Form">Of what kind the account is; null as it stands.</param>
/// <param name="Sanction">What may follow; null as it stands.</param>
/// <param name="Remit">For what; null as it stands.</param>
/// <param name="From">Partial date from which; null as it stands, empty for not known.</param>
/// <param name="To">Partial date of the last day; null as it stands, empty for still so.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
[Act("correct-terms", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the reason or the source is empty, or nothing would be told of the relation")]
[Refuses("unknown", "there are no such terms")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("bad-weight", "the weight is no number of 0 or more, or stands without its basis")]
[Refuses("no-relation", "the one does not stand in the relation to the other over any of the time")]
[Refuses("same", "it corrects nothing, or the register has it so already over a part of the time")]
[Refuses("known-before", "it was known before what it corrects")]
public sealed record CorrectTerms(
    Guid Terms, string Reason, string Source, string? Weight = null, string? Basis = null, AccountDirection? Direction = null, string? Form = null, string? Sanction = null, string? Remit = null, string? From = null, string? To = null,
    string? Known = null) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (row, given) = await TermsAsked.FindAsync(acting, Terms);
        var was = given.Terms;
        var basis = Acting.Clean(Basis ?? was.Basis);
        var weight = Weight is null ? was.Weight : TermsAsked.Weight(Weight, basis);
        var stated = given with
        {
            Terms = new RelationTerms(weight, weight is null ? "" : basis, Direction ?? was.Direction, Acting.Clean(Form ?? was.Form), Acting.Clean(Sanction ?? was.Sanction), Acting.Clean(Remit ?? was.Remit)),
            When = RegisterDates.Read(From ?? given.When.From?.ToString(), To ?? given.When.Last?.ToString()),
        };
        await TermsAsked.RefuseAsync(acting, stated, row.SubjectId, row.ObjectId, row);
        return await (await Correcting.OfAsync(acting)).MakeAsync(CorrectedThing.Terms, given.Subject, row.SubjectId, RegisterData.None with { Terms = [given] }, RegisterData.None with { Terms = [stated] }, Reason, Source, Known);
    }
}

/// <summary>Takes back the terms of a relation: they were never so. Lists that say them still say them.</summary>
/// <param name="Terms">The terms that are meant.</param>
/// <param name="Reason">Why they are taken back.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
[Act("take-back-terms", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the reason or the source is empty")]
[Refuses("unknown", "there are no such terms")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("known-before", "it was known before what it takes back")]
public sealed record TakeBackTerms(Guid Terms, string Reason, string Source, string? Known = null) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (row, given) = await TermsAsked.FindAsync(acting, Terms);
        return await (await Correcting.OfAsync(acting)).MakeAsync(CorrectedThing.Terms, given.Subject, row.SubjectId, RegisterData.None with { Terms = [given] }, RegisterData.None, Reason, Source, Known);
    }
}

/// <summary>What acts on terms share.</summary>
internal static class TermsAsked
{
    public static async Task<Organisation> KeyAsync(Acting acting, string organisation, string what) => await acting.FindAsync<Organisation>(await OrganisationLookup.FindAsync(acting, Acting.Given(organisation, what)));

    public static async Task<(RelationTerm Row, GivenTerms Given)> FindAsync(Acting acting, Guid terms)
    {
        var row = await acting.FindAsync<RelationTerm>(terms);
        var keys = await acting.Context.Set<Organisation>().Where(o => o.Id == row.SubjectId || o.Id == row.ObjectId).ToDictionaryAsync(o => o.Id, o => o.Key, acting.Cancel);
        return (row, row.Given(id => keys[id]));
    }

    /// <summary>A weight as it is written; null for none.</summary>
    /// <exception cref="RefusedException">It is none, or has no basis: <c>bad-weight</c>.</exception>
    public static decimal? Weight(string? weight, string basis)
    {
        var given = Acting.Clean(weight);
        if (given.Length == 0)
        {
            return null;
        }

        if (!decimal.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            Acting.Refuse("bad-weight", $"“{given}” is no weight.", "Write a number of 0 or more: 3 or 12.5.");
        }

        if (Acting.Clean(basis).Length == 0)
        {
            Acting.Refuse("bad-weight", $"The weight {given} does not say in what it is counted.", "Name its basis: votes, posts, patients.");
        }

        return number;
    }

    /// <summary>Refuses what cannot be stated beside what stands.</summary>
    public static async Task RefuseAsync(Acting acting, GivenTerms stated, Guid subject, Guid other, RelationTerm? instead)
    {
        if (stated.Terms == RelationTerms.None)
        {
            Acting.Refuse("empty", "Nothing is told of the relation.", "Give a weight, a direction, a form, a sanction or a remit.");
        }

        var kind = Membership.Plain(stated.Kind);
        var relations = await acting.Context.Set<Relation>().Where(r => r.SubjectId == subject && r.ObjectId == other).ToListAsync(acting.Cancel);
        if (!relations.Exists(r => Membership.Plain(r.Kind) == kind && r.Period().Overlaps(stated.When.Period)))
        {
            Acting.Refuse("no-relation", $"{stated.Subject} was not {stated.Kind} {stated.Object} over any time from {stated.When.InWords}.", "State the relation first, on the page of the organisation.");
        }

        var text = TermsRows.Text(stated.Terms);
        var others = await acting.Context.Set<RelationTerm>().Where(t => t.SubjectId == subject && t.ObjectId == other && t.Terms == text).ToListAsync(acting.Cancel);
        if (others.Find(t => Membership.Plain(t.Kind) == kind && (t.Id != instead?.Id ? t.Period().Overlaps(stated.When.Period) : t.Period() == stated.When.Period)) is { } alike)
        {
            Acting.Refuse("same", $"The register has it so already: {stated.Terms.InWords}, {alike.FromDate ?? "an unknown date"} to {alike.LastDate ?? "now"}.", "Write what is otherwise.");
        }
    }
}
